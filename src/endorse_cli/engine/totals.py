"""The only place that compares totals with a threshold.

A total is a constant and terms over disjoint variables, each a small diagram with exact numbers
at its terminals. The diagram of `total >= threshold` is built by interval memo: for the terms
still to come, the same node serves every threshold between two neighbouring sums (Abío,
Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger 2012). Numbers are scaled to
integers first.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from endorse_cli.engine.diagram import NO, YES, Hopeless, Manager, Node

INFINITY = float("inf")


class Total(NamedTuple):
    """A constant plus terms over disjoint variables."""

    constant: Fraction
    terms: tuple[Node, ...] = ()


def add(manager: Manager, totals: list[Total]) -> Total:
    """The sum of totals; terms that share a variable become one, node by node."""
    merged: list[tuple[Node, frozenset[int]]] = []
    for term in (term for total in totals for term in total.terms):
        support = manager.support(term)
        overlapping = [item for item in merged if item[1] & support]
        for item in overlapping:
            term = manager.merge((item[0], term), _sum)
            support |= item[1]
        merged = [item for item in merged if item not in overlapping]
        merged.append((term, support))
    constant = sum((total.constant for total in totals), Fraction(0))
    return _tidy(manager, constant, [term for term, _ in merged])


def _sum(leaves: tuple[object, ...]) -> Fraction:
    return sum((leaf for leaf in leaves if isinstance(leaf, Fraction)), Fraction(0))


def scale(manager: Manager, total: Total, factor: Fraction) -> Total:
    """The total multiplied by a number."""

    def times(leaf: object) -> Fraction:
        return leaf * factor if isinstance(leaf, Fraction) else Fraction(0)

    return _tidy(manager, total.constant * factor, [manager.relabel(t, times) for t in total.terms])


def _tidy(manager: Manager, constant: Fraction, terms: list[Node]) -> Total:
    varying = []
    for term in terms:
        leaf = manager.leaf[term]
        if isinstance(leaf, Fraction):
            constant += leaf
        else:
            varying.append(term)
    return Total(constant, tuple(sorted(varying, key=lambda n: manager.depth[n])))


def compare(manager: Manager, total: Total, threshold: Fraction, *, strict: bool) -> Node:
    """Where the total reaches the threshold, or (`strict`) is above it."""
    builder, goal = _prepared(manager, total, threshold, strict=strict)
    return builder.interval(total.terms, goal)[2]


def around(
    manager: Manager, total: Total, threshold: Fraction, *, strict: bool
) -> tuple[Fraction | None, Fraction | None]:
    """The greatest value that does not reach the threshold, and the least that does.

    With `strict` a value that equals the threshold does not reach it. None where there is none.
    """
    builder, goal = _prepared(manager, total, threshold, strict=strict)
    low, high, _ = builder.interval(total.terms, goal)
    ends = (low if abs(low) != INFINITY else None, high if abs(high) != INFINITY else None)
    below, above = (
        None if end is None else total.constant + Fraction(int(end), builder.unit) for end in ends
    )
    return below, above


def _prepared(
    manager: Manager, total: Total, threshold: Fraction, *, strict: bool
) -> tuple["_Builder", int]:
    """The builder of a total's terms, and the whole number that they have to reach."""
    # One builder for all comparisons of the same terms: they share most of their nodes.
    builder = manager.memo.get(("builder", total.terms))
    if not isinstance(builder, _Builder):
        builder = _Builder(manager, unit(manager, total.terms))
        manager.memo["builder", total.terms] = builder
    needed = (threshold - total.constant) * builder.unit
    return builder, floor(needed) + 1 if strict else ceil(needed)


def unit(manager: Manager, terms: tuple[Node, ...]) -> int:
    """The denominator in which every number of some terms is whole."""
    return lcm(*{number.denominator for number in manager.numbers(terms)})


FLAT, SPREAD = 1 << 16, 8
"""So many bits a list of sums may take; so many times as many sums as count may be made at once."""

EARLY = 1_000
"""After so many nodes of one comparison it is asked how many are to come."""


def _sums(terms: Sequence[Node], gains: Callable[[Node], set[int]], most: int) -> Iterator[int]:
    """How many sums the terms before each one have; past a bound it stays at that."""
    found, count = 1, 1
    listed = {0}
    for term in terms:
        yield min(count, most)
        if count >= most:
            continue
        more = gains(term)
        least = min(more)
        if found.bit_length() + max(more) - least <= FLAT:
            # As the bits of an integer, while that is short.
            grown = 0
            for gain in more:
                grown |= found << (gain - least)
            found, count = grown, grown.bit_count()
            continue
        if found > 1:
            listed = {place for place in range(found.bit_length()) if found >> place & 1}
            found = 1
        if len(listed) * len(more) > most * SPREAD:
            count = most
            continue
        listed = {total + gain for total in listed for gain in more}
        count = len(listed)


