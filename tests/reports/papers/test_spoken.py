"""How a paper says days, numbers and names to a person."""

from endorse_cli.reports.papers.spoken import (
    counted_words,
    days_said,
    sentence,
)
from endorse_cli.views.printed_names import chapter_words, with_article


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
    assert with_article("der Vorstand") == "der Vorstand"
    assert with_article("l'assemblée") == "l'assemblée"
    assert with_article("") == ""
    assert chapter_words("Riverbend") == "Riverbend chapter"
    assert chapter_words("Riverbend Local 12") == "Riverbend Local 12"
    assert chapter_words("Unionville") == "Unionville chapter"
    assert chapter_words("Larkmoor Food Cooperative") == "Larkmoor Food Cooperative"


def test_words_become_a_sentence() -> None:
    """A capital first and one end."""
    assert sentence("a red line is crossed") == "A red line is crossed."
    assert sentence("Is it?") == "Is it?"
    assert sentence("") == ""
