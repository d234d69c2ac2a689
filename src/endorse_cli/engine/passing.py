"""The only place that says which values pass a test."""

from collections.abc import Mapping
from fractions import Fraction

from endorse_cli.models.cuts import Regions, range_edges
from endorse_cli.models.day_regions import DayRegions
from endorse_cli.models.number_regions import NumberRegions
from endorse_cli.models.numbers import read_number
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.tests import Bound, Days, OneOf, Range, SettingUse, Test

Settings = Mapping[str, Setting]


def bound_text(bound: Bound, settings: Settings) -> str:
    """The level or number of a bound, through its setting where it names one."""
    return settings[bound.id].value if isinstance(bound, SettingUse) else bound


def bound_number(bound: Bound, settings: Settings) -> Fraction:
    """The number of a bound; the rubric has been checked, so it is one."""
    number = read_number(bound_text(bound, settings))
    if number is None:
        raise ValueError(f"a bound of a checked rubric is no number: {bound!r}")
    return number


def passing(test: Test, names: tuple[str, ...], settings: Settings) -> int:
    """The mask of the names that pass a test, by place; names are in order, lowest first."""
    match test:
        case OneOf(names=wanted):
            return sum(1 << i for i, name in enumerate(names) if name in wanted)
        case Range():
            first, last = _limits(test, names, settings)
            return sum(1 << i for i in range(max(first, 0), min(last, len(names) - 1) + 1))
    raise ValueError(f"not a test of names: {test!r}")


def regions_passing(test: Range | Days, regions: Regions, rubric: Rubric) -> int:
    """The mask of the regions of a number or a day that pass a test, by place.

    The test's own bounds are among the cuts, so that a region passes whole or not at all.
    """
    if isinstance(test, Days) and isinstance(regions, DayRegions):
        return regions.passing(test.first, test.last)
    if isinstance(test, Range) and isinstance(regions, NumberRegions):
        lows, highs = range_edges(rubric, test)
        return regions.passing(lows, highs)
    raise ValueError(f"not a test of such an answer: {test!r}")


def _limits(test: Range, names: tuple[str, ...], settings: Settings) -> tuple[int, int]:
    first, last = 0, len(names) - 1
    if test.at_least is not None:
        first = names.index(bound_text(test.at_least, settings))
    if test.more_than is not None:
        first = names.index(bound_text(test.more_than, settings)) + 1
    if test.at_most is not None:
        last = names.index(bound_text(test.at_most, settings))
    if test.less_than is not None:
        last = names.index(bound_text(test.less_than, settings)) - 1
    return first, last
