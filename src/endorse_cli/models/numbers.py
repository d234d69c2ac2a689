"""The only place that reads a number: exact, decimal or n/d, never a float, never an exponent."""

import re
from fractions import Fraction

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?", re.ASCII)
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
