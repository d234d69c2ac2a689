"""Amounts that are capped, or the highest of several, added up past the node budget."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine import arithmetic, divided_ends, quantities
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.divided import compile_apart
from endorse_cli.engine.divided_parts import is_exact
from endorse_cli.engine.explanation import Explanation
from endorse_cli.engine.known_answers import known_in
from endorse_cli.engine.quantities import Ratio, Sum
from endorse_cli.models.amounts import Share
from support.compounds import apart, compounds
from support.families import asked, points, rows
from support.oracle import Possible
from support.profiles import times
from support.strategies import GROUNDS, possible_values
from support.world import World, assess, sound, world_of

Plain = Any


def weighted(weights: list[str]) -> Plain:
    """A weighted total of as many answers, in rubric order."""
    return {"sum": [{"times": [weight, f"c{i}"]} for i, weight in enumerate(weights)]}


def scored(value: Plain, number: int, cuts: list[str]) -> Plain:
    """Bands of an amount of so many answers of three levels, and a bonus question."""
    plain = points(["1"] * number, cuts, levels=3)
    plain["criteria"]["g"] = asked("yes_no")
    plain["scores"]["s"]["value"] = value
    return plain


@composite
def added_up(draw: DrawFn) -> tuple[World, Possible]:
    """A sum of totals of the same answers, some capped, some the lowest or highest of two."""
    weight = st.integers(-3, 6).map(str) | st.sampled_from(["1/3", "5/2"])
    number = draw(st.integers(2, 4))

    def total() -> Plain:
        return weighted(draw(st.lists(weight, min_size=number, max_size=number)))

    parts: list[Plain] = [total()]
    for _ in range(draw(st.integers(1, 2))):
        part = draw(st.sampled_from(["clamp", "highest", "lowest", "bonus", "minus"]))
        if part == "clamp":
            parts.append({"clamp": total(), "at_least": "-2", "at_most": "5"})
        elif part == "bonus":
            inside = {"clamp": total(), "at_least": "1", "at_most": "4"}
            parts.append({"amount": inside, "when": {"g": "yes"}})
        elif part == "minus":
            parts.append({"minus": {"lowest": [f"c{i}" for i in range(number)]}})
        else:
            parts.append({"times": ["1/2", {part: [total(), total()]}]})
    cuts = sorted(draw(st.sets(st.integers(-6, 30), min_size=1, max_size=3)))
    value: Plain = {"sum": parts}
    if draw(st.booleans()):
        whole = draw(st.sampled_from(["4", {"sum": ["c0", "c1"]}, {"sum": ["c0", "-1"]}]))
        value = {"share": value, "out_of": whole, "if_none": "1/2"}
    world = world_of(scored(value, number, [str(cut) for cut in cuts]))
    return world, draw(possible_values(world.oracle.domains))


@pytest.fixture(autouse=True)
def _nothing_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small these rubrics are, no amount is small enough to have its numbers listed."""
    monkeypatch.setattr(arithmetic, "LISTED_APART", 0)


@times(150)
@given(added_up())
def test_no_outcome_is_missing_and_none_that_cannot_be_is_called_exact(
    case: tuple[World, Possible],
) -> None:
    """What is only added up leaves every outcome that can be, and says where it tells no more."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    assert found is not None
    for id, decided in found.decisions.items():
        expected = whole.decisions[id].possible
        assert {*expected} <= {*decided.possible}
        if decided.is_exact:
            assert expected == decided.possible
    for id, reach in found.scores.items():
        low, high = whole.scores[id]
        assert None not in (low, high, reach.low, reach.high)
        assert reach.low <= low  # type: ignore[operator]
        assert reach.high >= high  # type: ignore[operator]


@times(60)
@given(compounds())
def test_amounts_that_share_no_answer_are_told_as_if_all_were_listed(
    case: tuple[World, Possible],
) -> None:
    """Outcomes, reach, and which way an answer speaks: by what each can add, and the rest."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    assert found is not None
    for id, decided in found.decisions.items():
        assert decided.is_exact
        assert decided.possible == whole.decisions[id].possible
    assert found.scores == whole.scores
    for before, after in zip(whole.lines, found.lines, strict=True):
        assert after.speaks in (before.speaks, None)
        assert after.matters or not before.matters
        if is_exact(found.compiled):
            assert after.matters == before.matters


