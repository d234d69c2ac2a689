"""The only place for the last words of a report: what it is, and what it is not."""

from endorse_cli.reports.page import Page
from endorse_cli.reports.table.sheet import Sheet

ADVISES = (
    "This report advises; members decide.",
    "It follows the rubric as written and the answers as given, and does not say that they are "
    "true.",
)
WEIGHED = "What was weighed was judged by assessors; the number only orders what they recorded."


def put_closing(page: Page, sheet: Sheet) -> None:
    """The note at the end of every table."""
    page.section("How to read this")
    first, *others = ADVISES
    weighed = [WEIGHED] if sheet.rubric.scores else []
    page.put(" ".join((first, *weighed, *others)), indent=2)
