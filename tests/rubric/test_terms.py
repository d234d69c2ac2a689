"""Rounding, and bounds taken back through it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.model import replace
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.rubric_reader import read_rubric
from endorse_cli.rubric.terms import once_for, reaching, rounded, score_values
from support.base import base
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


def test_what_rests_on_some_sections_is_worked_out_once_for_all_that_share_them() -> None:
    """A rubric with another decision has the same scores; one with a line less is another."""
    asked: list[Rubric] = []

    @once_for("scores", "criteria")
    def noted(rubric: Rubric) -> int:
        asked.append(rubric)
        return len(asked)

    whole = read_rubric(base())[0]
    assert [noted(whole), noted(replace(whole, decisions={})), noted(whole)] == [1, 1, 1]
    less = replace(whole, scores={id: s for id, s in whole.scores.items() if id != "total"})
    assert [noted(less), noted(whole), noted(less)] == [2, 1, 2]
    # An equal rubric is another: what is worked out may hold on to its parts.
    assert noted(read_rubric(base())[0]) == 3


def test_a_score_inside_others_is_worked_out_once() -> None:
    """However many scores name it, and whichever is asked for first."""
    plain = base()
    grounds = {"from": "p1", "basis": "stated"}
    plain["scores"] = {
        "whole": {"value": {"sum": ["half", {"times": ["2", "half"]}]}, **grounds},
        "half": {"value": {"times": ["1/2", "late"]}, **grounds},
    }
    values = score_values(read_rubric(plain)[0], {"late": Fraction(3)})
    assert (values["whole"], values["half"]) == (Fraction(9, 2), Fraction(3, 2))
    assert set(values) == {"late", "half", "whole"}
