"""Answers to a set: a list names all of it, a mapping leaves open what it omits."""

from typing import Any

import pytest

from rubric.said import SOURCE, Wrong, answer, ids_of, possible, see_one_fault
from support.base import edited, put

Plain = Any


def test_a_list_names_the_whole_set() -> None:
    """What a list omits is not in the set: `no`, not unknown."""
    given = answer("backers", ["shop"])
    assert given.state == "answered"
    assert given.said == (("neighbours", "no"), ("shop", "yes"), ("school", "no"))
    assert possible(given, "backers") == {
        "backers.neighbours": ["no"], "backers.shop": ["yes"], "backers.school": ["no"],
    }  # fmt: skip


def test_an_empty_list_is_an_empty_set() -> None:
    """Nobody stands behind it, and no other."""
    given = answer("backers", [])
    assert given.said == (("neighbours", "no"), ("shop", "no"), ("school", "no"))
    assert given.state == "answered"


def test_a_mapping_leaves_unknown_what_it_omits() -> None:
    """Only the members named are known."""
    given = answer("backers", {"shop": "yes"})
    assert given.state == "not_asked"
    assert given.said == (("neighbours", None), ("shop", "yes"), ("school", None))
    assert possible(given, "backers") == {
        "backers.neighbours": ["no", "yes"], "backers.shop": ["yes"],
        "backers.school": ["no", "yes"],
    }  # fmt: skip


def test_a_member_can_be_unknown_or_disputed_on_its_own() -> None:
    """Each member has its own state; the line's is the last in the fixed order."""
    members = {"neighbours": {"unknown": "declined"}, "shop": "no", "school": "yes"}
    assert answer("backers", members).state == "declined"
    disputed = {**members, "shop": {"one_of": ["no", "yes"]}}
    given = answer("backers", disputed)
    assert given.state == "disputed"
    assert given.said == (("neighbours", None), ("shop", ("no", "yes")), ("school", "yes"))


@pytest.mark.parametrize("said", [["shop"], {"shop": "yes"}, []])
def test_a_set_may_be_wrapped(said: Plain) -> None:
    """A wrapped set means what the bare one means, with its note and evidence."""
    bare = answer("backers", said)
    given = answer("backers", {"answer": said, "note": "From the forms.", "evidence": [SOURCE]})
    assert (given.state, given.said, given.masks) == (bare.state, bare.said, bare.masks)
    assert given.note == "From the forms."
    assert len(given.evidence) == 1


def test_a_set_whose_members_are_all_unknown_is_unknown() -> None:
    """Nothing is said of it, whatever the reasons; the last reason in order is kept."""
    given = answer("backers", {"shop": {"unknown": "no_reply"}, "school": "unknown"})
    assert (given.state, given.said) == ("no_reply", None)


SETS: list[Plain] = [
    ["shop"],
    [],
    {"shop": "yes", "neighbours": "no", "school": "no"},
    {"shop": "yes"},
    {"shop": {"one_of": ["yes", "no"]}, "neighbours": "yes"},
    {"shop": "yes", "neighbours": {"unknown": "declined"}},
]


@pytest.mark.parametrize("said", SETS, ids=repr)
def test_where_evidence_is_required_no_part_of_a_set_counts_without(said: Plain) -> None:
    """A set without evidence is unknown as a whole, also where some members are left open."""
    rubric = edited(put("criteria backers evidence", "required"))
    given = answer("backers", said, rubric)
    assert (given.state, given.said) == ("unsupported", None)
    assert given.masks == answer("backers", "unknown").masks
    shown = answer("backers", {"answer": said, "evidence": [SOURCE]}, rubric)
    assert shown.masks == answer("backers", said).masks


@pytest.mark.parametrize("said", [["shop"], {"shop": "yes"}], ids=repr)
def test_a_member_that_needs_evidence_has_none(said: Plain) -> None:
    """`required_for` a member asks evidence of every answer in which that member is or may be."""
    rubric = edited(put("criteria backers evidence", {"required_for": ["shop"]}))
    assert answer("backers", said, rubric).state == "unsupported"
    assert answer("backers", {"answer": said, "evidence": [SOURCE]}, rubric).said is not None
    assert answer("backers", ["neighbours"], rubric).state == "answered"


WRONG: list[Wrong] = [
    ("backers", "shop", "bad-shape", (), ""),
    ("backers", "yes", "bad-shape", (), ""),
    ("backers", ["shops"], "bad-value", (0,), "`shop`"),
    ("backers", ["shop", "shop"], "doubled-id", (1,), ""),
    ("backers", ["shop", None], "bad-shape", (1,), ""),
    ("backers", {"shops": "yes"}, "bad-value", ("shops",), "`shop`"),
    ("backers", {"shop": "sure"}, "bad-value", ("shop",), ""),
    ("backers", {"shop": None}, "bad-value", ("shop",), ""),
    ("backers", {"shop": "clear"}, "bad-value", ("shop",), ""),
    ("backers", {"shop": {"unknown": "forgotten"}}, "bad-value", ("shop", "unknown"), ""),
    ("backers", {"shop": {"one_of": ["yes"]}}, "bad-shape", ("shop", "one_of"), ""),
    ("backers", {"answer": ["shops"]}, "bad-value", ("answer", 0), "`shop`"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=ids_of(WRONG))
def test_what_is_no_set_is_one_fault_at_its_place(wrong: Wrong) -> None:
    """One diagnostic, at the member that is wrong, with the nearest that there is."""
    see_one_fault(wrong)
