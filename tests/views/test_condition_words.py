"""Conditions, scores and promises in words."""

import pytest

from endorse_cli.models.conditions import Not
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.amount_words import AmountWords
from endorse_cli.views.condition_words import (
    Item,
    Words,
)
from support import parts


def outline(lines: list[Item]) -> list[str]:
    """Lines with two blanks for each step inwards."""
    return ["  " * line.depth + line.text for line in lines]


def test_a_condition_is_a_list_that_reads_downwards(festival: Rubric) -> None:
    """What must hold together stands one step further in."""
    great = festival.decisions["fee"].row("great")
    assert great.when is not None
    assert outline(Words(festival).condition_lines(great.when)) == [
        "all of:",
        '  "charming" holds',
        '  "Wit" is at least some',
        "  not:",
        "    at least one of:",
        '      "Stage" is "the bar"',
        '      "Loud" is no',
    ]


def test_a_condition_is_a_phrase(festival: Rubric) -> None:
    """The same in one line, with brackets where they are needed."""
    great = festival.decisions["fee"].row("great")
    assert great.when is not None
    assert Words(festival).condition(great.when) == (
        '"charming" holds and "Wit" is at least some and not ("Stage" is "the bar" or "Loud" is no)'
    )


def test_a_part_keeps_what_it_rests_on(festival: Rubric) -> None:
    """A use with a citation of its own shows it; so does an exception."""
    heard = festival.decisions["stage"].row("heard")
    assert heard.when is not None
    lines = [
        *Words(festival).condition_lines(heard.when),
        *Words(festival).exception_lines(heard.unless),
    ]
    own = {line.text: line.grounds for line in lines if line.grounds}
    assert list(own) == ['"Wit" is at least some (setting "wit needed")', "unless:"]
    assert [grounds.locators for grounds in own.values()] == [("p9",), ("p6",)]


def test_one_test_of_many_is_one_line(rubric: Rubric) -> None:
    """`of … are` names all it asks, and a family by its title and members."""
    assert Words(rubric).condition(rubric.findings["conditions"].when) == (
        'each of "Dsa member", "Chapter member", "Solicited endorsement", "Openly socialist" and '
        '"Accepts positions" is yes'
    )
    assert Words(rubric).condition(rubric.findings["red_line_crossed"].when) == (
        'at least one of "Red lines that the chapter has adopted" ("Red lines") is '
        '"crossed at the time of this campaign"'
    )


def test_a_list_of_one_is_its_part(rubric: Rubric) -> None:
    """`all: [x]` is written for its citation; the words are those of x, with the citation."""
    row = rubric.decisions["recommendation"].row("cadre_endorsed")
    assert row.when is not None
    last = Words(rubric).condition_lines(row.when)[-1]
    assert last.text == f'"{rubric.findings["conditions"].title}" holds'
    assert last.grounds is not None
    assert last.grounds.basis == "inferred"


def test_a_score_is_a_formula_in_words(festival: Rubric, rubric: Rubric) -> None:
    """Sums stand as lists; numbers are exact and name their settings."""
    assert outline(AmountWords(festival).amount_lines(festival.scores["charm"].value)) == [
        "the sum of:",
        '  the mean of "What charms people" ("Wit" and "Warmth")',
        '  less 1/4 times points by "Tongue": 0 for the language of the harbor, 1 for foreign, '
        "4 for invented, 2 for does not apply",
    ]
    say = AmountWords(rubric)
    assert say.amount(rubric.scores["benefits"].value) == (
        'the mean of "Class alignment", "Left labor bloc" and "Material gains"'
    )
    assert '1/2 (setting "committee weight") times points by "Sio commitment"' in say.amount(
        rubric.scores["balance"].value
    )


COUNTS: list[tuple[Plain, str]] = [
    (
        {"count": [{"audit": "no"}, "late"], "at_least": "2"},
        'at least 2 of ("Audit" is no; "L" holds)',
    ),
    ({"count": [{"audit": "no"}, "late"], "at_most": "0"}, 'none of ("Audit" is no; "L" holds)'),
    (
        {"count": [{"audit": "no"}, "late"], "at_least": "1", "at_most": "1"},
        'exactly 1 of ("Audit" is no; "L" holds)',
    ),
    (
        {
            "count": {"of": ["team", "plan"], "are": {"at_least": "fair"}},
            "at_least": {"setting": "short"},
            "at_most": "7",
        },
        'at least 6 (setting "short") and at most 7 of "Team" and "Plan" are at least fair',
    ),
    (
        {"count": {"of": "people", "are": "good"}, "at_least": "1"},
        'at least 1 of "The people behind it" ("Team" and "Treasurer") are good',
    ),
    (
        {"not": {"count": [{"audit": "no"}, "late"], "at_least": "2"}},
        'not at least 2 of ("Audit" is no; "L" holds)',
    ),
]


@pytest.mark.parametrize(("plain", "words"), COUNTS)
def test_a_count_says_how_many_and_of_what(grants: Rubric, plain: Plain, words: str) -> None:
    """Both bounds, one, none, through a setting, of conditions and of a family."""
    condition = parts.condition(plain)
    late = grants.findings["late"].title or ""
    assert Words(grants).condition(condition).replace(late, "L") == words


