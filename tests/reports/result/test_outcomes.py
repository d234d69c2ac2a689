"""What a decision came to, at a glance."""

from collections.abc import Callable

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.result import Result
from reports.result.conftest import RecordOf, shown


def test_a_stated_outcome_is_not_passed_off_as_worked_out(grants: Rubric, choir: Record) -> None:
    """The file says so, and no row, reason or change is made up for it."""
    text = shown(choir, grants)
    assert "large stated in the file, not worked out" in text
    assert 'For "small": nothing that anyone can change, with size as the file states it' in text
    assert "Ask first: Were the last accounts audited? (audit)" in text
    assert "whatever the answers are" not in text


def test_one_of_several_stated_outcomes_is_worked_out(
    grants: Rubric, granted: Callable[..., Result]
) -> None:
    """Where the file leaves several open, the rows are shown, and beside them what it says."""
    text = shown(granted(size={"one_of": ["small", "large"]}).record, grants)
    assert (
        "The first of these rows that fits will decide; the file states small or large: "
    ) in text


def test_in_brief_an_answer_without_its_source_is_not_established(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """As in the whole table: it was given, so it is not called unknown; whom to ask stays."""
    record = record_of(rubric, {"red_lines": "crossing"})
    unknown, given = shown(record, rubric, brief=True).split("Not established, and it matters: ")
    assert "red_lines" not in unknown.split("Unknown, and it matters")[1]
    lacks = "it was given without the source and date that it needs"
    assert given == f"red_lines (the committee can judge it): {lacks}"
