"""What is unknown is counted, and what matters of it comes first."""

import pytest

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.unknowns import count_text, unsourced_text
from reports.result.conftest import RecordOf, shown


def test_the_first_question_says_what_it_would_settle(rubric: Rubric, record_of: RecordOf) -> None:
    """Ask this first; answers that leave the same are one line."""
    text = shown(record_of(rubric, {}), rubric)
    assert "Ask first: " in text
    record = record_of(rubric, {"labor_capital_opposition": "none", "office_kind": "executive"})
    question = record["ask_next"]
    assert question is not None
    first = rubric.criteria[question["criterion"]]
    assert f"Ask first: {first.ask} ({first.id}) not asked; " in shown(record, rubric)


def test_the_first_question_about_a_set_names_its_members(
    festival: Rubric, record_of: RecordOf
) -> None:
    """For a set each member is asked about by its printed name."""
    answers = {"loud": "yes", "wit": "some", "paid_bar": "yes", "warmth": "none"}
    record = record_of(festival, answers)
    assert record["ask_next"] is not None
    assert record["ask_next"]["criterion"] == "friends"
    assert "If the answer is no for family or a whole band: " in shown(record, festival)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0, 5), "Nothing that counts: all 5 questions that carry weight are answered."),
        ((1, 1, 5), "1 of 5 questions has no known answer, and it matters."),
        ((3, 3, 5), "3 of 5 questions have no known answer, and all of them matter."),
        ((3, 0, 5), "3 of 5 questions have no known answer; no outcome depends on that here."),
        (
            (3, 1, 5),
            "3 of 5 questions have no known answer: this one matters, the rest would change "
            "nothing here.",
        ),
        (
            (3, 2, 5),
            "3 of 5 questions have no known answer: these 2 matter, the rest would change "
            "nothing here.",
        ),
    ],
)
def test_unknowns_are_counted_in_sentences(numbers: tuple[int, int, int], text: str) -> None:
    """How many, and how many of them matter."""
    assert count_text(*numbers) == text


def test_missing_sources_are_marked_and_counted(rubric: Rubric, inez: Record) -> None:
    """Each line says so, and above it is said how many, and that such answers count."""
    text = shown(inez, rubric)
    weighty, weightless = text.partition("Every question")[2].split("Read, and without any weight")
    assert (
        f"{weighty.count('No source given')} of the answers that count have no source where one is "
        "expected. They count all the same. Of those without any weight, "
        f"{weightless.count('No source given')} have none either."
    ) in text


def test_how_many_have_no_source_reads_well_of_one_or_none() -> None:
    """Only what there is is spoken of."""
    assert unsourced_text(0, 0) == ""
    assert unsourced_text(1, 0) == (
        "1 of the answers that count has no source where one is expected. It counts all the same."
    )
    assert unsourced_text(0, 1) == (
        "1 of the answers without any weight has no source where one is expected."
    )
    assert unsourced_text(2, 1).endswith("Of those without any weight, 1 has none either.")


def test_what_is_unknown_and_does_not_count_is_named(rubric: Rubric, record_of: RecordOf) -> None:
    """A member of a set without weight is not passed over where nothing that counts is unknown."""
    partners = {"labor": "yes", "progressives": "yes", "tenants": "unknown"}
    record = record_of(rubric, {"coalition": partners})
    text = shown(record, rubric)
    assert "tenant organizations: unknown (not asked, without weight)" in text
    assert "Unknown, and without any weight: 10 answers, all at the end." in text
    few = {
        line["criterion"]: "no" if line["criterion"] != "leading_force" else "some"
        for line in record["lines"]
        if line["bearing"] == "recorded"
    }
    known = {"party_infrastructure", "loyalty_to_dsa", "socialists_in_office_group"}
    few |= dict.fromkeys(known, "some")
    text = shown(record_of(rubric, {**few, "coalition": partners}), rubric)
    assert "Unknown, and without any weight: tenant organizations (coalition.tenants)." in text
    text = shown(record_of(rubric, {**few, "coalition": ["labor"]}), rubric)
    assert "Unknown, and without" not in text


def test_what_several_decisions_come_to_names_each(grants: Rubric, gardeners: Record) -> None:
    """With more than two decisions an outcome alone does not say of which it is."""
    text = shown(gardeners, grants)
    assert (
        'If the answer is poor: Grade: "middle"; Size of the grant: "small" or "large"; '
        'Which fund: "summer" or "the reserve"'
    ) in text
