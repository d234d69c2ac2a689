"""What somebody else's answers would change, and the fewest that suffice, against brute force."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from endorse_cli.engine import effects as module
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.effects import could_move, enough
from support.families import points
from support.oracle import Oracle, Possible, Result
from support.strategies import GROUNDS, head, possible_values
from support.world import World, cases, sound, world_of


@given(cases(), st.data())
def test_a_swap_moves_a_decision_where_some_completion_shows_it(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """All else being the same on both sides, one pair of completions that differ is enough."""
    world, possible = case
    other = data.draw(possible_values(world.oracle.domains))
    names = sorted(data.draw(st.sets(st.sampled_from(sorted(possible)), min_size=1, max_size=2)))
    levels = [world.level(name) for name in names]
    theirs = world.masks(other)
    for id, decided in world.compiled.decisions.items():
        moved = could_move(
            world.compiled,
            decided.outcomes,
            world.masks(possible),
            levels,
            [theirs[level] for level in levels],
        )
        assert moved == by_force(world, id, possible, other, names)


def by_force(
    world: World, decision: str, possible: Possible, other: Possible, names: list[str]
) -> bool:
    """Whether for some values of all the rest the two sides can end differently."""
    for fixed in world.oracle.assignments(possible):
        known = {name: (value,) for name, value in fixed.items() if name not in names}
        mine = world.oracle.outcomes(decision, known | {n: possible[n] for n in names})
        theirs = world.oracle.outcomes(decision, known | {n: other[n] for n in names})
        if len(mine | theirs) > 1:
            return True
    return False


def outcomes_with(
    world: World, decision: str, possible: Possible, other: Possible, names: tuple[str, ...]
) -> set[str]:
    """What can come out with the other's answers to these questions."""
    return world.oracle.outcomes(decision, {**possible, **{n: other[n] for n in names}})


def fewest(world: World, decision: str, possible: Possible, other: Possible) -> int | None:
    """How many of the other's answers it takes; None where all of them change nothing."""
    names = [name for name in possible if possible[name] != other[name]]
    wanted = outcomes_with(world, decision, possible, other, tuple(names))
    if wanted == world.oracle.outcomes(decision, possible):
        return None
    sizes = range(1, len(names) + 1)
    return next(
        size
        for size in sizes
        if any(
            outcomes_with(world, decision, possible, other, some) == wanted
            for some in combinations(names, size)
        )
    )


def check(world: World, possible: Possible, other: Possible, *, smallest: bool) -> None:
    """Each set found suffices, and is as small as it says."""
    before, masks = world.masks(other), world.masks(possible)
    changed = {level: mask for level, mask in enumerate(before) if mask != masks[level]}
    every = tuple(world.name(level) for level in changed)
    for id, decided in world.compiled.decisions.items():
        found = enough(world.compiled, decided.outcomes, masks, changed)
        size = fewest(world, id, possible, other)
        if found is None or size is None:
            assert found is None
            assert size is None
            continue
        names = tuple(world.name(level) for level in found.variables)
        wanted = outcomes_with(world, id, possible, other, every)
        assert outcomes_with(world, id, possible, other, names) == wanted
        assert found.smallest or not smallest
        if found.smallest:
            assert len(names) == size
        for name in names:
            fewer = tuple(n for n in names if n != name)
            assert outcomes_with(world, id, possible, other, fewer) != wanted


@given(cases(), st.data())
def test_the_fewest_changes_are_found(case: tuple[World, Possible], data: DataObject) -> None:
    """Whatever is open on either side: no smaller set would do."""
    world, possible = case
    other = data.draw(possible_values(world.oracle.domains))
    check(world, possible, other, smallest=True)


