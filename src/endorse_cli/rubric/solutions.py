"""Numbers for which scores made of several come out as wanted.

So that who breaks a promise, or shows what a rubric does, is somebody there could be.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import chain, islice, product
from math import ceil, floor, gcd, lcm, prod
from typing import TypeAlias

from endorse_cli.models.amounts import Share
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.amount_ends import Box, Linear, Stretch, reaches_edge
from endorse_cli.rubric.linear_pieces import NOTHING, ZERO, at_least, pieces_of
from endorse_cli.rubric.linear_systems import Inequality, Limit, TooManyInequalities, solved
from endorse_cli.rubric.number_regions import Edge, Region
from endorse_cli.rubric.terms import BEYOND, score_values, terms_of_scores, value_at

MOST_WAYS = 81
"""So many ways in which several shares can lie where they are to are looked at."""

TYPICAL = (1000, 100, 10_000, 10, 1, 100_000, 1_000_000, 0)
"""Numbers that are tried where some are to be found."""

TRIED, FEW = 64, 2
"""So many combinations of them are tried for each number that is worked out, of as many numbers;
where there are more of these, as many fewer for each."""

FAR = Fraction(10**12)
"""No number is looked for beyond it."""


Wanted: TypeAlias = Mapping[str, Region[Fraction]]
"""In which region each of some scores, and of numbers that they are made of, is to lie."""


def numbers_for(rubric: Rubric, wanted: Wanted, within: Box) -> dict[str, Fraction] | None:
    """Numbers for which some scores lie in some regions; None where none were found."""
    found, is_told = _worked_out(rubric, wanted, within)
    return found if is_told else _searched(rubric, wanted, within)


def cannot_lie(rubric: Rubric, wanted: Wanted, within: Box) -> bool:
    """Whether it is told that no numbers lead some scores into some regions."""
    found, is_told = _worked_out(rubric, wanted, within)
    return is_told and found is None


def _worked_out(
    rubric: Rubric, wanted: Wanted, within: Box
) -> tuple[dict[str, Fraction] | None, bool]:
    """Numbers for which scores lie in regions, and whether it is told that there are some or none.

    Of scores that are multiples of numbers, in pieces, or a share of one of another; others may
    still keep numbers from being any.
    """
    ways = [_ways(rubric, score, region) for score, region in wanted.items()]
    straight, spans = [way for way in ways if way is not None], _spans(rubric, within)
    is_whole, could_be = len(straight) == len(ways), False
    if prod(map(len, straight)) > MOST_WAYS:
        return None, False
    for each in product(*straight):
        said = [_on_grid(rubric, one) for one in chain(spans, *each)]
        try:
            system = solved(said)
        except TooManyInequalities:
            return None, False
        could_be = could_be or system.can_be
        for choose in (_usual, _middle, _highest) if system.can_be and is_whole else ():
            chosen = system.numbers(partial(choose, rubric))
            if chosen is not None:
                free = {id: _free(rubric, id, stretch) for id, stretch in within.items()}
                numbers = {id: chosen.get(id, free[id]) for id in within}
                if _lie(rubric, numbers, wanted):
                    return numbers, True
    return None, not could_be


def _ways(rubric: Rubric, score: str, region: Region[Fraction]) -> list[list[Inequality]] | None:
    """The ways in which a score or a number lies in a region; None where it is not told."""
    if score in rubric.criteria:
        return [_inside(Linear(ZERO, {score: Fraction(1)}), ONE, region, above=True)]
    amount = rubric.scores[score].value
    if not isinstance(amount, Share):
        pieces = pieces_of(rubric, amount)
        if pieces is None:
            return None
        return [[*where, *_inside(one, ONE, region, above=True)] for one, where in pieces]
    parts, wholes = pieces_of(rubric, amount.part), pieces_of(rubric, amount.out_of)
    if parts is None or wholes is None:
        return None
    found = list[list[Inequality]]()
    for part, whole in product(parts, wholes):
        where = [*part.where, *whole.where]
        # Below nothing more of the part is less of the share.
        above = at_least(whole.amount, NOTHING, is_strict=True)
        below = at_least(NOTHING, whole.amount, is_strict=True)
        found.append([*where, above, *_inside(part.amount, whole.amount, region, above=True)])
        found.append([*where, below, *_inside(part.amount, whole.amount, region, above=False)])
    if region.holds(value_at(rubric, amount.if_none, {})):
        none = (
            [*whole.where, at_least(whole.amount, NOTHING), at_least(NOTHING, whole.amount)]
            for whole in wholes
        )
        found.extend(none)
    return found


ONE = Linear(Fraction(1), {})
"""What a score that is no share is a share of."""


def _inside(
    part: Linear, whole: Linear, region: Region[Fraction], *, above: bool
) -> list[Inequality]:
    """That a share of a whole, which is `above` nothing or below it, lies in a region."""
    found = list[Inequality]()
    for edge, is_low in ((region.low, True), (region.high, False)):
        if edge is not None:
            over = part.plus(whole, -edge.at)
            ends = (over, NOTHING) if is_low == above else (NOTHING, over)
            # An edge lies in the region that it begins, unless it is `after` what it is at.
            found.append(at_least(*ends, is_strict=edge.after == is_low))
    return found


def _spans(rubric: Rubric, within: Box) -> list[Inequality]:
    """That each number is what it can be."""
    found = list[Inequality]()
    for id, (low, high) in within.items():
        one = Linear(ZERO, {id: Fraction(1)})
        if low > -BEYOND:
            found.append(at_least(one, Linear(low, {})))
        if high < BEYOND:
            found.append(at_least(Linear(high, {}), one))
    return found


def _on_grid(rubric: Rubric, one: Inequality) -> Inequality:
    """The same, saying as much as it does of numbers that go in steps."""
    shapes = [(by, _shape(rubric, id)) for id, by in one.times]
    if not shapes or any(shape.step is None for _, shape in shapes):
        return one
    steps = [abs(by) * shape.step for by, shape in shapes if shape.step is not None]
    whole = lcm(*(step.denominator for step in steps))
    unit = Fraction(gcd(*(int(step * whole) for step in steps)), whole)
    start = sum(by * (shape.low or ZERO) for by, shape in shapes)
    places = (one.least - start) / unit
    place = floor(places) + 1 if one.is_strict else ceil(places)
    return Inequality(one.times, start + place * unit, is_strict=False)


def _usual(rubric: Rubric, id: str, low: Limit | None, high: Limit | None) -> Fraction | None:
    """A number between two ends that is often meant, or the rounder one of these."""
    ends = sorted((end.at for end in (low, high) if end is not None), key=_digits)
    return _first(rubric, id, (*map(Fraction, TYPICAL), *ends), low, high)


def _digits(number: Fraction) -> int:
    """How many digits it takes to say a number, without the zeros at its end."""
    return len(str(abs(number)).rstrip("0"))


def _middle(rubric: Rubric, id: str, low: Limit | None, high: Limit | None) -> Fraction | None:
    """What lies in the middle between two ends."""
    middle = [(low.at + high.at) / 2] if low is not None and high is not None else []
    return _first(rubric, id, middle, low, high)


def _highest(rubric: Rubric, id: str, low: Limit | None, high: Limit | None) -> Fraction | None:
    """The greatest number between two ends."""
    return _first(rubric, id, () if high is None else (high.at,), low, high)


def _first(
    rubric: Rubric, id: str, some: Iterable[Fraction], low: Limit | None, high: Limit | None
) -> Fraction | None:
    """The first number that lies between two ends, of `some` and of those beside the ends."""
    shape = _shape(rubric, id)
    step = shape.step or Fraction(1, 100)
    if low is not None and high is not None:
        step = shape.step or (high.at - low.at) / 2 or step
    ends = [end.at for end in (low, high) if end is not None] or [ZERO]
    near = [end + by * step for end in ends for by in (0, 1, -1)]
    for number in map(shape.nearest, (*some, *near)):
        above = low is None or number > low.at or (number == low.at and not low.is_open)
        below = high is None or number < high.at or (number == high.at and not high.is_open)
        if above and below:
            return number
    return None


def _free(rubric: Rubric, id: str, stretch: Stretch) -> Fraction:
    """A number of which nothing is asked but what it can be."""
    return (_typical(rubric, id, stretch) or [_shape(rubric, id).nearest(ZERO)])[0]


def _searched(rubric: Rubric, wanted: Wanted, within: Box) -> dict[str, Fraction] | None:
    """Numbers that are tried: often meant ones, and where one passes an end of a region."""
    grids = {id: _typical(rubric, id, stretch) for id, stretch in within.items()}
    tried = TRIED * FEW // max(len(within), FEW)
    made_of = {score: terms.ids for score, terms in terms_of_scores(rubric).items()}
    for id in within:
        others = [other for other in within if other != id]
        moved = {one: wanted[one] for one in wanted if id in made_of.get(one, (one,))}
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


def _lie(rubric: Rubric, numbers: Mapping[str, Fraction], wanted: Wanted) -> bool:
    """Whether some scores lie in their regions for some numbers, and these in theirs."""
    values = score_values(rubric, numbers)
    return all(region.holds(values[one]) for one, region in wanted.items())


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
    wanted: Wanted,
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
