"""What people call things: the rubric's own words, and where it has none the id as words."""

import pytest

from endorse_cli.rubric.rubric_reader import read_rubric
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import finding_says
from support.base import drop, edited, put

RUBRIC, _ = read_rubric(
    edited(
        put("criteria care label", "Care with the bike"),
        drop("criteria house_rule label"),
        put("criteria backers label", "Vouched for by"),
        put("criteria backers titles", {"shop": "the repair shop"}),
        put("decisions loan rows rule because", "it breaks a house rule"),
        put("findings in_order says", {"yes": "has every paper"}),
    )
)


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("care", "Care with the bike"),
        ("house_rule", "House rule"),
        ("backers.shop", "Vouched for by: the repair shop"),
        ("backers.neighbours", "Vouched for by: neighbours"),
        ("in_order", "Papers in order"),
        ("rule_broken", "Rule broken"),
        ("merit", "Merit"),
        ("total", "Total"),
        ("standing", "Standing"),
        ("house_rules", "House rules"),
    ],
)
def test_everything_has_a_name_for_people(id: str, expected: str) -> None:
    """A label before a title, a title before the id, and no id as it is written."""
    assert Words(RUBRIC).label(id) == expected


def test_clauses_are_the_rubrics_own_or_none() -> None:
    """No clause is made up for a row or a finding that has none."""
    loan = RUBRIC.decisions["loan"]
    assert loan.row("rule").because == "it breaks a house rule"
    assert loan.row("careful").because is None
    assert finding_says(RUBRIC.findings["in_order"], "yes") == "has every paper"
    assert finding_says(RUBRIC.findings["in_order"], "open") is None
    assert finding_says(RUBRIC.findings["backed"], "yes") is None


def test_the_headline_leads_and_else_the_last_decision() -> None:
    """Which decision leads is the rubric's to say."""
    assert RUBRIC.leading == "loan"
    assert read_rubric(edited(put("headline", "standing")))[0].leading == "standing"
