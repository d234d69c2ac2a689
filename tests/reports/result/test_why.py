"""Why a decision came out so, in words that follow from the record."""

import pytest

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.questions import handful
from endorse_cli.review.citations import read_text
from reports.result.conftest import DATED, Plain, RecordOf, reason_of, shown


def test_why_leaves_out_what_is_ruled_out(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """Of alternatives only those that the record's own results leave are given as the reason."""
    answers: dict[str, Plain] = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["answer"]
    }
    answers["red_lines"] = {"answer": "crossing", "evidence": DATED}
    for id in ("polarizes_against_establishment", "internal_conflict"):
        answers[id] = "clear"
    answers["coalition"] = ["labor", "progressives"]
    text = shown(record_of(rubric, answers), rubric)
    assert (
        'Rule: "A class struggle campaign" holds and "A red line is crossed at the time of this '
        'campaign" holds · ¶8.1 · stated '
    ) in text
    assert "demands that are not negotiable" not in text


def test_the_deciding_row_shows_its_inferred_parts(rubric: Rubric, inez: Record) -> None:
    """A row that is stated and rests in part on a reading does not pass for stated alone."""
    text = shown(inez, rubric)
    assert (
        'Rule: "A class struggle campaign" holds · ¶5.1, ¶5.2, ¶6.1, ¶7.1 · stated, in part '
        "inferred"
    ) in text
    assert (
        'In part inferred: that "Coalition" includes "organized labor" and "progressive '
        'organizations" (¶6.1, ¶9.1). That these two are needed'
    ) in text
    assert (
        'endorse, if "Benefits less costs, with the committee up or down" is at least 1 ¶11.7 · '
        "stated, in part inferred"
    ) in text


def test_exceptions_belong_to_the_reason(festival: Rubric, record_of: RecordOf) -> None:
    """A row with `unless` names it."""
    answers = {"loud": "yes", "friends": [], "wit": "some", "paid_bar": "yes", "warmth": "none"}
    text = shown(record_of(festival, answers), festival)
    assert (
        'Rule: "People understand it" holds and "Wit" is at least some, unless "Friends" includes '
        'family and "a whole band"'
    ) in text


def test_answers_that_force_an_outcome_are_named(rubric: Rubric, inez: Record) -> None:
    """The sufficient reason is given by what it serves, each answer by its label."""
    text = shown(inez, rubric)
    assert (
        "These answers alone decide it: "
        '- "A class struggle campaign" holds, by 6 answers, 5 without a source: '
        "- Labor capital opposition: clear · ¶5.1 "
    ) in text
    assert "- Coalition: organized labor and progressive organizations yes · ¶6.1" in text
    assert (
        '- "A cadre campaign" does not hold, by 1 answer: - Rooted in chapter: some · ¶16.2 No '
        "source. "
    ) in text


def test_more_than_a_handful_of_answers_is_counted(festival: Rubric) -> None:
    """Of many answers the first five are shown; a single one more is not worth the counting."""
    line: Plain = {}
    for number, left in ((5, 0), (6, 0), (7, 2)):
        first, rest = handful([(line, (str(place),)) for place in range(number)])
        assert (len(first), len(rest)) == (number - left, left)


def test_the_evidence_of_what_decided_stands_below_the_reason(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """Of a reason of few answers the sources are shown with it; what it rests on is not lost."""
    answers = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["state"] == "answered"
    }
    source = {"source": "a filing", "date": "2026-01-01", "says": "Kept the money."}
    crossing: Plain = {"answer": "crossing", "evidence": [source]}
    text = shown(record_of(rubric, {**answers, "red_lines": crossing}), rubric)
    assert (
        "- Red lines: crossed at the time of this campaign · ¶8.1, ¶8.2, ¶8.3 "
        "Source: a filing, 2026-01-01: Kept the money. "
    ) in text.partition("Every question")[0]


