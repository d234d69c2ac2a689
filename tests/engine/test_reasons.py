"""Why a settled outcome came out, against brute force."""

from collections.abc import Iterable
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import given

from endorse_cli.engine.order import everything_under
from endorse_cli.engine.reasons import served
from endorse_cli.models.decision_rows import OTHERWISE
from support.oracle import Possible, Result
from support.strategies import GROUNDS, head
from support.world import World, settled, world_of

Plain = Any


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


def met(world: World, decision: str, possible: Possible) -> list[str]:
    """The variables that a walk over the rows asks for, in rubric order.

    One is asked for where it makes a difference after some possible answers to those before it.
    """
    row = partial(row_of, decision)
    found, domains = [], world.oracle.domains
    names = list(domains)
    for place, name in enumerate(names):
        before = {n: possible[n] for n in names[:place]}
        if world.oracle.moves([name], {**domains, **before}, row):
            found.append(name)
    return found


def dropped_in_order(world: World, decision: str, possible: Possible, rows: set[str]) -> set[str]:
    """What is left of the answers a walk asks for once each that can go is gone.

    What the deciding rows do not hang on goes first, the last in rubric order first.
    """
    oracle = world.oracle
    asked = met(world, decision, possible)
    left = set(asked) & set(given_in(world, possible))
    named = {
        name
        for name in asked
        for row in rows - {OTHERWISE}
        if oracle.moves([name], oracle.everything, partial(is_held, decision, row))
    }
    for name in sorted(left, key=lambda name: (name in named, -world.level(name))):
        if forces(world, decision, possible, left - {name}):
            left.remove(name)
    return left


@given(settled())
def test_a_reason_speaks_of_the_deciding_rows_where_it_can(case: tuple[World, Possible]) -> None:
    """It is found in a fixed order: what the deciding rows do not name is dropped first."""
    world, possible = case
    assessment = world.assess(possible)
    for id, reason in assessment.reasons.items():
        decided = assessment.decisions[id]
        rows = set(decided.rows if decided.row is None else (decided.row,))
        names = {world.name(level) for level in reason.sufficient}
        assert names == dropped_in_order(world, id, possible, rows)


def test_a_reason_is_of_the_row_that_decides() -> None:
    """Either of two rows alone would force the outcome: what only the other names is dropped."""
    asked = {"group": "all_of_them", "ask": "Is it?", "answer": "yes_no", **GROUNDS}
    first = {"is": "good", "when": {"all": [{"c1": "yes"}, {"c3": "yes"}]}, **GROUNDS}
    second = {"is": "good", "when": {"c2": "yes"}, **GROUNDS}
    decision = {
        "outcomes": ["poor", "good"],
        "rows": {"first": first, "second": second},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    criteria = {"c1": asked, "c2": asked, "c3": asked}
    world = world_of({**head(), "criteria": criteria, "decisions": {"d": decision}})
    assessment = world.assess({"c1": ("yes",), "c2": ("yes",), "c3": ("yes",)})
    assert assessment.decisions["d"].row == "first"
    assert [world.name(level) for level in assessment.reasons["d"].sufficient] == ["c1", "c3"]


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


def alone(world: World, possible: Possible, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What is known if these answers stand and nothing else does."""
    kept = set(names)
    return {n: v if n in kept else world.oracle.domains[n] for n, v in possible.items()}


@given(settled())
def test_what_a_reason_settles_it_settles_alone(case: tuple[World, Possible]) -> None:
    """Each finding named beside a reason is settled by the answers listed, and needs each of them.

    They are answers of the reason; those of a score belong to its terms.
    """
    world, possible = case
    assessment = world.assess(possible)
    for id, reason in assessment.reasons.items():
        decided = world.compiled.decisions[id]
        for part in served(world.compiled, decided, reason, assessment.masks):
            assert set(part.variables) <= set(reason.row)
            names = [world.name(level) for level in part.variables]
            if part.id in world.plain.get("findings", {}):
                truths = settles(world, part.id, alone(world, possible, names))
                assert len(truths) == 1
                for name in names:
                    fewer = alone(world, possible, set(names) - {name})
                    assert len(settles(world, part.id, fewer)) == 2
            else:
                assert part.id in world.plain["scores"]
                score = partial(score_of, part.id)
                for name in names:
                    assert world.oracle.moves([name], world.oracle.everything, score)


@given(settled())
def test_everything_that_a_reason_settles_is_named(case: tuple[World, Possible]) -> None:
    """Every finding under the decision that the sufficient answers settle is named, by them alone.

    A finding that is so whatever is answered is settled by nothing.
    """
    world, possible = case
    assessment = world.assess(possible)
    for id, reason in assessment.reasons.items():
        decided = world.compiled.decisions[id]
        found = {p.id: p for p in served(world.compiled, decided, reason, assessment.masks)}
        names = [world.name(level) for level in reason.sufficient]
        under = everything_under(world.compiled.rubric, [id])
        for finding in set(world.plain.get("findings", {})) & under:
            truths = settles(world, finding, alone(world, possible, names))
            if len(truths) == 1 and len(settles(world, finding, world.oracle.domains)) == 2:
                assert found[finding].variables
                assert set(found[finding].variables) <= set(reason.sufficient)


@given(settled())
def test_the_row_that_is_certain_holds_whatever_is_unknown(case: tuple[World, Possible]) -> None:
    """Of several rows with one outcome it is the first that holds in every completion, if any."""
    world, possible = case
    for id, decided in world.assess(possible).decisions.items():
        results = list(world.oracle.results(possible))
        if len(decided.rows) == 1:
            assert decided.row == decided.rows[0]
        elif decided.outcome is None:
            assert decided.row is None
        else:
            always = [r for r in decided.rows if all(r in x.holding[id] for x in results)]
            assert decided.row == (always[0] if always else None)


@given(settled())
def test_the_answers_of_a_row_make_it_the_one(case: tuple[World, Possible]) -> None:
    """They are the sufficient ones and what the certain row needs besides, and nothing more."""
    world, possible = case
    assessment = world.assess(possible)
    for id, reason in assessment.reasons.items():
        row, rows = assessment.decisions[id].row, assessment.decisions[id].rows
        assert set(reason.sufficient) <= set(reason.row)
        besides = set(reason.row) - set(reason.sufficient)
        if row is None:
            assert not besides
            continue
        names = {world.name(level) for level in reason.row}
        assert is_the_row(world, id, row, alone(world, possible, names), single=len(rows) == 1)
        for level in besides:
            fewer = alone(world, possible, names - {world.name(level)})
            assert not is_the_row(world, id, row, fewer, single=len(rows) == 1)


def is_the_row(world: World, decision: str, row: str, possible: Possible, *, single: bool) -> bool:
    """Whether a row decides in every completion; where others may, whether it holds in all."""
    results = world.oracle.results(possible)
    if single:
        return all(result.rows[decision] == row for result in results)
    return all(row in result.holding[decision] for result in results)


def row_of(decision: str, result: Result) -> str:
    """The row that decides."""
    return result.rows[decision]


def is_held(decision: str, row: str, result: Result) -> bool:
    """Whether a row holds."""
    return row in result.holding[decision]


def score_of(score: str, result: Result) -> Fraction:
    """What a score comes to."""
    return result.scores[score]


def settles(world: World, finding: str, possible: Possible) -> set[bool]:
    """What a finding can come to."""
    return {result.findings[finding] for result in world.oracle.results(possible)}
