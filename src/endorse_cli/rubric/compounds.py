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
    Clamp,
    Gathered,
    Minus,
    Named,
    Number,
    Round,
    Share,
    Times,
)
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.number_regions import Edge, NumberRegions, number_regions, steps
from endorse_cli.rubric.parts import walk
from endorse_cli.rubric.terms import BEYOND, rounded, scores_in_order, value_at

PLAIN = (Number, Named, Gathered, Minus, Times, Clamp, Round, Share)
"""The forms of amounts that rest on nothing but numbers."""

MOST = 256
"""So many combinations of disputed numbers are looked at one by one."""

Stretch: TypeAlias = tuple[Fraction, Fraction]
"""The least and the greatest that a number can be, `BEYOND` where there is no end."""

Box: TypeAlias = Mapping[str, Stretch]
"""What each number can be."""


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


def compounds_of(rubric: Rubric) -> tuple[Compound, ...]:
    """The scores of several numbers of which one has too many values to be listed."""
    numbers = {c.id: c.kind.number for c in rubric.criteria.values()}
    shapes = {id: shape for id, shape in numbers.items() if shape is not None}
    wide = {id for id, shape in shapes.items() if steps(shape) is None}
    if not wide:
        return ()
    under = _numbers_under(rubric)
    return tuple(
        Compound(id, tuple(number for number in shapes if number in named))
        for id in rubric.scores
        if (named := under.get(id)) and len(named) > 1 and not wide.isdisjoint(named)
    )


def _numbers_in(
    rubric: Rubric, amount: Amount, under: Mapping[str, frozenset[str] | None]
) -> frozenset[str] | None:
    """The numbers that an amount is made of; None where it rests on anything else."""
    found: set[str] = set()
    for part in walk(amount):
        if not isinstance(part, PLAIN):
            return None
        for id in _named(rubric, part):
            inside = frozenset((id,)) if _is_number(rubric, id) else under.get(id)
            if inside is None:
                return None
            found |= inside
    return frozenset(found)


def numbers_in(rubric: Rubric, amount: Amount) -> frozenset[str] | None:
    """The numbers that an amount is made of; None where it rests on anything else."""
    return _numbers_in(rubric, amount, _numbers_under(rubric))


def _numbers_under(rubric: Rubric) -> dict[str, frozenset[str] | None]:
    """The numbers that each score is made of; None where it rests on anything else."""
    under: dict[str, frozenset[str] | None] = {}
    for id in scores_in_order(rubric):
        under[id] = _numbers_in(rubric, rubric.scores[id].value, under)
    return under


def _named(rubric: Rubric, part: Amount) -> tuple[str, ...]:
    """What an amount names itself: one id, or the members of a family."""
    if isinstance(part, Gathered) and isinstance(part.parts, str):
        return rubric.members(part.parts)
    return (part.id,) if isinstance(part, Named) else ()


def _is_number(rubric: Rubric, id: str) -> bool:
    asked = rubric.criteria.get(id)
    return asked is not None and asked.kind.number is not None and not asked.may_be_not_applicable


class Linear(NamedTuple):
    """A constant and so many times each of some numbers."""

    constant: Fraction
    times: Mapping[str, Fraction]

    def plus(self, other: "Linear", factor: Fraction = Fraction(1)) -> "Linear":
        """This and a multiple of another."""
        ids = {**self.times, **other.times}
        each = {
            id: self.times.get(id, Fraction(0)) + factor * other.times.get(id, Fraction(0))
            for id in ids
        }
        return Linear(self.constant + factor * other.constant, each)

    def over(self, box: Box) -> Stretch:
        """The least and the greatest that it comes to, each number being as it can be."""
        low = high = self.constant
        for id, factor in self.times.items():
            ends = sorted(factor * end for end in box[id])
            low, high = low + ends[0], high + ends[1]
        return low, high


