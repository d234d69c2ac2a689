"""The only place for why a decision came out so, or what it hangs on."""

from collections.abc import Collection, Sequence

from endorse_cli.models.decisions import Bands, Decision, Table
from endorse_cli.models.record import DecisionPart, deciding_row
from endorse_cli.reports.page import Page
from endorse_cli.reports.printed_rubric.outline import put_bands, put_cells
from endorse_cli.reports.table.given_answers import Lines, handful, lines_of, put_answer, put_rest
from endorse_cli.reports.table.outcomes import (
    STATED,
    Part,
    at_a_glance,
    is_stated,
    needed_text,
    put_deciding,
    row_grounds,
    weaker_parts,
    why_text,
)
from endorse_cli.reports.table.question_lines import source_texts
from endorse_cli.reports.table.reason_causes import SINGLE, Cause, causes
from endorse_cli.reports.table.scores import score_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    citation,
    counted,
    layer,
    outcome_words,
    row_words,
    subject_words,
    title_of,
    values_words,
)

NO_DAY = "No day is given, and reasons hang on it; the outcome is the same on every day."

NO_REASON = (
    "The rubric is too large for a reason to be worked out; the outcome is exact all the same."
)

WHATEVER = "It comes out so whatever the answers are."

FROM = ("row", "from")

ITEM = "- "


def put_why(page: Page, sheet: Sheet, *, glanced: bool = True) -> None:
    """Why every decision came out so, or what it hangs on; nothing is spelled out twice.

    `glanced` where the reader has the words of the rows before them already, with the result.
    """
    page.section("Why")
    before: list[str] = []
    for id, decided in sheet.record["decisions"].items():
        page.blank()
        page.bare("decision", title_of(sheet.rubric.decisions[id]), "strong", indent=2)
        if is_stated(decided):
            page.put(f"It is {STATED}.", indent=4)
        else:
            _put_worked_out(page, sheet, id, before, glanced=glanced)
        before.append(id)


def _put_worked_out(
    page: Page, sheet: Sheet, id: str, before: Sequence[str], *, glanced: bool
) -> None:
    if not glanced and at_a_glance(sheet.record["decisions"][id]["rows"]):
        put_deciding(page, sheet, id, indent=4)
    certain = deciding_row(sheet.record["decisions"][id])
    if certain is not None:
        _put_settled(page, sheet, id, certain, before)
    else:
        _put_open(page, sheet, id, before)


def _put_settled(page: Page, sheet: Sheet, id: str, certain: str, before: Sequence[str]) -> None:
    _put_reason(page, sheet, id, before)
    row = sheet.rubric.decisions[id].row(certain)
    page.fact("note", row.grounds.note or "", indent=4)
    for cited, passage in sheet.passages(row.grounds.locators):
        page.fact(cited, passage, "quiet", indent=4)
    _put_weaker(page, sheet, id, before)


def _put_open(page: Page, sheet: Sheet, id: str, before: Sequence[str]) -> None:
    decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
    if decided["outcome"] is not None:
        _put_reason(page, sheet, id, before)
    if decided["outcome"] is None or decision.body is not None:
        _put_open_rows(page, sheet, decision, decided)


def _put_reason(page: Page, sheet: Sheet, id: str, before: Sequence[str]) -> None:
    if id not in sheet.record["reasons"]:
        too_large = "single_changes" in sheet.record
        page.put(NO_REASON if too_large else NO_DAY, "quiet", indent=4)
        return
    number = len(sheet.record["reasons"][id]["sufficient"])
    page.put(_settles(number) if number else WHATEVER, indent=4)
    known = {c._replace(besides=False) for other in before for c in _causes(sheet, other)}
    found = _causes(sheet, id)
    enough = [cause for cause in found if not cause.besides]
    named = _put_causes(page, sheet, enough, known, frozenset())
    page.put(needed_text(sheet, id), "quiet", indent=4)
    if len(enough) < len(found):
        page.put(_besides(sheet, id), indent=4)
        _put_causes(page, sheet, [cause for cause in found if cause.besides], known, named)


def _put_causes(
    page: Page,
    sheet: Sheet,
    found: Sequence[Cause],
    known: Collection[Cause],
    named: frozenset[str],
) -> frozenset[str]:
    """What settles something, one after the other; gives the answers that are named by then."""
    for cause in found:
        if cause._replace(besides=False) in known and cause.words:
            named = named.union(cause.variables)
        _put_cause(page, sheet, cause, named, alone=len(found) == 1)
        named = named.union(cause.variables)
    return named