@given(cases(), st.data())
def test_where_all_is_known_a_path_is_enough(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """One pass finds them, however many answers differ."""
    world, possible = case
    other = data.draw(possible_values(world.oracle.domains))
    first = {name: values[:1] for name, values in possible.items()}
    second = {name: values[-1:] for name, values in other.items()}
    check(world, first, second, smallest=True)


@given(cases(), st.data())
def test_past_the_bound_nothing_is_said_to_be_smallest(
    case: tuple[World, Possible], data: DataObject
) -> None:
    """What is given then suffices all the same."""
    world, possible = case
    other = data.draw(possible_values(world.oracle.domains))
    kept, module.MOST = module.MOST, 0
    try:
        check(world, possible, other, smallest=False)
    finally:
        module.MOST = kept


def rows(result: Result) -> tuple[str, ...]:
    """The deciding row of every decision."""
    return tuple(result.rows.values())


def free_of(oracle: Oracle, criterion: str) -> list[str]:
    """The variables of a criterion that are not merely recorded."""
    return [name for name in oracle.variables_of[criterion] if name not in oracle.recorded]


def held(oracle: Oracle, criterion: str, possible: Possible) -> str:
    """What the tests of one criterion come to; `weighs` where there is none."""
    ends = [
        {rule(oracle.case(answers)) for answers in oracle.assignments(possible)}
        for id, test in oracle.deciding_tests()
        if id == criterion
        for rule in [oracle.test(id, test)]
    ]
    if not ends:
        return "weighs"
    if {True} in ends and {False} in ends:
        return "partly"
    if {True, False} in ends:
        return "open"
    return "met" if {True} in ends else "failed"


@given(cases())
def test_bearing_is_recorded_exactly_where_the_rubric_says_so(
    case: tuple[World, Possible],
) -> None:
    """A criterion with `recorded` always reads `recorded`, and no other ever does."""
    world, possible = case
    for line in world.assess(possible).lines:
        marked = "recorded" in world.plain["criteria"][line.criterion.id]
        assert (line.bearing == "recorded") == marked


@given(cases())
def test_no_bearing_exactly_where_no_row_can_change(case: tuple[World, Possible]) -> None:
    """`no_bearing` says: with the others as known, no answer to this one changes any row."""
    world, possible = case
    oracle = world.oracle
    for line in world.assess(possible).lines:
        if line.bearing != "recorded":
            moves = oracle.moves(free_of(oracle, line.criterion.id), possible, rows)
            assert (line.bearing == "no_bearing") == (not moves)


@given(cases())
def test_other_bearings_follow_the_tests_that_name_it(case: tuple[World, Possible]) -> None:
    """All its tests hold: `met`; none: `failed`; some each: `partly`; else `open`; none: `weighs`.

    Tests are those in the conditions that the decisions rest on.
    """
    world, possible = case
    for line in world.assess(possible).lines:
        if line.bearing not in ("recorded", "no_bearing"):
            assert line.bearing == held(world.oracle, line.criterion.id, possible)


def test_the_members_of_a_set_count_together() -> None:
    """With neither member there, one more would change nothing; both would, so the set failed."""
    asked = {"group": "all_of_them", "ask": "Who?", "answer": {"set": ["ants", "bees"]}, **GROUNDS}
    row = {"is": "good", "when": {"c1": {"includes": ["ants", "bees"]}}, **GROUNDS}
    decision = {
        "outcomes": ["poor", "good"],
        "rows": {"r": row},
        "otherwise": {"is": "poor", **GROUNDS},
    }
    world = world_of({**head(), "criteria": {"c1": asked}, "decisions": {"d": decision}})
    (line,) = world.assess({"c1.ants": ("no",), "c1.bees": ("no",)}).lines
    assert line.bearing == "failed"


def test_where_nothing_is_tested_that_is_worked_out_once() -> None:
    """A rubric of points alone, asked for the tests of each criterion, is gone through once."""
    compiled = compile_rubric(sound(points(["1", "2"], ["3"])))
    assert compiled.atoms == {}
    assert compiled.atoms is compiled.atoms
