"""The only place for what a score can be besides a plain total.

A plain total is compared without ever listing its values. What is done to a whole total (never
below, never above, rounded, divided by another) is undone at the bound it is compared with. What
is done to a part of one is worked out value by value and becomes a term like any other; past the
node budget, where its values are too many, it stays what it is and is only added up.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import NamedTuple, TypeAlias

from endorse_cli.engine import totals
from endorse_cli.engine.budget import LISTED
from endorse_cli.engine.diagram import NO, YES, Leaf, Manager, Node, TooManyNodes
from endorse_cli.engine.totals import Total
from endorse_cli.models.amounts import Half
from endorse_cli.rubric.terms import reaching, rounded

ZERO, ONE = Fraction(0), Fraction(1)


class Clamped(NamedTuple):
    """A quantity, never below one number nor above another."""

    part: "Quantity"
    low: Fraction
    high: Fraction


class Rounded(NamedTuple):
    """A quantity rounded to a multiple of a number."""

    part: "Quantity"
    to: Fraction
    half: Half


class Extreme(NamedTuple):
    """The lowest, or the highest, of several quantities."""

    parts: "tuple[Quantity, ...]"
    lowest: bool


class Ratio(NamedTuple):
    """A quantity divided by a total, or a number where that is 0."""

    part: "Quantity"
    whole: Total
    if_none: Fraction


class Addend(NamedTuple):
    """A quantity that is added so many times where a condition holds, else nothing."""

    part: "Quantity"
    by: Fraction
    where: Node = YES


class Sum(NamedTuple):
    """Several quantities added up whose values together are too many to be listed."""

    addends: tuple[Addend, ...]


Quantity: TypeAlias = Total | Clamped | Rounded | Extreme | Ratio | Sum


Compare: TypeAlias = Callable[..., Node]
"""Says where a total reaches a bound: `compare(manager, total, bound, strict=…)`."""


def reaches(
    manager: Manager,
    quantity: Quantity,
    bound: Fraction,
    *,
    strict: bool,
    compare: Compare = totals.compare,
) -> Node:
    """Where a quantity is at least the bound, or (`strict`) more than it."""
    match quantity:
        case Total():
            return compare(manager, quantity, bound, strict=strict)
        case Clamped(part=part, low=low, high=high):
            if low > bound or (low == bound and not strict):
                return YES
            if high < bound or (high == bound and strict):
                return NO
            return reaches(manager, part, bound, strict=strict, compare=compare)
        case Rounded(part=part, to=to, half=half):
            at, beyond = reaching(bound, to, half, strict=strict)
            return reaches(manager, part, at, strict=beyond, compare=compare)
        case Extreme(parts=parts, lowest=lowest):
            nodes = [
                reaches(manager, part, bound, strict=strict, compare=compare) for part in parts
            ]
            return reduce(manager.both if lowest else manager.either, nodes)
        case Sum():
            listed = as_total(manager, quantity)
            return compare(manager, listed, bound, strict=strict)
    return _ratio_reaches(manager, quantity, bound, compare, strict=strict)


def _ratio_reaches(
    manager: Manager, ratio: Ratio, bound: Fraction, compare: Compare, *, strict: bool
) -> Node:
    """`part - bound * whole` against 0, which way round the sign of the whole decides."""
    part = as_total(manager, ratio.part)
    rest = totals.add(manager, [part, totals.scale(manager, ratio.whole, -bound)])
    above = compare(manager, rest, ZERO, strict=True)
    level = compare(manager, rest, ZERO, strict=False)
    positive = compare(manager, ratio.whole, ZERO, strict=True)
    negative = manager.negate(compare(manager, ratio.whole, ZERO, strict=False))
    passes = ratio.if_none > bound if strict else ratio.if_none >= bound
    when_negative = manager.negate(level if strict else above)
    other = manager.choose(negative, when_negative, YES if passes else NO)
    return manager.choose(positive, above if strict else level, other)


def as_total(manager: Manager, quantity: Quantity) -> Total:
    """A quantity as something that can be added up: itself, or one term with all its values."""
    if isinstance(quantity, Total):
        return quantity
    return totals.add(manager, [Total(ZERO, (as_diagram(manager, quantity),))])


def as_diagram(manager: Manager, quantity: Quantity) -> Node:
    """One diagram with a quantity's exact values at its terminals."""
    match quantity:
        case Total(constant=constant, terms=terms):
            start = manager.terminal(constant)
            return reduce(lambda a, b: manager.merge((a, b), _sum), terms, start)
        case Clamped() | Rounded():
            inner = as_diagram(manager, quantity.part)
            return manager.relabel(inner, lambda leaf: held(quantity, number_at(leaf)))
        case Extreme(parts=parts, lowest=lowest):
            nodes = [as_diagram(manager, part) for part in parts]
            pick = min if lowest else max

            def farther(one: Node, other: Node) -> Node:
                return manager.merge((one, other), lambda leaves: pick(map(number_at, leaves)))

            return reduce(farther, nodes)
        case Sum(addends=addends):
            each = [_alone(manager, addend) for addend in addends]
            return as_diagram(manager, totals.add(manager, each))
    pair = (as_diagram(manager, quantity.part), as_diagram(manager, quantity.whole))
    if_none = quantity.if_none

    def ratio(leaves: tuple[Leaf, ...]) -> Fraction:
        part, whole = map(number_at, leaves)
        return divided(part, whole, if_none)

    return manager.merge(pair, ratio)


