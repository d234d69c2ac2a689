"""Which way each answer speaks and whether an open one still matters, against brute force."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from endorse_cli.engine.assessment import Line
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.directions import Compared
from support.oracle import Oracle, Possible
from support.strategies import GROUNDS, head
from support.world import World, answers_for, assess, cases, judged, settled, world_of

Plain = Any


def profiles_of_others(oracle: Oracle, variable: str) -> Iterator[dict[str, str]]:
    """Every profile of all variables but one, which has its first value in it."""
    return oracle.assignments({**oracle.domains, variable: oracle.domains[variable][:1]})


def spoken(oracle: Oracle, variable: str, value: str, decision: str) -> str:
    """Which way one value speaks: each profile of the others tried with it and each other value."""
    plain = oracle.rubric["decisions"][decision]["outcomes"]
    if isinstance(plain, dict):
        return "neither"
    met = set()
    for other in oracle.domains[variable]:
        steps = {
            plain.index(oracle.result({**rest, variable: value}).outcomes[decision])
            - plain.index(oracle.result({**rest, variable: other}).outcomes[decision])
            for rest in profiles_of_others(oracle, variable)
        }
        met.add((any(step > 0 for step in steps), any(step < 0 for step in steps)))
    if (True, True) in met:
        return "mixed"
    better, worse = (True, False) in met, (False, True) in met
    if better and worse:
        return "between"
    return "for" if better else "against" if worse else "neither"


def together(found: list[str]) -> str:
    """Which way a set speaks by what its members do."""
    said = set(found) - {"neither"}
    if "mixed" in said:
        return "mixed"
    return "between" if len(said) > 1 else said.pop() if said else "neither"


def expected(oracle: Oracle, line: Line, possible: Possible, decision: str) -> str:
    """Which way a line speaks."""
    names = oracle.variables_of[line.criterion.id]
    counted = [name for name in names if name not in oracle.recorded] or names
    if line.criterion.kind.form != "set" and line.answer.state != "answered":
        return "open"
    if any(len(possible[name]) > 1 for name in counted):
        return "open"
    return together([spoken(oracle, name, possible[name][0], decision) for name in counted])


@given(settled())
def test_a_line_says_which_way_its_answer_speaks(case: tuple[World, Possible]) -> None:
    """By the last decision's order, over all profiles of the others, not those still possible."""
    world, possible = case
    last = list(world.plain["decisions"])[-1]
    for line in world.assess(possible).lines:
        assert line.speaks == expected(world.oracle, line, possible, last), line.criterion.id


@given(cases())
def test_an_answer_matters_while_it_can_move_an_outcome(case: tuple[World, Possible]) -> None:
    """Exactly those that are open and of which one value still possible moves an outcome."""
    world, possible = case
    oracle = world.oracle
    for line in world.assess(possible).lines:
        names = [
            name
            for name in oracle.variables_of[line.criterion.id]
            if name not in oracle.recorded and len(possible[name]) > 1
        ]
        moves = any(
            oracle.moves_within([name], possible, lambda result: tuple(result.outcomes.values()))
            for name in names
        )
        assert line.matters == moves, line.criterion.id


@given(cases())
def test_past_the_budget_nothing_is_said_of_what_was_not_worked_out(
    case: tuple[World, Possible],
) -> None:
    """Diagrams of the open answers do not know the others: null, no guess; `matters` is exact."""
    world, possible = case
    compiled = compile_rubric(world.rubric, known=world.masks(possible))
    answers = answers_for(world.oracle, possible)
    part = judged(world.reader, compiled, answers, world.oracle.anchors)
    for line, whole in zip(part.lines, world.assess(possible).lines, strict=True):
        assert line.speaks == ("open" if whole.speaks == "open" else None)
        assert line.matters == whole.matters


def made(criteria: dict[str, Plain], decisions: dict[str, Plain], **more: Plain) -> World:
    """A rubric of some criteria and decisions, all else the same."""
    asked = {id: {"group": "all_of_them", "ask": "?", **c, **GROUNDS} for id, c in criteria.items()}
    return world_of({**head(), **more, "criteria": asked, "decisions": decisions})


def decided(rows: dict[str, Plain], outcomes: Plain, otherwise: str) -> Plain:
    """A decision by some rows: each its outcome and its condition."""
    return {
        "outcomes": outcomes,
        "rows": {id: {"is": is_, "when": when, **GROUNDS} for id, (is_, when) in rows.items()},
        "otherwise": {"is": otherwise, **GROUNDS},
    }


def speaks(world: World, answers: dict[str, Plain]) -> dict[str, str | None]:
    """Which way each answer speaks."""
    lines = assess(world.rubric, world.compiled, answers).lines
    return {line.criterion.id: line.speaks for line in lines}


