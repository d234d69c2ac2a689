"""The diagram's own order: chosen so that few nodes are enough, and seen in no result."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine import profiles
from endorse_cli.engine.comparison import Together, compile_among, compile_variant
from endorse_cli.engine.compile import Compiled, Compiler, compile_rubric
from endorse_cli.engine.diagram import NO, YES, Manager
from endorse_cli.engine.domain import space_of
from endorse_cli.engine.least_changes import moved
from endorse_cli.engine.logic import Conditions
from endorse_cli.engine.order import asked_order
from endorse_cli.engine.proofs import prove
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.verdict import check_rubric
from support.families import asked, chained, rows, themes
from support.oracle import Possible
from support.strategies import GROUNDS, head
from support.world import World, assess, cases, sound, world_of

Plain = Any
ROOM = 100_000


def in_order(rubric: Rubric, criteria: list[str]) -> Compiled:
    """The diagrams with the questions in some order."""
    space = space_of(rubric, ROOM)
    levels = [v.criterion for v in space.variables]
    order = [place for id in criteria for place, name in enumerate(levels) if name == id]
    compiler = Compiler(Conditions(rubric, space.ordered(order, ROOM)))
    assert compiler.define_all(ROOM)
    return compiler.compiled()


@composite
def reordered(draw: DrawFn) -> tuple[World, World, Possible]:
    """A small random rubric with its questions in rubric order and in another, and a candidate."""
    world, possible = draw(cases())
    order = draw(st.permutations(list(world.rubric.criteria)))
    return world, world._replace(compiled=in_order(world.rubric, order)), possible


@given(reordered())
def test_what_comes_out_is_the_same(case: tuple[World, World, Possible]) -> None:
    """Outcomes, rows, findings, scores, bearings and the next question know of no order."""
    one, other, possible = case
    mine, theirs = one.assess(possible), other.assess(possible)
    assert theirs.decisions == mine.decisions
    assert theirs.findings == mine.findings
    assert theirs.scores == mine.scores
    assert [line.bearing for line in theirs.lines] == [line.bearing for line in mine.lines]
    assert theirs.next_question == mine.next_question


@given(reordered())
def test_reasons_and_changes_are_as_good(case: tuple[World, World, Possible]) -> None:
    """What is necessary is the same, what is sufficient forces it, and no change costs more."""
    one, other, possible = case
    mine, theirs = one.assess(possible), other.assess(possible)
    for id, reason in theirs.reasons.items():
        assert reason.necessary == mine.reasons[id].necessary
        kept = {one.name(level) for level in reason.sufficient}
        domains = one.oracle.domains
        freed = {name: v if name in kept else domains[name] for name, v in possible.items()}
        assert one.oracle.outcomes(id, freed) == {mine.decisions[id].outcome}
        for dropped in kept:
            wider = {**freed, dropped: domains[dropped]}
            assert len(one.oracle.outcomes(id, wider)) > 1

    def costs(world: World) -> list[tuple[str, str, int, int, tuple[int, ...]]]:
        found = world.assess(possible)
        return [
            (
                id,
                change.to,
                moved(world.compiled, change, found.masks),
                len(change.provided),
                tuple(sorted(change.change)),
            )
            for id, changes in found.changes.items()
            for change in changes
        ]

    assert costs(other) == costs(one)


@given(reordered())
def test_proofs_and_counts_are_the_same(case: tuple[World, World, Possible]) -> None:
    """A promise holds or is broken, and so many profiles come out so, in any order."""
    one, other, _ = case
    for promise in one.rubric.promises.values():
        mine, theirs = prove(one.compiled, promise), prove(other.compiled, promise)
        assert (mine.broken is None, mine.trivial) == (theirs.broken is None, theirs.trivial)
    counted = range(len(one.compiled.variables))
    for id, decided in one.compiled.decisions.items():
        again = other.compiled.decisions[id]
        assert profiles.count(other.compiled.manager, again.root, counted) == profiles.count(
            one.compiled.manager, decided.root, counted
        )


@pytest.mark.parametrize("count", [60, 120])
def test_themes_asked_in_turn_cost_what_they_cost_theme_by_theme(count: int) -> None:
    """How the lines stand changes nothing about how many nodes are needed."""
    mixed = compile_rubric(sound(themes(count)))
    sorted_ = compile_rubric(sound(themes(count, in_turn=False)))
    roots = [compiled.decisions["d"].root for compiled in (mixed, sorted_)]
    sizes = [len(c.inner(root)) for c, root in zip((mixed, sorted_), roots, strict=True)]
    assert sizes[0] == sizes[1]
    assert sizes[0] < count * count


@pytest.mark.parametrize("step", [1, -1])
def test_what_many_answers_must_all_be_costs_a_node_each_in_any_order(step: int) -> None:
    """Gates written from the first to the last, or backwards, are joined without a detour."""
    ids = [f"c{i}" for i in range(400)][::step]
    criteria = {f"c{i}": asked("yes_no") for i in range(400)}
    gates = rows(("good", {"all": {"of": ids, "are": "yes"}}), ("fair", {ids[0]: "yes"}))
    rubric = sound({**head(), "criteria": criteria, "decisions": gates})
    for order in (ids, ids[::-1]):
        assert in_order(rubric, order).manager.live < 6 * len(ids)


def test_a_thousand_gates_are_like_ten() -> None:
    """Nothing of a candidate is left out because the questions are many."""
    ids = [f"c{i}" for i in range(1_000)]
    gates = rows(("good", {"all": {"of": ids, "are": "yes"}}))
    criteria = dict.fromkeys(ids, asked("yes_no"))
    world = world_of({**head(), "criteria": criteria, "decisions": gates})
    assert world.compiled.is_whole
    blank = assess(world.rubric, world.compiled, {})
    assert blank.decisions["d"].possible == ("fail", "good")
    assert blank.mattering == tuple(ids)
    full = assess(world.rubric, world.compiled, {**dict.fromkeys(ids, "yes"), "c7": "no"})
    assert [line.speaks for line in full.lines] == ["for"] * 7 + ["against"] + ["for"] * 992


def test_a_chain_of_a_hundred_tables_is_small() -> None:
    """Where each table looks at the one before it, the last question is best asked first."""
    compiled = compile_rubric(sound(chained(100)))
    assert compiled.manager.live < 10_000


def test_a_walk_of_the_decisions_keeps_families_together() -> None:
    """What is decided together stands together; what decides nothing comes last, as written."""
    plain = themes(6, 2)
    plain["criteria"] = {"z": {**plain["criteria"]["c0"], "in": []}, **plain["criteria"]}
    rubric = sound({**plain, "criteria": {**plain["criteria"], "z": idle()}})
    assert asked_order(rubric) == ["c0", "c2", "c4", "c1", "c3", "c5", "z"]


def idle() -> Plain:
    """A criterion that is merely recorded."""
    kept = {"recorded": "To be seen.", "group": "all_of_them", "ask": "Is it?"}
    return {**kept, "answer": "yes_no", **GROUNDS}


def test_a_planted_row_and_a_false_promise_are_found_whatever_the_order() -> None:
    """Questions listed in turn hide neither a row that never decides nor a broken promise."""
    for in_turn in (True, False):
        plain = themes(60, in_turn=in_turn)
        every = {"is": "fair", "when": {"all": [f"k{g}" for g in range(6)]}, **GROUNDS}
        plain["decisions"]["d"]["rows"]["again"] = every
        promised = {"when": "k0", "then": {"not": {"d": "good"}}, **GROUNDS}
        plain["promises"] = {"never_good": promised}
        rubric = sound(plain)
        verdict = check_rubric(rubric, compile_rubric(rubric))
        assert [f.code for f in verdict.diagnostics if f.severity == "error"] == ["row-shadowed"]
        assert [part["result"] for part in verdict.parts] == ["broken"]
        assert verdict.unchecked == ()


def test_what_nothing_leads_to_is_freed_and_its_room_used_again() -> None:
    """A freed node is made anew when it is needed, and what is alive stays what it is."""
    manager = Manager([2] * 6, budget=20, order=[5, 0, 4, 1, 3, 2])
    every = YES
    for level in range(6):
        every = manager.both(every, manager.test(level, 0b10))
        manager.collect([every])
    before = manager.live
    assert manager.both(manager.test(0, 0b01), manager.test(1, 0b01)) != NO
    manager.collect([every])
    assert manager.live == before
    assert every == manager.both(every, YES)
    again = YES
    for level in range(6):
        again = manager.both(again, manager.test(level, 0b10))
        manager.collect([every, again])
    assert again == every
    assert manager.both(every, manager.test(3, 0b01)) == NO


def test_two_versions_are_laid_side_by_side_in_the_order_that_one_of_them_needs() -> None:
    """A diff of themes asked in turn is as small as each of them."""
    one, other = themes(60), themes(60)
    other["findings"]["k3"]["when"]["at_least"] = "6"
    found = Together([compile_rubric(sound(plain)) for plain in (one, other)])
    assert found.outcomes(0, "d") != found.outcomes(1, "d")
    assert found.manager.live < 10_000


def test_variants_share_the_order_that_the_first_of_them_needs() -> None:
    """What is tried beside a rubric finds room beside it."""
    one, other = sound(themes(60)), themes(60)
    other["findings"]["k3"]["when"]["at_least"] = "6"
    variant = compile_variant(compile_among([one, sound(other)], 10_000), sound(other))
    assert variant.manager.live < 10_000
