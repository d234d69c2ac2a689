"""Letters and motions say what the rubric says for people."""

import re
from typing import Any

import pytest

from endorse_cli.models.record import Moment, Paper
from endorse_cli.record.verification import misfits
from endorse_cli.reports.papers.paper_values import Writing
from endorse_cli.reports.papers.spoken import NO_SLATE
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


def paper(
    which: Paper,
    answers: Plain,
    *edits: Edit,
    head: Plain = HEAD,
    moment: Moment = "finding",
) -> str:
    """A paper on one line, so that folding does not matter."""
    seat = bench(edited(*PHRASES, *MOVED, *edits))
    made = account(seat.record(answers, head), seat.rubric)
    return " ".join(Writing(which, moment, NO_SLATE, None).text(made).split())


def test_a_motion_is_what_the_rubric_would_have_resolved() -> None:
    """With the candidate, the chapter and the day filled in, the day in words."""
    said = paper("motion", LENT)
    assert "Resolved, that Riverbend lend Odalys Wren the bike on June 8, 2026." in said


def test_what_a_motion_lacks_is_left_blank() -> None:
    """A day that nobody has given is a line to fill in, never the name of a gap."""
    said = paper("motion", LENT, head={"chapter": "Riverbend"})
    assert "Resolved, that Riverbend lend Odalys Wren the bike on ____." in said
    assert "{" not in said


def test_a_name_with_braces_is_not_filled_in_again() -> None:
    """What stands in a candidate's file is a text, whatever it looks like."""
    said = paper("motion", LENT, head={**HEAD, "candidate": "Wren {chapter}"})
    assert "Riverbend lend Wren {chapter} the bike" in said


@pytest.mark.parametrize(
    ("moves", "best", "middle", "worst"),
    [
        ({"lend": "A"}, "moved", "deliberation", "none"),
        ({"lend": "A", "trial": "A"}, "moved", "deliberation", "none"),
        ({"lend": "A", "trial": "B"}, "moved", "moved", "none"),
        ({"trial": "B"}, "none", "moved", "none"),
        ({}, "moved", "deliberation", "none"),
        ({"refuse": "C"}, "none", "none", "moved"),
    ],
)
def test_what_is_moved_follows_from_the_texts_and_the_order(
    moves: Plain, best: str, middle: str, worst: str
) -> None:
    """A text of its own recommends; between the worst and a better text there is no advice."""
    found = []
    for care in ("clear", "some", "none"):
        outcomes = {"clear": "lend", "some": "trial", "none": "refuse"}
        rows = {
            f"is_{name}": {"is": outcome, "when": {"care": name}, "from": "p1", "basis": "stated"}
            for name, outcome in outcomes.items()
        }
        decision = {"outcomes": ["refuse", "trial", "lend"], "moves": moves, "rows": rows}
        decision["otherwise"] = {"is": "refuse", "from": "p1", "basis": "stated"}
        edits = (put("decisions fit", decision), put("headline", "fit"))
        said = paper("motion", {**LENT, "care": care}, *edits)
        if said.startswith("Not moved"):
            assert "Resolved" not in said
            found.append("none")
        else:
            assert "Resolved, that" in said
            found.append("deliberation" if said.startswith("For deliberation") else "moved")
    assert found == [best, middle, worst]


def test_the_headline_is_what_a_motion_resolves() -> None:
    """Not whichever decision comes last in the rubric."""
    said = paper("motion", LENT, put("headline", "standing"))
    assert "the bike on" not in said


def test_members_see_in_a_motion_what_they_must_see() -> None:
    """The rubric's notices stand in it, whatever they weigh."""
    assert "No care was seen." in paper("letter", {**LENT, "care": "none"})
    assert "Members will see" not in paper("letter", LENT)


def test_a_mail_asks_in_the_second_person_and_only_whom_it_concerns() -> None:
    """The candidate is asked as the rubric puts it to them; what others are asked stays with us."""
    unknown = {**LENT, "care": "unknown"}
    to_them = put("criteria care asked_of", "candidate")
    said = paper("letter", unknown, to_them, moment="questions")
    assert "1. How careful are you with it?" in said
    assert "How careful" not in paper("letter", unknown, moment="questions")


@pytest.mark.parametrize("which", ["letter", "motion"])
def test_a_rule_without_a_reason_gives_its_condition(which: Paper) -> None:
    """In words that are right for the candidate and for members, in a motion and in a letter."""
    decision = {
        "outcomes": ["refuse", "trial", "lend"],
        "rows": {
            "careless": {
                "is": "trial",
                "when": {"all": [{"care": "some"}, {"late": "never"}]},
                "from": "p1",
                "basis": "stated",
            }
        },
        "otherwise": {"is": "lend", "from": "p1", "basis": "stated"},
    }
    edits = (put("decisions fit", decision), put("headline", "fit"))
    said = paper(which, {**LENT, "care": "some"}, *edits)
    assert re.search(r": trial\. “[^”]+” is some and “[^”]+” is never \(¶1\)\.", said)
    assert "You " not in said


def test_a_record_without_a_decision_is_no_record() -> None:
    """A record made by hand that lacks one is told so before a paper is made of it."""
    seat = bench(edited())
    record = seat.record(LENT)
    assert misfits(record, seat.rubric) == []
    del record["decisions"]["loan"]
    (found, *_) = misfits(record, seat.rubric)
    assert (found.code, found.trail) == ("missing-key", ("decisions",))
    assert "`loan`" in found.message
