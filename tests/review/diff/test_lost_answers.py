"""Which answers can no longer be read: by what may be answered, whatever conditions tell apart."""

from typing import Any

import pytest

from endorse_cli.review.diff.advice import lost_answers
from support.base import Edit, base, drop, edited, put
from support.world import sound

Plain = Any
NUMBER = "criteria weather answer"
FREE = drop("criteria weather anchors")
NO_WET = put("findings backed unless", [])


def number(**shape: str) -> list[Edit]:
    """The rubric with a number of days that nothing compares."""
    return [
        FREE,
        put(NUMBER, {"number": {"unit": "days", "step": "1", **shape}}),
        drop("findings backed unless"),
    ]


WIDE = number(min="0", max="20")

CHANGES: list[tuple[str, list[Edit], list[Edit], dict[str, tuple[str, ...]]]] = [
    ("nothing", [], [], {}),
    ("a lower end", WIDE, number(min="0", max="12"), {"weather": ("more than 12",)}),
    ("a higher start", WIDE, number(min="5", max="20"), {"weather": ("less than 5",)}),
    ("a wider range", WIDE, number(min="0", max="40"), {}),
    ("no bounds", WIDE, number(), {}),
    (
        "steps",
        WIDE,
        number(min="0", max="20", step="5"),
        {"weather": ("what is no whole number of steps of 5",)},
    ),
    ("finer steps", WIDE, number(min="0", max="20", step="1/2"), {}),
    ("another unit", WIDE, [FREE, put(NUMBER, {"number": {"unit": "weeks", "min": "0",
        "max": "20", "step": "1"}}), drop("findings backed unless")], {}),
    (
        "a number no more",
        WIDE,
        [],
        {"weather": ("a whole number of days from 0 to 20",)},
    ),
    (
        "a member less",
        [],
        [put("criteria backers answer set", ["neighbours", "shop"]),
         drop("criteria backers recorded_members"), drop("promises liking_is_nothing")],
        {"backers": ("school",)},
    ),
    (
        "not_applicable no more",
        [],
        [drop("criteria licence may_be"), put("findings in_order when all 1", {"licence": "yes"})],
        {"licence": ("not_applicable",)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "lost"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES]
)
def test_what_can_no_longer_be_answered_is_lost(
    old: list[Edit], new: list[Edit], lost: dict[str, tuple[str, ...]]
) -> None:
    """A narrower range, another form, a member less: some file may hold what was taken away."""
    before, after = (sound(edited(*edits)) if edits else sound(base()) for edits in (old, new))
    assert lost_answers(before, after) == lost
