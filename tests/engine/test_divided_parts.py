"""Past the node budget parts are worked out apart: what is said is exact, or said not to be."""

import operator
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn, composite

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine import divided_ends as module
from endorse_cli.engine import solver
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.diagram import NO, YES, TooManyNodes
from endorse_cli.engine.divided import compile_apart, named_inside, named_throughout
from endorse_cli.engine.divided_answers import hanging, two_ends
from endorse_cli.engine.divided_changes import changes_apart
from endorse_cli.engine.divided_parts import Walked, is_exact
from endorse_cli.engine.effects import could_move, enough
from endorse_cli.engine.improvements import adverse, improvements
from endorse_cli.engine.least_changes import moved
from endorse_cli.engine.next_question import ask_next
from endorse_cli.engine.proofs import Proof, prove, targets
from endorse_cli.engine.score_ends import Reach
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Reported
from endorse_cli.review.verdict import soundness
from support.compounds import apart, compounds
from support.families import asked, chained, grid, paired, points, rows
from support.oracle import Possible
from support.profiles import times
from support.strategies import FORMS, GROUNDS, head, possible_values, promises
from support.world import (
    World,
    assess,
    cases,
    climbs,
    settled,
    sound,
    world_of,
    worlds,
)

Plain = Any


@composite
def totals(draw: DrawFn) -> tuple[World, Possible]:
    """Bands of one weighted total, or rows over several totals of the same answers; a candidate."""
    weight = st.integers(-4, 9).map(str) | st.sampled_from(["1/3", "100003", "5/2"])
    count = draw(st.integers(2, 5))
    weights = draw(st.lists(weight, min_size=count, max_size=count))
    cuts = sorted(draw(st.sets(st.integers(-3, 25), min_size=1, max_size=3)))
    plain = points(weights, [str(cut) for cut in cuts], levels=3)
    if draw(st.booleans()):
        others = draw(st.lists(weight, min_size=count, max_size=count))
        value = {"sum": [{"times": [each, f"c{i}"]} for i, each in enumerate(others)]}
        plain["scores"]["t"] = {"value": value, **GROUNDS}
        plain["criteria"]["g"] = asked("yes_no")
        first, second = {"s": {"at_least": str(cuts[0])}}, {"t": {"more_than": str(cuts[-1])}}
        when = draw(st.sampled_from([{"all": [first, second]}, {"all": [first, {"g": "yes"}]}]))
        plain["decisions"] = rows(("good", when), ("fair", {"any": [first, second]}))
    world = world_of(plain)
    return world, draw(possible_values(world.oracle.domains))


