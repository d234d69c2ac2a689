"""What answers add to a score, however many scores stand on the way."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from endorse_cli.models.record import Record
from endorse_cli.rubric.load import read_rubric
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
