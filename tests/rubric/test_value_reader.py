"""One value of an answer: names, those in dispute, and what is no answer."""

from typing import Any

import pytest

from rubric.said import ALL_DEGREES, Wrong, answer, ids_of, one_fault, possible, see_one_fault

Plain = Any


def test_not_applicable_is_an_answer_where_it_may_be() -> None:
    """`not_applicable` is known like any other answer, and accepted only where the rubric says."""
    given = answer("licence", "not_applicable")
    assert (given.state, given.said) == ("answered", "not_applicable")
    assert possible(given, "licence") == {"licence": ["not_applicable"]}
    assert one_fault({"member": "not_applicable"}).code == "bad-value"


def test_assessors_who_disagree_leave_what_they_gave() -> None:
    """`one_of` leaves exactly its names possible, in the rubric's order, not the file's."""
    given = answer("care", {"one_of": ["clear", "none"]})
    assert (given.state, given.said) == ("disputed", ("none", "clear"))
    assert possible(given, "care") == {"care": ["none", "clear"]}
    wrapped = answer("care", {"answer": {"one_of": ["clear", "none"]}})
    assert wrapped == given


WRONG: list[Wrong] = [
    ("care", "cleer", "bad-value", (), "`clear`"),
    ("care", "Clear", "bad-value", (), "`clear`"),
    ("care", "CLEAR", "bad-value", (), "`clear`"),
    ("care", "", "bad-value", (), ""),
    ("care", "2", "bad-value", (), ""),
    ("member", "true", "bad-value", (), "`yes`"),
    ("member", "Yes", "bad-value", (), "`yes`"),
    ("member", "y", "bad-value", (), ""),
    ("member", "on", "bad-value", (), "`no`"),
    ("member", "unknwon", "bad-value", (), "`unknown`"),
    ("member", "undetermined", "bad-value", (), ""),
    ("care", None, "bad-value", (), ""),
    ("care", ["clear"], "bad-value", (), ""),
    ("care", {"answer": "cleer"}, "bad-value", ("answer",), "`clear`"),
    ("care", {"answer": None}, "bad-value", ("answer",), ""),
    ("care", {"one_of": ["clear", "sum"]}, "bad-value", ("one_of", 1), "`some`"),
    ("care", {"one_of": ["clear"]}, "bad-shape", ("one_of",), "`clear`"),
    ("care", {"one_of": ["clear", "clear"]}, "doubled-id", ("one_of", 1), ""),
    ("care", {"one_of": []}, "bad-shape", ("one_of",), ""),
    ("care", {"one_of": "clear"}, "bad-shape", ("one_of",), ""),
    ("care", {"unknown": "forgotten"}, "bad-value", ("unknown",), ""),
    ("care", {"unknown": "no_repli"}, "bad-value", ("unknown",), "`no_reply`"),
    ("care", {"unknown": None}, "bad-shape", ("unknown",), ""),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=ids_of(WRONG))
def test_anything_else_is_one_fault_at_its_place(wrong: Wrong) -> None:
    """Nothing is coerced: one diagnostic, its code and place, and the nearest accepted word."""
    see_one_fault(wrong)


@pytest.mark.parametrize("said", ["cleer", {"answer": "cleer"}, {"one_of": ["some", "cleer"]}])
def test_a_wrong_word_is_shown_with_what_is_accepted(said: Plain) -> None:
    """The words found stand in the message, everything accepted in the help."""
    found = one_fault({"care": said})
    assert "`cleer`" in found.message
    for word in (*ALL_DEGREES, "unknown"):
        assert f"`{word}`" in found.help


def test_a_refused_word_is_never_proposed() -> None:
    """`unknown` is no assessor's answer: refused in `one_of`, it is not offered there again."""
    found = one_fault({"care": {"one_of": ["clear", "unknown"]}})
    assert found.trail == ("answers", "care", "one_of", 1)
    assert "`unknown`" in found.message
    assert "`unknown`" not in found.help
