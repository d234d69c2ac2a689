"""The only place that says which other answers lead to another outcome, and which to a better.

A way up changes only what the candidate or the chapter can change, and only to an answer that
never leads to a worse outcome of the leading decision than the one given, whatever the others are:
so nobody is told to do less good. Alone an answer is looked at first; where none is enough, the
least change that is. To another outcome, whichever it is, single answers are looked for: all else
stays as it is, and what nobody can change is left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Node, TooManyNodes
from endorse_cli.engine.directions import Compared, comparing
from endorse_cli.engine.divided_changes import least_apart
from endorse_cli.engine.divided_ends import SEVERAL, Effort, came
from endorse_cli.engine.divided_parts import under
from endorse_cli.engine.domain import members, names_in
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.known_answers import View, as_stated, known_of
from endorse_cli.engine.least_changes import Change, least_change
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.possible import Masks

CLOSED = ("nobody", "time")
"""Who can bring another answer about, where no person can."""


class Improvements(NamedTuple):
    """Ways to outcomes better than any that is possible now, the best outcome first.

    Each of `alone` is one answer that is enough by itself, with all its values that are; of
    `together` every answer has to change.
    """

    alone: tuple[Change, ...]
    together: tuple[Change, ...]


NONE = Improvements((), ())


def improvements(compiled: Compiled, masks: Masks) -> Improvements:
    """Every way up; none where outcomes have no order, or answers cannot be compared."""
    decided = compiled.decisions[compiled.rubric.leading]
    compared = comparing(compiled)
    if not decided.decision.ordered or compared is None:
        return NONE
    rank = {name: place for place, name in enumerate(decided.decision.outcomes)}
    now = max(_ranks(compiled, decided, masks, rank, Effort()))
    better = [name for name in reversed(decided.decision.outcomes) if rank[name] > now]
    if not better:
        return NONE
    allowed = _allowed(compiled, compared, decided.outcomes, masks)
    singles = {(c.to, *c.change): c for c in _singles(compiled, decided, masks, allowed, rank, now)}
    alone = [change for name in better for change in singles.values() if change.to == name]
    reached = max((rank[change.to] for change in alone), default=now)
    farther = [name for name in better if rank[name] > reached]
    together = (_least(compiled, decided, masks, name, allowed) for name in farther)
    return Improvements(tuple(alone), tuple(change for change in together if change is not None))


def adverse(compiled: Compiled, masks: Masks) -> frozenset[int]:
    """The variables whose answer is never better than any other, and somewhere worse than one."""
    decided = compiled.decisions[compiled.rubric.leading]
    compared = comparing(compiled)
    if not decided.decision.ordered or compared is None:
        return frozenset()
    return frozenset(
        level
        for level in under(compiled, decided.outcomes)
        if len(given := members(masks[level])) == 1 and compared.said(level)[given[0]] == "against"
    )


def _ranks(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    rank: Mapping[str, int],
    effort: Effort,
) -> list[int]:
    """The outcomes still possible, as places in their order."""
    ends = came(compiled, decided.outcomes, masks, effort).nodes
    return [rank[str(compiled.manager.leaf[end])] for end in ends]


def _least(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    outcome: str,
    allowed: Sequence[int],
) -> Change | None:
    if compiled.apart:
        return least_apart(compiled, decided, masks, outcome, allowed)
    return least_change(compiled, decided, masks, outcome, allowed)


def _singles(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    allowed: Sequence[int],
    rank: Mapping[str, int],
    now: int,
) -> Iterator[Change]:
    """For each answer and each better outcome the values that lead there, all else as it is."""
    outcomes, effort = decided.decision.outcomes, Effort(left=SEVERAL)
    for level in sorted(under(compiled, decided.outcomes)):
        found: dict[int, int] = {}
        supposed = [*masks]
        for value in members(allowed[level] & ~masks[level]):
            supposed[level] = 1 << value
            least = min(_ranks(compiled, decided, supposed, rank, effort), default=now)
            if least > now:
                found[least] = found.get(least, 0) | 1 << value
        for place, values in found.items():
            yield Change(outcomes[place], {level: values}, {})


def _allowed(compiled: Compiled, compared: Compared, root: Node, masks: Masks) -> tuple[int, ...]:
    """For each variable the values given, and what a person can bring about that never hurts."""
    found = list(masks)
    for level in under(compiled, root):
        given = members(masks[level])
        criterion = compiled.rubric.criteria[compiled.variables[level].criterion]
        if criterion.cure in CLOSED or len(given) == compiled.manager.sizes[level]:
            continue
        for value in members(compiled.variables[level].all_values & ~masks[level]):
            if all(compared.is_never_worse(level, value, old) for old in given):
                found[level] |= 1 << value
    return tuple(found)


def single_answers(account: Account, decision: str) -> Mapping[str, Mapping[str, list[str]]]:
    """By outcome that is not possible now each answer that alone leads there, with its values.

    Outcomes are in the order of the decision, answers in the order of the rubric. Nothing where the
    rubric is too large for its diagrams.
    """
    try:
        compiled = account.diagrams()
    except TooManyNodes:
        return {}
    if compiled.is_partial:
        return {}
    known = known_of(account.record, account.rubric)
    compiled = as_stated(compiled, known)
    possible = account.record["decisions"][decision]["possible"]
    found = changed_alone(compiled, decision, View(compiled, known).masks, possible)
    variables = compiled.variables
    return {
        name: {variables[level].id: names_in(variables[level], mask) for level, mask in own.items()}
        for name, own in found.items()
    }


def changed_alone(
    compiled: Compiled, decision: str, masks: Masks, possible: Collection[str]
) -> dict[str, dict[int, int]]:
    """The same as values by variable, for what is known of somebody and is possible now."""
    decided, masks = compiled.decisions[decision], masks[: len(compiled.variables)]
    found: dict[str, dict[int, int]] = {name: {} for name in decided.decision.outcomes}
    effort = Effort(left=SEVERAL)
    for level in sorted(under(compiled, decided.outcomes)):
        variable, given = compiled.variables[level], masks[level]
        if given & (given - 1) or compiled.rubric.criteria[variable.criterion].cure == "nobody":
            continue
        other = list(masks)
        for place in range(len(variable.values)):
            other[level] = 1 << place
            ends = came(compiled, decided.outcomes, other, effort).nodes
            left = {str(compiled.manager.leaf[end]) for end in ends}
            if len(left) == 1 and left.isdisjoint(possible):
                own = found[left.pop()]
                own[level] = own.get(level, 0) | 1 << place
    return {name: own for name, own in found.items() if own}
