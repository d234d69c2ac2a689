"""Which totals can be reached, against listing them all."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine import sums as module
from endorse_cli.engine.sums import Group, Sums

numbers = st.one_of(st.integers(-9, 9), st.integers(-900_000, 900_000), st.integers(0, 9))
groups = st.lists(
    st.sets(numbers, min_size=1, max_size=4).map(lambda found: tuple(sorted(found))), max_size=7
)


@given(groups, st.data())
def test_what_is_reached_is_what_some_choice_adds_up_to(
    found: list[Group], data: st.DataObject
) -> None:
    """Exactly so for every stretch, also right beside a total and between two of them."""
    totals = sorted({sum(choice) for choice in product(*found)})
    near = st.sampled_from(totals).flatmap(lambda t: st.integers(t - 2, t + 2))
    low, high = data.draw(near), data.draw(near)
    assert Sums(found).reached(low, high) is any(low <= total < high for total in totals)


@given(groups, st.data())
def test_few_totals_are_tried_before_many(found: list[Group], data: st.DataObject) -> None:
    """What a few do not tell the many do, and each is told exactly."""
    totals = sorted({sum(choice) for choice in product(*found)})
    near = st.sampled_from(totals).flatmap(lambda t: st.integers(t - 2, t + 2))
    low, high = data.draw(near), data.draw(near)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "WIDEST", 0)
        patched.setattr(module, "MOST", (2, 8, 1 << 16))
        assert Sums(found).reached(low, high) is any(low <= total < high for total in totals)


@given(groups)
def test_totals_lie_no_further_apart_than_the_gap(found: list[Group]) -> None:
    """And the ends are the least and the greatest of them."""
    totals = sorted({sum(choice) for choice in product(*found)})
    assert (Sums(found).low, Sums(found).high) == (totals[0], totals[-1])
    widest = max((b - a for a, b in pairwise(totals)), default=0)
    assert widest <= Sums(found).gap


@given(groups.filter(bool), st.data())
def test_what_is_left_without_a_group_is_what_the_others_add_up_to(
    found: list[Group], data: st.DataObject
) -> None:
    """Ends, gap and what is reached are those of a list that never had it."""
    place = data.draw(st.integers(0, len(found) - 1))
    rest, others = Sums(found).without(place), Sums([*found[:place], *found[place + 1 :]])
    assert (rest.low, rest.high, rest.gap) == (others.low, others.high, others.gap)
    low = data.draw(st.integers(others.low - 2, others.high + 2))
    assert rest.reached(low, low + 2) is others.reached(low, low + 2)
    if others.groups:
        assert rest.without(0).gap == Sums(others.groups[1:]).gap


def test_narrow_stretches_among_many_wide_numbers_are_told_or_left_open() -> None:
    """Where some choice is found it is said; where nobody can tell, nothing is said."""
    wide = [tuple(level * (100_003 + 7919 * i) for level in range(5)) for i in range(40)]
    assert Sums(wide).reached(0, 1) is True
    least, most = Sums(wide).low, Sums(wide).high
    middle = (least + most) // 2
    assert Sums(wide).reached(middle, middle + 400_000) is True
    assert Sums(wide).reached(middle, middle + 50) in (True, None)
    even = [tuple(2 * number for number in group) for group in wide]
    assert Sums(even).reached(2 * middle + 1, 2 * middle + 2) is False
