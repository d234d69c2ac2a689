"""What cases try of a rubric, against brute force; what is made up tries what was not tried."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.totals import Total
from endorse_cli.models.candidate import Case
from endorse_cli.review.cases import misses
from endorse_cli.review.measurement import Goal, Trial, goals, measure, trial, tried_by
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from support.base import at
from support.oracle import Possible
from support.strategies import possible_values, totals
from support.world import World, worlds

Plain = Any


def trial_of(world: World, name: str, possible: Possible) -> Trial:
    """A case of which this is known."""
    return trial(world.compiled, name, world.masks(possible))


def meets(world: World, goal: Goal, possible: Possible) -> bool:
    """Whether every completion meets a goal that one case can meet, by brute force."""
    oracle = world.oracle
    if goal.kind == "rows":
        decision, _, row = goal.id.partition(".")
        return all(r.rows[decision] == row for r in oracle.results(possible))
    if is_of_a_score(world, goal):
        return all(str(r.scores[goal.id]) == goal.asks for r in oracle.results(possible))
    if goal.kind == "levels":
        return possible[goal.id] == (goal.asks,)
    holds = oracle.condition(at(world.plain, goal.trail))
    found = {bool(holds(oracle.case(a))) for a in oracle.assignments(possible)}
    return found == {goal.asks == "holds"}


def is_member_of_each(world: World, goal: Goal) -> bool:
    """Whether a goal is one member of `of … are`, which no plain condition stands for."""
    there = at(world.plain, goal.trail)
    return isinstance(there, dict) and "are" in there


def is_of_a_score(world: World, goal: Goal) -> bool:
    """Whether a goal is a value of a score."""
    return goal.kind == "levels" and goal.id in world.rubric.scores


def is_before_rounding(world: World, goal: Goal) -> bool:
    """Whether a goal is a value that a score has before it is rounded or clamped."""
    return is_of_a_score(world, goal) and not isinstance(world.compiled.scores[goal.id], Total)


@given(st.data())
def test_a_goal_is_met_by_the_case_that_meets_it(data: st.DataObject) -> None:
    """A row decides, a branch holds or fails, a value stands beside a threshold: as brute force."""
    world = data.draw(worlds())
    possible = data.draw(possible_values(world.oracle.domains))
    tried = [trial_of(world, "one", possible)]
    for goal in goals(world.compiled):
        if goal.kind == "criteria" or is_before_rounding(world, goal):
            continue
        if goal.kind == "rows" or not is_member_of_each(world, goal):
            found = tried_by(world.compiled, goal, tried)
            assert bool(found) == meets(world, goal, possible), goal


@given(st.data())
def test_what_can_happen_is_asked_for_and_nothing_else(data: st.DataObject) -> None:
    """Every row that can decide and every criterion that can matter is a goal; no other is."""
    world = data.draw(worlds())
    found = [(goal.kind, goal.id) for goal in goals(world.compiled)]
    results = list(world.oracle.results(world.oracle.everything))
    decided = {f"{id}.{row}" for result in results for id, row in result.rows.items()}
    assert {id for kind, id in found if kind == "rows"} == decided
    mattering = {
        name
        for name in world.oracle.domains
        if world.oracle.moves([name], world.oracle.everything, lambda r: tuple(r.outcomes.items()))
    }
    assert {id for kind, id in found if kind == "criteria"} == mattering


@given(st.data())
def test_values_beside_a_threshold_are_the_nearest_there_are(data: st.DataObject) -> None:
    """Of a score no value lies between the two sides of its threshold."""
    world = data.draw(worlds())
    asked: dict[tuple[str, Plain], list[Fraction]] = {}
    for goal in goals(world.compiled):
        if is_of_a_score(world, goal) and not is_before_rounding(world, goal):
            asked.setdefault((goal.id, goal.trail), []).append(Fraction(goal.asks))
    for (score, trail), values in asked.items():
        results = world.oracle.results(world.oracle.everything)
        there = {result.scores[score] for result in results}
        assert set(values) <= there
        test = at(world.plain, trail)
        if len(values) == 2 and isinstance(test, dict) and len(test) == 1:
            low, high = sorted(values)
            assert not [value for value in there if low < value < high]


@given(st.data())
def test_a_criterion_is_tried_by_two_cases_that_it_sets_apart(data: st.DataObject) -> None:
    """One case would get the other's outcome by this answer of the other alone."""
    world = data.draw(worlds())
    answers = data.draw(st.lists(totals(world.oracle.domains), min_size=1, max_size=4))
    tried = [
        trial_of(world, str(n), {k: (v,) for k, v in one.items()}) for n, one in enumerate(answers)
    ]
    for goal in goals(world.compiled):
        if goal.kind == "criteria":
            found = tried_by(world.compiled, goal, tried)
            assert bool(found) == sets_apart(world, goal.id, answers), goal.id


def sets_apart(world: World, variable: str, answers: list[dict[str, str]]) -> bool:
    """The same by brute force."""
    outcomes = [world.oracle.result(one).outcomes for one in answers]
    return any(
        outcomes[a][id] != outcomes[b][id]
        and world.oracle.result({**answers[a], variable: answers[b][variable]}).outcomes[id]
        == outcomes[b][id]
        for a in range(len(answers))
        for b in range(len(answers))
        for id in world.rubric.decisions
    )


def read(world: World, plain: dict[str, Plain]) -> Case:
    """A case made up, read as a file is; nothing may be wrong with it."""
    case, found = CaseReader(CandidateReader(world.rubric)).read(plain)
    assert case is not None, [d.message for d in found]
    return case


@given(st.data())
def test_cases_made_up_try_whatever_is_left(data: st.DataObject) -> None:
    """Each is a case that passes, and together with what there is they try everything there is."""
    world = data.draw(worlds())
    reader = CandidateReader(world.rubric)
    tried = [trial_of(world, "one", data.draw(possible_values(world.oracle.domains)))]
    measured = measure(world.compiled, tried, ["one"])
    assert all(one.examples for one in measured.untried)
    for plain in measured.examples:
        case = read(world, plain)
        candidate = reader.settled(case.candidate, case.candidate.as_of)
        made = Assessment(world.compiled, candidate.answers, reader.absent)
        assert list(misses(case, made)) == []
        assert all(decided.outcome for decided in made.decisions.values())
        tried.append(trial(world.compiled, case.name, made.masks))
    assert len({one.name for one in tried}) == len(tried)
    again = measure(world.compiled, tried, [])
    assert (again.share, again.untried, again.examples) == (1, (), ())
