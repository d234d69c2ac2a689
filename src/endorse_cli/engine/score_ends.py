"""The only place that says how low and how high a score can still be, exactly."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from endorse_cli.engine.diagram import YES, Manager, Node
from endorse_cli.engine.possible import MOST_KEPT, Masks, picking, reachable
from endorse_cli.engine.quantities import (
    Addend,
    Clamped,
    Extreme,
    Quantity,
    Ratio,
    Rounded,
    Sum,
    held,
    listed,
    number_at,
    terms_of,
)
from endorse_cli.engine.ratios import met_of
from endorse_cli.engine.totals import Total, unit
from endorse_cli.models.amounts import Amount
from endorse_cli.models.record import ScorePart
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.terms import span_between, value_at

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
        case Clamped() | Rounded():
            least, most = span(manager, quantity.part, masks)
            return held(quantity, least), held(quantity, most)
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


class _Summed:
    """Terms that are added up, for many candidates: in whole numbers, each term looked up once."""

    def __init__(self, manager: Manager, terms: Sequence[Node]) -> None:
        self.manager = manager
        nodes = manager.descendants(terms)
        leaves = (manager.leaf[node] for node in nodes)
        self.scale = lcm(*(leaf.denominator for leaf in leaves if isinstance(leaf, Fraction)))
        self.terms = [(term, picking(sorted(manager.support(term)))) for term in terms]
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
    met = met_of(manager, ratio, masks)
    return (min(met), max(met)) if met else _span_of_quotient(manager, ratio, masks)


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
