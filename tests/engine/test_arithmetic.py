"""Every amount at the places where people differ, worked out by hand."""

from fractions import Fraction
from typing import Any

import pytest

from endorse_cli.engine.proofs import prove
from support.strategies import GROUNDS, head
from support.world import World, assess, world_of

Plain = Any

ASKED = {"group": "all_of_them", "ask": "How many?", **GROUNDS}
YES_NO = {**ASKED, "answer": "yes_no"}


def number(**shape: str) -> Plain:
    """A criterion that asks for a number."""
    return {**ASKED, "answer": {"number": {"unit": "things", "step": "1", **shape}}}


def rubric_of(
    criteria: Plain, value: Plain, test: Plain = None, promises: Plain = None, **more: Plain
) -> World:
    """A rubric of one score, which its one decision compares or does not."""
    when = {"s": test} if test else {"other": "yes"}
    decision = {
        "outcomes": ["poor", "good"],
        "rows": {"r": {"is": "good", "when": when, **GROUNDS}},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    sections = {"promises": promises} if promises else {}
    return world_of(
        {
            **head(),
            **more,
            "criteria": {**criteria, "other": YES_NO},
            "scores": {"s": {"value": value, **GROUNDS}},
            "decisions": {"d": decision},
            **sections,
        }
    )


def outcome(world: World, **answers: Plain) -> str | None:
    """What the decision comes to."""
    return assess(world.rubric, world.compiled, answers).decisions["d"].outcome


def score(world: World, **answers: Plain) -> Plain:
    """The score, from and to; one number where it is settled."""
    low, high = assess(world.rubric, world.compiled, answers).scores["s"]
    return low if low == high is not None else (low, high)


HALVES = [
    ("up", "1/2", "1"),
    ("up", "-1/2", "0"),
    ("up", "-3/2", "-1"),
    ("down", "1/2", "0"),
    ("down", "-1/2", "-1"),
    ("down", "3/2", "1"),
    ("even", "1/2", "0"),
    ("even", "3/2", "2"),
    ("even", "-1/2", "0"),
    ("even", "-3/2", "-2"),
    ("even", "-5/2", "-2"),
    ("up", "2/3", "1"),
    ("down", "-2/3", "-1"),
]


@pytest.mark.parametrize(("half", "value", "expected"), HALVES)
def test_halves_are_rounded_as_said(half: str, value: str, expected: str) -> None:
    """Up is towards the larger and down towards the smaller, below 0 as above; even is even.

    The score, its comparison with exactly that and the comparison just beside it agree.
    """
    rounding = {"round": "many", "to": "1", "half": half}
    test = {"at_least": expected, "at_most": expected}
    world = rubric_of({"many": number(step="any")}, rounding, test)
    assert score(world, many=value) == Fraction(expected)
    assert outcome(world, many=value) == "good"
    listed = {"many": number(min="-3", max="3", step="1/6")}
    parts = rubric_of(
        listed, {"round": {"sum": ["many", "many", {"minus": "many"}]}, **_to(half)}, test
    )
    assert score(parts, many=value) == Fraction(expected)
    assert outcome(parts, many=value) == "good"


def _to(half: str) -> Plain:
    return {"to": "1", "half": half}


@pytest.mark.parametrize("half", ["up", "down", "even"])
def test_a_multiple_is_what_it_is(half: str) -> None:
    """What is a multiple already is not moved, whatever becomes of halves."""
    world = rubric_of({"many": number(step="any")}, {"round": "many", "to": "0.25", "half": half})
    assert score(world, many="-1.25") == Fraction(-5, 4)
    assert score(world, many="0") == 0


CLAMPED = [("1", "1"), ("0", "1"), ("-4", "1"), ("3", "3"), ("4", "3"), ("2", "2")]


@pytest.mark.parametrize(("value", "expected"), CLAMPED)
def test_the_edges_of_a_clamp_are_inside(value: str, expected: str) -> None:
    """Never below the one number, never above the other, and both can be reached."""
    clamp = {"clamp": "many", "at_least": "1", "at_most": "3"}
    for test, passes in (
        ({"at_least": expected}, True),
        ({"at_most": expected}, True),
        ({"more_than": expected}, False),
        ({"less_than": expected}, False),
    ):
        world = rubric_of({"many": number()}, clamp, test)
        assert score(world, many=value) == Fraction(expected)
        assert outcome(world, many=value) == ("good" if passes else "poor")


SHARES = [
    ("1", "2", "1/2"),
    ("0", "0", "7"),
    ("2", "0", "7"),
    ("1", "-2", "-1/2"),
    ("-2", "-2", "1"),
    ("-1", "2", "-1/2"),
]


@pytest.mark.parametrize(("part", "whole", "expected"), SHARES)
def test_a_share_of_nothing_is_what_is_said(part: str, whole: str, expected: str) -> None:
    """Where the whole is 0 `if_none` counts; where it is below 0 the sign turns the comparison."""
    criteria = {"a": number(min="-2", max="2"), "b": number(min="-2", max="2")}
    share = {"share": "a", "out_of": "b", "if_none": "7"}
    for bound in ("-1", "-1/2", "0", "1/2", "1", "7"):
        for test, passes in (
            ({"at_least": bound}, Fraction(expected) >= Fraction(bound)),
            ({"more_than": bound}, Fraction(expected) > Fraction(bound)),
            ({"at_most": bound}, Fraction(expected) <= Fraction(bound)),
            ({"less_than": bound}, Fraction(expected) < Fraction(bound)),
        ):
            world = rubric_of(criteria, share, test)
            assert score(world, a=part, b=whole) == Fraction(expected)
            assert outcome(world, a=part, b=whole) == ("good" if passes else "poor")


def test_a_share_that_is_open_goes_from_end_to_end() -> None:
    """The least and the greatest of a share are over part and whole together."""
    criteria = {"a": number(min="0", max="2"), "b": number(min="0", max="2")}
    share = {"share": "a", "out_of": {"sum": ["a", "b"]}, "if_none": "1/2"}
    assert score(rubric_of(criteria, share)) == (0, 1)
    assert score(rubric_of(criteria, share), a="1") == (Fraction(1, 3), 1)


@pytest.mark.parametrize("how", ["sum", "mean", "lowest", "highest"])
def test_a_family_of_one_number_is_that_number(how: str) -> None:
    """A score over a family with one number in it is compared as that number is."""
    criteria = {"many": {**number(), "in": ["kin"]}}
    families = {"kin": {"title": "Kin"}}
    world = rubric_of(criteria, {how: {"of": "kin"}}, {"at_least": "5"}, families=families)
    assert outcome(world, many="5") == "good"
    assert outcome(world, many="4") == "poor"
    assert outcome(world) is None
    assert score(world, many="4") == 4


def test_a_number_without_bounds_leaves_its_score_without_ends() -> None:
    """None on the side on which nothing bounds it, also where it is turned around or held back."""
    assert score(rubric_of({"many": number()}, "many")) == (None, None)
    assert score(rubric_of({"many": number(min="2")}, "many")) == (2, None)
    assert score(rubric_of({"many": number(min="2")}, {"minus": "many"})) == (None, -2)
    held = {"lowest": ["5", {"times": ["2", "many"]}]}
    assert score(rubric_of({"many": number()}, held)) == (None, 5)
    assert score(rubric_of({"many": number()}, {"times": ["0", "many"]})) == 0


@pytest.mark.parametrize("value", ["many", {"minus": "many"}, {"lowest": ["many", "3"]}])
@pytest.mark.parametrize("shape", [{}, {"min": "0"}, {"min": "0", "max": "9"}])
def test_promises_about_a_score_see_a_number_that_nothing_compares(
    value: Plain, shape: dict[str, str]
) -> None:
    """That no comparison cuts a number does not mean that it has no effect on its score."""

    def broken(form: str) -> bool:
        promise = {form: ["many"], "for": ["s"], **GROUNDS}
        world = rubric_of({"many": number(**shape)}, value, promises={"p": promise})
        return prove(world.compiled, world.rubric.promises["p"]).broken is not None

    assert broken("no_effect")
    assert not broken("some_effect")
    assert broken("more_never_hurts") == (value == {"minus": "many"})
    assert broken("more_never_helps") == (value != {"minus": "many"})


def test_a_score_that_does_not_move_has_no_effect_to_be_found() -> None:
    """What is held to one number does not move, whatever the number."""
    promise = {"no_effect": ["many"], "for": ["s"], **GROUNDS}
    for value in ({"sum": [{"times": ["0", "many"]}, "2"]}, {"times": ["0", "many"]}):
        world = rubric_of({"many": number()}, value, promises={"p": promise})
        assert prove(world.compiled, world.rubric.promises["p"]).broken is None


def test_what_if_moves_a_score_that_rests_on_a_number() -> None:
    """With a number supposed to lie elsewhere its score is supposed so too."""
    world = rubric_of(
        {"many": number(min="0", max="9")}, {"times": ["2", "many"]}, {"at_least": "10"}
    )
    now = assess(world.rubric, world.compiled, {"many": "2"})
    level = world.level("many")
    assert now.supposing({level: 0b10}).scores["s"] == (10, 18)
    assert now.supposing({level: 0b01}).scores["s"] == (4, 4)
    assert now.supposing({level: 0b11}).scores["s"] == (0, 18)


COUNTS = [
    ({"at_least": "1"}, (False, True, True, True)),
    ({"at_least": "0"}, (True, True, True, True)),
    ({"at_least": "4"}, (False, False, False, False)),
    ({"at_most": "0"}, (True, False, False, False)),
    ({"at_most": "3"}, (True, True, True, True)),
    ({"at_least": "1", "at_most": "2"}, (False, True, True, False)),
    ({"at_least": "2", "at_most": "1"}, (False, False, False, False)),
]


@pytest.mark.parametrize(("bounds", "expected"), COUNTS)
def test_both_bounds_of_a_count_are_inside(
    bounds: dict[str, str], expected: tuple[bool, ...]
) -> None:
    """Of three things none, one, two or all: at least and at most so many of them hold."""
    names = ["one", "two", "three"]
    count = {"count": {"of": names, "are": "yes"}, **bounds}
    decision = {
        "outcomes": ["poor", "good"],
        "rows": {"r": {"is": "good", "when": count, **GROUNDS}},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    world = world_of(
        {**head(), "criteria": dict.fromkeys(names, YES_NO), "decisions": {"d": decision}}
    )
    for many, holds in enumerate(expected):
        answers = {name: "yes" if place < many else "no" for place, name in enumerate(names)}
        assert outcome(world, **answers) == ("good" if holds else "poor")


def test_what_is_counted_twice_counts_twice() -> None:
    """A condition written twice is two of the parts."""
    count = {"count": [{"other": "yes"}, {"other": "yes"}]}
    world = rubric_of({"many": number()}, count, {"at_least": "2"})
    assert score(world, other="yes") == 2
    assert outcome(world, other="yes") == "good"
