"""Why a decision came out so, or what it hangs on, answer by answer."""

from collections.abc import Collection, Sequence

from endorse_cli.diagnostics import counted
from endorse_cli.models.decision_rows import Bands, Row, Table
from endorse_cli.models.record import ReasonPart
from endorse_cli.reports.page import Page
from endorse_cli.reports.printed_rubric.criteria import put_bands, put_cells
from endorse_cli.reports.result.outcomes import (
    SINGLE,
    STATED,
    Cause,
    causes,
    row_grounds,
    weaker_parts,
    why_text,
)
from endorse_cli.reports.result.questions import (
    Lines,
    handful,
    lines_of,
    put_answer,
    put_rest,
    source_texts,
)
from endorse_cli.reports.result.scores import score_text
from endorse_cli.views.printed_names import (
    citation,
    headed,
    layer,
    noted,
    outcome_words,
    series,
)
from endorse_cli.views.result import Result, sources_of
from endorse_cli.views.ruling import Ruling

NO_DAY = "No day is given, and reasons depend on it; the outcome is the same on every day."

NO_REASON = (
    "The rubric is too large for a reason to be worked out; the outcome is exact all the same."
)

WHATEVER = "It comes out so whatever the answers are."

FROM = ("row", "from")

ITEM = "- "


def put_why(page: Page, result: Result) -> None:
    """Why every decision came out so, or what it hangs on; nothing is spelled out twice."""
    page.section("Why")
    before: list[Ruling] = []
    for ruling in result.rulings.values():
        page.blank()
        page.bare("decision", f"{ruling.title}: {ruling.words}", "strong", indent=2)
        if ruling.is_stated:
            page.put(f"It is {STATED}.", indent=4)
        elif ruling.row is not None:
            _put_settled(page, result, ruling, ruling.row, before)
        else:
            _put_open(page, result, ruling, before)
        before.append(ruling)


def _put_settled(
    page: Page, result: Result, ruling: Ruling, row: Row, before: Sequence[Ruling]
) -> None:
    words = row.because or why_text(result, row)
    page.fact("rule", f"{words} · {row_grounds(result, ruling, row)}", indent=4)
    _put_reason(page, result, ruling, before)
    page.fact("note", noted(row.grounds), indent=4)
    for locator, passage in result.passages(row.grounds.locators):
        page.fact(citation([locator]), passage, "quiet", indent=4)
    _put_weaker(page, result, ruling, before)


def _put_open(page: Page, result: Result, ruling: Ruling, before: Sequence[Ruling]) -> None:
    if ruling.outcome is not None:
        _put_reason(page, result, ruling, before)
    if ruling.outcome is None or ruling.decision.body is not None:
        _put_open_rows(page, result, ruling)


def _put_reason(page: Page, result: Result, ruling: Ruling, before: Sequence[Ruling]) -> None:
    if ruling.reason is None:
        too_large = "single_changes" in result.record
        page.put(NO_REASON if too_large else NO_DAY, "quiet", indent=4)
        return
    number = len(ruling.sufficient)
    page.put(_settles(number) if number else WHATEVER, indent=4)
    known = {c._replace(besides=False) for other in before for c in causes(result, other)}
    found = [*causes(result, ruling)]
    enough = [cause for cause in found if not cause.besides]
    named = _put_causes(page, result, enough, known, frozenset())
    page.put(_needed(result, ruling.reason), "quiet", indent=4)
    if len(enough) < len(found) and ruling.row:
        page.put(_besides(result, ruling, ruling.row), indent=4)
        _put_causes(page, result, [cause for cause in found if cause.besides], known, named)


def _put_causes(
    page: Page,
    result: Result,
    found: Sequence[Cause],
    known: Collection[Cause],
    named: frozenset[str],
) -> frozenset[str]:
    """What settles something, one after the other; gives the answers that are named by then."""
    for cause in found:
        if cause._replace(besides=False) in known and cause.words:
            named = named.union(cause.variables)
        _put_cause(page, result, cause, named, alone=len(found) == 1)
        named = named.union(cause.variables)
    return named


def _needed(result: Result, reason: ReasonPart) -> str:
    """Which of the answers in a reason others would make up for; nothing where it is none."""
    others = [name for name in reason["sufficient"] if name not in reason["necessary"]]
    if not others:
        return ""
    if len(others) == len(reason["sufficient"]) > 1:
        which = "any one of these"
    else:
        which = series(map(result.say.subject, others), "or")
    return f"If {which} were unknown, the result would be the same."


