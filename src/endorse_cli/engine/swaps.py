"""The only place that says whether other answers could move a decision, all else being equal."""

from collections.abc import Sequence

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks, ends


def could_move(
    manager: Manager, root: Node, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> bool:
    """Whether a diagram can end otherwise when some variables get the values of somebody else.

    `others` are the values still possible there, for each of the `levels`. Everything else stays
    as it is: what is open is the same on both sides. Exact: both walks go side by side.
    """
    other = dict(zip(levels, others, strict=True))
    level_of, kids_of = manager.level, manager.kids
    last = max(levels, default=-1)
    seen = {(root, root)}
    stack = [(root, root)]
    while stack:
        mine, theirs = stack.pop()
        level = min(level_of[mine], level_of[theirs])
        if mine == theirs and level > last:
            continue
        if level == manager.bottom:
            if manager.dead in (mine, theirs):
                # What contradicts a stated outcome is no move to another.
                continue
            return True
        ours = kids_of[mine] if level_of[mine] == level else None
        his = kids_of[theirs] if level_of[theirs] == level else None
        for own, changed in _values(masks[level], other.get(level)):
            pair = (mine if ours is None else ours[own], theirs if his is None else his[changed])
            if pair not in seen:
                seen.add(pair)
                stack.append(pair)
    return False


def narrows(manager: Manager, root: Node, masks: Masks, level: int, among: int) -> bool:
    """Whether what can come out hangs on the value of one variable, of those among which it is.

    Where decisions are stated a value can leave others impossible, and so settle what no swap of
    it alone could move. A value with which nothing can come out is none that it could have.
    """
    told, came = list(masks), set()
    for value in members(among):
        told[level] = 1 << value
        came.add(frozenset(ends(manager, root, told)))
    return len(came - {frozenset()}) > 1


def _values(mask: int, other: int | None) -> list[tuple[int, int]]:
    """The values of one variable on both sides: the same, or each with each."""
    if other is None:
        return [(value, value) for value in members(mask)]
    return [(own, changed) for own in members(mask) for changed in members(other)]
