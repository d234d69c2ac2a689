"""The only place that says what would change an outcome: the least change to each other one.

A shortest path through the diagram. A path costs the answers changed, then the levels moved,
then the open answers that must turn out a certain way; ties go to the change that comes first in
rubric order. All of it is one integer, so that comparing is exact and quick. Past the node budget
no diagram holds what is known: there the changes of one answer are looked for, each opened in turn
beside those that are open already.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled, Step, compile_rubric, where_given
from endorse_cli.engine.diagram import YES, Node, TooManyNodes
from endorse_cli.engine.domain import Variable, members
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.possible import Masks, forced

FIELD = 1 << 20
"""Room for the levels moved and the open answers of one path."""


class Change(NamedTuple):
    """How an outcome could come about: what has to change, and how open answers must turn out.

    Both map variables to the values that would do, as masks; values that lead to the same are
    together.
    """

    to: str
    change: Mapping[int, int]
    provided: Mapping[int, int]


def least_changes(
    compiled: Compiled, decided: CompiledDecision, masks: Masks, possible: tuple[str, ...]
) -> tuple[Change, ...]:
    """The least change to every outcome that is not possible now, in the order of outcomes.

    An outcome that cannot be reached while what nobody can change stays as it is has none.
    """
    others = [outcome for outcome in decided.decision.outcomes if outcome not in possible]
    found = (least_change(compiled, decided, masks, outcome) for outcome in others)
    return tuple(change for change in found if change is not None)


def least_change(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    outcome: str,
    allowed: Masks | None = None,
) -> Change | None:
    """The least change to one outcome, None where there is none; to values that are allowed."""
    goal = compiled.outcome_is(decided, outcome)
    path = _shortest(compiled, goal, masks, allowed)
    return None if path is None else _change(compiled, path, masks, outcome, goal)


def distance(variable: Variable, now: tuple[int, ...], value: int) -> int:
    """How many levels lie between a value and the nearest of those now; 1 without an order."""
    ranked = [i for i in now if i < variable.ranks]
    if not variable.ordered or value >= variable.ranks or not ranked:
        return 1
    return min(abs(value - i) for i in ranked)


def moved(compiled: Compiled, change: Change, masks: Masks) -> int:
    """How many levels a change moves, over all its answers."""
    return sum(
        min(
            distance(compiled.variables[level], members(masks[level]), value)
            for value in members(wanted)
        )
        for level, wanted in change.change.items()
    )


def _steps(compiled: Compiled, node: Node, mask: int) -> tuple[Step, ...]:
    """Every way on from a node, given what is known of its variable; remembered."""
    known = compiled.steps.setdefault(node, {})
    found = known.get(mask)
    if found is None:
        level = compiled.manager.level[node]
        priced = (
            (kid, price(compiled, level, mask, alike), level, alike)
            for alike, kid in _alike(compiled.manager.kids[node])
        )
        found = tuple((k, price, lv, a) for k, price, lv, a in priced if price is not None)
        known[mask] = found
    return found


def _alike(kids: tuple[Node, ...]) -> list[tuple[int, Node]]:
    masks: dict[Node, int] = {}
    for value, kid in enumerate(kids):
        masks[kid] = masks.get(kid, 0) | 1 << value
    return [(mask, kid) for kid, mask in masks.items()]


def _allowed_steps(compiled: Compiled, node: Node, mask: int, allowed: Masks) -> Iterator[Step]:
    """The same with no value but those that are allowed."""
    level = compiled.manager.level[node]
    for alike, kid in _alike(compiled.manager.kids[node]):
        wanted = alike & allowed[level]
        cost = price(compiled, level, mask, wanted) if wanted else None
        if cost is not None:
            yield kid, cost, level, wanted


def price(compiled: Compiled, level: int, mask: int, wanted: int) -> int | None:
    """What it costs one variable to have one of some values; None where nobody can change it."""
    count = len(compiled.variables)
    luck = 1 << count
    if wanted & mask:
        return luck if mask & ~wanted else 0
    variable = compiled.variables[level]
    if compiled.rubric.criteria[variable.criterion].cure == "nobody":
        return None
    now = members(mask)
    moved = min(distance(variable, now, value) for value in members(wanted))
    earlier_first = 1 << (count - 1 - level)
    return (FIELD + moved) * FIELD * luck - earlier_first


def _shortest(
    compiled: Compiled, root: Node, masks: Masks, allowed: Masks | None = None
) -> list[Step] | None:
    """The cheapest path to where a condition holds."""
    best: dict[Node, int] = {YES: 0}
    taken: dict[Node, Step] = {}
    known, level_of = compiled.steps, compiled.manager.level
    for node in compiled.inner(root):
        mask = masks[level_of[node]]
        least = None
        steps: Iterable[Step] | None = known[node].get(mask) if node in known else None
        if allowed is not None:
            steps = _allowed_steps(compiled, node, mask, allowed)
        for step in steps or _steps(compiled, node, mask):
            below = best.get(step[0])
            if below is not None:
                cost = below + step[1]
                if least is None or cost < least:
                    least, way = cost, step
        if least is not None:
            best[node], taken[node] = least, way
    return _follow(root, taken) if root in best else None


def _follow(root: Node, taken: Mapping[Node, Step]) -> list[Step]:
    path, node = [], root
    while node in taken:
        path.append(taken[node])
        node = taken[node][0]
    return path


def _change(compiled: Compiled, path: list[Step], masks: Masks, outcome: str, goal: Node) -> Change:
    change: dict[int, int] = {}
    provided: dict[int, int] = {}
    for _, _, level, alike in path:
        mask = masks[level]
        if not alike & mask:
            change[level] = alike
        elif mask & ~alike:
            provided[level] = alike & mask
    return Change(outcome, change, _needed(compiled, goal, masks, change, provided))


def _needed(
    compiled: Compiled, goal: Node, masks: Masks, change: dict[int, int], provided: dict[int, int]
) -> dict[int, int]:
    """Of the open answers on a path those without which the change is not enough."""
    if not provided:
        return provided
    assumed = list(masks)
    for level, mask in (*change.items(), *provided.items()):
        assumed[level] = mask
    needed = dict(provided)
    for level in reversed(provided):
        assumed[level] = masks[level]
        if not forced(compiled.manager, goal, assumed, True):
            assumed[level] = needed[level]
        else:
            del needed[level]
    return needed


def single_changes(
    compiled: Compiled, masks: Masks, possible: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Change, ...]]:
    """For each decision the least change of one answer to each outcome not possible now.

    Costs are those of `least_changes`: fewest levels moved, then fewest open answers that must
    turn out a certain way, then rubric order. An outcome that no single answer reaches has none.
    """
    best: dict[tuple[str, str], tuple[tuple[int, int, int], Change]] = {}
    for opened in _opened(compiled, masks):
        for id, outcomes in possible.items():
            for change in least_changes(opened, opened.decisions[id], masks, outcomes):
                if len(change.change) > 1:
                    continue
                (level,) = change.change
                cost = (moved(opened, change, masks), len(change.provided), level)
                key = (id, change.to)
                if key not in best or cost < best[key][0]:
                    best[key] = (cost, change)
    return {
        id: tuple(
            best[id, outcome][1]
            for outcome in compiled.decisions[id].decision.outcomes
            if (id, outcome) in best
        )
        for id in possible
    }


def _opened(compiled: Compiled, masks: Masks) -> Iterator[Compiled]:
    """The rubric as it is, in which answers in dispute can change, then with one known answer
    after another opened; those too large are passed over.
    """
    yield compiled
    for level, variable in enumerate(compiled.variables):
        criterion = compiled.rubric.criteria[variable.criterion]
        settled = masks[level] & (masks[level] - 1) == 0
        if not settled or criterion.cure == "nobody" or criterion.recorded is not None:
            continue
        freed = [*masks]
        freed[level] = variable.all_values
        try:
            yield where_given(compile_rubric(compiled.rubric, known=freed), compiled.told)
        except TooManyNodes:
            continue
