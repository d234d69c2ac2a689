"""What is unknown is counted, and what can still decide is named, with whom to ask."""

import pytest

from endorse_cli.models.record import Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.result.unknowns import count_text, put_unknowns
from endorse_cli.views.result import Result
from reports.result.conftest import RecordOf, shown
from support.accounts import account


def unknowns(record: Record, rubric: Rubric) -> str:
    """What is said of everything that is not known, in one line of words."""
    page = Page(Look(80))
    put_unknowns(page, Result(account(record, rubric)))
    return " ".join(page.text().split())


def test_the_next_question_says_what_it_would_settle(rubric: Rubric, record_of: RecordOf) -> None:
    """Whom it is put to, and which answers would settle or narrow the leading decision."""
    answers = {"labor_capital_opposition": "none", "rooted_in_chapter": "clear"}
    text = shown(record_of(rubric, answers), rubric)
    assert (
        "Ask next Office kind (the committee judges): “judicial, advisory or other” means do "
        in text
    )


def test_the_next_question_about_a_set_names_its_members(
    festival: Rubric, record_of: RecordOf
) -> None:
    """For a set each member is asked about by its printed name."""
    answers = {"loud": "yes", "wit": "some", "paid_bar": "yes", "warmth": "none"}
    record = record_of(festival, answers)
    assert record["ask_next"] is not None
    assert record["ask_next"]["criterion"] == "friends"
    assert "Ask next Friends: family “yes” or a whole band “yes” means tent" in shown(
        record, festival
    )


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0, 5), "Nothing: all 5 questions that count are answered."),
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


def test_what_can_decide_stands_by_whom_to_ask(rubric: Rubric, inez: Record) -> None:
    """Each by its label and its question, with why it is open."""
    text = unknowns(inez, rubric)
    assert (
        "Ask the candidate: - Accepts positions: Has the candidate agreed to the positions of this "
        "chapter? (no reply)"
    ) in text
    assert "Socialist pole" not in text


def test_missing_sources_are_counted(rubric: Rubric, inez: Record) -> None:
    """As many as rows of the table have none; those without weight are not among them."""
    text = shown(inez, rubric)
    weighty, _ = text.partition("Every question")[2].split("For information, not scored")
    assert f"{weighty.count('no source')} answers have no source" in text
