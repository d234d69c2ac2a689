"""Every question with its answer, its sources, and what carries no weight."""

from collections.abc import Callable

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from reports.result.conftest import RecordOf, line_of, shown


def test_what_has_no_weight_stands_apart(rubric: Rubric, inez: Record) -> None:
    """Recorded answers and members are shown after the lines, each with its reason.

    That of a yes-or-no question is about what is so, and stands only where it is.
    """
    text = shown(inez, rubric)
    before, after = text.split("For information, not scored")
    for criterion in rubric.criteria.values():
        if criterion.recorded:
            assert criterion.ask in after
            assert criterion.ask not in before
            is_so = line_of(inez, criterion.id)["possible"][criterion.id] == ["yes"]
            told = f"Not scored: {criterion.recorded}" in after
            assert told == (is_so or criterion.kind.form != "yes_no"), criterion.id
        for reason in criterion.recorded_members.values():
            assert f"Not scored: {reason}" in after


def test_a_rubric_without_such_has_no_such_section(rubric: Rubric, inez: Record) -> None:
    """Sections with nothing in them are left out."""
    bare: Record = {
        **inez,
        "lines": [line for line in inez["lines"] if line["group"] == "red_lines"],
        "notices": [],
        "statements": {"for": [], "against": []},
        "corrections": [],
        "reasons": {},
        "changes": {},
    }
    text = shown(bare, rubric)
    for title in ("For information", "own words", "Corrections"):
        assert title not in text
    assert "What would change it" not in text


def test_no_source_is_missed_where_none_is_asked_for(said: Callable[..., str]) -> None:
    """`evidence: none` asks for none."""
    assert "source" not in said("loud", loud="yes")


def test_sources_say_what_they_lack(rubric: Rubric, record_of: RecordOf) -> None:
    """A source without its name or its day is shown as such."""
    answer = {"answer": "yes", "evidence": [{"says": "seen"}, {"source": "minutes"}]}
    text = shown(record_of(rubric, {"dsa_member": answer}), rubric)
    assert "Source: not named, no day given: seen" in text
    assert "Source: minutes, no day given" in text


def test_the_meaning_of_an_answer_stands_below_it(rubric: Rubric, inez: Record) -> None:
    """The anchor of each answer given; of assessors who disagree that of each."""
    text = shown(inez, rubric)
    assert f"“clear” means: {rubric.anchor('mass_reach', 'clear')}" in text
    for level in ("clear", "defining"):
        anchor = rubric.anchor("polarizes_against_establishment", level)
        assert f"“{level}” means: {anchor}" in text
