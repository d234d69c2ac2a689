"""Answers in all their forms: bare, unknown with a reason, with notes and the sources they need."""

from typing import Any

import pytest

from rubric.said import ALL_DEGREES, REASONS, SOURCE, Wrong, answer, ids_of, possible, see_one_fault
from support.base import edited, put

Plain = Any


@pytest.mark.parametrize(
    "said", ["clear", {"answer": "clear"}, {"answer": "clear", "evidence": []}]
)
def test_a_name_is_an_answer(said: Plain) -> None:
    """Bare or wrapped, a name leaves one value possible."""
    given = answer("care", said)
    assert (given.state, given.said) == ("answered", "clear")
    assert possible(given, "care") == {"care": ["clear"]}


@pytest.mark.parametrize("said", ["unknown", {"unknown": "not_asked"}, {"answer": "unknown"}])
def test_a_bare_unknown_is_not_asked(said: Plain) -> None:
    """Unknown leaves everything possible and says so."""
    given = answer("care", said)
    assert (given.state, given.said) == ("not_asked", None)
    assert possible(given, "care") == {"care": ALL_DEGREES}


@pytest.mark.parametrize("why", REASONS)
@pytest.mark.parametrize("id", ["care", "member", "backers", "purpose"])
def test_why_something_is_unknown_is_kept(id: str, why: str) -> None:
    """Four reasons, all with the same effect: every value stays possible."""
    given = answer(id, {"unknown": why, "note": "Asked twice."})
    assert (given.state, given.said, given.note) == (why, None, "Asked twice.")
    assert given.masks == answer(id, "unknown").masks


def test_a_note_is_for_members_unless_it_says_otherwise() -> None:
    """`public` is false by default."""
    assert answer("care", {"answer": "some", "note": "N"}).public is False
    assert answer("care", {"answer": "some", "note": "N", "public": "false"}).public is False
    assert answer("care", {"answer": "some", "note": "N", "public": "true"}).public is True


SUPPORTS = [SOURCE, {"source": "minutes", "date": "2026-01-02"}]
LACKS = [[], [{"source": "minutes"}], [{"date": "2026-01-02"}], [{"says": "So they say."}],
         [{"source": "minutes"}, {"date": "2026-01-02", "says": "S"}]]  # fmt: skip


@pytest.mark.parametrize("evidence", LACKS, ids=repr)
def test_an_adverse_answer_without_evidence_counts_as_unknown(evidence: Plain) -> None:
    """`required_for` turns that answer into unknown, unless one source has source and date."""
    given = answer("house_rule", {"answer": "broken", "evidence": evidence, "note": "Alleged."})
    assert (given.state, given.said, given.note) == ("unsupported", None, "Alleged.")
    assert possible(given, "house_rule") == {"house_rule": ["kept", "broken"]}
    assert answer("house_rule", "broken").state == "unsupported"
    assert answer("house_rule", "kept").state == "answered"


@pytest.mark.parametrize("source", SUPPORTS, ids=repr)
def test_an_adverse_answer_with_evidence_counts(source: Plain) -> None:
    """A source with its date is enough."""
    given = answer("house_rule", {"answer": "broken", "evidence": [{"says": "S"}, source]})
    assert (given.state, given.said) == ("answered", "broken")


def test_a_dispute_about_an_adverse_answer_needs_evidence_too() -> None:
    """That some assessors say `broken` without a source rules nothing out and nothing in."""
    given = answer("house_rule", {"one_of": ["kept", "broken"]})
    assert given.state == "unsupported"
    assert answer(
        "house_rule", {"one_of": ["kept", "broken"], "evidence": [SOURCE]}
    ).state == "disputed"  # fmt: skip


REQUIRED = [("care", "some"), ("member", "no"), ("purpose", "work"), ("licence", "not_applicable")]


@pytest.mark.parametrize(("id", "said"), REQUIRED)
def test_where_evidence_is_required_no_answer_counts_without(id: str, said: str) -> None:
    """`evidence: required` asks it of every answer, `not_applicable` among them."""
    rubric = edited(put(f"criteria {id} evidence", "required"))
    assert answer(id, said, rubric).state == "unsupported"
    assert answer(id, {"answer": said, "evidence": [SOURCE]}, rubric).state == "answered"
    assert answer(id, {"unknown": "declined"}, rubric).state == "declined"


WRONG: list[Wrong] = [
    ("care", {"answer": "clear", "unknown": "declined"}, "bad-shape", (), ""),
    ("care", {"answer": "clear", "one_of": ["some", "clear"]}, "bad-shape", (), ""),
    ("care", {"note": "Only a note."}, "bad-shape", (), ""),
    ("care", {}, "bad-shape", (), ""),
    ("care", {"answer": "clear", "notes": "N"}, "unknown-key", ("notes",), "`note`"),
    ("care", {"answer": "clear", "note": None}, "bad-shape", ("note",), ""),
    ("care", {"answer": "clear", "note": " "}, "bad-value", ("note",), ""),
    ("care", {"answer": "clear", "public": "yes"}, "bad-value", ("public",), ""),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=ids_of(WRONG))
def test_an_answer_of_another_form_is_one_fault_at_its_place(wrong: Wrong) -> None:
    """It says one thing, with a note, a source and who may read it, and nothing else."""
    see_one_fault(wrong)
