"""The only place that finds who would break a promise by another answer to one criterion.

Read off the diagram, by walking what two answers lead to side by side.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Leaf, Node
from endorse_cli.engine.profiles import Path
from endorse_cli.rubric.compounds import Stretch, numbers_left
from endorse_cli.rubric.number_regions import NumberRegions, Region
from endorse_cli.rubric.solutions import numbers_for

Cleared: TypeAlias = set[tuple[Node, Node]]
"""Pairs of diagrams that never end against a promise; good for one target of one promise."""

Against: TypeAlias = Callable[[Leaf, Leaf], bool]
"""Whether going from one terminal to another is against a promise."""

End: TypeAlias = tuple[Path, Leaf, Leaf]
"""A way on which two diagrams end, and what is at the ends."""

Way: TypeAlias = "tuple[Way, int, int] | None"
"""The steps so far, last first: each a variable with its value, and the way before it."""


Spots: TypeAlias = Mapping[int, tuple[NumberRegions, int]]
"""Regions of numbers, each by its place, by variable."""


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


def numbers_at(
    compiled: Compiled, spots: Spots, at: Mapping[int, Stretch] = MappingProxyType({})
) -> dict[str, Fraction] | None:
    """Numbers for which scores that are made of several lie in some regions; None if none is found.

    `spots` are regions of theirs and of the numbers, each by its place, by variable; `at` says more
    narrowly where some numbers lie.
    """
    wanted: dict[str, Region[Fraction]] = {}
    within: dict[str, Stretch] = {}
    for one in compiled.compounds:
        made = spots.get(compiled.index[one.variable])
        if made is not None:
            wanted[one.score] = made[0].regions[made[1]]
            within |= {
                id: at.get(compiled.index[id]) or _stretch(compiled, id, spots)
                for id in one.numbers
            }
    return numbers_for(compiled.rubric, wanted, within) if wanted else {}


def changed_alone(
    compiled: Compiled, before: Spots, after: Spots, id: str
) -> tuple[dict[str, Fraction], Fraction] | None:
    """Numbers in some regions, and another for one of them that leads to other regions."""
    for first, second in ((before, after), (after, before)):
        numbers = numbers_at(compiled, first)
        if numbers is None:
            return None
        at = {compiled.index[one]: (number, number) for one, number in numbers.items() if one != id}
        other = numbers_at(compiled, second, at)
        if other is not None:
            start, goal = (numbers, other) if first is before else (other, numbers)
            return start, goal.get(id, Fraction(0))
    return None


def _stretch(compiled: Compiled, id: str, spots: Spots) -> Stretch:
    level, own = compiled.index[id], compiled.regions[id]
    assert isinstance(own, NumberRegions)
    regions, mask = own, compiled.variables[level].all_values
    if level in spots:
        regions, place = spots[level]
        mask = 1 << place
    return numbers_left((), mask, regions)[0]


def spots_of(compiled: Compiled, profile: Path) -> Spots:
    """The regions of numbers that a profile names."""
    found: dict[int, tuple[NumberRegions, int]] = {}
    for level, place in profile.items():
        regions = compiled.regions.get(compiled.variables[level].id)
        if isinstance(regions, NumberRegions) and place < len(regions.regions):
            found[level] = regions, place
    return found


def together(compiled: Compiled) -> bool:
    """Whether scores made of several numbers can be in every region, whatever the others are in.

    Only then is what could be of somebody.
    """
    key = ("together",)
    kept = compiled.manager.memo.get(key)
    if not isinstance(kept, bool):
        kept = compiled.manager.memo[key] = all(map(partial(_meet, compiled), _groups(compiled)))
    return kept


MET = 256
"""So many combinations of regions are looked at."""


def _groups(compiled: Compiled) -> list[set[int]]:
    """The variables of scores and numbers that hang together."""
    groups: list[set[int]] = []
    for one in compiled.compounds:
        mine = {compiled.index[id] for id in (*one.numbers, one.variable)}
        for other in [group for group in groups if group & mine]:
            groups.remove(other)
            mine |= other
        groups.append(mine)
    return groups


def _meet(compiled: Compiled, group: set[int]) -> bool:
    sizes = [len(compiled.variables[level].values) for level in sorted(group)]
    if prod(sizes) > MET:
        return False
    return all(
        numbers_at(compiled, spots_of(compiled, dict(zip(sorted(group), places, strict=True))))
        for places in product(*map(range, sizes))
    )


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
    against: Against,
    cleared: Cleared,
) -> End | None:
    """A way on which two diagrams end against a promise; pairs without one are remembered."""
    manager = compiled.manager
    depth_of, kids_of, sizes = manager.depth, manager.kids, manager.sizes
    stack: list[tuple[Node, Node, Way]] = [(first, second, None)]
    while stack:
        a, b, way = stack.pop()
        if a == b or (a, b) in cleared:
            continue
        cleared.add((a, b))
        depth = min(depth_of[a], depth_of[b])
        if depth == manager.bottom:
            before, after = manager.leaf[a], manager.leaf[b]
            assert before is not None
            assert after is not None
            if against(before, after):
                return _path(way), before, after
            continue
        level = manager.order[depth]
        ones = kids_of[a] if depth_of[a] == depth else (a,) * sizes[level]
        others = kids_of[b] if depth_of[b] == depth else (b,) * sizes[level]
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
