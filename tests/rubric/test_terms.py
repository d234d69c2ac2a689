"""Rounding, and bounds taken back through it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.rubric.terms import reaching, rounded
from support.oracle import nearest

VALUES = st.fractions(min_value=-9, max_value=9, max_denominator=12)
HALVES = st.sampled_from(["up", "down", "even"])


@given(VALUES, st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 4), Fraction(2, 3)]), HALVES)
def test_rounding_is_to_the_nearest(value: Fraction, to: Fraction, half: str) -> None:
    """By distance to the multiple on either side, halves as said."""
    assert rounded(value, to, half) == nearest(value, to, half)  # type: ignore[arg-type]


@given(VALUES, VALUES, st.sampled_from([Fraction(1), Fraction(1, 4), Fraction(2, 3)]), HALVES)
def test_a_bound_is_taken_back_through_rounding(
    value: Fraction, bound: Fraction, to: Fraction, half: str
) -> None:
    """A rounded number reaches a bound exactly where the number reaches the place given."""
    for strict in (False, True):
        at, beyond = reaching(bound, to, half, strict=strict)  # type: ignore[arg-type]
        came = nearest(value, to, half)
        assert (came > bound if strict else came >= bound) == (
            value > at if beyond else value >= at
        )
