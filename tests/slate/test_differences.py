"""In what two candidates differ, and a slate against earlier records."""

from copy import deepcopy
from typing import Any

import pytest

from endorse_cli.slate.differences import (
    changed,
    compared,
    differences,
    earlier_of,
    explained,
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
    "late": "never", "purpose": "work", "backers": [], "weather": "dry", "likes_bikes": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric."""
    return bench(base())


def between(own: Bench, before: Plain, after: Plain) -> list[tuple[Any, ...]]:
    """Every difference as variable, before, after, and what it moves."""
    sides = [own.assessed({**SETTLED, **said}).masks for said in (before, after)]
    return [
        (d["variable"], d["before"], d["after"], d["moves"])
        for d in differences(own.compiled, *sides)
    ]


def test_the_same_answers_differ_in_nothing(lending: Bench) -> None:
    """Whatever is open in both alike is no difference either."""
    assert between(lending, {"care": "unknown"}, {"care": "unknown"}) == []


def test_differences_come_in_rubric_order_with_both_sides(lending: Bench) -> None:
    """What each is, and the decisions that come out otherwise with the first one's answer."""
    found = between(
        lending,
        {"member": "no", "weather": "wet", "likes_bikes": "no", "care": "none"},
        {"backers": ["neighbours", "shop"]},
    )
    assert found == [
        ("member", ["no"], ["yes"], ["standing", "loan"]),
        ("care", ["none"], ["clear"], ["loan"]),
        ("backers.neighbours", ["no"], ["yes"], ["standing"]),
        ("backers.shop", ["no"], ["yes"], ["standing"]),
        ("weather", ["wet"], ["dry"], ["standing"]),
        ("likes_bikes", ["no"], ["yes"], []),
    ]


def test_members_of_a_set_are_moved_together(lending: Bench) -> None:
    """Two members that do nothing alone are told to move what both of them do."""
    found = between(lending, {"backers": ["neighbours", "shop"]}, {})
    assert [(variable, moves) for variable, _, _, moves in found] == [
        ("backers.neighbours", ["standing"]), ("backers.shop", ["standing"]),
    ]  # fmt: skip


def test_a_side_of_which_nothing_is_known_is_null(lending: Bench) -> None:
    """Naming every value would read as if one of them had been alleged."""
    assert between(lending, {"care": "unknown"}, {"care": {"one_of": ["none", "some"]}}) == [
        ("care", None, ["none", "some"], ["loan"])
    ]
    assert between(lending, {"care": "clear"}, {"care": "unknown"})[0][1:3] == (["clear"], None)


def test_it_is_the_second_whose_outcome_may_move(lending: Bench) -> None:
    """All else is as it is with the second: what cannot matter there moves nothing."""
    refused = {"house_rule": {"answer": "broken", "evidence": [
        {"source": "Log", "date": "2026-03-01"}]}}  # fmt: skip
    assert between(lending, {"care": "none"}, refused)[1] == ("care", ["none"], ["clear"], [])
    assert between(lending, refused, {"care": "none"})[1] == ("care", ["clear"], ["none"], ["loan"])


def test_two_candidates_beside_each_other(lending: Bench) -> None:
    """Both names, the rubric, every outcome of both, the differences, and how much is the same."""
    sides = (
        lending.assessed({**SETTLED, "backers": ["shop"]}),
        lending.assessed({**SETTLED, "skill": "unknown", "care": "some", "late": "often"}),
    )
    part = compared(lending.compiled, ("Ann", "Bo"), sides)
    assert part["names"] == ["Ann", "Bo"]
    assert part["rubric"] == "bike-loan"
    guest = {"outcome": "guest", "possible": ["guest"], "rows": ["papers"], "row": "papers"}
    assert part["decisions"] == {
        "standing": [guest, guest],
        "loan": [
            {"outcome": "lend", "possible": ["lend"], "rows": ["careful"], "row": "careful"},
            {
                "outcome": None,
                "possible": ["wait", "lend"],
                "rows": ["careful", "otherwise"],
                "row": None,
            },
        ],
    }
    assert [d["variable"] for d in part["differences"]] == ["care", "skill", "late", "backers.shop"]
    assert part["same"] == 6


def test_what_no_single_difference_explains_is_explained_by_several(lending: Bench) -> None:
    """The smallest set with which the second comes out as the first; one alone is no set."""
    stranger = {"member": "no", "backers": ["neighbours", "shop"]}
    good = {"care": "clear", "skill": "clear"}
    low = {"care": "none", "skill": "none"}

    def told(before: Plain, after: Plain) -> Plain:
        sides = [lending.assessed({**SETTLED, **said}) for said in (before, after)]
        return compared(lending.compiled, ("Ann", "Bo"), (sides[0], sides[1]))["explained"]

    assert told(good, low) == {"loan": {"variables": ["care", "skill"], "smallest": True}}
    assert told({"care": "clear"}, {"care": "none"}) == {}
    assert told(good, good) == {}
    assert told(good, {**low, **stranger})["loan"] == {
        "variables": ["member", "care", "skill"], "smallest": True,
    }  # fmt: skip


def test_what_the_answers_do_not_bring_back_they_do_not_explain(lending: Bench) -> None:
    """An outcome that came of another rubric; other decisions are explained all the same."""
    compiled = lending.compiled
    before = lending.assessed({**SETTLED, "care": "clear", "skill": "clear"}).masks
    after = lending.assessed({**SETTLED, "care": "none", "skill": "none"}).masks
    explained_by = {"loan": {"variables": ["care", "skill"], "smallest": True}}
    assert explained(compiled, before, after, {"standing": ["guest"], "loan": ["lend"]}) == (
        explained_by
    )
    assert explained(compiled, before, after, {"standing": ["regular"], "loan": ["lend"]}) == (
        explained_by
    )
    assert explained(compiled, before, after, {"standing": ["guest"], "loan": ["wait"]}) == {}
    assert explained(compiled, before, after, {}) == {}


EARLIER = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry",
}  # fmt: skip
WREN = {"candidate": "Odalys Wren", "seat": "shed-1", "election": "2026-11-03"}
REED = {"candidate": "Bo Reed", "seat": "shed-1", "election": "2026-11-03"}


