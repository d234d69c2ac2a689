"""The only place for how a decision is printed: its outcome, and the row that decided it."""

from endorse_cli.models.record import DecisionPart
from endorse_cli.models.rubric import Decision, Row
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.table.grouping import reason_lines
from endorse_cli.reports.table.reasons import needed_text, pruned, weaker_parts
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import cited, condition_phrase, outcome_words, series, title_of

FROM = ("row", "from")

NO_REASON = (
    "The rubric is too large for a reason to be worked out; the outcome is exact all the same."
)


def put_results(page: Page, sheet: Sheet) -> None:
    """At a glance: what every decision came to, by which row, and what holds beside it."""
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        page.blank()
        page.bare("decision", title_of(decision), "strong", indent=2)
        page.bare("result", result_text(decision, decided), "result", lead=RESULT, indent=4)
        page.bare("decided by", rows_text(sheet, decision, decided), indent=6)
        for row in map(decision.row, decided["also"]):
            also = row_text(sheet, row)
            page.fact("also holds", f"{outcome_words(decision, row.outcome)}, {also}", indent=6)


def put_why(page: Page, sheet: Sheet) -> None:
    """Why every decision came out so, or what it hangs on."""
    page.section("Why")
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        page.blank()
        page.bare("decision", title_of(decision), "strong", indent=2)
        if len(decided["rows"]) == 1:
            _put_deciding_row(page, sheet, decision.row(decided["rows"][0]))
        else:
            _put_open_rows(page, sheet, decision, decided)
        if id in sheet.record["reasons"]:
            _put_reason(page, sheet, id)
        elif decided["outcome"] is not None:
            page.put(NO_REASON, "quiet", indent=4)


def result_text(decision: Decision, decided: DecisionPart) -> str:
    """The outcome, or `undetermined` and the outcomes that remain."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    left = "; ".join(outcome_words(decision, name) for name in decided["possible"])
    return f"undetermined. Still possible: {left}"


def rows_text(sheet: Sheet, decision: Decision, decided: DecisionPart) -> str:
    """The row that decides with what it rests on, or the rows of which one decides."""
    if len(decided["rows"]) == 1:
        return row_text(sheet, decision.row(decided["rows"][0]))
    return f"by one of the rows {series(decided['rows'], 'or')}"


def row_text(sheet: Sheet, row: Row) -> str:
    """A row with its citation and layer, and whether a part of it rests on less."""
    return f"row {row.id} · {_row_grounds(sheet, row)}"


def _row_grounds(sheet: Sheet, row: Row) -> str:
    weaker = dict.fromkeys(part.grounds.basis for part in weaker_parts(sheet, row))
    return ", ".join((cited(row.grounds), *(f"in part {basis}" for basis in weaker)))


def _put_deciding_row(page: Page, sheet: Sheet, row: Row) -> None:
    page.fact(f"row {row.id} holds if", _why(sheet, row), indent=4)
    page.fact("note", row.grounds.note or "", indent=4)
    for citation, passage in sheet.passages(row.grounds.locators):
        page.fact(citation, passage, "quiet", indent=4)
    for part in weaker_parts(sheet, row):
        note = f" {part.grounds.note}" if part.grounds.note else ""
        page.fact("in part", f"{part.words} ({cited(part.grounds)}).{note}", indent=4)


def _put_reason(page: Page, sheet: Sheet, decision: str) -> None:
    lines = list(reason_lines(sheet, decision))
    if not lines:
        page.put("Forced by: any answers at all", indent=4)
        return
    page.put("Forced, whatever the other answers are, by:", indent=4)
    for line in lines:
        page.bare("reason", line, lead="- ", indent=6)
    page.fact("always needed", needed_text(sheet, decision), "quiet", indent=6)


def _put_open_rows(page: Page, sheet: Sheet, decision: Decision, decided: DecisionPart) -> None:
    page.put("One of these rows decides, the first that holds:", indent=4)
    for row in map(decision.row, decided["rows"]):
        words = f"{row.id}: {outcome_words(decision, row.outcome)}"
        page.ends(words, _row_grounds(sheet, row), keys=FROM, indent=6)
        page.bare("if", _why(sheet, row), "quiet", lead="if ", indent=8)


def _why(sheet: Sheet, row: Row) -> str:
    if row.when is None:
        return "no row before it does"
    unless = (f", unless {condition_phrase(sheet.rubric, e.when)}" for e in row.unless)
    return condition_phrase(sheet.rubric, pruned(row.when, sheet.record)) + "".join(unless)
