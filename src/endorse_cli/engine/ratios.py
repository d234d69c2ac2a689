"""The only place that says what one total divided by another can still be.

What both add up from is grouped, so that no two groups share an answer: each adds a pair of whole
numbers, one to what is divided by and one to what is divided.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import product
from math import lcm
from typing import TypeAlias

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Cut, Edge, reached_by
from endorse_cli.engine.possible import MOST_KEPT, Masks, picking
from endorse_cli.engine.quantities import ZERO, Ratio, number_at
from endorse_cli.engine.sums import Sums
from endorse_cli.engine.totals import Total, unit

MOST = 10_000
"""So many ways to answer are looked at of answers that are added together, and so many wholes where
one can be more than nothing and less."""

LISTED = 500
"""So many ways in which all others' answers add up are held beside those of one."""

Gain: TypeAlias = tuple[int, int]
"""What one way to answer adds to the whole and to the part, in whole units."""

Ways: TypeAlias = Sequence[Gain]
"""The ways of a group to answer, ascending and each once."""


class Divided:
    """One total divided by another, for many candidates: each group of answers looked up once.

    The ends are those of a fractional program: of the choice that leaves most over of the part, so
    many times the whole taken off as its quotient so far, the quotient is greater, until nothing is
    left over (Dinkelbach 1967).
    """

    def __init__(self, manager: Manager, part: Total, whole: Total, if_none: Fraction) -> None:
        self.manager, self.if_none = manager, if_none
        self.unit = lcm(
            *(unit(manager, each.terms) for each in (part, whole)),
            *(each.constant.denominator for each in (part, whole)),
        )
        self.start = int(whole.constant * self.unit), int(part.constant * self.unit)
        self.groups = _joint_terms(manager, (part, whole))
        self.picks = [picking(sorted(support)) for support, _, _ in self.groups]
        self.known: list[dict[object, Ways]] = [{} for _ in self.groups]
        self.crossed: _Crossed | None = None

    def ways(self, masks: Masks) -> list[Ways]:
        """What each group can still add, what is always there before them; none past a bound."""
        found: list[Ways] = [(self.start,)]
        for (_, parts, wholes), picked, known in zip(
            self.groups, self.picks, self.known, strict=True
        ):
            key = picked(masks)
            ways = known.get(key)
            if ways is None:
                ways = self._gains(parts, wholes, masks)
                if len(known) < MOST_KEPT:
                    known[key] = ways
            if not ways:
                return []
            found.append(ways)
        return found

    def _gains(self, parts: list[Node], wholes: list[Node], masks: Masks) -> Ways:
        pairs = _pairs(self.manager, parts, wholes, masks)
        return sorted((int(whole * self.unit), int(part * self.unit)) for part, whole in pairs)

    def met(self, masks: Masks, cuts: Sequence[Cut] = ()) -> list[Fraction]:
        """The least quotient and the greatest; none where that is not told.

        And some between, of which each is met that is found for a place between the cuts.
        """
        groups = self.ways(masks)
        if not groups:
            return []
        least, most = _wholes(groups)
        if least < 0 < most:
            return self._listed(groups)
        none = [self.if_none] if least <= 0 <= most else []
        if least == most == 0:
            return none
        if all(len(ways) == 1 for ways in groups):
            return [self.quotient(least, sum(ways[0][1] for ways in groups))]
        sign = -1 if least < 0 else 1
        groups = [_outermost(ways, sign) for ways in groups]
        lowest = _greatest(groups, -1)
        highest = _greatest(groups, 1)
        ends = [[sum(side) for side in zip(*ways, strict=True)] for ways in (lowest, highest)]
        found = [*none, *(self.quotient(*end) for end in ends)]
        places = {reached_by(number, cuts) for number in found}
        # What moves it most comes first: so it hangs on no order of the questions.
        turned = sorted(zip(lowest, highest, strict=True), key=_moved, reverse=True)
        for wanted in range(min(places) + 1, max(places)):
            whole, part = ends[0]
            for before, after in turned:
                more, gain = whole + after[0] - before[0], part + after[1] - before[1]
                if self.place(more, gain, cuts) <= wanted:
                    whole, part = more, gain
            found.append(self.quotient(whole, part))
        return found

    def sides(
        self, masks: Masks, level: int, steps: Collection[tuple[int, int]], cuts: Sequence[Cut]
    ) -> set[tuple[int, int]] | None:
        """How many cuts are reached with one value of an answer, and with another, all else alike.

        Where the others can add up in many ways: every two places that no cut lies between which
        such a step cannot cross. None where wholes are on both sides of 0, or that is not told.
        """
        at = next((n for n, group in enumerate(self.groups, 1) if level in group[0]), None)
        groups, told = self.ways(masks), list(masks)
        if at is None or not groups or len(steps) > LISTED:
            return None
        rest, found = [*groups[:at], *groups[at + 1 :]], set[tuple[int, int]]()
        added, crossed = _added(rest), None
        for step in steps:
            both = list[Ways]()
            for value in step:
                told[level] = 1 << value
                both.append(self.ways(told)[at])
            if added is not None:
                found |= {
                    (self.place(whole + w, part + p, cuts), self.place(whole + x, part + q, cuts))
                    for whole, part in added
                    for (w, p), (x, q) in product(*both)
                }
                continue
            crossed = crossed or self._crossed(groups, masks, cuts)
            if crossed is None:
                return None
            found |= crossed.pairs(at, both)
            none, every = self.place(0, 0, cuts), crossed.places
            may_be_none = [
                0 in range(low, high + 1) for low, high in (_wholes([*rest, ways]) for ways in both)
            ]
            found |= {(none, place) for place in every if may_be_none[0]}
            found |= {(place, none) for place in every if may_be_none[1]}
        return found

    def _crossed(
        self, groups: Sequence[Ways], masks: Masks, cuts: Sequence[Cut]
    ) -> "_Crossed | None":
        """The cuts that can be crossed; remembered for the last groups that were asked for.

        None where wholes are on both sides of 0.
        """
        least, most = _wholes(groups)
        if least < 0 < most:
            return None
        if self.crossed is None or self.crossed.asked != (groups, cuts):
            met = [reached_by(number, cuts) for number in self.met(masks)]
            places = range(min(met), max(met) + 1)
            self.crossed = _Crossed(groups, cuts, places, -1 if least < 0 else 1)
        return self.crossed

    def place(self, whole: int, part: int, cuts: Sequence[Cut]) -> int:
        """How many cuts are reached by what comes of one whole and one part."""
        return reached_by(self.quotient(whole, part), cuts)

    def quotient(self, whole: int, part: int) -> Fraction:
        """What comes of one whole and one part."""
        return Fraction(part, whole) if whole else self.if_none

    def _listed(self, groups: Sequence[Ways]) -> list[Fraction]:
        """The ends where wholes are on both sides of 0: for each its least and greatest part."""
        extremes: dict[int, Gain] = {0: (0, 0)}
        for group in groups:
            following: dict[int, Gain] = {}
            for whole, (low, high) in extremes.items():
                for more, part in group:
                    least, most = following.get(whole + more, (low + part, high + part))
                    following[whole + more] = min(least, low + part), max(most, high + part)
            if len(following) > MOST:
                return []
            extremes = following
        return [self.quotient(whole, part) for whole, both in extremes.items() for part in both]


