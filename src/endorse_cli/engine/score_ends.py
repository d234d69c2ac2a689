"""The only place that says how low and how high a score can still be, exactly."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.diagram import YES, Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks, reachable
from endorse_cli.engine.quantities import (
    Addend,
    Clamped,
    Extreme,
    Quantity,
    Ratio,
    Rounded,
    Sum,
    listed,
    number_at,
    terms_of,
)
from endorse_cli.engine.totals import Total, unit
from endorse_cli.models.amounts import Amount
from endorse_cli.models.record import ScorePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.terms import rounded, span_between, value_at

ZERO = Fraction(0)


class Reach(NamedTuple):
    """The least and the greatest number that an amount can be; None where there is no end."""

    low: Fraction | None
    high: Fraction | None


UNKNOWN = Reach(None, None)


def reach_of(score: ScorePart) -> Reach:
    """How far a score of a record reaches."""
    ends = (None if end is None else Fraction(end) for end in (score["low"], score["high"]))
    return Reach(*ends)


def span(manager: Manager, quantity: Quantity, masks: Masks) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that a quantity can still have.

    Exact wherever its values can be listed, or what is added up or compared shares no open answer;
    else no value lies outside.
    """
    match quantity:
        case Total():
            return _span_of_total(manager, quantity, masks)
        case Clamped(part=part, low=low, high=high):
            least, most = span(manager, part, masks)
            return min(max(least, low), high), min(max(most, low), high)
        case Rounded(part=part, to=to, half=half):
            least, most = span(manager, part, masks)
            return rounded(least, to, half), rounded(most, to, half)
        case Extreme():
            return _span_of_extreme(manager, quantity, masks)
        case Sum(addends=addends):
            spans = [_span_of_addend(manager, addend, masks) for addend in addends]
            return sum((low for low, _ in spans), ZERO), sum((high for _, high in spans), ZERO)
    return _span_of_ratio(manager, quantity, masks)


def _span_of_total(manager: Manager, total: Total, masks: Masks) -> tuple[Fraction, Fraction]:
    key = ("span", total.terms)
    summed = manager.memo.get(key)
    if not isinstance(summed, _Summed):
        summed = manager.memo[key] = _Summed(manager, total.terms)
    low, high = summed.span(masks)
    return (low + total.constant, high + total.constant) if total.constant else (low, high)


MOST_KEPT = 4096
"""What is remembered of each term: more answers to it than most candidates ever give."""


class _Summed:
    """Terms that are added up, for many candidates: in whole numbers, each term looked up once."""

    def __init__(self, manager: Manager, terms: Sequence[Node]) -> None:
        self.manager = manager
        nodes = manager.descendants(terms)
        leaves = (manager.leaf[node] for node in nodes)
        self.scale = lcm(*(leaf.denominator for leaf in leaves if isinstance(leaf, Fraction)))
        self.terms = [(term, _picked(sorted(manager.support(term)))) for term in terms]
        self.known: list[dict[object, tuple[int, int]]] = [{} for _ in terms]
        self.made: dict[tuple[int, int], tuple[Fraction, Fraction]] = {}

    def span(self, masks: Masks) -> tuple[Fraction, Fraction]:
        """The least and the greatest sum that the values left allow."""
        low = high = 0
        for (term, picked), known in zip(self.terms, self.known, strict=True):
            key = picked(masks)
            found = known.get(key)
            if found is None:
                found = self._ends(term, masks)
                if len(known) < MOST_KEPT:
                    known[key] = found
            low += found[0]
            high += found[1]
        made = self.made.get((low, high))
        if made is None:
            made = Fraction(low, self.scale), Fraction(high, self.scale)
            if len(self.made) < MOST_KEPT:
                self.made[low, high] = made
        return made

    def _ends(self, term: Node, masks: Masks) -> tuple[int, int]:
        leaves = [self.manager.leaf[end] for end in reachable(self.manager, term, masks)]
        numbers = [int(leaf * self.scale) for leaf in leaves if isinstance(leaf, Fraction)]
        return min(numbers), max(numbers)


def _picked(levels: Sequence[int]) -> Callable[[Masks], object]:
    """What picks the values of some variables."""
    return itemgetter(*levels) if levels else lambda _: None


