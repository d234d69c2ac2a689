"""One value of an answer: names, those in dispute, and what is no answer."""

from typing import Any

import pytest

from rubric.said import (
    ALL_DEGREES,
    Wrong,
    answer,
    ids_of,
    one_fault,
    possible,
    reader,
    see_one_fault,
)

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
    ("care", "", "bad-value", (), ""),
    ("care", "2", "bad-value", (), ""),
    ("member", "true", "bad-value", (), "`yes`"),
    ("member", "y", "bad-value", (), "Write `yes`."),
    ("member", "?", "bad-value", (), "Write `unknown`"),
    ("member", "TBD", "bad-value", (), "Write `unknown`"),
    ("member", "no reply", "bad-value", (), "`{unknown: no_reply}`"),
    ("member", "declined", "bad-value", (), "`{unknown: declined}`"),
    ("licence", "N/A", "bad-value", (), "Write `not_applicable`."),
    ("care", "some or clear", "bad-value", (), "`{one_of: [some, clear]}`"),
    ("care", "some/clear", "bad-value", (), "`{one_of: [some, clear]}`"),
    ("care", "Some, Clear", "bad-value", (), "`{one_of: [some, clear]}`"),
    ("care", "some to clear", "bad-value", (), "`{one_of: [some, clear]}`"),
    ("care", ["some", "clear"], "bad-value", (), "`{one_of: [some, clear]}`"),
    ("care", {"answer": ["some", "clear"]}, "bad-value", ("answer",), "{one_of: [some, clear]}"),
    ("care", {"unknown": "noreply"}, "bad-value", ("unknown",), "Did you mean `no_reply`?"),
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


CASED: list[tuple[str, Plain, Plain]] = [
    ("care", "Clear", "clear"),
    ("care", "CLEAR", "clear"),
    ("member", "Yes", "yes"),
    ("member", "UNKNOWN", "unknown"),
    ("licence", "Not_Applicable", "not_applicable"),
    ("care", {"answer": "Clear", "note": "N"}, {"answer": "clear", "note": "N"}),
    ("care", {"one_of": ["Some", "clear"]}, {"one_of": ["some", "clear"]}),
    ("member", {"unknown": "No_Reply"}, {"unknown": "no_reply"}),
    ("backers", ["Shop"], ["shop"]),
    ("backers", {"shop": "YES"}, {"shop": "yes"}),
]


@pytest.mark.parametrize(("id", "said", "meant"), CASED, ids=[str(one[1]) for one in CASED])
def test_a_word_in_other_letters_is_read_and_noted(id: str, said: Plain, meant: Plain) -> None:
    """Capitals alone make no other word; who reads the file is told once for each."""
    value = {"candidate": "Odalys Wren", "answers": {id: said}}
    read, (note,) = reader().read(value)
    other, none = reader().read({**value, "answers": {id: meant}})
    assert read is not None
    assert read == other
    assert none == ()
    assert note.severity == "note"
    assert note.trail[:2] == ("answers", id)
    assert value["answers"] == {id: said}


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