@times(75)
@given(cases() | totals() | compounds())
def test_what_comes_out_is_the_same(case: tuple[World, Possible]) -> None:
    """Outcomes and rows are exactly those of the whole diagrams, whatever parts share."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    for id, decided in found.decisions.items():
        expected = whole.decisions[id]
        assert decided.is_exact
        assert (decided.outcome, decided.possible) == (expected.outcome, expected.possible)
        assert decided.rows == expected.rows
        if decided.row is not None:
            assert decided.row == expected.row
    assert found.findings == whole.findings
    assert found.scores == whole.scores


@times(40)
@given(cases() | totals() | compounds(), st.sampled_from([named_inside, named_throughout]))
def test_what_conditions_are_made_of_can_be_worked_out_apart(
    case: tuple[World, Possible], divide: Callable[[Rubric], Rubric]
) -> None:
    """With a name for every condition inside another, the same comes out."""
    world, possible = case
    divided = world._replace(rubric=divide(world.rubric))
    found, whole = apart(divided, possible), world.assess(possible)
    if found is None:
        return
    for id, decided in found.decisions.items():
        assert decided.is_exact
        assert (decided.possible, decided.rows) == (
            whole.decisions[id].possible,
            whole.decisions[id].rows,
        )
    assert {id: found.findings[id] for id in whole.findings} == whole.findings


@pytest.mark.parametrize("plain", [paired(60), grid(8)], ids=["paired", "grid"])
def test_nobody_is_refused_where_one_decision_is_too_large(plain: Plain) -> None:
    """Rows that pair the same answers in different ways, counts by row and by column."""
    rubric = sound(plain)
    with pytest.raises(TooManyNodes):
        compile_rubric(rubric)
    compiled = compile_apart(rubric)
    assert compiled.rubric is rubric
    blank = assess(rubric, compiled, {})
    assert blank.decisions["d"].possible == ("fail", "fair", "good")
    everything = dict.fromkeys(rubric.criteria, "yes")
    assert assess(rubric, compiled, everything).decisions["d"].outcome == "good"
    assert assess(rubric, compiled, {**everything, "c0": "no"}).reasons["d"].sufficient
    assert list(blank.findings) == []


@times(40)
@given(cases() | totals() | compounds())
def test_a_solver_tells_what_trying_did_not(case: tuple[World, Possible]) -> None:
    """Where nothing is tried, the outcomes and rows are still exactly those that can be."""
    world, possible = case
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "STEPS", 0)
        patched.setattr(module, "CELLS", 0)
        found = apart(world, possible)
        decisions = found.decisions if found else {}
    for id, decided in decisions.items():
        expected = world.assess(possible).decisions[id]
        assert decided.is_exact
        assert (decided.possible, decided.rows) == (expected.possible, expected.rows)


def test_what_a_solver_tells_hangs_on_no_order_and_on_nothing_asked_before() -> None:
    """The same question takes it the same steps, whoever was judged before in the same process."""
    left = set()
    for order in (0, 0, 1, 2):
        compiled = compile_apart(sound(overlapping(1, order)))
        asked = solver.Asked(compiled, [variable.all_values for variable in compiled.variables])
        asked.can_end(compiled.decisions["d"].outcomes, compiled.manager.terminal("good"))
        left.add(asked.steps_left)
    assert len(left) == 1
    assert left < {*range(solver.ALL_STEPS)}


def test_without_a_solver_what_is_not_excluded_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every end that can be met is among those given, and they are said to be no more than that."""
    plain = points(["8", "7", "6", "7"], ["30"], levels=3)
    other = {"sum": [{"times": [w, f"c{i}"]} for i, w in enumerate(["2", "2", "6", "10"])]}
    plain["scores"]["t"] = {"value": other, **GROUNDS}
    both = {"all": [{"s": {"at_least": "39"}}, {"t": {"at_most": "17"}}]}
    plain["decisions"] = rows(("good", both))
    monkeypatch.setattr(module, "STEPS", 0)
    world = world_of(plain)
    told = {}
    for installed in (True, False):
        monkeypatch.setattr(module.solver, "is_installed", lambda installed=installed: installed)
        found = apart(world, world.oracle.domains)
        assert found is not None
        told[installed] = found.decisions["d"]
    assert (told[True].is_exact, told[True].possible) == (True, ("fail",))
    assert (told[False].is_exact, told[False].possible) == (False, ("fail", "good"))


@times(30)
@given(cases() | totals() | compounds())
def test_no_answer_is_called_idle_that_is_not(case: tuple[World, Possible]) -> None:
    """`no_bearing` is said only where the whole diagrams say it too."""
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    for before, after in zip(world.assess(possible).lines, found.lines, strict=True):
        if after.bearing == "no_bearing":
            assert before.bearing == "no_bearing"
        elif before.bearing != "no_bearing":
            assert after.bearing == before.bearing


@times(30)
@given(settled() | totals() | compounds())
def test_a_sufficient_reason_forces_the_outcome_and_has_nothing_to_spare(
    case: tuple[World, Possible],
) -> None:
    """The answers named force it, none of them can be dropped, and the necessary ones are those."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    domains = world.oracle.domains
    assert found.reasons.keys() == whole.reasons.keys()
    for id, reason in found.reasons.items():
        assert reason.necessary == whole.reasons[id].necessary
        kept = {world.name(level) for level in reason.sufficient}
        freed = {name: v if name in kept else domains[name] for name, v in possible.items()}
        assert len(world.oracle.outcomes(id, freed)) == 1
        for dropped in kept:
            assert len(world.oracle.outcomes(id, {**freed, dropped: domains[dropped]})) > 1


@composite
def promised(draw: DrawFn, form: str) -> World:
    """A rubric with a promise of one form, kept or not."""
    plain = (draw(worlds()) if draw(st.booleans()) else draw(totals())[0]).plain
    plain = {"settings": {"amount_set": {"value": "2", **GROUNDS}}, **plain}
    return world_of({**plain, "promises": {"p": draw(promises(plain, form))}})


def said(world: World) -> Proof | None:
    """What is said of a rubric's promise where parts are worked out apart; None for nothing."""
    (promise,) = world.rubric.promises.values()
    try:
        return prove(compile_apart(world.rubric), promise)
    except TooManyNodes:
        return None