def _span_of_extreme(manager: Manager, extreme: Extreme, masks: Masks) -> tuple[Fraction, Fraction]:
    spans = [span(manager, part, masks) for part in extreme.parts]
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    near = min(lows) if extreme.lowest else max(highs)
    # The far end is one value of all parts together: bounds alone give it only where no two
    # parts share an open answer.
    if _share_open(manager, extreme.parts, masks):
        far = values_left(manager, extreme, masks)
        if far:
            return (near, max(far)) if extreme.lowest else (min(far), near)
    return (near, min(highs)) if extreme.lowest else (max(lows), near)


def _span_of_addend(manager: Manager, addend: Addend, masks: Masks) -> tuple[Fraction, Fraction]:
    ends = [end * addend.by for end in span(manager, addend.part, masks)]
    left = reachable(manager, addend.where, masks)
    if left != [YES]:
        ends = [*ends, ZERO] if YES in left else [ZERO]
    return min(ends), max(ends)


def span_of_number(
    rubric: Rubric,
    amount: Amount,
    number: str,
    regions: NumberRegions,
    mask: int,
    said: Sequence[Fraction],
) -> Reach:
    """The least and the greatest value of what rests on one number; None without end.

    `said` are the numbers that an answer gives; without any the number lies in the regions of
    `mask`.
    """
    if said:
        values = [value_at(rubric, amount, {number: each}) for each in said]
        return Reach(min(values), max(values))
    return Reach(*span_between(rubric, amount, number, *regions.ends(mask)))


def _share_open(manager: Manager, parts: Sequence[Quantity], masks: Masks) -> bool:
    seen: set[int] = set()
    for part in parts:
        support = {level for term in terms_of(part) for level in manager.support(term)}
        mine = {level for level in support if masks[level] & (masks[level] - 1)}
        if seen & mine:
            return True
        seen |= mine
    return False


def values_left(manager: Manager, quantity: Quantity, masks: Masks) -> list[Fraction]:
    """Every value that a quantity can still have, each once; none where they are too many."""
    constant, node = ZERO, None
    if isinstance(quantity, Total) and len(quantity.terms) == 1:
        # As it is: where decisions are stated, it ends where nothing can be, too.
        constant, (node,) = quantity.constant, quantity.terms
    else:
        node = listed(manager, quantity)
    if node is None:
        return []
    return [constant + number_at(manager.leaf[end]) for end in reachable(manager, node, masks)]


def _span_of_ratio(manager: Manager, ratio: Ratio, masks: Masks) -> tuple[Fraction, Fraction]:
    met = quotients(manager, ratio, masks)
    return (min(met), max(met)) if met else _span_of_quotient(manager, ratio, masks)


def quotients(
    manager: Manager, ratio: Ratio, masks: Masks, *, on_the_way: bool = False
) -> list[Fraction]:
    """The least and the greatest quotient that one total and another can still have.

    And those `on_the_way`, where the answers go from the one to the other. None where the part is
    no total, or there are too many ways to tell.
    """
    if not isinstance(ratio.part, Total):
        return []
    key = ("quotient", ratio.part, ratio.whole)
    if key not in manager.memo:
        manager.memo[key] = _Divided(manager, ratio.part, ratio.whole)
    kept = manager.memo[key]
    assert isinstance(kept, _Divided)
    return kept.met(masks, ratio.if_none, on_the_way=on_the_way)


MOST_GAINS = 10_000
"""So many ways to answer are looked at of answers that are added together, and so many wholes where
one can be more than nothing and less."""

Gain: TypeAlias = tuple[int, int]
"""What one way to answer adds to the whole and to the part, in whole units."""


