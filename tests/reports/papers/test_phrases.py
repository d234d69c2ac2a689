"""Letters and motions say what the rubric says for people."""

from typing import Any

import pytest

from endorse_cli.models.record import Paper
from endorse_cli.record.verification import misfits
from endorse_cli.reports.papers.paper_values import render_paper
from support.accounts import account
from support.base import PHRASES, Edit, edited, put
from support.judged import bench

Plain = Any

LENT = {
    "member": "yes", "licence": "yes", "house_rule": "kept", "care": "clear", "skill": "clear",
    "late": "never", "purpose": "work", "backers": ["neighbours", "shop"], "weather": "dry",
}  # fmt: skip
HEAD = {"chapter": "Riverbend", "office": "Courier", "election": "2026-06-08"}
MOVED = (
    put("headline", "loan"),
    put("decisions loan moves", {"lend": "that {chapter} lend {candidate} the bike on {election}"}),
)


def paper(which: Paper, answers: Plain, *edits: Edit, head: Plain = HEAD) -> str:
    """A paper on one line, so that folding does not matter."""
    seat = bench(edited(*PHRASES, *MOVED, *edits))
    made = account(seat.record(answers, head), seat.rubric)
    return " ".join(render_paper(which, made, slate=None, template=None).split())


def test_a_motion_is_what_the_rubric_would_have_resolved() -> None:
    """With the candidate, the chapter and the day filled in, the day in words."""
    assert (
        "THEREFORE BE IT RESOLVED, that Riverbend lend Odalys Wren the bike on June 8, 2026."
    ) in paper("motion", LENT)


@pytest.mark.parametrize(
    ("answers", "head"),
    [(LENT, {**HEAD, "election": None}), ({**LENT, "skill": "none"}, HEAD), (LENT, {})],
)
def test_a_motion_with_a_gap_is_not_made(answers: Plain, head: Plain) -> None:
    """Where the day is not known, or the rubric has no words for an outcome, ours stand."""
    head = {key: value for key, value in head.items() if value}
    said = paper("motion", answers, head=head)
    assert "RESOLVED, that this body follow the result" in said
    assert "{" not in said


def test_a_name_with_braces_is_not_filled_in_again() -> None:
    """What stands in a candidate's file is a text, whatever it looks like."""
    said = paper("motion", LENT, head={**HEAD, "candidate": "Wren {chapter}"})
    assert "Riverbend lend Wren {chapter} the bike" in said


def test_the_headline_is_what_a_motion_resolves() -> None:
    """Not whichever decision comes last in the rubric."""
    said = paper("motion", LENT, put("headline", "standing"))
    assert "follow the result of this assessment of Odalys Wren: regular." in said


def test_members_see_in_a_motion_what_they_must_see() -> None:
    """The rubric's notices stand in it, whatever they weigh."""
    said = paper("motion", {**LENT, "care": "none"})
    assert "WHEREAS members should see this: No care was seen." in said
    assert "should see this" not in paper("motion", LENT)


def test_a_letter_asks_in_the_second_person() -> None:
    """The candidate is asked as the rubric puts it to them, and others as the question stands."""
    unknown = {**LENT, "care": "unknown"}
    to_them = put("criteria care asked_of", "candidate")
    assert "How careful are you with it? (not asked" in paper("letter", unknown, to_them)
    assert "How careful? (not asked" in paper("letter", unknown)


def test_a_record_without_a_decision_is_no_record() -> None:
    """A record made by hand that lacks one is told so before a paper is made of it."""
    seat = bench(edited())
    record = seat.record(LENT)
    assert misfits(record, seat.rubric) == []
    del record["decisions"]["loan"]
    (found, *_) = misfits(record, seat.rubric)
    assert (found.code, found.trail) == ("missing-key", ("decisions",))
    assert "`loan`" in found.message
