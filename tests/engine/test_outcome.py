"""What comes out for a candidate, against brute force over every completion."""

from hypothesis import given

from support.oracle import Possible
from support.world import World, cases


@given(cases())
def test_rows_are_exactly_those_that_can_decide(case: tuple[World, Possible]) -> None:
    """`rows` names every row that some completion arrives at, in rubric order, and no other."""
    world, possible = case
    results = list(world.oracle.results(possible))
    for id, decided in world.assess(possible).decisions.items():
        order = world.oracle.outcome_of[id]
        arrived = {result.rows[id] for result in results}
        assert decided.rows == tuple(row for row in order if row in arrived)


@given(cases())
def test_possible_is_exactly_what_completions_lead_to(case: tuple[World, Possible]) -> None:
    """`possible` lists every outcome that is left, worst first; one left alone is the outcome."""
    world, possible = case
    for id, decided in world.assess(possible).decisions.items():
        left = world.oracle.outcomes(id, possible)
        expected = tuple(n for n in world.oracle.outcome_order(id) if n in left)
        assert decided.possible == expected
        assert decided.outcome == (expected[0] if len(expected) == 1 else None)


@given(cases())
def test_also_lists_the_other_rows_that_hold_for_certain(case: tuple[World, Possible]) -> None:
    """`also` is there only on request, names no row that may decide, and never `otherwise`."""
    world, possible = case
    results = list(world.oracle.results(possible))
    for id, decided in world.assess(possible).decisions.items():
        rows = world.oracle.outcome_of[id]
        held = set(rows).intersection(*(result.holding[id] for result in results))
        others = tuple(row for row in rows if row in held and row not in decided.rows)
        assert decided.also == (others if "list_others" in world.plain["decisions"][id] else ())


@given(cases())
def test_findings_are_yes_no_or_open(case: tuple[World, Possible]) -> None:
    """A finding is `yes` if it holds in every completion, `no` if in none, else `open`."""
    world, possible = case
    truths: dict[str, set[bool]] = {}
    for result in world.oracle.results(possible):
        for id, holds in result.findings.items():
            truths.setdefault(id, set()).add(holds)
    words = {frozenset({True}): "yes", frozenset({False}): "no"}
    expected = {id: words.get(frozenset(held), "open") for id, held in truths.items()}
    assert world.assess(possible).findings == expected


@given(cases())
def test_score_ranges_are_exact(case: tuple[World, Possible]) -> None:
    """`low` and `high` are the least and greatest over all completions, as exact fractions."""
    world, possible = case
    results = list(world.oracle.results(possible))
    for id, (low, high) in world.assess(possible).scores.items():
        values = [result.scores[id] for result in results]
        if id in world.compiled.numbers:
            # It moves inside a region too, of which brute force tries one answer; its ends are
            # tried by hand in test_amounts.
            assert low is None or low <= min(values)
            assert high is None or high >= max(values)
        else:
            assert (low, high) == (min(values), max(values))
