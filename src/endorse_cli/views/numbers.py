"""Numbers for people: exact where that is short, else with two decimals."""

from collections.abc import Collection
from fractions import Fraction

FAMILIAR = 4
"""Up to quarters a fraction is read at a glance, `7/4`,"""

SMALL = 100
"""and below so much: 949.5 instead of 1,899/2."""


def in_cell(value: Fraction, beside: Collection[Fraction] = ()) -> str:
    """A number where there is little room: at most two decimals, `0.67`, thousands with commas.

    The fraction alone where what is rounded would be one of the numbers that it is held against.
    """
    rounded = Fraction(round(value * 100), 100)
    if rounded != value and (rounded in beside or not rounded):
        return _signed(value, _ratio(abs(value)))
    whole, part = divmod(abs(rounded.numerator) * (100 // rounded.denominator), 100)
    digits = f"{part:02d}".rstrip("0")
    return _signed(value, f"{whole:,}.{digits}" if digits else f"{whole:,}")


def in_text(value: Fraction, beside: Collection[Fraction] = ()) -> str:
    """A number in a sentence: as it is up to quarters, `7/4`, else also rounded: `5/12 (0.42)`."""
    exact = _signed(value, _ratio(abs(value)))
    if value.denominator <= FAMILIAR and abs(value) < SMALL:
        return exact
    rounded = in_cell(value, beside)
    if (value * 100).denominator == 1:
        return rounded
    return exact if rounded == exact else f"{exact} ({rounded})"


def _ratio(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{value.numerator:,}/{value.denominator:,}"


def _signed(value: Fraction, text: str) -> str:
    return f"−{text}" if value < 0 else text
