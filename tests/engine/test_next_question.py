"""What to ask next, against brute force."""

from fractions import Fraction

from hypothesis import given

from endorse_cli.engine.next_question import still_matter
from support.oracle import Oracle, Possible, Result
from support.world import World, cases


def outcomes(result: Result) -> tuple[str, ...]:
    """The outcome of every decision."""
    return tuple(result.outcomes.values())


def open_variables(oracle: Oracle, criterion: str, possible: Possible) -> list[str]:
    """The variables of a criterion that are not certain and have weight."""
    names = [n for n in oracle.variables_of[criterion] if n not in oracle.recorded]
    return [name for name in names if len(possible[name]) > 1]


def mattering(oracle: Oracle, possible: Possible) -> list[str]:
    """The open criteria whose answer, alone, can still change an outcome."""
    return [
        id
        for id in oracle.variables_of
        if any(
            oracle.moves_within([name], possible, outcomes)
            for name in open_variables(oracle, id, possible)
        )
    ]


def answers(oracle: Oracle, criterion: str, possible: Possible) -> dict[tuple[str, str], Possible]:
    """What would be known after each answer that the question could get."""
    return {
        (name, value): {**possible, name: (value,)}
        for name in open_variables(oracle, criterion, possible)
        for value in possible[name]
    }


def left(oracle: Oracle, criterion: str, possible: Possible) -> Fraction:
    """How many criteria would still matter, averaged over the answers."""
    counts = [len(mattering(oracle, p)) for p in answers(oracle, criterion, possible).values()]
    return Fraction(sum(counts), len(counts))


@given(cases())
def test_what_still_matters_is_exact(case: tuple[World, Possible]) -> None:
    """A criterion still matters if it is open and one of its possible answers changes an outcome.

    An answer that has been ruled out changes nothing any more.
    """
    world, possible = case
    found = still_matter(world.compiled, world.masks(possible))
    assert list(found) == mattering(world.oracle, possible)


@given(cases())
def test_the_next_question_leaves_the_fewest_open(case: tuple[World, Possible]) -> None:
    """It is the criterion after which the fewest still matter; of several the first in order.

    There is none exactly where every outcome is settled.
    """
    world, possible = case
    oracle = world.oracle
    question = world.assess(possible).next_question
    counts = {id: left(oracle, id, possible) for id in mattering(oracle, possible)}
    if not counts:
        assert question is None
        return
    assert question is not None
    assert question.criterion == min(counts, key=lambda id: counts[id])
    assert question.left == counts[question.criterion]


@given(cases())
def test_leaves_says_what_each_answer_would_leave(case: tuple[World, Possible]) -> None:
    """For each possible answer to the question, the outcomes left of every open decision."""
    world, possible = case
    question = world.assess(possible).next_question
    if question is None:
        return
    oracle = world.oracle
    order = {id: oracle.outcome_order(id) for id in world.plain["decisions"]}
    unsettled = [id for id in order if len(oracle.outcomes(id, possible)) > 1]
    expected = {
        key: {
            id: tuple(name for name in order[id] if name in oracle.outcomes(id, told))
            for id in unsettled
        }
        for key, told in answers(oracle, question.criterion, possible).items()
    }
    compiled = world.compiled
    said = {
        (world.name(level), compiled.variables[level].values[value]): dict(outcomes)
        for (level, value), outcomes in question.leaves.items()
    }
    assert said == expected