def linear(rubric: Rubric, amount: Amount) -> Linear | None:
    """An amount as multiples of its numbers; None where it is none."""
    match amount:
        case Number():
            return Linear(value_at(rubric, amount, {}), {})
        case Named(id=id) if id in rubric.scores:
            return linear(rubric, rubric.scores[id].value)
        case Named(id=id):
            return Linear(Fraction(0), {id: Fraction(1)})
        case Minus(part=part):
            return _added(rubric, (part,), Fraction(-1))
        case Times(factor=factor, part=part):
            return _added(rubric, (part,), value_at(rubric, factor, {}))
        case Gathered(how="sum" | "mean" as how, parts=parts):
            each = parts_of(rubric, parts)
            return _added(rubric, each, Fraction(1, len(each)) if how == "mean" else Fraction(1))
    return None


def parts_of(rubric: Rubric, parts: tuple[Amount, ...] | str) -> tuple[Amount, ...]:
    """Several amounts; of a family its members."""
    if isinstance(parts, str):
        return tuple(Named.model_construct(id=id) for id in rubric.members(parts))
    return parts


def _added(rubric: Rubric, parts: Sequence[Amount], factor: Fraction) -> Linear | None:
    found = Linear(Fraction(0), {})
    for part in parts:
        one = linear(rubric, part)
        if one is None:
            return None
        found = found.plus(one, factor)
    return found


def stretch_of(rubric: Rubric, amount: Amount, box: Box) -> Stretch:
    """No less and no more than this an amount comes to, each number being as it can be."""
    if all(low == high for low, high in box.values()):
        exact = value_at(rubric, amount, {id: low for id, (low, _) in box.items()})
        return exact, exact
    straight = linear(rubric, amount)
    if straight is not None:
        return straight.over(box)
    match amount:
        case Named(id=id):
            return stretch_of(rubric, rubric.scores[id].value, box)
        case Minus(part=part):
            low, high = stretch_of(rubric, part, box)
            return -high, -low
        case Times(factor=factor, part=part):
            by = value_at(rubric, factor, {})
            low, high = sorted(by * end for end in stretch_of(rubric, part, box))
            return low, high
        case Clamp(part=part, at_least=low_end, at_most=high_end):
            least, most = (value_at(rubric, end, {}) for end in (low_end, high_end))
            low, high = stretch_of(rubric, part, box)
            return min(max(low, least), most), min(max(high, least), most)
        case Round(part=part, to=to, half=half):
            by = value_at(rubric, to, {})
            low, high = stretch_of(rubric, part, box)
            return rounded(low, by, half), rounded(high, by, half)
        case Gathered(how=how, parts=parts):
            found = [stretch_of(rubric, part, box) for part in parts_of(rubric, parts)]
            lows, highs = [low for low, _ in found], [high for _, high in found]
            pick = {"lowest": min, "highest": max}.get(how, sum)
            shared = len(found) if how == "mean" else 1
            return Fraction(pick(lows)) / shared, Fraction(pick(highs)) / shared
        case Share():
            return _stretch_of_share(rubric, amount, box)
    raise ValueError(f"not an amount of numbers alone: {amount!r}")


def _stretch_of_share(rubric: Rubric, share: Share, box: Box) -> Stretch:
    none = value_at(rubric, share.if_none, {})
    low, high = stretch_of(rubric, share.out_of, box)
    found = {none} if low <= 0 <= high else set()
    box = _above_nothing(rubric, share, box)
    low, high = stretch_of(rubric, share.out_of, box)
    if low <= 0 < high or low < 0:
        found |= {-BEYOND, BEYOND}
    elif low > 0:
        # Where what it is divided by is above nothing, its ends lie at the ends of its numbers.
        wholes = stretch_of(rubric, share.out_of, box)
        ends = stretch_of(rubric, share.part, box)
        if _is_straight(rubric, share) and len(box) <= 8:
            corners = (dict(zip(box, corner, strict=True)) for corner in product(*box.values()))
            found |= {value_at(rubric, share, corner) for corner in corners}
        else:
            found |= {part / whole for part in ends for whole in wholes}
    return min(found), max(found)


def _is_straight(rubric: Rubric, share: Share) -> bool:
    return None not in (linear(rubric, share.part), linear(rubric, share.out_of))


