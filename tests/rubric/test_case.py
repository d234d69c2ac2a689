"""Cases: answers made up to try a rubric on, and what must come of them."""

from fractions import Fraction
from typing import Any

import pytest

from endorse_cli.models.candidate import UNDETERMINED
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import base

Plain = Any
READER = CaseReader(CandidateReader(read_rubric(base())[0]))


def case(**more: Plain) -> Plain:
    """A sound case, with more in it or something else."""
    return {
        "case": "A guest",
        "expect": {"standing": "guest"},
        "answers": {"member": "yes"},
        **more,
    }


def test_a_case_keeps_everything_that_is_written() -> None:
    """By decision in rubric order, rows and variables in theirs."""
    read, found = READER.read(
        case(
            why="p1 says so.",
            candidate="Bo Reed",
            office="Keeper",
            expect={"loan": ["wait", "refuse"], "standing": "undetermined"},
            rows={"loan": ["otherwise", "rule"], "standing": "papers"},
        )
    )
    assert found == ()
    assert read is not None
    assert (read.name, read.why) == ("A guest", "p1 says so.")
    assert (read.candidate.name, read.candidate.office) == ("Bo Reed", "Keeper")
    assert read.candidate.answers["member"].said == "yes"
    assert list(read.expect.items()) == [
        ("standing", UNDETERMINED), ("loan", ("refuse", "wait")),
    ]  # fmt: skip
    assert list(read.rows.items()) == [("standing", ("papers",)), ("loan", ("rule", "otherwise"))]


def test_a_reason_names_criteria_or_members_of_sets() -> None:
    """In rubric order; others may be in the reason besides."""
    read, found = READER.read(case(reasons={"standing": ["backers.shop", "member", "backers"]}))
    assert found == ()
    assert read is not None
    assert read.reasons == {"standing": ("member", "backers", "backers.shop")}
    assert read.candidate.name == "A guest"
    assert read.why is None


def test_scores_and_findings_are_expected_in_rubric_order() -> None:
    """A score has one number or two ends, exactly; a finding turns out in one of three ways."""
    read, found = READER.read(
        case(
            scores={"bonus": ["-1/3", "0.5"], "merit": "2"},
            findings={"backed": "open", "in_order": "yes"},
        )
    )
    assert (found, read is not None) == ((), True)
    assert read is not None
    assert read.scores == {
        "merit": (Fraction(2), Fraction(2)), "bonus": (Fraction(-1, 3), Fraction(1, 2)),
    }  # fmt: skip
    assert list(read.scores) == ["merit", "bonus"]
    assert read.findings == {"in_order": "yes", "backed": "open"}


@pytest.mark.parametrize(
    ("wrong", "code", "trail"),
    [
        ({"expect": {}}, "bad-shape", ("expect",)),
        ({"expect": []}, "bad-shape", ("expect",)),
        ({"expect": {"loans": "lend"}}, "bad-value", ("expect", "loans")),
        ({"expect": {"standing": "lend"}}, "bad-value", ("expect", "standing")),
        ({"expect": {"standing": ["guest", "lend"]}}, "bad-value", ("expect", "standing", 1)),
        ({"expect": {"standing": ["guest", "guest"]}}, "doubled-id", ("expect", "standing", 1)),
        ({"rows": {"standing": "rule"}}, "bad-value", ("rows", "standing")),
        ({"rows": {"loans": "rule"}}, "bad-value", ("rows", "loans")),
        ({"reasons": {"standing": "weathers"}}, "bad-value", ("reasons", "standing")),
        ({"reasons": {"standing": ["member.shop"]}}, "bad-value", ("reasons", "standing", 0)),
        ({"expect": {"loan": "undetermined"}, "reasons": {"loan": "care"}}, "bad-value",
         ("reasons", "loan")),
        ({"expect": {"loan": ["wait", "lend"]}, "reasons": {"loan": "care"}}, "bad-value",
         ("reasons", "loan")),
        ({"scores": {"loan": "1"}}, "bad-value", ("scores", "loan")),
        ({"scores": {"merit": "much"}}, "bad-value", ("scores", "merit")),
        ({"scores": {"merit": {}}}, "bad-value", ("scores", "merit")),
        ({"scores": {"merit": ["1", "x"]}}, "bad-value", ("scores", "merit", 1)),
        ({"scores": {"merit": ["1"]}}, "bad-shape", ("scores", "merit")),
        ({"scores": {"merit": ["2", "1"]}}, "bad-value", ("scores", "merit")),
        ({"scores": "1"}, "bad-shape", ("scores",)),
        ({"findings": {"merit": "yes"}}, "bad-value", ("findings", "merit")),
        ({"findings": {"backed": "maybe"}}, "bad-value", ("findings", "backed")),
        ({"findings": {"backed": ["yes", "no"]}}, "bad-shape", ("findings", "backed")),
        ({"answers": {"member": "maybe"}}, "bad-value", ("answers", "member")),
        ({"case": ""}, "bad-value", ("case",)),
        ({"why": None}, "bad-shape", ("why",)),
        ({"expected": {}}, "unknown-key", ("expected",)),
    ],
)  # fmt: skip
def test_a_fault_is_one_report_at_its_place(
    wrong: Plain, code: str, trail: tuple[str | int, ...]
) -> None:
    """In what is expected as in the answers."""
    read, found = READER.read(case(**wrong))
    assert read is None
    assert [(d.code, d.trail) for d in found] == [(code, trail)]


@pytest.mark.parametrize("key", ["case", "expect", "answers"])
def test_name_expectation_and_answers_are_required(key: str) -> None:
    """One report for each that is missing."""
    whole = case()
    del whole[key]
    read, found = READER.read(whole)
    assert read is None
    assert [d.code for d in found] == ["missing-key"]


def test_reasons_are_allowed_where_one_outcome_is_expected() -> None:
    """A list of one is one; a decision of which nothing is expected may have them too."""
    assert READER.read(case(expect={"loan": ["lend"]}, reasons={"loan": "care"}))[1] == ()
    assert READER.read(case(reasons={"loan": "care"}))[1] == ()
