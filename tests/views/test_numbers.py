"""Numbers for people: exact where that is short, else rounded, and never onto a threshold."""

from fractions import Fraction

import pytest

from endorse_cli.views.numbers import in_cell, in_text


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
