"""What is left of a rubric where lines are taken out of it."""

import pytest

from endorse_cli.models.conditions import All, Each
from endorse_cli.rubric.in_force import detached, gone_with, without
from support.base import STATED, Edit, base, edited, put
from support.world import all_faults, sound, world_of


def left(*off: str, edits: tuple[Edit, ...] = ()) -> list[str]:
    """The findings, scores and rows that are left."""
    rubric = without(sound(edited(*edits)), off)
    rows = [f"{d.id}.{row.id}" for d in rubric.decisions.values() for row in d.rows]
    return [*rubric.findings, *rubric.scores, *rows]


def test_nothing_taken_out_is_the_same_rubric() -> None:
    """Where nothing is taken out, nothing is made anew."""
    rubric = sound(base())
    assert without(rubric, ()) is rubric


def test_a_list_loses_what_is_gone() -> None:
    """Of several conditions the others stay; trails are those of the file."""
    rubric = sound(base())
    before = rubric.decisions["loan"].row("careful").when
    after = without(rubric, ["care"]).decisions["loan"].row("careful").when
    assert isinstance(before, All)
    assert isinstance(after, All)
    assert isinstance(before.parts, tuple)
    assert after.parts == (before.parts[0], before.parts[2])


@pytest.mark.parametrize(
    ("off", "gone"),
    [
        ("weather", set()),
        ("merit", {"merit"}),
        ("bonus", {"bonus"}),
        ("rule_broken", {"rule_broken", "loan.rule"}),
        ("in_order", {"in_order", "standing.papers"}),
        ("loan.careful", {"loan.careful"}),
    ],
)
def test_what_asks_only_for_what_is_gone_is_gone(off: str, gone: set[str]) -> None:
    """A finding and a row go along with all that they ask, and with nothing less."""
    assert set(left()) - set(left(off)) == gone


def test_an_exception_that_is_gone_exempts_nobody() -> None:
    """What a finding is excepted by goes, the finding stays."""
    rubric = without(sound(base()), ["weather"])
    assert rubric.findings["backed"].unless == ()


def test_a_promise_loses_what_it_varies_and_goes_where_nothing_is_left() -> None:
    """A promise about what is not asked says nothing; the rest of it is still promised."""
    rubric = without(sound(base()), ["care", "likes_bikes", "weather"])
    assert rubric.promises["care_helps"].of == ("member",)
    assert rubric.promises["liking_is_nothing"].of == ("backers.school",)
    assert "no_swing" not in rubric.promises


def test_a_list_of_ids_loses_what_is_gone() -> None:
    """One test asked of several ids is asked of those that are left."""
    when = {"all": {"of": ["member", "licence"], "are": "yes"}}
    rubric = without(sound(edited(put("findings in_order when", when))), ["licence"])
    found = rubric.findings["in_order"].when
    assert isinstance(found, All)
    assert isinstance(found.parts, Each)
    assert found.parts.of == ("member",)


def test_an_empty_family_stays_and_is_asked_of_nobody() -> None:
    """Over a family with no member, `any` does not hold: nobody is refused by it."""
    rubric = without(sound(base()), ["house_rule"])
    assert "loan.rule" in left("house_rule")
    assert rubric.members("house_rules") == ()


def test_detached_keeps_the_variables() -> None:
    """Two states of one rubric can be compared: they ask the same questions in the same order."""
    world = world_of(base())
    apart = detached(world.rubric, ["care", "merit", "loan.rule"])
    assert list(apart.criteria) == list(world.rubric.criteria)
    assert "merit" not in apart.scores


def test_all_that_goes_along_is_named() -> None:
    """Whoever takes one line out learns what else goes."""
    assert gone_with(sound(base()), ["in_order"]) == {"in_order"}
    rule = put("findings alone", {"when": {"weather": "wet"}, **STATED})
    assert gone_with(sound(edited(rule)), ["weather"]) == {"weather", "alone"}


def test_what_a_table_looks_at_cannot_have_its_days() -> None:
    """A table has a cell for every combination, so none of its inputs may be missing."""
    names = sound(base()).criteria["weather"].kind.names
    cells = [[m, w, "yes" if w == names[0] else "no"] for m in ("no", "yes") for w in names]
    body = {"by": ["member", "weather"], "cells": cells}
    table = {"outcomes": ["no", "yes"], "table": body, **STATED}
    dated = put("criteria weather in_force", {"since": "2026-01-01"})
    found = all_faults(edited(put("decisions ride", table), dated))
    assert [(d.code, d.trail) for d in found] == [("type-mismatch", ("decisions", "ride", "table"))]
