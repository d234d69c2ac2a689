"""The only place that says what answers do: what each did, and what somebody else's would change.

The bearing of each; whether answers could move a decision, all else being equal, and the fewest of
them that together bring an outcome about. Where all that is asked for is known on both sides the
outcome is one path, so the fewest are a shortest path: exact, in one pass. Where something is open
the sets are tried, the small ones first, within a bound on steps; past it a set is given of which
no change can be left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.divided_answers import can_move, moves
from endorse_cli.engine.divided_ends import Effort, came
from endorse_cli.engine.divided_parts import Walked, under, walk
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks, Restriction, mattering, reachable
from endorse_cli.models.record import Bearing


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
    found = came(compiled, root, masks, Effort(FEW, is_thorough=False))
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


def bearings(
    compiled: Compiled, restriction: Restriction, parts: Walked | None = None
) -> list[Bearing]:
    """The bearing of every criterion in rubric order, given what is known of all of them.

    `recorded` where the rubric marks it so; `no_bearing` where no decision's row depends on it,
    the other answers as they are and what is stated of decisions as it is; `weighs` where only
    scores use it; else whether the conditions that name it hold: all (`met`), none (`failed`),
    some (`partly`), or not yet clear (`open`). `parts` is what is left to what is worked out apart.
    """
    if parts is not None:
        return [_apart(compiled, parts, id) for id in compiled.levels]
    masks = restriction.masks
    matter = _mattering(compiled, restriction)
    held, recorded, is_partial = compiled.held, compiled.recorded, compiled.is_partial
    found: list[Bearing] = []
    for id, levels in compiled.levels.items():
        if id in recorded:
            found.append("recorded")
        elif len(levels) == 1 and not is_partial and not compiled.is_narrowed:
            if levels[0] in matter:
                known = (id, masks[levels[0]])
                found.append(held.get(known) or held.setdefault(known, _judge(compiled, id, masks)))
            else:
                found.append("no_bearing")
        elif is_partial and _is_known(masks, levels):
            # What is known is not in the diagrams, so they cannot say that it does not matter.
            found.append(_judge(compiled, id, masks))
        elif matter.isdisjoint(levels) and not _matters_together(compiled, masks, levels):
            found.append("no_bearing")
        elif compiled.is_narrowed and not _moves(compiled, masks, levels):
            # It matters only to whether what is stated can be.
            found.append("no_bearing")
        else:
            found.append(_judge(compiled, id, masks))
    return found


def _apart(compiled: Compiled, parts: Walked, id: str) -> Bearing:
    if id in compiled.recorded:
        return "recorded"
    masks = parts.masks[: len(compiled.variables)]
    free = [v for v in compiled.levels[id] if not compiled.variables[v].recorded]
    if len(free) > 1:
        # The members of a set matter where one of them does once all are free.
        freed = list(masks)
        for level in free:
            freed[level] = compiled.variables[level].all_values
        parts = walk(compiled, freed)
    roots = [decided.root for decided in compiled.decisions.values()]
    matters = any(
        can_move(compiled, parts, roots, level, compiled.variables[level].all_values)
        for level in free
    )
    return _judge(compiled, id, masks) if matters else "no_bearing"


def _mattering(compiled: Compiled, restriction: Restriction) -> set[int]:
    matter: set[int] = set()
    for decided in compiled.decisions.values():
        matter |= mattering(restriction, decided.root)
    return matter


def _is_known(masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether any of the variables is known for certain."""
    return any(masks[level] & (masks[level] - 1) == 0 for level in levels)


def _moves(compiled: Compiled, masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether answers that agree with what is stated can lead to different rows."""
    free = [level for level in levels if not compiled.variables[level].recorded]
    freed, every = list(masks), [compiled.variables[level].all_values for level in free]
    for level, mask in zip(free, every, strict=True):
        freed[level] = mask
    roots = [decided.root for decided in compiled.decisions.values()]
    return any(could_move(compiled, root, freed, free, every) for root in roots) or any(
        narrows(compiled, root, masks, level, among)
        for root in roots
        for level, among in zip(free, every, strict=True)
    )


def _matters_together(compiled: Compiled, masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether the members of a set matter once all of them are free."""
    if len(levels) < 2:
        return False
    free = [level for level in levels if not compiled.variables[level].recorded]
    if len(free) < 2:
        return False
    freed = list(masks)
    for level in free:
        freed[level] = compiled.variables[level].all_values
    return not _mattering(compiled, Restriction(compiled.manager, freed)).isdisjoint(free)


def _judge(compiled: Compiled, id: str, masks: Masks) -> Bearing:
    atoms = compiled.atoms.get(id)
    if not atoms:
        return "weighs"
    ends = [tuple(reachable(compiled.manager, atom, masks)) for atom in atoms]
    holds, fails = (YES,) in ends, (NO,) in ends
    if holds and fails:
        return "partly"
    if (NO, YES) in ends:
        return "open"
    return "met" if holds else "failed"
