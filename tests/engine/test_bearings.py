"""What each answer did, against brute force."""

from hypothesis import given

from support.oracle import Oracle, Possible, Result
from support.strategies import GROUNDS, head
from support.world import World, cases, world_of


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
