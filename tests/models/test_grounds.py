"""Lengths of time are counted on the calendar, and days in force include both ends."""

from datetime import date

import pytest

from endorse_cli.models.grounds import InForce, Span
from endorse_cli.models.plain_values import Plain
from endorse_cli.rubric.rubric_reader import read_as


@pytest.mark.parametrize(
    ("unit", "count", "day", "before"),
    [
        ("days", 1, date(2024, 3, 1), date(2024, 2, 29)),
        ("weeks", 2, date(2026, 1, 8), date(2025, 12, 25)),
        ("months", 1, date(2026, 3, 31), date(2026, 2, 28)),
        ("months", 1, date(2024, 3, 31), date(2024, 2, 29)),
        ("months", 13, date(2026, 1, 15), date(2024, 12, 15)),
        ("years", 1, date(2024, 2, 29), date(2023, 2, 28)),
        ("years", 4, date(2024, 2, 29), date(2020, 2, 29)),
        ("years", 4000, date(2026, 1, 1), date.min),
        ("days", 4000, date(9, 1, 1), date.min),
    ],
)
def test_a_length_before_a_day(unit: str, count: int, day: date, before: date) -> None:
    """In a shorter month the last day stands in; before the first of all days there is none."""
    assert Span.model_construct(unit=unit, count=count).before(day) == before


def test_a_length_reads_like_english() -> None:
    """`1 month`, `6 months`."""
    assert [str(Span.model_construct(unit="months", count=n)) for n in (1, 6)] == [
        "1 month",
        "6 months",
    ]


@pytest.mark.parametrize(
    "value",
    ["6 months", {}, {"months": "six"}, {"months": "-1"}, {"months": "1.5"}, {"months": "99999"},
     {"months": "٣"}, {"month": "6"}, {"months": None}, {"days": "1", "weeks": "1"}],
)  # fmt: skip
def test_what_is_no_length_gives_one_report(value: Plain) -> None:
    """Whatever stands there, it is told once and never guessed."""
    _, problems = read_as(Span, value, "`fresh_for`")
    assert len(problems.found) == 1


@pytest.mark.parametrize(
    "value",
    ["2026-01-01", {}, {"since": "soon"}, {"from": "2026-01-01"},
     {"since": "2026-02-01", "until": "2026-01-31"}],
)  # fmt: skip
def test_what_are_no_days_in_force_gives_one_report(value: Plain) -> None:
    """Whatever stands there, it is told once."""
    _, problems = read_as(InForce, value, "`in_force`")
    assert len(problems.found) == 1


def test_one_day_can_be_all() -> None:
    """A line may be in force on a single day."""
    day = date(2026, 1, 1)
    found, _ = read_as(InForce, {"since": "2026-01-01", "until": "2026-01-01"})
    assert found == InForce.model_construct(since=day, until=day)
    assert found.covers(day)
