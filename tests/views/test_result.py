"""What a result shows: which finding or score heads a group, and what a line's mark says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from endorse_cli import api
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.result import Result, heads_of
from support.accounts import account

RecordOf = Callable[..., Record]
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_group_is_headed_by_what_its_criteria_feed(
    rubric: Rubric, festival: Rubric, grants: Rubric, points: Rubric
) -> None:
    """The finding or score with the most of them and little else; none where nothing fits."""
    assert heads_of(rubric) == {
        "conditions": "conditions",
        "red_lines": "red_line_crossed",
        "class_struggle": "class_struggle",
        "cadre": "cadre",
        "weighing": "balance",
    }
    assert heads_of(festival) == {"voice": "charming"}
    assert heads_of(grants) == {"applicants": "merit"}
    assert heads_of(points) == {"people": "total", "room": "room"}


def test_no_two_groups_have_the_same_head() -> None:
    """In the rubrics that ship, too."""
    for name in api.shipped():
        heads = heads_of(api.load_rubric(name).rubric)
        assert len(set(heads.values())) == len(heads)


@pytest.mark.parametrize(
    ("criterion", "answer", "mark", "did"),
    [
        ("dsa_member", "yes", "for", "met"),
        ("dsa_member", "no", "against", "not_met"),
        ("red_lines", "kept", "for", "met"),
        ("red_lines", "past", "for", "barely"),
        ("red_lines", "crossing", "open", "can_decide"),
        ("mass_reach", "defining", "for", "met"),
        ("mass_reach", "clear", "for", "barely"),
        ("mass_reach", "some", "against", "not_met"),
        ("office_kind", "executive", "partly", "partly"),
        ("material_gains", "clear", "plus", "points"),
        ("material_gains", "none", "none", "points"),
        ("public_conflict", "some", "minus", "points"),
        ("public_conflict", {"one_of": ["some", "clear"]}, "open", "points"),
    ],
)
def test_a_mark_says_which_way_an_answer_speaks(
    rubric: Rubric, record_of: RecordOf, criterion: str, answer: object, mark: str, did: str
) -> None:
    """Never against of what speaks for the candidate, whatever tests it fails."""
    record = record_of(rubric, {criterion: answer})
    line = Result(account(record, rubric)).by_criterion[criterion]
    assert (line.mark, line.did) == (mark, did)


def test_every_mark_against_is_the_engines(rubric: Rubric, record_of: RecordOf) -> None:
    """A line is marked as for or against only where the record says that it speaks so."""
    levels = {"for": {"for"}, "against": {"against"}, "partly": {"between", "mixed"}}
    names = {c.id: c.kind.names for c in rubric.criteria.values() if c.kind.form != "set"}
    for place in range(3):
        answers = {id: own[min(place, len(own) - 1)] for id, own in names.items()}
        result = Result(account(record_of(rubric, answers), rubric))
        for line in result.lines:
            if line.mark in levels:
                assert line.part["speaks"] in levels[line.mark]


def test_without_an_order_nothing_is_for_or_against(festival: Rubric, record_of: RecordOf) -> None:
    """Where the outcomes of the decision that leads have none, a line says what its tests do."""
    unordered = festival.model_copy(update={"headline": "stage"})
    record = record_of(unordered, {"loud": "yes", "paid_bar": "yes", "tongue": "local"}, fresh=True)
    lines = Result(account(record, unordered)).by_criterion
    assert {lines[id].mark for id in ("loud", "paid_bar")} == {"none"}
    assert {lines[id].did for id in ("loud", "paid_bar")} <= {"holds", "fails", "used"}


def test_a_reading_is_marked(rubric: Rubric, record_of: RecordOf) -> None:
    """A line that rests on a reading, or has a test that does; not one that is stated alone."""
    lines = Result(account(record_of(rubric), rubric)).by_criterion
    marked = {id for id, line in lines.items() if line.is_reading}
    assert {"coalition", "mass_reach", "viable_path", "rooted_in_chapter"} <= marked
    assert marked.isdisjoint({"dsa_member", "red_lines", "mobilizes_class"})


def test_sources_are_counted_by_what_they_are_worth(rubric: Rubric, record_of: RecordOf) -> None:
    """How many there are and the newest day; later ones are none, and a missing one is told."""
    evidence = [
        {"source": "a", "date": "2026-01-01"},
        {"source": "b", "date": "2026-02-01"},
        {"source": "c", "date": "2027-01-01"},
    ]
    answers = {"dsa_member": {"answer": "yes", "evidence": evidence}, "chapter_member": "yes"}
    lines = Result(account(record_of(rubric, answers, as_of="2026-05-01"), rubric)).by_criterion
    assert lines["dsa_member"].sources[:3] == (2, "2026-02-01", False)
    assert lines["chapter_member"].sources[:3] == (0, None, True)
    assert lines["openly_socialist"].sources[:3] == (0, None, False)


@pytest.mark.parametrize(
    ("example", "needed"),
    [
        ("declined-red-line", {"Weighing a class struggle campaign": False, "Red lines": True}),
        ("deliberate-in-the-middle", {"Weighing a class struggle campaign": True}),
        ("undetermined-open-questions", {"Weighing a class struggle campaign": True}),
    ],
)
def test_a_group_that_the_outcome_does_not_rest_on_is_told(
    example: str, needed: dict[str, bool]
) -> None:
    """A red line alone decides, whatever the score is; while an outcome is open all are needed."""
    loaded = api.load_rubric()
    scored = api.score_text((EXAMPLES / f"{example}.yaml").read_bytes(), loaded)
    groups = Result(account(scored.record, loaded.rubric)).groups
    found = {group.title: group.is_needed for group in groups}
    assert {title: found[title] for title in needed} == needed