class _Divided:
    """One total divided by another, for many candidates: each group of answers looked up once.

    The ends are those of a fractional program: of the choice that leaves most over of the part, so
    many times the whole taken off as its quotient so far, the quotient is greater, until nothing is
    left over (Dinkelbach 1967).
    """

    def __init__(self, manager: Manager, part: Total, whole: Total) -> None:
        self.manager = manager
        self.unit = lcm(
            *(unit(manager, each.terms) for each in (part, whole)),
            *(each.constant.denominator for each in (part, whole)),
        )
        self.start = int(whole.constant * self.unit), int(part.constant * self.unit)
        self.groups = [
            (parts, wholes, _picked(sorted(support)))
            for support, parts, wholes in _joint_terms(manager, (part, whole))
        ]
        self.known: list[dict[object, list[Gain]]] = [{} for _ in self.groups]

    def met(self, masks: Masks, if_none: Fraction, *, on_the_way: bool) -> list[Fraction]:
        """The least quotient and the greatest, and some between; none where that is not told."""
        groups = [[self.start]]
        for (parts, wholes, picked), known in zip(self.groups, self.known, strict=True):
            key = picked(masks)
            found = known.get(key)
            if found is None:
                found = self._gains(parts, wholes, masks)
                if len(known) < MOST_KEPT:
                    known[key] = found
            if not found:
                return []
            groups.append(found)
        least = sum(group[0][0] for group in groups)
        most = sum(group[-1][0] for group in groups)
        if least < 0 < most:
            return _listed_quotients(groups, if_none)
        if all(len(group) == 1 for group in groups):
            return [_quotient([group[0] for group in groups], if_none)]
        none = [if_none] if least <= 0 <= most else []
        if least == most == 0:
            return none
        if least < 0:
            groups = [[(-whole, -part) for whole, part in group] for group in groups]
        opposite = [[(whole, -part) for whole, part in group] for group in groups]
        lowest = [(whole, -part) for whole, part in _greatest(opposite)]
        highest = _greatest(groups)
        ways = [*none, _quotient(lowest, if_none), _quotient(highest, if_none)]
        if on_the_way:
            for place, way in enumerate(highest):
                lowest[place] = way
                ways.append(_quotient(lowest, if_none))
        return ways

    def _gains(self, parts: list[Node], wholes: list[Node], masks: Masks) -> list[Gain]:
        """For each whole that a group can still add the least and the greatest part with it.

        None where there are too many ways.
        """
        ends: dict[int, Gain] = {}
        for part, whole in _pairs(self.manager, parts, wholes, masks):
            added, gain = int(whole * self.unit), int(part * self.unit)
            low, high = ends.get(added, (gain, gain))
            ends[added] = min(low, gain), max(high, gain)
        return sorted({(whole, end) for whole, both in ends.items() for end in both})


def _quotient(ways: Sequence[Gain], if_none: Fraction) -> Fraction:
    whole, part = (sum(way[place] for way in ways) for place in (0, 1))
    return Fraction(part, whole) if whole else if_none


def _greatest(groups: Sequence[Sequence[Gain]]) -> list[Gain]:
    """A way of each group with which the quotient is greatest, of those whose whole is above 0.

    No whole is below, and some are above.
    """
    nothing = [min(group)[0] for group in groups]
    may_be_none = not sum(nothing)
    ways = [max(group) for group in groups]
    while True:
        whole, part = (sum(way[place] for way in ways) for place in (0, 1))

        def left_over(way: Gain, whole: int = whole, part: int = part) -> tuple[int, int]:
            return way[1] * whole - way[0] * part, way[0]

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


def _listed_quotients(groups: Sequence[Sequence[Gain]], if_none: Fraction) -> list[Fraction]:
    """The ends where wholes are on both sides of 0: for each whole its least and greatest part."""
    extremes: dict[int, Gain] = {0: (0, 0)}
    for group in groups:
        following: dict[int, Gain] = {}
        for whole, (low, high) in extremes.items():
            for more, part in group:
                least, most = following.get(whole + more, (low + part, high + part))
                following[whole + more] = min(least, low + part), max(most, high + part)
        if len(following) > MOST_GAINS:
            return []
        extremes = following
    ways = [(whole, part) for whole, parts in extremes.items() for part in parts]
    return [_quotient([way], if_none) for way in ways]


def _span_of_quotient(manager: Manager, ratio: Ratio, masks: Masks) -> tuple[Fraction, Fraction]:
    """The ends that none of its values lies outside of: the part is only told by its own."""
    low, high = span(manager, ratio.whole, masks)
    # No whole that is not nothing lies nearer to it.
    one = Fraction(1, lcm(unit(manager, ratio.whole.terms), ratio.whole.constant.denominator))
    wholes = [low, min(high, -one)] if low < 0 else []
    wholes += [max(low, one), high] if high > 0 else []
    found = [part / whole for part in span(manager, ratio.part, masks) for whole in wholes]
    found += [ratio.if_none] if low <= 0 <= high else []
    return min(found), max(found)


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
            numbers = [number_at(leaf) for node in key if (leaf := manager.leaf[node]) is not None]
            found.add((sum(numbers[: len(parts)], ZERO), sum(numbers[len(parts) :], ZERO)))
            continue
        for value in members(masks[manager.order[depth]]):
            kids = tuple(
                manager.kids[node][value] if manager.depth[node] == depth else node for node in key
            )
            if kids not in seen:
                seen.add(kids)
                stack.append(kids)
        if len(seen) > MOST_GAINS:
            return set()
    return found
