"""What several rubrics cut a number or a day into together."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from endorse_cli.models.kinds import NumberShape
from endorse_cli.rubric.day_regions import DayRegions, canonical
from endorse_cli.rubric.number_regions import NumberRegions, between, number_regions
from endorse_cli.rubric.regions import Regions


class Common(NamedTuple):
    """The regions that several rubrics cut together, and for each the region of its own."""

    regions: Regions
    reads: tuple[tuple[int, ...], ...]


def common_regions(own: Sequence[Regions]) -> Common | None:
    """What several rubrics cut together; None where no answer can be read by all of them."""
    numbers = [regions for regions in own if isinstance(regions, NumberRegions)]
    days = [regions for regions in own if isinstance(regions, DayRegions)]
    if len(numbers) == len(own):
        return _numbers(numbers)
    return _days(days) if len(days) == len(own) else None


def _numbers(own: Sequence[NumberRegions]) -> Common | None:
    if len({regions.made_of for regions in own}) > 1:
        return None
    shape: NumberShape | None = own[0].shape
    for regions in own[1:]:
        shape = shared_shape(shape, regions.shape) if shape is not None else None
    if shape is None:
        return None
    unlike = {id(one.regions): one for one in own}
    if len(unlike) == 1:
        # Most rubrics side by side cut a number alike, and lists of its steps are long.
        places = tuple(range(len(own[0].regions)))
        return Common(own[0], (places,) * len(own)) if places else None
    every = (region for one in unlike.values() for region in one.regions)
    edges = (edge for one in every for edge in (one.low, one.high) if edge is not None)
    cut = number_regions(shape, edges, own[0].made_of)
    reads = {which: tuple(map(one.place, cut.samples)) for which, one in unlike.items()}
    found = tuple(reads[id(one.regions)] for one in own)
    return Common(cut, found) if cut.regions else None


def shared_shape(first: NumberShape, second: NumberShape) -> NumberShape | None:
    """The numbers that fit both shapes; None where their units differ or none fits both."""
    if first.unit != second.unit:
        return None
    lows = [shape.low for shape in (first, second) if shape.low is not None]
    highs = [shape.high for shape in (first, second) if shape.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    steps = [shape.step for shape in (first, second) if shape.step is not None]
    if not steps:
        return NumberShape.model_construct(unit=first.unit, low=low, high=high, step=None)
    step = _together(steps)
    base = _first_fitting(first, second, low or Fraction(0), step)
    # Without a least number the steps go on below the first one found, to any greatest number.
    if base is None or (low is not None and high is not None and base > high):
        return None
    least = None if low is None else base
    return NumberShape.model_construct(unit=first.unit, low=least, high=high, step=step)


def _together(steps: Sequence[Fraction]) -> Fraction:
    """The least number of which each step is a part."""
    unit = lcm(*(step.denominator for step in steps))
    return Fraction(lcm(*(int(step * unit) for step in steps)), unit)


def _first_fitting(
    first: NumberShape, second: NumberShape, at: Fraction, step: Fraction
) -> Fraction | None:
    """The first number from a place on that is a whole number of steps along in both shapes."""
    finest = min(shape.step for shape in (first, second) if shape.step is not None)
    stepped = first if first.step == finest else second
    base = stepped.low or Fraction(0)
    start = base + ceil((at - base) / finest) * finest
    for count in range(floor(step / finest)):
        value = start + count * finest
        if all(_is_along(shape, value) for shape in (first, second)):
            return value
    return None


def _is_along(shape: NumberShape, value: Fraction) -> bool:
    if shape.step is None:
        return True
    return ((value - (shape.low or Fraction(0))) / shape.step).denominator == 1


def _days(own: Sequence[DayRegions]) -> Common | None:
    cut = [regions for regions in own if len(regions.regions) > 1]
    kinds = {(regions.anchor, regions.unit) for regions in cut}
    anchors = {anchor for anchor, _ in kinds}
    units = {unit for _, unit in kinds if unit is not None}
    if len(anchors) > 1 or len(units) > 1:
        return None
    anchor, unit = next(iter(anchors), None), next(iter(units), None)
    in_days = anchor is None or unit == "days"
    ends = [
        sorted({canonical(region.low, in_days) for region in one.regions if region.low is not None})
        for one in own
    ]
    regions = tuple(between(edge for edges in ends for edge in edges))
    reads = tuple(
        tuple(0 if r.low is None else bisect_right(edges, r.low) for r in regions) for edges in ends
    )
    return Common(DayRegions(anchor, unit, regions), reads)
