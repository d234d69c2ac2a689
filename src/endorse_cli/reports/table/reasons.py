"""The only place that words why an outcome came about: its row, and the answers behind it."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.models.conditions import All, Any, Atom, Condition, Holds, inner
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Row, Rubric
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
    return left[0] if len(left) == 1 else Any(left or condition.parts, condition.grounds, ())


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


def weaker_parts(sheet: Sheet, row: Row) -> list[Part]:
    """The parts of a row that rest on less than the row: inferred, or a chapter's."""
    if row.when is None:
        return []
    strength = STRENGTH.index(row.grounds.basis)
    found: dict[str, Part] = {}
    for part, grounds in _own_grounds(sheet.rubric, pruned(row.when, sheet.record)):
        if STRENGTH.index(grounds.basis) > strength:
            words = condition_phrase(sheet.rubric, part)
            found.setdefault(words, Part(words, grounds))
    return list(found.values())


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
    """Which of the answers in a reason no others could replace; nothing where it is all of them."""
    reason = sheet.record["reasons"][decision]
    needed = reason["necessary"]
    others = [id for id in reason["sufficient"] if id not in needed]
    if not others:
        return ""
    if not needed:
        return "none of these; other answers would force it too"
    if len(others) < len(needed):
        return f"all but {series(others)}"
    return series(needed)
