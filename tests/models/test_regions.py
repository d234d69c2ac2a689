"""The regions of numbers and days: what they hold, and what they are called."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.regions import Edge, day_regions, moved, number_regions, steps
from endorse_cli.models.rounding import reaching, rounded
from endorse_cli.models.tests import Day
from support.oracle import nearest, shifted

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


EDGES = st.builds(Edge, st.fractions(min_value=-4, max_value=4, max_denominator=6), st.booleans())
NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=2)
STEPS = st.sampled_from([None, Fraction(1), Fraction(1, 2), Fraction(2, 3)])


@given(st.none() | NUMBERS, st.none() | st.integers(1, 6), STEPS, st.lists(EDGES, max_size=4))
def test_every_answer_lies_in_exactly_one_region_and_none_is_empty(
    low: Fraction | None, many: int | None, step: Fraction | None, edges: list[Edge[Fraction]]
) -> None:
    """Regions follow each other from the lowest; whatever no answer can be in is left out."""
    base = low or Fraction(0)
    high = None if many is None else base + many * (step or 1)
    shape = NumberShape("things", low, high, step)
    cut = number_regions(shape, edges)
    for place in range(len(cut.regions)):
        inside = cut.sample(place)
        assert shape.fits(inside)
        assert cut.place(inside) == place
    fitting = [base + (step or Fraction(1, 12)) * i for i in range(-60, 60)]
    answers = [value for value in fitting if shape.fits(value)]
    places = [cut.place(value) for value in answers]
    assert places == sorted(places)
    for value in answers:
        assert [r.holds(value) for r in cut.regions].count(True) == 1
    assert len(set(cut.labels)) == len(cut.labels)


def test_regions_that_steps_and_bounds_leave_empty_are_dropped() -> None:
    """Between two neighbouring whole numbers, below the least and above the greatest: nothing."""
    whole = NumberShape("months", Fraction(0), Fraction(5), Fraction(1))
    cut = number_regions(
        whole,
        [
            Edge(Fraction(0), False),
            Edge(Fraction(2), True),
            Edge(Fraction(5, 2), False),
            Edge(Fraction(3), False),
            Edge(Fraction(5), True),
            Edge(Fraction(7), False),
        ],
    )
    assert [cut.sample(place) for place in range(len(cut.regions))] == [0, 3]


LABELS = [
    ([], ("any number of months",)),
    ([Edge(Fraction(6), False)], ("less than 6 months", "at least 6 months")),
    ([Edge(Fraction(6), True)], ("at most 6 months", "more than 6 months")),
    (
        [Edge(Fraction(6), False), Edge(Fraction(6), True)],
        ("less than 6 months", "6 months", "more than 6 months"),
    ),
    (
        [Edge(Fraction(1, 2), True), Edge(Fraction(3, 2), False)],
        ("0 months", "1 months", "at least 1.5 months"),
    ),
    (
        [Edge(Fraction(1), False), Edge(Fraction(4), True)],
        ("0 months", "at least 1 and at most 4 months", "more than 4 months"),
    ),
]


@pytest.mark.parametrize(("edges", "labels"), LABELS)
def test_a_region_is_called_by_its_bounds(
    edges: list[Edge[Fraction]], labels: tuple[str, ...]
) -> None:
    """By the bounds that cut it, with the unit; by the number where there is only one."""
    shape = NumberShape("months", Fraction(0), None, Fraction(1))
    assert number_regions(shape, edges).labels == labels


def test_every_step_is_a_value_of_a_number_that_is_added_up() -> None:
    """From the least to the greatest, both included."""
    shape = NumberShape("hours", Fraction(-1), Fraction(1), Fraction(1, 2))
    cut = steps(shape)
    assert cut is not None
    assert cut.labels == ("-1 hours", "-0.5 hours", "0 hours", "0.5 hours", "1 hours")


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


VALUES = st.fractions(min_value=-9, max_value=9, max_denominator=12)
HALVES = st.sampled_from(["up", "down", "even"])


@given(VALUES, st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 4), Fraction(2, 3)]), HALVES)
def test_rounding_is_to_the_nearest(value: Fraction, to: Fraction, half: str) -> None:
    """By distance to the multiple on either side, halves as said."""
    assert rounded(value, to, half) == nearest(value, to, half)  # type: ignore[arg-type]


@given(VALUES, VALUES, st.sampled_from([Fraction(1), Fraction(1, 4), Fraction(2, 3)]), HALVES)
def test_a_bound_is_taken_back_through_rounding(
    value: Fraction, bound: Fraction, to: Fraction, half: str
) -> None:
    """A rounded number reaches a bound exactly where the number reaches the place given."""
    for strict in (False, True):
        at, beyond = reaching(bound, to, half, strict=strict)  # type: ignore[arg-type]
        came = nearest(value, to, half)
        assert (came > bound if strict else came >= bound) == (
            value > at if beyond else value >= at
        )
