"""The regions of numbers: what they hold, and what they are called."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.rubric.number_regions import Edge, number_regions, steps
from support.parts import number_shape

EDGES = st.builds(Edge, st.fractions(min_value=-4, max_value=4, max_denominator=6), st.booleans())
NUMBERS = st.fractions(min_value=-3, max_value=3, max_denominator=2)
STEPS = st.sampled_from([None, Fraction(1), Fraction(1, 2), Fraction(2, 3)])


@given(st.none() | NUMBERS, st.none() | st.integers(1, 6), STEPS, st.lists(EDGES, max_size=4))
def test_every_answer_lies_in_exactly_one_region_and_none_is_empty(
    low: Fraction | None, many: int | None, step: Fraction | None, edges: list[Edge[Fraction]]
) -> None:
    """Regions follow each other from the lowest; whatever no answer can be in is left out."""
    base = low or Fraction(0)
    high = None if many is None else base + many * (step or 1)
    shape = number_shape("things", low, high, step)
    cut = number_regions(shape, edges)
    for place in range(len(cut.regions)):
        inside = cut.sample(place)
        assert shape.fits(inside)
        assert cut.place(inside) == place
    fitting = [base + (step or Fraction(1, 12)) * i for i in range(-60, 60)]
    answers = [value for value in fitting if shape.fits(value)]
    places = [cut.place(value) for value in answers]
    assert places == sorted(places)
    for value in answers:
        assert [r.holds(value) for r in cut.regions].count(True) == 1
    assert len(set(cut.labels)) == len(cut.labels)


def test_regions_that_steps_and_bounds_leave_empty_are_dropped() -> None:
    """Between two neighbouring whole numbers, below the least and above the greatest: nothing."""
    whole = number_shape("months", Fraction(0), Fraction(5), Fraction(1))
    cut = number_regions(
        whole,
        [
            Edge(Fraction(0), False),
            Edge(Fraction(2), True),
            Edge(Fraction(5, 2), False),
            Edge(Fraction(3), False),
            Edge(Fraction(5), True),
            Edge(Fraction(7), False),
        ],
    )
    assert [cut.sample(place) for place in range(len(cut.regions))] == [0, 3]


LABELS = [
    ([], ("any number of months",)),
    ([Edge(Fraction(6), False)], ("less than 6 months", "at least 6 months")),
    ([Edge(Fraction(6), True)], ("at most 6 months", "more than 6 months")),
    (
        [Edge(Fraction(6), False), Edge(Fraction(6), True)],
        ("less than 6 months", "6 months", "more than 6 months"),
    ),
    (
        [Edge(Fraction(1, 2), True), Edge(Fraction(3, 2), False)],
        ("0 months", "1 months", "at least 1.5 months"),
    ),
    (
        [Edge(Fraction(1), False), Edge(Fraction(4), True)],
        ("0 months", "at least 1 and at most 4 months", "more than 4 months"),
    ),
]


@pytest.mark.parametrize(("edges", "labels"), LABELS)
def test_a_region_is_called_by_its_bounds(
    edges: list[Edge[Fraction]], labels: tuple[str, ...]
) -> None:
    """By the bounds that cut it, with the unit; by the number where there is only one."""
    shape = number_shape("months", Fraction(0), None, Fraction(1))
    assert number_regions(shape, edges).labels == labels


def test_every_step_is_a_value_of_a_number_that_is_added_up() -> None:
    """From the least to the greatest, both included."""
    shape = number_shape("hours", Fraction(-1), Fraction(1), Fraction(1, 2))
    cut = steps(shape)
    assert cut is not None
    assert cut.labels == ("-1 hours", "-0.5 hours", "0 hours", "0.5 hours", "1 hours")


def test_so_many_steps_can_be_listed_and_no_more() -> None:
    """Two thousand from end to end; without an end or a step there is no list at all."""
    least = Fraction(1)
    listed = steps(number_shape("days", least, Fraction(2_001), Fraction(1)))
    assert listed is not None
    assert (len(listed.regions), listed.labels[0], listed.labels[-1]) == (
        2_001, "1 days", "2001 days",
    )  # fmt: skip
    assert steps(number_shape("days", least, Fraction(2_002), Fraction(1))) is None
    assert steps(number_shape("days", None, Fraction(5), Fraction(1))) is None
    assert steps(number_shape("days", least, None, Fraction(1))) is None
    assert steps(number_shape("days", least, Fraction(5), None)) is None
    some = steps(number_shape("days", Fraction(1, 2), Fraction(2), Fraction(3, 4)))
    assert some is not None
    assert some.labels == ("0.5 days", "1.25 days", "2 days")


ENDS = [
    (0b001, None, Fraction(2)),
    (0b010, Fraction(2), Fraction(5)),
    (0b100, Fraction(5), None),
    (0b011, None, Fraction(5)),
    (0b110, Fraction(2), None),
]


@pytest.mark.parametrize(("mask", "low", "high"), ENDS)
def test_some_regions_reach_from_end_to_end(
    mask: int, low: Fraction | None, high: Fraction | None
) -> None:
    """An end that is no answer itself counts as one; without bounds there is none."""
    cuts = [Edge(Fraction(2), False), Edge(Fraction(5), True)]
    assert number_regions(number_shape("days", None, None, None), cuts).ends(mask) == (low, high)


def test_ends_are_answers_where_numbers_go_in_steps() -> None:
    """The greatest below a bound, the least above it, and the bounds of the number itself."""
    shape = number_shape("days", Fraction(1), Fraction(11), Fraction(2))
    cut = number_regions(shape, [Edge(Fraction(4), False), Edge(Fraction(7), True)])
    assert [cut.ends(1 << place) for place in range(3)] == [(1, 3), (5, 7), (9, 11)]
    assert cut.passing([Edge(Fraction(4), False)], []) == 0b110
    assert cut.passing([], [Edge(Fraction(7), True)]) == 0b011
    assert cut.passing([Edge(Fraction(4), False)], [Edge(Fraction(7), True)]) == 0b010


def test_questions_with_the_same_steps_share_one_list_of_them() -> None:
    """A hundred amounts of up to a thousand points hold a thousand regions, not a hundred times."""
    one, other = (
        steps(number_shape(unit, Fraction(0), Fraction(1_000), Fraction(1)))
        for unit in ("points", "hours")
    )
    assert one is not None
    assert other is not None
    assert one.regions is other.regions
    assert (one.labels[3], other.labels[3]) == ("3 points", "3 hours")
