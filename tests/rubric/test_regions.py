"""Where numbers and days are cut: by what they are compared with, and nowhere else."""

from typing import Any

import pytest

from endorse_cli.models.conditions import Atom
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range
from endorse_cli.rubric.part_tree import walk
from endorse_cli.rubric.regions import all_conditions, is_reversed, regions_of
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, base, edited, put

Plain = Any

ASKED = {"group": "use", "ask": "How much?", **STATED}
PLAIN = {**ASKED, "answer": {"number": {"unit": "loans", "step": "any"}}}
SINCE = {**ASKED, "answer": "date"}


def read(*sections: tuple[str, Plain]) -> Rubric:
    """The small rubric with a number and a day that only these look at."""
    edits = [put(at, value) for at, value in sections]
    rubric, found = read_rubric(
        edited(put("criteria plain", PLAIN), put("criteria since_when", SINCE), *edits)
    )
    assert found == (), [d.message for d in found]
    return rubric


def labels(*sections: tuple[str, Plain], of: str = "plain") -> tuple[str, ...]:
    """The regions of the number or the day, by name."""
    return regions_of(read(*sections))[of].labels


def when(condition: Plain) -> Plain:
    """A finding with this condition."""
    return {"when": condition, **STATED}


PLACES = [
    ("findings f", when({"plain": {"at_least": "3"}})),
    ("findings f", {**when("backed"), "unless": [when({"plain": {"at_least": "3"}})]}),
    ("findings f", when({"not": {"plain": {"less_than": "3"}}})),
    ("findings f", when({"any": {"of": ["plain"], "are": {"at_least": "3"}}})),
    ("findings f", when({"count": [{"plain": {"at_least": "3"}}], "at_least": "1"})),
    ("decisions loan rows rule when", {"plain": {"at_least": "3"}}),
    ("decisions loan rows rule unless", [when({"plain": {"at_least": "3"}})]),
    ("promises broken_is_refused when", {"plain": {"at_least": "3"}}),
    ("promises broken_is_refused then", {"plain": {"at_least": "3"}}),
    ("slate of", {"plain": {"at_least": "3"}}),
    ("slate guidance all_regular every", {"plain": {"at_least": "3"}}),
    ("scores s", {"value": {"amount": "1", "when": {"plain": {"at_least": "3"}}}, **STATED}),
    ("scores s", {"value": {"count": [{"plain": {"at_least": "3"}}]}, **STATED}),
    ("scores s", {"value": {"count": {"of": ["plain"], "are": {"at_least": "3"}}}, **STATED}),
    ("scores s", {"value": {"points": "plain", "bands": [
        {"less_than": "3", "give": "0"}, {"at_least": "3", "give": "1"}]}, **STATED}),
    ("decisions cut", {"outcomes": ["a", "b"], "bands": {"of": "plain", "cuts": [
        {"is": "a", "less_than": "3"}, {"is": "b", "at_least": "3"}]}, **STATED}),
]  # fmt: skip


@pytest.mark.parametrize(("at", "value"), PLACES, ids=[str(n) for n in range(len(PLACES))])
def test_a_number_is_cut_wherever_it_is_compared(at: str, value: Plain) -> None:
    """In every section, in exceptions, counts, bands and over a list."""
    assert labels((at, value)) == ("less than 3 loans", "at least 3 loans")


def test_what_is_compared_with_nothing_is_not_cut() -> None:
    """And what is compared twice with the same is cut once."""
    assert labels() == ("any number of loans",)
    twice = {"any": [{"plain": {"at_least": "3"}}, {"plain": {"less_than": "3"}}]}
    assert labels(("findings f", when(twice))) == ("less than 3 loans", "at least 3 loans")
    sides = {"any": [{"plain": {"more_than": "3"}}, {"plain": {"less_than": "3"}}]}
    assert labels(("findings f", when(sides))) == (
        "less than 3 loans", "3 loans", "more than 3 loans",
    )  # fmt: skip
    use = {"plain": {"at_least": {"setting": "total_needed"}}}
    assert labels(("findings f", when(use)))[0] == "less than 0.75 loans"


BACK = [
    ("plain", {"at_least": "3"}, "at least 3 loans"),
    ("plain", {"more_than": "3"}, "more than 3 loans"),
    ({"minus": "plain"}, {"at_least": "-3"}, "at most 3 loans"),
    ({"minus": "plain"}, {"more_than": "-3"}, "less than 3 loans"),
    ({"times": ["2", "plain"]}, {"at_least": "3"}, "at least 1.5 loans"),
    ({"times": ["-2", "plain"]}, {"at_least": "3"}, "at most -1.5 loans"),
    ({"times": ["-2", "plain"]}, {"more_than": "3"}, "less than -1.5 loans"),
    ({"sum": ["plain", "2", "1"]}, {"at_least": "3"}, "at least 0 loans"),
    ({"mean": ["plain", "2", "1"]}, {"at_least": "3"}, "at least 6 loans"),
    ({"clamp": "plain", "at_least": "0", "at_most": "5"}, {"at_least": "3"}, "at least 3 loans"),
    ({"lowest": ["plain", "5"]}, {"at_least": "3"}, "at least 3 loans"),
    ({"highest": ["plain", "1"]}, {"at_least": "3"}, "at least 3 loans"),
    ({"round": "plain", "to": "1", "half": "up"}, {"at_least": "3"}, "at least 2.5 loans"),
    ({"round": "plain", "to": "1", "half": "down"}, {"at_least": "3"}, "more than 2.5 loans"),
    ({"round": "plain", "to": "1", "half": "even"}, {"at_least": "3"}, "more than 2.5 loans"),
    ({"round": "plain", "to": "1", "half": "even"}, {"at_least": "2"}, "at least 1.5 loans"),
    ({"round": "plain", "to": "1", "half": "up"}, {"more_than": "3"}, "at least 3.5 loans"),
]


