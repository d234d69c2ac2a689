"""The words of a test, and of values."""

import pytest

from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import read_test
from endorse_cli.reports.wording import (
    failed_words,
    predicate,
    states_words,
    values_words,
    words_of_test,
)

WIT: dict[str, Plain] = {"setting": "wit_needed"}
CASES = [
    ("wit", "some", "some", "not some"),
    ("wit", {"at_least": "some"}, "at least some", "not at least some"),
    ("wit", {"more_than": "none", "at_most": "some"}, "more than none and at most some", None),
    ("wit", {"less_than": "much"}, "less than much", "not less than much"),
    ("wit", {"at_least": WIT}, "at least some", "not at least some"),
    ("tongue", {"one_of": ["local", "foreign"]}, "the language of the harbor or foreign", None),
    ("friends", {"includes": ["band"]}, "includes a whole band", "does not include a whole band"),
    (
        "friends",
        {"includes": ["family", "band"]},
        "includes family and a whole band",
        "does not include both family and a whole band",
    ),
    (
        "friends",
        {"includes": ["family", "band", "dog"]},
        "includes family, a whole band and dog",
        "does not include all of family, a whole band and dog",
    ),
    (
        "friends",
        {"includes_any": ["family", "dog"]},
        "includes family or dog",
        "does not include family or dog",
    ),
    ("charm", {"at_least": "3/2"}, "at least 3/2", "not at least 3/2"),
    ("stage", "bar_room", "the bar", "not the bar"),
]


@pytest.mark.parametrize(("id", "plain", "holds", "fails"), CASES)
def test_a_test_in_words(
    festival: Rubric, id: str, plain: Plain, holds: str, fails: str | None
) -> None:
    """What is asked of an answer reads like English, and so does its failing."""
    test = read_test(Reader(), plain, ())
    assert words_of_test(festival, id, test) == holds
    assert failed_words(festival, id, test) == (fails or f"not {holds}")


def test_formal_words_name_the_setting_and_quote(festival: Rubric) -> None:
    """In a condition a name of several words is quoted and a bound says which setting gives it."""
    assert predicate(festival, "wit", read_test(Reader(), {"at_least": WIT}, ())) == (
        "is at least some (setting wit_needed)"
    )
    bar = read_test(Reader(), "bar_room", ())
    assert predicate(festival, "stage", bar) == 'is "the bar"'
    assert predicate(festival, "stage", bar, holds=False) == 'is not "the bar"'
    band = read_test(Reader(), {"includes": ["band"]}, ())
    assert predicate(festival, "friends", band) == 'includes "a whole band"'


@pytest.mark.parametrize(
    ("variable", "values", "words"),
    [
        ("wit", ["some", "much"], "at least some"),
        ("wit", ["none", "some"], "at most some"),
        ("wit", ["none", "much"], "none or much"),
        ("wit", ["much"], "much"),
        ("wit", ["none", "some", "much"], "none, some or much"),
        ("loud", ["yes"], "yes"),
        ("tongue", ["foreign", "not_applicable"], 'foreign or "does not apply"'),
        ("friends.band", ["no"], "no"),
    ],
)
def test_values_that_stand_together_are_one(
    festival: Rubric, variable: str, values: list[str], words: str
) -> None:
    """All levels from one on are `at least` it; anything else is named one by one."""
    assert values_words(festival, variable, values) == words


def test_answers_that_are_the_same_are_said_once(festival: Rubric) -> None:
    """Several variables with the same values share a sentence."""
    states = {"loud": ["yes"], "wit": ["some", "much"], "friends.dog": ["yes"]}
    assert states_words(festival, states) == "loud and friends.dog are yes; wit is at least some"
    assert states_words(festival, {}) == ""