def listed(manager: Manager, quantity: Quantity) -> Node | None:
    """The same where it is asked besides: it takes no room from anything else, and is remembered.

    None where it takes too many nodes; nothing more is listed then.
    """
    memo, key, full = manager.memo, ("listed", quantity), ("too many to be listed",)
    if key not in memo and full not in memo:
        try:
            with manager.room(LISTED):
                memo[key] = as_diagram(manager, quantity)
        except TooManyNodes:
            memo[full] = True
    found = memo.get(key)
    return found if isinstance(found, int) else None


def _alone(manager: Manager, addend: Addend) -> Total:
    """What one addend adds, with all its values."""
    total = totals.scale(manager, as_total(manager, addend.part), addend.by)
    return totals.where(manager, total, addend.where)


def scaled(manager: Manager, quantity: Quantity, by: Fraction) -> Quantity:
    """A quantity so many times."""
    if by == 1:
        return quantity
    if isinstance(quantity, Total):
        return totals.scale(manager, quantity, by)
    return Sum(tuple(addend._replace(by=addend.by * by) for addend in addends_of(quantity)))


def where(manager: Manager, quantity: Quantity, test: Node) -> Quantity:
    """A quantity where a condition holds, else nothing."""
    if isinstance(quantity, Total):
        return totals.where(manager, quantity, test)
    return Sum(
        tuple(
            addend._replace(where=manager.both(addend.where, test))
            for addend in addends_of(quantity)
        )
    )


def addends_of(quantity: Quantity) -> tuple[Addend, ...]:
    """What a quantity adds up; itself where it is no sum."""
    return quantity.addends if isinstance(quantity, Sum) else (Addend(quantity, ONE),)


def held(quantity: Clamped | Rounded, number: Fraction) -> Fraction:
    """What an amount makes of a number: kept between two, or rounded."""
    if isinstance(quantity, Clamped):
        return min(max(number, quantity.low), quantity.high)
    return rounded(number, quantity.to, quantity.half)


def number_at(leaf: Leaf | None) -> Fraction:
    """The number that a terminal carries."""
    assert isinstance(leaf, Fraction)
    return leaf


def _sum(leaves: tuple[Leaf, ...]) -> Fraction:
    return sum(map(number_at, leaves), ZERO)


def divided(part: Fraction, whole: Fraction, if_none: Fraction) -> Fraction:
    """One number divided by another, or a third where that is 0."""
    return part / whole if whole else if_none


def terms_of(quantity: Quantity) -> list[Node]:
    """The terms that a quantity is made of, as diagrams; with them, what it depends on."""
    match quantity:
        case Total(terms=terms):
            return list(terms)
        case Clamped(part=part) | Rounded(part=part):
            return terms_of(part)
        case Extreme(parts=parts):
            return [term for part in parts for term in terms_of(part)]
        case Sum(addends=addends):
            tests = [addend.where for addend in addends if addend.where != YES]
            return [*(term for addend in addends for term in terms_of(addend.part)), *tests]
    return [*terms_of(quantity.part), *quantity.whole.terms]


class Side(NamedTuple):
    """A value that a quantity can have, and where it has it."""

    value: Fraction
    node: Node


def sides(manager: Manager, quantity: Quantity, bound: Fraction, *, strict: bool) -> list[Side]:
    """The greatest value that does not reach a bound and the least that does, where there are any.

    Of what is clamped or rounded, the value before that. Of the lowest or highest of several, and
    of one amount divided by another, nothing: their values lie too close to be told apart.
    """
    match quantity:
        case Total():
            found = totals.around(manager, quantity, bound, strict=strict)
            return [Side(v, _equal(manager, quantity, v)) for v in found if v is not None]
        case Clamped(part=part, low=low, high=high):
            return sides(manager, part, bound, strict=strict) if low < bound < high else []
        case Rounded(part=part, to=to, half=half):
            at, beyond = reaching(bound, to, half, strict=strict)
            return sides(manager, part, at, strict=beyond)
    return []


def _equal(manager: Manager, total: Total, value: Fraction) -> Node:
    above = totals.compare(manager, total, value, strict=True)
    return manager.choose(above, 0, totals.compare(manager, total, value, strict=False))
