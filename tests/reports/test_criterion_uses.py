"""Where a rubric uses a criterion."""

from fractions import Fraction

from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.criterion_uses import uses_of, worths_of
from endorse_cli.reports.wording import words_of_test


def test_tests_in_the_same_words_are_one(rubric: Rubric) -> None:
    """A criterion that several conditions ask the same of has that test once."""
    words = {
        id: [words_of_test(rubric, id, use.test) for use in uses]
        for id, uses in uses_of(rubric).items()
    }
    assert words["dsa_member"] == ["yes"]
    assert words["openly_socialist"] == ["yes"]
    assert words["office_kind"] == ["executive or legislative", "legislative"]
    assert words["red_lines"] == ["crossed at the time of this campaign"]
    assert "strong_labor_policy" not in words


def test_a_use_has_the_grounds_that_are_its_own(rubric: Rubric) -> None:
    """The citation on the use, and that of the setting that gives its bound."""
    grounds = {
        id: [g.locators for use in uses for g in use.grounds]
        for id, uses in uses_of(rubric).items()
    }
    assert grounds["coalition"] == [("p6.1", "p9.1")]
    assert grounds["mass_reach"] == [("p7.2",)]
    assert grounds["dsa_member"] == []


def test_uses_in_the_same_words_keep_all_their_grounds(festival: Rubric) -> None:
    """Where two conditions ask the same, each with its own citation, none of them is lost."""
    (use,) = uses_of(festival)["wit"]
    assert [grounds.locators for grounds in use.grounds] == [("p9",), ("p2",), ("p14",)]


def test_worth_is_found_in_every_form(rubric: Rubric, festival: Rubric) -> None:
    """By name, by family and by points; through a setting where that gives the number."""
    worths = worths_of(rubric)
    assert [(w.score, [str(n) for n in w.numbers.values()]) for w in worths["class_alignment"]] == [
        ("benefits", ["0", "1", "2", "3"])
    ]
    assert [(w.score, w.numbers["committed"]) for w in worths["sio_commitment"]] == [
        ("balance", Fraction(1))
    ]
    assert "dsa_member" not in worths
    other = worths_of(festival)
    assert other["wit"][0].numbers["much"] == Fraction(3, 2)
    assert other["tongue"][0].numbers["not_applicable"] == 2


def test_every_form_that_names_a_criterion_is_found(grants: Rubric) -> None:
    """Counts, conditions inside scores, exceptions and days; the cells of a table ask nothing."""
    words = {
        id: [words_of_test(grants, id, use.test) for use in uses]
        for id, uses in uses_of(grants).items()
    }
    assert words["duration"] == ["less than 6 months", "at least 12 months"]
    assert words["audit"] == ["yes", "no"]
    assert words["plan"] == ["good", "fair or good", "poor"]
    assert words["founded"][1] == "no earlier than 6 months before the day of assessment"
    assert "grade" not in words


def test_worth_by_bands_is_told_by_region(grants: Rubric) -> None:
    """A number's points stand with the regions that its bands cut; NA counts as it is named."""
    worths = worths_of(grants)
    assert {label: str(n) for label, n in worths["staff"][0].numbers.items()} == {
        "less than 2 people": "0",
        "2 people": "0",
        "at least 3 and less than 10 people": "1",
        "at least 10 people": "2",
    }
    assert worths["plan"][0].numbers["not_applicable"] == 1
