"""The only place that says which numbers amounts and their terms can still be, listed.

Of what is past the node budget: the numbers of a term in whole units, and of an amount inside a sum
every one of them, where they are few and nothing in it shares an answer.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TypeAlias

from endorse_cli.engine import totals
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import YES, Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Cut
from endorse_cli.engine.possible import Masks, reachable
from endorse_cli.engine.quantities import (
    ZERO,
    Clamped,
    Extreme,
    Quantity,
    Rounded,
    Sum,
    held,
    terms_of,
)
from endorse_cli.engine.sums import Group, Sums
from endorse_cli.engine.totals import Total
from endorse_cli.rubric.terms import reaching

MOST_VALUES, MOST_PAIRS = 5_000, 50_000
"""So many numbers an amount may have that are listed one by one; and so many ways to two of them.
"""

Numbers: TypeAlias = frozenset[Fraction]
"""What an amount can be."""


def tested(compiled: Compiled, nodes: Sequence[Node]) -> frozenset[int]:
    """The variables that some diagrams hang on, answers and parts; remembered."""
    key = ("tested", *nodes)
    kept = compiled.manager.memo.get(key)
    if not isinstance(kept, frozenset):
        kept = frozenset().union(*map(compiled.support, nodes))
        compiled.manager.memo[key] = kept
    return kept


def is_plain(manager: Manager, term: Node) -> bool:
    """Whether a term hangs on one variable alone; remembered."""
    key = ("plain", term)
    kept = manager.memo.get(key)
    if kept is None:
        kept = manager.memo[key] = manager.is_plain(term)
    return kept is True


def unit_of(manager: Manager, total: Total) -> int:
    """The denominator in which every number of a total's terms is whole; remembered."""
    key = ("unit", total.terms)
    unit = manager.memo.get(key)
    if not isinstance(unit, int):
        unit = manager.memo[key] = totals.unit(manager, total.terms)
    return unit


def group_of(manager: Manager, masks: Masks, term: Node, unit: int) -> Group:
    """The numbers that a term can still be, ascending and each once, in whole units."""
    if not is_plain(manager, term):
        ends = reachable(manager, term, masks)
        return tuple(sorted(_in_units(manager, ends, unit)))
    # Answers with the same worths are looked at once.
    key = ("group", manager.kids[term], unit, masks[manager.level[term]])
    kept = manager.memo.get(key)
    if not isinstance(kept, tuple):
        kept = manager.memo[key] = tuple(sorted({*numbers_of(manager, masks, term, unit)}))
    return kept


def numbers_of(manager: Manager, masks: Masks, term: Node, unit: int) -> list[int]:
    """What each value left of the one answer of a term is worth, in whole units."""
    kids = manager.kids[term]
    values = members(masks[manager.level[term]])
    return _in_units(manager, [kids[value] for value in values], unit)


