"""Who and by which rubric stands first; people's words and the note on reading come last."""

from datetime import date

from endorse_cli.models.model import replace
from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from reports.result.conftest import RecordOf, shown


def test_a_missing_day_is_pointed_out(rubric: Rubric, record_of: RecordOf) -> None:
    """Without any day it is said that what depends on one is undetermined, where anything does."""
    assert "whatever depends on a date" not in shown(record_of(rubric), rubric)
    started = replace(rubric, effective=date(2026, 1, 1))
    assert "whatever depends on a date is undetermined" in shown(record_of(rubric), started)
    dated = record_of(rubric, election="2026-11-03")
    assert "whatever depends on a date" not in shown(dated, rubric)
    assert "election of 2026-11-03" in shown(dated, rubric)


def test_a_chapters_line_says_who_adopted_it(festival: Rubric, record_of: RecordOf) -> None:
    """A line of a chapter's own names the body and the day, in the reason and in the line."""
    text = shown(record_of(festival, {"paid_bar": "no"}), festival)
    assert '"Paid bar" is no · ¶7 · chapter, adopted by the landing stage on 2025-03-02' in text
    assert "Adopted: by the landing stage on 2025-03-02" in text


def test_both_sides_are_heard(rubric: Rubric, record_of: RecordOf) -> None:
    """Where only one side has spoken, it is said that the other has not."""
    statements = {"for": [{"by": "Ann", "text": "Yes."}]}
    text = shown(record_of(rubric, statements=statements), rubric)
    assert "For: by Ann Yes. Against: no statement." in text


def test_the_note_at_the_end_is_always_there(
    rubric: Rubric, festival: Rubric, inez: Record, record_of: RecordOf
) -> None:
    """Members decide; the number orders; the rubric as written, not the truth of the answers."""
    for record, under in ((inez, rubric), (record_of(festival), festival)):
        text = shown(record, under)
        assert "This advises; members decide." in text
        assert "does not say that they are true." in text


def test_no_word_of_a_rubric_is_known(festival: Rubric, record_of: RecordOf) -> None:
    """A table under another rubric has no word of the one that ships."""
    text = shown(record_of(festival, {"loud": "yes"}), festival)
    for word in ("cadre", "class", "struggle", "endorse", "socialist", "red line"):
        assert word not in text
