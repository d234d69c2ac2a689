"""One total divided by another, against every combination of answers."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine import ratios
from endorse_cli.engine.diagram import Manager
from endorse_cli.engine.logic import reached_by
from endorse_cli.engine.quantities import Ratio
from endorse_cli.engine.ratios import Divided, divided_of, met_of
from endorse_cli.engine.totals import Total, add

F = Fraction
CUTS = [(F(0), False), (F(1, 2), True), (F(2), False)]

Ways = list[list[tuple[int, int]]]
"""For each answer what each of its values adds, to the part and to the whole."""


def ways(least: int) -> st.SearchStrategy[Ways]:
    """A few answers of two or three values; `least` is the least that one adds to the whole."""
    pair = st.tuples(st.integers(-3, 4), st.integers(least, 3))
    return st.lists(st.lists(pair, min_size=2, max_size=3), min_size=1, max_size=4)


EVERY = st.sampled_from([0, -2]).flatmap(ways)
IF_NONE = F(1)


def divided(answers: Ways, start: tuple[int, int]) -> tuple[Manager, Ratio]:
    """A part and a whole over the same answers."""
    manager = Manager([len(values) for values in answers])
    part, whole = (
        add(
            manager,
            [
                Total(F(start[side])),
                *(
                    Total(
                        F(0),
                        (manager.node(at, tuple(manager.terminal(F(way[side])) for way in each)),),
                    )
                    for at, each in enumerate(answers)
                ),
            ],
        )
        for side in (0, 1)
    )
    return manager, Ratio(part, whole, IF_NONE)


def quotient(answers: Ways, start: tuple[int, int], profile: tuple[int, ...]) -> Fraction:
    """What one combination of answers comes to."""
    chosen = [each[value] for each, value in zip(answers, profile, strict=True)]
    part, whole = (start[side] + sum(way[side] for way in chosen) for side in (0, 1))
    return F(part, whole) if whole else IF_NONE


def profiles(answers: Ways) -> list[tuple[int, ...]]:
    """Every combination."""
    return list(product(*(range(len(each)) for each in answers)))


@given(EVERY, st.tuples(st.integers(-2, 2), st.integers(0, 2)))
def test_the_least_and_the_greatest_are_met_and_what_lies_between_is(
    answers: Ways, start: tuple[int, int]
) -> None:
    """No quotient lies outside, and each that is named is that of somebody."""
    manager, ratio = divided(answers, start)
    masks = [(1 << len(each)) - 1 for each in answers]
    every = {quotient(answers, start, profile) for profile in profiles(answers)}
    met = met_of(manager, ratio, masks, CUTS)
    assert (min(met), max(met)) == (min(every), max(every))
    assert every.issuperset(met)


def both_sides(answers: Ways, start: tuple[int, int]) -> set[tuple[int, int]]:
    """The cuts reached with the first and with the last value of the first answer."""
    places = {p: reached_by(quotient(answers, start, p), CUTS) for p in profiles(answers)}
    last = len(answers[0]) - 1
    return {(places[p], places[last, *p[1:]]) for p in places if p[0] == 0}


def told(answers: Ways, start: tuple[int, int]) -> set[tuple[int, int]] | None:
    """The same, as it is told."""
    manager, ratio = divided(answers, start)
    kept = divided_of(manager, ratio)
    assert isinstance(kept, Divided)
    masks = [(1 << len(each)) - 1 for each in answers]
    return kept.sides(masks, 0, {(0, len(answers[0]) - 1)}, CUTS)


@given(EVERY, st.tuples(st.integers(-2, 2), st.integers(0, 2)))
def test_what_two_values_of_an_answer_come_to_is_told_side_by_side(
    answers: Ways, start: tuple[int, int]
) -> None:
    """Exactly, where what the others add can be listed; nothing of an answer that adds nothing."""
    found = told(answers, start)
    assert found == both_sides(answers, start) if found is not None else len({*answers[0]}) == 1


@given(EVERY, st.tuples(st.integers(-2, 2), st.integers(0, 2)))
def test_where_the_others_are_too_many_more_may_be_told_and_never_less(
    answers: Ways, start: tuple[int, int]
) -> None:
    """By the cuts that such a step can cross."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ratios, "_added", lambda _: None)
        found = told(answers, start)
    assert found is None or found >= both_sides(answers, start)
