"""One fault, one report: small rubrics with one thing wrong, its code and its place."""

import re

import pytest

from endorse_cli.diagnostics import CODES
from support.base import STATED, edited, put, steps
from support.broken import ALL, ROWS, STATIC, WHEN, Broken, broken
from support.world import all_faults

PYTHON = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|Fraction\(|\bdict\b|\btuple\b|\['|\{'|<class")
"""What only a programmer would write."""


@pytest.mark.parametrize("case", ALL, ids=[case.what for case in ALL])
def test_one_fault_gives_one_report_at_its_place(case: Broken) -> None:
    """A rubric with one thing wrong gives exactly one diagnostic, with its fixed code, there."""
    found = all_faults(edited(*case.edits))
    assert [(d.code, d.trail) for d in found] == [(case.code, steps(case.place))]


NOT_YET = {
    "mixed-anchors", "band-gap", "band-overlap", "table-gap", "table-double",
    "passage-no-home", "passage-changed",
}  # fmt: skip
"""Codes of forms that cannot be read yet, and of `trace`."""

OF_FILES = {"syntax", "too-large", "unreadable"}
"""Codes of the layer that reads bytes."""


def test_every_code_that_a_rubric_can_get_is_shown_here() -> None:
    """The closed set of codes: each that can be given to a rubric has at least one case above."""
    assert {case.code for case in ALL} == set(CODES) - NOT_YET - OF_FILES


ANOTHER = broken(
    "another fault", "bad-value", "groups people title", put("groups people title", "")
)


@pytest.mark.parametrize("case", STATIC, ids=[case.what for case in STATIC])
def test_all_faults_come_in_one_run(case: Broken) -> None:
    """A second fault elsewhere is reported beside the first: nobody mends one to find the next."""
    found = [(d.code, d.trail) for d in all_faults(edited(*case.edits, *ANOTHER.edits))]
    assert (case.code, steps(case.place)) in found
    assert (ANOTHER.code, steps(ANOTHER.place)) in found


def test_an_outcome_of_no_row_is_no_consequence_of_a_dead_row() -> None:
    """An outcome that no row has is a fault of its own, whatever else is wrong with the rows."""
    never = {"is": "refuse", "when": {"all": [{"skill": "none"}, {"skill": "some"}]}, **STATED}
    outcomes = ["refuse", "wait", "lend", "give"]
    found = all_faults(edited(put(f"{ROWS} dead", never), put("decisions loan outcomes", outcomes)))
    assert {(d.code, d.trail) for d in found} == {
        ("row-never", steps(f"{ROWS} dead")),
        ("outcome-unreachable", steps("decisions loan outcomes 3")),
    }


def test_a_constant_test_of_many_names_whom_it_is_constant_of() -> None:
    """Of several ids under one test the message names the one for which it is constant."""
    asked = {
        "group": "use",
        "label": "Wet",
        "ask": "How wet?",
        "answer": {"levels": ["some", "clear"]},
        **STATED,
    }
    asked["anchors"] = {"some": "Damp.", "clear": "Wet."}
    wet = {"all": {"of": ["skill", "wetness"], "are": {"at_least": "some"}}}
    also = {"any": [{"weather": "wet"}, {"wetness": "clear"}]}
    found = all_faults(
        edited(
            put("criteria wetness", asked),
            put(f"{WHEN} 2", wet),
            put("findings backed unless 0 when", also),
        )
    )
    assert [(d.code, d.trail) for d in found] == [
        ("comparison-constant", steps(f"{WHEN} 2 all are"))
    ]
    assert "`wetness`" in found[0].message


@pytest.mark.parametrize("case", ALL, ids=[case.what for case in ALL])
def test_every_report_says_what_to_do(case: Broken) -> None:
    """A message is a sentence in the user's words, help is there, and no name of Python's."""
    for found in all_faults(edited(*case.edits)):
        assert found.message.endswith(".")
        assert found.help
        assert not PYTHON.search(f"{found.message} {found.help}")
