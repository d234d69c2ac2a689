"""What a condition asks of one answer: which form it has, and which days it names."""

from datetime import date
from typing import Any

import pytest
from pydantic import Field

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.model import Model
from endorse_cli.models.tests import (
    BrokenTest,
    Days,
    Includes,
    Range,
    Test,
    bounds_of,
)
from endorse_cli.rubric.rubric_reader import read_as

Plain = Any
AT = ("x",)


class Asked(Model):
    """A model with nothing but a test."""

    test: Test = Field(validation_alias="x")


def found(value: Plain) -> tuple[Plain, list[Diagnostic]]:
    """The test, and what is wrong with it."""
    asked, problems = read_as(Asked, {"x": value})
    return asked.test, problems.found


def read(value: Plain) -> Plain:
    """The test, which must be free of faults."""
    test, faults = found(value)
    assert faults == []
    return test


def test_each_form_is_what_it_says() -> None:
    """Names, bounds of either sort, members, days."""
    assert (read("yes").names, read("yes").trail) == (("yes",), AT)
    two = read({"one_of": ["a", "b"]})
    assert (two.names, two.trail) == (("a", "b"), (*AT, "one_of"))
    wide = read({"at_least": "1", "less_than": "3"})
    assert isinstance(wide, Range)
    assert list(bounds_of(wide)) == [("at_least", "1"), ("less_than", "3")]
    use = read({"at_most": {"setting": "s"}}).at_most
    assert (use.id, use.trail) == ("s", (*AT, "at_most"))
    one, some = read({"includes": "a"}), read({"includes_any": ["a", "b"]})
    assert isinstance(one, Includes)
    assert (one.members, one.any_of) == (("a",), False)
    assert (some.members, some.any_of) == (("a", "b"), True)


def test_days_are_written_out_or_counted_from_an_anchor() -> None:
    """Before an anchor is below 0; each side keeps its own."""
    first = {"no_earlier_than": {"months": "6", "before": "election"}}
    last = {"no_later_than": {"days": "3", "after": "as_of"}}
    days = read({**first, **last})
    assert isinstance(days, Days)
    assert (days.first.anchor, days.first.unit, days.first.count) == ("election", "months", -6)
    assert days.first.trail == (*AT, "no_earlier_than")
    assert (days.last.anchor, days.last.unit, days.last.count) == ("as_of", "days", 3)
    fixed = read({"no_later_than": "2026-03-01"})
    assert (fixed.first, fixed.last.day, fixed.last.anchor) == (None, date(2026, 3, 1), None)
    bare = read({"no_earlier_than": "election"}).first
    assert (bare.day, bare.anchor, bare.unit, bare.count) == (None, "election", None, 0)


@pytest.mark.parametrize("count", ["1", "10000"])
def test_a_count_of_days_reaches_from_1_to_ten_thousand(count: str) -> None:
    """Both included."""
    assert read({"no_later_than": {"years": count, "after": "election"}}).last.count == int(count)


@pytest.mark.parametrize("count", ["0", "10001", "5/2", "x"])
def test_what_is_no_count_is_told(count: str) -> None:
    """With the numbers that can stand there."""
    _, faults = found({"no_later_than": {"years": count, "after": "election"}})
    assert [d.help for d in faults] == ["Write a whole number from 1 to 10000."]


@pytest.mark.parametrize(
    "value",
    [{}, {"at_least": "1", "more_than": "2"}, {"at_most": "1", "less_than": "2"},
     {"includes": "a", "includes_any": "b"}, {"at_least": "1", "includes": "a"},
     {"no_later_than": "election", "at_least": "1"}],
)  # fmt: skip
def test_two_forms_at_once_are_none(value: Plain) -> None:
    """One fault, and nothing that follows from it."""
    test, faults = found(value)
    assert isinstance(test, BrokenTest)
    assert [(d.code, d.trail) for d in faults] == [("bad-shape", AT)]


def test_bounds_come_lower_before_upper() -> None:
    """Each by its key."""
    assert list(bounds_of(read({"more_than": "1", "at_most": "3"}))) == [
        ("more_than", "1"),
        ("at_most", "3"),
    ]
