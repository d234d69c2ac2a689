"""What a source is worth on a day, and which day is asked."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.models.evidence import Evidence
from endorse_cli.rubric.measures import own_day, standing, supports
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import base, edited, put

Plain = Any
DAY = date(2026, 5, 1)
FRESH = read_rubric(edited(put("criteria care fresh_for", {"months": "2"})))[0].criteria["care"]


def source(named: str | None, day: date | None, says: str | None = None) -> Evidence:
    """A source as it was read."""
    return Evidence.model_construct(source=named, date=day, says=says)


LASTING = read_rubric(base())[0].criteria["care"]


@pytest.mark.parametrize(
    ("dated", "fresh", "lasting"),
    [
        (None, "undated", "undated"),
        (date(2026, 2, 28), "stale", "counts"),
        (date(2026, 3, 1), "counts", "counts"),
        (date(2026, 5, 1), "counts", "counts"),
        (date(2026, 5, 2), "later", "later"),
    ],
)
def test_a_source_is_worth_what_its_day_is(dated: date | None, fresh: str, lasting: str) -> None:
    """Both ends count: the day itself, and the first day of the length before it."""
    seen = source("Log", dated, "Seen.")
    assert standing(FRESH, seen, DAY) == fresh
    assert standing(LASTING, seen, DAY) == lasting


def test_without_a_day_only_an_age_is_unsettled() -> None:
    """A source that cannot go stale counts whenever it is judged; without a date it never does."""
    assert standing(FRESH, source("Log", DAY), None) == "unsettled"
    assert standing(LASTING, source("Log", DAY), None) == "counts"
    assert standing(FRESH, source("Log", None), None) == "undated"


def test_one_source_that_counts_is_enough_and_it_has_a_name() -> None:
    """What says only something, without where it was read, supports nothing."""
    good = source("Log", DAY, None)
    assert supports(FRESH, (source("Log", None), good), DAY)
    assert not supports(FRESH, (source(None, DAY, "Heard."),), DAY)
    assert not supports(FRESH, (source("Log", date(2026, 1, 1), None),), DAY)
    assert not supports(FRESH, (), DAY)
    assert not supports(FRESH, (good,), None)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ({"as_of": "2026-05-01", "election": "2026-11-03"}, date(2026, 5, 1)),
        ({"election": "2026-11-03"}, date(2026, 11, 3)),
        ({"as_of": "soon", "election": "2026-11-03"}, date(2026, 11, 3)),
        ({"as_of": ["2026-05-01"]}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_file_is_judged_on_its_own_day(head: Plain, day: date | None) -> None:
    """`as_of` before the election; none where neither is a day."""
    assert own_day(head) == day
