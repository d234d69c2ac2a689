"""The only place for how a decision is printed at a glance: its outcome, and what decided it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.engine.order import condition_uses, everything_under
from endorse_cli.models.conditions import All, Any, Atom, Condition, Holds
from endorse_cli.models.decisions import Decision, Row, Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import DecisionPart, Record, deciding_row
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import OneOf
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.table.given_answers import STRENGTH
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    cited,
    condition_phrase,
    outcome_words,
    row_words,
    rows_words,
    series,
    title_of,
)
from endorse_cli.rubric.parts import inner


class Part(NamedTuple):
    """A part of a row's condition that rests on less than the row."""

    words: str
    grounds: Grounds


def pruned(condition: Condition, record: Record) -> Condition:
    """A condition without the alternatives that the record's own results rule out."""
    if not (isinstance(condition, Any) and isinstance(condition.parts, tuple)):
        return condition
    left = tuple(part for part in condition.parts if not _ruled_out(part, record))
    if len(left) == 1:
        return left[0]
    return Any.model_construct(parts=left or condition.parts, grounds=condition.grounds)


def _ruled_out(condition: Condition, record: Record) -> bool:
    match condition:
        case Holds(finding=id):
            return record["findings"].get(id) == "no"
        case Atom(id=id, test=OneOf(names=names)) if id in record["decisions"]:
            return set(names).isdisjoint(record["decisions"][id]["possible"])
        case All(parts=tuple(parts)):
            return any(_ruled_out(part, record) for part in parts)
        case Any(parts=tuple(parts)):
            return all(_ruled_out(part, record) for part in parts)
    return False


def weaker_parts(sheet: Sheet, decision: Decision, row: Row) -> list[Part]:
    """The parts of a row that rest on less than the row: inferred, or a chapter's.

    Of a settled decision only those that its reason rests on: whatever else the row asks for, the
    outcome would be the same without it. Of a row that only holds beside it, all.
    """
    if row.when is None:
        return []
    decides = row.id in sheet.record["decisions"][decision.id]["rows"]
    strength = STRENGTH.index(row.grounds.basis)
    found: dict[str, Part] = {}
    for part, grounds in _own_grounds(sheet.rubric, pruned(row.when, sheet.record)):
        if STRENGTH.index(grounds.basis) <= strength:
            continue
        if not decides or _tells(sheet, decision.id, part):
            words = condition_phrase(sheet.rubric, part, asked=True)
            found.setdefault(words, Part(words, grounds))
    return list(found.values())


def _tells(sheet: Sheet, decision: str, part: Condition) -> bool:
    """Whether the reason of a decision rests on a part of a row, or no reason is known."""
    if decision not in sheet.record["reasons"]:
        return True
    under = everything_under(sheet.rubric, condition_uses(part))
    asked = {id.partition(".")[0] for id in sheet.record["reasons"][decision]["sufficient"]}
    names = asked.union(*(sheet.rubric.criteria[id].families for id in asked))
    return not names.isdisjoint(under)


def _own_grounds(rubric: Rubric, condition: Condition) -> Iterator[tuple[Condition, Grounds]]:
    """Every part with grounds of its own, each finding opened once."""
    opened: set[str] = set()
    stack = [condition]
    while stack:
        part = stack.pop()
        own: Grounds | None = getattr(part, "grounds", None)
        if own is not None:
            yield part, own
        stack.extend(reversed(inner(part)))
        if isinstance(part, Holds) and part.finding not in opened:
            opened.add(part.finding)
            rule = rubric.findings[part.finding]
            yield part, rule.grounds
            stack.append(rule.when)


def needed_text(sheet: Sheet, decision: str) -> str:
    """Which of the answers in a reason could be left open; nothing where it is none of them."""
    reason = sheet.record["reasons"][decision]
    others = [id for id in reason["sufficient"] if id not in reason["necessary"]]
    if not others:
        return ""
    if len(others) == 1:
        left = f"{others[0]} left"
    elif len(others) == len(reason["sufficient"]):
        left = "any one of these answers left"
    else:
        left = f"any one of {series(others)} left"
    return f"Were {left} open, other answers would make up for it."


STATED = "stated in the file, not worked out"

GLANCE = 4
"""So many open rows are worded where the result stands; more of them only under the reasons."""

LAYERS = {
    "stated": "¶ cites the document. Stated: it says so.",
    "inferred": "Inferred: this rubric reads it so.",
    "chapter": "Chapter: the chapter adopted it.",
}
"""What a layer says, in the order of their strength."""

OTHERS = "none of the other rows fits"
"""Where the last row decides."""


def put_results(page: Page, sheet: Sheet) -> None:
    """At a glance: what every decision came to, by which row, and what holds beside it."""
    for id, decided in sheet.record["decisions"].items():
        decision = sheet.rubric.decisions[id]
        page.blank()
        page.bare("decision", title_of(decision), "strong", indent=2)
        page.bare("result", result_text(decision, decided), "result", lead=RESULT, indent=4)
        put_deciding(page, sheet, id, indent=6)
        put_supposed(page, sheet, id, indent=6)
        for row in map(decision.row, decided["also"]):
            also = row_text(sheet, decision, row)
            page.fact("also holds", f"{outcome_words(decision, row.outcome)}, {also}", indent=6)
    _put_legend(page, sheet)


