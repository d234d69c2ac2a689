"""Numbers are exact or refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.plain_values import number_words, read_number, show_number

REFUSED = [
    "", " ", "-", "1e3", "1E3", "1e-3", "0x1F", "0b1", "0o7", "1_000", "1,000", "1 000", "٣", "³",
    ".5", "5.", "+1", "--1", "1.5.2", " 1", "1 ", "1\n", "nan", "inf", "-inf", "Infinity", "1/0",
    "-1/0", "1/-2", "1/2/3", "1/ 2", "1.5/2", "1/2.5", "½", "1%", "yes", "0.1234567890",
    "1" * 13, "1" * 31, "0." + "1" * 31, "1/" + "1" * 13, "－1", "1:30",
]  # fmt: skip
"""What Python, YAML or a person's habit might take for a number."""


@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_other_spellings_are_refused(text: str) -> None:
    """Only whole numbers, decimals and n/d are numbers; nothing else is guessed at."""
    assert read_number(text) is None


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_decimals_are_read_exactly(whole: int, part: int, digits: int) -> None:
    """A decimal is the fraction it writes, never a float near it."""
    written = f"{part:09d}"[:digits]
    sign = -1 if whole < 0 else 1
    expected = whole + sign * Fraction(int(written), 10**digits)
    assert read_number(f"{whole}.{written}") == expected
    assert read_number(str(whole)) == whole


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(1, 10**12 - 1))
def test_ratios_are_read_exactly(over: int, under: int) -> None:
    """n/d is the exact fraction."""
    assert read_number(f"{over}/{under}") == Fraction(over, under)


@given(st.fractions(min_value=-999, max_value=999, max_denominator=10**6))
def test_what_is_shown_reads_back(value: Fraction) -> None:
    """What a record prints is read again as the same number."""
    assert read_number(show_number(value)) == value


@given(st.text(max_size=8))
def test_no_text_makes_reading_fail(text: str) -> None:
    """Any text is a number or none; reading never raises."""
    number = read_number(text)
    assert number is None or number == Fraction(text)


def test_tenths_add_up() -> None:
    """0.1 and 0.2 are 0.3."""
    tenth, fifth = read_number("0.1"), read_number("0.2")
    assert tenth is not None
    assert fifth is not None
    assert tenth + fifth == read_number("0.3")


WRITTEN = [
    ("23/5", "4.6"), ("-1/2", "-0.5"), ("1/10", "0.1"), ("7", "7"), ("1/3", "1/3"),
    ("-100", "-100"), ("1/1024", "1/1024"), ("0", "0"), ("999999999999.000000001",) * 2,
]  # fmt: skip


@pytest.mark.parametrize(("value", "words"), WRITTEN)
def test_people_read_a_decimal_where_it_is_exact(value: str, words: str) -> None:
    """A message writes a number as rubrics do; what no decimal gives exactly stays a fraction."""
    assert number_words(Fraction(value)) == words


@given(st.fractions(-(10**12) + 1, 10**12 - 1, max_denominator=10**6))
def test_the_number_that_people_read_is_the_same_number(value: Fraction) -> None:
    """Words lose nothing: written into a rubric they are the number again."""
    assert Fraction(number_words(value)) == value