def _in_units(manager: Manager, ends: Sequence[Node], unit: int) -> list[int]:
    """The numbers of some terminals in whole units."""
    leaves = [leaf for end in ends if isinstance(leaf := manager.leaf[end], Fraction)]
    return [leaf.numerator * (unit // leaf.denominator) for leaf in leaves]


def groups_of(compiled: Compiled, masks: Masks, quantity: Sum) -> list[Numbers] | None:
    """What each of several amounts can add; None where two share answers, or one is too much.

    Of an amount that is added on a condition, that or nothing.
    """
    if not _are_apart(compiled, quantity):
        return None
    found = list[Numbers]()
    for addend in quantity.addends:
        left = reachable(compiled.manager, addend.where, masks)
        values = values_of(compiled, masks, addend.part) if YES in left else frozenset[Fraction]()
        if values is None:
            return None
        none = frozenset((ZERO,)) if left != [YES] else frozenset()
        found.append(frozenset(value * addend.by for value in values) | none)
    return found


def values_of(compiled: Compiled, masks: Masks, quantity: Quantity) -> Numbers | None:
    """Every number that an amount can still be; None where they are too many to be listed.

    Its parts share no answer. Remembered.
    """
    levels = sorted(tested(compiled, terms_of(quantity)))
    key = ("values", quantity, *(masks[level] for level in levels))
    if key not in compiled.manager.memo:
        compiled.manager.memo[key] = _values(compiled, masks, quantity)
    kept = compiled.manager.memo[key]
    return kept if isinstance(kept, frozenset) else None


def _values(compiled: Compiled, masks: Masks, quantity: Quantity) -> Numbers | None:
    match quantity:
        case Total(constant=constant):
            unit, sums = unit_of(compiled.manager, quantity), {0}
            for term in quantity.terms:
                sums = {
                    one + more
                    for one in sums
                    for more in group_of(compiled.manager, masks, term, unit)
                }
                if len(sums) > MOST_VALUES:
                    return None
            return frozenset(constant + Fraction(each, unit) for each in sums)
        case Extreme(parts=parts, lowest=lowest):
            each = [values_of(compiled, masks, part) for part in parts]
            told = [numbers for numbers in each if numbers is not None]
            if len(told) < len(each):
                return None
            # Whatever one of them is comes out where the others can be beyond it.
            if lowest:
                most = min(map(max, told))
                return frozenset(one for numbers in told for one in numbers if one <= most)
            least = max(map(min, told))
            return frozenset(one for numbers in told for one in numbers if one >= least)
        case Clamped() | Rounded():
            inner = values_of(compiled, masks, quantity.part)
            return None if inner is None else frozenset(held(quantity, one) for one in inner)
    return None


def added_up(
    groups: Sequence[Numbers], cuts: Sequence[Cut], unit: int = 1
) -> tuple[Sums, list[float], int]:
    """Sums of one number of each group, what has to be reached, and the unit in which all is whole.

    That is a multiple of the one that is given.
    """
    unit = lcm(unit, *(number.denominator for group in groups for number in group))
    sums = Sums([tuple(sorted(int(number * unit) for number in group)) for group in groups])
    return sums, [goal_of(cut, ZERO, unit) for cut in cuts], unit


def _are_apart(compiled: Compiled, quantity: Sum) -> bool:
    """Whether no two amounts that are added up, nor parts or conditions of these, share a test."""
    key = ("are apart", quantity)
    kept = compiled.manager.memo.get(key)
    if not isinstance(kept, bool):
        pieces = [
            nodes
            for addend in quantity.addends
            for nodes in (*_pieces(addend.part), [addend.where])
        ]
        supports = [tested(compiled, nodes) for nodes in pieces]
        kept = len(frozenset().union(*supports)) == sum(map(len, supports))
        compiled.manager.memo[key] = kept
    return kept


def _pieces(quantity: Quantity) -> list[list[Node]]:
    """The terms of each total that an amount is made of."""
    match quantity:
        case Clamped(part=part) | Rounded(part=part):
            return _pieces(part)
        case Extreme(parts=parts):
            return [piece for part in parts for piece in _pieces(part)]
    return [terms_of(quantity)]


def bare(quantity: Quantity, cuts: Sequence[Cut]) -> tuple[Quantity, Sequence[Cut]]:
    """What an amount is before it is clamped or rounded, and where that is cut."""
    while isinstance(quantity, Clamped | Rounded):
        if isinstance(quantity, Clamped):
            low, high = quantity.low, quantity.high
            cuts = [_unclamped(cut, low, high) for cut in cuts]
        else:
            to, half = quantity.to, quantity.half
            cuts = [
                cut if isinstance(cut, bool) else reaching(cut[0], to, half, strict=cut[1])
                for cut in cuts
            ]
        quantity = quantity.part
    return quantity, cuts


def goal_of(cut: Cut, constant: Fraction, unit: int) -> float:
    """The whole number that has to be reached."""
    if isinstance(cut, bool):
        return -totals.INFINITY if cut else totals.INFINITY
    needed = (cut[0] - constant) * unit
    return floor(needed) + 1 if cut[1] else ceil(needed)


def _unclamped(cut: Cut, low: Fraction, high: Fraction) -> Cut:
    if isinstance(cut, bool):
        return cut
    bound, strict = cut
    if low > bound or (low == bound and not strict):
        return True
    return False if high < bound or (high == bound and strict) else cut
