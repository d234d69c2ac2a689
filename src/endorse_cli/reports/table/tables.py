"""The only place that says what a table is made of, and in what order; in full, and in brief."""

from collections.abc import Iterator, Sequence

from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import InvalidPart, LinePart
from endorse_cli.reports.page import Look, Page, Style
from endorse_cli.reports.table.alternatives import put_changes, put_stand_in, put_what_if
from endorse_cli.reports.table.frame import (
    dated_race_text,
    put_closing,
    put_corrections,
    put_departures_in_brief,
    put_head,
    put_remarks,
    put_statements,
)
from endorse_cli.reports.table.given_answers import NOT_ESTABLISHED, whom_to_ask, why_unsupported
from endorse_cli.reports.table.outcome_reasons import put_why
from endorse_cli.reports.table.outcomes import by, put_results, put_supposed, result_text, rows_text
from endorse_cli.reports.table.question_lines import put_lines, put_recorded
from endorse_cli.reports.table.scores import put_findings, put_scores
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.unknowns import put_unknowns
from endorse_cli.reports.wording import counted, outcome_words, series, title_of, unread_words
from endorse_cli.rubric.passages import Text


def put_brief(page: Page, sheet: Sheet) -> None:
    """Who, each decision with the row that decided it, and what is open and matters."""
    page.bare("candidate", sheet.record["candidate"]["name"], "strong")
    page.bare("race", dated_race_text(sheet.record), indent=2)
    put_remarks(page, sheet, indent=2)
    put_departures_in_brief(page, sheet.record["rubric"], indent=2)
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        style: Style = "result" if decided["outcome"] else "open"
        page.fact(title_of(decision), result_text(decision, decided), style, indent=2)
        text = rows_text(sheet, decision, decided)
        page.bare("decided by", text, "quiet", lead=by(decided), indent=4)
        put_supposed(page, sheet, id, indent=4)
    put_stand_in(page, sheet)
    put_what_if(page, sheet)
    matter = [line for line in sheet.lines(recorded=False) if sheet.matters(line)]
    given = [line for line in matter if line["state"] == "unsupported"]
    unknown = [line for line in matter if line["state"] != "unsupported"]
    page.fact("unknown, and it matters", "; ".join(_by_whom(sheet, unknown)), indent=2)
    page.fact(f"{NOT_ESTABLISHED}, and it matters", "; ".join(_by_reason(sheet, given)), indent=2)


def _by_whom(sheet: Sheet, lines: Sequence[LinePart]) -> Iterator[str]:
    for whom in dict.fromkeys(whom_to_ask(sheet.criterion(line)) for line in lines):
        ids = (m["criterion"] for m in lines if whom_to_ask(sheet.criterion(m)) == whom)
        yield f"{series(ids)} ({whom})"


def _by_reason(sheet: Sheet, lines: Sequence[LinePart]) -> Iterator[str]:
    """Answers that were given and lack what they need: whose they are, and what is lacking."""
    for why in dict.fromkeys(map(why_unsupported, lines)):
        same = [line for line in lines if why_unsupported(line) == why]
        yield f"{'; '.join(_by_whom(sheet, same))}: {why}"


def one_line(sheet: Sheet) -> str:
    """Who, and what every decision came to."""
    results = []
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        words = [outcome_words(decision, name) for name in decided["possible"]]
        results.append(words[0] if decided["outcome"] else f"undetermined ({' / '.join(words)})")
    who = sheet.record["candidate"]
    return f"{', '.join(filter(None, (who['name'], who['office'])))}: {' · '.join(results)}"


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

    The result and what is unknown stand first; then everything that they rest on. `brief` gives
    a few lines. Under 60 columns every line is `key: value`. With the `text` of the document each
    line shows its passages. What could not be read is named before everything else, so that nobody
    is left out in silence.
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
        _put_table(page, sheet, brief)
    if len(sheets) + len(invalid) > 1:
        _put_summary(page, sheets, invalid)


def _put_table(page: Page, sheet: Sheet, brief: bool) -> None:
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
