"""`slate.yaml`: what a body votes on, printed as it is written."""

from typing import Any

import pytest

from endorse_cli.models.candidate import NO_CHAPTER, Slate
from endorse_cli.rubric.candidate_problems import read_slate

Plain = Any

WHOLE: dict[str, Plain] = {
    "slate": "Autumn",
    "ballot_question": "Shall we?",
    "chapter": {
        "body": "The house meeting",
        "voting_threshold": "60 per cent",
        "deadlines": {"ballots out": "2026-09-01", "count": "a week later"},
    },
}


def test_everything_that_is_written_is_kept() -> None:
    """In its place, and the deadlines in their order."""
    slate, found = read_slate(WHOLE)
    assert found == ()
    assert slate is not None
    assert (slate.title, slate.ballot_question) == ("Autumn", "Shall we?")
    chapter = slate.chapter
    assert (chapter.body, chapter.voting_threshold) == ("The house meeting", "60 per cent")
    assert [*chapter.deadlines.items()] == [
        ("ballots out", "2026-09-01"),
        ("count", "a week later"),
    ]


@pytest.mark.parametrize("chapter", [None, {}, {"deadlines": None}])
def test_only_the_title_must_be_there(chapter: Plain) -> None:
    """What is left out is none."""
    bare = Slate.model_validate({"slate": "Autumn"})
    assert (bare.ballot_question, bare.chapter) == (None, NO_CHAPTER)
    assert read_slate({"slate": "Autumn", "chapter": chapter}) == (bare, ())
    assert read_slate({"slate": "Autumn"}) == (bare, ())


@pytest.mark.parametrize(
    ("value", "code", "trail"),
    [
        ({}, "missing-key", ()),
        ([], "bad-shape", ()),
        ({"slate": " "}, "bad-value", ("slate",)),
        ({"slate": "A", "body": "B"}, "unknown-key", ("body",)),
        ({"slate": "A", "chapter": "B"}, "bad-shape", ("chapter",)),
        ({"slate": "A", "chapter": {"bodi": "B"}}, "unknown-key", ("chapter", "bodi")),
        ({"slate": "A", "chapter": {"body": ["B"]}}, "bad-shape", ("chapter", "body")),
        ({"slate": "A", "chapter": {"voting_threshold": {}}}, "bad-shape",
         ("chapter", "voting_threshold")),
        ({"slate": "A", "ballot_question": []}, "bad-shape", ("ballot_question",)),
        ({"slate": "A", "chapter": {"deadlines": []}}, "bad-shape", ("chapter", "deadlines")),
        ({"slate": "A", "chapter": {"deadlines": {"out": None}}}, "bad-shape",
         ("chapter", "deadlines", "out")),
    ],
)  # fmt: skip
def test_a_fault_is_one_report_at_its_place(
    value: Plain, code: str, trail: tuple[str, ...]
) -> None:
    """And then nothing is printed."""
    slate, found = read_slate(value)
    assert slate is None
    assert [(d.code, d.trail) for d in found] == [(code, trail)]
