"""What a condition asks of one answer: which form it has, and which days it names."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.models.reader import Reader
from endorse_cli.models.tests import (
    BrokenTest,
    Day,
    Days,
    Includes,
    OneOf,
    Range,
    SettingUse,
    bounds_of,
    read_test,
    read_whole,
)

Plain = Any
AT = ("when", "x")


def read(value: Plain) -> Plain:
    """The test, which must be free of faults."""
    reader = Reader()
    found = read_test(reader, value, AT)
    assert reader.found == []
    return found


def test_each_form_is_what_it_says() -> None:
    """Names, bounds of either sort, members, days."""
    assert read("yes") == OneOf(("yes",), AT)
    assert read({"one_of": ["a", "b"]}) == OneOf(("a", "b"), (*AT, "one_of"))
    assert read({"at_least": "1", "less_than": "3"}) == Range("1", None, None, "3", AT)
    assert read({"more_than": "1", "at_most": "3"}) == Range(None, "1", "3", None, AT)
    setting = {"setting": "s"}
    assert read({"at_most": setting}) == Range(
        None, None, SettingUse("s", (*AT, "at_most")), None, AT
    )
    assert read({"includes": "a"}) == Includes(("a",), False, AT)
    assert read({"includes_any": ["a", "b"]}) == Includes(("a", "b"), True, AT)


def test_days_are_written_out_or_counted_from_an_anchor() -> None:
    """Before an anchor is below 0; each side keeps its own."""
    first = {"no_earlier_than": {"months": "6", "before": "election"}}
    last = {"no_later_than": {"days": "3", "after": "as_of"}}
    found = read({**first, **last})
    assert isinstance(found, Days)
    assert found.first == Day(None, "election", "months", -6, (*AT, "no_earlier_than"))
    assert found.last == Day(None, "as_of", "days", 3, (*AT, "no_later_than"))
    fixed = read({"no_later_than": "2026-03-01"})
    assert (fixed.first, fixed.last.day, fixed.last.anchor) == (None, date(2026, 3, 1), None)
    bare = read({"no_earlier_than": "election"}).first
    assert (bare.day, bare.anchor, bare.unit, bare.count) == (None, "election", None, 0)


@pytest.mark.parametrize("count", ["1", "10000"])
def test_a_count_of_days_reaches_from_1_to_ten_thousand(count: str) -> None:
    """Both included."""
    found = read({"no_later_than": {"years": count, "after": "election"}})
    assert found.last.count == int(count)


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("3", 3), ("4", 4), ("1", None), ("5", None), ("5/2", None)]
)
def test_a_whole_number_lies_between_two_others(text: str, number: int | None) -> None:
    """Both included; else the least stands in, and it is told."""
    reader = Reader()
    assert read_whole(reader, text, "`n`", AT, 2, 4) == (number or 2)
    assert [d.help for d in reader.found] == (
        [] if number else ["Write a whole number from 2 to 4."]
    )


@pytest.mark.parametrize(
    "value",
    [{}, {"at_least": "1", "more_than": "2"}, {"at_most": "1", "less_than": "2"},
     {"includes": "a", "includes_any": "b"}, {"at_least": "1", "includes": "a"},
     {"no_later_than": "election", "at_least": "1"}],
)  # fmt: skip
def test_two_forms_at_once_are_none(value: Plain) -> None:
    """One fault, and nothing that follows from it."""
    reader = Reader()
    assert isinstance(read_test(reader, value, AT), BrokenTest)
    assert [(d.code, d.trail) for d in reader.found] == [("bad-shape", AT)]


def test_bounds_come_lower_before_upper() -> None:
    """Each by its key."""
    assert list(bounds_of(Range(None, "1", "3", None, AT))) == [
        ("more_than", "1"),
        ("at_most", "3"),
    ]
