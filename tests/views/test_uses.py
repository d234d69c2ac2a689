"""Where a rubric tests a criterion, and on what each test rests."""

from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.wording import words_of_test
from endorse_cli.views import uses as places


def words_in(rubric: Rubric) -> dict[str, list[str]]:
    """The tests of each criterion in words, those in the same words once."""
    return {
        id: list(dict.fromkeys(words_of_test(rubric, id, use.test) for use in uses))
        for id, uses in places.tests_of(rubric).items()
    }


def test_tests_in_the_same_words_are_one(rubric: Rubric) -> None:
    """A criterion that several conditions ask the same of has that test once."""
    words = words_in(rubric)
    assert words["dsa_member"] == ["yes"]
    assert words["openly_socialist"] == ["yes"]
    assert words["office_kind"] == ["executive or legislative", "legislative"]
    assert words["red_lines"] == ["crossed at the time of this campaign"]
    assert "strong_labor_policy" not in words


def test_a_use_has_the_grounds_that_are_its_own(rubric: Rubric) -> None:
    """The citation on the use, and that of the setting that gives its bound."""
    grounds = {
        id: [g.locators for use in uses for g in use.grounds]
        for id, uses in places.tests_of(rubric).items()
    }
    assert grounds["coalition"] == [("p6.1", "p9.1")]
    assert grounds["mass_reach"] == [("p7.2",)]
    assert grounds["dsa_member"] == []


def test_uses_in_the_same_words_keep_all_their_grounds(festival: Rubric) -> None:
    """Where two conditions ask the same, each with its own citation, none of them is lost."""
    uses = places.tests_of(festival)["wit"]
    assert [grounds.locators for use in uses for grounds in use.grounds] == [
        ("p9",),
        ("p2",),
        ("p14",),
    ]


def test_every_form_that_names_a_criterion_is_found(grants: Rubric) -> None:
    """Counts, conditions inside scores, exceptions and days; the cells of a table ask nothing."""
    words = words_in(grants)
    assert words["duration"] == ["less than 6 months", "at least 12 months"]
    assert words["audit"] == ["yes", "no"]
    assert words["plan"] == ["good", "fair or good", "poor"]
    assert words["founded"][1] == "no earlier than 6 months before the day of assessment"
    assert "grade" not in words
