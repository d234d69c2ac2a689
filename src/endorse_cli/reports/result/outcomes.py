"""Why an outcome: the rule that decides it, in words, and the answers that settle what it needs."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from endorse_cli.engine.order import condition_uses, everything_under, named_in
from endorse_cli.models.conditions import All, Any, Atom, Condition, Holds
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import OneOf
from endorse_cli.reports.result.questions import STRENGTH
from endorse_cli.reports.result.scores import NOT_KNOWN, is_mean, row_parts, score_text, value_text
from endorse_cli.rubric.part_tree import inner
from endorse_cli.views.printed_names import cited, series
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Ruling


class WeakerPart(NamedTuple):
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


def weaker_parts(result: Result, ruling: Ruling, row: Row | None) -> list[WeakerPart]:
    """The parts of a row that rest on less than the row: inferred, or a chapter's.

    Of a settled decision only those that its reason rests on: whatever else the row asks for, the
    outcome would be the same without it.
    """
    if row is None or row.when is None:
        return []
    strength = STRENGTH.index(row.grounds.basis)
    found: dict[str, WeakerPart] = {}
    for part, grounds in _own_grounds(result.rubric, pruned(row.when, result.record)):
        if STRENGTH.index(grounds.basis) > strength and _tells(result.rubric, ruling, part):
            words = result.say.bare.condition(part)
            found.setdefault(words, WeakerPart(words, grounds))
    return list(found.values())


def _tells(rubric: Rubric, ruling: Ruling, part: Condition) -> bool:
    """Whether the reason of a decision rests on a part of a row, or no reason is known."""
    under = criteria_under(rubric, condition_uses(part))
    return ruling.reason is None or not ruling.deciding.isdisjoint(under)


def criteria_under(rubric: Rubric, ids: Iterable[str]) -> frozenset[str]:
    """The criteria that some ids rest on, by their own ids or by a family's."""
    under = everything_under(rubric, ids)
    criteria = rubric.criteria.values()
    return frozenset(c.id for c in criteria if not under.isdisjoint((c.id, *c.families)))


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


def row_grounds(result: Result, ruling: Ruling, row: Row) -> str:
    """What a row rests on, and on what less a part of it that tells."""
    weaker = dict.fromkeys(part.grounds.basis for part in weaker_parts(result, ruling, row))
    return ", ".join((cited(row.grounds), *(f"in part {basis}" for basis in weaker)))


def why_text(result: Result, row: Row) -> str:
    """What a row asks for, without what is ruled out already, in words that people know."""
    if row.when is None:
        return OTHERS
    return result.say.bare.guarded(pruned(row.when, result.record), row.unless)


SINGLE = 3
"""So many answers are said one by one in a sentence; more are counted and named."""


class Cause(NamedTuple):
    """Answers that settle something together, and what; nothing where it is the outcome itself.

    `alone` is what they make a score, whatever the other answers are. `besides` says that only the
    deciding row needs it: the outcome is settled without.
    """

    words: str
    variables: tuple[str, ...]
    alone: str = ""
    besides: bool = False


def causes(result: Result, ruling: Ruling) -> Iterator[Cause]:
    """The reason of a decision, by the findings and scores that it serves; nothing without one.

    First what the sufficient answers settle, then what the deciding row needs besides.
    """
    found = list(_served(result, ruling))
    enough = [cause for cause in found if set(cause.variables) <= set(ruling.sufficient)]
    yield from enough
    named = {variable for cause in enough for variable in cause.variables}
    if left := tuple(variable for variable in ruling.sufficient if variable not in named):
        yield Cause("", left)
    named.update(ruling.sufficient)
    for cause in found:
        if cause not in enough:
            yield cause._replace(besides=True)
            named.update(cause.variables)
    if left := tuple(variable for variable in ruling.answers if variable not in named):
        yield Cause("", left, besides=True)


def _served(result: Result, ruling: Ruling) -> Iterator[Cause]:
    """What a reason's answers serve, in words: findings, and scores that a comparison tells of."""
    for id, variables in ruling.reason["serves"].items() if ruling.reason else ():
        if id in result.rubric.scores:
            found = _by_score(result, ruling, id)
        else:
            found = _by_finding(result, ruling.id, id, tuple(variables))
        if found is not None:
            yield found


def _by_finding(result: Result, decision: str, id: str, variables: tuple[str, ...]) -> Cause | None:
    """A finding that the answers settle, unless it only tells what a score is."""
    if id not in _asked_outside_scores(result.rubric, decision):
        return None
    holds = "holds" if result.record["findings"][id] == "yes" else "does not hold"
    return Cause(f"{result.say.finding(id)} {holds}", variables)


def _asked_outside_scores(rubric: Rubric, decision: str) -> set[str]:
    found: set[str] = set()
    stack = [decision]
    while stack:
        id = stack.pop()
        if id not in found and id not in rubric.scores:
            found.add(id)
            stack.extend(named_in(rubric, id))
    return found


def _by_score(result: Result, ruling: Ruling, id: str) -> Cause | None:
    """A score with all answers of the reason that enter it, and what these alone make it.

    None where no comparison with it tells.
    """
    told = _needed(result, ruling, id)
    if not told:
        return None
    under = criteria_under(result.rubric, [id])
    mine = tuple(name for name in ruling.answers if name.partition(".")[0] in under)
    value = result.rubric.scores[id].value
    mean = " (a mean)" if is_mean(value) else ""
    number = score_text(result.record["scores"][id])
    words = f"{result.say.subject(id)} is {number}{mean}, {told}"
    alone = value_text(result.explanation.alone(mine), value)
    return Cause(words, mine, "" if alone == NOT_KNOWN else alone)


def _needed(result: Result, ruling: Ruling, score: str) -> str:
    """What the deciding rows need of a score; else what it does not reach of the rows before."""
    deciding = [ruling.row.id] if ruling.row else ruling.part["rows"]
    needed, missed = [], []
    for row in ruling.decision.rows:
        for part in row_parts(row):
            if not isinstance(part, Atom) or part.id != score:
                continue
            held = result.explanation.passes(score, part.test)
            if row.id in deciding and held != "no":
                needed.append(f"{result.say.test(score, part.test)} is needed")
            elif row.id not in deciding and held == "no":
                missed.append(result.say.failed(score, part.test))
        if row.id in deciding:
            break
    return series(dict.fromkeys(needed or missed))