@times(60)
@given(added_up())
def test_a_solver_tells_what_a_sum_can_be(case: tuple[World, Possible]) -> None:
    """Where nothing is tried, a solver tells what is added up exactly; of a share it may not."""
    world, possible = case
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(divided_ends, "STEPS", 0)
        patched.setattr(divided_ends, "_met_on_the_way", lambda *_: set())
        found = apart(world, possible)
        assert found is not None
        decisions = found.decisions
    for id, decided in decisions.items():
        assert decided.is_exact or isinstance(world.rubric.scores["s"].value, Share)
        if decided.is_exact:
            assert decided.possible == world.assess(possible).decisions[id].possible


def capped(themes: int, each: int) -> Plain:
    """Themes of ratings in turn, each theme's total at most so much, and the sum of them."""
    number = themes * each
    value = {
        "sum": [
            {
                "clamp": {"sum": [{"times": [str(7 * i + 3), f"c{i}"]} for i in group]},
                "at_least": "5",
                "at_most": "60",
            }
            for group in (range(theme, number, themes) for theme in range(themes))
        ]
    }
    return scored(value, number, [str(20 * themes), str(45 * themes)])


def best_of_two(number: int) -> Plain:
    """The higher of two weightings of the same ratings, and a bonus."""
    one = [str(1 + 37 * i % 97) for i in range(number)]
    other = [str(1 + 61 * i % 89) for i in range(number)]
    value = {
        "sum": [
            {"highest": [weighted(one), weighted(other)]},
            {"amount": "3", "when": {"g": "yes"}},
        ]
    }
    return scored(value, number, ["300", "900"])


def worst_left_out(number: int) -> Plain:
    """Everything but the lowest rating."""
    names = [f"c{i}" for i in range(number)]
    total = weighted([str(1 + 37 * i % 97) for i in range(number)])
    return scored({"sum": [total, {"minus": {"lowest": names}}]}, number, ["300", "900"])


def shared(plain: Plain, cuts: list[str]) -> Plain:
    """The same as a share of so many points."""
    value = {"share": plain["scores"]["s"]["value"], "out_of": "100", "if_none": "0"}
    return scored(value, len(plain["criteria"]) - 1, cuts)


@pytest.mark.parametrize(
    "plain",
    [capped(5, 6), best_of_two(30), worst_left_out(30), shared(best_of_two(30), ["3", "9"])],
    ids=["capped", "best of two", "worst left out", "a share"],
)
def test_nobody_is_refused_where_what_is_capped_is_added_up(plain: Plain) -> None:
    """All outcomes are possible for a blank candidate, surely; answers are explained as ever."""
    rubric = sound(plain)
    compiled = compile_apart(rubric)
    score = compiled.scores["s"]
    assert isinstance(score.part if isinstance(score, Ratio) else score, Sum)
    blank = assess(compiled.rubric, compiled, {})
    decided = blank.decisions["d"]
    assert (decided.possible, decided.is_exact) == (("b0", "b1", "b2"), True)
    best = assess(compiled.rubric, compiled, {**dict.fromkeys(plain["criteria"], "l2"), "g": "yes"})
    assert best.decisions["d"].outcome == "b2"
    assert best.scores["s"].low == best.scores["s"].high
    seen = Explanation(compiled.rubric, known_in(blank), lambda: compiled)
    value = rubric.scores["s"].value
    low, high = seen.reach(value)
    assert low is not None
    assert high is not None
    assert all(low <= number <= high for number in seen.values(value))


def test_the_reach_of_a_highest_of_two_is_told_where_its_numbers_are_too_many() -> None:
    """The higher of two totals of the same answers is at least what each is at least."""
    plain = best_of_two(20)
    plain["scores"]["s"]["value"] = plain["scores"]["s"]["value"]["sum"][0]
    compiled = compile_apart(sound(plain))
    blank = assess(compiled.rubric, compiled, {})
    assert blank.scores["s"].low == 0
    assert quantities.listed(compiled.manager, compiled.scores["s"]) is None


def judged_blank(plain: Plain) -> Assessment:
    """Nobody's answers, with parts worked out apart."""
    compiled = compile_apart(sound(plain))
    return assess(compiled.rubric, compiled, {})


def test_an_outcome_that_a_total_and_its_own_answer_rule_out_is_not_possible() -> None:
    """The answer that a total hangs on is no longer open where the total is known."""
    plain = points(["1"], ["1"], levels=2)
    plain["scores"]["t"] = {"value": {"times": ["5", "c0"]}, **GROUNDS}
    when = {"all": [{"t": {"more_than": "2"}}, {"c0": "l0"}]}
    plain["decisions"] = rows(("good", when))
    found = judged_blank(plain).decisions["d"]
    assert (found.possible, found.is_exact) == (("fail",), True)
