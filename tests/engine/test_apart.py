"""Past the node budget parts are worked out apart: what is said is exact, or said not to be."""

from typing import Any

from hypothesis import given

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_apart
from endorse_cli.engine.diagram import TooManyNodes
from support.oracle import Possible
from support.profiles import times
from support.world import World, answers_for, cases, judged, settled

Plain = Any


def apart(world: World, possible: Possible) -> Assessment | None:
    """The assessment with parts worked out apart; None where there are none."""
    try:
        compiled = compile_apart(world.rubric)
    except TooManyNodes:
        return None
    said = answers_for(world.oracle, possible)
    return judged(world.reader, compiled, said, world.oracle.anchors)


@times(150)
@given(cases())
def test_what_comes_out_is_the_same(case: tuple[World, Possible]) -> None:
    """Outcomes and rows are exactly those of the whole diagrams, whatever parts share."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    for id, decided in found.decisions.items():
        expected = whole.decisions[id]
        assert decided.is_exact
        assert (decided.outcome, decided.possible) == (expected.outcome, expected.possible)
        assert decided.rows == expected.rows
        if decided.row is not None:
            assert decided.row == expected.row
    assert found.findings == whole.findings
    assert found.scores == whole.scores


@times(60)
@given(cases())
def test_no_answer_is_called_idle_that_is_not(case: tuple[World, Possible]) -> None:
    """`no_bearing` is said only where the whole diagrams say it too."""
    world, possible = case
    found = apart(world, possible)
    if found is None:
        return
    for before, after in zip(world.assess(possible).lines, found.lines, strict=True):
        if after.bearing == "no_bearing":
            assert before.bearing == "no_bearing"
        elif before.bearing != "no_bearing":
            assert after.bearing == before.bearing


@times(60)
@given(settled())
def test_a_sufficient_reason_forces_the_outcome_and_has_nothing_to_spare(
    case: tuple[World, Possible],
) -> None:
    """The answers named force it, none of them can be dropped, and the necessary ones are those."""
    world, possible = case
    found, whole = apart(world, possible), world.assess(possible)
    if found is None:
        return
    domains = world.oracle.domains
    assert found.reasons.keys() == whole.reasons.keys()
    for id, reason in found.reasons.items():
        assert reason.necessary == whole.reasons[id].necessary
        kept = {world.name(level) for level in reason.sufficient}
        freed = {name: v if name in kept else domains[name] for name, v in possible.items()}
        assert len(world.oracle.outcomes(id, freed)) == 1
        for dropped in kept:
            assert len(world.oracle.outcomes(id, {**freed, dropped: domains[dropped]})) > 1
