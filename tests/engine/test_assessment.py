"""One candidate by hand: stand-ins, suppositions, what is stated, and the rows besides."""

from typing import Any

import pytest

from support.base import STATED, edited, put
from support.judged import Bench, bench

Plain = Any

SETTLED: dict[str, Plain] = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": ["neighbours", "shop"], "weather": "dry",
}  # fmt: skip


@pytest.fixture(scope="module")
def assuming() -> Bench:
    """The small rubric with stand-ins for what is open: answers, a number, an outcome."""
    lent = {"group": "use", "ask": "?", "answer": {"number": {"unit": "loans", "step": "1"}}}
    return bench(
        edited(
            put("criteria skill assume", "some"),
            put("criteria licence assume", "not_applicable"),
            put("criteria lent", {**lent, "assume": "3", **STATED}),
            put("findings busy", {"when": {"lent": {"at_least": "3"}}, **STATED}),
            put("decisions loan assume", "wait"),
        )
    )


def outcomes(assessment: Plain) -> Plain:
    """What every decision comes to."""
    return {id: decided.outcome for id, decided in assessment.decisions.items()}


def test_a_stand_in_stands_only_where_the_answer_is_open(assuming: Bench) -> None:
    """What is known, or disputed without it, stays as it is."""
    said = {**SETTLED, "care": "some", "skill": "unknown", "late": "seldom", "lent": "1"}
    found = assuming.assessed(said)
    assert found.stand_ins is not None
    assert outcomes(found) == {"standing": "regular", "loan": None}
    assert outcomes(found.stand_ins) == {"standing": "regular", "loan": "lend"}
    assert found.stand_ins.findings["busy"] == "no"
    level = assuming.compiled.index["skill"]
    assert found.stand_ins.masks[level] == 0b010
    assert found.masks[level] == 0b111
    disputed = assuming.assessed({**said, "skill": {"one_of": ["none", "clear"]}})
    assert disputed.stand_ins is not None
    assert disputed.stand_ins.masks[level] == 0b101


def test_nothing_stands_in_where_all_is_known(assuming: Bench) -> None:
    """And a stand-in that is there is told although it settles nothing."""
    assert assuming.assessed({**SETTLED, "lent": "1"}).stand_ins is None
    open_ = assuming.assessed({**SETTLED, "lent": "unknown"}).stand_ins
    assert open_ is not None
    assert open_.findings["busy"] == "yes"
    assert outcomes(open_)["loan"] == "lend"


def test_an_outcome_stands_in_where_the_stand_ins_leave_it_open(assuming: Bench) -> None:
    """Only then: what the answers' stand-ins settle is not overruled."""
    said = {**SETTLED, "care": {"one_of": ["none", "clear"]}, "lent": "1"}
    found = assuming.assessed(said)
    assert outcomes(found)["loan"] is None
    assert outcomes(found.stand_ins)["loan"] == "wait"
    settled = assuming.assessed({**said, "care": "clear", "lent": "unknown"})
    assert outcomes(settled.stand_ins)["loan"] == "lend"


def test_a_supposition_keeps_everything_else() -> None:
    """The answers that are not supposed, and what the file states."""
    own = bench(edited(put("decisions standing may_be_given", "true")))
    stated = own.assessed({**SETTLED, "backers": "unknown", "standing": "guest"})
    assert outcomes(stated)["standing"] == "guest"
    level = own.compiled.index
    supposed = stated.supposing({level["care"]: 0b001})
    assert outcomes(supposed) == {"standing": "guest", "loan": "wait"}
    assert set(supposed.given) == {"standing"}
    assert outcomes(stated)["loan"] == "lend"
    assert supposed.masks[level["care"]] == 0b001
    assert supposed.masks[level["skill"]] == stated.masks[level["skill"]]


def test_what_contradicts_what_is_stated_is_left_out_everywhere() -> None:
    """Of the values possible, those that agree; a contradiction is known as one."""
    own = bench(edited(put("decisions standing may_be_given", "true")))
    said = {**SETTLED, "backers": {"shop": "yes", "school": "no"}}
    regular = own.assessed({**said, "standing": "regular"})
    level = own.compiled.index["backers.neighbours"]
    assert regular.masks[level] == 0b11
    assert regular.agreeing[level] == 0b10
    assert regular.next_question is None
    assert not regular.contradicts
    stranger = own.assessed({**said, "standing": "stranger"})
    assert stranger.contradicts
    assert list(stranger.agreeing) == stranger.masks
    assert stranger.scores["bonus"] == (None, None)


