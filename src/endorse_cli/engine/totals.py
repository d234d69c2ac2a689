"""The only place that compares totals with a threshold.

A total is a constant and terms over disjoint variables, each a small diagram with exact numbers
at its terminals. The diagram of `total >= threshold` is built by interval memo: for the terms
still to come, the same node serves every threshold between two neighbouring sums (Abío,
Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger 2012). Numbers are scaled to
integers first.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from math import ceil, floor, gcd, lcm
from operator import or_
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.diagram import NO, YES, Hopeless, Manager, Node, TooManyNodes

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


def where(manager: Manager, total: Total, test: Node) -> Total:
    """The total where a condition holds, else nothing."""
    none = manager.terminal(Fraction(0))
    terms = [manager.choose(test, term, none) for term in total.terms]
    if total.constant:
        terms.append(manager.choose(test, manager.terminal(total.constant), none))
    return add(manager, [Total(Fraction(0), (term,)) for term in terms])


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


STATE = 2
"""What is left of terms counts as so many nodes."""

EARLY = 1_000
"""After so many nodes of one comparison it is asked how many are to come."""

AGAIN = 2
"""The largest comparison stands by itself and so many times more: among the rows of a decision, and
among its outcomes."""

FLAT = 1 << 16
"""Sums are told apart as so many bits; where they reach farther, those that lie close are not."""


def _grown(sums: int, group: set[int]) -> int:
    """The sums, as bits, with one number of a group added to each."""
    return reduce(or_, (sums << gain for gain in group))


Interval: TypeAlias = tuple[float, float, Node]
"""The goals `low < goal <= high` that share a node, and that node."""


class _State:
    """The terms still to come: what each value of the next variable adds, and what follows."""

    __slots__ = ("at", "found", "least", "level", "most", "starts", "steps")

    def __init__(self, level: int, steps: list[tuple["_State", int]]) -> None:
        self.level = level
        self.steps = steps
        self.least: int = min((kid.least + gain for kid, gain in steps), default=0)
        self.most: int = max((kid.most + gain for kid, gain in steps), default=0)
        self.starts: list[float] = [-INFINITY, self.most]
        self.found: list[Interval] = [(-INFINITY, self.least, YES), (self.most, INFINITY, NO)]
        self.at: dict[float, Interval] = {}

    def find(self, goal: float) -> Interval | None:
        """The interval that a goal lies in, where it is known."""
        at = bisect_left(self.starts, goal) - 1
        found = self.found[at]
        if goal > found[1]:
            return None
        self.at[goal] = found
        return found

    def keep(self, found: Interval) -> None:
        """Remember one more interval."""
        at = bisect_left(self.starts, found[0])
        self.starts.insert(at, found[0])
        self.found.insert(at, found)


class _Builder:
    """Builds one comparison over one list of terms."""

    def __init__(self, manager: Manager, unit: int) -> None:
        self.manager = manager
        self.unit = unit
        self.states: dict[tuple[Node, ...], _State] = {}
        self.goals: set[int] = set()
        self.made = 0
        self.looks_ahead = True

    def interval(self, terms: tuple[Node, ...], goal: int) -> Interval:
        """The node for a goal, with the goals `low < goal <= high` that share it."""
        first = self.expand(terms)
        self.looks_ahead = self.looks_ahead or goal not in self.goals
        self.goals.add(goal)
        stack: list[tuple[_State, float]] = [(first, goal)]
        while stack:
            state, wanted = stack[-1]
            if state.find(wanted):
                stack.pop()
                continue
            goals = [(kid, wanted - gain) for kid, gain in state.steps]
            found = [kid.at.get(left) or kid.find(left) for kid, left in goals]
            missing = [pair for pair, one in zip(goals, found, strict=True) if one is None]
            if missing:
                stack.extend(missing)
            else:
                stack.pop()
                self.settle(state, [one for one in found if one is not None])
        known = first.find(goal)
        assert known is not None
        return known

    def settle(self, state: _State, found: Sequence[Interval]) -> None:
        """The node of a state for all the goals that what follows has the same nodes for."""
        ends = [
            (low + gain, high + gain)
            for (_, gain), (low, high, _) in zip(state.steps, found, strict=True)
        ]
        low, high = max([low for low, _ in ends]), min([high for _, high in ends])
        node = self.manager.node(state.level, tuple([node for _, _, node in found]))
        state.keep((low, high, node))
        self.made += self.manager.weights[state.level]
        if self.made > self.manager.limit:
            # Many come out alike where a term is of many answers, and none where it is of one.
            raise Hopeless
        if self.looks_ahead and self.made > EARLY:
            kept = self.manager.memo.values()
            foreseen = [one.foreseen() for one in kept if isinstance(one, _Builder)]
            if sum(foreseen) + AGAIN * max(foreseen) > self.manager.limit:
                raise Hopeless
            self.looks_ahead = False

    def foreseen(self) -> int:
        """About how many nodes the goals so far take: those near either end seen from there."""
        terms = max(self.states, key=len)
        gains = [self.gains(term) for term in terms]
        least, most = sum(map(min, gains)), sum(map(max, gains))
        wanted = [goal for goal in self.goals if least < goal <= most]
        near_least = [goal - least for goal in wanted if 2 * goal <= least + most]
        near_most = [most - goal + 1 for goal in wanted if 2 * goal > least + most]
        up = [{gain - min(group) for gain in group} for group in gains]
        down = [{max(group) - gain for gain in group} for group in gains]
        return self._met(terms, up, near_least) + self._met(terms, down, near_most)

    def _met(self, terms: Sequence[Node], groups: Sequence[set[int]], wanted: Sequence[int]) -> int:
        """About how many nodes some goals take, each group adding at least nothing.

        On each level one for each sum by which one of them can be missed there while that is open,
        or for each sum of what is still to come, whichever are fewer.
        """
        if not wanted:
            return 0
        manager = self.manager
        unit = max(gcd(*(gain for group in groups for gain in group)), max(wanted) // FLAT + 1)
        steps = [{gain // unit for gain in group} for group in groups]
        most = max(wanted) // unit + 1

        def added(sums: int, group: set[int]) -> int:
            """As far as `most`; what is more leads to the same."""
            grown = _grown(sums, group)
            return grown & (2 << most) - 1 | (grown >> most + 1 > 0) << most

        *behind, _ = [*accumulate(reversed(steps), added, initial=1)][::-1]
        # As bits, what was added so far beside what each goal is short of the greatest.
        ahead, found = reduce(or_, (1 << most - -(-goal // unit) for goal in wanted), 0), 0
        for term, group, rest in zip(terms, steps, behind, strict=True):
            first = max(0, most - rest.bit_length() + 1)
            missed = (ahead >> first) & ((1 << most - first) - 1)
            if missed:
                ends = rest >> most - first - missed.bit_length() + 1
                # A term of many answers has as many on each of its levels, if not more.
                weight = sum(manager.weights[level] for level in manager.support(term))
                found += weight * min(missed.bit_count(), ends.bit_count() + 1)
            ahead = added(ahead, group)
        return found

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
            if len(self.states) > min(self.manager.budget, self.manager.limit // STATE):
                # Terms of many answers are looked at side by side, however few nodes that makes.
                raise TooManyNodes
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