class _Crossed:
    """Which cuts of a quotient one answer can cross: `sign` is that of every whole.

    A part reaches so many times the whole where something is left over once that is taken off: a
    sum, of which it is told whether it lies in a stretch.
    """

    def __init__(
        self, groups: Sequence[Ways], cuts: Sequence[Cut], places: range, sign: int
    ) -> None:
        self.asked, self.places, self.sign = (groups, cuts), places, sign
        # What is reached whatever the answers are is crossed by none.
        self.sums = [
            (number, cut, self.sums_over(groups, cut))
            for number, cut in enumerate(cuts, 1)
            if not isinstance(cut, bool)
        ]

    def sums_over(self, groups: Sequence[Ways], cut: Edge) -> Sums:
        """What groups leave over at a cut, added up."""
        return Sums([tuple(sorted({self.over(way, cut) for way in ways})) for ways in groups])

    def over(self, way: Gain, cut: Edge) -> int:
        """What a way leaves over at a cut."""
        whole, part = way
        return self.sign * (part * cut[0].denominator - whole * cut[0].numerator)

    def pairs(self, at: int, both: Sequence[Ways]) -> set[tuple[int, int]]:
        """Two places on either side of which every cut between can be crossed, that way round."""
        up, down = set[int](), set[int]()
        for number, cut, sums in self.sums:
            rest, goal = sums.without(at), int(cut[1])
            ends = {(self.over(a, cut), self.over(b, cut)) for a, b in product(*both)}
            for one, other in ends:
                low, high = goal - max(one, other), goal - min(one, other)
                way = up if one < other else down
                if one != other and number not in way and rest.reached(low, high) is not False:
                    way.add(number)
        return {
            (a, b)
            for a, b in product(self.places, repeat=2)
            if up.issuperset(range(a + 1, b + 1)) and down.issuperset(range(b + 1, a + 1))
        }


def _added(groups: Sequence[Ways]) -> set[Gain] | None:
    """What groups can add together; None where that is too much."""
    found: set[Gain] = {(0, 0)}
    for ways in groups:
        found = {(whole + w, part + p) for whole, part in found for w, p in ways}
        if len(found) > LISTED:
            return None
    return found


