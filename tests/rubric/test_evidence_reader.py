"""Sources under an answer: kept as they are written, or told where they cannot be read."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.models.evidence import Evidence
from rubric.said import SOURCE, Wrong, answer, ids_of, see_one_fault

Plain = Any


def test_evidence_is_kept_as_written() -> None:
    """Source, date and what it says, each optional, in the file's order."""
    given = answer("care", {"answer": "some", "evidence": [SOURCE, {"says": "Heard of it."}]})
    assert given.evidence == (
        Evidence.model_validate(SOURCE),
        Evidence(says="Heard of it."),
    )
    assert given.evidence[0].date == date(2026, 3, 1)


WRONG: list[Wrong] = [
    ("care", {"answer": "clear", "evidence": "seen"}, "bad-shape", ("evidence",), ""),
    ("care", {"answer": "clear", "evidence": ["seen"]}, "bad-shape", ("evidence", 0), ""),
    ("care", {"answer": "clear", "evidence": [{}]}, "bad-shape", ("evidence", 0), ""),
    ("care", {"answer": "clear", "evidence": [{"url": "x"}]}, "unknown-key",
     ("evidence", 0, "url"), ""),
    ("care", {"answer": "clear", "evidence": [{"date": "1 May"}]}, "bad-value",
     ("evidence", 0, "date"), ""),
    ("care", {"answer": "clear", "evidence": [{"source": ["x"]}]}, "bad-shape",
     ("evidence", 0, "source"), ""),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=ids_of(WRONG))
def test_what_is_no_source_is_one_fault_at_its_place(wrong: Wrong) -> None:
    """A source is a mapping that says something: where, when, what; each as it should be."""
    see_one_fault(wrong)
