"""The regions of numbers: which a rubric tells apart, what lies in each, what it is called."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from math import ceil, floor
from typing import Generic, NamedTuple, TypeVar

from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.plain_values import number_words, read_number

P = TypeVar("P", Fraction, int)


class Edge(NamedTuple, Generic[P]):
    """A place between two regions: just before a value, or (`after`) just after it."""

    at: P
    after: bool


@dataclass(frozen=True)
class Region(Generic[P]):
    """What lies between two edges; None where there is no end on that side."""

    low: Edge[P] | None
    high: Edge[P] | None

    def holds(self, value: P) -> bool:
        """Whether a value lies here."""
        here = Edge(value, False)
        return (self.low is None or self.low <= here) and (self.high is None or here < self.high)


def between(edges: Iterable[Edge[P]]) -> list[Region[P]]:
    """The stretches that some edges cut, from the lowest to the highest."""
    ends: list[Edge[P] | None] = [None]
    ends.extend(sorted(set(edges)))
    ends.append(None)
    return [Region(low, high) for low, high in pairwise(ends)]


MAX_REGIONS = 2_000
"""More values than this no question can have: past it a number is to be given coarser steps."""


@dataclass(frozen=True)
class NumberRegions:
    """The regions of a number, and how each is named.

    `made_of` tells how a number that nobody answers is worked out; else it is empty.
    """

    shape: NumberShape
    regions: tuple[Region[Fraction], ...]
    made_of: str = ""

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """A name for each region, with the unit: `at least 6 months`."""
        return tuple(self._label(region) for region in self.regions)

    @cached_property
    def are_listed(self) -> bool:
        """Whether each region is one number alone."""
        return all(only_value(self.shape, region) is not None for region in self.regions)

    def _label(self, region: Region[Fraction]) -> str:
        unit, only = self.shape.unit, only_value(self.shape, region)
        if only is not None:
            return self.number_label(only)
        low, high = region.low, region.high
        parts = []
        if low is not None:
            parts.append(f"{'more than' if low.after else 'at least'} {number_words(low.at)}")
        if high is not None:
            parts.append(f"{'at most' if high.after else 'less than'} {number_words(high.at)}")
        if not unit:
            return " and ".join(parts) or "any number"
        return f"{' and '.join(parts)} {unit}" if parts else f"any number of {unit}"

    @cached_property
    def _lows(self) -> list[Edge[Fraction]]:
        """Where each region but the first begins."""
        return [region.low for region in self.regions[1:] if region.low is not None]

    def number_label(self, number: Fraction) -> str:
        """One number, with the unit: `6 months`."""
        return f"{number_words(number)} {self.shape.unit}".rstrip()

    def number_of(self, label: str) -> Fraction | None:
        """The number that a label names; None where it is none of one number."""
        number = read_number(label.removesuffix(f" {self.shape.unit}").replace(",", ""))
        return number if number is not None and self.number_label(number) == label else None

    def place(self, value: Fraction) -> int:
        """In which region a number lies that fits the shape."""
        return bisect_right(self._lows, Edge(value, False))

    def passing(self, lows: Iterable[Edge[Fraction]], highs: Iterable[Edge[Fraction]]) -> int:
        """The mask of the regions above some edges and below others, all of them among the cuts."""
        low, high = max(lows, default=None), min(highs, default=None)
        found = 0
        for position in range(len(self.regions)):
            here = Edge(self.sample(position), False)
            if (low is None or low <= here) and (high is None or here < high):
                found |= 1 << position
        return found

    def ends(self, mask: int) -> tuple[Fraction | None, Fraction | None]:
        """The least and the greatest number in some regions; None where there is no end.

        An end that is no answer itself, `less than 5` where any number will do, counts as one.
        """
        low, high = ((mask & -mask).bit_length() - 1, mask.bit_length() - 1)
        first, last = self.regions[low], self.regions[high]
        below, above = least(self.shape, first), greatest(self.shape, last)
        if below is None and first.low is not None:
            below = first.low.at
        if above is None and last.high is not None:
            above = last.high.at
        return below, above

    def sample(self, position: int) -> Fraction:
        """A number that lies in a region."""
        return self.samples[position]

    @cached_property
    def samples(self) -> tuple[Fraction, ...]:
        """A number that lies in each region."""
        return tuple(sample(self.shape, region) for region in self.regions)


def number_regions(
    shape: NumberShape, edges: Iterable[Edge[Fraction]], made_of: str = ""
) -> NumberRegions:
    """The regions of a number in which at least one answer lies."""
    cut = between(edges)
    return NumberRegions(shape, tuple(r for r in cut if not is_empty(shape, r)), made_of)


@lru_cache(maxsize=1024)
def steps(shape: NumberShape) -> NumberRegions | None:
    """Every value of a number as a region; None where they cannot be listed. Remembered."""
    low, high, step = shape.low, shape.high, shape.step
    if low is None or high is None or step is None or (high - low) / step > MAX_REGIONS:
        return None
    return NumberRegions(shape, _listed(low, int((high - low) / step), step))


@lru_cache(maxsize=64)
def _listed(low: Fraction, most: int, step: Fraction) -> tuple[Region[Fraction], ...]:
    """A region for each of so many steps; one list for all questions that have the same ones."""
    values = [low + i * step for i in range(most + 1)]
    return tuple(Region(Edge(v, False), Edge(v, True)) for v in values)


def least(shape: NumberShape, region: Region[Fraction]) -> Fraction | None:
    """The least answer that can lie in a region with a lower end; None where there is no least."""
    low = region.low
    if shape.low is not None and (low is None or low <= Edge(shape.low, False)):
        return shape.low
    if low is None or (shape.step is None and low.after):
        return None
    if shape.step is None:
        return low.at
    base = shape.low or Fraction(0)
    count = (low.at - base) / shape.step
    whole = floor(count) + 1 if low.after else ceil(count)
    return base + whole * shape.step


def greatest(shape: NumberShape, region: Region[Fraction]) -> Fraction | None:
    """The greatest answer that can lie in a region; None where there is no greatest."""
    high = region.high
    if shape.high is not None and (high is None or Edge(shape.high, True) <= high):
        return shape.high
    if high is None or (shape.step is None and not high.after):
        return None
    if shape.step is None:
        return high.at
    base = shape.low or Fraction(0)
    count = (high.at - base) / shape.step
    whole = floor(count) if high.after else ceil(count) - 1
    return base + whole * shape.step


def is_empty(shape: NumberShape, region: Region[Fraction]) -> bool:
    """Whether no answer can lie in a region."""
    low, high = _ends(shape, region)
    if low is None or high is None:
        return False
    if shape.step is None:
        return not low < high
    first, last = least(shape, region), greatest(shape, region)
    return first is not None and last is not None and first > last


def _ends(
    shape: NumberShape, region: Region[Fraction]
) -> tuple[Edge[Fraction] | None, Edge[Fraction] | None]:
    """Where a region ends, the bounds of the shape included."""
    lows = [region.low, Edge(shape.low, False) if shape.low is not None else None]
    highs = [region.high, Edge(shape.high, True) if shape.high is not None else None]
    return (
        max((edge for edge in lows if edge is not None), default=None),
        min((edge for edge in highs if edge is not None), default=None),
    )


def only_value(shape: NumberShape, region: Region[Fraction]) -> Fraction | None:
    """The one answer that can lie in a region, where there is only one."""
    if region.low is not None and region.high is not None and region.low.at == region.high.at:
        return region.low.at
    first, last = least(shape, region), greatest(shape, region)
    return first if first is not None and first == last else None


def sample(shape: NumberShape, region: Region[Fraction]) -> Fraction:
    """An answer that lies in a region which is not empty."""
    if region.low is not None and region.high is not None and region.low.at == region.high.at:
        return region.low.at
    first, last = least(shape, region), greatest(shape, region)
    if first is not None:
        return first
    if last is not None:
        return last
    low, high = _ends(shape, region)
    if low is not None and high is not None:
        return (low.at + high.at) / 2
    if low is not None:
        return low.at + 1
    return high.at - 1 if high is not None else Fraction(0)
