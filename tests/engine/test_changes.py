"""What would change an outcome, against brute force over all assignments."""

from typing import NamedTuple

from hypothesis import given

from endorse_cli.engine.changes import Change
from support.oracle import Assignment, Oracle, Possible
from support.world import World, cases


class Cost(NamedTuple):
    """What an assignment costs a candidate: answers changed, then levels moved."""

    answers: int
    levels: int


def distance(oracle: Oracle, variable: str, now: tuple[str, ...], value: str) -> int:
    """How many levels lie between a value and the nearest of those given; 1 without an order."""
    rank = oracle.rank(variable, value)
    given_ranks = [r for v in now if (r := oracle.rank(variable, v)) is not None]
    if rank is None or not given_ranks:
        return 1
    return min(abs(rank - r) for r in given_ranks)


def cost(oracle: Oracle, possible: Possible, answers: Assignment) -> Cost | None:
    """The price of an assignment; None where it changes what nobody can change."""
    changed = [name for name, value in answers.items() if value not in possible[name]]
    if any(oracle.rubric["criteria"][oracle.owner[n]].get("cure") == "nobody" for n in changed):
        return None
    return Cost(len(changed), sum(distance(oracle, n, possible[n], answers[n]) for n in changed))


def least(oracle: Oracle, decision: str, possible: Possible) -> dict[str, Cost]:
    """The least price of each outcome, by trying every assignment."""
    found: dict[str, Cost] = {}
    for answers in oracle.assignments(oracle.everything):
        price = cost(oracle, possible, answers)
        if price is not None:
            outcome = oracle.result(answers).outcomes[decision]
            found[outcome] = min(price, found.get(outcome, price))
    return found


def after(
    world: World, possible: Possible, change: Change, *, without: int | None = None
) -> dict[str, tuple[str, ...]]:
    """What is possible once a change is made and what it provides turns out so."""
    provided = {level: mask for level, mask in change.provided.items() if level != without}
    return {**possible, **world.values(change.change), **world.values(provided)}


@given(cases())
def test_a_change_is_named_for_every_outcome_within_reach(case: tuple[World, Possible]) -> None:
    """Each outcome not possible now has one change if and only if some assignment reaches it.

    What nobody can change stays as it is; outcomes come in their order.
    """
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        now = world.oracle.outcomes(id, possible)
        within = least(world.oracle, id, possible)
        order = world.oracle.outcome_order(id)
        assert [change.to for change in changes] == [
            outcome for outcome in order if outcome in within and outcome not in now
        ]


@given(cases())
def test_a_change_is_the_least_there_is(case: tuple[World, Possible]) -> None:
    """No assignment reaches the outcome with fewer answers changed, nor as few and fewer levels."""
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        within = least(world.oracle, id, possible)
        for change in changes:
            named = world.values(change.change)
            levels = sum(
                min(distance(world.oracle, name, possible[name], value) for value in values)
                for name, values in named.items()
            )
            assert Cost(len(named), levels) == within[change.to]


@given(cases())
def test_a_change_brings_exactly_its_outcome(case: tuple[World, Possible]) -> None:
    """With the change made, and what it provides, the outcome is settled, whatever else is open.

    So every value listed works, in every combination.
    """
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        for change in changes:
            then = after(world, possible, change)
            assert world.oracle.outcomes(id, then) == {change.to}
            assert world.assess(then).decisions[id].outcome == change.to


@given(cases())
def test_a_change_names_only_what_is_needed(case: tuple[World, Possible]) -> None:
    """What is changed was not possible, what is provided was open; neither can be dropped."""
    world, possible = case
    for id, changes in world.assess(possible).changes.items():
        for change in changes:
            for name, values in world.values(change.change).items():
                assert not set(values) & set(possible[name])
                kept = {**after(world, possible, change), name: possible[name]}
                assert world.oracle.outcomes(id, kept) != {change.to}
            for name, values in world.values(change.provided).items():
                assert set(values) < set(possible[name])
                without = after(world, possible, change, without=world.level(name))
                assert world.oracle.outcomes(id, without) != {change.to}
