"""The words for people are shown where their owner is explained, and in the shown rubric."""

from functools import partial

import pytest

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.reports.blank_files import blank_candidate
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import laid_out
from endorse_cli.reports.printed_rubric.lookup import explain
from endorse_cli.reports.printed_rubric.rubric_document import put_rubric
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import PHRASES, edited

RUBRIC, _ = read_rubric(edited(*PHRASES))
COMPILED = compile_rubric(RUBRIC)

EXPLAINED = {
    "care": [
        "Care with the bike care · ¶1 · stated How careful?",
        "As it is asked: How careful are you with it?",
        'Shown beside the verdict at "none", only where "Papers in order" holds: No care was seen.',
    ],
    "house_rules": ['Shown beside the verdict at "broken": A house rule was broken.'],
    "house_rule": ['Shown beside the verdict at "broken": A house rule was broken.'],
    "in_order": [
        'Said where "yes": has every paper',
        'Said where "no": lacks a paper',
        'notice at "none" of "Care with the bike"',
    ],
    "rule": ["Because: it breaks a house rule"],
    "loan": ['Motion where "lend": that {candidate} be lent the bike in {chapter}'],
    "lend": ["Motion: that {candidate} be lent the bike in {chapter}"],
    "all_regular": ['Among those with: "Loan" is lend'],
}


def words(text: str | None) -> str:
    """A text on one line, so that folding does not matter."""
    return " ".join((text or "").split())


@pytest.mark.parametrize("id", EXPLAINED)
def test_an_id_is_explained_with_its_words(id: str) -> None:
    """Whatever people are told by means of a line stands where the line is explained."""
    shown = words(explain(id, COMPILED, None, Look(100)))
    for expected in EXPLAINED[id]:
        assert expected in shown


def test_a_shown_rubric_has_all_of_them() -> None:
    """Nothing that people will be told is hidden from who reads the rubric."""
    shown = words(laid_out(partial(put_rubric, rubric=RUBRIC), "table", Look(100)))
    for id in ("care", "house_rules", "rule", "loan", "all_regular"):
        for expected in EXPLAINED[id]:
            assert expected in shown
    assert 'Said where "no": lacks a paper' in shown
    assert "by the members" in shown
    assert "It leads in reports." in shown


def test_a_blank_file_has_the_label_above_the_question() -> None:
    """Who fills it in sees the words that will head the row."""
    lines = blank_candidate(RUBRIC).splitlines()
    place = lines.index("  # Care with the bike")
    assert lines[place + 1] == "  # How careful?"
