"""Texts and demands are for values that can be answered; any other is refused at its place."""

import pytest

from endorse_cli.models.plain_values import Plain
from endorse_cli.review.structure import structure_faults
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, edited, put

NUMBER = {"number": {"unit": "points", "min": "1", "max": "5", "step": "1"}}
OPEN = {"number": {"unit": "euros", "step": "any"}}
WHOLE = "Accepted: a whole number of points from 1 to 5."


def refused(answer: Plain, **keys: Plain) -> list[tuple[object, ...]]:
    """What is wrong with a criterion: code, what is said, what helps, and where below it."""
    entry = {"group": "people", "ask": "How?", "answer": answer, **STATED, "recorded": "x", **keys}
    rubric, found = read_rubric(edited(put("criteria extra", entry)))
    faults = found or structure_faults(rubric)
    return [(f.code, f.message, f.help, f.trail[2:]) for f in faults]


@pytest.mark.parametrize("key", ["anchors", "titles"])
@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("9", f"Did you mean `5`? {WHOLE}"),
        ("-3", f"Did you mean `1`? {WHOLE}"),
        ("2.5", f"Did you mean `3`? {WHOLE}"),
        ("x", WHOLE),
        ("not_applicable", WHOLE),
    ],
)
def test_a_text_for_no_answer_of_a_number(key: str, name: str, help: str) -> None:
    """Levels that a number does not have get no anchor and no title."""
    assert refused(NUMBER, **{key: {name: "Poor"}}) == [
        ("bad-value", f"`{key}`: `{name}` is not accepted.", help, (key, name))
    ]


def test_texts_for_answers_that_there_are() -> None:
    """Numbers in range, days, and `not_applicable` where it is an answer are taken."""
    assert refused(NUMBER, anchors={"1": "Poor", "5.0": "Good"}, titles={"5": "top"}) == []
    assert refused(OPEN, anchors={"1/3": "A third", "-7": "Less"}) == []
    assert refused("date", anchors={"2026-05-01": "May Day"}) == []
    may = {"may_be": "not_applicable", "anchors": {"not_applicable": "None asked"}}
    assert refused(NUMBER, **may) == []


def test_a_text_for_no_day() -> None:
    """What is no day gets no anchor."""
    accepted = "Accepted: a day as YYYY-MM-DD."
    assert refused("date", anchors={"May": "x"}) == [
        ("bad-value", "`anchors`: `May` is not accepted.", accepted, ("anchors", "May"))
    ]


def test_a_source_is_demanded_for_answers_that_there_are() -> None:
    """`required_for` a number or a day that cannot be answered is refused, and so is a stand-in."""
    found = refused(NUMBER, evidence={"required_for": ["5", "7"]})
    assert [(code, trail) for code, _, _, trail in found] == [
        ("bad-value", ("evidence", "required_for", 1))
    ]
    assert [help for _, _, help, _ in refused(NUMBER, assume="0")] == [f"Did you mean `1`? {WHOLE}"]


def test_only_sets_have_members_without_weight() -> None:
    """One fault, one report: where there are no members none is looked for."""
    found = refused(NUMBER, recorded_members={"x": "no weight"})
    assert [(code, trail) for code, _, _, trail in found] == [
        ("type-mismatch", ("recorded_members",))
    ]


def test_a_number_is_the_same_however_it_is_written() -> None:
    """A source demanded for `5` is demanded for `5.0`."""
    entry = {
        "group": "people",
        "ask": "How?",
        "answer": NUMBER,
        **STATED,
        "evidence": {"required_for": ["5"]},
    }
    reader = CandidateReader(read_rubric(edited(put("criteria extra", entry)))[0])
    states = []
    for word in ("5", "5.0", "10/2", "4"):
        read, _ = reader.read({"candidate": "Odalys Wren", "answers": {"extra": word}})
        assert read is not None
        states.append(read.answers["extra"].state)
    assert states == ["unsupported", "unsupported", "unsupported", "answered"]
