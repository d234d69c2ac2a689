"""The only place for what is said of the half known: yes, no or open; a number or a range."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

Held = Literal["yes", "no", "open"]

OPPOSITE: Mapping[Held, Held] = {"yes": "no", "no": "yes", "open": "open"}


class Reach(NamedTuple):
    """The least and the greatest number that something can be."""

    low: Fraction
    high: Fraction


def every(found: Sequence[Held]) -> Held:
    """Whether all hold; of none, yes."""
    if "no" in found:
        return "no"
    return "open" if "open" in found else "yes"


def some(found: Sequence[Held]) -> Held:
    """Whether at least one holds; of none, no."""
    return OPPOSITE[every([OPPOSITE[held] for held in found])]


def counted(found: Sequence[Held]) -> Reach:
    """How many hold, at the least and at the most."""
    sure = found.count("yes")
    return Reach(Fraction(sure), Fraction(sure + found.count("open")))


def between(number: Reach, least: Fraction | None, most: Fraction | None) -> Held:
    """Whether a number lies between two bounds, both included."""
    if (least is None or number.low >= least) and (most is None or number.high <= most):
        return "yes"
    beyond = (least is not None and number.high < least) or (most is not None and number.low > most)
    return "no" if beyond else "open"
