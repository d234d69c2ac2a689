"""The rule that decides a decision, in words, and on what it rests."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.order import condition_uses, everything_under
from endorse_cli.models.conditions import All, Any, Atom, Condition, Holds
from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import DecisionPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import OneOf
from endorse_cli.reports.result.given import STRENGTH
from endorse_cli.reports.wording import (
    cited,
    condition_phrase,
    outcome_words,
)
from endorse_cli.rubric.parts import inner
from endorse_cli.views.result import Result


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


def weaker_parts(result: Result, decision: Decision, row: Row) -> list[Part]:
    """The parts of a row that rest on less than the row: inferred, or a chapter's.

    Of a settled decision only those that its reason rests on: whatever else the row asks for, the
    outcome would be the same without it. Of a row that only holds beside it, all.
    """
    if row.when is None:
        return []
    decides = row.id in result.record["decisions"][decision.id]["rows"]
    strength = STRENGTH.index(row.grounds.basis)
    found: dict[str, Part] = {}
    for part, grounds in _own_grounds(result.rubric, pruned(row.when, result.record)):
        if STRENGTH.index(grounds.basis) <= strength:
            continue
        if not decides or _tells(result, decision.id, part):
            words = condition_phrase(result.rubric, part, asked=True)
            found.setdefault(words, Part(words, grounds))
    return list(found.values())


def _tells(result: Result, decision: str, part: Condition) -> bool:
    """Whether the reason of a decision rests on a part of a row, or no reason is known."""
    if decision not in result.record["reasons"]:
        return True
    under = everything_under(result.rubric, condition_uses(part))
    asked = result.deciding(decision)
    names = asked.union(*(result.rubric.criteria[id].families for id in asked))
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


STATED = "stated in the file, not worked out"

OTHERS = "no other rule applies"
"""Where the last rule decides."""


def result_text(decision: Decision, decided: DecisionPart) -> str:
    """The outcome, or that it is undetermined and the outcomes still possible."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    left = " / ".join(outcome_words(decision, name) for name in decided["possible"])
    return f"UNDETERMINED: {left}"


def is_stated(decided: DecisionPart) -> bool:
    """Whether the candidate's file states the outcome itself."""
    return len(decided.get("given", ())) == 1


def row_grounds(result: Result, decision: Decision, row: Row) -> str:
    """What a row rests on, and on what less a part of it that tells."""
    parts = weaker_parts(result, decision, row)
    weaker = dict.fromkeys(part.grounds.basis for part in parts)
    return ", ".join((cited(row.grounds), *(f"in part {basis}" for basis in weaker)))


def why_text(result: Result, row: Row) -> str:
    """What a row asks for, without what is ruled out already, in words that people know."""
    if row.when is None:
        return OTHERS
    unless = (f", unless {condition_phrase(result.rubric, e.when, asked=True)}" for e in row.unless)
    words = condition_phrase(result.rubric, pruned(row.when, result.record), asked=True)
    return words + "".join(unless)