class _State:
    """The terms still to come: what each value of the next variable adds, and what follows."""

    __slots__ = ("known", "least", "level", "most", "starts", "steps")

    def __init__(self, level: int, steps: list[tuple["_State", int]]) -> None:
        self.level = level
        self.steps = steps
        self.least: int = min((kid.least + gain for kid, gain in steps), default=0)
        self.most: int = max((kid.most + gain for kid, gain in steps), default=0)
        self.starts: list[float] = []
        self.known: dict[float, tuple[float, Node]] = {}

    def find(self, goal: float) -> tuple[float, float, Node] | None:
        """The interval of goals `low < goal <= high` that share a node, where it is known."""
        if goal <= self.least:
            return -INFINITY, self.least, YES
        if goal > self.most:
            return self.most, INFINITY, NO
        at = bisect_left(self.starts, goal) - 1
        if at >= 0:
            low = self.starts[at]
            high, node = self.known[low]
            if goal <= high:
                return low, high, node
        return None

    def keep(self, low: float, high: float, node: Node) -> None:
        insort(self.starts, low)
        self.known[low] = (high, node)


class _Builder:
    """Builds one comparison over one list of terms."""

    def __init__(self, manager: Manager, unit: int) -> None:
        self.manager = manager
        self.unit = unit
        self.states: dict[tuple[Node, ...], _State] = {}
        self.made = 0
        self.looks_ahead = True

    def interval(self, terms: tuple[Node, ...], goal: int) -> tuple[float, float, Node]:
        """The node for a goal, with the goals `low < goal <= high` that share it."""
        first = self.expand(terms)
        stack: list[tuple[_State, float]] = [(first, goal)]
        while stack:
            state, wanted = stack[-1]
            if state.find(wanted):
                stack.pop()
                continue
            missing = [
                (kid, wanted - gain) for kid, gain in state.steps if not kid.find(wanted - gain)
            ]
            if missing:
                stack.extend(missing)
            else:
                stack.pop()
                self.settle(state, wanted)
        found = first.find(goal)
        assert found is not None
        return found

    def settle(self, state: _State, goal: float) -> None:
        low, high, kids = -INFINITY, INFINITY, []
        for kid, gain in state.steps:
            found = kid.find(goal - gain)
            assert found is not None
            low = max(low, found[0] + gain)
            high = min(high, found[1] + gain)
            kids.append(found[2])
        state.keep(low, high, self.manager.node(state.level, tuple(kids)))
        self.made += self.manager.weights[state.level]
        if self.looks_ahead and self.made > EARLY:
            self.looks_ahead = False
            self.look_ahead()

    def look_ahead(self) -> None:
        """Give up where more nodes are to come than there will ever be room for.

        On each level there are about as many as sums of what came before, or of what is to come,
        whichever are fewer.
        """
        manager = self.manager
        whole = max(self.states, key=len)
        most = manager.limit // 4
        ahead = list(_sums(whole, self.gains, most))
        behind = list(_sums(whole[::-1], self.gains, most))[::-1]
        weights = [manager.weights[manager.level[term]] for term in whole]
        expected = sum(w * min(a, b) for w, a, b in zip(weights, ahead, behind, strict=True))
        if expected > manager.limit:
            raise Hopeless

    def gains(self, term: Node) -> set[int]:
        """What a term can add."""
        return {int(number * self.unit) for number in self.manager.numbers((term,))}

    def expand(self, terms: tuple[Node, ...]) -> _State:
        """The states from these terms on, each made once, children before parents."""
        stack = [terms]
        while stack:
            key = stack[-1]
            if key in self.states:
                stack.pop()
                continue
            followers = self.followers(key)
            missing = [kid for kid, _ in followers[1] if kid not in self.states]
            if missing:
                stack.extend(missing)
                continue
            stack.pop()
            steps = [(self.states[kid], gain) for kid, gain in followers[1]]
            self.states[key] = _State(followers[0], steps)
        return self.states[terms]

    def followers(self, terms: tuple[Node, ...]) -> tuple[int, list[tuple[tuple[Node, ...], int]]]:
        """The first variable of these terms, and for each of its values what is left and gained."""
        if not terms:
            return self.manager.bottom, []
        depth_of, leaf_of = self.manager.depth, self.manager.leaf
        place = min(range(len(terms)), key=lambda i: depth_of[terms[i]])
        rest = terms[:place] + terms[place + 1 :]
        steps = []
        for kid in self.manager.kids[terms[place]]:
            leaf = leaf_of[kid]
            if isinstance(leaf, Fraction):
                steps.append((rest, int(leaf * self.unit)))
            else:
                steps.append((terms[:place] + (kid,) + terms[place + 1 :], 0))
        return self.manager.level[terms[place]], steps
