"""What would change an outcome, against brute force over all assignments."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given

from endorse_cli.engine.least_changes import Change
from support.oracle import Assignment, Oracle, Possible
from support.profiles import times
from support.strategies import GROUNDS, LADDER, head
from support.world import World, cases, climbs, world_of

Plain = Any


class Cost(NamedTuple):
    """What an assignment costs a candidate: answers changed, then levels moved."""

    answers: int
    levels: int


def distance(oracle: Oracle, variable: str, now: tuple[str, ...], value: str) -> int:
    """How many levels lie between a value and the nearest of those given; 1 without an order."""
    rank = oracle.rank(variable, value)
    given_ranks = [r for v in now if (r := oracle.rank(variable, v)) is not None]
    if rank is None or not given_ranks:
        return 1
    return min(abs(rank - r) for r in given_ranks)


def cost(oracle: Oracle, possible: Possible, answers: Assignment) -> Cost | None:
    """The price of an assignment; None where it changes what nobody can change."""
    changed = [name for name, value in answers.items() if value not in possible[name]]
    if any(oracle.rubric["criteria"][oracle.owner[n]].get("cure") == "nobody" for n in changed):
        return None
    return Cost(len(changed), sum(distance(oracle, n, possible[n], answers[n]) for n in changed))


def least(oracle: Oracle, decision: str, possible: Possible) -> dict[str, Cost]:
    """The least price of each outcome, by trying every assignment."""
    found: dict[str, Cost] = {}
    for answers in oracle.assignments(oracle.everything):
        price = cost(oracle, possible, answers)
        if price is not None:
            outcome = oracle.result(answers).outcomes[decision]
            found[outcome] = min(price, found.get(outcome, price))
    return found


def after(
    world: World, possible: Possible, change: Change, *, without: int | None = None
) -> dict[str, tuple[str, ...]]:
    """What is possible once a change is made and what it provides turns out so."""
    provided = {level: mask for level, mask in change.provided.items() if level != without}
    return {**possible, **world.values(change.change), **world.values(provided)}


@times(25)
@given(cases() | climbs())
def test_a_change_is_named_for_every_outcome_within_reach(case: tuple[World, Possible]) -> None:
    """Each outcome not possible now has one change if and only if some assignment reaches it.

    What nobody can change stays as it is; outcomes come in their order.
    """
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        now = world.oracle.outcomes(id, possible)
        within = least(world.oracle, id, possible)
        order = world.oracle.outcome_order(id)
        assert [change.to for change in changes] == [
            outcome for outcome in order if outcome in within and outcome not in now
        ]


@times(25)
@given(cases() | climbs())
def test_a_change_is_the_least_there_is(case: tuple[World, Possible]) -> None:
    """No assignment reaches the outcome with fewer answers changed, nor as few and fewer levels."""
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        within = least(world.oracle, id, possible)
        for change in changes:
            named = world.values(change.change)
            levels = sum(
                min(distance(world.oracle, name, possible[name], value) for value in values)
                for name, values in named.items()
            )
            assert Cost(len(named), levels) == within[change.to]


@times(25)
@given(cases() | climbs())
def test_a_change_brings_exactly_its_outcome(case: tuple[World, Possible]) -> None:
    """With the change made, and what it provides, the outcome is settled, whatever else is open.

    So every value listed works, in every combination.
    """
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        for change in changes:
            then = after(world, possible, change)
            assert world.oracle.outcomes(id, then) == {change.to}
            assert world.assess(then).decisions[id].outcome == change.to


@times(25)
@given(cases() | climbs())
def test_a_change_names_only_what_is_needed(case: tuple[World, Possible]) -> None:
    """What is changed was not possible, what is provided was open; neither can be dropped."""
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        for change in changes:
            for name, values in world.values(change.change).items():
                assert not set(values) & set(possible[name])
                kept = {**after(world, possible, change), name: possible[name]}
                assert world.oracle.outcomes(id, kept) != {change.to}
            for name, values in world.values(change.provided).items():
                assert set(values) < set(possible[name])
                without = after(world, possible, change, without=world.level(name))
                assert world.oracle.outcomes(id, without) != {change.to}


def choice_of(one: tuple[str, Plain], other: tuple[str, Plain]) -> dict[str, Plain]:
    """A rubric of long scales in which either of two answers brings the better outcome."""
    asked = {"group": "all_of_them", "ask": "How?", "answer": {"levels": list(LADDER)}, **GROUNDS}
    criteria = {"c1": asked, "c2": {**asked, "may_be": "not_applicable"}, "c3": asked}
    when = {"any": [{one[0]: one[1]}, {other[0]: other[1]}]}
    decision = {
        "outcomes": ["poor", "good"],
        "rows": {"r": {"is": "good", "when": when, **GROUNDS}},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    return {**head(), "criteria": criteria, "decisions": {"d": decision}}


NEAREST = [
    ("to the nearest of those given", ("c1", "a2"), ("c3", "a3"), {"c1": ("a1", "a5")}),
    ("to the nearest of those wanted", ("c1", {"one_of": ["a2", "a5"]}), ("c3", "a3"), {}),
    ("one to what may not apply", ("c2", "not_applicable"), ("c1", "a3"), {}),
    ("one from what may not apply", ("c2", "a5"), ("c1", "a3"), {"c2": ("not_applicable",)}),
    ("not from what may not apply", ("c2", "a2"), ("c3", "a3"), {"c2": ("a1", "not_applicable")}),
    ("down as up", ("c3", "a3"), ("c1", "a4"), {"c1": ("a1",), "c3": ("a5",)}),
]


@pytest.mark.parametrize(
    ("near", "far", "known"), [case[1:] for case in NEAREST], ids=[case[0] for case in NEAREST]
)
def test_levels_moved_are_counted(
    near: tuple[str, Plain], far: tuple[str, Plain], known: dict[str, tuple[str, ...]]
) -> None:
    """Of two changes of one answer each the one that moves fewer levels is named.

    Both ways round, so that it is not the order of the rubric that decides.
    """
    for one, other in ((near, far), (far, near)):
        world = world_of(choice_of(one, other))
        possible = {"c1": ("a1",), "c2": ("a1",), "c3": ("a1",), **known}
        (change,) = world.assess(possible).changes["d"]
        assert set(world.values(change.change)) == {near[0]}


def test_of_equal_changes_the_first_in_the_rubric_is_named() -> None:
    """Ties of answers and levels go by rubric order, whatever the order of the row's parts."""
    for one, other in ((("c1", "a3"), ("c3", "a3")), (("c3", "a3"), ("c1", "a3"))):
        world = world_of(choice_of(one, other))
        (change,) = world.assess({"c1": ("a1",), "c2": ("a1",), "c3": ("a1",)}).changes["d"]
        assert world.values(change.change) == {"c1": ("a3",)}


