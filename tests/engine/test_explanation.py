"""Whether each condition holds and how far each amount reaches, against brute force."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.compile import Compiled, compile_rubric, where_given
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.explanation import Explanation, Noticed, notices
from endorse_cli.engine.known_answers import Known
from endorse_cli.engine.order import amount_uses, everything_under
from endorse_cli.engine.score_ends import UNKNOWN, Reach
from endorse_cli.models.amounts import Amount, Gathered
from endorse_cli.models.conditions import Condition
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.in_force import at
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.part_tree import walk
from endorse_cli.rubric.regions import all_conditions
from endorse_cli.rubric.rubric_reader import read_rubric
from support.accounts import account
from support.base import STATED, Edit, edited, put
from support.judged import bench
from support.oracle import NOT_APPLICABLE, Case, Possible
from support.profiles import times
from support.world import World, cases

Plain = Any


def known_numbers(world: World, possible: Possible) -> dict[str, list[Fraction]]:
    """The numbers that a file gives, where it answers with some."""
    return {
        id: [Fraction(world.oracle.said(id, value)) for value in possible[id]]
        for id, values in world.oracle.domains.items()
        if world.oracle.is_number(id)
        and set(possible[id]) < set(values)
        and NOT_APPLICABLE not in possible[id]
    }


def explained(
    world: World, possible: Possible, stated: Mapping[str, list[str]] | None = None
) -> Explanation:
    """What explains a candidate of whom this is known."""
    known = Known(possible, known_numbers(world, possible), stated or {})
    return Explanation(world.rubric, known, lambda: world.compiled)


def too_large() -> Compiled:
    """The diagrams of a rubric that is over the budget."""
    raise TooManyNodes


def every_case(world: World, possible: Possible) -> list[Case]:
    """Every way in which what is open can turn out."""
    return [world.oracle.case(answers) for answers in world.oracle.assignments(possible)]


def written(world: World, trail: tuple[str | int, ...]) -> Plain:
    """What stands at a place of a rubric."""
    found: Plain = world.plain
    for step in trail:
        found = found[step]
    return found


def every_condition(rubric: Rubric) -> Iterator[Condition]:
    """Every condition that is written in a rubric, and every part of one."""
    for condition in all_conditions(rubric, written=True):
        yield from walk(condition)


def every_amount(rubric: Rubric) -> Iterator[Amount]:
    """Every amount that is written in a rubric."""
    for score in rubric.scores.values():
        yield from walk(score.value)


def check_truths(world: World, found: Explanation, turned_out: list[Case]) -> None:
    """`yes` where a condition holds in every case, `no` where it does in none, else `open`."""
    for condition in every_condition(world.rubric):
        holds = world.oracle.condition(written(world, condition.trail))
        came = {bool(holds(case)) for case in turned_out}
        told = "open" if len(came) > 1 else "yes" if came.pop() else "no"
        assert found.holds(condition) == told


def is_cut(world: World, possible: Possible, amount: Amount) -> bool:
    """Whether an amount rests on a number of which only the region is known."""
    under = everything_under(world.rubric, amount_uses(amount))
    members = {
        one for id in under & world.rubric.families.keys() for one in world.rubric.members(id)
    }
    return any(
        isinstance(regions, NumberRegions) and not regions.are_listed
        for id, regions in world.compiled.regions.items()
        if id in under | members and id not in known_numbers(world, possible)
    )


def check_reaches(
    world: World, possible: Possible, found: Explanation, turned_out: list[Case]
) -> None:
    """Both ends are the least and the greatest of all cases.

    Of a number of which only the region is known brute force tries some numbers, not all.
    """
    for amount in every_amount(world.rubric):
        value = world.oracle.amount(written(world, amount.trail))
        came = [value(case) for case in turned_out]
        low, high = found.reach(amount)
        if is_cut(world, possible, amount):
            assert low is None or low <= min(came)
            assert high is None or high >= max(came)
        else:
            assert (low, high) == (min(came), max(came))
            assert found.values(amount) == tuple(sorted(set(came)))


@times(20)
@given(cases())
def test_nothing_is_said_of_answers_that_contradict_what_a_file_states(
    case: tuple[World, Possible],
) -> None:
    """As a record that was changed by hand can have them."""
    world, possible = case
    for id, decision in world.rubric.decisions.items():
        never = [
            name for name in decision.outcomes if name not in world.oracle.outcomes(id, possible)
        ]
        found = explained(world, possible, {id: never})
        if never:
            assert {found.reach(amount) for amount in every_amount(world.rubric)} <= {UNKNOWN}
            assert {found.holds(part) for part in every_condition(world.rubric)} <= {"open"}


@times(60)
@given(cases())
def test_it_is_what_comes_of_all_that_is_open(case: tuple[World, Possible]) -> None:
    """Every part of every condition and every score, whatever is known of a candidate."""
    world, possible = case
    found, turned_out = explained(world, possible), every_case(world, possible)
    check_truths(world, found, turned_out)
    check_reaches(world, possible, found, turned_out)


@times(30)
@given(cases(), st.data())
def test_what_a_file_states_leaves_out_what_contradicts_it(
    case: tuple[World, Possible], data: st.DataObject
) -> None:
    """Only the cases with the outcome that is stated count, for parts as for wholes."""
    world, possible = case
    decision = data.draw(st.sampled_from(sorted(world.rubric.decisions)))
    turned_out = every_case(world, possible)
    outcome = data.draw(st.sampled_from(sorted({one.outcome(decision) for one in turned_out})))
    left = [one for one in turned_out if one.outcome(decision) == outcome]
    found = explained(world, possible, {decision: [outcome]})
    check_truths(world, found, left)
    check_reaches(world, possible, found, left)
    place = world.rubric.decisions[decision].outcomes.index(outcome)
    narrowed = where_given(world.compiled, {decision: 1 << place})
    same = Explanation(world.rubric, found.answers, lambda: narrowed)
    check_reaches(world, possible, same, left)
    # The answers alone are without what is stated.
    check_reaches(world, possible, same.alone(possible), turned_out)


@times(20)
@given(cases(), st.data())
def test_some_answers_alone_leave_everything_else_open(
    case: tuple[World, Possible], data: st.DataObject
) -> None:
    """The same as for a candidate of whom only these are known."""
    world, possible = case
    some = data.draw(st.sets(st.sampled_from(sorted(possible))))
    domains = world.oracle.domains
    alone = {id: values if id in some else domains[id] for id, values in possible.items()}
    found, same = explained(world, possible).alone(some), explained(world, alone)
    assert [found.reach(a) for a in every_amount(world.rubric)] == [
        same.reach(a) for a in every_amount(world.rubric)
    ]
    assert [found.holds(c) for c in every_condition(world.rubric)] == [
        same.holds(c) for c in every_condition(world.rubric)
    ]


@times(30)
@given(cases())
def test_past_the_budget_the_open_answers_say_the_same(case: tuple[World, Possible]) -> None:
    """Whether the diagrams at hand are over the open answers, or are too large to be had."""
    world, possible = case
    whole = explained(world, possible)
    partial = compile_rubric(world.rubric, known=world.masks(possible))
    for diagrams in (lambda: partial, too_large):
        part = Explanation(world.rubric, whole.answers, diagrams)
        for condition in every_condition(world.rubric):
            assert part.holds(condition) == whole.holds(condition)
        for amount in every_amount(world.rubric):
            assert part.reach(amount) == whole.reach(amount)
            assert part.is_apart(amount) == whole.is_apart(amount)
            # What answers alone come to would take what is known as well.
            assert part.alone(()).reach(amount) == UNKNOWN


@times(30)
@given(cases())
def test_parts_that_hang_on_different_answers_add_up(case: tuple[World, Possible]) -> None:
    """Where it is said of a sum, its ends are those of its parts together."""
    world, possible = case
    found = explained(world, possible)
    for amount in every_amount(world.rubric):
        if not (isinstance(amount, Gathered) and amount.how == "sum"):
            continue
        if isinstance(amount.parts, tuple) and found.is_apart(amount):
            lows, highs = zip(*map(found.reach, amount.parts), strict=True)
            if None not in (*lows, *highs):
                assert found.reach(amount) == Reach(sum(lows), sum(highs))


@given(cases())
def test_to_explain_takes_no_room_from_anything_else(case: tuple[World, Possible]) -> None:
    """However full the diagrams are; where there is no room for it, it is made elsewhere."""
    world, possible = case
    whole = explained(world, possible)
    tight = compile_rubric(world.rubric)
    tight.manager.budget = tight.manager.live + 3
    found = Explanation(world.rubric, whole.answers, lambda: tight)
    for _ in range(2):
        for amount in every_amount(world.rubric):
            assert found.reach(amount) == whole.reach(amount)
        for condition in every_condition(world.rubric):
            assert found.holds(condition) == whole.holds(condition)
    assert tight.manager.budget - tight.manager.live == 3


Plain = Any

NONE = "No care was seen."
BROKEN = "A house rule was broken."
NOTICED = (
    put("criteria care notice", {"none": {"say": NONE, "when": "in_order"}}),
    put("families house_rules notice", {"broken": {"say": BROKEN}}),
    put("criteria backers notice", {"school": {"say": "The school vouches."}}),
    put("criteria licence notice", {"not_applicable": {"say": "Needs no licence."}}),
    put(
        "criteria late notice", {"often": {"say": "Late.", "when": {"total": {"less_than": "1/2"}}}}
    ),
)
IN_ORDER = {"member": "yes", "licence": "yes"}


def noticed(answers: Plain, *edits: Edit) -> list[tuple[str, str, str]]:
    """Of which criteria and answers something is to be seen, and whether that is settled."""
    seat = bench(edited(*NOTICED, *edits))
    found = notices(account(seat.record(answers), seat.rubric).explanation)
    return [(one.criterion, one.name, one.state) for one in found]


CASES: list[tuple[str, Plain, list[tuple[str, str, str]]]] = [
    ("nothing is known", {}, []),
    ("the answer is another", {**IN_ORDER, "care": "clear", "house_rule": "kept"}, []),
    ("answer and condition", {**IN_ORDER, "care": "none"}, [("care", "none", "yes")]),
    ("a condition that is open", {"member": "yes", "care": "none"}, [("care", "none", "open")]),
    ("a condition that fails", {"member": "no", "care": "none"}, []),
    ("assessors disagree", {**IN_ORDER, "care": {"one_of": ["none", "some"]}},
     [("care", "none", "open")]),
    ("a family's, with its evidence",
     {"house_rule": {"answer": "broken", "evidence": [{"source": "x", "date": "2026-01-01"}]}},
     [("house_rule", "broken", "yes")]),
    ("without the evidence it counts as unknown", {"house_rule": "broken"}, []),
    ("a member of a set", {"backers": {"school": "yes", "shop": "no"}},
     [("backers", "school", "yes")]),
    ("another member", {"backers": {"shop": "yes"}}, []),
    ("what does not apply", {"licence": "not_applicable"}, [("licence", "not_applicable", "yes")]),
    ("a score below a bound", {"late": "often", "care": "none", "skill": "none", "purpose": "play"},
     [("care", "none", "open"), ("late", "often", "yes")]),
    ("a score that is open", {"late": "often"}, [("late", "often", "open")]),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_notice_stands_by_its_answer_and_its_condition(
    answers: Plain, expected: list[tuple[str, str, str]]
) -> None:
    """It is open where its condition is; of an answer that nobody gave there is none."""
    assert noticed(answers) == expected


def test_a_members_own_notice_stands_instead_of_its_familys() -> None:
    """What a member says itself counts, and the sentence is the rubric's."""
    own = put("criteria house_rule notice", {"broken": {"say": "Its own."}})
    seat = bench(edited(*NOTICED, own))
    said = {"house_rule": {"answer": "broken", "evidence": [{"source": "x", "date": "2026-01-01"}]}}
    found = notices(account(seat.record(said), seat.rubric).explanation)
    assert found == (Noticed("house_rule", "broken", "Its own.", "yes"),)


