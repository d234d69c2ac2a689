"""A day is YYYY-MM-DD or refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.plain_values import read_day

REFUSED = [
    "", "2026", "2026-02", "2026-2-3", "26-02-03", "2026-02-30", "2025-02-29", "2026-13-01",
    "2026-00-10", "2026-01-00", "0000-01-01", "2026/02/03", "2026.02.03", "03-02-2026", "20260203",
    "2026-W05-2", "2026-034", "2026-02-03 ", " 2026-02-03", "2026-02-03\n", "2026-02-03T00:00",
    "2026-02-03Z", "12026-02-03", "-026-02-03", "+026-02-03", "٢٠٢٦-٠٢-٠٣", "2026–02–03", "today",
    "1 May 2026", "2026-W0-13", "2026-Feb-3",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_other_spellings_are_refused(text: str) -> None:
    """A day that the calendar lacks, or another way to write one, is no day."""
    assert read_day(text) is None


@given(st.dates())
def test_every_day_of_the_calendar_is_read(day: date) -> None:
    """What a record prints is read again as the same day."""
    assert read_day(day.isoformat()) == day


@given(st.text(alphabet="0123456789-W٣", max_size=12))
def test_only_the_one_spelling_is_a_day(text: str) -> None:
    """Whatever is read as a day is written exactly so."""
    day = read_day(text)
    assert day is None or day.isoformat() == text


def test_leap_days_are_days() -> None:
    """29 February exists in leap years only."""
    assert read_day("2028-02-29") == date(2028, 2, 29)
    assert read_day("2100-02-29") is None
