"""Scores made of several numbers that are too many to be listed, as amounts of money are.

Such a score, a share or a sum or a difference, is a variable of its own: its values are the regions
that comparisons of it cut. Where its numbers are known its value is exact; where some are open it
is bounded by intervals. What is left to it may then hold more than can be, never less.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from endorse_cli.models.amounts import (
    AMOUNTS,
    Amount,
    Named,
)
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.amount_ends import Box, Stretch, anything, ends_of, linear, parts_of
from endorse_cli.rubric.number_regions import Edge, NumberRegions, number_regions, steps
from endorse_cli.rubric.terms import (
    BEYOND,
    FOR_AMOUNTS,
    OfScores,
    once_for,
    terms_of,
    terms_of_scores,
)

MOST = 256
"""So many combinations of disputed numbers are looked at one by one."""


class Compound(NamedTuple):
    """A score and the numbers that it is made of, in rubric order."""

    score: str
    numbers: tuple[str, ...]

    @property
    def owner(self) -> str:
        """The criterion beside which its variable stands."""
        return self.numbers[-1]

    @property
    def variable(self) -> str:
        """The id of its variable."""
        return f"{self.owner}.{self.score}"


def called(rubric: Rubric, variable: str) -> str:
    """What people call a variable: the score where it is that of one, else as it is."""
    made = {one.variable: one.score for one in compounds_of(rubric)}
    return made.get(variable, variable)


@once_for(*FOR_AMOUNTS)
def compounds_of(rubric: Rubric) -> tuple[Compound, ...]:
    """The scores of several numbers of which one has too many values to be listed."""
    numbers = {c.id: c.kind.number for c in rubric.criteria.values()}
    shapes = {id: shape for id, shape in numbers.items() if shape is not None}
    wide = {id for id, shape in shapes.items() if steps(shape) is None}
    if not wide:
        return ()
    terms = terms_of_scores(rubric)
    return tuple(
        Compound(id, tuple(number for number in shapes if number in terms[id].ids))
        for id in rubric.scores
        if id in terms
        and terms[id].are_numbers
        and len(terms[id].ids) > 1
        and not wide.isdisjoint(terms[id].ids)
    )


def numbers_in(rubric: Rubric, amount: Amount) -> frozenset[str] | None:
    """The numbers that an amount is made of; None where it rests on anything else."""
    terms = terms_of(rubric, amount, terms_of_scores(rubric))
    return terms.ids if terms.are_numbers else None


def shape_of(rubric: Rubric, compound: Compound) -> NumberShape:
    """What a score of several numbers can be."""
    low, high = ends_of(rubric, anything(rubric)).scores[compound.score]
    return NumberShape.model_construct(
        unit="", low=ended(low), high=ended(high), step=None, trail=()
    )


ENDLESS = Fraction(10**30)
"""What reaches so far has no end."""


WRITTEN = 10**15
"""The greatest divisor of an end that an amount only comes nearer to."""


def ended(end: Fraction) -> Fraction | None:
    """An end, None where there is none."""
    return None if abs(end) >= ENDLESS else end


def compound_regions(
    rubric: Rubric, compound: Compound, edges: Iterable[Edge[Fraction]]
) -> NumberRegions:
    """The regions of a score of several numbers that some edges cut."""
    return number_regions(shape_of(rubric, compound), edges, _formulas(rubric)[compound.score])


def formulas(rubric: Rubric) -> dict[str, str]:
    """How each score of several numbers is worked out."""
    return {one.score: _formulas(rubric)[one.score] for one in compounds_of(rubric)}


@once_for(*FOR_AMOUNTS)
def _formulas(rubric: Rubric) -> Mapping[str, str]:
    return OfScores(rubric, _formula, {})


def _formula(rubric: Rubric, amount: Amount, scores: Mapping[str, str]) -> str:
    """How an amount is worked out, alike where it is the same."""
    straight = linear(rubric, amount)
    if straight is not None:
        terms = (f"{factor}*{id}" for id, factor in sorted(straight.times.items()) if factor)
        return " + ".join((str(straight.constant), *terms))
    if isinstance(amount, Named):
        return scores[amount.id]
    said = (
        _formula(rubric, value, scores) if isinstance(value, AMOUNTS) else str(value)
        for name, value in amount.fields()
        for value in _listed(rubric, value, name)
    )
    return f"{type(amount).__name__}({', '.join(said)})"


def _listed(rubric: Rubric, value: object, name: str) -> Sequence[object]:
    if name == "parts" and isinstance(value, tuple | str):
        return parts_of(rubric, value)
    return (value,)


def numbers_left(
    said: Sequence[Fraction], mask: int, regions: NumberRegions
) -> tuple[Stretch, ...]:
    """What a number can be: those that were given, or what lies in the regions that are left."""
    numbers = tuple((n, n) for n in said if regions.shape.fits(n) and mask >> regions.place(n) & 1)
    low, high = regions.ends(mask)
    return numbers or ((-BEYOND if low is None else low, BEYOND if high is None else high),)


Numbers: TypeAlias = Mapping[str, tuple[Stretch, ...]]
"""What each number can be: several stretches where it is in dispute."""


def boxes(left: Numbers) -> Iterator[Box]:
    """What some numbers can be together."""
    each = [*left.values()]
    if prod(map(len, each)) > MOST:
        each = [((min(low for low, _ in some), max(high for _, high in some)),) for some in each]
    for together in product(*each):
        yield dict(zip(left, together, strict=True))


def mask_left(rubric: Rubric, compound: Compound, regions: NumberRegions, left: Numbers) -> int:
    """The regions in which a score of several numbers can lie."""
    amount = rubric.scores[compound.score].value
    edges = [region.low for region in regions.regions[1:] if region.low is not None]
    mask = 0
    for box in boxes({id: left[id] for id in compound.numbers}):
        sides = [ends_of(rubric, box).sides(amount, edge) for edge in edges]
        least, most = sum(not cannot for _, cannot in sides), sum(can for can, _ in sides)
        mask |= (2 << most) - (1 << least)
    return mask


def reach_left(
    rubric: Rubric, compound: Compound, left: Numbers
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest that a score of several numbers can be; None without end."""
    own = {id: left[id] for id in compound.numbers}
    return reach_of_amount(rubric, rubric.scores[compound.score].value, own)


def reach_of_amount(
    rubric: Rubric, amount: Amount, left: Numbers
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest that an amount of numbers can be; None without end.

    Where a divisor has no end, what the amount comes ever nearer to.
    """
    found = [ends_of(rubric, box).stretch(amount) for box in boxes(left)]
    low, high = min(low for low, _ in found), max(high for _, high in found)
    return ended(_neared(low)), ended(_neared(high))


def _neared(end: Fraction) -> Fraction:
    """An end, without what dividing by a number beyond all others has left of it."""
    return end if end.denominator < ENDLESS else end.limit_denominator(WRITTEN)
