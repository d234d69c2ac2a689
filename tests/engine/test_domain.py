"""What is known, and what more knowledge can do."""

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.domain import members, names_in, rubric_variables
from support.oracle import Possible
from support.world import World, cases, worlds


@given(worlds())
def test_variables_are_the_answers_that_can_vary_in_order(world: World) -> None:
    """One variable per criterion or member of a set, its values in order, recorded ones marked."""
    variables = rubric_variables(world.rubric)
    assert {v.id: v.values for v in variables} == world.oracle.domains
    assert [v.id for v in variables] == list(world.oracle.domains)
    assert {v.id for v in variables if v.recorded} == world.oracle.recorded
    assert {v.id: v.criterion for v in variables} == world.oracle.owner


@given(worlds())
def test_ranks_leave_out_what_has_no_place_in_the_order(world: World) -> None:
    """`not_applicable` is the last value and no rank; a choice has no order at all."""
    for variable in rubric_variables(world.rubric):
        assert variable.ordered == world.oracle.has_order(variable.criterion)
        ranked = [value for value in variable.values if value != "not_applicable"]
        assert variable.ranks == len(ranked)
        assert names_in(variable, variable.all_values) == list(variable.values)


@given(st.sets(st.integers(0, 70)))
def test_members_are_the_positions_in_a_mask(places: set[int]) -> None:
    """A set of values is a bit mask: bit n is the value at place n."""
    assert members(sum(1 << place for place in places)) == tuple(sorted(places))


@given(cases(), st.data())
def test_knowing_more_never_moves_a_settled_outcome(
    case: tuple[World, Possible], data: st.DataObject
) -> None:
    """Whatever an unknown turns out to be, what was settled stays settled, rows included."""
    world, possible = case
    before = world.assess(possible).decisions
    told = {name: (data.draw(st.sampled_from(values)),) for name, values in possible.items()}
    after = world.assess(told).decisions
    for id, decided in before.items():
        if decided.outcome is not None:
            assert after[id].outcome == decided.outcome
        assert set(after[id].rows) <= set(decided.rows)
        assert set(after[id].possible) <= set(decided.possible)


@given(cases(), st.data())
def test_silence_never_pays(case: tuple[World, Possible], data: st.DataObject) -> None:
    """An answer left out keeps among the possible every outcome that giving it would have had."""
    world, possible = case
    silent = data.draw(st.sampled_from(list(possible)))
    told = world.assess(possible).decisions
    untold = world.assess({**possible, silent: world.oracle.domains[silent]}).decisions
    for id, decided in told.items():
        assert set(decided.possible) <= set(untold[id].possible)
        if untold[id].outcome is not None:
            assert decided.outcome == untold[id].outcome


@given(cases())
def test_recorded_answers_change_nothing(case: tuple[World, Possible]) -> None:
    """Whatever is said of what is only recorded: decisions, findings and scores stay the same."""
    world, possible = case
    before = world.assess(possible)
    for name in world.oracle.recorded:
        for value in world.oracle.domains[name]:
            after = world.assess({**possible, name: (value,)})
            assert after.decisions == before.decisions
            assert after.findings == before.findings
            assert after.scores == before.scores
            assert after.changes == before.changes
            assert after.reasons == before.reasons


@given(cases(), st.data())
def test_supposing_is_assessing_with_other_values(
    case: tuple[World, Possible], data: st.DataObject
) -> None:
    """What if: as for a candidate of whom the supposed values are known, the rest as before."""
    world, possible = case
    names = data.draw(st.sets(st.sampled_from(list(possible)), max_size=2))
    supposed = {name: (data.draw(st.sampled_from(world.oracle.domains[name])),) for name in names}
    masks = dict(enumerate(world.masks({**possible, **supposed})))
    changed = {world.level(name): masks[world.level(name)] for name in names}
    before = world.assess(possible)
    after = before.supposing(changed)
    assert after.decisions == world.assess({**possible, **supposed}).decisions
    assert before.decisions == world.assess(possible).decisions
    assert before.masks == world.masks(possible)
