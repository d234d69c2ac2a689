"""What the default rubric's lines say, for people whom everybody would read the same way."""

import pytest

from endorse_cli.api.rubrics import load_rubric
from support.world import assess

CADRE = {
    **dict.fromkeys(
        ("dsa_member", "chapter_member", "solicited_endorsement", "openly_socialist",
         "office_has_power"), "yes",
    ),
    "accepts_positions": "with_exceptions",
    "red_lines": "kept", "rooted_in_chapter": "clear", "viable_path": "competitive",
    "office_kind": "executive", "coordinates_strategy": "some", "transformative_reforms": "clear",
}  # fmt: skip
"""A cadre campaign that meets every condition, and of which nothing else is known."""

CONDITIONS = [
    "dsa_member", "chapter_member", "solicited_endorsement", "openly_socialist",
    "office_has_power",
]  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_reads_met_or_failed(condition: str) -> None:
    """A yes/no condition that decides reads `met` for yes and `failed` for no, never `partly`."""
    loaded = load_rubric()
    for said, expected in (("yes", "met"), ("no", "failed")):
        answers = {**CADRE, condition: said}
        lines = assess(loaded.rubric, loaded.compiled, answers).lines
        (bearing,) = (line.bearing for line in lines if line.criterion.id == condition)
        assert bearing == expected


def test_the_campaign_above_is_endorsed() -> None:
    """It is a cadre campaign that meets every condition, so the rest need not be known."""
    loaded = load_rubric()
    decisions = assess(loaded.rubric, loaded.compiled, CADRE).decisions
    assert decisions["classification"].outcome == "cadre"
    assert decisions["recommendation"].outcome == "endorse"
