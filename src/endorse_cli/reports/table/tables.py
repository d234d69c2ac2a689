"""The only place that says what a table is made of, and in what order."""

from collections.abc import Sequence

from endorse_cli.engine.explain import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import InvalidPart
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.table.brief import one_line, put_brief
from endorse_cli.reports.table.changes import put_changes, put_stand_in, put_what_if
from endorse_cli.reports.table.closing import put_closing
from endorse_cli.reports.table.decisions import put_results
from endorse_cli.reports.table.head import put_head
from endorse_cli.reports.table.lines import put_lines
from endorse_cli.reports.table.people import put_corrections, put_statements
from endorse_cli.reports.table.recorded import put_recorded
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.unknowns import put_unknowns
from endorse_cli.reports.table.why import put_why
from endorse_cli.reports.table.working import put_findings, put_scores
from endorse_cli.reports.wording import counted, unread_words

SECTIONS = (
    put_head,
    put_results,
    put_stand_in,
    put_what_if,
    put_unknowns,
    put_why,
    put_changes,
    put_statements,
    put_findings,
    put_scores,
    put_lines,
    put_recorded,
    put_corrections,
    put_closing,
)
"""What a table is made of, in the order in which people need it."""


def render_table(
    account: Account,
    *,
    width: int,
    colour: bool,
    unicode: bool,
    brief: bool = False,
    text: Text | None = None,
) -> str:
    """One candidate's account.

    The result and what is unknown stand first; then everything that they rest on. `brief` gives
    a few lines. Under 60 columns every line is `key: value`. With the `text` of the document each
    line shows its passages.
    """
    page = Page(Look(width, colour, unicode))
    _put(page, Sheet(account, text), brief)
    return page.text()


def render_tables(
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    width: int,
    colour: bool,
    unicode: bool,
    brief: bool = False,
    text: Text | None = None,
) -> str:
    """Candidates' accounts; of several, at the end all of them in one line each.

    What could not be read is named before everything else, so that nobody is left out in silence.
    """
    page = Page(Look(width, colour, unicode))
    put_tables(page, accounts, invalid, brief=brief, text=text)
    return page.text()


def put_tables(
    page: Page,
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart] = (),
    *,
    brief: bool = False,
    text: Text | None = None,
) -> None:
    """The same on a page of any kind."""
    sheets = [Sheet(account, text) for account in accounts]
    if unread := unread_words([part["source"] for part in invalid], len(sheets)):
        page.put(unread, "open")
    for sheet in sheets:
        page.blank()
        _put(page, sheet, brief)
    if len(sheets) + len(invalid) > 1:
        _put_summary(page, sheets, invalid)


def _put(page: Page, sheet: Sheet, brief: bool) -> None:
    if brief:
        put_brief(page, sheet)
        return
    for put in SECTIONS:
        put(page, sheet)


def _put_summary(page: Page, sheets: list[Sheet], invalid: Sequence[InvalidPart]) -> None:
    those = counted(len(sheets), "candidate") + (" that could be read" if invalid else "")
    page.section(f"In one line each: {those}" if sheets else "In one line each")
    for sheet in sheets:
        page.put(one_line(sheet), indent=2, hang=2)
    for part in invalid:
        problems = counted(len(part["findings"]), "problem")
        page.put(f"{part['source']}: not assessed, {problems}", "open", indent=2, hang=2)
