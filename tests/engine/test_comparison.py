"""Rubrics side by side against brute force: what is compared, what is left out, what is equal."""

from itertools import islice, product
from math import prod
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.comparison import Together
from endorse_cli.engine.compile import Compiled, compile_rubric
from support.base import base, drop, edited
from support.strategies import GROUNDS, rubrics
from support.world import World, sound, world_of

Plain = Any


def together(*worlds: World) -> Together:
    """Rubrics side by side."""
    return Together([world.compiled for world in worlds])


def followed(side: Together, node: int, profile: tuple[int, ...]) -> object:
    """The terminal that a profile of common values leads to."""
    while side.manager.leaf[node] is None:
        node = side.manager.kids[node][profile[side.manager.level[node]]]
    return side.manager.leaf[node]


def profiles(side: Together) -> list[tuple[int, ...]]:
    """The profiles of common values, the first 3000 of them."""
    return list(islice(product(*map(range, side.manager.sizes)), 3000))


@composite
def pairs(draw: DrawFn) -> tuple[World, World]:
    """A small random rubric, and another one: unrelated, or the same with its criteria turned."""
    plain = draw(rubrics())
    other = draw(rubrics()) if draw(st.booleans()) else dict(plain)
    if draw(st.booleans()):
        other = {**other, "criteria": dict(reversed(list(other["criteria"].items())))}
    return world_of(plain), world_of(other)


@given(pairs())
def test_carried_over_a_decision_gives_what_brute_force_gives(pair: tuple[World, World]) -> None:
    """In the common manager each rubric still decides as it is written, rows and outcomes."""
    side = together(*pair)
    for profile in profiles(side):
        path = dict(enumerate(profile))
        for which, world in enumerate(pair):
            variables = world.compiled.variables
            own = side.own(which, path)
            answers = {v.id: v.values[own[level]] for level, v in enumerate(variables)}
            result = world.oracle.result(answers)
            for id in world.compiled.decisions:
                assert followed(side, side.outcomes(which, id), profile) == result.outcomes[id]
                assert followed(side, side.rows(which, id), profile) == result.rows[id]


@given(pairs())
def test_the_same_meaning_is_the_same_node(pair: tuple[World, World]) -> None:
    """Equal on every profile is identity of nodes, whatever the order of the criteria."""
    side = together(*pair)
    assume(prod(side.manager.sizes) <= 3000)
    for id in pair[0].compiled.decisions:
        first, second = (side.outcomes(which, id) for which in (0, 1))
        alike = [followed(side, first, p) == followed(side, second, p) for p in profiles(side)]
        assert (first == second) is all(alike)


def asked(kind: Plain, **more: Plain) -> Plain:
    """A criterion."""
    return {"group": "g", "ask": "What?", "answer": kind, **GROUNDS, **more}


def rubric(criteria: dict[str, Plain], when: Plain) -> World:
    """A rubric with one row."""
    row = {"is": "yes", "when": when, **GROUNDS}
    return world_of(
        {
            "format": "1",
            "rubric": "small",
            "version": "1",
            "title": "Small",
            "document": {"title": "Nothing"},
            "groups": {"g": {"title": "All"}},
            "criteria": criteria,
            "decisions": {
                "d": {
                    "outcomes": ["no", "yes"],
                    "rows": {"r": row},
                    "otherwise": {"is": "no", **GROUNDS},
                }
            },
        }
    )


def ids(side: Together) -> list[tuple[str, tuple[str, ...]]]:
    """The common variables with their values."""
    return [(variable.id, variable.values) for variable in side.variables]


def test_values_that_one_rubric_lacks_are_left_out() -> None:
    """Only what both can read is compared, and what is left out can be told."""
    when = {"a": {"at_least": "high"}}
    old = rubric({"a": asked({"levels": ["low", "mid", "high"]})}, when)
    new = rubric({"a": asked({"levels": ["low", "high", "top"]})}, when)
    side = together(old, new)
    assert ids(side) == [("a", ("low", "high"))]
    assert side.outcomes(0, "d") == side.outcomes(1, "d")
    assert side.unread(0) == {0: ("mid",)}
    assert side.unread(1) == {0: ("top",)}


def test_what_shares_no_value_stands_there_twice() -> None:
    """A criterion asked in wholly other words is another variable, free in the other rubric."""
    old = rubric({"a": asked("yes_no"), "b": asked("yes_no")}, {"a": "yes"})
    new = rubric({"a": asked({"levels": ["low", "high"]}), "b": asked("yes_no")}, {"a": "high"})
    side = together(old, new)
    assert ids(side) == [("a", ("no", "yes")), ("a", ("low", "high")), ("b", ("no", "yes"))]
    assert side.own(0, {0: 1, 1: 0}) == {0: 1}
    assert side.own(1, {0: 1, 1: 0}) == {0: 0}


def test_a_new_criterion_stands_where_its_rubric_has_it() -> None:
    """The order of the first is kept, and what is new comes after what it follows in its own."""
    old = rubric({"a": asked("yes_no"), "c": asked("yes_no")}, {"a": "yes"})
    new = rubric({n: asked("yes_no") for n in ("z", "a", "b", "c", "e")}, {"b": "yes"})
    assert [id for id, _ in ids(together(old, new))] == ["z", "a", "b", "c", "e"]


def test_only_what_is_recorded_everywhere_does_not_count() -> None:
    """A criterion that weighs in one of two rubrics is part of a profile."""
    silent = asked("yes_no", recorded="Only for the record.")
    old = rubric({"a": asked("yes_no"), "b": silent, "c": silent}, {"a": "yes"})
    new = rubric({"a": asked("yes_no"), "b": asked("yes_no"), "c": silent}, {"b": "yes"})
    assert together(old, new).counted == {0, 1}


def test_what_one_rubric_only_records_counts_where_another_asks_for_it() -> None:
    """It is left out of the count only where every rubric that has it merely records it."""
    recorded = compile_rubric(sound(base()))
    asked = compile_rubric(sound(edited(drop("criteria likes_bikes recorded"))))

    def counted(*rubrics: Compiled) -> bool:
        together = Together(rubrics)
        ids = [variable.id for variable in together.variables]
        return ids.index("likes_bikes") in together.counted

    assert not counted(recorded, recorded)
    assert counted(recorded, asked)
    assert counted(asked, recorded)
