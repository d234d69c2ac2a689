"""The only place that words several regions of a number or a day as one, where they touch."""

from collections.abc import Iterator, Sequence

from endorse_cli.models.cuts import Regions, regions_of
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.number_regions import NumberRegions
from endorse_cli.models.regions import Region
from endorse_cli.models.rubric import Rubric


def merged(rubric: Rubric, criterion: str, values: Sequence[str]) -> list[str]:
    """The values of a number or a day, by label, with those that touch as one label."""
    if len(values) < 2:
        return list(values)
    regions = regions_of(rubric)[criterion]
    place_of = {label: place for place, label in enumerate(regions.labels)}
    places = [place_of[value] for value in values if value in place_of]
    others = [value for value in values if value not in place_of]
    return [*(label(regions, first, last) for first, last in _runs(places)), *others]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of places that follow each other: the first and the last of each."""
    starts = [i for i, place in enumerate(places) if not i or place != places[i - 1] + 1]
    ends = [*(i - 1 for i in starts[1:]), len(places) - 1]
    return ((places[start], places[end]) for start, end in zip(starts, ends, strict=False))


def label(regions: Regions, first: int, last: int) -> str:
    """The name of all that lies from one region to another, in the words of a single one.

    What reaches to an end of the number has no bound on that side.
    """
    if first == last:
        return regions.labels[first]
    if isinstance(regions, DayRegions):
        days = Region(regions.regions[first].low, regions.regions[last].high)
        return DayRegions(regions.anchor, regions.unit, (days,)).labels[0]
    low = regions.regions[first].low if first else None
    high = regions.regions[last].high if last + 1 < len(regions.regions) else None
    return NumberRegions(regions.shape, (Region(low, high),)).labels[0]
