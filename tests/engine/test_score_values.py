"""Which values a score can have, where that is asked of its diagram and where it is added up."""

from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.engine.score_values import compile_score
from endorse_cli.rubric.number_regions import Edge, Region
from endorse_cli.rubric.rubric_reader import read_rubric
from support.families import points

Plain = Any

AMOUNTS = st.sampled_from(["1", "2", "3", "1/2", "7", "-2"])
EDGES = st.none() | st.builds(
    Edge, st.sampled_from([Fraction(n, 2) for n in range(-8, 40)]), st.booleans()
)


@given(
    st.lists(AMOUNTS, min_size=1, max_size=4),
    st.sampled_from(["total", "clamped", "rounded"]),
    EDGES,
    EDGES,
)
def test_what_is_added_up_tells_the_same_as_the_diagram(
    weights: list[str], form: str, low: Edge[Fraction] | None, high: Edge[Fraction] | None
) -> None:
    """A value in a stretch exactly where some answers give one, and then one of these values."""
    plain = points(weights, ["5", "10"], levels=3)
    value = plain["scores"]["s"]["value"]
    forms = {
        "total": value,
        "clamped": {"clamp": value, "at_least": "0", "at_most": "12"},
        "rounded": {"round": value, "to": "3", "half": "up"},
    }
    plain["scores"]["s"]["value"] = forms[form]
    rubric, found = read_rubric(plain)
    assert not found
    score, region = compile_score(rubric, "s", 50_000), Region(low, high)
    inside = set()
    for said in product(range(3), repeat=len(weights)):
        total = sum((Fraction(w) * n for w, n in zip(weights, said, strict=True)), Fraction(0))
        come = {
            "total": total,
            "clamped": min(max(total, Fraction(0)), Fraction(12)),
            "rounded": floor(total / 3 + Fraction(1, 2)) * Fraction(3),
        }
        if _is_in(come[form], region):
            inside.add(come[form])
    for told in (score.value_in(region), score.added_up(region)):
        assert (told is None) == (not inside)
        assert told is None or told in inside


def _is_in(number: Fraction, region: Region[Fraction]) -> bool:
    low, high = region.low, region.high
    above = low is None or number > low.at or (number == low.at and not low.after)
    below = high is None or number < high.at or (number == high.at and high.after)
    return above and below
