"""The only place that walks a diagram with what is known: what can still come out, what matters."""

from collections.abc import Sequence
from fractions import Fraction

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.totals import Total

Masks = Sequence[int]
"""For each variable the set of values still possible."""


def reachable(manager: Manager, root: Node, masks: Masks) -> list[Node]:
    """The terminals that the values still possible lead to, in the order they were made."""
    level_of, kids_of = manager.level, manager.kids
    found: set[Node] = set()
    seen: set[Node] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        while kids := kids_of[node]:
            mask = masks[level_of[node]]
            if mask & (mask - 1):
                if node not in seen:
                    seen.add(node)
                    stack.extend([kids[i] for i in members(mask)])
                break
            node = kids[mask.bit_length() - 1]
        else:
            found.add(node)
    return sorted(found)


def span(manager: Manager, total: Total, masks: Masks) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that a total can still have, exactly."""
    low = high = total.constant
    for term in total.terms:
        ends = [manager.leaf[end] for end in reachable(manager, term, masks)]
        numbers = [end for end in ends if isinstance(end, Fraction)]
        low += min(numbers)
        high += max(numbers)
    return low, high


class Restriction:
    """A diagram with only the values still possible: equal restricted functions, equal names.

    The name of a node's restricted function is a terminal, or the number of a shape that no
    terminal has; nothing is added to the manager.
    """

    def __init__(self, manager: Manager, masks: Masks) -> None:
        self.manager = manager
        self.masks = masks
        self._name: dict[Node, int] = {}
        self._shapes: dict[tuple[int, tuple[int, ...]], int] = {}

    def name(self, root: Node) -> int:
        """The name of the function that is left below a node."""
        level_of, kids_of, masks, names = (
            self.manager.level,
            self.manager.kids,
            self.masks,
            self._name,
        )
        stack = [root]
        while stack:
            node = stack[-1]
            if node in names:
                stack.pop()
                continue
            kids = kids_of[node]
            if not kids:
                names[node] = stack.pop()
                continue
            mask = masks[level_of[node]]
            if mask & (mask - 1) == 0:
                kid = kids[mask.bit_length() - 1]
                if kid in names:
                    names[stack.pop()] = names[kid]
                else:
                    stack.append(kid)
                continue
            left = [kids[i] for i in members(mask)]
            missing = [kid for kid in left if kid not in names]
            if missing:
                stack.extend(missing)
            else:
                names[stack.pop()] = self._shape(level_of[node], [names[kid] for kid in left])
        return names[root]

    def _shape(self, level: int, kids: list[int]) -> int:
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        key = (level, tuple(kids))
        return self._shapes.setdefault(key, -1 - len(self._shapes))


def mattering(manager: Manager, root: Node, masks: Masks) -> set[int]:
    """The variables that could still change the terminal, each freed alone, the rest as known."""
    level_of, kids_of = manager.level, manager.kids
    restriction = Restriction(manager, masks)
    found: set[int] = set()
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        kids = kids_of[node]
        if not kids:
            continue
        level = level_of[node]
        if level not in found:
            first = restriction.name(kids[0])
            if any(restriction.name(kid) != first for kid in kids[1:]):
                found.add(level)
        for i in members(masks[level]):
            if kids[i] not in seen:
                seen.add(kids[i])
                stack.append(kids[i])
    return found
