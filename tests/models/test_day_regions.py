"""The regions of days: what they hold, and what they are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.day_regions import day_regions, moved
from endorse_cli.models.tests import Day
from support.oracle import shifted

MONTHS = [
    (date(2026, 3, 31), -1, date(2026, 2, 28)),
    (date(2024, 3, 31), -1, date(2024, 2, 29)),
    (date(2026, 7, 31), -1, date(2026, 6, 30)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2026, 1, 1), -1, date(2025, 12, 1)),
    (date(2025, 12, 31), 2, date(2026, 2, 28)),
    (date(2026, 3, 30), -1, date(2026, 2, 28)),
    (date(2026, 8, 31), -18, date(2025, 2, 28)),
]


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS)
def test_a_month_before_the_31st_is_the_last_day_of_a_shorter_month(
    day: date, months: int, expected: date
) -> None:
    """Months keep the day of the month where there is one, and else take the last."""
    assert date.fromordinal(moved(day, months, "months")) == expected


def test_a_year_from_a_leap_day_is_the_end_of_february() -> None:
    """29 February has no counterpart in most years."""
    leap = date(2024, 2, 29)
    assert date.fromordinal(moved(leap, -1, "years")) == date(2023, 2, 28)
    assert date.fromordinal(moved(leap, 4, "years")) == date(2028, 2, 29)


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(-300, 300),
    st.sampled_from(["days", "weeks", "months", "years"]),
)
def test_days_are_counted_as_on_a_calendar(day: date, count: int, unit: str) -> None:
    """Month by month, as one would turn the leaves."""
    count = count // 10 if unit == "years" else count
    assert date.fromordinal(moved(day, count, unit)) == shifted(day, count, unit)


@given(st.dates(), st.sampled_from(["days", "weeks", "months", "years"]))
def test_beyond_the_calendar_is_before_or_after_every_day(day: date, unit: str) -> None:
    """More units lead further, however many; so no region changes places with another."""
    far = [moved(day, count, unit) for count in (-10_000, -9_000, -1, 0, 1, 9_000, 10_000)]
    assert far == sorted(far)
    assert len(set(far)) == len(far)


def anchored(count: int, unit: str | None = "months") -> Day:
    """So many units from the election."""
    return Day(None, "election", unit, count, ())


def test_days_are_called_by_what_they_are_counted_from() -> None:
    """By day where days are fixed, else by their distance."""
    first = Day(date(2026, 3, 1), None, None, 0, ())
    assert day_regions([(first, False)]).labels == ("before 2026-03-01", "from 2026-03-01 on")
    both = day_regions([(first, False), (first, True)])
    assert both.labels == ("before 2026-03-01", "on 2026-03-01", "after 2026-03-01")
    counted = day_regions([(anchored(-6), False), (anchored(0, None), True)])
    assert counted.labels == (
        "before 6 months before the election",
        "from 6 months before the election, until the election",
        "after the election",
    )


@given(st.dates(date(2023, 12, 25), date(2024, 4, 5)), st.integers(-3, 3), st.booleans())
def test_a_day_lies_where_the_calendar_says(election: date, count: int, after: bool) -> None:
    """Around month ends and leap days: before the cut or from it, by the day itself."""
    cut = day_regions([(anchored(count), after)])
    limit = shifted(election, count, "months")
    for more in range(-3, 4):
        day = limit + timedelta(days=more)
        beyond = day > limit if after else day >= limit
        assert cut.possible(day, election) == (0b10 if beyond else 0b01)
        assert cut.possible(day, None) == 0b11
