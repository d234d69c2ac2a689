"""Where a rubric uses a criterion."""

from fractions import Fraction

from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.criterion_uses import worths_of


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
