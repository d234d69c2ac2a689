"""The only place that makes up a case for what no case tries, out of the diagrams."""

from collections.abc import Iterator, Sequence

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.profiles import Path, example
from endorse_cli.review.coverage.goals import Goal
from endorse_cli.review.coverage.trials import Trial, outcome
from endorse_cli.review.generated import settled


def profiles_for(compiled: Compiled, goal: Goal, trials: Sequence[Trial]) -> list[Path]:
    """One profile that meets a goal; for a criterion one beside a case there is, or two."""
    if goal.node is not None:
        where = compiled.manager.both(goal.node, _reached(compiled, goal))
        path = example(compiled.manager, goal.node if where == NO else where, bool)
        return [settled(compiled, path or {})]
    level = compiled.index[goal.id]
    return _beside(compiled, level, trials) or _pair(compiled, level)


def _reached(compiled: Compiled, goal: Goal) -> Node:
    """Where no row before the one that a goal stands in decides: there people see it matter."""
    for decided in compiled.decisions.values():
        earlier = NO
        for row in decided.decision.rows:
            if goal.trail[: len(row.trail)] == row.trail:
                return compiled.manager.negate(earlier)
            earlier = compiled.manager.either(earlier, decided.conditions[row.id])
    return YES


def _beside(compiled: Compiled, level: int, trials: Sequence[Trial]) -> list[Path]:
    """A case there is, with this one answer changed so that an outcome changes."""
    for tried in trials:
        for id, came in tried.outcomes.items():
            for value in range(compiled.manager.sizes[level]):
                masks = list(tried.masks)
                masks[level] = 1 << value
                other = outcome(compiled, compiled.decisions[id], masks)
                if other not in (None, came):
                    return [dict(_chosen(compiled, masks))]
    return []


def _chosen(compiled: Compiled, masks: list[int]) -> Iterator[tuple[int, int]]:
    """A value for every variable of which something is known; of a dispute the first."""
    for level, mask in enumerate(masks):
        if mask != compiled.variables[level].all_values:
            yield level, members(mask)[0]


def _pair(compiled: Compiled, level: int) -> list[Path]:
    """Two profiles that differ in this answer alone and in an outcome."""
    manager = compiled.manager
    for decided in compiled.decisions.values():
        kids = [
            _cofactor(manager, decided.outcomes, level, value)
            for value in range(manager.sizes[level])
        ]
        for first, second in ((a, b) for b in range(len(kids)) for a in range(b)):
            if kids[first] != kids[second]:
                both = manager.merge((kids[first], kids[second]), lambda pair: pair[0] != pair[1])
                path = example(manager, both, bool) or {}
                return [settled(compiled, {**path, level: value}) for value in (first, second)]
    return []


def _cofactor(manager: Manager, root: Node, level: int, value: int) -> Node:
    """The diagram that is left where one variable has one value."""
    left: dict[Node, Node] = {}
    for node in manager.descendants((root,)):
        kids = manager.kids[node]
        if not kids:
            left[node] = node
        elif manager.level[node] == level:
            left[node] = left[kids[value]]
        else:
            left[node] = manager.node(manager.level[node], tuple(left[kid] for kid in kids))
    return left[root]
