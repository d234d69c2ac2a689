"""Counts of answer profiles, examples and moves, against brute force."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from math import prod
from operator import eq

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine import profiles as module
from endorse_cli.engine.diagram import Manager, Node
from support.oracle import Assignment
from support.world import World, worlds


def counted(world: World) -> list[int]:
    """The variables over which profiles are counted."""
    return [i for i, v in enumerate(world.compiled.variables) if not v.recorded]


def profiles(world: World) -> list[Assignment]:
    """Every profile, once: what is only recorded stands still."""
    oracle = world.oracle
    still = {n: v[:1] if n in oracle.recorded else v for n, v in oracle.domains.items()}
    return list(oracle.assignments(still))


def matching(world: World, path: module.Path) -> list[Assignment]:
    """Every assignment on a path; what it does not name may be anything."""
    named = {
        world.name(level): world.compiled.variables[level].values[v] for level, v in path.items()
    }
    everything = world.oracle.assignments(world.oracle.everything)
    return [a for a in everything if all(a[name] == value for name, value in named.items())]


@given(worlds())
def test_counts_are_exact_per_outcome_and_row(world: World) -> None:
    """How many profiles lead to each outcome, and to each row, recorded answers left out."""
    manager, oracle = world.compiled.manager, world.oracle
    for id, decided in world.compiled.decisions.items():
        results = [oracle.result(answers) for answers in profiles(world)]
        rows = Counter(result.rows[id] for result in results)
        outcomes = Counter(result.outcomes[id] for result in results)
        assert module.count(manager, decided.root, counted(world)) == rows
        assert module.count(manager, decided.outcomes, counted(world)) == outcomes


@given(worlds())
def test_profiles_are_one_value_for_every_counted_variable(world: World) -> None:
    """The number of profiles is the product of the domains that count, and counts add up to it."""
    manager, oracle = world.compiled.manager, world.oracle
    sizes = [len(values) for n, values in oracle.domains.items() if n not in oracle.recorded]
    assert module.profile_count(manager, counted(world)) == prod(sizes) == len(profiles(world))


@given(worlds())
def test_an_example_leads_where_it_claims(world: World) -> None:
    """Whatever is not named on the path, the terminal is the one wanted; none where unreachable."""
    manager, oracle = world.compiled.manager, world.oracle
    for id, decided in world.compiled.decisions.items():
        arrived = {result.rows[id] for result in oracle.results(oracle.everything)}
        for row in world.oracle.outcome_of[id]:
            path = module.example(manager, decided.root, partial(eq, row))
            assert (path is not None) == (row in arrived)
            if path is not None:
                assert {oracle.result(a).rows[id] for a in matching(world, path)} == {row}


@given(worlds())
def test_an_example_names_the_fewest_answers(world: World) -> None:
    """No way through the diagram to that terminal names fewer; of several, lower values first."""
    manager = world.compiled.manager
    for decided in world.compiled.decisions.values():
        for row in decided.outcome_of:
            path = module.example(manager, decided.root, partial(eq, row))
            ways = list(ways_to(manager, decided.root, row))
            best = min(ways, key=lambda way: (len(way), [value for _, value in way]), default=None)
            assert path == (None if best is None else dict(best))


def ways_to(manager: Manager, root: Node, leaf: object) -> Iterator[list[tuple[int, int]]]:
    """Every path from a node to a terminal."""
    if not manager.kids[root]:
        if manager.leaf[root] == leaf:
            yield []
        return
    for value, kid in enumerate(manager.kids[root]):
        for way in ways_to(manager, kid, leaf):
            yield [(manager.level[root], value), *way]


@given(worlds())
def test_moves_count_every_profile_that_differs(world: World) -> None:
    """From one decision to another over the same variables: pairs, counts and true examples."""
    oracle = world.oracle
    first, second = world.compiled.decisions.values()
    ids = [first.decision.id, second.decision.id]
    pairs = Counter(
        tuple(oracle.result(answers).outcomes[id] for id in ids) for answers in profiles(world)
    )
    expected = {pair: number for pair, number in pairs.items() if pair[0] != pair[1]}
    manager = world.compiled.manager
    found = module.moves(manager, first.outcomes, second.outcomes, counted(world))
    assert {(move.before, move.after): move.profiles for move in found} == expected
    for move in found:
        for answers in matching(world, move.example):
            outcomes = oracle.result(answers).outcomes
            assert (outcomes[ids[0]], outcomes[ids[1]]) == (move.before, move.after)


@given(worlds(), st.data())
def test_equal_functions_are_one_node(world: World, data: st.DataObject) -> None:
    """Two conditions are the same node exactly where no assignment tells them apart."""
    oracle, compiled = world.oracle, world.compiled
    nodes = {
        **{(id, row): node for id, d in compiled.decisions.items()
           for row, node in d.conditions.items() if row != "otherwise"},
        **{(id, ""): node for id, node in compiled.findings.items()},
    }  # fmt: skip
    first, second = data.draw(st.tuples(*[st.sampled_from(sorted(nodes))] * 2))

    def holds(name: tuple[str, str], answers: Assignment) -> bool:
        result = oracle.result(answers)
        return name[1] in result.holding[name[0]] if name[1] else result.findings[name[0]]

    same = all(
        holds(first, answers) == holds(second, answers)
        for answers in oracle.assignments(oracle.everything)
    )
    assert (nodes[first] == nodes[second]) == same
