"""Systems of linear inequalities: what is said to be nothing is nothing, what is found holds."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.rubric.linear_systems import Inequality, Limit, TooManyInequalities, solved
from support.profiles import times

NAMES = "abcd"
MOST = 4


@composite
def systems(draw: DrawFn) -> list[Inequality]:
    """A few inequalities of up to four numbers, each from 0 to 4."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    by = st.integers(-3, 3).map(Fraction) | st.just(Fraction(1, 2))
    drawn = draw(
        st.lists(
            st.tuples(
                st.fixed_dictionaries(dict.fromkeys(names, by)), st.integers(-8, 12), st.booleans()
            ),
            max_size=5,
        )
    )
    found = [Inequality.of(each, Fraction(least), is_strict=is_) for each, least, is_ in drawn]
    for name in names:
        found.append(Inequality.of({name: Fraction(1)}, Fraction(0), is_strict=False))
        found.append(Inequality.of({name: Fraction(-1)}, Fraction(-MOST), is_strict=False))
    return found


def holds(one: Inequality, numbers: dict[str, Fraction]) -> bool:
    """Whether some numbers are as an inequality says."""
    comes_to = sum((by * numbers[name] for name, by in one.times), Fraction(0))
    return comes_to > one.least or (comes_to == one.least and not one.is_strict)


def middle(_: str, low: Limit | None, high: Limit | None) -> Fraction | None:
    """What lies in the middle of two ends."""
    assert low is not None
    assert high is not None
    assert low.at < high.at or (low.at == high.at and not low.is_open and not high.is_open)
    return (low.at + high.at) / 2


@times(300)
@given(systems())
def test_what_is_told_of_a_system_is_so(said: list[Inequality]) -> None:
    """Where there are whole numbers it is said that there are some; what is found is as is said."""
    names = sorted({name for one in said for name, _ in one.times})
    every = (
        dict(zip(names, map(Fraction, each), strict=True))
        for each in product(range(MOST + 1), repeat=len(names))
    )
    system = solved(said)
    if any(all(holds(one, numbers) for one in said) for numbers in every):
        assert system.can_be
    if system.can_be:
        found = system.numbers(middle)
        assert found is not None
        assert found.keys() == {*names}
        assert all(holds(one, found) for one in said)


def test_a_number_that_cannot_be_chosen_ends_it() -> None:
    """Nothing is found where no number is picked between the ends that are left."""
    said = [Inequality.of({"a": Fraction(1)}, Fraction(1), is_strict=True)]
    assert solved(said).numbers(lambda *_: None) is None
    assert solved(said).numbers(lambda *_: Fraction(2)) == {"a": 2}


def test_many_numbers_of_one_total_are_told_at_once() -> None:
    """Two hundred numbers, and what they come to: each is eliminated in a few steps."""
    names = [f"c{i}" for i in range(200)]
    total = dict.fromkeys(names, Fraction(1))
    said = [Inequality.of(total, Fraction(199), is_strict=True)]
    for name in names:
        said.append(Inequality.of({name: Fraction(-1)}, Fraction(-1), is_strict=False))
    assert solved(said).can_be
    falls_short = {name: -by for name, by in total.items()}
    said.append(Inequality.of(falls_short, Fraction(-199), is_strict=False))
    assert not solved(said).can_be


def test_what_grows_past_the_bound_is_not_looked_at() -> None:
    """Hundreds of inequalities, each over all numbers, are too many: nothing is said of them."""
    said = [
        Inequality.of(
            {name: Fraction((i * 7 + k * k) % 11 - 5) for k, name in enumerate("abcdefgh")},
            Fraction(-i),
            is_strict=False,
        )
        for i in range(200)
    ]
    with pytest.raises(TooManyInequalities):
        solved(said)
