"""The regions of days: which there are, what lies in each, what it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from endorse_cli.models.grounds import moved
from endorse_cli.models.tests import Day
from endorse_cli.rubric.number_regions import Edge, Region, between


@dataclass(frozen=True)
class DayRegions:
    """The regions of a date criterion: cut at fixed days, or at distances from one anchor.

    With an anchor, places are counted in its unit, below 0 before it; else they are the ordinals
    of days.
    """

    anchor: str | None
    unit: str | None
    regions: tuple[Region[int], ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """A name for each region: `before 2026-03-01`, `from 6 months before the election`."""
        return tuple(self._label(region) for region in self.regions)

    def _label(self, region: Region[int]) -> str:
        low, high = region.low, region.high
        parts = []
        if low is not None and high is not None and not low.after and high == Edge(low.at, True):
            return f"on {self._name(low.at)}" if self.anchor is None else self._name(low.at)
        if low is not None:
            on = " on" if high is None and not low.after else ""
            parts.append(f"{'after' if low.after else 'from'} {self._name(low.at)}{on}")
        if high is not None:
            parts.append(f"{'until' if high.after else 'before'} {self._name(high.at)}")
        return ", ".join(parts) or "any day"

    def _name(self, at: int) -> str:
        if self.anchor is None:
            return date.fromordinal(at).isoformat()
        named = NAMES[self.anchor]
        if at == 0:
            return named
        unit = (self.unit or "days").removesuffix("s") if abs(at) == 1 else self.unit
        return f"{abs(at)} {unit} {'before' if at < 0 else 'after'} {named}"

    def passing(self, first: Day | None, last: Day | None) -> int:
        """The mask of the regions from one day to another, both of them among the cuts."""
        low = self._same(_edge(first, False)) if first is not None else None
        high = self._same(_edge(last, True)) if last is not None else None
        found = 0
        for position, region in enumerate(self.regions):
            above = low is None or (region.low is not None and low <= self._same(region.low))
            below = high is None or (region.high is not None and self._same(region.high) <= high)
            found |= (above and below) << position
        return found

    def _same(self, edge: Edge[int]) -> Edge[int]:
        return canonical(edge, self.anchor is None or self.unit == "days")

    def possible(self, day: date, anchor: date | None) -> int:
        """The mask of the regions in which a day can lie: one, or all where the anchor is open."""
        if self.anchor is not None and anchor is None:
            return (1 << len(self.regions)) - 1
        found = [i for i, region in enumerate(self.regions) if self._holds(region, day, anchor)]
        return 1 << found[0]

    def _holds(self, region: Region[int], day: date, anchor: date | None) -> bool:
        def passed(edge: Edge[int]) -> bool:
            at = self._day(edge.at, anchor)
            return day.toordinal() > at if edge.after else day.toordinal() >= at

        return (region.low is None or passed(region.low)) and not (
            region.high is not None and passed(region.high)
        )

    def _day(self, at: int, anchor: date | None) -> int:
        return at if anchor is None or self.anchor is None else moved(anchor, at, self.unit)

    def sample(self, position: int, anchor: date) -> date | None:
        """A day in a region, seen from an anchor; None where the calendar has none."""
        region = self.regions[position]
        low = self._day(region.low.at, anchor) + region.low.after if region.low else None
        high = self._day(region.high.at, anchor) - (not region.high.after) if region.high else None
        at = low if low is not None else high if high is not None else anchor.toordinal()
        return date.fromordinal(at) if 1 <= at <= date.max.toordinal() else None


_SPAN = re.compile(r"\b(before|after) (\d+ \w+ \1 )")


def said_days(label: str) -> str:
    """The label of a region as people say it: `more than 30 days before the election`."""
    return _SPAN.sub(r"more than \2", label)


NAMES = {"election": "the election", "as_of": "the day of assessment"}


def day_regions(days: Sequence[tuple[Day, bool]]) -> DayRegions:
    """The regions that comparisons cut: each a day, and whether the cut is just after it.

    The days are all fixed, or all count from one anchor in one unit.
    """
    anchored = [day for day, _ in days if day.anchor is not None]
    anchor = anchored[0].anchor if anchored else None
    unit = next((day.unit for day in anchored if day.unit is not None), None)
    edges: dict[Edge[int], Edge[int]] = {}
    for day, after in days:
        edge = _edge(day, after)
        edges.setdefault(canonical(edge, anchor is None or unit == "days"), edge)
    return DayRegions(anchor, unit, tuple(between(edges.values())))


def _edge(day: Day, after: bool) -> Edge[int]:
    return Edge(day.day.toordinal() if day.day is not None else day.count, after)


def canonical(edge: Edge[int], in_days: bool) -> Edge[int]:
    """One edge for all that are the same: just after a day is just before the next."""
    return Edge(edge.at + 1, False) if in_days and edge.after else edge
