"""The words of a test, and of values."""

import pytest

from endorse_cli.engine.domain import rubric_variables
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.views.condition_words import Words
from support.parts import test_of

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
    ("charm", {"at_least": "3/2"}, "at least 3/2", "less than 3/2"),
    ("stage", "bar_room", "the bar", "not the bar"),
]


@pytest.mark.parametrize(("id", "plain", "holds", "fails"), CASES)
def test_a_test_in_words(
    festival: Rubric, id: str, plain: Plain, holds: str, fails: str | None
) -> None:
    """What is asked of an answer reads like English, and so does its failing."""
    test = test_of(plain)
    assert Words(festival).test(id, test) == holds
    assert Words(festival).failed(id, test) == (fails or f"not {holds}")


def test_formal_words_name_the_setting_and_quote(festival: Rubric) -> None:
    """In a condition a name of several words is quoted and a bound says which setting gives it."""
    assert Words(festival).predicate("wit", test_of({"at_least": WIT})) == (
        'is at least some (setting "wit needed")'
    )
    bar = test_of("bar_room")
    assert Words(festival).predicate("stage", bar) == 'is "the bar"'
    assert Words(festival).predicate("stage", bar, holds=False) == 'is not "the bar"'
    band = test_of({"includes": ["band"]})
    assert Words(festival).predicate("friends", band) == 'includes "a whole band"'


@pytest.mark.parametrize(
    ("variable", "values", "words"),
    [
        ("wit", ["some", "much"], "some or much"),
        ("wit", ["none", "some"], "none or some"),
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
    """A few values are named one by one; of many levels it is said how they go on."""
    assert Words(festival).values(variable, values) == words


def test_many_levels_are_said_by_the_last_of_them(rubric: Rubric) -> None:
    """Of many levels that reach to an end, one and the way that they go on."""
    named = [
        ("some", "clear", "defining"),
        ("none", "some", "clear"),
        ("none", "clear", "defining"),
    ]
    assert [Words(rubric).values("mass_reach", names) for names in named] == [
        "some or higher",
        "clear or lower",
        "none, clear or defining",
    ]


MEASURED = [
    ("duration", {"at_least": "12"}, "is at least 12 months", "is less than 12 months"),
    (
        "duration",
        {"less_than": {"setting": "short"}},
        'is less than 6 months (setting "short")',
        'is at least 6 months (setting "short")',
    ),
    (
        "staff",
        {"at_least": "3", "less_than": "10"},
        "is at least 3 and less than 10 people",
        "is less than 3 or at least 10 people",
    ),
    (
        "founded",
        {"no_earlier_than": {"months": "6", "before": "as_of"}},
        "is no earlier than 6 months before the day of assessment",
        "is earlier than 6 months before the day of assessment",
    ),
    (
        "founded",
        {"no_later_than": {"days": "1", "after": "election"}},
        "is no later than 1 day after the election",
        "is later than 1 day after the election",
    ),
    (
        "founded",
        {"no_earlier_than": "2026-01-01", "no_later_than": "election"},
        "is no earlier than 2026-01-01 and no later than the election",
        "is earlier than 2026-01-01 or later than the election",
    ),
    (
        "reported",
        {"no_earlier_than": "2026-04-01"},
        "is no earlier than 2026-04-01",
        "is earlier than 2026-04-01, or does not apply",
    ),
]


@pytest.mark.parametrize(("id", "plain", "holds", "fails"), MEASURED)
def test_a_number_has_its_unit_and_a_day_its_anchor(
    grants: Rubric, id: str, plain: Plain, holds: str, fails: str
) -> None:
    """Bounds of numbers and days, and their exact opposite: what does not apply fails too."""
    test = test_of(plain)
    assert Words(grants).predicate(id, test) == holds
    assert Words(grants).predicate(id, test, holds=False) == fails


@pytest.mark.parametrize(
    ("variable", "places", "words"),
    [
        ("staff", [0], "less than 2 people"),
        ("staff", [0, 1], "less than 3 people"),
        ("staff", [2, 3], "at least 3 people"),
        ("staff", [1, 2], "at least 2 and less than 10 people"),
        ("staff", [0, 3], "less than 2 people or at least 10 people"),
        ("staff", [0, 1, 2, 3], "any number of people"),
        ("meetings", [1, 2, 4], "at least 1 and at most 2 meetings or 4 meetings"),
        ("founded", [1, 2], "after 120 months before the day of assessment"),
        ("reported", [0, 1], "any day"),
        ("reported", [1, 2], 'from 2026-04-01 on or "does not apply"'),
    ],
)
def test_regions_that_touch_are_one(
    grants: Rubric, variable: str, places: list[int], words: str
) -> None:
    """Stretches of a number or of days without a gap between them have one name."""
    values = next(v.values for v in rubric_variables(grants) if v.id == variable)
    assert Words(grants).values(variable, [values[place] for place in places]) == words


def test_a_setting_has_the_unit_of_what_it_is_compared_with(grants: Rubric) -> None:
    """A number of months is one; what a score is compared with has no unit."""
    assert Words(grants).setting(grants.settings["short"]) == "6 months"
    assert Words(grants).setting(grants.settings["enough_points"]) == "4"
