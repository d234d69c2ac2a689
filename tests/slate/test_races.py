"""Candidates by race, how completely each was examined, and whom to ask what is open."""

from typing import Any

import pytest

from endorse_cli.slate.races import apart, questions, races, why_open
from support.base import base, edited, put
from support.judged import DIGEST, Bench, bench

Plain = Any
SOURCE = {"source": "Log", "date": "2026-03-01", "says": "Seen."}
JUDGED_BY = {"id": "bike-loan", "version": "1.0.0", "digest": DIGEST}


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric."""
    return bench(base())


def grouped(lending: Bench, *heads: Plain) -> list[tuple[str | None, str | None, list[str]]]:
    """The races of candidates with these heads: day, seat or office, and who stands."""
    entries = [
        lending.entry({}, {"candidate": f"No {place}", **head}) for place, head in enumerate(heads)
    ]
    found = races(entries, {DIGEST: lending.rubric})
    return [
        (race["election"], race["seat"] or race["office"], [c["name"] for c in race["candidates"]])
        for race in found
    ]


def test_the_same_seat_on_the_same_day_is_one_race(lending: Bench) -> None:
    """In any spelling, first come first; another day or another seat is another race."""
    one = {"seat": "Shed-1", "election": "2026-11-03"}
    assert grouped(lending, one, {**one, "seat": "shed-1"}, {**one, "election": "2026-11-04"}) == [
        ("2026-11-03", "Shed-1", ["No 0", "No 1"]),
        ("2026-11-04", "Shed-1", ["No 2"]),
    ]


def test_without_a_seat_the_office_stands_for_it(lending: Bench) -> None:
    """But an office is no seat of the same name; and who has neither is in no race."""
    found = grouped(lending, {"office": "Keeper"}, {}, {"office": "keeper"}, {"seat": "Keeper"})
    assert found == [
        (None, "Keeper", ["No 0", "No 2"]),
        (None, "Keeper", ["No 3"]),
    ]
    both = {"seat": "shed-1", "office": "Keeper"}
    assert len(grouped(lending, both, {**both, "office": "Helper"})) == 1


def test_races_come_by_day_and_those_without_one_last(lending: Bench) -> None:
    """Of the same day in the order of the input."""
    found = grouped(
        lending,
        {"seat": "a"},
        {"seat": "b", "election": "2027-01-01"},
        {"seat": "d", "election": "2026-01-01"},
        {"seat": "c", "election": "2026-01-01"},
    )
    assert [seat for _, seat, _ in found] == ["d", "c", "b", "a"]


def test_a_candidate_of_a_race_is_told_in_full(lending: Bench) -> None:
    """Who, from which file, by what and when judged, what came out and how complete it is."""
    said = {
        "member": "yes",
        "licence": "yes",
        "backers": {"neighbours": "yes", "shop": "no", "school": "unknown"},
        "house_rule": {"answer": "broken", "evidence": [{"says": "Heard."}]},
        "care": {"answer": "some", "evidence": [SOURCE, SOURCE]},
        "likes_bikes": {"answer": "yes", "evidence": [SOURCE]},
    }
    head = {"office": "Keeper", "seat": "s", "chapter": "Mill Lane", "as_of": "2026-05-01"}
    ((race,),) = [races([lending.entry(said, head)], {DIGEST: lending.rubric})]
    assert {key: race[key] for key in ("election", "seat", "office")} == {  # type: ignore[literal-required]
        "election": None, "seat": "s", "office": "Keeper",
    }  # fmt: skip
    assert race["candidates"] == [
        {
            "name": "Odalys Wren",
            "office": "Keeper",
            "chapter": "Mill Lane",
            "source": "wren.yaml",
            "rubric": JUDGED_BY,
            "decisions": {
                "standing": {
                    "outcome": "guest",
                    "possible": ["guest"],
                    "rows": ["papers"],
                    "row": "papers",
                },
                "loan": {
                    "outcome": None,
                    "possible": ["refuse", "wait", "lend"],
                    "rows": ["rule", "careful", "otherwise"],
                    "row": None,
                },
            },
            "open": ["house_rule", "skill", "late", "purpose"],
            "asked": 9,
            "answered": 3,
            "sources": 3,
            "as_of": "2026-05-01",
            "as_of_from": "file",
            "notices": [],
            "not_counted": {"house_rule": "no_source"},
        }
    ]


def test_who_is_in_no_race_is_told_apart(lending: Bench) -> None:
    """By day of election, those without one last, each as in a race; who has a place is not."""
    heads = [{}, {"election": "2027-01-01"}, {"seat": "s"}, {"election": "2026-01-01"}, {}]
    entries = [
        lending.entry({}, {"candidate": f"No {place}", **head}) for place, head in enumerate(heads)
    ]
    found = apart(entries, {DIGEST: lending.rubric})
    assert [(p["election"], [c["name"] for c in p["candidates"]]) for p in found] == [
        ("2026-01-01", ["No 3"]),
        ("2027-01-01", ["No 1"]),
        (None, ["No 0", "No 4"]),
    ]
    runner = found[-1]["candidates"][0]
    assert (runner["as_of"], runner["as_of_from"], runner["asked"]) == (None, None, 9)


SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry",
}  # fmt: skip


@pytest.fixture(scope="module")
def assigned() -> Bench:
    """The small rubric, with somebody to ask for most of it."""
    asked_of = {"house_rule": "roll", "skill": "candidate", "late": "campaign", "member": "roll"}
    return bench(edited(*(put(f"criteria {id} asked_of", whom) for id, whom in asked_of.items())))


def asked(assigned: Bench, *saids: Plain, needed: Plain = None) -> list[Plain]:
    """The questions of candidates of whom this is said."""
    entries = [
        assigned.entry(said, {"candidate": f"No {i}", "seat": f"s{i}"})
        for i, said in enumerate(saids)
    ]
    needs = {entries[place].who: ids for place, ids in (needed or {}).items()}
    return list(questions(entries, {DIGEST: assigned.rubric}, needs))


def test_a_question_says_everything_about_itself(assigned: Bench) -> None:
    """Who it is about, by what judged, whom to ask what, why it is open and what it settles."""
    said = {**SETTLED, "care": {"unknown": "declined"}, "skill": "unknown"}
    assert asked(assigned, said) == [
        {
            "name": "No 0",
            "seat": "s0",
            "rubric": {"id": "bike-loan", "version": "1.0.0", "digest": DIGEST},
            "asked_of": "candidate",
            "criteria": ["skill"],
            "for_slate": [],
            "why": {},
            "settles": ["loan"],
            "open": 2,
        },
        {
            "name": "No 0",
            "seat": "s0",
            "rubric": {"id": "bike-loan", "version": "1.0.0", "digest": DIGEST},
            "asked_of": "committee",
            "criteria": ["care"],
            "for_slate": [],
            "why": {"care": "declined"},
            "settles": ["loan"],
            "open": 2,
        },
    ]


def test_questions_go_by_whom_to_ask_and_then_by_how_many_are_open(assigned: Bench) -> None:
    """Candidate, campaign, roll, committee, nobody; of one the candidate with the fewest first."""
    most = {"member": "yes", "licence": "yes"}
    few = {**SETTLED, "care": "some", "skill": "unknown", "late": "unknown"}
    found = [(part["asked_of"], part["name"], part["open"]) for part in asked(assigned, most, few)]
    assert found == [
        ("candidate", "No 1", 2),
        ("candidate", "No 0", 7),
        ("campaign", "No 1", 2),
        ("campaign", "No 0", 7),
        ("roll", "No 0", 7),
        ("committee", "No 0", 7),
        (None, "No 0", 7),
    ]


def test_who_is_asked_for_guidance_only_comes_last(assigned: Bench) -> None:
    """What settles no outcome stands apart, behind those whose answers do."""
    few = {**SETTLED, "skill": "unknown"}
    found = asked(assigned, SETTLED, few, needed={0: ["skill", "late"], 1: ["weather", "skill"]})
    assert [(p["name"], p["asked_of"], p["criteria"], p["for_slate"]) for p in found] == [
        ("No 1", "candidate", ["skill"], []),
        ("No 0", "candidate", [], ["skill"]),
        ("No 0", "campaign", [], ["late"]),
        ("No 1", None, [], ["weather"]),
    ]
    assert [part["settles"] for part in found] == [["loan"], [], [], ["loan"]]


def test_a_settled_slate_has_no_question(assigned: Bench) -> None:
    """Nobody is asked what changes nothing."""
    assert asked(assigned, SETTLED) == []


REASONS = ["no_reply", "declined", "could_not_verify"]


@pytest.mark.parametrize("reason", REASONS)
def test_why_an_answer_is_open(assigned: Bench, reason: str) -> None:
    """The reason given; that nobody asked is none, and neither is an answer."""
    said = {"skill": {"unknown": reason}, "late": {"unknown": "not_asked"}, "care": "clear"}
    assert why_open(assigned.entry(said)) == {"skill": reason}


def test_in_dispute_or_without_its_source_an_answer_is_open_too(assigned: Bench) -> None:
    """Assessors who disagree, and an allegation that lacks what it needs."""
    said = {"skill": {"one_of": ["none", "some"]}, "house_rule": "broken"}
    found = why_open(assigned.entry(said, {"as_of": "2026-05-01"}))
    assert found == {"skill": "disputed", "house_rule": "no_source"}


def test_the_small_rubric_asks_nobody_in_particular_by_default() -> None:
    """Where the rubric names nobody, `asked_of` is null and comes last."""
    found = asked(bench(base()), {**SETTLED, "care": "unknown", "late": "unknown", "skill": "none"})
    assert found == []
    found = asked(bench(base()), {**SETTLED, "care": "unknown", "skill": "unknown"})
    assert [part["asked_of"] for part in found] == ["committee", None]
