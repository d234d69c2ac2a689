"""The verdict on a sound rubric: promises with examples, and profiles counted."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.models.decision_rows import Table
from endorse_cli.review.checks.promise_broken import check_promises
from endorse_cli.review.verdict import check_rubric, promise_part
from endorse_cli.rubric.candidate_reader import CandidateReader
from support.base import STATED, edited, put
from support.oracle import Oracle, Possible
from support.strategies import promises, rubrics
from support.world import World, all_faults, sound, world_of, worlds

Plain = Any


def possible_in(world: World, candidate: dict[str, Plain]) -> Possible:
    """What a candidate file leaves possible; nothing may be wrong with it."""
    reader = CandidateReader(world.rubric)
    read, found = reader.read(candidate)
    assert found == ()
    assert read is not None
    read = reader.settled(read, read.as_of or read.election)
    masks = [mask for id in world.rubric.criteria
             for mask in (read.answers.get(id) or reader.absent[id]).masks]  # fmt: skip
    return world.values(dict(enumerate(masks)))


def breaks(oracle: Oracle, promise: Plain, possible: Possible) -> bool:
    """Whether an implication fails in every completion."""
    when, then = oracle.condition(promise["when"]), oracle.condition(promise["then"])
    cases = [oracle.case(answers) for answers in oracle.assignments(possible)]
    return all(when(case) and not then(case) for case in cases)


@given(st.data())
def test_an_example_is_a_candidate_that_breaks_the_promise(data: st.DataObject) -> None:
    """A broken implication comes with a candidate file that is read without a fault and breaks it.

    What the file leaves open makes no difference.
    """
    rubric = data.draw(rubrics())
    plain = data.draw(promises(rubric, "when"))
    world = world_of({**rubric, "promises": {"p": plain}})
    (kept,) = check_promises(world.compiled)
    part = promise_part(world.rubric, world.compiled, kept)
    assert (part["example"] is None) == (part["result"] == "proved")
    if part["example"] is not None:
        assert breaks(world.oracle, plain, possible_in(world, part["example"]))


EVIDENCE = [
    ("care", "required"),
    ("backers", "required"),
    ("backers", {"required_for": ["shop"]}),
    ("house_rule", "required"),
]


@pytest.mark.parametrize(("id", "rule"), EVIDENCE)
def test_an_example_has_the_evidence_it_needs(id: str, rule: Plain) -> None:
    """Where answers need a source the example has one, so that it does not count as unknown."""
    promise = {
        "when": {"all": ["rule_broken", {"care": "clear"}, {"backers": {"includes": ["shop"]}}]},
        "then": {"loan": "lend"},
        **STATED,
    }
    world = world_of(edited(put(f"criteria {id} evidence", rule), put("promises p", promise)))
    kept = {one.promise.id: one for one in check_promises(world.compiled)}["p"]
    example = promise_part(world.rubric, world.compiled, kept)["example"]
    assert example is not None
    assert breaks(world.oracle, promise, possible_in(world, example))


@given(worlds())
def test_profiles_are_counted_for_every_outcome_and_row(world: World) -> None:
    """Counts are strings, exact, one for each outcome and row, 0 for what never happens."""
    oracle = world.oracle
    still = {n: v[:1] if n in oracle.recorded else v for n, v in oracle.domains.items()}
    results = list(oracle.results(still))
    verdict = check_rubric(world.rubric, world.compiled)
    for id, part in verdict.profiles.items():
        outcomes = Counter(result.outcomes[id] for result in results)
        rows = Counter(result.rows[id] for result in results)
        assert sum(map(int, part["outcomes"].values())) == len(results)
        order = oracle.outcome_order(id)
        assert part["outcomes"] == {name: str(outcomes[name]) for name in order}
        names = [row.id for row in world.rubric.decisions[id].rows]
        assert part["rows"] == {name: str(rows[name]) for name in names}
        assert list(part["outcomes"]) == order
        assert list(part["rows"]) == names


def test_a_promise_past_the_budget_is_not_guessed() -> None:
    """Where its diagram grows past the budget a promise is `not_proved`, the others as they are."""
    hard = {"when": {"any": [{"late": "never"}, {"skill": "clear"}]}, "then": {"loan": "lend"},
            **STATED}  # fmt: skip
    world = world_of(edited(put("promises hard", hard)))
    manager = world.compiled.manager
    manager.budget = len(manager.level)
    results = {kept.promise.id: kept.result for kept in check_promises(world.compiled)}
    assert results["hard"] == "not_proved"
    assert results["skill_counts"] == "proved"
    assert promise_part(
        world.rubric, world.compiled, check_promises(world.compiled)[-1]
    ) == {"id": "hard", "result": "not_proved", "reason": None, "example": None}  # fmt: skip


@given(worlds())
def test_checking_never_fails_on_a_rubric_of_sound_structure(world: World) -> None:
    """Whatever can never happen in it, every check ends, and points at a place in the rubric."""
    for found in check_rubric(world.rubric, world.compiled).diagnostics:
        value: Plain = world.plain
        for step in found.trail:
            value = value[step]
        assert value is not None


@given(worlds())
def test_dead_rows_and_outcomes_are_found_exactly(world: World) -> None:
    """A rubric without findings has every row and every outcome reached by some candidate."""
    codes = {d.code for d in check_rubric(world.rubric, world.compiled).diagnostics}
    results = list(world.oracle.results(world.oracle.everything))
    dead = False
    for id, decision in world.rubric.decisions.items():
        rows = {result.rows[id] for result in results}
        outcomes = {result.outcomes[id] for result in results}
        if not isinstance(decision.body, Table):
            dead |= rows != {row.id for row in decision.rows}
        dead |= outcomes != set(world.oracle.outcome_order(id))
    never = {"row-never", "row-shadowed", "outcome-unreachable"}
    causes = {"comparison-constant", "finding-constant"}
    if dead:
        assert codes & (never | causes)
    else:
        assert not codes & never


@given(worlds())
def test_idle_criteria_are_found_exactly(world: World) -> None:
    """Without other faults, every criterion that moves no row, and no other, is idle."""
    found = check_rubric(world.rubric, world.compiled).diagnostics
    if any(d.code not in ("criterion-idle", "level-no-anchor", "not-monotone") for d in found):
        return
    oracle = world.oracle
    idle = {
        name
        for name in oracle.domains
        if name not in oracle.recorded
        and not oracle.moves([name], oracle.everything, lambda r: tuple(r.rows.values()))
    }
    named = [d.message for d in found if d.code == "criterion-idle"]
    for name in oracle.domains:
        mine = any(f"`{name}`" in m or f"`{oracle.owner[name]}`" in m for m in named)
        assert mine == (name in idle)


FORMS_OF_PROMISES = ("when", "no_effect", "some_effect", "more_never_hurts", "swing")


@pytest.mark.parametrize("form", FORMS_OF_PROMISES)
@given(data=st.data())
def test_a_broken_promise_is_never_silent(form: str, data: st.DataObject) -> None:
    """If a promise is broken, something is reported as an error: that, or what it follows from."""
    plain = data.draw(rubrics())
    promise = data.draw(promises(plain, form))
    rubric = sound({**plain, "promises": {"p": promise}})
    verdict = check_rubric(rubric, compile_rubric(rubric))
    errors = [d.code for d in verdict.diagnostics if d.severity == "error"]
    if any(part["result"] == "broken" for part in verdict.parts):
        assert errors


def test_a_promise_broken_beside_a_family_of_nobody_is_reported() -> None:
    """That overlays have yet to fill a family excuses what asks it, not a broken promise."""
    found = all_faults(
        edited(
            put("families spare", {"title": "Spare"}),
            put("decisions loan rows rule when", {"any": ["rule_broken", {"any": OF_SPARE}]}),
            put("promises p", {"when": "in_order", "then": {"loan": "lend"}, **STATED}),
        )
    )
    assert [(d.code, d.trail) for d in found] == [("promise-broken", ("promises", "p"))]


OF_SPARE = {"of": "spare", "are": "broken"}


def test_a_swing_of_a_whole_set_is_not_blamed_on_one_member() -> None:
    """Where only several members together move the outcome, no member is said to do it alone."""
    rows = {
        "both": {"is": "lend", "when": {"backers": {"includes": ["neighbours", "shop"]}}, **STATED},
        "one": {
            "is": "wait", "when": {"backers": {"includes_any": ["neighbours", "shop"]}}, **STATED,
        },
    }  # fmt: skip
    loan = {
        "outcomes": ["refuse", "wait", "lend"], "rows": rows,
        "otherwise": {"is": "refuse", **STATED},
    }  # fmt: skip
    swing = {
        "no_single_swing": "backers", "for": "loan", "between": ["refuse", "lend"], **STATED
    }  # fmt: skip
    found = all_faults(edited(put("decisions loan", loan), put("promises", {"p": swing})))
    (message,) = (d.message for d in found if d.code == "promise-broken")
    assert not ("alone" in message and ("backers.shop" in message) != ("neighbours" in message))
    assert "backers" in message
