"""Parts deep in a line are named by what stands beside them; values are looked up and taken out."""

from functools import partial
from typing import Any

import pytest

from endorse_cli.models.plain_values import lacking, value_at
from endorse_cli.rubric.part_tree import way

Plain = Any
Trail = tuple[str | int, ...]

SCORE: Plain = {
    "value": {
        "sum": [
            {"points": "meetings", "bands": [{"at_least": "10", "give": "2"}]},
            {"times": ["1/2", "care"]},
        ]
    },
    "worth": ["0", "1/2"],
    "levels": ["none", "some"],
    "cells": [{"is": "yes", "from": "p1", "basis": "stated", "note": "So."}],
}


@pytest.mark.parametrize(
    ("trail", "value"),
    [
        ((), SCORE),
        (("worth", 1), "1/2"),
        (("worth", 2), None),
        (("value", "sum", 0, "points"), "meetings"),
        (("value", 0), None),
        (("worth", "levels"), None),
        (("gone", "levels"), None),
    ],
)
def test_what_stands_at_the_end_of_a_trail(trail: Trail, value: Plain) -> None:
    """Nothing where nothing does."""
    assert value_at(SCORE, trail) == value


@pytest.mark.parametrize(
    ("trail", "words"),
    [
        (("value",), ""),
        (("value", "sum", 0, "bands", 0, "give"), "points meetings, at_least 10: give"),
        (("value", "sum", 0, "bands", 0, "at_least"), "points meetings, give 2: at_least"),
        (("value", "sum", 0, "points"), "number 1: points"),
        (("worth", 0), "none"),
        (("worth", 5), "number 6"),
        (("value", "sum", 1, "times", 0), "number 1"),
        (("cells", 0, "when"), "is yes: when"),
    ],
)
def test_an_entry_of_a_list_is_named_by_its_own_words(trail: Trail, words: str) -> None:
    """Not by its grounds; a bare number by its level, or by its place from 1."""
    assert way(partial(value_at, SCORE), trail) == words


def test_what_is_empty_without_a_part_goes_with_it() -> None:
    """Whatever else stands there stays, and the value given is not changed."""
    value: Plain = {"a": {"b": {"c": "1"}, "d": "2"}, "e": "3"}
    assert lacking(value, ("a", "b", "c")) == {"a": {"d": "2"}, "e": "3"}
    assert lacking(value, ("a", "d")) == {"a": {"b": {"c": "1"}}, "e": "3"}
    assert lacking(value, ("e",)) == {"a": {"b": {"c": "1"}, "d": "2"}}
    assert lacking({"a": {"b": "1"}, "e": "3"}, ("a", "b")) == {"e": "3"}
    assert lacking(value, ("x",)) == value
    assert lacking(value, ()) == value
    assert lacking("text", ("a",)) == "text"
