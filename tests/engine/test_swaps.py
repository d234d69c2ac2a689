"""Whether somebody else's answers could move a decision, against brute force."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from endorse_cli.engine.swaps import could_move
from support.oracle import Possible
from support.strategies import possible_values
from support.world import World, cases


@given(cases(), st.data())
def test_a_swap_moves_a_decision_where_some_completion_shows_it(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """All else being the same on both sides, one pair of completions that differ is enough."""
    world, possible = case
    other = data.draw(possible_values(world.oracle.domains))
    names = sorted(data.draw(st.sets(st.sampled_from(sorted(possible)), min_size=1, max_size=2)))
    levels = [world.level(name) for name in names]
    theirs = world.masks(other)
    for id, decided in world.compiled.decisions.items():
        moved = could_move(
            world.compiled.manager,
            decided.outcomes,
            world.masks(possible),
            levels,
            [theirs[level] for level in levels],
        )
        assert moved == by_force(world, id, possible, other, names)


def by_force(
    world: World, decision: str, possible: Possible, other: Possible, names: list[str]
) -> bool:
    """Whether for some values of all the rest the two sides can end differently."""
    for fixed in world.oracle.assignments(possible):
        known = {name: (value,) for name, value in fixed.items() if name not in names}
        mine = world.oracle.outcomes(decision, known | {n: possible[n] for n in names})
        theirs = world.oracle.outcomes(decision, known | {n: other[n] for n in names})
        if len(mine | theirs) > 1:
            return True
    return False
