"""Which answers alone would change an outcome, against brute force over every single one."""

from hypothesis import given

from endorse_cli.engine.single_answers import changed_alone
from support.oracle import Possible
from support.profiles import times
from support.world import World, cases, climbs


def tried(world: World, decision: str, possible: Possible) -> dict[str, dict[str, tuple[str, ...]]]:
    """Every known answer changed alone, in every way, where that settles another outcome."""
    oracle = world.oracle
    now = oracle.outcomes(decision, possible)
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, values in possible.items():
        cure = oracle.rubric["criteria"][oracle.owner[name]].get("cure")
        if len(values) > 1 or cure == "nobody":
            continue
        for value in oracle.everything[name]:
            came = oracle.outcomes(decision, {**possible, name: (value,)})
            if len(came) == 1 and came.isdisjoint(now):
                own = found.setdefault(came.pop(), {})
                own[name] = (*own.get(name, ()), value)
    return found


@times(40)
@given(cases() | climbs())
def test_all_that_alone_would_do_it_are_named_and_no_others(case: tuple[World, Possible]) -> None:
    """Each with exactly the values with which the outcome is certain, whatever else is open."""
    world, possible = case
    assessment = world.assess(possible)
    for id, decided in assessment.decisions.items():
        found = changed_alone(world.compiled, id, world.masks(possible), decided.possible)
        assert {name: world.values(own) for name, own in found.items()} == tried(
            world, id, possible
        )
        assert list(found) == [n for n in world.oracle.outcome_order(id) if n in found]
