"""The only place that proves promises: over every possible candidate, never by sampling.

Each proof either holds or gives a profile that breaks it, read off the diagram.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from endorse_cli.engine import counting
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.engine.diagram import NO, YES, Leaf, Node
from endorse_cli.engine.quantities import Quantity, as_diagram
from endorse_cli.engine.totals import Total
from endorse_cli.models.rubric import Promise

Cleared: TypeAlias = set[tuple[Node, Node]]
"""Pairs of diagrams that never end against a promise; good for one target of one promise."""


Way: TypeAlias = "tuple[Way, int, int] | None"
"""The steps so far, last first: each a variable with its value, and the way before it."""


class Broken(NamedTuple):
    """How a promise is broken: a profile, and where it speaks of a change, what changes to what.

    `moved` is the variable with its value before and after; the profile holds the one before. Where
    an answer to a set changes in several members, `others` are the values of the rest after it.
    """

    profile: Path
    moved: tuple[int, int, int] | None = None
    others: Path = MappingProxyType({})
    target: str = ""
    before: Leaf = ""
    after: Leaf = ""


class Proof(NamedTuple):
    """What came of proving one promise. `trivial` says which side of an implication is idle."""

    promise: Promise
    broken: Broken | None
    trivial: str = ""


def prove(compiled: Compiled, promise: Promise) -> Proof:
    """Whether a promise holds for every candidate."""
    match promise.form:
        case "when":
            return _implication(compiled, promise)
        case "no_effect":
            return Proof(promise, _effect(compiled, promise))
        case "some_effect":
            return Proof(promise, _no_effect_found(compiled, promise))
        case "no_single_swing":
            return Proof(promise, _swing(compiled, promise))
    return Proof(promise, _direction(compiled, promise))


def _implication(compiled: Compiled, promise: Promise) -> Proof:
    assert promise.when is not None
    assert promise.then is not None
    when, then = compiled.condition(promise.when), compiled.condition(promise.then)
    trivial = "when" if when == NO else "then" if then == YES else ""
    against = compiled.manager.choose(then, NO, when)
    if against == NO:
        return Proof(promise, None, trivial)
    profile = counting.example(compiled.manager, against, lambda leaf: leaf is True)
    return Proof(promise, Broken(profile or {}))


def varied(compiled: Compiled, promise: Promise) -> list[int]:
    """The variables that a promise varies, families and sets resolved."""
    ids = compiled.rubric.ids_in(promise.of)
    return [level for id in ids for level in _levels(compiled, id)]


def _levels(compiled: Compiled, id: str) -> tuple[int, ...]:
    """The variables of a criterion, or that of one member of a set."""
    return (compiled.index[id],) if "." in id else compiled.levels[id]


def targets(compiled: Compiled, promise: Promise) -> Iterable[tuple[str, Node]]:
    """The diagrams that a promise speaks for: outcomes, findings, and the terms of scores."""
    ids = (promise.over,) if isinstance(promise.over, str) else promise.over
    for id in ids:
        if id in compiled.decisions:
            yield id, compiled.decisions[id].outcomes
        elif id in compiled.findings:
            yield id, compiled.findings[id]
        else:
            # The terms of a total share no variable, so each can be looked at alone.
            yield from ((id, term) for term in _terms(compiled, compiled.scores[id]))


def _terms(compiled: Compiled, quantity: Quantity) -> Iterable[Node]:
    if isinstance(quantity, Total):
        return quantity.terms
    return (as_diagram(compiled.manager, quantity),)


def _effect(compiled: Compiled, promise: Promise) -> Broken | None:
    for target, root in targets(compiled, promise):
        cleared: Cleared = set()
        for level in varied(compiled, promise):
            found = _pairs(compiled, root, level, lambda a, b: a != b, cleared)
            if found:
                return found._replace(target=target)
    return None


def _no_effect_found(compiled: Compiled, promise: Promise) -> Broken | None:
    """Broken by the first variable group on which nothing depends; any profile shows it."""
    reached = set().union(
        *(compiled.manager.support(root) for _, root in targets(compiled, promise))
    )
    for id in compiled.rubric.ids_in(promise.of):
        if reached.isdisjoint(_levels(compiled, id)):
            return Broken({}, target=id)
    return None


def _swing(compiled: Compiled, promise: Promise) -> Broken | None:
    first, second = promise.between
    swing = {(first, second), (second, first)}
    ids = compiled.rubric.ids_in(promise.of)
    for target, root in targets(compiled, promise):
        for id in ids:
            found = _swung(compiled, root, _levels(compiled, id), lambda a, b: (a, b) in swing)
            if found:
                return found._replace(target=target)
    return None


def _swung(
    compiled: Compiled,
    root: Node,
    levels: tuple[int, ...],
    against: Callable[[Leaf, Leaf], bool],
) -> Broken | None:
    """A profile in which another answer to one criterion is against a promise.

    The answer to a set may change in several members at once.
    """
    cleared: Cleared = set()
    for entry in _entries(compiled, root, levels):
        exits = _exits(compiled, entry, levels[-1])
        for first, one in exits.items():
            for second, other in exits.items():
                end = _differ(compiled, first, second, against, cleared)
                if end is not None:
                    path, before, after = end
                    start = {level: one.get(level, other.get(level, 0)) for level in levels}
                    goal = {level: other.get(level, start[level]) for level in levels}
                    level, *rest = [v for v in levels if start[v] != goal[v]]
                    way = {**_way_to(compiled, root, entry), **path, **start}
                    moved, others = (level, start[level], goal[level]), {v: goal[v] for v in rest}
                    return Broken(way, moved, others, "", before, after)
    return None


def _entries(compiled: Compiled, root: Node, levels: tuple[int, ...]) -> Iterable[Node]:
    """The nodes of some neighbouring variables at which a walk first asks for one of them."""
    manager = compiled.manager
    inside = set(levels)
    nodes = manager.descendants((root,))
    if manager.level[root] in inside:
        yield root
    entered = {
        kid
        for node in nodes
        if manager.level[node] < levels[0]
        for kid in manager.kids[node]
        if manager.level[kid] in inside
    }
    yield from sorted(entered)


def _exits(compiled: Compiled, entry: Node, last: int) -> dict[Node, dict[int, int]]:
    """Where the variables up to `last` lead from a node, each with a way there."""
    manager = compiled.manager
    found: dict[Node, dict[int, int]] = {}
    seen: set[Node] = set()
    stack: list[tuple[Node, dict[int, int]]] = [(entry, {})]
    while stack:
        node, way = stack.pop()
        level = manager.level[node]
        if level > last:
            found.setdefault(node, way)
            continue
        if node in seen:
            continue
        seen.add(node)
        for value, kid in enumerate(manager.kids[node]):
            stack.append((kid, {**way, level: value}))
    return found


def _direction(compiled: Compiled, promise: Promise) -> Broken | None:
    helps = promise.form == "more_never_helps"
    for target, root in targets(compiled, promise):
        worse = _worse(compiled, target, helps)
        cleared: Cleared = set()
        for level in varied(compiled, promise):
            found = _pairs(compiled, root, level, worse, cleared, ranked=True)
            if found:
                return found._replace(target=target)
    return None


def _worse(compiled: Compiled, target: str, helps: bool) -> Callable[[Leaf, Leaf], bool]:
    """Whether going from one terminal to another is against what was promised of more."""
    if target in compiled.decisions:
        order = compiled.decisions[target].decision.outcomes
        rank: Mapping[object, int] = {name: place for place, name in enumerate(order)}
        return lambda a, b: (rank[a] < rank[b]) if helps else (rank[a] > rank[b])
    down = helps
    if target in compiled.scores and not compiled.rubric.scores[target].higher_is_better:
        down = not helps
    return lambda a, b: (a < b) if down else (a > b)  # type: ignore[operator]


def _pairs(
    compiled: Compiled,
    root: Node,
    level: int,
    against: Callable[[Leaf, Leaf], bool],
    cleared: Cleared,
    *,
    ranked: bool = False,
) -> Broken | None:
    """A profile in which one variable's change alone is against a promise, or None.

    Neighbouring values are enough, since what is forbidden adds up, as order and equality do.
    """
    manager = compiled.manager
    top = compiled.variables[level].ranks if ranked else manager.sizes[level]
    steps = [(a, a + 1) for a in range(top - 1)]
    for node in manager.descendants((root,)):
        if manager.level[node] != level:
            continue
        kids = manager.kids[node]
        for a, b in steps:
            end = _differ(compiled, kids[a], kids[b], against, cleared)
            if end is not None:
                path, before, after = end
                profile = {**_way_to(compiled, root, node), **path, level: a}
                return Broken(profile, (level, a, b), {}, "", before, after)
    return None


def _differ(
    compiled: Compiled,
    first: Node,
    second: Node,
    against: Callable[[Leaf, Leaf], bool],
    cleared: Cleared,
) -> tuple[Path, Leaf, Leaf] | None:
    """A way on which two diagrams end against a promise; pairs without one are remembered."""
    manager = compiled.manager
    level_of, kids_of, sizes = manager.level, manager.kids, manager.sizes
    stack: list[tuple[Node, Node, Way]] = [(first, second, None)]
    while stack:
        a, b, way = stack.pop()
        if a == b or (a, b) in cleared:
            continue
        cleared.add((a, b))
        level = min(level_of[a], level_of[b])
        if level == manager.bottom:
            before, after = manager.leaf[a], manager.leaf[b]
            assert before is not None
            assert after is not None
            if against(before, after):
                return _path(way), before, after
            continue
        ones = kids_of[a] if level_of[a] == level else (a,) * sizes[level]
        others = kids_of[b] if level_of[b] == level else (b,) * sizes[level]
        for value, (one, other) in enumerate(zip(ones, others, strict=True)):
            if one != other and (one, other) not in cleared:
                stack.append((one, other, (way, level, value)))
    return None


def _path(way: "Way") -> Path:
    found = {}
    while way is not None:
        way, level, value = way
        found[level] = value
    return found


def _way_to(compiled: Compiled, root: Node, goal: Node) -> dict[int, int]:
    """A way from the root to a node."""
    manager = compiled.manager
    stack: list[tuple[Node, tuple[tuple[int, int], ...]]] = [(root, ())]
    seen: set[Node] = set()
    while stack:
        node, path = stack.pop()
        if node == goal:
            return dict(path)
        if node in seen:
            continue
        seen.add(node)
        for value, kid in enumerate(manager.kids[node]):
            stack.append((kid, (*path, (manager.level[node], value))))
    return {}
