"""The only place that rounds: exactly, and back from a bound to where rounding reaches it."""

from fractions import Fraction
from math import ceil, floor

from endorse_cli.models.amounts import Half


def rounded(value: Fraction, to: Fraction, half: Half) -> Fraction:
    """The nearest multiple of `to`; of two equally near the larger, the smaller or the even."""
    count = value / to
    below = floor(count)
    rest = count - below
    if rest == Fraction(1, 2):
        upward = half == "up" or (half == "even" and below % 2 == 1)
    else:
        upward = rest > Fraction(1, 2)
    return (below + upward) * to


def reaching(bound: Fraction, to: Fraction, half: Half, *, strict: bool) -> tuple[Fraction, bool]:
    """From where on a value rounds to the bound or more, and whether only beyond that place.

    With `strict`, to more than the bound.
    """
    count = floor(bound / to) + 1 if strict else ceil(bound / to)
    included = half == "up" or (half == "even" and count % 2 == 0)
    return (count - Fraction(1, 2)) * to, not included
