"""The values on either side of a bound, and where a quantity has them."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.quantities import Clamped, Extreme, Rounded, as_diagram, sides
from endorse_cli.engine.totals import Total, add

NUMBERS = st.integers(-4, 4).map(Fraction)
WORTHS = st.lists(st.lists(NUMBERS, min_size=2, max_size=3), min_size=1, max_size=3)
F = Fraction


def total(worths: list[list[Fraction]]) -> tuple[Manager, Total]:
    """A sum with one term for each variable."""
    manager = Manager([len(values) for values in worths])
    terms = [
        Total(F(0), (manager.node(level, tuple(map(manager.terminal, values))),))
        for level, values in enumerate(worths)
    ]
    return manager, add(manager, terms)


def holds(manager: Manager, node: Node, places: tuple[int, ...]) -> bool:
    """Whether a condition holds for one profile."""
    (end,) = reachable(manager, node, [1 << place for place in places])
    return manager.leaf[end] is True


@given(WORTHS, NUMBERS, st.booleans())
def test_the_nearest_values_on_either_side(
    worths: list[list[Fraction]], bound: Fraction, strict: bool
) -> None:
    """The greatest that does not reach the bound, the least that does, each where it is."""
    manager, quantity = total(worths)
    profiles = list(product(*(range(len(values)) for values in worths)))
    sums = {p: sum(v[i] for v, i in zip(worths, p, strict=True)) for p in profiles}
    below = [s for s in sums.values() if (s <= bound if strict else s < bound)]
    above = [s for s in sums.values() if (s > bound if strict else s >= bound)]
    found = sides(manager, quantity, bound, strict=strict)
    wanted = [*([max(below)] if below else []), *([min(above)] if above else [])]
    assert sorted(side.value for side in found) == sorted(wanted)
    for side in found:
        for profile, value in sums.items():
            assert holds(manager, side.node, profile) == (value == side.value)


@pytest.mark.parametrize(("bound", "many"), [(0, 0), (1, 2), (2, 2), (3, 0), (4, 0)])
def test_what_is_clamped_has_sides_between_its_ends_only(bound: int, many: int) -> None:
    """At an end it is on one side whatever the answers are."""
    manager, quantity = total([[F(0), F(1), F(2), F(3)]])
    clamped = Clamped(quantity, F(0), F(3))
    assert len(sides(manager, clamped, F(bound), strict=False)) == many


def test_what_is_rounded_has_the_sides_of_what_it_is_rounded_from() -> None:
    """From a half on it reaches the next; of the lowest of several nothing is told."""
    manager, quantity = total([[F(0), F(1, 4), F(1, 2), F(1)]])
    up = sides(manager, Rounded(quantity, F(1), "up"), F(1), strict=False)
    assert sorted(side.value for side in up) == [F(1, 4), F(1, 2)]
    down = sides(manager, Rounded(quantity, F(1), "down"), F(1), strict=False)
    assert sorted(side.value for side in down) == [F(1, 2), F(1)]
    assert sides(manager, Extreme((quantity,), True), F(1), strict=False) == []


def test_the_highest_of_many_takes_no_more_nodes_than_it_has_values() -> None:
    """Each is held against the highest of those before: forty ratings, as one level of each."""
    manager = Manager([5] * 40)
    ratings = [
        Total(F(0), (manager.node(level, tuple(manager.terminal(F(n)) for n in range(5))),))
        for level in range(40)
    ]
    before = manager.live
    as_diagram(manager, Extreme(tuple(ratings), lowest=False))
    assert manager.live - before < 40 * 40 * 5
