"""How a paper says days, numbers, names and verbs to a person."""

import pytest

from endorse_cli.reports.papers.spoken import (
    chapter_words,
    counted_words,
    days_said,
    sentence,
    to_you,
    with_article,
)


@pytest.mark.parametrize(
    ("said", "to_them"),
    [
        ("crosses a red line", "you cross a red line"),
        ("meets every condition", "you meet every condition"),
        ("runs a cadre campaign", "you run a cadre campaign"),
        ("does not meet every condition", "you do not meet every condition"),
        ("is a member", "you are a member"),
        ("has joined", "you have joined"),
        ("carries a duty", "you carry a duty"),
        ("reaches most workers", "you reach most workers"),
        ("may or may not cross a red line", "you may or may not cross a red line"),
        ("passes", "you pass"),
    ],
)
def test_a_clause_about_someone_is_said_to_them(said: str, to_them: str) -> None:
    """The first word is the verb, and comes in the second person."""
    assert to_you(said) == to_them


def test_a_day_is_written_as_people_write_it() -> None:
    """Wherever it stands in a text; what is no day of the calendar stays."""
    assert days_said("2026-06-08") == "June 8, 2026"
    assert days_said("by 2026-11-03, at noon") == "by November 3, 2026, at noon"
    assert days_said("2026-02-30") == "2026-02-30"
    assert days_said(None) == ""


def test_few_are_counted_in_words() -> None:
    """From thirteen on in digits."""
    assert counted_words(1, "question") == "one question"
    assert counted_words(12, "question") == "twelve questions"
    assert counted_words(13, "question") == "13 questions"


def test_a_body_gets_its_article_and_a_name_none() -> None:
    """`The electoral committee` moves, and so does Ana Brill."""
    assert with_article("electoral committee") == "the electoral committee"
    assert with_article("the general meeting") == "the general meeting"
    assert with_article("Ana Brill") == "Ana Brill"
    assert with_article("") == ""
    assert chapter_words("Riverbend") == "Riverbend chapter"
    assert chapter_words("Riverbend Local 12") == "Riverbend Local 12"


def test_words_become_a_sentence() -> None:
    """A capital first and one end."""
    assert sentence("a red line is crossed") == "A red line is crossed."
    assert sentence("Is it?") == "Is it?"
    assert sentence("") == ""
