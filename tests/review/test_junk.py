"""Anything at all in a rubric file: diagnostics, never an exception."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import CODES
from support.base import base
from support.profiles import times
from support.world import all_faults

Plain = Any

JUNK: st.SearchStrategy[Plain] = st.recursive(
    st.none()
    | st.sampled_from(["", "yes", "care", "1", "p1", "all", "stated"])
    | st.sampled_from(["5,000", "a and not b", ">= 3", "1-5", "2 * a", "0001-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["when", "is", "all", "of", "from", "levels"])
            | st.sampled_from(["if", "and", "min", "between", "before", "weight", "cuts"]),
            inner,
            max_size=2,
        )
    ),
    max_leaves=4,
)


def places(value: Plain, trail: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a plain value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [] if isinstance(value, str) or value is None else list(items)
    return [trail, *(place for key, item in inner for place in places(item, (*trail, key)))]


def points_into(rubric: Plain, trail: tuple[str | int, ...]) -> bool:
    """Whether a trail leads to a value, or at most its last step to something absent."""
    for step in trail[:-1]:
        try:
            rubric = rubric[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


PLACES = [place for place in places(base()) if place]


@times(120)
@given(st.sampled_from(PLACES), JUNK)
def test_junk_anywhere_is_a_diagnostic_or_harmless(
    place: tuple[str | int, ...], junk: Plain
) -> None:
    """With anything at all put at any place, reading and every check end without an exception.

    And every diagnostic has a code of the closed set, a message, help and a place in the file.
    """
    rubric = base()
    owner = rubric
    for step in place[:-1]:
        owner = owner[step]
    owner[place[-1]] = junk
    for found in all_faults(rubric):
        assert found.code in CODES
        assert found.message
        assert found.help
        assert points_into(rubric, found.trail)