def test_the_rows_that_hold_besides() -> None:
    """Not the deciding one, not `otherwise`, not those that are open, and only where asked for."""
    own = bench(edited(put("decisions loan list_others", "true")))
    both = own.assessed({**SETTLED, "member": "no", "house_rule": {
        "answer": "broken", "evidence": [{"source": "Log", "date": "2026-03-01"}]}})  # fmt: skip
    assert both.decisions["loan"].rows == ("rule",)
    assert both.decisions["loan"].also == ("unknown_person", "careful")
    assert own.assessed(SETTLED).decisions["loan"].also == ()
    open_ = own.assessed({**SETTLED, "house_rule": "unknown"}).decisions["loan"]
    assert (open_.rows, open_.also) == (("rule", "careful"), ())
    assert bench(edited()).assessed(SETTLED).decisions["loan"].also == ()


def test_answers_win_over_what_is_absent(assuming: Bench) -> None:
    """And what is not answered is in its place, in rubric order."""
    found = assuming.assessed({"late": "often"})
    assert list(found.answers) == list(assuming.rubric.criteria)
    assert found.answers["late"].said == "often"
    assert found.answers["care"].said is None


def test_a_score_of_a_number_is_that_of_the_number_said() -> None:
    """Not of the region it lies in; of several in dispute from the least to the greatest."""
    lent = {"group": "use", "ask": "?", "answer": {"number": {"unit": "loans", "step": "1"}},
            **STATED}  # fmt: skip
    own = bench(
        edited(
            put("criteria lent", lent),
            put("scores halved", {"value": {"times": ["-1/2", "lent"]}, **STATED}),
            put("findings busy", {"when": {"halved": {"less_than": "-2"}}, **STATED}),
        )
    )
    assert own.assessed({"lent": "7"}).scores["halved"] == (-3.5, -3.5)
    assert own.assessed({"lent": {"one_of": ["9", "1", "4"]}}).scores["halved"] == (-4.5, -0.5)
    assert own.assessed({}).scores["halved"] == (None, None)
    supposed = own.assessed({"lent": "7"}).supposing({own.compiled.index["lent"]: 0b01})
    assert supposed.scores["halved"] == (-2, None)


def test_of_what_nobody_can_change_no_change_is_told() -> None:
    """A least change is of answers that can be changed; what is merely recorded changes nothing."""
    own = bench(edited(put("criteria house_rule cure", "nobody")))
    said = {**SETTLED, "house_rule": {"answer": "broken", "evidence": [
        {"source": "Log", "date": "2026-03-01"}]}}  # fmt: skip
    assert own.assessed(said).changes["loan"] == ()
    level = own.compiled.index
    changes = own.assessed({**SETTLED, "care": "none"}).changes["loan"]
    assert [(c.to, dict(c.change)) for c in changes] == [
        ("refuse", {level["member"]: 0b01}),
        ("lend", {level["care"]: 0b010}),
    ]


def test_the_question_asked_next_leaves_the_fewest_open() -> None:
    """What is only shown is never asked; ties go by rubric order; each answer with its outcomes."""
    own = bench(edited())
    found = own.assessed({**SETTLED, "backers": {"shop": "yes"}, "skill": "unknown"})
    asked = found.next_question
    assert asked is not None
    assert (asked.criterion, asked.left) == ("skill", 1)
    level = own.compiled.index["skill"]
    assert dict(asked.leaves) == {
        (level, 0): {"standing": ("guest", "regular"), "loan": ("wait",)},
        (level, 1): {"standing": ("guest", "regular"), "loan": ("lend",)},
        (level, 2): {"standing": ("guest", "regular"), "loan": ("lend",)},
    }
    members = own.assessed({**SETTLED, "backers": {"shop": "yes"}}).next_question
    assert members is not None
    assert {level for level, _ in members.leaves} == {own.compiled.index["backers.neighbours"]}


def test_only_what_agrees_with_what_is_stated_is_asked() -> None:
    """An answer that what the file states leaves no choice in is not asked for."""
    own = bench(edited(put("decisions standing may_be_given", "true")))
    said = {**SETTLED, "member": "unknown", "backers": {"shop": "yes"}}
    asked = own.assessed({**said, "standing": {"one_of": ["guest", "regular"]}}).next_question
    assert asked is not None
    assert (asked.criterion, asked.left) == ("backers", 0)
    unstated = own.assessed(said).next_question
    assert unstated is not None
    assert unstated.criterion == "member"