@pytest.mark.parametrize("form", FORMS)
@times(30)
@given(data=st.data())
def test_what_is_said_of_a_promise_is_so(form: str, data: DataObject) -> None:
    """What is proved or broken of parts worked out apart is that of the whole as well."""
    world = data.draw(promised(form))
    proof = said(world)
    if proof is None:
        return
    whole = prove(world.compiled, *world.rubric.promises.values())
    assert (whole.broken is None) == (proof.broken is None)
    assert whole.trivial or not proof.trivial
    if proof.broken is not None and proof.broken.moved is not None:
        level, *values = proof.broken.moved
        ends = (proof.broken.before, proof.broken.after)
        aims = targets(world.compiled, proof.promise)
        roots = [root for target, root in aims if target == proof.broken.target]
        # The terms of a score are others where parts stand in them.
        assert proof.broken.target in world.compiled.scores or any(
            ends in two_ends(world.compiled, root, level, *values) for root in roots
        )


PROMISED: dict[str, tuple[Plain, bool]] = {
    "an implication that holds": (
        {"when": {"d": "b2"}, "then": {"s": {"at_least": "10"}}},
        True,
    ),
    "one that holds of all but one total": (
        {"when": {"d": {"at_least": "b1"}}, "then": {"s": {"more_than": "5"}}},
        False,
    ),
    "no effect": ({"no_effect": ["c1"], "for": "d"}, False),
    "some effect": ({"some_effect": ["c0", "c1"], "for": "d"}, True),
    "more that helps": ({"more_never_hurts": ["c0", "c1"], "for": "d"}, True),
    "more that hurts": ({"more_never_helps": ["c0"], "for": "d"}, False),
    # From l0 to l1 it is worth 5, and to l2 in one go 10: past all of what is fair.
    "a swing in one go": ({"no_single_swing": "c0", "for": "d", "between": ["b0", "b2"]}, False),
    "no swing": ({"no_single_swing": "c1", "for": "d", "between": ["b0", "b2"]}, True),
}


@pytest.mark.parametrize("promise", PROMISED)
def test_a_promise_of_a_total_is_proved_or_broken_past_the_budget_too(promise: str) -> None:
    """Bands of a weighted total hide nothing, however many nodes its diagram would take."""
    plain, holds = PROMISED[promise]
    total = points(["5", "1", "1", "1"], ["5", "10"], levels=3)
    proof = said(world_of({**total, "promises": {"p": {**plain, **GROUNDS}}}))
    assert proof is not None
    assert (proof.broken is None) == holds


def is_so(world: World, fault: Diagnostic) -> bool:
    """Whether the whole diagrams show that a part never happens, whatever brings that about."""
    compiled = world.compiled
    match fault.code, *map(str, fault.trail):
        case "finding-constant", _, id:
            return compiled.findings[id] in (NO, YES)
        case "criterion-idle", _, id, *member:
            roots = (decided.outcomes for decided in compiled.decisions.values())
            levels = frozenset().union(*map(compiled.support, roots))
            own = compiled.levels[id]
            return levels.isdisjoint(own[int(member[-1]) :][:1] if member else own)
        case "row-never", _, id, _, row:
            return compiled.decisions[id].conditions[row] == NO
        case "row-shadowed", _, id, _, row:
            ends = compiled.manager.descendants((compiled.decisions[id].root,))
            return row not in {compiled.manager.leaf[end] for end in ends}
    return False


@times(60)
@given(worlds() | totals().map(operator.itemgetter(0)))
def test_a_check_finds_what_is_there_or_says_that_it_did_not_look(world: World) -> None:
    """What it finds is so; where it says that it looked, it is what the whole diagrams show.

    Where something was not looked at, what only follows from that may be told in its stead.
    """
    try:
        compiled = compile_apart(world.rubric)
    except TooManyNodes:
        return
    whole = soundness(world.rubric, world.compiled, Reported(world.rubric))
    found = soundness(world.rubric, compiled, Reported(world.rubric))
    known = {(one.code, one.trail) for one in whole.faults}
    assert all((one.code, one.trail) in known or is_so(world, one) for one in found.faults)
    if not found.unchecked:
        assert {(one.code, one.trail) for one in found.faults} == known


