"""Promises, every form, against brute force over every profile."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.profiles import Broken
from endorse_cli.engine.proofs import Proof, prove
from support.oracle import Assignment, Oracle, Result
from support.strategies import FORMS, GROUNDS, promises, rubrics
from support.world import World, drawn, world_of

Plain = Any
Value = Any


class Pair(NamedTuple):
    """Two profiles that differ in one variable, or in one answer: the lower value first."""

    variable: str
    before: dict[str, str]
    after: dict[str, str]


def value_of(result: Result, target: str) -> Value:
    """What a decision, finding or score comes to."""
    return {**result.outcomes, **result.findings, **result.scores}[target]


def varied(oracle: Oracle, ids: Plain) -> list[str]:
    """The variables that a promise varies; a criterion that is a set varies by its members."""
    if isinstance(ids, dict):
        ids = oracle.members(ids["of"])
    ids = [ids] if isinstance(ids, str) else ids
    return [name for id in ids for name in ([id] if "." in id else oracle.variables_of[id])]


def aims(promise: Plain) -> list[str]:
    """What a promise speaks for."""
    return [promise["for"]] if isinstance(promise["for"], str) else promise["for"]


def pairs(oracle: Oracle, variables: list[str], *, ranked: bool) -> Iterator[Pair]:
    """Every two profiles that differ in one of the variables; with `ranked` only where ordered."""
    for answers in oracle.assignments(oracle.everything):
        for name in variables:
            values = oracle.domains[name]
            if ranked:
                values = tuple(v for v in values if oracle.rank(name, v) is not None)
            for low, high in combinations(values, 2):
                if answers[name] == low:
                    yield Pair(name, {**answers}, {**answers, name: high})


def swings(oracle: Oracle, id: str) -> Iterator[Pair]:
    """Every two profiles that differ in the answer to one criterion, or in one member.

    The answer to a set may differ in several members.
    """
    names = (id,) if "." in id else oracle.variables_of[id]
    for answers in oracle.assignments(oracle.everything):
        for other in product(*(oracle.domains[name] for name in names)):
            yield Pair(names[0], {**answers}, {**answers, **dict(zip(names, other, strict=True))})


def worse(oracle: Oracle, target: str, before: Value, after: Value) -> bool:
    """Whether going from one result to another is for the worse."""
    if target in oracle.rubric["decisions"]:
        order = oracle.outcome_order(target)
        return order.index(after) < order.index(before)
    if oracle.rubric.get("scores", {}).get(target, {}).get("better") == "lower":
        return after > before
    return after < before


def against(oracle: Oracle, promise: Plain, pair: Pair, target: str) -> bool:
    """Whether a pair of profiles is against a promise."""
    before = value_of(oracle.result(pair.before), target)
    after = value_of(oracle.result(pair.after), target)
    if "no_effect" in promise:
        return before != after
    if "no_single_swing" in promise:
        return sorted((str(before), str(after))) == sorted(promise["between"])
    if "more_never_hurts" in promise:
        return worse(oracle, target, before, after)
    return worse(oracle, target, after, before)


def breaks(oracle: Oracle, promise: Plain, answers: Assignment) -> bool:
    """Whether a profile breaks an implication."""
    case = oracle.case(answers)
    return oracle.condition(promise["when"])(case) and not oracle.condition(promise["then"])(case)


def holds(oracle: Oracle, promise: Plain) -> bool:
    """Whether a promise holds for every profile."""
    if "when" in promise:
        every = oracle.assignments(oracle.everything)
        return not any(breaks(oracle, promise, answers) for answers in every)
    if "some_effect" in promise:
        ids = promise["some_effect"]
        ids = oracle.members(ids["of"]) if isinstance(ids, dict) else ids
        return all(has_effect(oracle, id, aims(promise)) for id in ids)
    if "no_single_swing" in promise:
        return not any(
            against(oracle, promise, pair, promise["for"])
            for pair in swings(oracle, promise["no_single_swing"])
        )
    form = next(key for key in promise if key in FORMS)
    ranked = form.startswith("more")
    names = varied(oracle, promise[form])
    return not any(
        against(oracle, promise, pair, target)
        for pair in pairs(oracle, names, ranked=ranked)
        for target in aims(promise)
    )


def has_effect(oracle: Oracle, id: str, targets: list[str]) -> bool:
    """Whether any of the targets depends on a criterion or a member."""
    return any(
        value_of(oracle.result(p.before), t) != value_of(oracle.result(p.after), t)
        for p in pairs(oracle, varied(oracle, id), ranked=False)
        for t in targets
    )


def proof_of(world: World) -> Proof:
    """What comes of proving the one promise of a rubric."""
    (promise,) = world.rubric.promises.values()
    return prove(world.compiled, promise)


def completed(world: World, profile: dict[int, int]) -> Iterator[dict[str, str]]:
    """Every assignment that a profile stands for; what it does not name may be anything."""
    named = {
        world.name(level): (world.compiled.variables[level].values[value],)
        for level, value in profile.items()
    }
    return world.oracle.assignments({**world.oracle.domains, **named})


def shows(world: World, promise: Plain, broken: Broken) -> bool:
    """Whether what the engine gives as proof really breaks the promise, whatever is left open."""
    oracle, every = world.oracle, list(completed(world, dict(broken.profile)))
    if "when" in promise:
        return all(breaks(oracle, promise, answers) for answers in every)
    if "some_effect" in promise:
        return not has_effect(oracle, broken.target, aims(promise))
    if "no_single_swing" in promise:
        return all(swung(oracle, promise, answers, broken) for answers in every)
    assert broken.moved is not None
    level, low, high = broken.moved
    name, values = world.name(level), world.compiled.variables[level].values
    form = next(key for key in promise if key.startswith(("no_", "more_")))
    assert name in varied(oracle, promise[form])
    return all(
        answers[name] == values[low]
        and against(
            oracle, promise, Pair(name, answers, {**answers, name: values[high]}), broken.target
        )
        for answers in every
    )


def swung(oracle: Oracle, promise: Plain, answers: Assignment, broken: Broken) -> bool:
    """Whether another answer to that one criterion moves this profile as the engine says."""
    id = promise["no_single_swing"]
    names = (id,) if "." in id else oracle.variables_of[id]
    reached = {
        oracle.result({**answers, **dict(zip(names, other, strict=True))}).outcomes[promise["for"]]
        for other in product(*(oracle.domains[name] for name in names))
    }
    before = oracle.result(answers).outcomes[promise["for"]]
    return before == broken.before and broken.after in reached and before in promise["between"]


@composite
def promised(draw: DrawFn, form: str) -> tuple[World, Plain]:
    """A rubric and a promise of one form."""
    rubric = draw(rubrics())
    promise = draw(promises(rubric, form))
    return drawn(draw, {**rubric, "promises": {"p": promise}}), promise


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_a_promise_is_proved_exactly_where_it_holds(form: str, data: st.DataObject) -> None:
    """Proved if no profile breaks it; if broken, what is shown really breaks it."""
    world, plain = data.draw(promised(form))
    proof = proof_of(world)
    assert (proof.broken is None) == holds(world.oracle, plain)
    # A score that rests on one number moves inside a region too: what is shown of it holds for
    # one number of each region, and is tried by hand in test_amounts.
    if proof.broken is not None and proof.broken.target not in world.compiled.numbers:
        assert shows(world, plain, proof.broken)


@pytest.mark.parametrize("form", ["no_effect", "more_never_hurts", "more_never_helps"])
@given(data=st.data())
def test_a_broken_promise_tells_what_moved(form: str, data: st.DataObject) -> None:
    """`before` and `after` are what the decision or finding comes to on either side."""
    world, _ = data.draw(promised(form))
    broken = proof_of(world).broken
    if broken is None or broken.target in world.plain.get("scores", {}):
        return
    assert broken.moved is not None
    level, _, high = broken.moved
    name, values = world.name(level), world.compiled.variables[level].values
    for answers in completed(world, dict(broken.profile)):
        after = {**answers, name: values[high]}
        assert value_of(world.oracle.result(answers), broken.target) == broken.before
        assert value_of(world.oracle.result(after), broken.target) == broken.after


@given(data=st.data())
def test_an_implication_is_trivial_where_one_side_is_idle(data: st.DataObject) -> None:
    """`when` if it never holds, `then` if it always does, nothing if both have a say."""
    world, plain = data.draw(promised("when"))
    oracle = world.oracle
    cases = [oracle.case(answers) for answers in oracle.assignments(oracle.everything)]
    proof = proof_of(world)
    if not any(oracle.condition(plain["when"])(case) for case in cases):
        assert proof.trivial == "when"
    elif all(oracle.condition(plain["then"])(case) for case in cases):
        assert proof.trivial == "then"
    else:
        assert proof.trivial == ""


def test_no_single_swing_speaks_of_the_whole_answer_of_a_set() -> None:
    """`no_single_swing` of a set: its answer is one answer, and may change by several members.

    Here no single member moves the result from poor to good, and the whole answer does.
    """
    made = {
        "format": "1", "rubric": "small", "version": "1", "title": "Small",
        "document": {"title": "None"}, "groups": {"g": {"title": "G"}},
        "criteria": {
            "backers": {"group": "g", "ask": "Who?", "answer": {"set": ["ants", "bees"]}, **GROUNDS}
        },
        "decisions": {
            "grade": {
                "outcomes": ["poor", "fair", "good"],
                "rows": {
                    "both": {"is": "good", "when": {"backers": {"includes": ["ants", "bees"]}},
                             **GROUNDS},
                    "one": {"is": "fair", "when": {"backers": {"includes_any": ["ants", "bees"]}},
                            **GROUNDS},
                },
                "otherwise": {"is": "poor", **GROUNDS},
            }
        },
    }  # fmt: skip
    swing = {"no_single_swing": "backers", "for": "grade", "between": ["poor", "good"], **GROUNDS}
    world = world_of({**made, "promises": {"p": swing}})
    assert proof_of(world).broken is not None
