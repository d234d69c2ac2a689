"""The questions that would settle a slate: by whom to ask, fewest first, and why they are open."""

from typing import Any

import pytest

from endorse_cli.slate.questions import questions, why_open
from support.base import base, edited, put
from support.judged import DIGEST, Bench, bench

Plain = Any
SETTLED = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": [], "weather": "dry",
}  # fmt: skip


@pytest.fixture(scope="module")
def lending() -> Bench:
    """The small rubric, with somebody to ask for most of it."""
    asked_of = {"house_rule": "roll", "skill": "candidate", "late": "campaign", "member": "roll"}
    return bench(edited(*(put(f"criteria {id} asked_of", whom) for id, whom in asked_of.items())))


def asked(lending: Bench, *saids: Plain, needed: Plain = None) -> list[Plain]:
    """The questions of candidates of whom this is said."""
    entries = [
        lending.entry(said, {"candidate": f"No {i}", "seat": f"s{i}"})
        for i, said in enumerate(saids)
    ]
    needs = {entries[place].who: ids for place, ids in (needed or {}).items()}
    return list(questions(entries, {DIGEST: lending.rubric}, needs))


def test_a_question_says_everything_about_itself(lending: Bench) -> None:
    """Who it is about, by what judged, whom to ask what, why it is open and what it settles."""
    said = {**SETTLED, "care": {"unknown": "declined"}, "skill": "unknown"}
    assert asked(lending, said) == [
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


def test_questions_go_by_whom_to_ask_and_then_by_how_many_are_open(lending: Bench) -> None:
    """Candidate, campaign, roll, committee, nobody; of one the candidate with the fewest first."""
    most = {"member": "yes", "licence": "yes"}
    few = {**SETTLED, "care": "some", "skill": "unknown", "late": "unknown"}
    found = [(part["asked_of"], part["name"], part["open"]) for part in asked(lending, most, few)]
    assert found == [
        ("candidate", "No 1", 2),
        ("candidate", "No 0", 7),
        ("campaign", "No 1", 2),
        ("campaign", "No 0", 7),
        ("roll", "No 0", 7),
        ("committee", "No 0", 7),
        (None, "No 0", 7),
    ]


def test_who_is_asked_for_guidance_only_comes_last(lending: Bench) -> None:
    """What settles no outcome stands apart, behind those whose answers do."""
    few = {**SETTLED, "skill": "unknown"}
    found = asked(lending, SETTLED, few, needed={0: ["skill", "late"], 1: ["weather", "skill"]})
    assert [(p["name"], p["asked_of"], p["criteria"], p["for_slate"]) for p in found] == [
        ("No 1", "candidate", ["skill"], []),
        ("No 0", "candidate", [], ["skill"]),
        ("No 0", "campaign", [], ["late"]),
        ("No 1", None, [], ["weather"]),
    ]
    assert [part["settles"] for part in found] == [["loan"], [], [], ["loan"]]


def test_a_settled_slate_has_no_question(lending: Bench) -> None:
    """Nobody is asked what changes nothing."""
    assert asked(lending, SETTLED) == []


REASONS = ["no_reply", "declined", "could_not_verify"]


@pytest.mark.parametrize("reason", REASONS)
def test_why_an_answer_is_open(lending: Bench, reason: str) -> None:
    """The reason given; that nobody asked is none, and neither is an answer."""
    said = {"skill": {"unknown": reason}, "late": {"unknown": "not_asked"}, "care": "clear"}
    assert why_open(lending.entry(said)) == {"skill": reason}


def test_in_dispute_or_without_its_source_an_answer_is_open_too(lending: Bench) -> None:
    """Assessors who disagree, and an allegation that lacks what it needs."""
    said = {"skill": {"one_of": ["none", "some"]}, "house_rule": "broken"}
    found = why_open(lending.entry(said, {"as_of": "2026-05-01"}))
    assert found == {"skill": "disputed", "house_rule": "no_source"}


def test_the_small_rubric_asks_nobody_in_particular_by_default() -> None:
    """Where the rubric names nobody, `asked_of` is null and comes last."""
    found = asked(bench(base()), {**SETTLED, "care": "unknown", "late": "unknown", "skill": "none"})
    assert found == []
    found = asked(bench(base()), {**SETTLED, "care": "unknown", "skill": "unknown"})
    assert [part["asked_of"] for part in found] == ["committee", None]
