"""An outline tells outcomes before all of a rubric is compiled: the same, or it asks for all."""

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from endorse_cli.engine import divided
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.divided import compile_apart, outline_of
from endorse_cli.models.rubric import Rubric
from support.families import asked, chained, points, rows, themes
from support.oracle import Possible
from support.profiles import times
from support.strategies import GROUNDS, head, possible_values
from support.world import World, answers_for, assess, cases, judged, sound, world_of

Plain = Any


def outlined(rubric: Rubric) -> Compiled | None:
    """The outline of a rubric, however little it adds up."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(divided, "LIGHT", 0)
        patched.setattr(divided, "MANY", 2)
        return outline_of(rubric)


@composite
def counts(draw: DrawFn) -> tuple[World, Possible]:
    """Rows over counts of the same and of different answers, and totals of them; a candidate."""
    ids = [f"c{i}" for i in range(draw(st.integers(3, 6)))]
    criteria = {id: asked("yes_no") for id in ids}
    some = st.lists(st.sampled_from(ids), min_size=2, max_size=5, unique=True)
    manies = draw(st.lists(some, min_size=1, max_size=3))

    def count() -> Plain:
        counted = {"of": draw(st.sampled_from(manies)), "are": draw(st.sampled_from(["yes", "no"]))}
        return {"count": counted, draw(st.sampled_from(["at_least", "at_most"])): draw(bounds)}

    bounds = st.integers(0, 4).map(str)
    findings = {f"f{i}": {"when": count(), **GROUNDS} for i in range(draw(st.integers(0, 2)))}
    parts = [*findings, count(), {"not": count()}, {"all": [count(), count()]}]
    decided = rows(*((name, draw(st.sampled_from(parts))) for name in ("good", "fair")))
    plain = {**head(), "criteria": criteria, "decisions": decided}
    world = world_of({**plain, "findings": findings} if findings else plain)
    return world, draw(possible_values(world.oracle.domains))


@times(75)
@given(cases() | counts())
def test_what_an_outline_tells_is_what_comes_out(case: tuple[World, Possible]) -> None:
    """Outcomes, rows and what is said of them are those of the whole diagrams, to the letter."""
    world, possible = case
    outline = outlined(world.rubric)
    if outline is None:
        return
    said = answers_for(world.oracle, possible)
    read = judged(world.reader, outline, said, world.oracle.anchors)
    if read.given:
        return
    found = Assessment(outline, read.answers, {}, whole=lambda: world.compiled)
    assert found.decisions == world.assess(possible).decisions
    assert found.lines == world.assess(possible).lines


def alike(count: int, least: int, most: int) -> Plain:
    """At least so much of one total, and at most so much of one that is never less."""
    weights = [str(5 + i % 7) for i in range(count)]
    plain = points(weights, ["1"])
    more = {"sum": [{"times": [f"{int(w) + i % 2}", f"c{i}"]} for i, w in enumerate(weights)]}
    plain["scores"]["t"] = {"value": more, **GROUNDS}
    both = {"all": [{"s": {"at_least": str(least)}}, {"t": {"at_most": str(most)}}]}
    return {**plain, "decisions": rows(("good", both))}


def nobody(rubric: Rubric) -> Assessment:
    """Nobody's answers under the outline of a rubric of which nothing else is ever made."""

    def whole() -> NoReturn:
        raise AssertionError("all of it was compiled")

    outline = outline_of(rubric)
    assert outline is not None
    return Assessment(outline, assess(rubric, outline, {}).answers, {}, whole=whole)


@pytest.mark.parametrize(
    ("plain", "possible"),
    [
        (themes(300), ("fail", "fair", "good")),
        (points(["1"] * 300, ["400", "800"]), ("b0", "b1", "b2")),
        (points(["3", "5"] * 40, ["1", "2", "3"]), ("b0", "b3")),
        (alike(40, 500, 540), ("fail", "good")),
        (alike(40, 500, 499), ("fail",)),
    ],
    ids=["themes", "equal", "gap", "alike", "never"],
)
def test_nothing_but_the_outline_is_made_for_what_can_come_out(
    plain: Plain, possible: tuple[str, ...]
) -> None:
    """Totals are told by their sums, and themes that share no answer one by one."""
    decided = nobody(sound(plain)).decisions["d"]
    assert (decided.possible, decided.is_exact) == (possible, True)


def test_what_is_counted_twice_is_one_part() -> None:
    """Several rows that ask for so many of the same answers are told apart exactly."""
    ids = [f"c{i}" for i in range(60)]
    count = {"of": ids, "are": "yes"}
    least = {"good": "40", "fair": "20", "poor": "40"}
    decided = rows(*((name, {"count": count, "at_least": n}) for name, n in least.items()))
    plain = {**head(), "criteria": dict.fromkeys(ids, asked("yes_no")), "decisions": decided}
    found = nobody(sound(plain))
    assert len(found.first.apart) == 1
    assert found.decisions["d"].possible == ("fail", "fair", "good")


def test_where_little_is_added_up_all_is_compiled_at_once() -> None:
    """Gates and tables are as soon made as outlined, and so is a short total."""
    for plain in (chained(20), points(["1"] * 10, ["20"])):
        assert outline_of(sound(plain)) is None


def test_all_that_comes_out_is_more_than_an_outline_tells() -> None:
    """Where a decision names the other rows that hold, all is compiled."""
    plain = points(["1"] * 20, ["20"])
    assert outline_of(sound(plain)) is not None
    plain["decisions"] |= rows(("good", {"s": {"at_least": "3"}}))
    plain["decisions"]["d"]["list_others"] = "true"
    assert outline_of(sound(plain)) is None


def test_a_total_that_decides_nothing_is_no_part() -> None:
    """What nothing is compared with stands beside the rows, and there is nothing to outline."""
    plain = points(["1"] * 60, ["20"])
    assert outline_of(sound(plain)) is not None
    plain["criteria"]["g"] = asked("yes_no")
    assert outline_of(sound({**plain, "decisions": rows(("good", {"g": "yes"}))})) is None


@pytest.mark.parametrize("made", [outline_of, compile_apart])
def test_a_count_that_no_diagram_holds_is_told_by_its_sum(
    made: Callable[[Rubric], Compiled | None],
) -> None:
    """Half of a thousand, beside a total that is worked out apart: the row is divided."""
    ids = [f"c{i}" for i in range(1_000)]
    half = {"count": {"of": ids, "are": "yes"}, "at_least": "500"}
    plain = {**head(), "criteria": dict.fromkeys([*ids, "g"], asked("yes_no"))}
    worth = {"points": "g", "give": {"no": "0", "yes": "1"}}
    plain["scores"] = {"s": {"value": worth, **GROUNDS}}
    rubric = sound({**plain, "decisions": rows(("good", half), ("fair", {"s": {"at_least": "1"}}))})
    compiled = made(rubric)
    assert compiled is not None
    for open_, possible in ((499, ("fail", "fair")), (500, ("fail", "fair", "good"))):
        answers = dict.fromkeys(ids[open_:], "no")
        decided = assess(rubric, compiled, answers).decisions["d"]
        assert (decided.possible, decided.is_exact) == (possible, True)