def test_a_red_line_that_is_kept_speaks_for_the_candidate() -> None:
    """Its only test fails, and yet it is good: what speaks is the outcome, not the test."""
    world = made(
        {"red_line": {"answer": {"levels": ["kept", "crossed"]}}},
        {"d": decided({"r": ("poor", {"red_line": "crossed"})}, ["poor", "good"], "good")},
    )
    (line,) = assess(world.rubric, world.compiled, {"red_line": "kept"}).lines
    assert (line.bearing, line.speaks) == ("failed", "for")
    assert speaks(world, {"red_line": "crossed"}) == {"red_line": "against"}
    assert speaks(world, {}) == {"red_line": "open"}


def test_a_level_in_the_middle_is_between() -> None:
    """Better than one, worse than another; the ends speak one way."""
    rows = {"r": ("good", {"c": "high"}), "s": ("fair", {"c": "mid"})}
    world = made(
        {"c": {"answer": {"levels": ["low", "mid", "high"]}}},
        {"d": decided(rows, ["poor", "fair", "good"], "poor")},
    )
    assert [speaks(world, {"c": level})["c"] for level in ("low", "mid", "high")] == [
        "against",
        "between",
        "for",
    ]


def test_what_helps_some_and_harms_others_is_mixed() -> None:
    """Against one and the same other answer it is better in some profile, worse in another."""
    both = {"any": [{"all": [{"a": "yes"}, {"b": "no"}]}, {"all": [{"a": "no"}, {"b": "yes"}]}]}
    world = made(
        {"a": {"answer": "yes_no"}, "b": {"answer": "yes_no"}},
        {"d": decided({"r": ("good", both)}, ["poor", "good"], "poor")},
    )
    assert speaks(world, {"a": "yes", "b": "yes"}) == {"a": "mixed", "b": "mixed"}


def test_members_that_speak_each_its_way_are_between() -> None:
    """One member there and one missing: better than without the one, worse than with both."""
    rows = {
        "r": ("good", {"c": {"includes": ["ants", "bees"]}}),
        "s": ("fair", {"c": {"includes": ["ants"]}}),
    }
    world = made(
        {"c": {"answer": {"set": ["ants", "bees", "cats"]}}},
        {"d": decided(rows, ["poor", "fair", "good"], "poor")},
    )
    assert speaks(world, {"c": ["ants"]}) == {"c": "between"}
    assert speaks(world, {"c": ["ants", "bees"]}) == {"c": "for"}
    assert speaks(world, {"c": []}) == {"c": "against"}
    assert speaks(world, {"c": {"ants": "yes"}}) == {"c": "open"}


def test_the_headline_leads() -> None:
    """Where the rubric names its headline, that decision's order counts; else the last one's."""
    criteria = {"c": {"answer": "yes_no"}}
    first = decided({"r": ("good", {"c": "yes"})}, ["poor", "good"], "poor")
    last = decided({"r": ("fair", {"c": "yes"})}, ["fair", "fine"], "fine")
    assert speaks(made(criteria, {"first": first, "last": last}), {"c": "yes"})["c"] == "against"
    named = made(criteria, {"first": first, "last": last}, headline="first")
    assert speaks(named, {"c": "yes"})["c"] == "for"


def test_what_would_take_too_long_is_left_out() -> None:
    """Where more would have to be compared than is looked at, nothing is said: null, no guess."""
    rows = {"r": ("good", {"all": [{"a": "yes"}, {"b": "yes"}]}), "s": ("fair", {"a": "yes"})}
    world = made(
        {"a": {"answer": "yes_no"}, "b": {"answer": "yes_no"}, "c": {"answer": "yes_no"}},
        {"d": decided(rows, ["poor", "fair", "good"], "poor")},
    )
    compared = Compared(world.compiled, most=0)
    assert list(compared.said(0)) == [None, None]
    assert list(compared.said(2)) == ["neither", "neither"]
    assert list(Compared(world.compiled, most=9).said(0)) == ["against", "for"]


def test_outcomes_without_an_order_have_no_better_and_worse() -> None:
    """Whatever the answer decides there speaks neither way."""
    world = made(
        {"c": {"answer": "yes_no"}},
        {"d": decided({"r": ("red", {"c": "yes"})}, {"unordered": ["red", "blue"]}, "blue")},
    )
    assert speaks(world, {"c": "yes"}) == {"c": "neither"}
    assert speaks(world, {}) == {"c": "open"}


def test_what_a_file_states_of_a_decision_moves_no_direction() -> None:
    """It is compared over all profiles: those that contradict what is stated are among them."""
    decision = decided({"r": ("good", {"c": "yes"})}, ["poor", "good"], "poor")
    world = made({"c": {"answer": "yes_no"}}, {"d": {**decision, "may_be_given": "true"}})
    assert speaks(world, {"c": "yes", "d": "good"}) == {"c": "for"}