@pytest.mark.parametrize(("value", "test", "passes"), BACK, ids=[f"{b[0]} {b[1]}" for b in BACK])
def test_a_bound_of_a_score_is_taken_back_to_its_number(
    value: Plain, test: Plain, passes: str
) -> None:
    """Through every form, to the right side of the place."""
    found = labels(("scores s", {"value": value, **STATED}), ("findings f", when({"s": test})))
    assert len(found) == 2
    assert passes in found


NOWHERE = [
    ({"clamp": "plain", "at_least": "0", "at_most": "5"}, {"at_least": "6"}),
    ({"clamp": "plain", "at_least": "0", "at_most": "5"}, {"more_than": "5"}),
    ({"clamp": "plain", "at_least": "0", "at_most": "5"}, {"at_least": "0"}),
    ({"lowest": ["plain", "5"]}, {"at_least": "6"}),
    ({"lowest": ["plain", "5"]}, {"more_than": "5"}),
    ({"highest": ["plain", "1"]}, {"at_least": "1"}),
    ({"times": ["0", "plain"]}, {"at_least": "1"}),
]


@pytest.mark.parametrize(("value", "test"), NOWHERE)
def test_a_bound_that_a_score_cannot_pass_cuts_nothing(value: Plain, test: Plain) -> None:
    """The score lies on one side of it whatever the number is."""
    found = labels(("scores s", {"value": value, **STATED}), ("findings f", when({"s": test})))
    assert found == ("any number of loans",)


@pytest.mark.parametrize(
    ("test", "cut"),
    [
        ({"no_earlier_than": "2026-03-01"}, ("before 2026-03-01", "from 2026-03-01 on")),
        ({"no_later_than": "2026-03-01"}, ("until 2026-03-01", "after 2026-03-01")),
        ({"no_earlier_than": "2026-03-01", "no_later_than": "2026-03-01"},
         ("before 2026-03-01", "on 2026-03-01", "after 2026-03-01")),
        ({"no_earlier_than": "election"}, ("before the election", "from the election on")),
        ({"no_later_than": {"months": "1", "before": "election"}},
         ("until 1 month before the election", "after 1 month before the election")),
        ({"no_later_than": {"weeks": "2", "after": "as_of"}},
         ("until 2 weeks after the day of assessment",
          "after 2 weeks after the day of assessment")),
    ],
)  # fmt: skip
def test_a_day_is_cut_on_the_right_side(test: Plain, cut: tuple[str, ...]) -> None:
    """A first day belongs to what follows it, a last one to what comes before."""
    assert labels(("findings f", when({"since_when": test})), of="since_when") == cut


@pytest.mark.parametrize(
    ("low", "high", "reversed_"),
    [
        ({"at_least": "3"}, {"less_than": "3"}, True),
        ({"more_than": "3"}, {"at_most": "3"}, True),
        ({"at_least": "3"}, {"at_most": "3"}, False),
        ({"at_least": "4"}, {"at_most": "3"}, True),
        ({"at_least": "2"}, {"less_than": "3"}, False),
        ({"at_least": "3"}, {}, False),
        ({}, {"at_most": "3"}, False),
    ],
)
def test_a_range_may_hold_nothing(low: Plain, high: Plain, reversed_: bool) -> None:
    """From three up to but without three is nothing; three alone is something."""
    both = {**low, **high}
    assert is_reversed(read(), Range.model_construct(**both)) == reversed_


def test_conditions_that_nobody_wrote_can_be_left_out() -> None:
    """The cells of a table and the cuts of bands are none that a person wrote."""
    table = {
        "outcomes": ["a", "b"],
        "table": {"by": ["weather"], "cells": [["dry", "a"], ["wet", "b"]]},
        **STATED,
    }
    rubric = read(("decisions own", table))

    def count(written: bool) -> int:
        found = [p for c in all_conditions(rubric, written=written) for p in walk(c)]
        return sum(isinstance(part, Atom) and part.id == "weather" for part in found)

    assert count(False) - count(True) == 2
    plain = read_rubric(base())[0]
    assert len(list(all_conditions(plain, written=True))) == len(list(all_conditions(plain)))
