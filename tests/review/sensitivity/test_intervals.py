"""How far a number can go, against brute force on either side of each end that is told."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.domain import names_in
from endorse_cli.models.audits import EndPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.sensitivity.crossings import Dial, Known
from endorse_cli.review.sensitivity.intervals import (
    Interval,
    dials,
    interval,
    turned,
)
from endorse_cli.review.sensitivity.variants import Outcomes, Reliance, Variants
from support.oracle import Oracle, Possible
from support.profiles import times
from support.world import World, cases

Plain = Any
Case = tuple[World, Possible]
NEAR = Fraction(1, 10**6)
ends = st.lists(st.fractions(-6, 6, max_denominator=4), min_size=2, max_size=2)
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


class One:
    """The judge of one candidate."""

    def __init__(self, rubric: Rubric, variants: Variants) -> None:
        self.rubric = rubric
        self.variants = variants

    def __call__(self, dial: Dial, at: Fraction, who: Sequence[int]) -> Mapping[int, Outcomes]:
        """What comes out with the number turned."""
        variant = turned(self.rubric, dial, at)
        return {one: self.variants.outcomes(variant, dial, at) for one in who}

    def stays(self, dial: Dial, first: Fraction, last: Fraction, one: int) -> bool:
        """Whether nothing changes for sure between two values."""
        start, end = (turned(self.rubric, dial, at) for at in (first, last))
        return self.variants.stays(start, end, dial, last)


def intervals(world: World, possible: Possible) -> list[Interval]:
    """What the program says of every number of a rubric, for one candidate."""
    masks = world.masks(possible)
    variables = world.compiled.variables
    names = {v.id: tuple(names_in(v, mask)) for v, mask in zip(variables, masks, strict=True)}
    assessment = world.assess(possible)

    judge = One(world.rubric, Variants(assessment, Reliance(world.rubric)))

    known = [Known("Ann", names, {})]
    now = {0: {id: decided.possible for id, decided in assessment.decisions.items()}}
    return [interval(world.rubric, dial, known, judge, now) for dial in dials(world.rubric)]


@times(6)
@given(cases(of_names=True))
def test_inside_the_interval_nothing_changes_and_past_an_end_something_does(case: Case) -> None:
    """Every end is exact, on both sides of it; and between the ends outcomes are what they were."""
    world, possible = case
    for found in intervals(world, possible):
        dial = found.dial
        if not found.worked_out:
            # A rounded amount steps for ever without a comparison turning.
            assert "'round'" in repr(world.plain)
            continue
        now = brute(world, possible, dial, dial.value)
        for end, sign in ((found.low, -1), (found.high, 1)):
            if end is None:
                continue
            at = Fraction(end["at"])
            assert (brute(world, possible, dial, at) == now) is end["included"]
            past = brute(world, possible, dial, at + sign * NEAR)
            assert past != now or not end["included"]
            assert brute(world, possible, dial, at - sign * NEAR) == now or at == dial.value
        for value in GRID:
            if is_inside(found, value):
                assert brute(world, possible, dial, value) == now


@times(10)
@given(cases(of_names=True), ends)
def test_what_stays_for_sure_between_two_values_stays(case: Case, span: list[Fraction]) -> None:
    """Whatever is passed over in one look, brute force finds unchanged at many values in it."""
    world, possible = case
    assessment = world.assess(possible)
    judge = One(world.rubric, Variants(assessment, Reliance(world.rubric)))
    low, high = sorted(span)
    for dial in dials(world.rubric):
        for first, last in ((low, high), (high, low)):
            if judge.stays(dial, first, last, 0):
                now = {id: set(d.possible) for id, d in assessment.decisions.items()}
                for step in range(7):
                    value = low + (high - low) * step / 6
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
        compiled = compile_rubric(turned(world.rubric, dial, Fraction(7, 5)))
        assessment = Assessment(compiled, world.assess(possible).answers, {})
        for id, outcomes in brute(world, possible, dial, Fraction(7, 5)).items():
            assert set(assessment.decisions[id].possible) == outcomes
