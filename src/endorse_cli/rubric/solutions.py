"""Amounts of several numbers: between which ends they lie, which way they go with each number.

And numbers for which scores made of several come out as wanted, so that who breaks a promise, or
shows what a rubric does, is somebody there could be.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple, TypeAlias

from endorse_cli.models.amounts import (
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
from endorse_cli.rubric.number_regions import Edge, Region
from endorse_cli.rubric.terms import (
    BEYOND,
    OfScores,
    rounded,
    score_values,
    terms_of_scores,
    value_at,
)

Stretch: TypeAlias = tuple[Fraction, Fraction]
"""The least and the greatest that a number can be, `BEYOND` where there is no end."""


Box: TypeAlias = Mapping[str, Stretch]
"""What each number can be."""


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


class _Itself(NamedTuple):
    """A rubric that is told from every other one, even an equal one."""

    rubric: Rubric

    def __hash__(self) -> int:
        return id(self.rubric)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.rubric is other.rubric


@lru_cache(maxsize=8)
def _straight(one: _Itself) -> OfScores[Linear | None]:
    """The scores of a rubric as multiples of numbers: scores in one another are worked out once."""
    return OfScores(one.rubric, _linear, {})


def linear(rubric: Rubric, amount: Amount) -> Linear | None:
    """An amount as multiples of its numbers; None where it is none."""
    return _linear(rubric, amount, _straight(_Itself(rubric)))


def _linear(rubric: Rubric, amount: Amount, scores: Mapping[str, Linear | None]) -> Linear | None:
    match amount:
        case Number():
            return Linear(value_at(rubric, amount, {}), {})
        case Named(id=id) if id in rubric.scores:
            return scores[id]
        case Named(id=id):
            return Linear(Fraction(0), {id: Fraction(1)})
        case Minus(part=part):
            return _added(rubric, (part,), Fraction(-1), scores)
        case Times(factor=factor, part=part):
            return _added(rubric, (part,), value_at(rubric, factor, {}), scores)
        case Gathered(how="sum" | "mean" as how, parts=parts):
            each = parts_of(rubric, parts)
            times = Fraction(1, len(each)) if how == "mean" else Fraction(1)
            return _added(rubric, each, times, scores)
    return None


def parts_of(rubric: Rubric, parts: tuple[Amount, ...] | str) -> tuple[Amount, ...]:
    """Several amounts; of a family its members."""
    if isinstance(parts, str):
        return tuple(Named.model_construct(id=id) for id in rubric.members(parts))
    return parts


def _added(
    rubric: Rubric,
    parts: Sequence[Amount],
    factor: Fraction,
    scores: Mapping[str, Linear | None],
) -> Linear | None:
    found = Linear(Fraction(0), {})
    for part in parts:
        one = _linear(rubric, part, scores)
        if one is None:
            return None
        found = found.plus(one, factor)
    return found


def stretch_of(rubric: Rubric, amount: Amount, box: Box) -> Stretch:
    """No less and no more than this an amount comes to, each number being as it can be."""
    straight = linear(rubric, amount)
    if straight is not None:
        return straight.over(box)
    if all(low == high for low, high in box.values()):
        exact = value_at(rubric, amount, {id: low for id, (low, _) in box.items()})
        return exact, exact
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


def sides_of(rubric: Rubric, amount: Amount, box: Box, edge: Edge[Fraction]) -> tuple[bool, bool]:
    """Whether an amount can reach an edge, and whether it can fail to."""
    is_known = all(low == high for low, high in box.values())
    if is_known or not isinstance(amount, Share) or not _is_straight(rubric, amount):
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


def span_of_shape(rubric: Rubric, id: str) -> Stretch:
    """The least and the greatest answer to a number."""
    shape = rubric.criteria[id].kind.number
    assert shape is not None
    return (
        shape.low if shape.low is not None else -BEYOND,
        shape.high if shape.high is not None else BEYOND,
    )


def direction(rubric: Rubric, amount: Amount, id: str) -> int | None:
    """Which way an amount goes with one of its numbers: 1 up, -1 down, 0 neither; None both."""
    straight = linear(rubric, amount)
    if straight is not None:
        return _sign(straight.times.get(id, Fraction(0)))
    match amount:
        case Named(id=named):
            return direction(rubric, rubric.scores[named].value, id)
        case Minus(part=part):
            return _turned(direction(rubric, part, id), -1)
        case Times(factor=factor, part=part):
            return _turned(direction(rubric, part, id), _sign(value_at(rubric, factor, {})))
        case Clamp(part=part) | Round(part=part):
            return direction(rubric, part, id)
        case Gathered(parts=parts):
            return _alike([direction(rubric, part, id) for part in parts_of(rubric, parts)])
        case Share(part=part, out_of=whole):
            return _direction_of_share(rubric, part, whole, id)
    return None


def _direction_of_share(rubric: Rubric, part: Amount, whole: Amount, id: str) -> int | None:
    box = {one: span_of_shape(rubric, one) for one, c in rubric.criteria.items() if c.kind.number}
    above, below = direction(rubric, part, id), direction(rubric, whole, id)
    least, _ = stretch_of(rubric, whole, box)
    if above == below == 0:
        return 0
    if least < 0:
        return None
    if below == 0:
        return above
    low, high = stretch_of(rubric, part, box)
    if least == 0 or above != 0 or below is None or low < 0 < high:
        # At nothing it is what stands for it, be that more or less.
        return None
    return -below if low >= 0 else below


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _turned(way: int | None, sign: int) -> int | None:
    return None if way is None else way * sign


def _alike(ways: Sequence[int | None]) -> int | None:
    found = {way for way in ways if way != 0}
    return 0 if not found else found.pop() if len(found) == 1 else None


TYPICAL = (1000, 100, 10_000, 10, 1, 100_000, 1_000_000, 0)
"""Numbers that are tried where some are to be found."""

TRIED, FEW = 64, 2
"""So many combinations of them are tried for each number that is worked out, of as many numbers;
where there are more of these, as many fewer for each."""

FAR = Fraction(10**12)
"""No number is looked for beyond it."""


def numbers_for(
    rubric: Rubric, wanted: Mapping[str, Region[Fraction]], within: Mapping[str, Stretch]
) -> dict[str, Fraction] | None:
    """Numbers for which some scores lie in some regions; None where none were found."""
    grids = {id: _typical(rubric, id, stretch) for id, stretch in within.items()}
    terms, tried = terms_of_scores(rubric), TRIED * FEW // max(len(within), FEW)
    for id in within:
        others = [other for other in within if other != id]
        moved = {score: wanted[score] for score in wanted if id in terms[score].ids}
        combinations = product(*(grids[other] for other in others))
        for values in islice(combinations, tried):
            given = dict(zip(others, values, strict=True))
            if not _lie(rubric, given, {s: r for s, r in wanted.items() if s not in moved}):
                continue
            turning = _turning(rubric, moved, given, id, within[id])
            for value in dict.fromkeys((*turning, *grids[id])):
                numbers = {one: {**given, id: value}[one] for one in within}
                if _lie(rubric, numbers, moved):
                    return numbers
    return None


def _lie(
    rubric: Rubric, numbers: Mapping[str, Fraction], wanted: Mapping[str, Region[Fraction]]
) -> bool:
    """Whether some scores lie in their regions for some numbers."""
    scores = score_values(rubric, numbers)
    return all(region.holds(scores[score]) for score, region in wanted.items())


def _shape(rubric: Rubric, id: str) -> NumberShape:
    shape = rubric.criteria[id].kind.number
    assert shape is not None
    return shape


def _typical(rubric: Rubric, id: str, stretch: Stretch) -> list[Fraction]:
    """Some numbers in a stretch."""
    shape, (low, high) = _shape(rubric, id), stretch
    ends = [end for end in stretch if abs(end) < FAR]
    middle = [(low + high) / 2] if len(ends) == 2 else []
    wanted = [*map(Fraction, TYPICAL), *ends, *middle]
    tried = map(shape.nearest, wanted)
    return [n for n in dict.fromkeys(tried) if low <= n <= high]


def _turning(
    rubric: Rubric,
    wanted: Mapping[str, Region[Fraction]],
    given: Mapping[str, Fraction],
    id: str,
    stretch: Stretch,
) -> Iterator[Fraction]:
    """Numbers at which a score, the others being given, passes an end of its region."""
    shape = _shape(rubric, id)
    step = shape.step or Fraction(1, 100)
    start = shape.nearest(max(stretch[0], -FAR))
    last = int((min(stretch[1], FAR) - start) // step)
    for score, region in wanted.items():
        for edge in (region.low, region.high):
            if edge is None:
                continue

            def reached(place: int, score: str = score, edge: Edge[Fraction] = edge) -> bool:
                numbers = {**given, id: start + place * step}
                return reaches_edge(score_values(rubric, numbers)[score], edge)

            first, end, before = 0, max(last, 0), reached(0)
            if reached(end) == before:
                first = end
            while first < end:
                middle = (first + end) // 2
                first, end = (middle + 1, end) if reached(middle) == before else (first, middle)
            yield from (
                start + place * step
                for place in (first, first - 1, first + 1)
                if 0 <= place <= max(last, 0)
            )
