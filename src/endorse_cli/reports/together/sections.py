"""The only place that says what the report of a slate is made of, and in what order."""

from endorse_cli.reports.page import Page
from endorse_cli.reports.together.alike import put_alike, put_parity
from endorse_cli.reports.together.asking import put_questions
from endorse_cli.reports.together.guiding import put_guidance
from endorse_cli.reports.together.mailing import put_mailing
from endorse_cli.reports.together.moving import put_changed
from endorse_cli.reports.together.running import (
    put_edition,
    put_invalid,
    put_races,
    put_unread,
)
from endorse_cli.reports.together.view import View

CLOSING = (
    "This report advises; members decide. It ranks nobody: candidates stand in the order in which "
    "they came in."
)

SECTIONS = (
    put_races,
    put_changed,
    put_questions,
    put_guidance,
    put_alike,
    put_parity,
    put_invalid,
)
"""In the order in which people need them."""


ON_THE_COVER = {
    "What changed since the earlier records": put_changed,
    "What is still to be asked": put_questions,
    "The slate as a whole": put_guidance,
    "Like cases": put_alike,
    "How completely rivals were examined": put_parity,
}
"""What the cover of a packet says of the slate, by heading; races are there already."""


def put_slate(page: Page, view: View, *, only_questions: bool = False) -> None:
    """The whole report, or of it the list of questions alone, to be mailed."""
    if only_questions:
        put_unread(page, view)
        put_edition(page, view)
        page.blank()
        put_mailing(page, view)
        return
    for put in SECTIONS:
        put(page, view)
    page.section("How to read this")
    page.put(CLOSING, indent=2)
