"""Numbers for which scores made of several come out as wanted.

So that who breaks a promise, or shows what a rubric does, is somebody there could be.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.amount_ends import Stretch, reaches_edge
from endorse_cli.rubric.number_regions import Edge, Region
from endorse_cli.rubric.terms import score_values, terms_of_scores

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
