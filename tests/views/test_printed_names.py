"""How names, citations, layers and numbers are printed; a number never onto a threshold."""

from datetime import date
from fractions import Fraction

import pytest

from endorse_cli.diagnostics import counted
from endorse_cli.models.grounds import Adopted, Grounds
from endorse_cli.models.plain_values import measured_words
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import (
    citation,
    cited,
    in_cell,
    in_text,
    names_in_order,
    outcome_words,
    series,
    title_of,
)


@pytest.mark.parametrize(
    ("locators", "shown"),
    [(["p7"], "¶7"), (["p7.3", "p16.2"], "¶7.3, ¶16.2"), (["p5-p7"], "¶5–¶7"), ([], "")],
)
def test_passages_are_cited_with_the_sign_people_know(locators: list[str], shown: str) -> None:
    """`p7.3` in a rubric is ¶7.3 to a reader; a range names both ends."""
    assert citation(locators) == shown


def test_a_line_says_what_it_rests_on() -> None:
    """Citation and layer stand together; a chapter's line says who adopted it and when."""
    assert cited(Grounds.model_construct(locators=("p7.3",), basis="stated")) == "¶7.3 · stated"
    adopted = Adopted.model_construct(by="the landing stage", date=date(2025, 3, 2))
    named = Adopted.model_construct(by="general meeting", date=date(2025, 3, 2))
    told = cited(Grounds.model_construct(locators=(), basis="chapter", adopted=named))
    assert told == "chapter, adopted by the general meeting on 2025-03-02"
    assert cited(Grounds.model_construct(locators=("p7",), basis="chapter", adopted=adopted)) == (
        "¶7 · chapter, adopted by the landing stage on 2025-03-02"
    )


def test_lists_read_like_sentences() -> None:
    """Words are joined as in a sentence."""
    assert [series("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert series(["a", "b"], "or") == "a or b"
    assert series(["Hollis, Growers", "Quern", "Flax"]) == "Hollis, Growers; Quern and Flax"


def test_numbers_agree_with_their_words() -> None:
    """One problem, two problems."""
    assert [counted(n, "problem") for n in (0, 1, 2)] == ["0 problems", "1 problem", "2 problems"]
    assert counted(2, "answer has", "answers have") == "2 answers have"


def test_a_long_number_is_read_by_its_thousands(grants: Rubric) -> None:
    """An amount has its commas from four digits on, alone and within bounds."""
    said = {"14606": "14,606", "-250000": "-250,000", "9000": "9,000", "0.5": "0.5"}
    for number, words in said.items():
        assert Words(grants).answer("budget", number) == f"{words} euros"
    assert Words(grants).answer("budget", "more than 25000 euros") == "more than 25,000 euros"


@pytest.mark.parametrize(
    ("said", "unit", "words"),
    [
        ("1", "points", "1 point"),
        ("2", "points", "2 points"),
        ("11", "points", "11 points"),
        ("-1", "points", "-1 point"),
        ("at most 1 points", "points", "at most 1 point"),
        ("1", "hours a week", "1 hour a week"),
        ("1", "families", "1 family"),
        ("1", "classes a week", "1 class a week"),
        ("1", "boxes", "1 box"),
        ("less than 4180.50", "crowns", "less than 4180.50"),
        ("4180.50", "crowns", "4,180.50 crowns"),
        ("less than 4180.50 crowns", "crowns", "less than 4,180.50 crowns"),
        ("1", "percent", "1 percent"),
        ("1", "mass", "1 mass"),
        ("2026", "year", "2026 year"),
        ("any number of points", "points", "any number of points"),
        ("1", "", "1"),
    ],
)
def test_one_of_a_unit_is_in_the_singular(said: str, unit: str, words: str) -> None:
    """One point, two points; a year of the calendar has no comma."""
    assert measured_words(said, unit) == words


def test_titles_stand_in_for_names(rubric: Rubric, festival: Rubric) -> None:
    """A title is printed where there is one; else the name as words."""
    assert Words(rubric).answer("viable_path", "long_shot") == "long shot"
    assert Words(rubric).answer("red_lines", "kept") == "kept"
    assert Words(festival).answer("tongue", "not_applicable") == "does not apply"
    assert outcome_words(festival.decisions["stage"], "bar_room") == "the bar"
    assert outcome_words(festival.decisions["stage"], "pier") == "pier"
    assert title_of(festival.decisions["stage"]) == "stage"
    assert title_of(festival.findings["understood"]) == "People understand it"


@pytest.mark.parametrize(
    ("number", "cell", "text"),
    [
        ("0", "0", "0"),
        ("7/4", "1.75", "7/4"),
        ("2/3", "0.67", "2/3"),
        ("-5/12", "−0.42", "−5/12 (−0.42)"),
        ("-3/2", "−1.5", "−3/2"),
        ("1899/2", "949.5", "949.5"),
        ("1029/20", "51.45", "51.45"),
        ("12345", "12,345", "12,345"),
        ("1/1000", "1/1,000", "1/1,000"),
        ("49960/2499", "19.99", "19.99"),
    ],
)
def test_a_number_is_short_and_true(number: str, cell: str, text: str) -> None:
    """Two decimals in a cell, the fraction too in a sentence; what would round to 0 stays exact."""
    assert in_cell(Fraction(number)) == cell
    assert in_text(Fraction(number)) == text


def test_rounding_never_touches_a_threshold() -> None:
    """A number just below 1 is not shown as the 1 that it does not reach."""
    almost = Fraction(999, 1000)
    assert in_cell(almost) == "1"
    assert in_cell(almost, {Fraction(1)}) == "999/1,000"
    assert in_text(almost, {Fraction(1)}) == "999/1,000"
    assert in_cell(Fraction(1), {Fraction(1)}) == "1"


def test_yes_and_no_stand_in_the_order_of_the_rubric(rubric: Rubric, festival: Rubric) -> None:
    """What no means is written behind what yes means; without meanings as anywhere."""
    asked = rubric.criteria["chapter_member"]
    assert list(asked.anchors) == ["yes", "no"]
    assert names_in_order(asked) == ["yes", "no"]
    assert names_in_order(asked.model_copy(update={"anchors": {}})) == ["no", "yes"]
    for criterion in (*rubric.criteria.values(), *festival.criteria.values()):
        assert sorted(names_in_order(criterion)) == sorted(criterion.answers.names)
