"""The only place that counts answer profiles and picks examples of them.

A profile is one value for every variable that is not merely recorded. Counts are exact integers;
a share of profiles is not a probability.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from math import prod
from operator import eq
from typing import NamedTuple

from endorse_cli.engine.diagram import Leaf, Manager, Node


def profile_count(manager: Manager, counted: Collection[int]) -> int:
    """The number of profiles over the variables that count."""
    return prod(manager.sizes[level] for level in counted)


def count(manager: Manager, root: Node, counted: Collection[int]) -> dict[Leaf, int]:
    """How many profiles lead to each terminal's value; the diagram depends on no other variable."""
    below = _products(manager, counted)
    totals: dict[Node, dict[Leaf, int]] = {}
    for node in manager.descendants((root,)):
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
    gap = below[0] // below[manager.depth[root]]
    return {value: number * gap for value, number in totals[root].items()}


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
    for node in manager.descendants((root,)):
        leaf = manager.leaf[node]
        if leaf is not None:
            best[node] = (0, None) if wanted(leaf) else None
            continue
        reached = [
            (found[0] + 1, value)
            for value, kid in enumerate(manager.kids[node])
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
