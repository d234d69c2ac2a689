"""The only place that walks a diagram with what is known: what can still come out, what matters."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import itemgetter, or_

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members

Masks = Sequence[int]
"""For each variable the set of values still possible."""


ONLY = {1 << value: value for value in range(256)}
"""The value of a set of one. One that is not here is walked like a set of several: slower."""


NOTHING = -1
"""No terminal."""

MOST_KEPT = 4096
"""What is remembered by the values of some variables: more of them than most candidates have."""


def picking(levels: Sequence[int]) -> Callable[[Masks], object]:
    """What picks the values of some variables."""
    return itemgetter(*levels) if levels else lambda _: None


def ends(manager: Manager, root: Node, masks: Masks, hidden: Node | None = None) -> Iterator[Node]:
    """The terminals that the values still possible lead to, as they are met, some twice.

    What cannot be is none, unless something else is `hidden`.
    """
    hidden = manager.dead if hidden is None else hidden
    level_of, kids_of = manager.level, manager.kids
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
            if node != hidden:
                yield node


def reachable(manager: Manager, root: Node, masks: Masks) -> list[Node]:
    """The terminals that the values still possible lead to, in the order they were made."""
    return sorted(set(ends(manager, root, masks)))


def all_ends(manager: Manager, roots: Sequence[Node]) -> list[set[Node]]:
    """The terminals that each of several diagrams has; what they share is looked at once."""
    terminals: list[Node] = []
    met: dict[Node, int] = {}
    for node in manager.descendants(roots):
        kids = manager.kids[node]
        if kids:
            met[node] = reduce(or_, [met[kid] for kid in kids])
        else:
            met[node] = 1 << len(terminals) if node != manager.dead else 0
            terminals.append(node)
    return [{terminals[place] for place in members(met[root])} for root in roots]


def forced(manager: Manager, root: Node, masks: Masks, leaf: object) -> bool:
    """Whether every terminal that the values possible lead to carries this value."""
    leaf_of = manager.leaf
    return all(leaf_of[end] == leaf for end in ends(manager, root, masks))


def agreeing(manager: Manager, root: Node, masks: Masks) -> list[int]:
    """Of the values possible those with which something can come out, by variable."""
    left = list(masks)
    for level, mask in enumerate(masks):
        for value in members(mask) if mask & (mask - 1) else ():
            left[level] = 1 << value
            if next(ends(manager, root, left), None) is None:
                mask &= ~(1 << value)
        left[level] = mask
    return left


class Restriction:
    """A diagram with only the values still possible: equal restricted functions, equal names.

    The name of a node's restricted function is a terminal, or the number of a shape that no
    terminal has; nothing is added to the manager. `names` keeps those that have been given;
    `only` has for each variable its value where it is known, since every walk asks for that.
    Shapes are numbered down from -1, those below first. Of each, `tested` and `below` keep what it
    tests and goes on to, `supports` the variables that it hangs on and `met` where it can end, as
    sets of bits.
    """

    def __init__(self, manager: Manager, masks: Masks) -> None:
        self.manager = manager
        self.masks = masks
        self.only: list[int | None] = list(map(ONLY.get, masks))
        self.names: dict[Node, int] = {}
        self.shapes: dict[tuple[int, tuple[int, ...]], int] = {}
        self.tested: list[int] = []
        self.below: list[tuple[int, ...]] = []
        self.supports: list[int] = []
        self.met: list[int] = []
        self.terminals: list[Node] = []
        self.bits: dict[Node, int] = {}
        self.name = _namer(self)

    def settled(self, root: Node) -> Node | None:
        """The terminal that a single path leads to; None where there may be more, or none."""
        level_of, kids_of, only = self.manager.level, self.manager.kids, self.only
        node = root
        while kids := kids_of[node]:
            value = only[level_of[node]]
            if value is None:
                return None
            node = kids[value]
        return node if node != self.manager.dead else None

    def shape(self, level: int, kids: Sequence[int]) -> int:
        """The name of the function that tests a variable and goes on to functions that have one."""
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        key = (level, tuple(kids))
        found = self.shapes.get(key)
        if found is None:
            found = self.shapes[key] = -1 - len(self.tested)
            support, met = 1 << level, 0
            for kid in kids:
                if kid < 0:
                    support |= self.supports[-1 - kid]
                    met |= self.met[-1 - kid]
                else:
                    met |= self.ends(kid)
            self.tested.append(level)
            self.below.append(key[1])
            self.supports.append(support)
            self.met.append(met)
        return found

    def support(self, name: int) -> int:
        """The variables that a named function hangs on, as bits."""
        return self.supports[-1 - name] if name < 0 else 0

    def ends(self, name: int) -> int:
        """Where a named function can end, as bits for `terminals`."""
        if name < 0:
            return self.met[-1 - name]
        if name not in self.bits:
            self.bits[name] = 1 << len(self.terminals)
            self.terminals.append(name)
        return self.bits[name]

    def reachable(self, root: Node) -> list[Node]:
        """The terminals that the values still possible lead to, in the order they were made."""
        met = self.ends(self.name(root))
        return sorted(
            self.terminals[bit] for bit in members(met) if self.terminals[bit] != self.manager.dead
        )


def _namer(restriction: Restriction) -> Callable[[Node], int]:
    """What names the function left below a node; a closure, since it is called so often."""
    level_of, kids_of = restriction.manager.level, restriction.manager.kids
    masks, only, names = restriction.masks, restriction.only, restriction.names

    def name(root: Node) -> int:
        way = []
        node = root
        while node not in names:
            kids = kids_of[node]
            if not kids:
                names[node] = node
                break
            value = only[level_of[node]]
            if value is None:
                branch(node)
                break
            way.append(node)
            node = kids[value]
        found = names[node]
        for node in way:
            names[node] = found
        return found

    def branch(root: Node) -> None:
        """Name a node at which several values are possible, and all it needs."""
        stack = [root]
        while stack:
            node = stack[-1]
            kids = kids_of[node]
            if not kids:
                names[node] = node
            if node in names:
                stack.pop()
                continue
            level = level_of[node]
            value = only[level]
            left = [kids[i] for i in members(masks[level])] if value is None else [kids[value]]
            missing = [kid for kid in left if kid not in names]
            if missing:
                stack.extend(missing)
            else:
                names[node] = restriction.shape(level, [names[kid] for kid in left])

    return name


def mattering(restriction: Restriction, root: Node) -> set[int]:
    """The variables that could still change the terminal, each freed alone, the rest as known."""
    level_of, kids_of = restriction.manager.level, restriction.manager.kids
    only, names, name = restriction.only, restriction.names, restriction.name
    path = []
    node = root
    while kids := kids_of[node]:
        value = only[level_of[node]]
        if value is None:
            break
        path.append(node)
        node = kids[value]
    # While only one value is possible the walk is a single path, all of it with one name, and
    # what leaves it mostly comes back to it.
    found = _mattering_below(node, restriction) if kids else set()
    ending = name(node)
    names.update(dict.fromkeys(path, ending))
    for passed in path:
        for kid in kids_of[passed]:
            if (names[kid] if kid in names else name(kid)) != ending:
                found.add(level_of[passed])
                break
    return found


def mattering_if_open(restriction: Restriction, root: Node) -> set[int]:
    """The variables of which the values still possible lead to different terminals."""
    return set(members(restriction.support(restriction.name(root))))


def _mattering_below(root: Node, restriction: Restriction) -> set[int]:
    level_of, kids_of = restriction.manager.level, restriction.manager.kids
    name = restriction.name
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
            first = name(kids[0])
            if any(name(kid) != first for kid in kids[1:]):
                found.add(level)
        for value in members(restriction.masks[level]):
            kid = kids[value]
            if kid not in seen:
                seen.add(kid)
                stack.append(kid)
    return found
