"""The only place that reads a number: exact, decimal or n/d, never a float, never an exponent."""

import re
from fractions import Fraction

DECIMALS = 9
"""So many digits can stand after the point of a decimal."""

_NUMBER = re.compile(rf"-?\d{{1,12}}(?:\.\d{{1,{DECIMALS}}})?", re.ASCII)
_RATIO = re.compile(r"(-?\d{1,12})/(\d{1,12})", re.ASCII)


def read_number(text: str) -> Fraction | None:
    """The number that a text writes, or None where it writes none.

    At most twelve digits before the point and nine after it, or a ratio of two whole numbers.
    """
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    ratio = _RATIO.fullmatch(text)
    if ratio and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2]))
    return None


def show_number(value: Fraction) -> str:
    """A number as it is printed and recorded: `7/4`, `1`, `-1/2`."""
    return str(value)


def number_words(value: Fraction) -> str:
    """A number as people read it: a decimal where that is exact, `1.75`, else the fraction."""
    for digits in range(DECIMALS + 1):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, part = divmod(abs(scaled.numerator), 10**digits)
            after = f".{part:0{digits}d}" if digits else ""
            return f"{'-' if value < 0 else ''}{whole}{after}"
    return show_number(value)
