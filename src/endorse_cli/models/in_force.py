"""The only place that settles what is in force on a day, and from which days on it changes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from endorse_cli.models.rubric import Rubric
from endorse_cli.models.without import stood_in_for, without


class Period(NamedTuple):
    """The days from `first` on, until the next period; None is from the beginning of time.

    `day` is one of them.
    """

    first: date | None
    day: date
    rubric: Rubric


def everything(rubric: Rubric) -> Rubric:
    """The rubric as its overlays leave it, with everything in force."""
    return _filled(without(rubric, rubric.chain.switched_off))


def at(rubric: Rubric, day: date) -> Rubric:
    """The rubric as it stands on a day, as its overlays leave it."""
    return _filled(without(rubric, rubric.chain.switched_off | not_in_force(rubric, day)))


def not_in_force(rubric: Rubric, day: date) -> frozenset[str]:
    """The criteria that are not asked on a day."""
    return frozenset(
        id
        for id, criterion in rubric.criteria.items()
        if criterion.in_force is not None and not criterion.in_force.covers(day)
    )


def _filled(rubric: Rubric) -> Rubric:
    return without(rubric, stood_in_for(rubric))


def is_dated(rubric: Rubric) -> bool:
    """Whether what is in force depends on the day."""
    return any(criterion.in_force is not None for criterion in rubric.criteria.values())


def periods(rubric: Rubric) -> Iterator[Period]:
    """Every period in which something else is in force than in the one before, in order."""
    before: frozenset[str] | None = None
    days = _first_days(rubric)
    for place, first in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        day = first or (following - timedelta(days=1) if following else date.min)
        off = not_in_force(rubric, day)
        if off != before:
            yield Period(first, day, at(rubric, day))
        before = off


def _first_days(rubric: Rubric) -> list[date | None]:
    days: set[date] = set()
    for criterion in rubric.criteria.values():
        if criterion.in_force is not None:
            since, until = criterion.in_force.since, criterion.in_force.until
            days.update([since] if since else [])
            days.update([until + timedelta(days=1)] if until and until < date.max else [])
    return [None, *sorted(days - {date.min})]
