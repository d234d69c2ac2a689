"""What a file says besides answers: who assessed, statements each way, corrections."""

from typing import Any

import pytest

from rubric.said import reader

Plain = Any


WRONG: list[tuple[dict[str, Plain], str, tuple[str | int, ...]]] = [
    ({"assessed": "the desk"}, "bad-shape", ("assessed",)),
    ({"assessed": {"by": "the desk", "on": "Monday"}}, "unknown-key", ("assessed", "on")),
    ({"assessed": {"date": "2026-13-01"}}, "bad-value", ("assessed", "date")),
    ({"statements": [{"by": "A", "text": "T"}]}, "bad-shape", ("statements",)),
    ({"statements": {"pro": []}}, "unknown-key", ("statements", "pro")),
    ({"statements": {"for": [{"text": "T"}]}}, "missing-key", ("statements", "for", 0)),
    ({"statements": {"against": [{"by": "A"}]}}, "missing-key", ("statements", "against", 0)),
    ({"statements": {"against": "No."}}, "bad-shape", ("statements", "against")),
    ({"corrections": [{"date": "2026-05-03"}]}, "missing-key", ("corrections", 0)),
    ({"corrections": {"what": "A name."}}, "bad-shape", ("corrections",)),
]


@pytest.mark.parametrize(("head", "code", "place"), WRONG, ids=[repr(h[0]) for h in WRONG])
def test_a_fault_beside_the_answers_is_one_report_at_its_place(
    head: dict[str, Plain], code: str, place: tuple[str | int, ...]
) -> None:
    """Each wrong entry gives one diagnostic, and no candidate comes out."""
    read, found = reader().read({"candidate": "Odalys Wren", "answers": {}, **head})
    assert read is None
    assert [(d.code, d.trail) for d in found] == [(code, place)]
