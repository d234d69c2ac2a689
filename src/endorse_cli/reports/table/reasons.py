"""The only place that words why an outcome came about: its row, and the answers behind it."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.order import condition_uses, everything_under
from endorse_cli.models.conditions import All, Any, Atom, Condition, Holds, inner
from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import OneOf
from endorse_cli.reports.table.effects import STRENGTH
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import condition_phrase, series


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
