"""Totals compared with thresholds, against plain sums."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine import totals
from endorse_cli.engine.diagram import NO, YES, Hopeless, Manager, Node
from endorse_cli.engine.profiles import count
from endorse_cli.engine.totals import Total

fractions = st.fractions(min_value=-4, max_value=4, max_denominator=12)
Weights = list[list[Fraction]]
weights = st.lists(st.lists(fractions, min_size=2, max_size=4), min_size=1, max_size=5)
limits = st.fractions(min_value=-9, max_value=9, max_denominator=24)


def term(manager: Manager, level: int, values: list[Fraction]) -> Total:
    """One variable's worth."""
    node = manager.node(level, tuple(manager.terminal(value) for value in values))
    return totals.add(manager, [Total(Fraction(0), (node,))])


def manager_for(terms: Weights) -> Manager:
    """A manager with a variable for every term."""
    return Manager([len(values) for values in terms])


def total_of(manager: Manager, terms: Weights) -> Total:
    """The sum of all terms."""
    return totals.add(manager, [term(manager, i, values) for i, values in enumerate(terms)])


def walk(manager: Manager, node: Node, profile: tuple[int, ...]) -> Node:
    """The terminal for one profile."""
    while manager.kids[node]:
        node = manager.kids[node][profile[manager.level[node]]]
    return node


def profiles(manager: Manager) -> list[tuple[int, ...]]:
    """Every profile."""
    return list(product(*map(range, manager.sizes)))


@given(weights, limits)
def test_comparisons_are_exact(terms: Weights, limit: Fraction) -> None:
    """`at_least` and `more_than` hold exactly where the plain sum says so."""
    manager = manager_for(terms)
    total = total_of(manager, terms)
    reaches = totals.compare(manager, total, limit, strict=False)
    exceeds = totals.compare(manager, total, limit, strict=True)
    for profile in profiles(manager):
        value = sum(terms[i][v] for i, v in enumerate(profile))
        assert walk(manager, reaches, profile) == (YES if value >= limit else NO)
        assert walk(manager, exceeds, profile) == (YES if value > limit else NO)


@given(weights, limits, fractions, fractions)
def test_constants_and_factors_are_exact(
    terms: Weights, limit: Fraction, factor: Fraction, constant: Fraction
) -> None:
    """A scaled total with a constant, a factor of 0 or below 0 included."""
    manager = manager_for(terms)
    scaled = totals.scale(manager, total_of(manager, terms), factor)
    total = totals.add(manager, [scaled, Total(constant)])
    node = totals.compare(manager, total, limit, strict=False)
    for profile in profiles(manager):
        value = constant + factor * sum(terms[i][v] for i, v in enumerate(profile))
        assert walk(manager, node, profile) == (YES if value >= limit else NO)


@given(weights, st.data(), limits)
def test_overlapping_terms_add_up(terms: Weights, data: st.DataObject, limit: Fraction) -> None:
    """A variable named in several terms counts in each; terms stay over disjoint variables."""
    manager = manager_for(terms)
    chosen = data.draw(st.lists(st.integers(0, len(terms) - 1), min_size=1, max_size=6))
    groups = data.draw(st.lists(st.lists(st.sampled_from(chosen), min_size=1), max_size=3))
    parts = [[*chosen], *groups]
    sums = [totals.add(manager, [term(manager, i, terms[i]) for i in part]) for part in parts]
    total = totals.add(manager, sums)
    node = totals.compare(manager, total, limit, strict=False)
    supports = [manager.support(part) for part in total.terms]
    assert sum(map(len, supports)) == len(frozenset().union(*supports))
    for profile in profiles(manager):
        value = sum((terms[i][profile[i]] for part in parts for i in part), Fraction(0))
        assert walk(manager, node, profile) == (YES if value >= limit else NO)


@given(
    st.lists(st.lists(fractions, min_size=2, max_size=4), min_size=2, max_size=4),
    limits,
    st.data(),
)
def test_terms_over_several_variables_add_up(
    terms: Weights, limit: Fraction, data: st.DataObject
) -> None:
    """A term may be a diagram over several variables, and such terms may interleave."""
    manager = manager_for(terms)
    level = st.integers(0, len(terms) - 1)
    pairs = data.draw(st.lists(st.tuples(level, level), min_size=1, max_size=3))
    parts, values = [], []
    for a, b in pairs:
        together = totals.add(manager, [term(manager, a, terms[a]), term(manager, b, terms[b])])
        node = manager.merge(
            tuple(together.terms) or (manager.terminal(Fraction(0)),),
            lambda leaves: max(leaf for leaf in leaves if isinstance(leaf, Fraction)),
        )
        parts.append(totals.add(manager, [Total(together.constant, (node,))]))
        values.append((together, node))
    total = totals.add(manager, parts)
    compared = totals.compare(manager, total, limit, strict=True)
    for profile in profiles(manager):
        value = Fraction(0)
        for together, node in values:
            leaf = manager.leaf[walk(manager, node, profile)]
            assert isinstance(leaf, Fraction)
            value += together.constant + leaf
        assert walk(manager, compared, profile) == (YES if value > limit else NO)


