"""What members must see stands where its answer was given and its condition holds."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.engine.notices import Noticed, notices
from endorse_cli.rubric.in_force import at
from endorse_cli.rubric.load import read_rubric
from support.accounts import account
from support.base import STATED, Edit, edited, put
from support.judged import bench

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
