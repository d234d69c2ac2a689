"""Which totals can be reached, against listing them all."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine import sums

numbers = st.one_of(st.integers(-9, 9), st.integers(-900_000, 900_000), st.integers(0, 9))
groups = st.lists(
    st.sets(numbers, min_size=1, max_size=4).map(lambda found: tuple(sorted(found))), max_size=7
)


@given(groups, st.data())
def test_what_is_reached_is_what_some_choice_adds_up_to(
    found: list[sums.Group], data: st.DataObject
) -> None:
    """Exactly so for every stretch, also right beside a total and between two of them."""
    totals = sorted({sum(choice) for choice in product(*found)})
    near = st.sampled_from(totals).flatmap(lambda t: st.integers(t - 2, t + 2))
    low, high = data.draw(near), data.draw(near)
    assert sums.reached(found, low, high) is any(low <= total < high for total in totals)


@given(groups)
def test_totals_lie_no_further_apart_than_the_gap(found: list[sums.Group]) -> None:
    """And the ends are the least and the greatest of them."""
    totals = sorted({sum(choice) for choice in product(*found)})
    assert sums.ends(found) == (totals[0], totals[-1])
    widest = max((b - a for a, b in pairwise(totals)), default=0)
    assert widest <= sums.gap(found)


def test_narrow_stretches_among_many_wide_numbers_are_told_or_left_open() -> None:
    """Where some choice is found it is said; where nobody can tell, nothing is said."""
    wide = [tuple(level * (100_003 + 7919 * i) for level in range(5)) for i in range(40)]
    assert sums.reached(wide, 0, 1) is True
    least, most = sums.ends(wide)
    middle = (least + most) // 2
    assert sums.reached(wide, middle, middle + 400_000) is True
    assert sums.reached(wide, middle, middle + 50) in (True, None)
    even = [tuple(2 * number for number in group) for group in wide]
    assert sums.reached(even, 2 * middle + 1, 2 * middle + 2) is False
