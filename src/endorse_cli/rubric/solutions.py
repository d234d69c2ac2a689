"""Numbers for which scores made of several come out as wanted, and which way these go with each.

So that who breaks a promise, or shows what a rubric does, is somebody there could be.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from endorse_cli.models.amounts import Amount, Clamp, Gathered, Minus, Named, Round, Share, Times
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.compounds import (
    Stretch,
    linear,
    parts_of,
    reaches_edge,
    span_of_shape,
    stretch_of,
)
from endorse_cli.rubric.number_regions import Edge, Region
from endorse_cli.rubric.terms import Given, value_at


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

TRIED = 64
"""So many combinations of them are tried for each number that is worked out."""

FAR = Fraction(10**12)
"""No number is looked for beyond it."""


def numbers_for(
    rubric: Rubric, wanted: Mapping[str, Region[Fraction]], within: Mapping[str, Stretch]
) -> dict[str, Fraction] | None:
    """Numbers for which some scores lie in some regions; None where none were found."""
    grids = {id: _typical(rubric, id, stretch) for id, stretch in within.items()}
    for id in within:
        others = [other for other in within if other != id]
        combinations = product(*(grids[other] for other in others))
        for values in islice(combinations, TRIED):
            given = dict(zip(others, values, strict=True))
            turning = _turning(rubric, wanted, given, id, within[id])
            for value in dict.fromkeys((*turning, *grids[id])):
                numbers = {one: {**given, id: value}[one] for one in within}
                scores = Given(rubric, numbers)
                if all(region.holds(scores[score]) for score, region in wanted.items()):
                    return numbers
    return None


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
                return reaches_edge(Given(rubric, numbers)[score], edge)

            first, end, before = 0, max(last, 0), reached(0)
            while first < end:
                middle = (first + end) // 2
                first, end = (middle + 1, end) if reached(middle) == before else (first, middle)
            yield from (
                start + place * step
                for place in (first, first - 1, first + 1)
                if 0 <= place <= max(last, 0)
            )
