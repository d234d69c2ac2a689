"""Where a rubric tests a criterion; what answers add to a score, however many stand between."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.rubric_reader import read_rubric
from endorse_cli.views import points as views_points
from endorse_cli.views.condition_words import Words
from endorse_cli.views.points import Given, points_of
from support.accounts import account

RecordOf = Callable[..., Record]
STATED = {"from": "p1", "basis": "stated"}
DEEP = 200


def doubled() -> dict[str, Any]:
    """A score of one answer, and each score after it twice the one before, by adding it twice."""
    asked = {"group": "one", "label": "Care", "ask": "How much care?", "answer": "degree"}
    scores: dict[str, Any] = {"s0": {"value": "care", **STATED}}
    for number in range(1, DEEP + 1):
        scores[f"s{number}"] = {"value": {"sum": [f"s{number - 1}"] * 2}, **STATED}
    outcome = {"is": "good", "when": {"s0": {"at_least": "1"}}, **STATED}
    return {
        "format": "1",
        "rubric": "doubled",
        "version": "1.0.0",
        "title": "Again and again",
        "document": {"title": "Rules of an invented choir"},
        "scales": {"degree": {"levels": ["none", "clear"], "worth": ["0", "1"]}},
        "groups": {"one": {"title": "One"}},
        "criteria": {"care": {**asked, **STATED}},
        "scores": scores,
        "decisions": {
            "d": {
                "outcomes": ["poor", "good"],
                "rows": {"r": outcome},
                "otherwise": {"is": "poor", **STATED},
            }
        },
    }


def test_scores_that_are_doubled_again_and_again_are_looked_at_once(record_of: RecordOf) -> None:
    """The number is exact, and the work is that of each score once, not of each way through."""
    rubric, found = read_rubric(doubled())
    assert not found
    known = account(record_of(rubric, {"care": "clear"}), rubric).explanation
    number = Fraction(2**DEEP)
    assert points_of(known, f"s{DEEP}") == {"care": Given(number, number)}


def words_in(rubric: Rubric) -> dict[str, list[str]]:
    """The tests of each criterion in words, those in the same words once."""
    return {
        id: list(dict.fromkeys(Words(rubric).test(id, use.test) for use in uses))
        for id, uses in views_points.tests_of(rubric).items()
    }


def test_tests_in_the_same_words_are_one(rubric: Rubric) -> None:
    """A criterion that several conditions ask the same of has that test once."""
    words = words_in(rubric)
    assert words["dsa_member"] == ["yes"]
    assert words["openly_socialist"] == ["yes"]
    assert words["office_kind"] == ["executive or legislative", "legislative"]
    assert words["red_lines"] == ["crossed at the time of this campaign"]
    assert "strong_labor_policy" not in words


def test_a_use_has_the_grounds_that_are_its_own(rubric: Rubric) -> None:
    """The citation on the use, and that of the setting that gives its bound."""
    grounds = {
        id: [g.locators for use in uses for g in use.grounds]
        for id, uses in views_points.tests_of(rubric).items()
    }
    assert grounds["coalition"] == [("p6.1", "p9.1")]
    assert grounds["mass_reach"] == [("p7.2",)]
    assert grounds["dsa_member"] == []


def test_uses_in_the_same_words_keep_all_their_grounds(festival: Rubric) -> None:
    """Where two conditions ask the same, each with its own citation, none of them is lost."""
    uses = views_points.tests_of(festival)["wit"]
    assert [grounds.locators for use in uses for grounds in use.grounds] == [
        ("p9",),
        ("p2",),
        ("p14",),
    ]


def test_every_form_that_names_a_criterion_is_found(grants: Rubric) -> None:
    """Counts, conditions inside scores, exceptions and days; the cells of a table ask nothing."""
    words = words_in(grants)
    assert words["duration"] == ["less than 6 months", "at least 12 months"]
    assert words["audit"] == ["yes", "no"]
    assert words["plan"] == ["good", "fair or good", "poor"]
    assert words["founded"][1] == "no earlier than 6 months before the day of assessment"
    assert "grade" not in words