def _above_nothing(rubric: Rubric, share: Share, box: Box) -> Box:
    """The same where what is divided by is above nothing, as far as one number says so."""
    whole = linear(rubric, share.out_of)
    if whole is None or len(whole.times) != 1 or whole.constant:
        return box
    ((id, factor),) = whole.times.items()
    shape = rubric.criteria[id].kind.number
    low, high = box[id]
    if factor <= 0 or low > 0 or high <= 0 or shape is None or shape.step is None:
        return box
    start = shape.low if shape.low is not None and shape.low % shape.step else Fraction(0)
    least = next(n for k in (0, 1) if (n := start % shape.step + k * shape.step) > 0)
    return {**box, id: (min(least, high), high)}


def reaches_edge(value: Fraction, edge: Edge[Fraction]) -> bool:
    """Whether a value lies past an edge."""
    return not Edge(value, False) < edge


def _sides(rubric: Rubric, amount: Amount, box: Box, edge: Edge[Fraction]) -> tuple[bool, bool]:
    """Whether an amount can reach an edge, and whether it can fail to."""
    if all(low == high for low, high in box.values()):
        exact = value_at(rubric, amount, {id: low for id, (low, _) in box.items()})
        reached = reaches_edge(exact, edge)
        return reached, not reached
    if not isinstance(amount, Share) or not _is_straight(rubric, amount):
        low, high = stretch_of(rubric, amount, box)
        return reaches_edge(high, edge), not reaches_edge(low, edge)
    part, whole = linear(rubric, amount.part), linear(rubric, amount.out_of)
    assert part is not None
    assert whole is not None
    low, high = whole.over(box)
    can = cannot = low < 0
    if low <= 0 <= high:
        none = reaches_edge(value_at(rubric, amount.if_none, {}), edge)
        can, cannot = can or none, cannot or not none
    if high > 0:
        least, most = part.plus(whole, -edge.at).over(_above_nothing(rubric, amount, box))
        zero = Edge(Fraction(0), edge.after)
        can, cannot = can or reaches_edge(most, zero), cannot or not reaches_edge(least, zero)
    return can, cannot


def shape_of(rubric: Rubric, compound: Compound) -> NumberShape:
    """What a score of several numbers can be."""
    box = {id: span_of_shape(rubric, id) for id in compound.numbers}
    low, high = stretch_of(rubric, rubric.scores[compound.score].value, box)
    return NumberShape.model_construct(
        unit="", low=ended(low), high=ended(high), step=None, trail=()
    )


def span_of_shape(rubric: Rubric, id: str) -> Stretch:
    """The least and the greatest answer to a number."""
    shape = rubric.criteria[id].kind.number
    assert shape is not None
    return (
        shape.low if shape.low is not None else -BEYOND,
        shape.high if shape.high is not None else BEYOND,
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
    formula = _formula(rubric, rubric.scores[compound.score].value)
    return number_regions(shape_of(rubric, compound), edges, formula)


def formulas(rubric: Rubric) -> dict[str, str]:
    """How each score of several numbers is worked out."""
    return {o.score: _formula(rubric, rubric.scores[o.score].value) for o in compounds_of(rubric)}


def _formula(rubric: Rubric, amount: Amount) -> str:
    """How an amount is worked out, alike where it is the same."""
    straight = linear(rubric, amount)
    if straight is not None:
        terms = (f"{factor}*{id}" for id, factor in sorted(straight.times.items()) if factor)
        return " + ".join((str(straight.constant), *terms))
    if isinstance(amount, Named):
        return _formula(rubric, rubric.scores[amount.id].value)
    said = (
        _formula(rubric, value) if isinstance(value, AMOUNTS) else str(value)
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
        sides = [_sides(rubric, amount, box, edge) for edge in edges]
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
    found = [stretch_of(rubric, amount, box) for box in boxes(left)]
    low, high = min(low for low, _ in found), max(high for _, high in found)
    return ended(_neared(low)), ended(_neared(high))


def _neared(end: Fraction) -> Fraction:
    """An end, without what dividing by a number beyond all others has left of it."""
    return end if end.denominator < ENDLESS else end.limit_denominator(WRITTEN)