def test_values_that_no_condition_tells_apart_are_shown_as_one() -> None:
    """At least the third level: the change names every level that would do."""
    world = world_of(choice_of(("c1", {"at_least": "a3"}), ("c3", "a5")))
    (change,) = world.assess({"c1": ("a1",), "c2": ("a1",), "c3": ("a1",)}).changes["d"]
    assert world.values(change.change) == {"c1": ("a3", "a4", "a5")}


def test_open_answers_cost_no_change() -> None:
    """What is open and would have to turn out so is listed under `provided`, not as a change."""
    rubric = choice_of(("c1", "a3"), ("c3", "a5"))
    rubric["decisions"]["d"]["rows"]["r"]["when"] = {"all": [{"c1": "a3"}, {"c3": "a5"}]}
    world = world_of(rubric)
    (change,) = world.assess({"c1": ("a1",), "c2": ("a1",), "c3": LADDER}).changes["d"]
    assert world.values(change.change) == {"c1": ("a3",)}
    assert world.values(change.provided) == {"c3": ("a5",)}


@pytest.mark.parametrize("first", [True, False])
def test_of_equal_changes_the_one_that_leaves_less_to_luck_is_named(first: bool) -> None:
    """Answers and levels being equal, fewer open answers have to turn out a certain way.

    Wherever in the rubric it stands: the order of the rubric decides only after that.
    """
    sure, unsure = ("c1", "c2") if first else ("c2", "c1")
    rubric = choice_of((sure, "a3"), ("c3", "a5"))
    hoped = {"all": [{unsure: "a3"}, {"c3": "a5"}]}
    rubric["decisions"]["d"]["rows"]["r"]["when"] = {"any": [{sure: "a3"}, hoped]}
    world = world_of(rubric)
    (change,) = world.assess({"c1": ("a1",), "c2": ("a1",), "c3": LADDER}).changes["d"]
    assert world.values(change.change) == {sure: ("a3",)}
    assert not change.provided