def test_a_record_names_the_notices_that_stand() -> None:
    """By criterion and answer, no sentence of ours; one that is open is not among them."""
    seat = bench(edited(*NOTICED))
    record = seat.record({"member": "yes", "care": "none", "licence": "not_applicable"})
    assert record.get("notices") == [
        {"criterion": "licence", "name": "not_applicable"},
        {"criterion": "care", "name": "none"},
    ]
    assert seat.record({"member": "yes", "care": "none"}).get("notices") == []


def test_notices_change_no_outcome() -> None:
    """With them and without, every other part of a record is the same."""
    answers = {**IN_ORDER, "care": "none", "late": "often"}
    one, other = (bench(edited(*edits)).record(answers) for edits in (NOTICED, ()))
    assert one.pop("notices") != other.pop("notices")
    assert one == other


def test_a_notice_on_what_is_not_asked_on_the_day_is_not_said() -> None:
    """A line that is not in force takes the notices with it that hang on it alone."""
    size = {"group": "use", "ask": "How big?", "answer": "yes_no", **STATED}
    made = edited(
        put("criteria size", {**size, "in_force": {"since": "2026-06-01"}}),
        put("criteria member notice", {"no": {"say": "Small.", "when": {"size": "no"}}}),
        put("families house_rules notice", {"kept": {"say": "Big.", "when": {"size": "yes"}}}),
        put("slate guidance all_regular among", {"size": "yes"}),
    )
    whole, _ = read_rubric(made)
    before, after = at(whole, date(2026, 5, 31)), at(whole, date(2026, 6, 1))
    assert [list(r.criteria["member"].notice) for r in (before, after)] == [[], ["no"]]
    assert [list(r.families["house_rules"].notice) for r in (before, after)] == [[], ["kept"]]
    told = [list(r.slate.guidance) for r in (before, after) if r.slate]
    assert told == [[], ["all_regular"]]
