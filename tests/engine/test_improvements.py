"""Ways to a better outcome, against brute force: never a way down, nobody told to do less good."""

from hypothesis import given

from endorse_cli.engine.improvements import CLOSED, adverse, changed_alone, improvements
from support.oracle import Possible
from support.profiles import times
from support.world import World, cases, climbs, settled
from support.world import cases as some_known


def outcomes_with(world: World, possible: Possible, decision: str) -> set[str]:
    """The outcomes that are possible, every completion tried."""
    oracle = world.oracle
    within = {**oracle.domains, **possible}
    return {oracle.result(each).outcomes[decision] for each in oracle.assignments(within)}


@given(some_known())
def test_every_way_leads_up(case: tuple[World, Possible]) -> None:
    """What is changed gives the outcome named, which is better than all that are possible now."""
    world, possible = case
    assessment = world.assess(possible)
    compiled = assessment.compiled
    leading = compiled.decisions[compiled.rubric.leading].decision
    rank = leading.outcomes.index
    now = outcomes_with(world, possible, leading.id)
    found = improvements(compiled, assessment.masks)
    for change in (*found.alone, *found.together):
        assert leading.ordered
        assert rank(change.to) > max(map(rank, now))
        wanted = {
            compiled.variables[level].id: tuple(
                value for at, value in enumerate(compiled.variables[level].values) if mask >> at & 1
            )
            for level, mask in (*change.change.items(), *change.provided.items())
        }
        assert outcomes_with(world, {**possible, **wanted}, leading.id) == {change.to}
    for change in found.alone:
        assert len(change.change) == 1


@given(settled())
def test_no_way_asks_anybody_to_do_less_good(case: tuple[World, Possible]) -> None:
    """A value that is asked for never comes out below the one given, whatever the others are."""
    world, possible = case
    assessment = world.assess(possible)
    compiled, oracle = assessment.compiled, world.oracle
    leading = compiled.decisions[compiled.rubric.leading].decision
    rank = leading.outcomes.index
    found = improvements(compiled, assessment.masks)
    for change in (*found.alone, *found.together):
        for level, mask in change.change.items():
            variable = compiled.variables[level]
            assert compiled.rubric.criteria[variable.criterion].cure not in CLOSED
            others = {**oracle.domains, variable.id: possible[variable.id]}
            for rest in oracle.assignments(others):
                before = rank(oracle.result(rest).outcomes[leading.id])
                for at, value in enumerate(variable.values):
                    if mask >> at & 1:
                        after = oracle.result({**rest, variable.id: value}).outcomes[leading.id]
                        assert rank(after) >= before


@given(settled())
def test_an_adverse_answer_is_the_worst_that_can_be_given(case: tuple[World, Possible]) -> None:
    """No other answer is ever worse, and one is somewhere better; no other answer is adverse."""
    world, possible = case
    assessment = world.assess(possible)
    compiled, oracle = assessment.compiled, world.oracle
    leading = compiled.decisions[compiled.rubric.leading].decision
    found = {compiled.variables[level].id for level in adverse(compiled, assessment.masks)}
    for variable in compiled.variables:
        mine = possible[variable.id]
        if not leading.ordered or len(mine) > 1:
            assert variable.id not in found
            continue
        steps = {
            leading.outcomes.index(oracle.result({**rest, variable.id: value}).outcomes[leading.id])
            - leading.outcomes.index(oracle.result(rest).outcomes[leading.id])
            for rest in oracle.assignments({**oracle.domains, variable.id: mine})
            for value in variable.values
        }
        assert (variable.id in found) == (min(steps) >= 0 and max(steps) > 0), variable.id


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
