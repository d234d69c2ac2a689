"""The only place that says what parts worked out apart can be for two values of an answer.

All else is the same on both sides: one walk goes side by side with another.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from math import lcm
from random import Random
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import YES, Node
from endorse_cli.engine.divided_ends import outermost
from endorse_cli.engine.divided_parts import Walked, nodes_of, places_of, under_parts
from endorse_cli.engine.divided_values import (
    MOST_PAIRS,
    MOST_VALUES,
    added_up,
    bare,
    group_of,
    groups_of,
    is_plain,
    tested,
    unit_of,
    values_of,
)
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Apart, Cut, reached_by
from endorse_cli.engine.quantities import (
    Clamped,
    Extreme,
    Quantity,
    Ratio,
    Rounded,
    Sum,
    held,
    number_at,
    terms_of,
)
from endorse_cli.engine.ratios import divided_of
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.sums import Sums
from endorse_cli.engine.totals import Total

Pairs: TypeAlias = frozenset[tuple[int, int]]
"""What a part can be with one value of an answer and, all else the same, with another."""


class Every(NamedTuple):
    """Each of some values on one side with each of some on the other: too many to be listed."""

    one: Sequence[int]
    other: Sequence[int]


Sides: TypeAlias = Pairs | Every

FEW, MOST_GAINS = 12, 500
"""Of more values than this the outermost are looked at, and what lies between them; and of more
ways in which they add to a total."""

ROUNDS = range(8)
"""So many orders are tried in which the others' answers go from one end of an amount to the other.
"""


def side_by_side(
    compiled: Compiled, walked: Walked, changed: Mapping[int, Sides], *, shown: bool = False
) -> dict[int, Sides]:
    """What each part can be with some values of some answers and with others.

    More than it can, never less; where only what is `shown`, less, never more.
    """
    pairs = dict(changed)
    for part in compiled.apart:
        if not under_parts(compiled)[part.level].isdisjoint(changed):
            pairs[part.level] = _Sides(compiled, walked, pairs, shown).of_part(part)
    return pairs


class _Sides(NamedTuple):
    """What is on both sides of some answers and parts: `pairs` by variable."""

    compiled: Compiled
    walked: Walked
    pairs: Mapping[int, Sides]
    shown: bool

    def of_part(self, part: Apart) -> Pairs:
        """What a part can be on both sides."""
        compiled = self.compiled
        if part.edges:
            return self.of_amount(compiled.parts.scores[part.id], part.edges)
        (node,) = nodes_of(compiled, part)
        ends = end_pairs(compiled, self.walked, node, self.pairs)
        if part.id in compiled.findings:
            return frozenset(ends)
        names = compiled.parts.decisions[part.id].decision.outcomes
        leaf = compiled.manager.leaf
        return frozenset((names.index(str(leaf[a])), names.index(str(leaf[b]))) for a, b in ends)

    def of_amount(self, quantity: Quantity, cuts: Sequence[Cut]) -> Pairs:
        """How many of some cuts an amount can reach on both sides."""
        quantity, cuts = bare(quantity, cuts)
        changed = tested(self.compiled, terms_of(quantity)).intersection(self.pairs)
        if not changed:
            left = self.walked.reaching(quantity, cuts).mask
            return frozenset((place, place) for place in members(left))
        match quantity:
            case Total():
                return self._of_total(quantity, cuts)
            case Extreme(parts=parts, lowest=lowest):
                pick = min if lowest else max
                first, *others = (self.of_amount(part, cuts) for part in parts)
                for each in others:
                    both = product(first, each)
                    first = frozenset((pick(a, c), pick(b, d)) for (a, b), (c, d) in both)
                return first
            case Ratio():
                found = self._of_ratio(quantity, cuts)
            case Sum():
                found = self._of_sum(quantity, cuts)
        if found is not None:
            return found
        if self.shown:
            return frozenset()
        one, other = (self._side_of(quantity, cuts, changed, side) for side in (0, 1))
        return frozenset((a, b) for a in one for b in other)

    def _side_of(
        self, quantity: Quantity, cuts: Sequence[Cut], changed: Collection[int], side: int
    ) -> Sequence[int]:
        """What an amount can be on one side."""
        masks = [*self.walked.masks]
        for level in changed:
            masks[level] = sum(1 << value for value in _side(self.pairs[level], side))
        fixed = {p.level: masks[p.level] for p in self.compiled.apart}
        known = masks[: len(self.compiled.variables)]
        now = Walked(self.compiled, known, self.walked, fixed)
        return members(now.reaching(quantity, cuts).mask)

    def _of_total(self, total: Total, cuts: Sequence[Cut]) -> Pairs:
        rest, goals = self.walked.sums_of(total, cuts)
        places = places_of(self.compiled, total)
        gains, are_all = [(0, 0)], True
        for place in sorted({at for level in self.pairs for at in places.get(level, ())})[::-1]:
            more, are_here = self._gains(total, total.terms[place])
            gains = [*{(a + c, b + d) for a, b in gains for c, d in more}]
            are_all = are_all and are_here
            rest = rest.without(place)
            if len(gains) > MOST_GAINS:
                gains, are_all = _outermost(gains), False
        return self._reached(rest, goals, gains, are_all=are_all)

    def _reached(
        self, rest: Sums, goals: Sequence[float], gains: Sequence[tuple[int, int]], *, are_all: bool
    ) -> Pairs:
        """How many goals are reached on both sides, with what is gained on each and the rest."""
        if are_all:
            return _shifted(rest, goals, gains, shown=self.shown)
        if self.shown:
            return frozenset()
        widest = [(min(map(min, gains)), max(map(max, gains)))]
        steps = {
            (low, high)
            for first, last in _shifted(rest, goals, widest)
            for low in range(first, last + 1)
            for high in range(low, last + 1)
        }
        up = {step for step in steps if any(a <= b for a, b in gains)}
        return frozenset(up | {step[::-1] for step in steps if any(a >= b for a, b in gains)})

    def _gains(self, total: Total, term: Node) -> tuple[list[tuple[int, int]], bool]:
        """What a term adds on both sides; of many values of an answer the outermost, and if all."""
        manager, unit = self.walked.manager, unit_of(self.walked.manager, total)
        kids, both = manager.kids[term], self.pairs.get(manager.level[term])

        def gain(node: Node) -> int:
            return int(number_at(manager.leaf[node]) * unit)

        if not is_plain(manager, term) or both is None:
            ends = end_pairs(self.compiled, self.walked, term, self.pairs)
            return [(gain(a), gain(b)) for a, b in ends], True
        if not isinstance(both, Every):
            return [(gain(kids[a]), gain(kids[b])) for a, b in both], True
        one, other = ({gain(kids[value]) for value in side} for side in both)
        if len(one) * len(other) <= FEW:
            return [*product(one, other)], True
        return [*product({min(one), max(one)}, {min(other), max(other)})], False

    def _of_sum(self, quantity: Sum, cuts: Sequence[Cut]) -> Pairs | None:
        """Of amounts that are added up; None where that is not told of each by itself."""
        groups = groups_of(self.compiled, self.walked.masks, quantity)
        mine = [
            (place, each)
            for place, each in enumerate(quantity.addends)
            if self._changes([*terms_of(each.part), each.where])
        ]
        if groups is None or len(mine) != 1:
            return None
        ((place, addend),) = mine
        both = self._numbers(addend.part) if addend.where == YES else None
        if both is None:
            return None
        gained = [(one * addend.by, other * addend.by) for one, other in both]
        unit = lcm(*(number.denominator for pair in gained for number in pair))
        added, goals, unit = added_up(groups, cuts, unit)
        gains = sorted((int(one * unit), int(other * unit)) for one, other in gained)
        are_all = self.shown or len(gains) <= MOST_GAINS
        # What is shown by some of many is shown.
        some = gains[:: len(gains) // MOST_GAINS + 1] if are_all else _outermost(gains)
        return self._reached(added.without(place), goals, some, are_all=are_all)

    def _changes(self, nodes: Sequence[Node]) -> bool:
        """Whether some diagrams hang on what is not the same on both sides."""
        return not tested(self.compiled, nodes).isdisjoint(self.pairs)

    def _numbers(self, quantity: Quantity) -> frozenset[tuple[Fraction, Fraction]] | None:
        """What an amount of which no parts share an answer is on both sides; None past a bound."""
        if not self._changes(terms_of(quantity)):
            values = values_of(self.compiled, self.walked.masks, quantity)
            return None if values is None else frozenset((value, value) for value in values)
        match quantity:
            case Total():
                return self._numbers_of_total(quantity)
            case Extreme(parts=parts, lowest=lowest):
                pick = min if lowest else max
                found, *others = (self._numbers(part) for part in parts)
                for other in others:
                    if found is None or other is None or len(found) * len(other) > MOST_PAIRS:
                        return None
                    both = product(found, other)
                    found = frozenset((pick(a, c), pick(b, d)) for (a, b), (c, d) in both)
                return found
            case Clamped() | Rounded():
                inner = self._numbers(quantity.part)
                if inner is None:
                    return None
                return frozenset((held(quantity, a), held(quantity, b)) for a, b in inner)
        return None

    def _numbers_of_total(self, total: Total) -> frozenset[tuple[Fraction, Fraction]] | None:
        manager, masks = self.walked.manager, self.walked.masks
        unit, sums = unit_of(manager, total), {(0, 0)}
        for term in total.terms:
            if self._changes([term]):
                gains, are_all = self._gains(total, term)
                if not are_all:
                    return None
            else:
                gains = [(more, more) for more in group_of(manager, masks, term, unit)]
            sums = {(a + c, b + d) for a, b in sums for c, d in gains}
            if len(sums) > MOST_VALUES:
                return None
        numbers = (tuple(total.constant + Fraction(side, unit) for side in each) for each in sums)
        return frozenset((one, other) for one, other in numbers)

    def _of_ratio(self, ratio: Ratio, cuts: Sequence[Cut]) -> Pairs | None:
        """Of one total divided by another; None where that is not told."""
        beneath_it = tested(self.compiled, terms_of(ratio))
        changed = beneath_it.intersection(self.pairs)
        steps = self.pairs[min(changed)]
        if isinstance(steps, Every) or len(changed) > 1 or not self._are_answers(beneath_it):
            return None
        if self.shown:
            return self._shown(ratio, cuts, min(changed), steps)
        divided = divided_of(self.compiled.manager, ratio)
        if divided is None:
            return None
        found = divided.sides(self.walked.masks, min(changed), steps, cuts)
        return None if found is None else frozenset(found)

    def _are_answers(self, levels: Collection[int]) -> bool:
        return max(levels) < len(self.compiled.variables)

    def _shown(self, ratio: Ratio, cuts: Sequence[Cut], level: int, steps: Pairs) -> Pairs:
        """What it is for somebody with one value of an answer, and with another.

        The others' answers go in some order, the same in every run, from those with which it is
        least to those with which it is most; where a cut is first reached with either value is
        shown.
        """
        least, most = outermost(self.compiled, ratio)
        # By name, so that it hangs on no order of the questions.
        others = sorted(least.keys() - {level}, key=lambda at: self.compiled.variables[at].id)
        found = set[tuple[int, int]]()
        for order in ROUNDS:
            Random(order).shuffle(others)

            @cache
            def place(turned: int, value: int, others: Sequence[int] = (*others,)) -> int:
                """How many cuts are reached with so many others at their most."""
                masks = [*self.walked.masks]
                for at, other in enumerate(others):
                    masks[other] = most[other] if at < turned else least[other]
                masks[level] = 1 << value
                return reached_by(span(self.compiled.manager, ratio, masks)[0], cuts)

            for step in steps:
                for value, cut in product(step, range(1, len(cuts) + 1)):
                    at = bisect_left(range(len(others)), cut, key=lambda n: place(n, value))
                    found.add((place(at, step[0]), place(at, step[1])))
            if all(
                any(min(pair) < cut <= max(pair) for pair in found)
                for cut in range(1, len(cuts) + 1)
            ):
                break
        return frozenset(found)


def _side(pairs: Sides, side: int) -> Collection[int]:
    """The values on one side."""
    return pairs[side] if isinstance(pairs, Every) else {pair[side] for pair in pairs}


def _outermost(gains: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The least and the most that is added on either side, each with each."""
    one, other = ({min(side), max(side)} for side in zip(*gains, strict=True))
    return [*product(one, other)]


