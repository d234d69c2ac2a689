"""The diagrams themselves: reduced, shared, and bounded by a budget."""

from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.diagram import NO, YES, Manager, Node, TooManyNodes
from support.world import World, worlds

SIZES = (2, 3, 2, 4)
tables = st.lists(st.booleans(), min_size=48, max_size=48)


def from_table(manager: Manager, table: list[bool]) -> Node:
    """The diagram of a truth table, built from the last variable up."""
    row = [YES if value else NO for value in table]
    for level in reversed(range(len(SIZES))):
        size = SIZES[level]
        row = [manager.node(level, tuple(row[i : i + size])) for i in range(0, len(row), size)]
    return row[0]


def to_table(manager: Manager, root: Node) -> list[bool]:
    """The truth table of a diagram."""
    table = []
    for profile in product(*map(range, SIZES)):
        node = root
        while manager.kids[node]:
            node = manager.kids[node][profile[manager.level[node]]]
        table.append(manager.leaf[node] is True)
    return table


@given(tables, tables, tables)
def test_operations_are_those_of_truth_tables(
    first: list[bool], second: list[bool], third: list[bool]
) -> None:
    """What is made of diagrams is what is made of their tables, and is the shared node."""
    manager = Manager(SIZES)
    a, b, c = (from_table(manager, table) for table in (first, second, third))
    rows = list(zip(first, second, third, strict=True))
    expected = {
        manager.both(a, b): [x and y for x, y, _ in rows],
        manager.either(a, b): [x or y for x, y, _ in rows],
        manager.negate(a): [not x for x, _, _ in rows],
        manager.choose(a, b, c): [y if x else z for x, y, z in rows],
        manager.differing(a, b): [x != y for x, y, _ in rows],
    }
    for node, table in expected.items():
        assert to_table(manager, node) == table
        assert node == from_table(manager, table)


@given(tables, tables)
def test_unlike_ends_are_those_of_unlike_rows(first: list[bool], second: list[bool]) -> None:
    """Two truth values are ends side by side exactly where some row of the tables has both."""
    manager = Manager(SIZES)
    ends = manager.unlike_ends(from_table(manager, first), from_table(manager, second))
    rows = {(a, b) for a, b in zip(first, second, strict=True) if a != b}
    assert {(manager.leaf[one], manager.leaf[other]) for one, other in ends} == rows


@given(tables)
def test_support_is_what_the_function_depends_on(table: list[bool]) -> None:
    """A variable is in the support exactly where two of its values make a difference."""
    manager = Manager(SIZES)
    root = from_table(manager, table)
    profiles = list(product(*map(range, SIZES)))
    value = dict(zip(profiles, table, strict=True))
    depends = {
        level
        for level, size in enumerate(SIZES)
        if any(
            value[p] != value[(*p[:level], other, *p[level + 1 :])]
            for p in profiles
            for other in range(size)
        )
    }
    assert manager.support(root) == depends


@given(worlds())
def test_diagrams_are_reduced_and_ordered(world: World) -> None:
    """No node has equal children only, none stands twice, and levels go down every path."""
    manager = world.compiled.manager
    seen = set()
    for node in range(len(manager.level)):
        kids = manager.kids[node]
        if kids:
            assert len(set(kids)) > 1
            assert all(manager.level[kid] > manager.level[node] for kid in kids)
            assert (manager.level[node], kids) not in seen
            seen.add((manager.level[node], kids))


@given(worlds())
def test_compiling_twice_gives_the_same_nodes(world: World) -> None:
    """The same rubric gives the same diagram, node for node: nothing depends on chance."""
    again = compile_rubric(world.rubric)
    assert again.manager.kids == world.compiled.manager.kids
    assert again.manager.leaf == world.compiled.manager.leaf
    assert {d.root for d in again.decisions.values()} == {
        d.root for d in world.compiled.decisions.values()
    }


def test_past_the_budget_nothing_is_guessed() -> None:
    """A diagram that grows past its budget raises, and what was made before stays whole."""
    manager = Manager([2] * 8, budget=6)
    for level in range(4):
        manager.test(level, 0b10)
    with pytest.raises(TooManyNodes):
        manager.test(4, 0b10)
    assert len(manager.level) == len(manager.kids) == len(manager.leaf) == 6


def test_terminals_of_different_kinds_are_different() -> None:
    """The truth value True and the number 1 are equal in Python and never the same terminal."""
    from fractions import Fraction

    manager = Manager([2])
    assert manager.terminal(Fraction(1)) != manager.terminal(True)
    assert manager.terminal(Fraction(0)) != manager.terminal(False)
    assert manager.terminal("yes") == manager.terminal("yes")


def test_no_diagram_takes_more_than_half_of_what_may_stay() -> None:
    """What could be of no use, since what it goes into would be too large, is not built to the end.

    Two of ten answers that are told apart by where they stand have very many states together.
    """
    manager = Manager([2] * 20)
    pairs = [manager.merge((manager.test(i, 2), manager.test(i + 10, 2)), _same) for i in range(10)]
    before, manager.limit = manager.live, 200
    with pytest.raises(TooManyNodes):
        reduce(manager.both, pairs)
    assert manager.live - before < 400
    assert manager.budget == 2_000_000


def _same(leaves: tuple[object, ...]) -> bool:
    return leaves[0] == leaves[1]
