"""Past the node budget diagrams hold the open answers only; what comes out is still exact."""

from hypothesis import given

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from support.oracle import Possible
from support.world import World, answers_for, cases, judged


def partly(world: World, possible: Possible) -> Assessment:
    """The assessment over diagrams of the open answers."""
    compiled = compile_rubric(world.rubric, known=world.masks(possible))
    return judged(world.reader, compiled, answers_for(world.oracle, possible), world.oracle.anchors)


@given(cases())
def test_what_comes_out_is_the_same(case: tuple[World, Possible]) -> None:
    """Decisions with their rows, findings and scores are exactly those of the whole diagrams."""
    world, possible = case
    whole, part = world.assess(possible), partly(world, possible)
    assert part.decisions == whole.decisions
    assert part.findings == whole.findings
    assert part.scores == whole.scores


@given(cases())
def test_the_next_question_is_the_same(case: tuple[World, Possible]) -> None:
    """What is known is never asked, so the open answers are all that it needs."""
    world, possible = case
    assert partly(world, possible).next_question == world.assess(possible).next_question


@given(cases())
def test_what_was_not_worked_out_is_left_out(case: tuple[World, Possible]) -> None:
    """Reasons would need what is known as well: none is given rather than a guess."""
    world, possible = case
    part = partly(world, possible)
    assert part.compiled.is_partial
    assert part.reasons == {}


@given(cases())
def test_changes_of_a_single_answer_are_the_least_of_those(case: tuple[World, Possible]) -> None:
    """A least change that changes one answer is found just so; one that changes more is not."""
    world, possible = case
    whole, part = world.assess(possible), partly(world, possible)
    for id, changes in whole.changes.items():
        single = [change for change in changes if len(change.change) == 1]
        found = {change.to: change for change in part.changes[id]}
        for change in single:
            assert found[change.to].change.keys() == change.change.keys()
            assert found[change.to].change == change.change
        assert set(found) <= {change.to for change in changes}


@given(cases())
def test_open_answers_bear_as_they_do(case: tuple[World, Possible]) -> None:
    """A criterion of which nothing is certain has the same bearing as with the whole diagrams."""
    world, possible = case
    whole, part = world.assess(possible).lines, partly(world, possible).lines
    for before, after in zip(whole, part, strict=True):
        names = world.oracle.variables_of[before.criterion.id]
        if all(len(possible[name]) > 1 for name in names):
            assert after.bearing == before.bearing


@given(cases())
def test_no_answer_is_called_idle_that_is_not(case: tuple[World, Possible]) -> None:
    """`no_bearing` is said only where the whole diagrams say it too."""
    world, possible = case
    whole, part = world.assess(possible).lines, partly(world, possible).lines
    for before, after in zip(whole, part, strict=True):
        if after.bearing == "no_bearing":
            assert before.bearing == "no_bearing"
