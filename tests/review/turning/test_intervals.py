"""How far a number can go, against brute force on either side of each end that is told."""

from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from endorse_cli import api
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.models.audits import EndPart, NumberPart
from endorse_cli.models.plain_values import show_number
from endorse_cli.review.structure import number_faults
from endorse_cli.review.turning import closed_form, turning_points
from endorse_cli.review.turning.closed_form import Allowance
from endorse_cli.review.turning.intervals import NOTHING_TOLD, Interval, Known, interval
from endorse_cli.review.turning.turnable_numbers import Dial, Reliance, dials, turned
from endorse_cli.review.turning.turning_points import Judge
from support.compounds import compounds
from support.families import points
from support.oracle import Oracle, Possible
from support.profiles import times
from support.world import World, cases, world_of

Plain = Any
Case = tuple[World, Possible]
NEAR = Fraction(1, 10**6)
GRID = [Fraction(n, 4) for n in range(-24, 25)]


def written(plain: dict[str, Plain], dial: Dial, value: Fraction) -> dict[str, Plain]:
    """A plain rubric with another number in the places of one."""
    changed = deepcopy(plain)
    for trail, key in dial.targets:
        *way, last = (*trail, key) if key != "value" or dial.sort == "setting" else trail
        owner = changed
        for step in way:
            owner = owner[step]
        owner[last] = str(value)
    return changed


def brute(world: World, possible: Possible, dial: Dial, value: Fraction) -> dict[str, set[str]]:
    """The outcomes possible with another number, by brute force."""
    oracle = Oracle(written(world.plain, dial, value))
    found: dict[str, set[str]] = {}
    for result in oracle.results(possible):
        for id, outcome in result.outcomes.items():
            found.setdefault(id, set()).add(outcome)
    return found


def intervals(world: World, possible: Possible) -> list[tuple[Dial, Interval]]:
    """What the program says of every number of a rubric, for one candidate."""
    known = [Known("Ann", Judge(world.assess(possible), {}))]
    reliance = Reliance(world.rubric)
    return [(dial, interval(reliance, dial, known, Allowance())) for dial in dials(world.rubric)]


@times(6)
@given(cases(of_names=True) | compounds())
def test_inside_the_interval_nothing_changes_and_past_an_end_something_does(case: Case) -> None:
    """Every end is exact, on both sides of it; and between the ends outcomes are what they were."""
    world, possible = case
    for dial, found in intervals(world, possible):
        if not found.worked_out:
            # A rounded amount steps for ever without a comparison turning; a divisor is turned.
            assert "'round'" in repr(world.plain) or "'share'" in repr(world.plain)
            continue
        now = brute(world, possible, dial, dial.value)
        for end, sign in ((found.low, -1), (found.high, 1)):
            if end is None:
                continue
            at = Fraction(end["at"])
            if not end["sound"]:
                beyond = at + sign * NEAR if end["included"] else at
                assert number_faults(turned(world.rubric, dial, beyond))
                continue
            assert (brute(world, possible, dial, at) == now) is end["included"]
            past = brute(world, possible, dial, at + sign * NEAR)
            assert past != now or not end["included"]
            assert brute(world, possible, dial, at - sign * NEAR) == now or at == dial.value
        for value in GRID:
            if is_inside(found, value):
                assert brute(world, possible, dial, value) == now


def is_inside(found: Interval, value: Fraction) -> bool:
    """Whether a number lies in the interval."""
    low, high = found.low, found.high
    above = low is None or value > Fraction(low["at"]) or is_at(low, value)
    below = high is None or value < Fraction(high["at"]) or is_at(high, value)
    return above and below


def is_at(end: EndPart, value: Fraction) -> bool:
    """Whether a number is the end of an interval, and belongs to it."""
    return end["included"] and value == Fraction(end["at"])


@times(6)
@given(cases(of_names=True))
def test_a_number_turned_is_the_rubric_written_so(case: Case) -> None:
    """Turning a number gives the rubric that one gets by writing the number into the file."""
    world, possible = case
    for dial in dials(world.rubric):
        changed = turned(world.rubric, dial, Fraction(7, 5))
        if number_faults(changed):
            continue
        compiled = compile_rubric(changed)
        assessment = Assessment(compiled, world.assess(possible).answers, {})
        for id, outcomes in brute(world, possible, dial, Fraction(7, 5)).items():
            assert set(assessment.decisions[id].possible) == outcomes


ROOT = Path(__file__).parents[3]


def test_where_numbers_are_answers_the_ends_are_those_of_the_file_changed() -> None:
    """A bound on a number that is answered ends where reading the changed rubric says it ends."""
    rubric = api.load_rubric("supplier-review")
    names = ("kept-near-and-small", "rumor-and-open-questions", "needed-on-probation")
    texts = [(ROOT / f"examples/supplier-review/{name}.yaml").read_text("utf-8") for name in names]

    def outcomes(loaded: api.LoadedRubric) -> list[dict[str, tuple[str, ...]]]:
        scored = [api.score_text(text, loaded) for text in texts]
        return [{k: d.possible for k, d in one.assessment.decisions.items()} for one in scored]

    def changed(dial: Dial, value: Fraction) -> list[dict[str, tuple[str, ...]]]:
        return outcomes(api.LoadedRubric(rubric.layered, turned(rubric.whole, dial, value)))

    files = [ROOT / f"examples/supplier-review/{name}.yaml" for name in names]
    told = api.sense("supplier-review", files).form["numbers"]
    now, looked = outcomes(rubric), 0
    for dial, number in zip(dials(rubric.whole), told, strict=True):
        if not is_on_a_number(dial, number):
            continue
        looked += 1
        for end, sign in ((number["low"], -1), (number["high"], 1)):
            at = Fraction(end["at"]) if end else dial.value + sign * 40
            assert changed(dial, (at + dial.value) / 2) == now
            if end and end["sound"]:
                assert (changed(dial, at) == now) is end["included"]
                assert changed(dial, at + sign * NEAR) != now
    assert looked == 6


def is_on_a_number(dial: Dial, number: NumberPart) -> bool:
    """Whether it bounds a number that is answered."""
    assert show_number(dial.value) == number["value"]
    on_time = number["id"] == "service_points" and dial.sort == "threshold"
    is_setting = number["id"] in ("small_purchase", "large_purchase")
    return on_time or is_setting or "when distance" in number["part"]


def test_what_can_come_out_with_what_does_not_move_is_told_without_a_comparison() -> None:
    """Of a weight, where all may be at a level that is worth nothing whatever the weight is.

    Of a threshold there has to be one; what is looked at has a bound for each number.
    """
    world = world_of(points(["5", "3", "1"], ["4", "20"]))
    known = [Known("Ann", Judge(world.assess(world.oracle.domains), {}))]
    reliance = Reliance(world.rubric)
    weight, cut = (
        next(dial for dial in dials(world.rubric) if (dial.id, dial.value) == wanted)
        for wanted in (("s", 1), ("d", 20))
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(turning_points, "Along", nothing)
        assert interval(reliance, weight, known, Allowance()) == Interval(None, None)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(closed_form, "LEAST", 10)
        assert interval(reliance, cut, known, Allowance(0)) == NOTHING_TOLD
    assert interval(reliance, cut, known, Allowance()).worked_out


def nothing(*asked: object) -> None:
    """In place of what works out a stretch."""
    raise AssertionError(f"a stretch was worked out of {asked}")
