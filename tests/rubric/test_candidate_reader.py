"""A candidate's file as a whole: its head, and answers by criterion."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.models.candidate import Assessed, Correction
from rubric.said import answer, candidate, faults, one_fault, reader

Plain = Any


def test_absent_is_not_asked() -> None:
    """What a file leaves out is as if it said a bare `unknown`."""
    read = reader()
    for id, absent in read.absent.items():
        assert absent == answer(id, "unknown")
    assert candidate({}).answers == {}


def test_an_unknown_criterion_names_the_nearest() -> None:
    """A misspelt criterion is an error at its key, with the nearest and a way to get them all."""
    found = one_fault({"purpos": "work"})
    assert (found.code, found.trail, found.on_key) == ("unknown-id", ("answers", "purpos"), True)
    assert "`purpose`" in found.help


def test_a_setting_or_finding_is_no_criterion() -> None:
    """Only criteria are answered: a decision, finding, score or setting is an unknown id here."""
    for id in ("loan", "in_order", "merit", "care_needed", "house_rules"):
        assert one_fault({id: "yes"}).code == "unknown-id"


def test_every_fault_is_reported_in_one_run() -> None:
    """Ten wrong answers are ten diagnostics, in the order of the file."""
    wrong = {
        "care": "cleer", "skill": None, "member": "true", "backers": {"shops": "yes"},
        "purpose": {"one_of": ["work"]}, "late": {"note": "N"}, "nobody": "yes",
        "weather": ["dry"], "licence": {"unknown": "why"}, "house_rule": {"answer": "bent"},
    }  # fmt: skip
    found = faults(wrong)
    assert [d.trail[1] for d in found] == list(wrong)


@pytest.mark.parametrize("answers", [None, "yes", [], ["care"]])
def test_answers_are_a_mapping(answers: Plain) -> None:
    """`answers` may be empty and is never null, a text or a list."""
    found = one_fault(answers)
    assert (found.code, found.trail) == ("bad-shape", ("answers",))
    assert "answers: {}" in found.help


def test_a_candidate_keeps_everything_that_is_written() -> None:
    """Head, statements and corrections come through as they are."""
    head: dict[str, Plain] = {
        "office": "Harbour Board", "seat": "harbour-2", "election": "2026-11-03",
        "chapter": "Riverbend", "as_of": "2026-05-01", "rubric": "bike-loan",
        "assessed": {"by": "the desk", "date": "2026-04-28", "rubric_version": "1.0.0"},
        "statements": {"for": [{"by": "A", "text": "Yes."}],
                       "against": [{"by": "B", "text": "No."}, {"by": "C", "text": "Never."}]},
        "corrections": [{"date": "2026-05-03", "by": "the candidate", "what": "A name."}],
    }  # fmt: skip
    read = candidate({"care": "some"}, head)
    assert read.name == "Odalys Wren"
    assert (read.office, read.seat, read.chapter) == ("Harbour Board", "harbour-2", "Riverbend")
    assert (read.election, read.as_of) == (date(2026, 11, 3), date(2026, 5, 1))
    assert read.assessed == Assessed.model_validate(head["assessed"])
    assert read.assessed.date == date(2026, 4, 28)
    assert [(s.by, s.text) for s in read.statements.in_favor] == [("A", "Yes.")]
    assert [(s.by, s.text) for s in read.statements.against] == [("B", "No."), ("C", "Never.")]
    assert read.corrections == (Correction.model_validate(head["corrections"][0]),)


HEADS: list[tuple[dict[str, Plain], str, tuple[str | int, ...]]] = [
    ({"election": "2026-02-30"}, "bad-value", ("election",)),
    ({"election": "3 November"}, "bad-value", ("election",)),
    ({"as_of": "2026-5-1"}, "bad-value", ("as_of",)),
    ({"office": ["Board"]}, "bad-shape", ("office",)),
    ({"office": ""}, "bad-value", ("office",)),
    ({"candidate": None}, "bad-shape", ("candidate",)),
    ({"candidate": " "}, "bad-value", ("candidate",)),
    ({"candidates": "X"}, "unknown-key", ("candidates",)),
]


@pytest.mark.parametrize(("head", "code", "place"), HEADS, ids=[repr(h[0]) for h in HEADS])
def test_a_fault_of_the_head_is_one_report_at_its_place(
    head: dict[str, Plain], code: str, place: tuple[str | int, ...]
) -> None:
    """Each wrong entry of the head gives one diagnostic, and no candidate comes out."""
    read, found = reader().read({"candidate": "Odalys Wren", "answers": {}, **head})
    assert read is None
    assert [(d.code, d.trail) for d in found] == [(code, place)]


@pytest.mark.parametrize("missing", ["candidate", "answers"])
def test_name_and_answers_are_required(missing: str) -> None:
    """Either one left out is one `missing-key`."""
    whole: dict[str, Plain] = {"candidate": "Odalys Wren", "answers": {}}
    del whole[missing]
    read, found = reader().read(whole)
    assert read is None
    assert [(d.code, d.trail) for d in found] == [("missing-key", ())]


@pytest.mark.parametrize("value", [None, "text", [], ["a"]])
def test_a_candidate_is_a_mapping(value: Plain) -> None:
    """Anything else is one fault of shape."""
    read, found = reader().read(value)
    assert read is None
    assert [d.code for d in found] == ["bad-shape"]


@pytest.mark.parametrize("key", ["office", "seat", "election", "chapter", "as_of", "rubric"])
def test_a_key_of_the_head_with_nothing_after_it_is_absent(key: str) -> None:
    """`office:` with nothing after it is as if it were not there."""
    assert candidate({}, {key: None}) == candidate({})