def test_faults_are_found_where_scores_share_their_answers() -> None:
    """A row that contradicts itself, an outcome without a row and an answer that nothing names."""
    plain = points(["3", "5", "7"], ["20"])
    plain["criteria"] |= {"a": asked("yes_no"), "b": asked("yes_no")}
    plain["scores"]["t"] = {"value": {"sum": ["c0", "c1", "c2"]}, **GROUNDS}
    never = {"all": [{"a": "yes"}, {"a": "no"}, {"s": {"at_least": "9"}}]}
    both = {"all": [{"s": {"at_least": "30"}}, {"t": {"at_least": "6"}}, {"a": "yes"}]}
    plain["decisions"]["e"] = {
        **rows(("good", never), ("fair", both))["d"],
        "outcomes": ["fail", "fair", "good", "unheard"],
    }
    found = soundness(sound(plain), compile_apart(sound(plain)), Reported(sound(plain)))
    told = {(one.code, *map(str, one.trail)) for one in found.faults if one.severity == "error"}
    assert told == {
        ("row-never", "decisions", "e", "rows", "r_good"),
        ("outcome-unreachable", "decisions", "e", "outcomes", "3"),
        ("criterion-idle", "criteria", "b"),
    }
    assert found.unchecked == ()


def overlapping(seed: int, order: int) -> Plain:
    """Two totals and a lower one of two of the same answers, drawn; the questions in some order."""
    draw = Random(seed)
    count = draw.choice([5, 6, 8])
    plain = points([str(draw.randint(1, 40)) for _ in range(count)], ["30"], levels=3)
    other = [{"times": [str(draw.randint(1, 40)), f"c{i}"]} for i in range(count)]
    even, odd = ([f"c{i}" for i in range(start, count, 2)] for start in (0, 1))
    lower = {"lowest": [{"sum": even}, {"sum": [{"times": ["3", id]} for id in odd]}]}
    plain["scores"] |= {"t": {"value": {"sum": other}, **GROUNDS}, "u": {"value": lower, **GROUNDS}}
    plain["criteria"]["g"] = asked("yes_no")
    s, t, at_most, at_least = (str(draw.randint(10, 99)) for _ in range(4))
    one = {"any": [{"c1": "l0"}, {"c3": "l2"}, {"g": "yes"}]}
    good = {"all": [{"s": {"at_least": s}}, {"t": {"at_most": t}}, one]}
    few = {"u": {"at_least": str(draw.randint(1, 9))}}
    fair = {"all": [{"s": {"at_most": at_most}}, {"t": {"at_least": at_least}}, few]}
    plain["decisions"] = rows(("good", good), ("fair", fair))
    ids = [*plain["criteria"]]
    Random(order).shuffle(ids)
    plain["criteria"] = {id: plain["criteria"][id] for id in ids}
    return plain


