"""Rubrics of three hundred variables: nothing recurses, nothing explodes."""

from typing import Any

import pytest

from endorse_cli.engine import profiles
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.proofs import prove
from endorse_cli.review.reported import Noted
from endorse_cli.review.structure import check_cycles
from support.strategies import GROUNDS, head
from support.world import World, all_faults, assess, sound, world_of

Plain = Any
MANY = 300


def many(kind: Plain = "yes_no", number: int = MANY) -> dict[str, Plain]:
    """A rubric with many criteria and nothing else yet."""
    asked = {"group": "all_of_them", "ask": "Is it so?", "answer": kind, **GROUNDS}
    return {**head(), "criteria": {f"c{i}": {**asked} for i in range(number)}}


def with_rows(rubric: dict[str, Plain], when: Plain) -> dict[str, Plain]:
    """The rubric with one row that has this condition."""
    row = {"is": "good", "when": when, **GROUNDS}
    decision = {
        "outcomes": ["poor", "good"], "rows": {"r": row}, "otherwise": {"is": "poor", **GROUNDS}
    }  # fmt: skip
    return {**rubric, "decisions": {"d": decision}}


def answers(rubric: dict[str, Plain], value: str, but: dict[str, str] | None = None) -> Plain:
    """The same answer everywhere, but for some."""
    return {**dict.fromkeys(rubric["criteria"], value), **(but or {})}


def conjunction() -> dict[str, Plain]:
    """Every one of 300 must hold."""
    ids = [f"c{i}" for i in range(MANY)]
    return with_rows(many(), {"all": {"of": ids, "are": "yes"}})


def chain() -> dict[str, Plain]:
    """A finding that rests on a finding that rests on …, 300 deep, the last one written first."""
    rubric = many()
    findings: dict[str, Plain] = {"f0": {"when": {"c0": "yes"}, **GROUNDS}}
    for i in range(1, MANY):
        findings[f"f{i}"] = {"when": {"all": [f"f{i - 1}", {f"c{i}": "yes"}]}, **GROUNDS}
    rubric["findings"] = dict(reversed(findings.items()))
    return with_rows(rubric, f"f{MANY - 1}")


def total() -> dict[str, Plain]:
    """A sum of 300 criteria against a threshold."""
    rubric = many("degree")
    rubric["scales"] = {"degree": {"levels": ["low", "high"], "worth": ["0", "1"]}}
    rubric["scores"] = {"s": {"value": {"sum": list(rubric["criteria"])}, **GROUNDS}}
    return with_rows(rubric, {"s": {"at_least": "290"}})


@pytest.mark.parametrize("rubric", [conjunction(), chain()], ids=["conjunction", "chain"])
def test_every_query_works_on_three_hundred_variables(rubric: dict[str, Plain]) -> None:
    """Outcome, reason, change, question, lines, counts and checks, none by recursion."""
    world = world_of(rubric)
    good = assess(world.rubric, world.compiled, answers(rubric, "yes"))
    assert good.decisions["d"].outcome == "good"
    assert len(good.reasons["d"].sufficient) == MANY
    assert [c.change for c in good.changes["d"]] == [{0: 0b01}]
    bad = assess(world.rubric, world.compiled, answers(rubric, "no"))
    assert bad.decisions["d"].outcome == "poor"
    assert len(bad.reasons["d"].sufficient) == 1
    assert len(bad.changes["d"][0].change) == MANY
    unknown = assess(world.rubric, world.compiled, {})
    assert unknown.next_question is not None
    assert unknown.next_question.criterion == "c0"
    assert len(unknown.lines) == MANY
    number = profiles.count(world.compiled.manager, world.compiled.decisions["d"].root, range(MANY))
    assert number == {"r": 1, "otherwise": 2**MANY - 1}
    assert not [fault for fault in all_faults(rubric) if fault.code != "label-missing"]


def test_a_total_of_three_hundred_terms_is_exact() -> None:
    """A 300-term sum: the outcome, its least change and the number of profiles are exact."""
    from math import comb

    rubric = total()
    world = world_of(rubric)
    but = {f"c{i}": "low" for i in range(11)}
    short = assess(world.rubric, world.compiled, answers(rubric, "high", but))
    assert short.decisions["d"].outcome == "poor"
    assert [len(c.change) for c in short.changes["d"]] == [1]
    root = world.compiled.decisions["d"].root
    number = profiles.count(world.compiled.manager, root, range(MANY))
    assert number["r"] == sum(comb(MANY, k) for k in range(11))


def test_promises_are_proved_over_three_hundred_variables() -> None:
    """More of any of 300 terms never hurts, and each has an effect: proved, not sampled."""
    rubric = total()
    ids = list(rubric["criteria"])
    rubric["promises"] = {
        "raised": {"more_never_hurts": ids, "for": "d", **GROUNDS},
        "felt": {"some_effect": ids, "for": "d", **GROUNDS},
        "lowered": {"more_never_helps": ["c299"], "for": "d", **GROUNDS},
    }
    world = world_of(rubric)
    results = {id: prove(world.compiled, p) for id, p in world.rubric.promises.items()}
    assert results["raised"].broken is None
    assert results["felt"].broken is None
    assert results["lowered"].broken is not None


def test_a_cycle_through_three_hundred_findings_is_found() -> None:
    """A ring of 300 findings is one fault, at the definition that closes it."""
    rubric = chain()
    rubric["findings"]["f0"]["when"] = f"f{MANY - 1}"
    from endorse_cli.rubric.rubric_reader import read_rubric

    noted = Noted()
    check_cycles(noted, read_rubric(rubric)[0])
    assert [d.code for d in noted.found] == ["cycle"]


def test_past_the_budget_compiling_stops() -> None:
    """A rubric too large for its budget raises `TooManyNodes`; it is never cut short."""
    with pytest.raises(TooManyNodes):
        compile_rubric(sound(conjunction()), budget=100)


def test_a_small_world_prints_itself() -> None:
    """A failing test shows the rubric in a few lines, not the whole engine."""
    world = world_of(with_rows(many(number=1), {"c0": "yes"}))
    assert isinstance(world, World)
    assert len(repr(world)) < 400