def met_of(
    manager: Manager, ratio: Ratio, masks: Masks, cuts: Sequence[Cut] = ()
) -> list[Fraction]:
    """The same of a score; none where its part is no total."""
    divided = divided_of(manager, ratio)
    return divided.met(masks, cuts) if divided else []


def divided_of(manager: Manager, ratio: Ratio) -> Divided | None:
    """A score as one total divided by another; remembered. None where its part is none."""
    if not isinstance(ratio.part, Total):
        return None
    key = ("quotient", ratio)
    kept = manager.memo.get(key)
    if not isinstance(kept, Divided):
        kept = manager.memo[key] = Divided(manager, ratio.part, ratio.whole, ratio.if_none)
    return kept


def _moved(step: tuple[Gain, Gain]) -> tuple[int, tuple[Gain, Gain]]:
    """How far a step from one way to another moves whole and part; then the ways themselves."""
    before, after = step
    return sum(abs(a - b) for a, b in zip(after, before, strict=True)), step


def _wholes(groups: Sequence[Ways]) -> tuple[int, int]:
    """The least and the greatest whole."""
    return sum(ways[0][0] for ways in groups), sum(ways[-1][0] for ways in groups)


def _outermost(ways: Ways, sign: int) -> Ways:
    """For each whole the least and the greatest part with it, so many times."""
    ends: dict[int, Gain] = {}
    for whole, part in ways:
        low, high = ends.get(whole, (part, part))
        ends[whole] = min(low, part), max(high, part)
    return sorted({(sign * whole, sign * part) for whole, both in ends.items() for part in both})


def _greatest(groups: Sequence[Ways], sign: int) -> list[Gain]:
    """A way of each group with which the quotient, so many times, is greatest.

    Of those whose whole is above 0; none is below, and some are above.
    """
    nothing = [min(group)[0] for group in groups]
    may_be_none = not sum(nothing)
    ways = [max(group) for group in groups]
    while True:
        whole, part = (sum(way[place] for way in ways) for place in (0, 1))

        def left_over(way: Gain, whole: int = whole, part: int = part) -> tuple[int, int]:
            return sign * (way[1] * whole - way[0] * part), way[0]

        best = [max(group, key=left_over) for group in groups]
        if may_be_none and all(way[0] == none for way, none in zip(best, nothing, strict=True)):
            # One has to add something to the whole: the one that loses least by it.
            losses = list[tuple[int, int, Gain]]()
            for place, group in enumerate(groups):
                some = [way for way in group if way[0] > nothing[place]]
                if some:
                    way = max(some, key=left_over)
                    losses.append((left_over(best[place])[0] - left_over(way)[0], place, way))
            _, place, way = min(losses)
            best[place] = way
        if sum(left_over(way)[0] for way in best) <= 0:
            return ways
        ways = best


def _joint_terms(
    manager: Manager, two: tuple[Total, Total]
) -> list[tuple[frozenset[int], list[Node], list[Node]]]:
    """The answers of each independent group, and what it adds to the part and to the whole."""
    groups: list[tuple[frozenset[int], list[Node], list[Node]]] = []
    for place, terms in enumerate(each.terms for each in two):
        for term in terms:
            support = manager.support(term)
            joined = [group for group in groups if group[0] & support]
            groups = [group for group in groups if not group[0] & support]
            both: tuple[list[Node], list[Node]] = ([], [])
            both[place].append(term)
            for group in joined:
                support |= group[0]
                both[0].extend(group[1])
                both[1].extend(group[2])
            groups.append((support, *both))
    return groups


def _pairs(
    manager: Manager, parts: list[Node], wholes: list[Node], masks: Masks
) -> set[tuple[Fraction, Fraction]]:
    """The pairs of sums that some terms over common answers can still come to; or none."""
    nodes = (*parts, *wholes)
    found: set[tuple[Fraction, Fraction]] = set()
    seen = {nodes}
    stack = [nodes]
    while stack:
        key = stack.pop()
        depth = min(manager.depth[node] for node in key)
        if depth == manager.bottom:
            if manager.dead in key:
                continue
            numbers = [number_at(manager.leaf[node]) for node in key]
            found.add((sum(numbers[: len(parts)], ZERO), sum(numbers[len(parts) :], ZERO)))
            continue
        for value in members(masks[manager.order[depth]]):
            kids = tuple(
                manager.kids[node][value] if manager.depth[node] == depth else node for node in key
            )
            if kids not in seen:
                seen.add(kids)
                stack.append(kids)
        if len(seen) > MOST:
            return set()
    return found