@given(
    st.lists(
        st.lists(st.integers(-4, 4).map(lambda n: Fraction(n, 3)), min_size=2, max_size=4),
        min_size=30,
        max_size=30,
    ),
    limits,
)
def test_thirty_terms_agree_with_dynamic_programming(terms: Weights, limit: Fraction) -> None:
    """The number of profiles that reach a threshold is what counting the sums themselves gives."""
    manager = manager_for(terms)
    node = totals.compare(manager, total_of(manager, terms), limit, strict=False)
    sums: Counter[Fraction] = Counter({Fraction(0): 1})
    for values in terms:
        following: Counter[Fraction] = Counter()
        for value in values:
            for reached, number in sums.items():
                following[reached + value] += number
        sums = following
    reached = sum(number for value, number in sums.items() if value >= limit)
    found = count(manager, node, range(len(terms)))
    assert found.get(True, 0) == reached
    assert sum(found.values()) == sum(sums.values())


def test_equal_comparisons_are_one_node() -> None:
    """Thresholds between the same two sums give the same node: the diagram is canonical."""
    terms = [
        [Fraction(0), Fraction(1, 2)],
        [Fraction(0), Fraction(1, 3)],
        [Fraction(0), Fraction(2)],
    ]
    manager = manager_for(terms)
    total = total_of(manager, terms)
    sums = sorted({sum(values) for values in product(*terms)})
    for low, high in pairwise(sums):
        between = totals.compare(manager, total, (low + high) / 2, strict=False)
        assert between == totals.compare(manager, total, high, strict=False)
        assert between == totals.compare(manager, total, low, strict=True)


def test_three_hundred_terms_with_small_weights() -> None:
    """A sum over 300 variables is compared without deep recursion, and its count is exact."""
    terms = [[Fraction(0), Fraction(1 + i % 2)] for i in range(300)]
    manager = manager_for(terms)
    node = totals.compare(manager, total_of(manager, terms), Fraction(225), strict=False)
    ways = Counter({0: 1})
    for i in range(300):
        ways = Counter(
            {
                value: ways.get(value, 0) + ways.get(value - 1 - i % 2, 0)
                for value in range(max(ways) + 3)
            }
        )
    expected = sum(number for value, number in ways.items() if value >= 225)
    assert count(manager, node, range(300))[True] == expected


def unlike(count: int) -> Weights:
    """Five numbers for each of many terms, no two terms with the same ones."""
    return [[Fraction(value * (37 * place % 101)) for value in range(5)] for place in range(count)]


def test_what_would_be_too_large_is_given_up_before_it_is_built() -> None:
    """A comparison for which there will never be room costs no more than its first nodes."""
    terms = unlike(40)
    manager = manager_for(terms)
    manager.limit = 100_000
    total = total_of(manager, terms)
    before = manager.live
    with pytest.raises(Hopeless):
        totals.compare(manager, total, Fraction(4000), strict=False)
    assert manager.live - before < 2 * totals.EARLY


def test_what_there_is_room_for_is_not_given_up() -> None:
    """A comparison of many terms of which most can only turn out one way is built."""
    terms = unlike(40)
    manager = manager_for(terms)
    manager.limit = 100_000
    total = total_of(manager, terms)
    most = sum(max(values) for values in terms)
    node = totals.compare(manager, total, most - 150, strict=False)
    assert count(manager, node, range(40))[True] > 1


@given(weights, st.lists(limits, min_size=1, max_size=3))
def test_no_more_nodes_are_built_than_were_foreseen(terms: Weights, goals: list[Fraction]) -> None:
    """What is told of comparisons before they are built is at least what they take."""
    manager = manager_for(terms)
    total = total_of(manager, terms)
    before = manager.live
    for goal in goals:
        totals.compare(manager, total, goal, strict=False)
    builder = manager.memo.get(("builder", total.terms))
    assert builder is None or manager.live - before <= builder.foreseen()