def _besides(result: Result, ruling: Ruling, row: Row) -> str:
    """What more the deciding rule needs than its outcome does."""
    does = "decides" if len(ruling.part["rows"]) == 1 else "applies"
    named = result.say.row(ruling.decision, row)
    return (
        f"{headed(named)} {does} because of this too; without it another rule would give the same "
        "outcome:"
    )


def _settles(number: int) -> str:
    return "This answer alone decides it:" if number == 1 else "These answers alone decide it:"


def _put_cause(
    page: Page, result: Result, cause: Cause, named: frozenset[str], *, alone: bool
) -> None:
    """What settles something, and the answers behind it, without those that are named above."""
    number = len(lines_of(result, cause.variables))
    lines = lines_of(result, [id for id in cause.variables if id not in named])
    if not lines:
        words = f"{cause.words}, by {counted(number, 'answer')} named above{_makes(cause)}"
        page.bare("reason", words, lead=ITEM, indent=6)
        return
    above = f", {number - len(lines)} of them named above" if len(lines) < number else ""
    lacking = sum(sources_of(result.rubric, line).is_lacking for line, _ in lines)
    without = f", {lacking} without a source" if lacking and number > SINGLE else ""
    if not alone or cause.words:
        by = f"{cause.words}, by" if cause.words else "besides"
        words = f"{by} {counted(number, 'answer')}{_makes(cause)}{above}{without}:"
        page.bare("reason", words, lead=ITEM, indent=6)
    _put_answers(page, result, lines, indent=6 if alone and not cause.words else 8)


def _makes(cause: Cause) -> str:
    """What the answers make of a score by themselves, for whoever adds them up."""
    if not cause.alone:
        return ""
    verb = "makes" if len(cause.variables) == 1 else "make"
    return f" that alone {verb} it {cause.alone}"


def _put_answers(page: Page, result: Result, lines: Lines, *, indent: int) -> None:
    """The answers, a handful of them; of very few also what they rest on."""
    first, rest = handful(lines)
    for line, variables in first:
        put_answer(page, result, line, variables, indent=indent)
        if len(lines) <= SINGLE:
            for text in source_texts(result, line):
                page.fact("source", text, "quiet", indent=indent + 2)
            if sources_of(result.rubric, line).is_lacking:
                page.put("No source.", "quiet", indent=indent + 2)
    put_rest(page, result, rest, indent=indent)


def _put_weaker(page: Page, result: Result, ruling: Ruling, before: Sequence[Ruling]) -> None:
    """The parts that rest on less than the row, those of an earlier decision only by name."""
    known = {part for other in before for part in weaker_parts(result, other, other.row)}
    for part in weaker_parts(result, ruling, ruling.row):
        note = f" {noted(part.grounds)}" if part.grounds.note and part not in known else ""
        text = f"that {part.words} ({citation(part.grounds.locators)}).{note}"
        page.fact(f"in part {layer(part.grounds)}", text, indent=4)


def _put_open_rows(page: Page, result: Result, ruling: Ruling) -> None:
    decision, left = ruling.decision, ruling.part["rows"]
    rows = [decision.row(id) for id in left]
    match decision.body:
        case Table() as table:
            page.put("One of these cells decides:", indent=4)
            cells = [cell for cell in table.cells if ".".join(cell.names) in left]
            put_cells(page, result.say, decision, table, cells)
        case Bands(of=of):
            page.put(f"One of these bands of {_of_text(result, of)} decides:", indent=4)
            put_bands(page, result.say, decision, rows)
        case None:
            page.put("Open: the first of these rules that applies will decide:", indent=4)
            for row in rows:
                words = f"{outcome_words(decision, row.outcome)}, if {why_text(result, row)}"
                grounds = row_grounds(result, ruling, row)
                page.ends(words, grounds, keys=FROM, lead=ITEM, indent=6)


def _of_text(result: Result, of: str) -> str:
    """What bands cut, and what it can still be: `"Merit" (now 4 to 8)`."""
    words = result.say.subject(of)
    if of in result.record["scores"]:
        return f"{words} (now {score_text(result.record['scores'][of])})"
    possible = result.record_lines[of]["possible"][of]
    return f"{words} (now {result.say.values(of, possible)})"