def test_a_record_is_read_back_as_it_was_known(lending: Bench) -> None:
    """Every variable as the record has it; one that it does not know is open."""
    said = {**EARLIER, "care": {"one_of": ["none", "clear"]}, "skill": "unknown"}
    record = lending.record(said)
    assert masks_of(lending.compiled, record) == lending.assessed(said).masks
    older: Plain = deepcopy(record)
    older["lines"] = [line for line in older["lines"] if line["criterion"] != "house_rule"]
    older["lines"][0]["possible"] = {"member": ["gone"]}
    found = masks_of(lending.compiled, older)
    assert found == lending.assessed({**said, "house_rule": "unknown", "member": "unknown"}).masks


def test_whose_outcome_is_another_is_told_with_what_is_different(lending: Bench) -> None:
    """Only the decisions that came out otherwise, and every answer that is another."""
    before = lending.record({**EARLIER, "care": "none", "weather": "wet"}, WREN)
    same = lending.record(EARLIER, REED)
    entries = [lending.entry(EARLIER, head) for head in (WREN, REED)]
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
    before: Plain = lending.record({**EARLIER, "care": "none"}, WREN)
    before["rubric"] |= {"digest": "sha256:" + "9" * 64, "version": "0.9.0"}
    (found,) = changed(lending.compiled, [lending.entry(EARLIER, WREN)], earlier_of([before]))
    assert found["versions"] == {"before": "0.9.0", "after": "1.0.0"}
    before["rubric"]["version"] = "1.0.0"
    (again,) = changed(lending.compiled, [lending.entry(EARLIER, WREN)], earlier_of([before]))
    assert again["versions"] == {"before": "1.0.0", "after": "1.0.0"}


def test_a_record_of_another_rubric_answers_other_questions(lending: Bench) -> None:
    """Only of a rubric of the same id, or of one on the same ground, are answers compared."""
    before: Plain = lending.record({**EARLIER, "care": "none"}, WREN)
    before["rubric"]["id"] = "boat-loan"
    entries = [lending.entry(EARLIER, WREN)]
    (found,) = changed(lending.compiled, entries, earlier_of([before]))
    assert (found["other_rubric"], found["answers"]) == ("boat-loan", [])
    before["rubric"]["extends"] = [{"id": "bike-loan", "version": "1.0.0", "digest": DIGEST}]
    (again,) = changed(lending.compiled, entries, earlier_of([before]))
    assert again["other_rubric"] is None
    assert [part["variable"] for part in again["answers"]] == ["care"]


def test_a_decision_that_was_not_there_has_not_changed(lending: Bench) -> None:
    """An earlier record of an older rubric says nothing of a new decision."""
    before: Plain = lending.record({**EARLIER, "care": "none"}, WREN)
    del before["decisions"]["loan"]
    assert changed(lending.compiled, [lending.entry(EARLIER, WREN)], earlier_of([before])) == []


def test_of_several_records_of_one_candidate_the_last_counts(lending: Bench) -> None:
    """Whoever they are about is told by name, seat and election, in any spelling."""
    first = lending.record(EARLIER, WREN)
    last = lending.record({**EARLIER, "care": "none"}, {**WREN, "candidate": "odalys WREN"})
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