def _shifted(
    rest: Sums, goals: Sequence[float], gains: Iterable[tuple[int, int]], *, shown: bool = False
) -> Pairs:
    """How many goals are reached with one gain and with another, whatever the others add."""
    found, able = set(), {True} if shown else {True, None}
    for one, other in set(gains):
        edges = sorted({*(goal - one for goal in goals), *(goal - other for goal in goals)})
        low, high = rest.low, rest.high
        places = [low, *(int(edge) for edge in edges if low < edge <= high), high + 1]
        for start, stop in pairwise(places):
            pair = (
                sum(goal <= start + one for goal in goals),
                sum(goal <= start + other for goal in goals),
            )
            if pair not in found and rest.reached(start, stop) in able:
                found.add(pair)
    return frozenset(found)


def end_pairs(
    compiled: Compiled, walked: Walked, root: Node, pairs: Mapping[int, Sides]
) -> set[tuple[Node, Node]]:
    """Where a diagram ends on both sides."""
    manager = compiled.manager
    seen = {(root, root)}
    stack, found = [(root, root)], set()
    while stack:
        mine, theirs = stack.pop()
        level, ours, his = manager.abreast(mine, theirs)
        if level == manager.bottom:
            if manager.dead not in (mine, theirs):
                found.add((mine, theirs))
            continue
        both = pairs.get(level)
        if both is None:
            both = frozenset((value, value) for value in members(walked.masks[level]))
        if isinstance(both, Every):
            led = {*product({ours[own] for own in both.one}, {his[own] for own in both.other})}
        else:
            led = {(ours[own], his[changed]) for own, changed in both}
        stack += led - seen
        seen |= led
    return found
