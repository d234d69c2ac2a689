"""The only place that asks what the answers of somebody else would change, all else being equal.

Whether they could move a decision, and the fewest of them that together bring an outcome about.
Where all that is asked for is known on both sides the outcome is one path, so the fewest are a
shortest path: exact, in one pass. Where something is open the sets are tried, the small ones first,
within a bound on steps; past it a set is given of which no change can be left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from endorse_cli.engine.apart import came, under
from endorse_cli.engine.apart_answers import moves
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks


def could_move(
    compiled: Compiled, root: Node, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> bool:
    """Whether a diagram can end otherwise when some variables get the values of somebody else.

    `others` are the values still possible there, for each of the `levels`. Everything else stays
    as it is: what is open is the same on both sides. Exact: both walks go side by side.
    """
    if compiled.apart:
        return moves(compiled, root, masks, levels, others)
    manager, other = compiled.manager, dict(zip(levels, others, strict=True))
    depth_of, kids_of = manager.depth, manager.kids
    last = max((manager.depths[level] for level in levels), default=-1)
    seen = {(root, root)}
    stack = [(root, root)]
    while stack:
        mine, theirs = stack.pop()
        depth = min(depth_of[mine], depth_of[theirs])
        if mine == theirs and depth > last:
            continue
        if depth == manager.bottom:
            if manager.dead in (mine, theirs):
                # What contradicts a stated outcome is no move to another.
                continue
            return True
        ours = kids_of[mine] if depth_of[mine] == depth else None
        his = kids_of[theirs] if depth_of[theirs] == depth else None
        level = manager.order[depth]
        for own, changed in _values(masks[level], other.get(level)):
            pair = (mine if ours is None else ours[own], theirs if his is None else his[changed])
            if pair not in seen:
                seen.add(pair)
                stack.append(pair)
    return False


def narrows(compiled: Compiled, root: Node, masks: Masks, level: int, among: int) -> bool:
    """Whether what can come out hangs on the value of one variable, of those among which it is.

    Where decisions are stated a value can leave others impossible, and so settle what no swap of
    it alone could move. A value with which nothing can come out is none that it could have.
    """
    told, found = list(masks), set[frozenset[Node]]()
    for value in members(among):
        told[level] = 1 << value
        found.add(frozenset(came(compiled, root, told).nodes))
    return len(found - {frozenset()}) > 1


def _values(mask: int, other: int | None) -> list[tuple[int, int]]:
    """The values of one variable on both sides: the same, or each with each."""
    if other is None:
        return [(value, value) for value in members(mask)]
    return [(own, changed) for own in members(mask) for changed in members(other)]


MOST = 1_000_000
"""Nodes that are walked over to try sets of changes: well under a second."""

APART = 12
"""What a look at an answer costs where scores are worked out apart, in such nodes."""


FEW = 60
"""So many ways in which answers that parts share can turn out are looked at for each set."""


class Enough(NamedTuple):
    """Variables whose changes suffice; `smallest` says that no smaller set of them does."""

    variables: tuple[int, ...]
    smallest: bool


def enough(
    compiled: Compiled, root: Node, masks: Masks, changed: Mapping[int, int]
) -> Enough | None:
    """The fewest changes with which what can come out is what it is with all; ties by rubric order.

    `changed` are the values that variables get, as masks by level. None where all of the changes
    leave what can come out as it is, or leave nothing.
    """
    named = under(compiled, root)
    levels = [level for level in sorted(changed) if level in named]
    now, then = _came(compiled, root, masks), _came(compiled, root, _with(masks, changed, levels))
    if now is None or now == then or not then:
        return None
    is_known = all(_is_one(masks[v]) and _is_one(changed.get(v, 1)) for v in named)
    if is_known and not compiled.apart:
        return Enough(_path(compiled, root, masks, changed, min(then)), smallest=True)
    cost = APART * len(named) if compiled.apart else len(compiled.inner(root))
    for tried in _sets(levels, MOST // (cost or 1)):
        if _came(compiled, root, _with(masks, changed, tried)) == then:
            return Enough(tried, smallest=True)
    kept: list[int] = []
    left = levels
    # What could not be left out may be once another one is: until nothing changes.
    while left != kept:
        kept = left
        for level in reversed(kept):
            fewer = [v for v in left if v != level]
            if _came(compiled, root, _with(masks, changed, fewer)) == then:
                left = fewer
    return Enough(tuple(kept), smallest=False)


def _is_one(mask: int) -> bool:
    return mask & (mask - 1) == 0


def _with(masks: Masks, changed: Mapping[int, int], levels: Sequence[int]) -> Masks:
    after = list(masks)
    for level in levels:
        after[level] = changed[level]
    return after


def _came(compiled: Compiled, root: Node, masks: Masks) -> set[Node] | None:
    """Where a diagram can end; None where that cannot be told."""
    found = came(compiled, root, masks, FEW)
    return set(found.nodes) if found.is_exact else None


def _sets(levels: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """The sets of changes, small ones first, as far as there may be so many."""
    for size in range(1, len(levels) + 1):
        for tried in combinations(levels, size):
            if most <= 0:
                return
            most -= 1
            yield tried


def _path(
    compiled: Compiled, root: Node, masks: Masks, changed: Mapping[int, int], end: Node
) -> tuple[int, ...]:
    """The changes on the way to an end that takes the fewest of them."""
    manager, count = compiled.manager, len(compiled.variables)
    best: dict[Node, tuple[int, tuple[int, ...]]] = {end: (0, ())}
    for node in compiled.inner(root):
        level, kids = manager.level[node], manager.kids[node]
        ways = [best.get(kids[masks[level].bit_length() - 1])]
        if level in changed:
            other = best.get(kids[changed[level].bit_length() - 1])
            # Fewer changes first, then those earlier in the rubric.
            price = (1 << count) - (1 << (count - 1 - level))
            ways.append(other and (other[0] + price, (level, *other[1])))
        found = [way for way in ways if way is not None]
        if found:
            best[node] = min(found)
    return best[root][1]