def test_an_allegation_is_not_repeated_below_a_reason(rubric: Rubric, record_of: RecordOf) -> None:
    """A source that does not establish an answer is shown nowhere."""
    rumor = {"answer": "crossing", "evidence": [{"source": "a rumor", "says": "They took it."}]}
    text = shown(record_of(rubric, {"dsa_member": "no", "red_lines": rumor}), rubric)
    assert "rumor" not in text


def test_a_refusal_does_not_seem_to_rest_on_what_it_does_not_need(
    rubric: Rubric, record_of: RecordOf, inez: Record
) -> None:
    """What only another decision's reason needs is said there, and not again."""
    answers: dict[str, Plain] = {
        line["criterion"]: line["answer"] for line in inez["lines"] if line["state"] == "answered"
    }
    answers |= {"coalition": ["labor", "progressives"], "polarizes_against_establishment": "clear"}
    answers["red_lines"] = {"answer": "crossing", "evidence": DATED}
    text = shown(record_of(rubric, answers), rubric)
    assert text.count("That these two are needed") == 1
    assert 'of this campaign" holds · ¶8.1 · stated This answer alone decides it: ' in text


def test_what_settled_one_decision_is_not_spelled_out_under_the_next(
    rubric: Rubric, record_of: RecordOf
) -> None:
    """The same answers behind the same finding are counted the second time."""
    clear = ("labor_capital_opposition", "mobilizes_class", "politicizes_workers", "mass_reach")
    answers: dict[str, Plain] = dict.fromkeys(clear, "clear")
    answers |= {"polarizes_against_establishment": "clear", "coalition": ["labor", "progressives"]}
    answers |= {"red_lines": "kept", "rooted_in_chapter": "none"}
    conditions = ("dsa_member", "chapter_member", "solicited_endorsement", "accepts_positions")
    answers |= dict.fromkeys((*conditions, "openly_socialist"), "yes")
    answers |= dict.fromkeys(("class_alignment", "left_labor_bloc", "material_gains"), "defining")
    costs = ("organizing_burden", "expected_votes_against", "internal_conflict")
    answers |= dict.fromkeys((*costs, "public_conflict"), "none")
    text = shown(record_of(rubric, answers), rubric)
    assert '"A class struggle campaign" holds, by 6 answers named above' in text


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (["mass_reach", "coalition.labor", "rooted_in_chapter"], ""),
        (["mass_reach", "coalition.labor"], '"Rooted in chapter"'),
        (["mass_reach"], '"Coalition: organized labor" or "Rooted in chapter"'),
        ([], "any one of these"),
    ],
)
def test_answers_that_none_could_replace_are_told_apart(
    rubric: Rubric, inez: Record, needed: list[str], words: str
) -> None:
    """Of the answers that decide an outcome, those that it would come out without."""
    reasons: Plain = reason_of(["mass_reach", "coalition.labor", "rooted_in_chapter"], needed)
    text = shown({**inez, "reasons": reasons}, rubric)
    told = "were unknown, the result would be the same."
    assert (f"If {words} {told}" in text) == bool(words)
    assert "- Mass reach: clear · ¶7.2, ¶19.4 Source: " in text
    assert "- Coalition: organized labor yes · ¶6.1, ¶7.1, ¶9.1 No source. " in text
    assert "- Rooted in chapter: some · ¶16.2 No source. " in text


def test_a_rubric_may_force_an_outcome_by_itself(rubric: Rubric, inez: Record) -> None:
    """Where no answer is needed, that is said."""
    reasons: Plain = reason_of([], [])
    assert "It comes out so whatever the answers are." in shown(
        {**inez, "reasons": reasons}, rubric
    )


def test_passages_of_the_document_stand_beside_what_rests_on_them(
    festival: Rubric, record_of: RecordOf
) -> None:
    """With the document at hand each line shows its passages, and says where one is missing."""
    document = read_text("One must be heard.\n\nWit is good. Warmth is better.\n")
    text = shown(record_of(festival, {"loud": "yes"}), festival, text=document)
    assert "¶1: One must be heard." in text
    assert "¶2.2: Warmth is better." in text
    assert "¶6: not in the document given" in text
    assert "Warmth is better" not in shown(record_of(festival, {"loud": "yes"}), festival)