def put_deciding(page: Page, sheet: Sheet, id: str, *, indent: int) -> None:
    """The row that decided, in words and by its id; or the rows of which one will."""
    decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
    rows, certain = decided["rows"], deciding_row(decided)
    if certain is not None and not is_stated(decided):
        row = decision.row(certain)
        page.fact(f"deciding {_sort(decision, row)}", why_text(sheet, row), indent=indent)
        named = f"row {row.id} · " if decision.body is None else ""
        rests = f"{row_grounds(sheet, decision, row)}{_beside(decision, decided)}"
        page.bare("decided by", f"{named}{rests}", "quiet", indent=indent + 2)
    elif is_stated(decided) or decision.body is not None or decided["outcome"] is not None:
        text = rows_text(sheet, decision, decided)
        page.bare("decided by", text, lead=by(decided), indent=indent)
    else:
        beside = _beside(decision, decided)
        few = at_a_glance(rows)
        which = (
            "these rows that fits will decide"
            if few
            else f"{len(rows)} rows that fits will decide, see Why"
        )
        page.put(f"The first of {which}{beside}{':' if few else ''}", indent=indent)
        for words in _glance(sheet, decision, rows):
            page.bare("row", words, lead="- ", indent=indent)


def at_a_glance(rows: Sequence[str]) -> Sequence[str]:
    """The open rows that are worded where the result stands: a few, or none of many."""
    return rows if len(rows) <= GLANCE else ()


def _glance(sheet: Sheet, decision: Decision, rows: Sequence[str]) -> Iterator[str]:
    for row in map(decision.row, at_a_glance(rows)):
        yield f"{outcome_words(decision, row.outcome)}, if {why_text(sheet, row)} · row {row.id}"


def _put_legend(page: Page, sheet: Sheet) -> None:
    """What the sign of a citation and the word behind it mean, once, where they are first met."""
    bases = {line["basis"] for line in sheet.record["lines"]}
    words = [meaning for basis, meaning in LAYERS.items() if basis != "chapter" or basis in bases]
    page.put(" ".join(words), "quiet", indent=2)


def put_supposed(page: Page, sheet: Sheet, decision: str, *, indent: int) -> None:
    """The second line of what is open: what would come out with the rubric's stand-ins."""
    supposed = sheet.record.get("stand_in")
    now = sheet.record["decisions"][decision]
    if supposed is None or supposed["decisions"][decision]["possible"] == now["possible"]:
        return
    words = result_text(sheet.rubric.decisions[decision], supposed["decisions"][decision])
    page.fact("with the rubric's stand-in", words, "quiet", indent=indent)


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
    beside = _beside(decision, decided)
    certain = deciding_row(decided)
    if certain is not None:
        return row_text(sheet, decision, decision.row(certain)) + beside
    if decided["outcome"] is not None and decision.body is None:
        return f"{whichever(decided)}{beside}"
    return f"{rows_words(sheet.rubric, decision, decided['rows'])}{beside}"


def by(decided: DecisionPart) -> str:
    """What leads to the rows of which one decides, where nothing else says that they do."""
    return "" if is_stated(decided) or deciding_row(decided) is not None else "by "


def whichever(decided: DecisionPart) -> str:
    """What decides where several rows may and all have one outcome: none of them is named."""
    return f"whichever of {len(decided['rows'])} rows fits first; the outcome of each is this one"


def decided_text(sheet: Sheet, decision: Decision, decided: DecisionPart) -> str:
    """By what it is decided, as a sentence without its end."""
    text = rows_text(sheet, decision, decided)
    if is_stated(decided):
        return f"{text[0].upper()}{text[1:]}"
    return f"{'Decided' if decided['outcome'] is not None else 'To be decided'} by {text}"


def _beside(decision: Decision, decided: DecisionPart) -> str:
    """What the file leaves of the outcomes, where it states some."""
    stated = [outcome_words(decision, name) for name in decided.get("given", ())]
    return f"; the file states {series(stated, 'or')}" if stated else ""


def row_text(sheet: Sheet, decision: Decision, row: Row) -> str:
    """A row with its citation and layer, and whether a part of it rests on less."""
    return f"{row_words(sheet.rubric, decision, row)} · {row_grounds(sheet, decision, row)}"


def row_grounds(sheet: Sheet, decision: Decision, row: Row) -> str:
    """What a row rests on, and on what less a part of it that tells."""
    parts = weaker_parts(sheet, decision, row)
    weaker = dict.fromkeys(part.grounds.basis for part in parts)
    return ", ".join((cited(row.grounds), *(f"in part {basis}" for basis in weaker)))


def _sort(decision: Decision, row: Row) -> str:
    if row.when is None or decision.body is None:
        return "row"
    return "cell" if isinstance(decision.body, Table) else "band"


def why_text(sheet: Sheet, row: Row) -> str:
    """What a row asks for, without what is ruled out already, in words that people know."""
    if row.when is None:
        return OTHERS
    unless = (f", unless {condition_phrase(sheet.rubric, e.when, asked=True)}" for e in row.unless)
    words = condition_phrase(sheet.rubric, pruned(row.when, sheet.record), asked=True)
    return words + "".join(unless)
