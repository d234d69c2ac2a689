"""Which name is meant by a word that is none: by its printed words, else the nearest."""

import pytest

from endorse_cli.diagnostics import named_by, nearest, suggested

OUTCOMES = ("decline", "deliberate", "endorse")
TITLES = {"decline": "do not endorse", "deliberate": "members deliberate"}


@pytest.mark.parametrize("said", ["do not endorse", "Do  not endorse", "do_not_endorse"])
def test_printed_words_name_what_they_are_printed_for(said: str) -> None:
    """Case, blanks and underscores aside, a title is as good as the name."""
    assert named_by(said, OUTCOMES, TITLES) == "decline"
    assert suggested(said, OUTCOMES, TITLES) == (
        "Write `decline`, which is called `do not endorse`. "
    )


def test_words_of_two_names_name_neither() -> None:
    """Where two are called the same nobody guesses."""
    assert named_by("Yes", ("a", "b"), {"a": "yes", "b": "yes"}) is None


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("do not endors", "decline"),
        ("don’t endorse", "decline"),
        ("not endorse", "decline"),
        ("members delibrate", "deliberate"),
        ("endorsed", "endorse"),
        ("Decline", "decline"),
    ],
)
def test_the_nearest_is_sought_among_names_and_titles(said: str, near: str) -> None:
    """A slip in a title leads to its name."""
    assert nearest(said, OUTCOMES, TITLES) == near


@pytest.mark.parametrize("said", ["not endorse", "don't endorse", "never endorse"])
def test_a_denial_is_never_near_what_it_denies(said: str) -> None:
    """Without a title that denies, no name is proposed for words that do."""
    assert nearest(said, OUTCOMES) is None


def test_a_name_that_denies_by_itself_is_near_as_any_other() -> None:
    """`no`, `none` and `not_applicable` can be misspelled too."""
    assert nearest("non", ("none", "some")) == "none"
    assert nearest("not_aplicable", ("yes", "no", "not_applicable")) == "not_applicable"
