"""Several totals of common answers: what they can be together, against brute force."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine.joint import Bound, Gains, together
from support.profiles import times


@composite
def bounded(draw: DrawFn) -> tuple[list[Gains], list[Bound]]:
    """A few answers, what each value adds to two or three totals, and bounds of these."""
    totals = draw(st.integers(2, 3))
    gains = st.lists(st.tuples(*[st.integers(-5, 9)] * totals), min_size=1, max_size=4)
    bound = st.builds(
        Bound, st.integers(0, totals - 1), st.sampled_from([1, -1]), st.integers(-15, 25)
    )
    return (
        draw(st.lists(gains, min_size=1, max_size=5)),
        draw(st.lists(bound, min_size=0, max_size=4)),
    )


def within(answers: list[Gains], bounds: list[Bound]) -> bool:
    """Whether some answers bring the totals within all bounds."""
    return any(
        all(bound.sign * sum(g[bound.total] for g in given) >= bound.least for bound in bounds)
        for given in product(*answers)
    )


@times(200)
@given(bounded())
def test_what_is_told_is_so(case: tuple[list[Gains], list[Bound]]) -> None:
    """What is shown can be, what is refuted cannot; where neither, nothing is told."""
    answers, bounds = case
    assert together(answers, bounds) in (within(answers, bounds), None)


@pytest.mark.parametrize("count", [5, 300])
def test_two_totals_that_run_alike_are_told_apart(count: int) -> None:
    """What is never less than another total cannot stay below it, however many the answers."""
    pairs = [(7 + i % 5, 7 + i % 5 + i % 3) for i in range(count)]
    answers = [[(one * value, other * value) for value in range(5)] for one, other in pairs]
    half = sum(one for one, _ in pairs) * 2
    at_least, at_most = Bound(0, 1, half), Bound(1, -1, -half)
    assert together(answers, [at_least, at_most._replace(least=1 - half)]) is False
    assert together(answers, [at_least, at_most._replace(least=-2 * half)]) is True


def test_what_whole_answers_alone_rule_out_is_not_told() -> None:
    """Halves of answers would be within both bounds, no answers are: neither is said."""
    pairs = [(8, 2), (7, 2), (6, 6), (7, 10)]
    answers = [[(one * value, other * value) for value in range(3)] for one, other in pairs]
    bounds = [Bound(0, 1, 39), Bound(1, -1, -17)]
    assert not within(answers, bounds)
    assert together(answers, bounds) is None
