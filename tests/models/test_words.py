"""Ids, names and the words of the language."""

from typing import Any

import pytest

from endorse_cli.files.catalog import page
from endorse_cli.models.plain_values import RESERVED
from endorse_cli.review.structure import structure_faults
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, edited, put
from support.world import all_faults

Plain = Any

CONFUSED = """
    all any not count at_least at_most from basis adopted note otherwise yes_no date yes no true
    false null on off y n unknown not_applicable
"""
"""What can stand where an id can, and what readers of YAML or of answers take for another thing."""

FREE = """
    after amount anchors answer are as_of ask asked_of assume at bands before better between by
    cells chapter choice chosen clamp counts criteria cure cuts days decisions demand digests
    document effective election evidence every expected extends families fewer_than_last
    findings for format fresh_for give group groups guidance half highest if_none in in_force
    includes includes_any inferred instead is less_than levels list_others lowest max may_be
    may_be_given mean median min minus months more_never_helps more_never_hurts more_than
    no_earlier_than no_effect no_later_than no_more_than_last no_single_swing none number of
    one_of out_of outcomes panel passages passed placeholder points promises published question
    readings recorded recorded_members required required_for round rows rubric say scales scores
    set setting settings share since slate smaller_share_than_last some some_effect stated step
    sum switch_off table then time times title titles to unanimous unit unless unordered until
    value version waive weeks when worth years even down up nobody candidate campaign committee
    roll lower higher
"""
"""Words of the grammar that never stand where an id can."""


def test_no_id_is_a_word_that_could_stand_in_its_place() -> None:
    """Those are the reserved words, and no others; the page of the code lists them."""
    assert set(CONFUSED.split()) == set(RESERVED)
    said = page("reserved-id") or ""
    assert [word for word in RESERVED if f"`{word}`" not in said] == []


@pytest.mark.parametrize("word", FREE.split())
def test_other_words_of_the_language_are_free(word: str) -> None:
    """A criterion, score, finding, row and group may bear one, and are named wherever ids are."""
    asked = {"group": word, "label": "New", "ask": "New?", "answer": "yes_no", **STATED}
    row = {"is": "wait", "when": {"all": [f"{word}_f", {word: "yes"}]}, **STATED}
    plain = edited(
        put(f"groups {word}", {"title": "New"}),
        put(f"criteria {word}", asked),
        put(
            f"scores {word}_s",
            {"value": {"points": word, "give": {"yes": "1", "no": "0"}}, **STATED},
        ),
        put(f"findings {word}_f", {"when": {f"{word}_s": {"at_least": "1"}}, **STATED}),
        put(f"decisions loan rows {word}", row),
    )
    assert shape_and_structure(plain) == []
    points = {"value": {"points": "member", "give": {"yes": "1", "no": "0"}}, **STATED}
    scored = {**row, "when": {word: {"at_least": "1"}}}
    as_score = (put(f"scores {word}", points), put("decisions loan rows new", scored))
    assert shape_and_structure(edited(*as_score)) == []
    finding = {"when": {"member": "yes"}, **STATED}
    as_finding = (
        put(f"findings {word}", finding),
        put("decisions loan rows n2", {**row, "when": word}),
    )
    assert shape_and_structure(edited(*as_finding)) == []


def shape_and_structure(plain: Plain) -> list[str]:
    """The codes of what is wrong with a rubric before anything is proved of it."""
    rubric, before = read_rubric(plain)
    return [one.code for one in (*before, *structure_faults(rubric, before))]


SECTIONS = ["groups", "scales", "settings", "families", "promises", "readings"]
ENTRIES: dict[str, Plain] = {
    "groups": {"title": "T"},
    "scales": {"levels": ["low", "high"]},
    "settings": {"value": "1", **STATED},
    "families": {"title": "T"},
    "promises": {"some_effect": "care", "for": "loan", **STATED},
    "readings": {"at": "p1", "question": "Q?", "chosen": "C.", "instead": "I."},
}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("word", ["count", "yes", "unknown", "y"])
def test_reserved_words_are_refused_in_every_section(section: str, word: str) -> None:
    """Whatever has an id is held to the same reserved words, at its key."""
    found = all_faults(edited(put(f"{section} {word}", ENTRIES[section])))
    assert [(d.code, d.trail, d.on_key) for d in found] == [("reserved-id", (section, word), True)]


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("word", ["Two", "2nd", "a-b", "_x", "ä", "a.b", "ａ"])
def test_ids_are_small_letters_digits_and_underscores(section: str, word: str) -> None:
    """Anything else is one `bad-value` at its key."""
    found = all_faults(edited(put(f"{section} {word}", ENTRIES[section])))
    assert [(d.code, d.trail, d.on_key) for d in found] == [("bad-value", (section, word), True)]


@pytest.mark.parametrize("name", ["yes", "no", "none", "all", "any", "when", "number", "true"])
def test_names_may_be_words_of_the_language(name: str) -> None:
    """Levels, choices and outcomes are local to their owner, so most words are free for them."""
    asked = {
        "group": "use",
        "label": "Which",
        "ask": "Which?",
        "answer": {"choice": [name, "besides"]},
        **STATED,
    }
    test = {"which": name}
    rubric = edited(
        put("criteria which", asked), put("decisions loan rows careful when all 2", test)
    )
    assert all_faults(rubric) == []


REFUSED = ["on", "off", "y", "n", "unknown", "not_applicable", "undetermined"]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("kind", ["levels", "choice", "set"])
def test_names_are_never_words_with_a_meaning_of_their_own(kind: str, name: str) -> None:
    """What YAML reads two ways, and what the program says itself, is no name."""
    asked = {
        "group": "use",
        "label": "Which",
        "ask": "Which?",
        "answer": {kind: ["low", name]},
        **STATED,
    }
    asked["recorded"] = "Only shown."
    asked["anchors"] = {"low": "Low."} if kind != "levels" else {"low": "Low.", name: "High."}
    found = all_faults(edited(put("criteria which", asked)))
    assert [(d.code, d.trail) for d in found] == [
        ("reserved-id", ("criteria", "which", "answer", kind, 1))
    ]


@pytest.mark.parametrize("name", ["answer", "one_of", "note", "public", "evidence"])
def test_members_are_not_what_an_answer_is_made_of(name: str) -> None:
    """A member named so could not be told from the answer's own key; a choice may be."""
    asked = {"group": "use", "label": "Which", "ask": "Which?", "recorded": "Only shown.", **STATED}
    member = edited(put("criteria which", {**asked, "answer": {"set": ["low", name]}}))
    assert [d.code for d in all_faults(member)] == ["reserved-id"]
    choice = edited(put("criteria which", {**asked, "answer": {"choice": ["low", name]}}))
    assert all_faults(choice) == []
