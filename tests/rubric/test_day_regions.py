"""The regions of days: what they hold, and what they are called."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.grounds import moved
from endorse_cli.models.tests import Day
from endorse_cli.rubric.day_regions import day_regions
from support.base import STATED, edited, put
from support.judged import bench
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
    return Day.model_construct(anchor="election", unit=unit, count=count)


def test_days_are_called_by_what_they_are_counted_from() -> None:
    """By day where days are fixed, else by their distance."""
    first = Day.model_construct(day=date(2026, 3, 1))
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


BOUNDS: list[tuple[Any, str, dict[str, str]]] = [
    ({"no_earlier_than": "2026-03-01"}, "2026-11-03", {"2026-02-28": "no", "2026-03-01": "yes"}),
    ({"no_later_than": "2026-03-01"}, "2026-11-03", {"2026-03-01": "yes", "2026-03-02": "no"}),
    ({"no_earlier_than": "2026-03-01", "no_later_than": "2026-03-01"}, "2026-11-03",
     {"2026-02-28": "no", "2026-03-01": "yes", "2026-03-02": "no"}),
    ({"no_later_than": "election"}, "2026-11-03", {"2026-11-03": "yes", "2026-11-04": "no"}),
    ({"no_earlier_than": {"months": "1", "before": "election"}}, "2026-03-31",
     {"2026-02-27": "no", "2026-02-28": "yes", "2026-03-31": "yes"}),
    ({"no_later_than": {"months": "1", "before": "election"}}, "2026-03-31",
     {"2026-02-28": "yes", "2026-03-01": "no"}),
    ({"no_later_than": {"days": "3", "after": "election"}}, "2026-11-03",
     {"2026-11-06": "yes", "2026-11-07": "no"}),
    ({"no_earlier_than": {"years": "1", "before": "as_of"}}, "2026-11-03",
     {"2025-04-30": "no", "2025-05-01": "yes"}),
]  # fmt: skip


@pytest.mark.parametrize(("test", "election", "days"), BOUNDS)
def test_the_day_of_a_bound_belongs_to_what_is_asked(
    test: Any,  # noqa: ANN401
    election: str,
    days: dict[str, str],
) -> None:
    """First and last day both pass; the day before and the day after do not."""
    asked = {"group": "use", "ask": "Since when?", "answer": "date", **STATED}
    own = bench(
        edited(
            put("criteria since_when", asked),
            put("findings in_time", {"when": {"since_when": test}, **STATED}),
        )
    )
    head = {"election": election, "as_of": "2026-05-01"}
    found = {day: own.assessed({"since_when": day}, head).findings["in_time"] for day in days}
    assert found == days


def test_a_day_that_counts_from_an_unknown_day_is_open() -> None:
    """Whatever was answered; and what does not apply is known all the same."""
    asked = {"group": "use", "ask": "Since when?", "answer": "date", **STATED}
    asked["may_be"] = "not_applicable"
    own = bench(
        edited(
            put("criteria since_when", asked),
            put(
                "findings in_time",
                {"when": {"since_when": {"no_later_than": "election"}}, **STATED},
            ),
        )
    )
    assert own.assessed({"since_when": "2026-03-01"}).findings["in_time"] == "open"
    assert own.assessed({"since_when": "not_applicable"}).findings["in_time"] == "no"
    head = {"election": "2026-03-01"}
    assert own.assessed({"since_when": "2026-03-01"}, head).findings["in_time"] == "yes"
    either = {"since_when": {"one_of": ["2026-02-01", "not_applicable"]}}
    assert own.assessed(either, head).findings["in_time"] == "open"
    assert own.assessed({"since_when": {"one_of": ["2026-03-02", "2026-02-01"]}}, head).findings[
        "in_time"
    ] == "open"  # fmt: skip
