"""The only place for how a decision is printed: its outcome, and the row that decided it."""

from endorse_cli.models.record import DecisionPart
from endorse_cli.models.rubric import Bands, Decision, Row, Table
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.show.bodies import put_bands, put_cells
from endorse_cli.reports.table.grouping import reason_lines
from endorse_cli.reports.table.reasons import needed_text, pruned, weaker_parts
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.working import score_text
from endorse_cli.reports.wording import (
    cited,
    condition_phrase,
    outcome_words,
    row_words,
    rows_words,
    series,
    title_of,
    values_words,
)

NO_DAY = "No day is given, and reasons hang on it; the outcome is the same on every day."
FROM = ("row", "from")

STATED = "stated in the file, not worked out"

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
        put_supposed(page, sheet, id, indent=6)
        for row in map(decision.row, decided["also"]):
            also = row_text(sheet, decision, row)
            page.fact("also holds", f"{outcome_words(decision, row.outcome)}, {also}", indent=6)


def put_supposed(page: Page, sheet: Sheet, decision: str, *, indent: int) -> None:
    """The second line of what is open: what would come out with the rubric's stand-ins."""
    supposed = sheet.record.get("stand_in")
    now = sheet.record["decisions"][decision]
    if supposed is None or supposed["decisions"][decision]["possible"] == now["possible"]:
        return
    words = result_text(sheet.rubric.decisions[decision], supposed["decisions"][decision])
    page.fact("with the rubric's stand-in", words, "quiet", indent=indent)


def put_why(page: Page, sheet: Sheet) -> None:
    """Why every decision came out so, or what it hangs on."""
    page.section("Why")
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        page.blank()
        page.bare("decision", title_of(decision), "strong", indent=2)
        if is_stated(decided):
            page.put(f"It is {STATED}.", indent=4)
            continue
        if len(decided["rows"]) == 1:
            _put_deciding_row(page, sheet, decision, decision.row(decided["rows"][0]))
        else:
            _put_open_rows(page, sheet, decision, decided)
        if id in sheet.record["reasons"]:
            _put_reason(page, sheet, id)
        elif decided["outcome"] is not None:
            too_large = "single_changes" in sheet.record
            page.put(NO_REASON if too_large else NO_DAY, "quiet", indent=4)


def result_text(decision: Decision, decided: DecisionPart) -> str:
    """The outcome, or `undetermined` and the outcomes that remain."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    left = "; ".join(outcome_words(decision, name) for name in decided["possible"])
    return f"undetermined. Still possible: {left}"


def is_stated(decided: DecisionPart) -> bool:
    """Whether the candidate's file states the outcome itself."""
    return len(decided.get("given", ())) == 1


def rows_text(sheet: Sheet, decision: Decision, decided: DecisionPart) -> str:
    """The row that decides with what it rests on, or the rows of which one decides.

    An outcome that the file states is not worked out, and that is said instead.
    """
    if is_stated(decided):
        return STATED
    left = decided.get("given")
    stated = (outcome_words(decision, name) for name in left or ())
    beside = f"; the file states {series(stated, 'or')}" if left else ""
    if len(decided["rows"]) == 1:
        return row_text(sheet, decision, decision.row(decided["rows"][0])) + beside
    return f"by {rows_words(sheet.rubric, decision, decided['rows'])}{beside}"


def row_text(sheet: Sheet, decision: Decision, row: Row) -> str:
    """A row with its citation and layer, and whether a part of it rests on less."""
    return f"{row_words(sheet.rubric, decision, row)} · {_row_grounds(sheet, row)}"


def _row_grounds(sheet: Sheet, row: Row) -> str:
    weaker = dict.fromkeys(part.grounds.basis for part in weaker_parts(sheet, row))
    return ", ".join((cited(row.grounds), *(f"in part {basis}" for basis in weaker)))


def _put_deciding_row(page: Page, sheet: Sheet, decision: Decision, row: Row) -> None:
    if decision.body is None:
        page.fact(f"row {row.id} holds if", why_text(sheet, row), indent=4)
    else:
        key = "the cell" if isinstance(decision.body, Table) else "the band"
        page.fact(key, f"{why_text(sheet, row)} ({cited(row.grounds)})", indent=4)
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
    rows = [decision.row(id) for id in decided["rows"]]
    match decision.body:
        case Table() as table:
            page.put("One of these cells decides:", indent=4)
            left = [cell for cell in table.cells if ".".join(cell.names) in decided["rows"]]
            put_cells(page, sheet.rubric, decision, table, left, indent=6)
        case Bands(of=of):
            page.put(f"One of these bands of {_of_text(sheet, of)} decides:", indent=4)
            put_bands(page, sheet.rubric, decision, rows, indent=6)
        case None:
            page.put("One of these rows decides, the first that holds:", indent=4)
            for row in rows:
                words = f"{row.id}: {outcome_words(decision, row.outcome)}"
                page.ends(words, _row_grounds(sheet, row), keys=FROM, indent=6)
                page.bare("if", why_text(sheet, row), "quiet", lead="if ", indent=8)


def _of_text(sheet: Sheet, of: str) -> str:
    """What bands cut, and what it can still be: `merit (now 4 to 8)`."""
    if of in sheet.record["scores"]:
        return f"{of} (now {score_text(sheet.record['scores'][of])})"
    line = next(line for line in sheet.record["lines"] if line["criterion"] == of)
    return f"{of} (now {values_words(sheet.rubric, of, line['possible'][of])})"


def why_text(sheet: Sheet, row: Row) -> str:
    """What a row asks for, without what is ruled out already."""
    if row.when is None:
        return "no row before it does"
    unless = (f", unless {condition_phrase(sheet.rubric, e.when)}" for e in row.unless)
    return condition_phrase(sheet.rubric, pruned(row.when, sheet.record)) + "".join(unless)
