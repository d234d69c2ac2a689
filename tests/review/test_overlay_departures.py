"""A change is a departure exactly where it makes somebody better off; brute force agrees."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.comparison import compile_among
from endorse_cli.engine.compile import Compiled, compile_over
from endorse_cli.engine.possible import reachable
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.model import replace
from endorse_cli.models.overlay_chain import Chain, Change
from endorse_cli.review.overlay_departures import departures, is_better, moves
from endorse_cli.rubric.in_force import detached
from support.base import STATED, edited, put
from support.profiles import times
from support.world import World, sound, world_of, worlds

SIZE = 3_000


def outcome(compiled: Compiled, decision: str, profile: tuple[int, ...]) -> str:
    """What one profile gets, by walking the diagram."""
    masks = [1 << value for value in profile]
    (end,) = reachable(compiled.manager, compiled.decisions[decision].outcomes, masks)
    return str(compiled.manager.leaf[end])


def brute(before: Compiled, after: Compiled) -> set[tuple[str, str, str, bool]]:
    """Every pair of unlike outcomes, by trying every profile."""
    found = set()
    for profile in product(*(range(size) for size in before.manager.sizes)):
        for id, decided in before.decisions.items():
            old, new = outcome(before, id, profile), outcome(after, id, profile)
            if old != new:
                order = decided.decision.outcomes
                better = not decided.decision.ordered or order.index(new) > order.index(old)
                found.add((id, old, new, better))
    return found


@times(25)
@given(worlds(), st.data())
def test_the_moves_are_those_that_brute_force_finds(world: World, data: st.DataObject) -> None:
    """Which outcome becomes which when a row is taken out, over every profile and no other."""
    rows = [
        f"{decision.id}.{row.id}"
        for decision in world.rubric.decisions.values()
        if decision.body is None
        for row in decision.rows[:-1]
    ]
    sizes = 1
    for size in world.compiled.manager.sizes:
        sizes *= size
    if not rows or sizes > SIZE:
        return
    off = data.draw(st.sets(st.sampled_from(rows), min_size=1))
    states = world.rubric, detached(world.rubric, off)
    before = compile_among(states)
    after = compile_over(states[1], before.space)
    found = {(*move.values(), is_better(after, move)) for move in moves(before, after)}
    assert found == brute(before, after)


HOURS = {
    "group": "people",
    "ask": "How many hours?",
    "answer": {"number": {"unit": "hours", "min": "0", "max": "20", "step": "1"}},
    **STATED,
}
ROW = {"is": "refuse", "when": {"hours": {"less_than": {"setting": "hours_needed"}}}, **STATED}


@pytest.mark.parametrize(("before", "looser"), [("8", True), ("6", False), ("4", False)])
def test_a_threshold_on_a_number_is_compared_too(before: str, looser: bool) -> None:
    """Where a setting cuts a number elsewhere, both cuts are seen on either side."""
    plain = edited(
        put("criteria hours", HOURS),
        put("settings hours_needed", {"value": "6", **STATED}),
        put("decisions loan rows lazy", ROW),
    )
    assert effects_of_setting(plain, before) == (["looser"] if looser else [])


def effects_of_setting(plain: dict[str, Any], before: str) -> list[str]:
    """What comes of setting the hours that are needed to 6."""
    change = Change("set", "hours_needed", 1, NO_GROUNDS, "stated", before, "6")
    found = departures(replace(sound(plain), chain=Chain(changes=(change,))))
    return [departure["effect"] for departure in found]


BANDS = [
    {"less_than": {"setting": "hours_needed"}, "give": "0"},
    {"at_least": {"setting": "hours_needed"}, "give": "1"},
]


@pytest.mark.parametrize(("before", "looser"), [("8", True), ("4", False)])
def test_a_setting_that_bounds_points_by_band_is_compared_too(before: str, looser: bool) -> None:
    """Where a setting says from which number on there are points, both cuts are seen as well."""
    plain = edited(
        put("criteria hours", HOURS),
        put("settings hours_needed", {"value": "6", **STATED}),
        put(
            "scores steady",
            {
                "title": "Steady",
                "value": {"sum": [{"points": "hours", "bands": BANDS}, "care"]},
                **STATED,
            },
        ),
        put(
            "decisions loan rows lazy",
            {"is": "refuse", "when": {"steady": {"less_than": "1"}}, **STATED},
        ),
    )
    assert effects_of_setting(plain, before) == (["looser"] if looser else [])


def test_a_row_of_an_unordered_decision_is_a_departure_either_way() -> None:
    """Where no outcome is better than another, whatever changes one is shown."""
    unordered = {"unordered": ["stranger", "guest", "regular"]}
    kept = {"skill_counts": {"some_effect": ["skill"], "for": "loan", **STATED}}
    plain = edited(put("decisions standing outcomes", unordered), put("promises", kept))
    world = world_of(plain)
    change = Change("switch_off", "standing.both", 1, NO_GROUNDS, "stated", reason="No.")
    found = departures(replace(world.rubric, chain=Chain(changes=(change,))))
    assert [departure["effect"] for departure in found] == ["looser"]
