"""What a decision came to, as every report asks it."""

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.result import Result
from endorse_cli.views.ruling import Ruling
from reports.conftest import CHOIR, RecordOf
from support.accounts import account


def rulings(record: Record, rubric: Rubric) -> list[Ruling]:
    """What every decision of a record came to."""
    return [*Result(account(record, rubric)).rulings.values()]


def test_a_settled_decision_has_its_row_and_the_criteria_that_force_it(
    festival: Rubric, record_of: RecordOf
) -> None:
    """The row is the rubric's own, and what forces the outcome is named by criterion."""
    record = record_of(festival, {"wit": "none", "warmth": "none", "loud": "no"})
    settled = [one for one in rulings(record, festival) if one.outcome is not None]
    assert settled
    for one in settled:
        assert one.row in (*one.decision.rows, None)
        assert one.words == one.verdict.words
        assert one.deciding <= festival.criteria.keys()
        assert set(one.sufficient) <= set(one.answers)


def test_what_is_open_says_what_is_left_and_rests_on_nothing(
    festival: Rubric, record_of: RecordOf
) -> None:
    """Of somebody of whom nothing is known no reason is told, and every outcome left is named."""
    for one in rulings(record_of(festival), festival):
        if one.outcome is None:
            assert one.row is None or len(one.part["rows"]) == 1
            assert one.words == f"UNDETERMINED: {' / '.join(one.verdict.left)}"
            assert (one.verdict.words, one.verdict.tone) == ("", "open")
            assert (one.reason, [*one.answers], one.deciding) == (None, [], frozenset())


def test_what_a_file_states_is_told_apart(grants: Rubric, record_of: RecordOf) -> None:
    """A decision that the file states is no result of the rules."""
    choir = record_of(grants, **CHOIR)
    stated = [one.id for one in rulings(choir, grants) if one.is_stated]
    assert stated == [id for id, part in choir["decisions"].items() if part.get("given")]
    assert stated
