"""What a rubric says is what is read of it: every form, against brute force over its plain text."""

from hypothesis import given

from support.oracle import Possible
from support.world import World, settled


@given(settled())
def test_a_rubric_is_read_as_it_is_written(case: tuple[World, Possible]) -> None:
    """Findings, scores, rows and outcomes are those that the language gives the words."""
    world, possible = case
    results = list(world.oracle.results(possible))
    found = world.assess(possible)
    for id, decided in found.decisions.items():
        assert set(decided.rows) == {result.rows[id] for result in results}
        assert set(decided.possible) == {result.outcomes[id] for result in results}
    for id, truth in found.findings.items():
        held = {result.findings[id] for result in results}
        assert truth == ("open" if len(held) > 1 else "yes" if held == {True} else "no")
    for id, (low, high) in found.scores.items():
        values = [result.scores[id] for result in results]
        # Of a number that is open brute force tries one answer in each of its regions.
        if id not in world.compiled.numbers:
            assert (low, high) == (min(values), max(values))
