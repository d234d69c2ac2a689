"""Walks with what is known, against brute force."""

from functools import partial

from hypothesis import given

from endorse_cli.engine.possible import Restriction, mattering, reachable
from support.oracle import Possible, Result
from support.world import World, cases


def row_of(decision: str, result: Result) -> str:
    """The row that decides."""
    return result.rows[decision]


@given(cases())
def test_reachable_terminals_are_those_of_completions(case: tuple[World, Possible]) -> None:
    """The terminals reached are the rows of the completions, no more and no fewer."""
    world, possible = case
    manager = world.compiled.manager
    for id, decided in world.compiled.decisions.items():
        ends = reachable(manager, decided.root, world.masks(possible))
        arrived = {result.rows[id] for result in world.oracle.results(possible)}
        assert {manager.leaf[end] for end in ends} == arrived


@given(cases())
def test_mattering_is_what_could_move_a_row_alone(case: tuple[World, Possible]) -> None:
    """A variable matters if, freed alone and the rest as known, it can change the row."""
    world, possible = case
    oracle = world.oracle
    for id, decided in world.compiled.decisions.items():
        restriction = Restriction(world.compiled.manager, world.masks(possible))
        found = mattering(restriction, decided.root)
        row = partial(row_of, id)
        assert {world.name(level) for level in found} == {
            name for name in oracle.domains if oracle.moves([name], possible, row)
        }


@given(cases())
def test_equal_restricted_functions_have_equal_names(case: tuple[World, Possible]) -> None:
    """Two findings or rows get one name exactly where no completion tells them apart."""
    world, possible = case
    restriction = Restriction(world.compiled.manager, world.masks(possible))
    results = list(world.oracle.results(possible))
    named = {
        (id, row): (restriction.name(node), tuple(row in r.holding[id] for r in results))
        for id, decided in world.compiled.decisions.items()
        for row, node in decided.conditions.items()
        if row != "otherwise"
    }
    for name, function in named.values():
        for other, same in named.values():
            assert (name == other) == (function == same)