def test_bare_words_name_no_setting(grants: Rubric) -> None:
    """Who reads a verdict needs the bound and not what gives it: of a count, and of bands, too."""
    plain = next(plain for plain, words in COUNTS if "setting" in words)
    say = AmountWords(grants)
    assert say.bare.condition(parts.condition(plain)) == (
        'at least 6 and at most 7 of "Team" and "Plan" are at least fair'
    )
    bands = parts.amount(
        {"points": "duration", "bands": [{"less_than": {"setting": "short"}, "give": "1"}]}
    )
    assert say.amount(bands) == 'points by "Duration": 1 for less than 6 months (setting "short")'
    assert say.bare.amount(bands) == 'points by "Duration": 1 for less than 6 months'


def test_a_count_is_a_list_with_its_number_above(grants: Rubric) -> None:
    """What is counted stands one step further in, and what is denied another."""
    doubt = grants.findings["in_doubt"]
    say = Words(grants)
    lines = [*say.condition_lines(doubt.when), *say.exception_lines(doubt.unless)]
    assert outline(lines)[:2] == ["at least 2 of:", '  "Audit" is no']
    denied = Not.model_construct(part=doubt.when)
    assert outline(say.condition_lines(denied))[:3] == [
        "not:",
        "  at least 2 of:",
        '    "Audit" is no',
    ]


AMOUNTS: list[tuple[Plain, str, int]] = [
    ({"worth": "plan", "not_applicable": "1"}, '"Plan" (1 where it does not apply)', 1),
    ({"highest": ["team", "treasurer"]}, 'the highest of "Team" and "Treasurer"', 1),
    (
        {"points": "staff", "bands": [{"less_than": "3", "give": "0"}]},
        'points by "Staff": 0 for less than 3 people',
        2,
    ),
    (
        {"count": {"of": ["team", "plan"], "are": "good"}},
        'how many of "Team" and "Plan" are good',
        1,
    ),
    ({"count": [{"audit": "yes"}]}, 'how many of these hold: "Audit" is yes', 2),
    ({"amount": "2", "when": {"audit": "yes"}}, '2 if "Audit" is yes, otherwise 0', 1),
    (
        {
            "amount": {"minus": {"mean": ["team", {"minus": "treasurer"}]}},
            "when": {"audit": "yes"},
            "unless": [{"when": "late", "from": "p1", "basis": "stated"}],
        },
        'less (the mean of "Team" and less "Treasurer") if "Audit" is yes, unless "The last report '
        'came late" holds, otherwise 0',
        9,
    ),
    (
        {"clamp": {"sum": ["team", "treasurer"]}, "at_least": "0", "at_most": {"setting": "short"}},
        '(the sum of "Team" and "Treasurer"), kept between 0 and 6 (setting "short")',
        1,
    ),
    (
        {"round": "budget", "to": "1", "half": "up"},
        '"Budget", rounded to the nearest whole number (halfway: up)',
        1,
    ),
    (
        {"share": "team", "out_of": "treasurer", "if_none": "1/2"},
        '"Team" out of "Treasurer", 1/2 where there is nothing to divide by',
        5,
    ),
]


@pytest.mark.parametrize(("plain", "words", "lines"), AMOUNTS)
def test_every_amount_is_a_phrase_and_a_list(
    grants: Rubric, plain: Plain, words: str, lines: int
) -> None:
    """One line where it is short; else what it is made of stands below it."""
    amount = parts.amount(plain)
    assert AmountWords(grants).amount(amount) == words
    listed = outline(AmountWords(grants).amount_lines(amount))
    assert len(listed) == lines
    assert lines > 1 or listed == [words]


def test_promises_are_sentences(rubric: Rubric, festival: Rubric) -> None:
    """Every form of promise says what is true for every candidate."""
    said = {id: Words(rubric).promise(p) for id, p in rubric.promises.items()}
    assert said["labor_policy_changes_nothing"] == (
        'No answer to "Strong labor policy" changes "What kind of campaign it is" or '
        '"What follows for the endorsement".'
    )
    assert said["committee_is_important"] == (
        'The answer to "Sio commitment" can change "What follows for the endorsement".'
    )
    assert said["commitment_never_hurts"] == (
        'More of "Sio commitment" never makes "What follows for the endorsement" worse.'
    )
    assert said["more_of_a_red_line_never_helps"] == (
        'More of any of "Red lines that the chapter has adopted" ("Red lines") never makes '
        '"What kind of campaign it is" or "What follows for the endorsement" better.'
    )
    assert said["committee_is_not_definitive"] == (
        '"Sio commitment" alone never moves "What follows for the endorsement" between '
        '"do not endorse" and "endorse".'
    )
    assert said["neither_always_declined"] == (
        'Whenever "What kind of campaign it is" is "neither track", always '
        '"What follows for the endorsement" is "do not endorse".'
    )
    habits = Words(festival).promise(festival.promises["habits_change_nothing"])
    assert "(none yet)" in habits
    assert outline(Words(festival).promise_lines(festival.promises["debts_go_to_the_bar"])) == [
        "whenever:",
        '  "Paid bar" is no',
        "always:",
        '  "Stage" is "the bar"',
    ]