def _besides(sheet: Sheet, id: str) -> str:
    """What more the deciding row needs than its outcome does."""
    decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
    row = row_words(sheet.rubric, decision, decision.row(deciding_row(decided) or ""))
    does = "decide" if len(decided["rows"]) == 1 else "hold"
    return f"For {row} to {does}, this counts besides; the outcome would be the same without it:"


def _settles(number: int) -> str:
    these = "This answer settles" if number == 1 else "These answers settle"
    return f"{these} it, whatever those not listed here are:"


def _causes(sheet: Sheet, id: str) -> list[Cause]:
    return list(causes(sheet, id)) if id in sheet.record["reasons"] else []


def _put_cause(
    page: Page, sheet: Sheet, cause: Cause, named: frozenset[str], *, alone: bool
) -> None:
    """What settles something, and the answers behind it, without those that are named above."""
    number = len(lines_of(sheet, cause.variables))
    lines = lines_of(sheet, [id for id in cause.variables if id not in named])
    if not lines:
        words = f"{cause.words}, by {counted(number, 'answer')} named above{_makes(cause)}"
        page.bare("reason", words, lead=ITEM, indent=6)
        return
    above = f", {number - len(lines)} of them named above" if len(lines) < number else ""
    lacking = sum(sheet.lacks_source(line) for line, _ in lines)
    without = f", {lacking} without a source" if lacking and number > SINGLE else ""
    if not alone or cause.words:
        by = f"{cause.words}, by" if cause.words else "besides"
        words = f"{by} {counted(number, 'answer')}{_makes(cause)}{above}{without}:"
        page.bare("reason", words, lead=ITEM, indent=6)
    _put_answers(page, sheet, lines, indent=6 if alone and not cause.words else 8)


def _makes(cause: Cause) -> str:
    """What the answers make of a score by themselves, for whoever adds them up."""
    if not cause.alone:
        return ""
    verb = "makes" if len(cause.variables) == 1 else "make"
    return f" that alone {verb} it {cause.alone}"


def _put_answers(page: Page, sheet: Sheet, lines: Lines, *, indent: int) -> None:
    """The answers, a handful of them; of very few also what they rest on."""
    first, rest = handful(lines)
    for line, variables in first:
        put_answer(page, sheet, line, variables, indent=indent)
        if len(lines) <= SINGLE:
            for text in source_texts(sheet, line):
                page.fact("source", text, "quiet", indent=indent + 2)
            if sheet.lacks_source(line):
                page.put("No source given.", "quiet", indent=indent + 2)
    put_rest(page, rest, indent=indent)


def _put_weaker(page: Page, sheet: Sheet, id: str, before: Sequence[str]) -> None:
    """The parts that rest on less than the row, those of an earlier decision only by name."""
    known = {part for other in before for part in _parts(sheet, other)}
    for part in _parts(sheet, id):
        note = f" {part.grounds.note}" if part.grounds.note and part not in known else ""
        text = f"that {part.words} ({citation(part.grounds.locators)}).{note}"
        page.fact(f"in part {layer(part.grounds)}", text, indent=4)


def _parts(sheet: Sheet, id: str) -> list[Part]:
    decision, row = sheet.rubric.decisions[id], deciding_row(sheet.record["decisions"][id])
    return weaker_parts(sheet, decision, decision.row(row)) if row is not None else []


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
            page.put(
                "Open: it hangs on these rows, of which the first that fits decides:", indent=4
            )
            glanced = len(at_a_glance(decided["rows"]))
            for place, row in enumerate(rows):
                words = f"{row.id}: {outcome_words(decision, row.outcome)}"
                if place >= glanced:
                    words = f"{words}, if {why_text(sheet, row)}"
                grounds = row_grounds(sheet, decision, row)
                page.ends(words, grounds, keys=FROM, lead=ITEM, indent=6)


def _of_text(sheet: Sheet, of: str) -> str:
    """What bands cut, and what it can still be: `"Merit" (now 4 to 8)`."""
    words = subject_words(sheet.rubric, of)
    if of in sheet.record["scores"]:
        return f"{words} (now {score_text(sheet.record['scores'][of])})"
    line = next(line for line in sheet.record["lines"] if line["criterion"] == of)
    return f"{words} (now {values_words(sheet.rubric, of, line['possible'][of])})"
