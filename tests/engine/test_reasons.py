"""Why a settled outcome came out, against brute force."""

from collections.abc import Iterable

from hypothesis import given
from support.oracle import Possible
from support.world import World, settled


def forces(world: World, decision: str, possible: Possible, kept: Iterable[str]) -> bool:
    """Whether these answers alone allow one outcome only, whatever all the others are."""
    names = set(kept)
    freed = {n: v if n in names else world.oracle.domains[n] for n, v in possible.items()}
    return len(world.oracle.outcomes(decision, freed)) == 1


def given_in(world: World, possible: Possible) -> list[str]:
    """The variables of which something is known."""
    return [n for n, values in possible.items() if set(values) != set(world.oracle.domains[n])]


@given(settled())
def test_a_sufficient_reason_forces_the_outcome(case: tuple[World, Possible]) -> None:
    """The answers named force the outcome under every completion of all other variables."""
    world, possible = case
    for id, reason in world.assess(possible).reasons.items():
        names = [world.name(level) for level in reason.sufficient]
        assert forces(world, id, possible, names)
        assert set(names) <= set(given_in(world, possible))


@given(settled())
def test_nothing_in_a_sufficient_reason_can_be_dropped(case: tuple[World, Possible]) -> None:
    """Without any one of the answers named the outcome is not forced."""
    world, possible = case
    for id, reason in world.assess(possible).reasons.items():
        names = [world.name(level) for level in reason.sufficient]
        for dropped in names:
            assert not forces(world, id, possible, set(names) - {dropped})


@given(settled())
def test_necessary_answers_are_those_no_reason_can_do_without(
    case: tuple[World, Possible],
) -> None:
    """`necessary` is exactly what, left out alone, leaves the outcome unforced by all the rest."""
    world, possible = case
    for id, reason in world.assess(possible).reasons.items():
        said = given_in(world, possible)
        needed = [n for n in said if not forces(world, id, possible, set(said) - {n})]
        assert [world.name(level) for level in reason.necessary] == needed
        assert set(reason.necessary) <= set(reason.sufficient)


@given(settled())
def test_only_settled_decisions_have_a_reason(case: tuple[World, Possible]) -> None:
    """An undetermined decision has no entry in `reasons`, a settled one always has."""
    world, possible = case
    expected = {
        id for id in world.plain["decisions"] if len(world.oracle.outcomes(id, possible)) == 1
    }
    assert set(world.assess(possible).reasons) == expected
