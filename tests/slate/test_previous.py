"""A slate against earlier records: whose outcome changed, who is new or gone, the last cycle."""

from copy import deepcopy
from typing import Any

import pytest

from endorse_cli.slate.previous import (
    changed,
    earlier_of,
    ids_of,
    last_cycle,
    masks_of,
    new_and_gone,
)
from support.base import base
from support.judged import DIGEST, Bench, bench

Plain = Any
SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry",
}  # fmt: skip
WREN = {"candidate": "Odalys Wren", "seat": "shed-1", "election": "2026-11-03"}
REED = {"candidate": "Bo Reed", "seat": "shed-1", "election": "2026-11-03"}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric."""
    return bench(base())


def test_a_record_is_read_back_as_it_was_known(lending: Bench) -> None:
    """Every variable as the record has it; one that it does not know is open."""
    said = {**SETTLED, "care": {"one_of": ["none", "clear"]}, "skill": "unknown"}
    record = lending.record(said)
    assert masks_of(lending.compiled, record) == lending.assessed(said).masks
    older: Plain = deepcopy(record)
    older["lines"] = [line for line in older["lines"] if line["criterion"] != "house_rule"]
    older["lines"][0]["possible"] = {"member": ["gone"]}
    found = masks_of(lending.compiled, older)
    assert found == lending.assessed({**said, "house_rule": "unknown", "member": "unknown"}).masks


def test_whose_outcome_is_another_is_told_with_what_is_different(lending: Bench) -> None:
    """Only the decisions that came out otherwise, and every answer that is another."""
    before = lending.record({**SETTLED, "care": "none", "weather": "wet"}, WREN)
    same = lending.record(SETTLED, REED)
    entries = [lending.entry(SETTLED, head) for head in (WREN, REED)]
    found = changed(lending.compiled, entries, earlier_of([before, same]))
    assert found == [
        {
            "name": "Odalys Wren",
            "seat": "shed-1",
            "rubric": {"id": "bike-loan", "version": "1.0.0", "digest": DIGEST},
            "decisions": {"loan": {"before": ["wait"], "after": ["lend"]}},
            "versions": None,
            "answers": [
                {"variable": "care", "before": ["none"], "after": ["clear"], "moves": ["loan"]},
                {"variable": "weather", "before": ["wet"], "after": ["dry"], "moves": []},
            ],
            "explained": {},
            "other_rubric": None,
        }
    ]


def test_what_is_possible_is_compared_and_not_the_outcome_alone(lending: Bench) -> None:
    """Open before and open now is a change where something else is open."""
    before = lending.record({"house_rule": "kept", "member": "yes", "licence": "yes"}, WREN)
    entry = lending.entry({"member": "yes", "licence": "yes"}, WREN)
    (found,) = changed(lending.compiled, [entry], earlier_of([before]))
    assert found["decisions"] == {
        "loan": {"before": ["wait", "lend"], "after": ["refuse", "wait", "lend"]}
    }


def test_another_rubric_is_told_by_its_version(lending: Bench) -> None:
    """Where the digests differ both versions stand, the earlier one first."""
    before: Plain = lending.record({**SETTLED, "care": "none"}, WREN)
    before["rubric"] |= {"digest": "sha256:" + "9" * 64, "version": "0.9.0"}
    (found,) = changed(lending.compiled, [lending.entry(SETTLED, WREN)], earlier_of([before]))
    assert found["versions"] == {"before": "0.9.0", "after": "1.0.0"}
    before["rubric"]["version"] = "1.0.0"
    (again,) = changed(lending.compiled, [lending.entry(SETTLED, WREN)], earlier_of([before]))
    assert again["versions"] == {"before": "1.0.0", "after": "1.0.0"}


def test_a_record_of_another_rubric_answers_other_questions(lending: Bench) -> None:
    """Only of a rubric of the same id, or of one on the same ground, are answers compared."""
    before: Plain = lending.record({**SETTLED, "care": "none"}, WREN)
    before["rubric"]["id"] = "boat-loan"
    entries = [lending.entry(SETTLED, WREN)]
    (found,) = changed(lending.compiled, entries, earlier_of([before]))
    assert (found["other_rubric"], found["answers"]) == ("boat-loan", [])
    before["rubric"]["extends"] = [{"id": "bike-loan", "version": "1.0.0", "digest": DIGEST}]
    (again,) = changed(lending.compiled, entries, earlier_of([before]))
    assert again["other_rubric"] is None
    assert [part["variable"] for part in again["answers"]] == ["care"]


def test_a_decision_that_was_not_there_has_not_changed(lending: Bench) -> None:
    """An earlier record of an older rubric says nothing of a new decision."""
    before: Plain = lending.record({**SETTLED, "care": "none"}, WREN)
    del before["decisions"]["loan"]
    assert changed(lending.compiled, [lending.entry(SETTLED, WREN)], earlier_of([before])) == []


def test_of_several_records_of_one_candidate_the_last_counts(lending: Bench) -> None:
    """Whoever they are about is told by name, seat and election, in any spelling."""
    first = lending.record(SETTLED, WREN)
    last = lending.record({**SETTLED, "care": "none"}, {**WREN, "candidate": "odalys WREN"})
    found = earlier_of([first, last])
    assert list(found.values()) == [last]
    assert list(found) == [lending.entry({}, WREN).who]
    assert len(earlier_of([first, lending.record({}, {**WREN, "seat": "shed-2"})])) == 2


def test_who_is_new_and_who_is_gone(lending: Bench) -> None:
    """Gone is only who stood in an election that this slate is about."""
    other = {"candidate": "Cy Alder", "seat": "shed-1", "election": "2026-11-03"}
    past = {"candidate": "Di Ash", "seat": "shed-1", "election": "2022-11-03"}
    entries = [lending.entry({}, head) for head in (WREN, REED)]
    records = [lending.record({}, head) for head in (other, past, REED)]
    assert new_and_gone(entries, records) == (["Odalys Wren"], ["Cy Alder"])
    assert new_and_gone(entries, []) == (["Odalys Wren", "Bo Reed"], [])


def test_the_last_cycle_is_of_elections_before_the_first_of_the_slate(lending: Bench) -> None:
    """Of the same day is this cycle; without a day it is of none."""
    entries = [
        lending.entry({}, {**WREN, "election": day}) for day in ("2026-11-03", "2026-05-05", None)
    ]
    days = ("2022-11-03", "2026-05-04", "2026-05-05", "2026-06-01", None)
    records = [lending.record({}, {**WREN, "election": day}) for day in days]
    assert last_cycle(entries, records, {"bike-loan"}) == records[:2]
    assert last_cycle(entries[2:], records, {"bike-loan"}) == []


def test_the_last_cycle_is_of_the_same_rubric_or_of_one_on_the_same_ground(
    lending: Bench,
) -> None:
    """A record counts if it was made by a rubric of the chain, or by one that stands on one."""
    record: Plain = lending.record({}, {**WREN, "election": "2022-11-03"})
    record["rubric"]["extends"] = [{"id": "ground", "version": "1.0.0", "digest": DIGEST}]
    assert ids_of(record["rubric"]) == {"bike-loan", "ground"}
    entries = [lending.entry({}, WREN)]
    assert last_cycle(entries, [record], {"ground", "other"}) == [record]
    assert last_cycle(entries, [record], {"bike-loan"}) == [record]
    assert last_cycle(entries, [record], {"other"}) == []