@pytest.mark.parametrize("seed", [1, 5, 10, 12])
def test_what_is_told_within_a_bound_hangs_on_no_order_of_the_questions(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However little may be looked at, the same is found, and the same is said not to be."""
    monkeypatch.setattr(module.solver, "is_installed", lambda: False)
    for bound in (0, 20, 80, 200):
        monkeypatch.setattr(module, "STEPS", bound)
        monkeypatch.setattr(module, "SEVERAL", 3 * bound)
        told = set()
        for order in range(3):
            rubric = sound(overlapping(seed, order))
            found = soundness(rubric, compile_apart(rubric), Reported(rubric))
            errors = ((one.code, one.trail) for one in found.faults if one.severity == "error")
            told.add((frozenset(errors), found.unchecked))
        assert len(told) == 1


def test_what_only_follows_is_told_once_past_the_budget_too() -> None:
    """A row that always holds shadows the next; that nobody is left for the rest is no news."""
    plain = {
        **head(),
        "criteria": {"c1": asked("yes_no")},
        "decisions": {
            "d1": rows(("fair", {"c1": "no"}))["d"],
            "d2": rows(("good", {"d1": "fair"}), ("fair", {"c1": "no"}))["d"],
        },
    }
    plain["decisions"]["d1"]["otherwise"]["is"] = "fair"
    world = world_of(plain)
    for compiled in (world.compiled, compile_apart(world.rubric)):
        found = soundness(world.rubric, compiled, Reported(world.rubric))
        told = [".".join(map(str, f.trail[1:])) for f in found.faults if f.code == "row-shadowed"]
        assert told == ["d2.rows.r_fair"]


def shared(count: int) -> Plain:
    """A total of weights in percent, some of whose answers are asked beside it, and another."""
    weights = [str(7 + 31 * i % 89) for i in range(count)]
    plain = points(weights, ["9"])
    most = 4 * sum(map(int, weights))
    plain["criteria"] |= {f"g{i}": asked("yes_no") for i in range(4)}
    half = {"sum": [{"times": [w, f"c{i}"]} for i, w in enumerate(weights[: count // 2])]}
    plain["scores"]["t"] = {"value": half, **GROUNDS}
    veto = {"any": {"of": ["c1", "c5"], "are": "l0"}}
    enough = {"s": {"at_least": str(most * 7 // 10)}}
    fair = {"all": [{"s": {"at_least": str(most // 2)}}, {"t": {"at_least": str(most // 5)}}]}
    plain["findings"] = {"open": {"when": {"all": {"of": ["g0", "g1"], "are": "yes"}}, **GROUNDS}}
    few = {"all": ["open", {"any": [{"g2": "yes"}, {"all": [{"g3": "yes"}, {"c1": "l4"}]}]}]}
    plain["decisions"] = rows(
        ("vetoed", veto), ("good", {"all": [enough, "open"]}), ("fair", fair), ("few", few)
    )
    return plain


@pytest.mark.parametrize("plain", [chained(5), shared(12), overlapping(1, 0)])
@times(40)
@given(data=st.data())
def test_what_is_left_hangs_on_nothing_that_was_known_before(
    plain: Plain, data: DataObject
) -> None:
    """Only what hangs on a changed answer is worked out again, and it comes to the same."""
    compiled = compile_apart(sound(plain))
    every = [st.integers(1, variable.all_values) for variable in compiled.variables]
    before = data.draw(st.tuples(*every))
    places = data.draw(st.sets(st.sampled_from(range(len(every))), max_size=3))
    then = [data.draw(every[at]) if at in places else mask for at, mask in enumerate(before)]
    after = Walked(compiled, then, Walked(compiled, before))
    anew = Walked(compiled, then)
    assert (after.masks, after.left) == (anew.masks, anew.left)


@pytest.mark.parametrize("count", [20, 100])
def test_everything_is_looked_at_where_a_total_and_a_row_ask_the_same(count: int) -> None:
    """A zero in what counts most is a no, whatever the total: nothing is left unchecked."""
    rubric = sound(shared(count))
    compiled = compile_apart(rubric)
    assert not is_exact(compiled)
    found = soundness(rubric, compiled, Reported(rubric))
    assert found.unchecked == ()
    assert [one.code for one in found.faults if one.severity == "error"] == []


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_fault_is_found_where_a_total_and_a_row_ask_the_same(place: int) -> None:
    """A row that asks for more than what it excludes leaves; wherever it stands; no other fault."""
    plain = shared(100)
    most = 4 * sum(7 + 31 * i % 89 for i in range(100))
    # With c1 and c5 at their least there is not so much.
    least = str(most - 4 * (38 + 73) + 1)
    never = {"all": [{"c1": "l0"}, {"c5": "l0"}, {"s": {"at_least": least}}]}
    (decision,) = plain["decisions"].values()
    row = {"is": "few", "when": never, **GROUNDS}
    written = [*decision["rows"].items()]
    decision["rows"] = dict([*written[:place], ("planted", row), *written[place:]])
    rubric = sound(plain)
    found = soundness(rubric, compile_apart(rubric), Reported(rubric))
    told = [(one.code, one.trail[-1]) for one in found.faults if one.severity == "error"]
    assert told == [("row-never", "planted")]
    assert found.unchecked == ()


def prices(world: World, found: Assessment) -> dict[tuple[str, str], tuple[int, int]]:
    """What each change costs: answers, then levels."""
    return {
        (id, change.to): (len(change.change), moved(world.compiled, change, found.masks))
        for id, changes in found.changes.items()
        for change in changes
    }


@times(50)
@given(cases() | climbs() | totals() | compounds())
def test_a_change_is_the_least_or_said_to_be_of_a_single_answer(
    case: tuple[World, Possible],
) -> None:
    """Each leads where it says, and costs what the whole diagrams say; else one answer changes."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    mine, known = prices(world, found), prices(world, whole)
    for id, changes in found.changes.items():
        for change in changes:
            provided = world.values(change.provided)
            after = {**possible, **world.values(change.change), **provided}
            assert world.oracle.outcomes(id, after) == {change.to}
    assert mine.keys() <= known.keys()
    if not found.are_single:
        assert mine == known
    for key, cost in mine.items():
        assert cost >= known[key]


@times(30)
@given(cases() | totals() | compounds())
def test_the_next_question_is_asked_while_anything_is_open(case: tuple[World, Possible]) -> None:
    """It is one that can still matter, and what its answers leave is what they leave."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    asked, expected = found.next_question, whole.next_question
    assert (asked is None) == (expected is None)
    if asked is not None and expected is not None and asked.criterion == expected.criterion:
        assert asked.leaves == expected.leaves


@times(30)
@given(cases() | totals() | compounds())
def test_which_way_an_answer_speaks_is_the_same_or_not_told(case: tuple[World, Possible]) -> None:
    """What is said of an answer is what the whole diagrams say, and so is whether it matters.

    Where parts share answers it may be said of one that it matters which does not.
    """
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    for before, after in zip(world.assess(possible).lines, found.lines, strict=True):
        assert after.speaks in (before.speaks, None)
        if is_exact(found.compiled):
            assert after.matters == before.matters
        assert after.matters or not before.matters


@times(40)
@given(cases() | totals() | compounds(), st.data())
def test_what_somebody_elses_answers_move_is_never_passed_over(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """What could move an outcome is found; with every answer known nothing else is named."""
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    other = data.draw(possible_values(world.oracle.domains))
    if data.draw(st.booleans()):
        possible = {name: values[:1] for name, values in possible.items()}
        other = {name: values[-1:] for name, values in other.items()}
    known = all(len(values) == 1 for values in (*possible.values(), *other.values()))
    masks, theirs = world.masks(possible), world.masks(other)
    levels = data.draw(st.sets(st.sampled_from(range(len(masks))), min_size=1, max_size=2))
    swapped = sorted(levels), [theirs[level] for level in sorted(levels)]
    for id, decided in found.compiled.decisions.items():
        whole = world.compiled.decisions[id]
        moves = could_move(world.compiled, whole.outcomes, masks, *swapped)
        mine = could_move(found.compiled, decided.outcomes, masks, *swapped)
        assert mine >= moves
        if known:
            assert mine == moves
        assert hanging(found.compiled, decided.outcomes, masks) >= hanging(
            world.compiled, whole.outcomes, masks
        )


@times(40)
@given(cases() | totals() | compounds(), st.data())
def test_the_answers_that_explain_a_difference_suffice(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """With them comes out what comes out with all; the smallest are as few as they can be."""
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    other = data.draw(possible_values(world.oracle.domains))
    masks, theirs = world.masks(possible), world.masks(other)
    changed = {level: mask for level, mask in enumerate(theirs) if mask != masks[level]}
    for id, decided in found.compiled.decisions.items():
        why = enough(found.compiled, decided.outcomes, masks, changed)
        whole = enough(world.compiled, world.compiled.decisions[id].outcomes, masks, changed)
        if why is None:
            continue
        assert whole is not None
        every = {world.name(level): other[world.name(level)] for level in changed}
        some = {world.name(level): other[world.name(level)] for level in why.variables}
        wanted = world.oracle.outcomes(id, {**possible, **every})
        assert world.oracle.outcomes(id, {**possible, **some}) == wanted
        assert len(why.variables) >= len(whole.variables)
        if why.smallest:
            assert len(why.variables) == len(whole.variables)


@times(40)
@given(cases() | climbs() | totals() | compounds())
def test_a_way_up_is_one_that_the_whole_diagrams_know(case: tuple[World, Possible]) -> None:
    """Single answers that are enough are the same; what takes several leads where it says."""
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    leading = world.rubric.leading
    masks = world.masks(possible)
    ways, whole = improvements(found.compiled, masks), improvements(world.compiled, masks)
    assert set(map(str, ways.alone)) <= set(map(str, whole.alone))
    for change in ways.together:
        after = {**possible, **world.values(change.change), **world.values(change.provided)}
        assert world.oracle.outcomes(leading, after) == {change.to}
    assert adverse(found.compiled, masks) <= adverse(world.compiled, masks)
    if ways.alone or ways.together:
        assert ways.alone == whole.alone


def test_a_set_that_is_answered_is_not_called_open() -> None:
    """Its members are free only while it is asked whether they matter."""
    plain = points(["1"], ["1"])
    plain["criteria"]["g"] = asked({"set": ["ants", "bees"]})
    named = {"any": [{"g": {"includes": ["ants"]}}, {"s": {"at_least": "1"}}]}
    plain["decisions"] = rows(("good", named))
    world = world_of(plain)
    for said, bearing in (("yes", "met"), ("no", "failed")):
        possible = world.oracle.domains | {"g.ants": (said,), "g.bees": (said,), "c0": ("l0",)}
        for found in (apart(world, possible), world.assess(possible)):
            assert found is not None
            assert {line.criterion.id: line.bearing for line in found.lines}["g"] == bearing


@pytest.mark.parametrize(("whole", "least"), [("0", "-3"), ("-2", "-4"), ("2", "0")])
def test_a_share_of_nothing_or_less_is_what_it_is(whole: str, least: str) -> None:
    """What is divided by is known: then the share is, and what rests on it, whatever is open."""
    plain = points(["1", "1"], ["1"])
    share = {"share": "s", "out_of": whole, "if_none": "-3"}
    plain["scores"]["t"] = {"value": share, **GROUNDS}
    plain["scores"]["u"] = {"value": {"count": [{"t": {"at_least": least}}]}, **GROUNDS}
    plain["decisions"] |= rows(("good", {"u": {"at_least": "1"}}))
    world = world_of(plain)
    found, exact = apart(world, world.oracle.domains), world.assess(world.oracle.domains)
    assert found is not None
    assert (found.scores["u"], found.decisions["d"].rows) == (
        exact.scores["u"],
        exact.decisions["d"].rows,
    )


def test_what_moves_nothing_is_found_idle_where_scores_share_their_answers() -> None:
    """Of an answer that adds too little to be the highest no change leads elsewhere."""
    plain = points(["1"], ["1"])
    plain["criteria"] |= {"a": asked("yes_no"), "b": asked("yes_no")}
    low = {"points": "a", "give": {"no": "-2", "yes": "-1"}}
    either = {"points": "b", "give": {"no": "-5", "yes": "1"}}
    twice = {"times": ["2", either]}
    plain["scores"]["t"] = {"value": {"highest": [low, either, twice]}, **GROUNDS}
    plain["decisions"]["e"] = rows(("good", {"t": {"at_least": "0"}}))["d"]
    world = world_of(plain)
    whole = soundness(world.rubric, world.compiled, Reported(world.rubric))
    found = soundness(world.rubric, compile_apart(world.rubric), Reported(world.rubric))
    idle = [one.trail for one in whole.faults if one.code == "criterion-idle"]
    assert idle == [("criteria", "a")]
    assert idle == [one.trail for one in found.faults if one.code == "criterion-idle"]


def test_what_moves_nothing_under_a_condition_is_found_idle() -> None:
    """A term of two answers is gone through side by side, as one of a single answer is."""
    plain = points(["1"], ["1"])
    plain["criteria"] |= {"a": asked("yes_no"), "b": asked("yes_no")}
    given = {"points": "a", "give": {"no": "-2", "yes": "-1"}}
    plain["scores"]["t"] = {"value": {"amount": given, "when": {"b": "yes"}}, **GROUNDS}
    plain["decisions"]["e"] = rows(("good", {"t": {"at_least": "0"}}))["d"]
    world = world_of(plain)
    found = soundness(world.rubric, compile_apart(world.rubric), Reported(world.rubric))
    idle = [one.trail for one in found.faults if one.code == "criterion-idle"]
    assert (idle, found.unchecked) == ([("criteria", "a")], ())


def test_the_ends_of_a_score_that_shares_an_answer_with_a_part_are_those_it_can_have() -> None:
    """An answer counts as long as a total stays low that it is itself a part of."""
    plain = points(["1", "1"], ["3"], levels=3)
    low = {"s": {"less_than": "3"}}
    plain["scores"]["t"] = {"value": {"amount": "c0", "when": low}, **GROUNDS}
    plain["decisions"]["e"] = rows(("good", {"t": {"at_least": "1"}}))["d"]
    world = world_of(plain)
    possible = world.oracle.domains | {"c1": ("l1", "l2")}
    found = apart(world, possible)
    assert found is not None
    assert found.scores["t"] == Reach(Fraction(0), Fraction(1))
    assert world.assess(possible).scores["t"] == Reach(Fraction(0), Fraction(1))


def test_a_long_chain_past_the_budget_is_gone_through_once() -> None:
    """What brings a part to some values is worked out once, however many ways lead to it."""
    plain = chained(350)
    compiled = compile_apart(sound(plain))
    assert len(compiled.apart) == 349
    full = assess(compiled.rubric, compiled, dict.fromkeys(plain["criteria"], "b"))
    last, possible = compiled.decisions["d350"], full.decisions["d350"].possible
    found = changes_apart(compiled, last, full.masks, possible)
    assert found.are_least
    assert {change.to for change in found.changes} == {*last.decision.outcomes} - {*possible}


def test_where_trying_every_answer_takes_too_long_the_first_question_is_asked() -> None:
    """Parts without scores count as well for how long it takes."""
    compiled = compile_apart(sound(paired(200)))
    blank = assess(compiled.rubric, compiled, {})
    asked_for = ask_next(compiled, blank.masks, ["c3", "c7"] + [f"c{i}" for i in range(8, 200)])
    assert asked_for is not None
    assert (asked_for.criterion, asked_for.left) == ("c3", None)


def counted(rows_of: Plain, promise: Plain) -> World:
    """Two numbers of which the sum decides, and one is asked for besides."""
    many = {"number": {"unit": "points", "min": "0", "max": "20", "step": "1"}}
    return world_of(
        {
            **head(),
            "criteria": {"a": asked(many), "b": asked(many), "e": asked("yes_no")},
            "scores": {"t": {"value": {"sum": ["a", "b"]}, **GROUNDS}},
            "decisions": rows_of,
            "promises": {"p": {**promise, **GROUNDS}},
        }
    )


def test_a_number_that_is_asked_beside_its_total_can_move_what_the_total_does_not() -> None:
    """From 19 to 20 it hurts although as many points are enough before and after."""
    enough = {"all": [{"t": {"at_least": "25"}}, {"a": {"less_than": "20"}}, {"not": {"e": "no"}}]}
    proof = said(counted(rows(("good", enough)), {"more_never_hurts": ["a"], "for": "d"}))
    assert proof is not None
    assert proof.broken is not None


def test_what_can_never_come_together_makes_a_promise_idle() -> None:
    """Each part of a condition can hold, and all of them not; the row beside it proves the rest."""
    decided = rows(("good", {"any": [{"t": {"at_least": "25"}}, {"e": "yes"}]}))
    never = {"all": [{"a": {"at_most": "2"}}, {"t": {"at_least": "25"}}, {"e": "yes"}]}
    proof = said(counted(decided, {"when": never, "then": {"d": "good"}}))
    assert proof is not None
    assert (proof.broken, proof.trivial) == (None, "when")


def test_more_points_in_a_group_that_is_capped_never_speak_both_ways() -> None:
    """What a group adds with one level and with another goes up, whatever else is in it."""
    plain = points(["1", "1", "1"], ["2", "4"])
    terms = plain["scores"]["s"]["value"]["sum"]
    capped = {"clamp": {"sum": terms[:2]}, "at_least": "0", "at_most": "3"}
    plain["scores"]["s"]["value"] = {"sum": [capped, terms[2]]}
    world = world_of(plain)
    found = apart(world, world.oracle.domains | {"c0": ("l0",), "c2": ("l4",)})
    assert found is not None
    assert [line.speaks for line in found.lines] == ["against", "open", "for"]
