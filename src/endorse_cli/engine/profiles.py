"""The only place that counts answer profiles and picks examples of them, also against a promise.

A profile is one value for every variable that is not merely recorded. Counts are exact integers;
a share of profiles is not a probability. Who would break a promise by another answer to one
criterion is read off the diagram, by walking what two answers lead to side by side.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import product
from math import prod
from operator import eq
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Leaf, Manager, Node, TooManyNodes


def profile_count(manager: Manager, counted: Collection[int]) -> int:
    """The number of profiles over the variables that count."""
    return prod(manager.sizes[level] for level in counted)


def count(manager: Manager, root: Node, counted: Collection[int]) -> dict[Leaf, int]:
    """How many profiles lead to each terminal's value; the diagram depends on no other variable."""
    (found,) = counts(manager, [root], counted)
    return found


def counts(
    manager: Manager, roots: Sequence[Node], counted: Collection[int]
) -> list[dict[Leaf, int]]:
    """The same of several diagrams; what they share is looked at once."""
    below = _products(manager, counted)
    totals: dict[Node, dict[Leaf, int]] = {}
    for node in manager.descendants(roots):
        leaf = manager.leaf[node]
        if leaf is not None:
            totals[node] = {leaf: 1}
            continue
        sums: dict[Leaf, int] = {}
        after = below[manager.depth[node] + 1]
        for kid in manager.kids[node]:
            gap = after // below[manager.depth[kid]]
            for value, number in totals[kid].items():
                sums[value] = sums.get(value, 0) + number * gap
        totals[node] = sums
    gaps = [below[0] // below[manager.depth[root]] for root in roots]
    return [
        {value: number * gap for value, number in totals[root].items()}
        for root, gap in zip(roots, gaps, strict=True)
    ]


def _products(manager: Manager, counted: Collection[int]) -> list[int]:
    """For each place in the order the number of profiles of the variables from there on."""
    below = [1] * (manager.bottom + 1)
    for depth, level in reversed([*enumerate(manager.order)]):
        below[depth] = below[depth + 1] * (manager.sizes[level] if level in counted else 1)
    return below


Path = Mapping[int, int]
"""A value for each of some variables, by level: what is not named may be anything."""


def example(manager: Manager, root: Node, wanted: Callable[[Leaf], bool]) -> Path | None:
    """A path with the fewest variables to a terminal that is wanted; ties by order of values."""
    best: dict[Node, tuple[int, int | None] | None] = {}
    # How many steps there are to what is wanted, and the value of the first; None where none lead.
    stack = [root]
    while stack:
        node = stack.pop()
        if node in best:
            continue
        leaf, kids = manager.leaf[node], manager.kids[node]
        missing = [kid for kid in kids if kid not in best]
        if leaf is not None:
            best[node] = (0, None) if wanted(leaf) else None
        elif missing:
            stack += (node, *missing)
        else:
            reached = [
                (found[0] + 1, value)
                for value, kid in enumerate(kids)
                if (found := best[kid]) is not None
            ]
            best[node] = min(reached) if reached else None
    if best[root] is None:
        return None
    path: dict[int, int] = {}
    node = root
    while (found := best[node]) is not None and found[1] is not None:
        path[manager.level[node]] = found[1]
        node = manager.kids[node][found[1]]
    return path


class Move(NamedTuple):
    """Profiles that go from one value to another: how many, and the smallest example."""

    before: Leaf
    after: Leaf
    profiles: int
    example: Path


def moves(manager: Manager, before: Node, after: Node, counted: Collection[int]) -> list[Move]:
    """Where two diagrams over the same variables differ; none where they are the same node."""
    if before == after:
        return []
    pairs = manager.merge((before, after), lambda leaves: tuple(map(str, leaves)))
    numbers = count(manager, pairs, counted)
    found = []
    for pair, number in numbers.items():
        if isinstance(pair, tuple) and pair[0] != pair[1]:
            path = example(manager, pairs, partial(eq, pair)) or {}
            found.append(Move(pair[0], pair[1], number, path))
    return sorted(found, key=lambda move: (str(move.before), str(move.after)))


Cleared: TypeAlias = set[tuple[Node, Node]]
"""Pairs of diagrams that never end against a promise; good for one target of one promise."""

Against: TypeAlias = Callable[[Leaf, Leaf], bool]
"""Whether going from one terminal to another is against a promise."""

End: TypeAlias = tuple[Path, Leaf, Leaf]
"""A way on which two diagrams end, and what is at the ends."""

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


def swung(
    compiled: Compiled, root: Node, levels: tuple[int, ...], against: Against
) -> Broken | None:
    """A profile in which another answer to one criterion is against a promise, or None.

    The answer to a set may change in several members at once.
    """
    cleared: Cleared = set()
    last = max(compiled.manager.depths[level] for level in levels)
    for entry in _entries(compiled, root, levels):
        exits = _exits(compiled, entry, last)
        for (first, one), (second, other) in product(exits.items(), repeat=2):
            end = _differ(compiled, first, second, against, cleared)
            if end is not None:
                start = {level: one.get(level, other.get(level, 0)) for level in levels}
                goal = {level: other.get(level, start[level]) for level in levels}
                return _swing(start, goal, _way_to(compiled, root, entry), end)
    return None


def _swing(start: Path, goal: Path, way: Path, end: End) -> Broken:
    """What is shown of a change from some answers to others."""
    below, before, after = end
    level, *rest = (level for level in start if start[level] != goal[level])
    others = {other: goal[other] for other in rest}
    moved = (level, start[level], goal[level])
    return Broken({**way, **below, **start}, moved, others, "", before, after)


def _entries(compiled: Compiled, root: Node, levels: tuple[int, ...]) -> Iterable[Node]:
    """The nodes of some neighbouring variables at which a walk first asks for one of them."""
    manager = compiled.manager
    inside = set(levels)
    first = min(manager.depths[level] for level in levels)
    nodes = manager.descendants((root,))
    if manager.level[root] in inside:
        yield root
    entered = {
        kid
        for node in nodes
        if manager.depth[node] < first
        for kid in manager.kids[node]
        if manager.level[kid] in inside
    }
    yield from sorted(entered)


def _exits(compiled: Compiled, entry: Node, last: int) -> dict[Node, dict[int, int]]:
    """Where the variables down to `last` lead from a node, each with a way there."""
    manager = compiled.manager
    found: dict[Node, dict[int, int]] = {}
    seen: set[Node] = set()
    stack: list[tuple[Node, dict[int, int]]] = [(entry, {})]
    while stack:
        node, way = stack.pop()
        if manager.depth[node] > last:
            found.setdefault(node, way)
            continue
        if node in seen:
            continue
        seen.add(node)
        for value, kid in enumerate(manager.kids[node]):
            stack.append((kid, {**way, manager.level[node]: value}))
    return found


def moved_alone(
    compiled: Compiled,
    root: Node,
    level: int,
    against: Against,
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
    for node in compiled.inner(root):
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


def moved_together(compiled: Compiled, root: Node, levels: Collection[int]) -> bool:
    """Whether some answers changed at once, all else the same, lead from somebody to another end.

    What ends where nothing can be is of nobody. Raises `TooManyNodes` where too much is met.
    """
    manager = compiled.manager
    stack = [frozenset((root,))]
    seen = {*stack}
    while stack:
        nodes = stack.pop()
        depth = min(manager.depth[node] for node in nodes)
        if depth == manager.bottom:
            if len(nodes) > 1:
                return True
            continue
        here = {node for node in nodes if manager.depth[node] == depth}
        ways = zip(*(manager.kids[node] for node in here), strict=True)
        below = [frozenset(way) for way in ways]
        if manager.order[depth] in levels:
            below = [frozenset().union(*below)]
        for one in below:
            met = (one | (nodes - here)) - {manager.dead}
            if met and met not in seen:
                seen.add(met)
                stack.append(met)
        if len(seen) > MET:
            raise TooManyNodes
    return False


MET = 20_000
"""So many sets of nodes are met at most where answers are changed at once."""


def _differ(
    compiled: Compiled,
    first: Node,
    second: Node,
    against: Against,
    cleared: Cleared,
) -> End | None:
    """A way on which two diagrams end against a promise; pairs without one are remembered."""
    manager = compiled.manager
    stack: list[tuple[Node, Node, Way]] = [(first, second, None)]
    while stack:
        a, b, way = stack.pop()
        if a == b or (a, b) in cleared:
            continue
        cleared.add((a, b))
        level, ones, others = manager.abreast(a, b)
        if level == manager.bottom:
            before, after = manager.leaf[a], manager.leaf[b]
            assert before is not None
            assert after is not None
            if against(before, after):
                return path_of(way), before, after
            continue
        for value, (one, other) in enumerate(zip(ones, others, strict=True)):
            if one != other and (one, other) not in cleared:
                stack.append((one, other, (way, level, value)))
    return None


def path_of(way: "Way") -> Path:
    """The values on a way."""
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
