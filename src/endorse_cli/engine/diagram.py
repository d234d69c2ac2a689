"""The only place for decision diagrams: reduced, ordered, multi-valued, shared in one manager.

A node tests one variable and has a child for each of its values; a terminal carries a value: a
truth value, the id of a row, an exact number. Equal functions are the same node, so equality is
identity (Bryant 1986; Srinivasan, Ham, Malik and Brayton 1990).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import NamedTuple, TypeAlias

Node: TypeAlias = int
Leaf: TypeAlias = bool | str | Fraction | tuple[str, ...]
Key: TypeAlias = tuple[Node, ...]

IMPOSSIBLE = ""
"""What the dead terminal carries: the id of no row, the name of no outcome."""

ANY = 1 << 62
"""More nodes than there can be."""

HALF = 2
"""No diagram that is built into others may take more than this part of what may stay: it stands as
a condition, among the rows of a decision and among its outcomes."""

WIDE = 5
"""So many children of a node are worth another node of room."""

NO: Node = 0
YES: Node = 1


class TooManyNodes(Exception):
    """A diagram grew past the budget that its builder was given."""


class Hopeless(TooManyNodes):
    """A diagram would grow past the limit in whatever order it were built."""


STEPS = 2
"""So many steps that are remembered are as much work as a node."""


class Mark(NamedTuple):
    """How much there was in a manager: nodes, those of them live, and what is remembered."""

    nodes: int
    live: int
    sizes: tuple[int, int, int]


class Manager:
    """All nodes over one list of variables; `sizes[level]` is the number of a variable's values.

    `dead`, where there is one, is the terminal of what cannot be, which no walk reports.
    `level[node]` is the variable that a node tests (for a terminal, the number of variables),
    `kids[node]` its children by value, `leaf[node]` what a terminal carries. Variables are numbered
    in rubric order; on a way down they are met in an `order` of their own, and `depth[node]` is
    the place in it of what a node tests. `budget` bounds the number of nodes that are `live`;
    past it `TooManyNodes` is raised and no node is half made; `limit` is how many may ever stay,
    where that is known. `memo` keeps what other modules remember of these nodes, so that it goes
    when they go.
    """

    def __init__(
        self, sizes: Sequence[int], budget: int = 2_000_000, order: Sequence[int] | None = None
    ) -> None:
        self.sizes = tuple(sizes)
        self.bottom = len(self.sizes)
        self.budget = budget
        self.limit = ANY
        self.order = tuple(range(self.bottom)) if order is None else tuple(order)
        self.is_reordered = self.order != tuple(range(self.bottom))
        self.level: list[int] = []
        # Of variables met as they are numbered, one list is both.
        self.depth: list[int] = [] if self.is_reordered else self.level
        self.depths: list[int] = [*range(self.bottom + 1)]
        # A node of very many children takes the room of several.
        self.weights = [1 + (size - 1) // WIDE for size in self.sizes] + [1]
        self.live = 0
        for depth, level in enumerate(self.order):
            self.depths[level] = depth
        self.kids: list[tuple[Node, ...]] = []
        self.leaf: list[Leaf | None] = []
        self._free: list[Node] = []
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._leaves: dict[tuple[object, object], Node] = {}
        self._choices: dict[Key, Node] = {}
        self._labels: dict[Hashable, dict[Key, Node]] = {}
        self._merged = 0
        self.memo: dict[tuple[object, ...], object] = {}
        self.terminal(False)
        self.terminal(True)
        self.dead: Node = -1
        self.is_full = False

    @contextmanager
    def beside(self) -> Iterator[None]:
        """For what is asked besides: the nodes that it makes take no room from anything else.

        Once they were too many, nothing more is made so.
        """
        if self.is_full:
            raise TooManyNodes
        try:
            with self.room(ANY):
                yield
        except TooManyNodes:
            self.is_full = True
            raise

    @contextmanager
    def room(self, nodes: int) -> Iterator[None]:
        """Room for so many nodes, which take none from anything else."""
        usual, before = self.budget, self.live
        self.budget = min(usual, before + nodes)
        try:
            yield
        finally:
            self.budget = usual + self.live - before

    def allow(self, nodes: int) -> None:
        """Let so many nodes stand, whichever of them may have to stay."""
        self.budget, self.limit = nodes, ANY

    def collect(self, roots: Iterable[Node]) -> None:
        """Free every node that none of the roots leads to; what was remembered of nodes goes."""
        alive = self._below(roots)
        alive.update(self._leaves.values(), self._free)
        for node in range(len(self.level)):
            if node not in alive:
                del self._nodes[self.level[node], self.kids[node]]
                self.kids[node] = ()
                self.live -= self.weights[self.level[node]]
                self._free.append(node)
        self._choices.clear()
        self._labels.clear()
        self._merged = 0
        self.memo.clear()

    def mark(self) -> "Mark":
        """What there is now, to come back to."""
        # What was freed is not used again, so that all that comes later stands behind it.
        self._free.clear()
        made = len(self._nodes), len(self._leaves), len(self._choices)
        return Mark(len(self.level), self.live, made)

    @property
    def work(self) -> int:
        """A measure of what has been made: a node counts as much as a few steps to it."""
        return self.live + (len(self._choices) + self._merged) // STEPS

    def back_to(self, mark: "Mark") -> None:
        """Free all that was made since, and remember only what was remembered then."""
        nodes, leaves, choices = mark.sizes
        while len(self._nodes) > nodes:
            self._nodes.popitem()
        while len(self._leaves) > leaves:
            self._leaves.popitem()
        while len(self._choices) > choices:
            self._choices.popitem()
        for each in (self.level, self.depth, self.kids, self.leaf):
            del each[mark.nodes :]
        self.live = mark.live
        self._labels.clear()
        self.memo.clear()

    def terminal(self, value: Leaf) -> Node:
        """The terminal that carries this value."""
        # To hash a fraction takes longer than all the rest.
        key: tuple[object, object]
        if type(value) is Fraction:
            key = (value.numerator, value.denominator)
        else:
            key = (type(value), value)
        node = self._leaves.get(key)
        if node is None:
            node = self._leaves[key] = self._add(self.bottom, (), value)
        return node

    def only_where(self, test: Node, node: Node) -> Node:
        """The diagram where the test holds; elsewhere it ends where nothing can be."""
        self.dead = self.terminal(IMPOSSIBLE)
        return self.choose(test, node, self.dead)

    def node(self, level: int, kids: tuple[Node, ...]) -> Node:
        """The node that tests `level` and goes on to `kids`; their common child if all agree."""
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        key = (level, kids)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._add(level, kids, None)
        return node

    def _add(self, level: int, kids: tuple[Node, ...], leaf: Leaf | None) -> Node:
        if self.live >= self.budget:
            raise TooManyNodes
        self.live += self.weights[level]
        if self._free:
            node = self._free.pop()
            self.level[node], self.kids[node], self.leaf[node] = level, kids, leaf
            if self.is_reordered:
                self.depth[node] = self.depths[level]
            return node
        self.level.append(level)
        if self.is_reordered:
            self.depth.append(self.depths[level])
        self.kids.append(kids)
        self.leaf.append(leaf)
        return len(self.level) - 1

    def test(self, level: int, mask: int) -> Node:
        """Whether the variable has one of the values in a mask."""
        return self.node(
            level, tuple(YES if mask >> i & 1 else NO for i in range(self.sizes[level]))
        )

    def combine(
        self, roots: Key, settled: Callable[[Key], Node | None], memo: dict[Key, Node]
    ) -> Node:
        """The product of several diagrams: the one builder behind every operation.

        `settled` gives the result for a tuple of nodes where it is clear without looking at
        their children, which it must be for terminals. `memo` is shared by calls with one
        meaning of `settled`.
        """
        usual = self.budget
        self.budget = min(usual, self.live + self.limit // HALF)
        try:
            return self._combined(roots, settled, memo)
        finally:
            self.budget = usual

    def _combined(
        self, roots: Key, settled: Callable[[Key], Node | None], memo: dict[Key, Node]
    ) -> Node:
        depth_of, kids_of, order, sizes = self.depth, self.kids, self.order, self.sizes
        # Where much is looked at that comes to little, the steps have an end, too.
        most = len(memo) + STEPS * (self.budget - self.live)
        stack: list[tuple[Key, int, list[Key]] | tuple[Key]] = [(roots,)]
        while stack:
            frame = stack.pop()
            key = frame[0]
            if len(frame) == 3:
                memo[key] = self.node(frame[1], tuple([memo[part] for part in frame[2]]))
                continue
            if key in memo:
                continue
            if len(memo) > most:
                raise TooManyNodes
            result = settled(key)
            if result is not None:
                memo[key] = result
                continue
            depth = min([depth_of[n] for n in key])
            level = order[depth]
            columns = [kids_of[n] if depth_of[n] == depth else (n,) * sizes[level] for n in key]
            parts: list[Key] = list(zip(*columns, strict=True))
            stack.append((key, level, parts))
            stack.extend([(part,) for part in parts if part not in memo])
        return memo[roots]

    def choose(self, test: Node, then: Node, other: Node) -> Node:
        """`then` where the test holds, `other` where it does not."""
        kids = self.kids[test]
        if self.depth[test] < min(self.depth[then], self.depth[other]) and {*kids} == {NO, YES}:
            # A test of one answer above both: by far the most there are.
            return self.node(self.level[test], tuple([then if kid else other for kid in kids]))
        return self.combine((test, then, other), self._chosen, self._choices)

    @staticmethod
    def _chosen(key: Key) -> Node | None:
        test, then, other = key
        if test == YES or then == other:
            return then
        if test == NO:
            return other
        return test if then == YES and other == NO else None

    def both(self, first: Node, second: Node) -> Node:
        """Where both hold."""
        return self.choose(first, second, NO)

    def either(self, first: Node, second: Node) -> Node:
        """Where at least one holds."""
        return self.choose(first, YES, second)

    def negate(self, node: Node) -> Node:
        """Where it does not hold."""
        return self.choose(node, NO, YES)

    def relabel(
        self, node: Node, label: Callable[[Leaf], Leaf], name: Hashable | None = None
    ) -> Node:
        """The same diagram with every terminal's value replaced.

        Labels of one `name` are one function: what it makes of a node is remembered.
        """
        memo = {} if name is None else self._labels.setdefault(name, {})

        def settled(key: Key) -> Node | None:
            leaf = self.leaf[key[0]]
            return None if leaf is None else self.terminal(label(leaf))

        return self.combine((node,), settled, memo)

    def merge(
        self, nodes: Key, join: Callable[[tuple[Leaf, ...]], Leaf], name: Hashable | None = None
    ) -> Node:
        """One diagram of several, its terminals joined by a function of theirs.

        Those of one `name` are one function: what it makes of nodes is remembered.
        """
        leaf_of = self.leaf
        memo: dict[Key, Node] = {} if name is None else self._labels.setdefault(name, {})

        def settled(key: Key) -> Node | None:
            leaves = tuple([leaf for n in key if (leaf := leaf_of[n]) is not None])
            return self.terminal(join(leaves)) if len(leaves) == len(key) else None

        before = len(memo)
        try:
            return self.combine(nodes, settled, memo)
        finally:
            self._merged += len(memo) - before

    def differing(self, first: Node, second: Node) -> Node:
        """Where two diagrams do not come to the same."""
        leaf_of = self.leaf

        def settled(key: Key) -> Node | None:
            if key[0] == key[1]:
                return NO
            is_end = leaf_of[key[0]] is not None and leaf_of[key[1]] is not None
            return YES if is_end else None

        return self.combine((first, second), settled, self._labels.setdefault("differing", {}))

    def abreast(self, one: Node, other: Node) -> tuple[int, Key, Key]:
        """The variable that is met first in two diagrams, and what each goes on to by its values.

        That of terminals, which go on to nothing, where both are.
        """
        depth = min(self.depth[one], self.depth[other])
        level = self.order[depth] if depth < self.bottom else self.bottom
        size = self.sizes[level] if level < self.bottom else 0
        mine = self.kids[one] if self.depth[one] == depth else (one,) * size
        his = self.kids[other] if self.depth[other] == depth else (other,) * size
        return level, mine, his

    def unlike_ends(self, first: Node, second: Node) -> set[tuple[Node, Node]]:
        """The unlike terminals that two diagrams come to with the same answers."""
        seen = {(first, second)} if first != second else set[tuple[Node, Node]]()
        stack, found = [*seen], set[tuple[Node, Node]]()
        while stack:
            one, other = stack.pop()
            level, mine, his = self.abreast(one, other)
            if level == self.bottom:
                found.add((one, other))
            met = {(a, b) for a, b in zip(mine, his, strict=True) if a != b} - seen
            seen |= met
            stack += met
        return found

    def descendants(self, roots: Sequence[Node]) -> list[Node]:
        """Every node reachable from the roots, children before parents."""
        return sorted(self._below(roots), key=lambda n: (-self.depth[n], n))

    def _below(self, roots: Iterable[Node]) -> set[Node]:
        """Every node reachable from the roots."""
        seen, kids_of = set(roots), self.kids
        stack = list(seen)
        while stack:
            met = set(kids_of[stack.pop()]) - seen
            seen |= met
            stack += met
        return seen

    def is_plain(self, node: Node) -> bool:
        """Whether what a node goes on to are terminals."""
        return not any(map(self.kids.__getitem__, self.kids[node]))

    def support(self, *nodes: Node) -> frozenset[int]:
        """The variables that diagrams depend on, as levels."""
        below = nodes if all(map(self.is_plain, nodes)) else self._below(nodes)
        return frozenset(self.level[n] for n in below if self.kids[n])

    def numbers(self, roots: Iterable[Node]) -> list[Fraction]:
        """The numbers that diagrams can end with, each once."""
        leaves = map(self.leaf.__getitem__, self._below(roots))
        return [leaf for leaf in leaves if isinstance(leaf, Fraction)]


__all__ = ["NO", "YES", "Leaf", "Manager", "Node", "TooManyNodes"]
