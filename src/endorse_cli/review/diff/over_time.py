"""The only place that lays the days of two rubrics side by side: when which of their lines hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from endorse_cli.models.in_force import at, is_dated, not_in_force, periods
from endorse_cli.models.rubric import Rubric


class Days(NamedTuple):
    """The days from `since` to `until`, both included; None is from or to the end of time."""

    since: date | None
    until: date | None

    @property
    def sample(self) -> date:
        """One of the days."""
        return self.since or self.until or date(2000, 1, 1)


class Stretch(NamedTuple):
    """All days on which one and the same is in force of the old rubric, and of the new one.

    `is_whole` where that is everything of both; `is_uneven` where a line of both rubrics is asked
    by one of them only.
    """

    days: tuple[Days, ...]
    old: Rubric
    new: Rubric
    is_whole: bool
    is_uneven: bool


def stretches(old: Rubric, new: Rubric) -> Iterator[Stretch]:
    """Every stretch of two rubrics given with every line in them; none where nothing is dated."""
    found: dict[tuple[frozenset[str], frozenset[str]], list[Days]] = {}
    for days in _days(old, new) if is_dated(old) or is_dated(new) else ():
        off = not_in_force(old, days.sample), not_in_force(new, days.sample)
        found.setdefault(off, []).append(days)
    shared = old.criteria.keys() & new.criteria.keys()
    for (before, after), days_of_it in found.items():
        day = days_of_it[0].sample
        uneven = bool((before ^ after) & shared)
        views = at(old, day), at(new, day)
        yield Stretch(tuple(days_of_it), *views, not (before or after), uneven)


def _days(old: Rubric, new: Rubric) -> Iterator[Days]:
    firsts = {period.first for rubric in (old, new) for period in periods(rubric)}
    since: date | None = None
    for following in sorted(first for first in firsts if first is not None):
        yield Days(since, following - timedelta(days=1))
        since = following
    yield Days(since, None)
