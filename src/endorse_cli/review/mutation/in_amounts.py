"""The only place that changes amounts: a weight by one unit, a bound of a band or a clamp."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.base import replace
from endorse_cli.models.numbers import show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.mutation.change import Change, moved, unit_of, with_field
from endorse_cli.review.mutation.in_bands import changed_ranges
from endorse_cli.review.mutation.in_conditions import (
    changed_conditions,
    changed_exceptions,
    changed_parts,
)

Changed: TypeAlias = Iterator[tuple[Change, Amount]]
PARTS = ("factor", "part", "out_of", "not_applicable", "if_none")
"""The fields of an amount that are amounts themselves, in the order written."""


def changed_amounts(rubric: Rubric, amount: Amount) -> Changed:
    """An amount with every small change to it, in the order written."""
    match amount:
        case Number():
            yield from _weights(amount)
        case Minus() | Times() | Share() | Worth() | Round() | Clamp() | Conditional():
            yield from _fields(rubric, amount)
        case Gathered(parts=tuple(parts)):
            for place, part in enumerate(parts):
                for change, other in changed_amounts(rubric, part):
                    yield (
                        change,
                        replace(amount, parts=(*parts[:place], other, *parts[place + 1 :])),
                    )
        case Points(give=give):
            for name, number in give.items():
                for change, weight in _weights(number):
                    yield change, replace(amount, give={**give, name: weight})
        case BandPoints():
            yield from _bands(rubric, amount)
        case Counted(parts=parts):
            for change, many in changed_parts(rubric, parts):
                yield change, replace(amount, parts=many)
    if isinstance(amount, Clamp):
        yield from _clamped(amount)
    elif isinstance(amount, Conditional):
        yield from _guarded(rubric, amount)


def _fields(rubric: Rubric, amount: Amount) -> Changed:
    for field in PARTS:
        part: Amount | None = getattr(amount, field, None)
        for change, other in changed_amounts(rubric, part) if part is not None else ():
            yield change, with_field(amount, field, other)


def _weights(number: Number) -> Iterator[tuple[Change, Number]]:
    """A number one unit less and one more; a setting is changed where it stands."""
    value = number.value
    if isinstance(value, Fraction):
        for other in moved(value, unit_of(value)):
            change = Change("weight", number.trail, show_number(value), show_number(other))
            yield change, replace(number, value=other)


def _clamped(amount: Clamp) -> Changed:
    for key, number in (("at_least", amount.at_least), ("at_most", amount.at_most)):
        value = number.value
        for other in moved(value, Fraction(1)) if isinstance(value, Fraction) else ():
            change = Change("move", number.trail, str(value), show_number(other))
            yield change, with_field(amount, key, replace(number, value=other))


def _guarded(rubric: Rubric, amount: Conditional) -> Changed:
    for change, when in changed_conditions(rubric, amount.when):
        yield change, replace(amount, when=when)
    for change, unless in changed_exceptions(rubric, amount.unless):
        yield change, replace(amount, unless=unless)


def _bands(rubric: Rubric, amount: BandPoints) -> Changed:
    ranges = tuple(band.range for band in amount.bands)
    for change, others in changed_ranges(rubric, amount.id, ranges):
        bands = zip(amount.bands, others, strict=True)
        yield change, replace(amount, bands=tuple(replace(b, range=r) for b, r in bands))
    for place, band in enumerate(amount.bands):
        for change, give in _weights(band.give):
            other = replace(band, give=give)
            changed = (*amount.bands[:place], other, *amount.bands[place + 1 :])
            yield change, replace(amount, bands=changed)
