"""What several rubrics cut together: each answer lies where every one of them puts it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.tests import Day
from endorse_cli.rubric.common_regions import common_regions, shared_shape
from endorse_cli.rubric.day_regions import DayRegions, day_regions
from endorse_cli.rubric.number_regions import Edge, NumberRegions, number_regions
from support.parts import number_shape

F = Fraction
BOUNDS = st.none() | st.integers(-4, 8).map(F)
STEPS = st.sampled_from([None, F(1), F(2), F(3), F(1, 2), F(3, 2)])
EDGES = st.builds(Edge, st.integers(-4, 8).map(F), st.booleans())


def shape(low: Fraction | None, high: Fraction | None, step: Fraction | None) -> NumberShape:
    """A number of days."""
    return number_shape("days", low, high, step)


SHAPES = st.builds(shape, BOUNDS, BOUNDS, STEPS)
ANSWERS = [F(place, 2) for place in range(-12, 24)]


@given(SHAPES, SHAPES)
def test_what_fits_both_shapes_fits_the_shared_one(one: NumberShape, other: NumberShape) -> None:
    """And nothing else does; where nothing fits both there is none."""
    shared = shared_shape(one, other)
    for value in ANSWERS:
        fits = shared is not None and shared.fits(value)
        assert fits == (one.fits(value) and other.fits(value))


def test_another_unit_is_never_shared() -> None:
    """Ten days are not ten weeks."""
    assert shared_shape(shape(None, None, None), number_shape("weeks", None, None, None)) is None


def test_one_number_alone_can_be_shared() -> None:
    """Where the least of one is the greatest of the other."""
    found = shared_shape(shape(F(0), F(3), F(1)), shape(F(3), None, F(1)))
    assert found is not None
    assert (found.low, found.high) == (3, 3)
    assert shared_shape(shape(F(0), F(2), F(1)), shape(F(3), None, F(1))) is None


@given(SHAPES, SHAPES, st.lists(EDGES, max_size=3), st.lists(EDGES, max_size=3))
def test_every_shared_answer_lies_where_each_puts_it(
    one: NumberShape,
    other: NumberShape,
    cuts: list[Edge[Fraction]],
    more: list[Edge[Fraction]],
) -> None:
    """The region of the common cut says in which region of each it is."""
    own = number_regions(one, cuts), number_regions(other, more)
    found = common_regions(own)
    answers = [value for value in ANSWERS if one.fits(value) and other.fits(value)]
    if found is None:
        assert answers == []
        return
    assert isinstance(found.regions, NumberRegions)
    for value in answers:
        place = found.regions.place(value)
        assert [reads[place] for reads in found.reads] == [r.place(value) for r in own]


def day(count: int, unit: str | None, anchor: str | None = "election") -> Day:
    """A day so far from an anchor."""
    return Day.model_construct(anchor=anchor, unit=unit, count=count)


FIXED = day_regions([])
MONTHS = day_regions([(day(-6, "months"), False)])


def test_days_are_shared_where_they_count_from_one_anchor_in_one_unit() -> None:
    """Or where one of them compares nothing; what is cut twice is cut once."""
    weeks = day_regions([(day(-2, "weeks"), False)])
    judged = day_regions([(day(-6, "months", "as_of"), False)])
    assert common_regions([MONTHS, weeks]) is None
    assert common_regions([MONTHS, judged]) is None
    assert common_regions([MONTHS, number_regions(shape(None, None, None), [])]) is None
    found = common_regions([MONTHS, day_regions([(day(-3, "months"), True)]), FIXED])
    assert found is not None
    assert isinstance(found.regions, DayRegions)
    assert (found.regions.anchor, found.regions.unit) == ("election", "months")
    assert len(found.regions.regions) == 3
    assert found.reads == ((0, 1, 1), (0, 0, 1), (0, 0, 0))
    same = common_regions([MONTHS, MONTHS])
    assert same is not None
    assert same.reads == ((0, 1), (0, 1))


@pytest.mark.parametrize("unit", ["days", "months"])
def test_just_after_a_day_is_just_before_the_next(unit: str) -> None:
    """So of days, and not of months, two cuts are one."""
    after = day_regions([(day(2, unit), True)])
    before = day_regions([(day(3, unit), False)])
    found = common_regions([after, before])
    assert found is not None
    assert len(found.regions.regions) == (2 if unit == "days" else 3)  # type: ignore[union-attr]
