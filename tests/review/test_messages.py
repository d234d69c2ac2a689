"""What a message says: the answers it speaks of, and one report of one mistake."""

from typing import Any

import pytest

from support.base import STATED, Edit, edited, put, steps
from support.world import all_faults

Plain = Any

PROMISE = {"when": "in_order", "then": {"loan": "lend"}, **STATED}

MONTHS = {"number": {"unit": "months", "min": "0", "max": "120", "step": "1"}}
CUTS = [{"is": "weak", "less_than": "6"}, {"is": "strong", "at_least": "6"}]
GRADED = (
    put(
        "criteria waited",
        {"group": "use", "label": "Waited", "ask": "How long?", "answer": MONTHS, **STATED},
    ),
    put(
        "decisions grade",
        {"outcomes": ["weak", "strong"], "bands": {"of": "waited", "cuts": CUTS}, **STATED},
    ),
)


def messages(code: str, *edits: Edit) -> list[str]:
    """The messages of one code that a changed rubric gets."""
    return [found.message for found in all_faults(edited(*edits)) if found.code == code]


def places(*edits: Edit) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is wrong with a changed rubric, and where."""
    return [(found.code, found.trail) for found in all_faults(edited(*edits))]


def test_a_broken_promise_names_the_answers_that_break_it() -> None:
    """Nobody has to write an example to a file to learn for whom a promise does not hold."""
    (message,) = messages("promise-broken", put("promises p", PROMISE))
    assert "second does not: `member` is `yes`, `licence` is " in message


def test_of_many_answers_a_broken_promise_names_five() -> None:
    """A message stays a message: five answers and how many more there are."""
    ids = ["member", "care", "skill", "late", "weather", "house_rule"]
    words = ["yes", "clear", "clear", "never", "dry", "kept"]
    parts = [{id: word} for id, word in zip(ids, words, strict=True)]
    promise = {"when": {"all": parts}, "then": {"loan": "refuse"}, **STATED}
    (message,) = messages("promise-broken", put("promises p", promise))
    assert message.count("` is `") == 5
    assert message.endswith(" more.")


def test_a_broken_promise_names_a_number_by_its_region() -> None:
    """A number is told as the rubric tells it apart, with its unit."""
    then = {"grade": "weak"}
    promise = {"when": {"waited": {"at_least": "6"}}, "then": then, **STATED}
    (message,) = messages("promise-broken", *GRADED, put("promises p", promise))
    assert message.endswith("does not: `waited` is `at least 6 months`.")


REVERSED = [
    {"at_least": "9", "at_most": "6"},
    {"more_than": "6", "at_most": "6"},
    {"at_least": "6", "less_than": "6"},
]


@pytest.mark.parametrize("range", REVERSED)
def test_an_empty_cut_is_told_where_it_stands(range: Plain) -> None:
    """Two bounds the wrong way round are one mistake at its place, not a gap at another."""
    cut = put("decisions grade bands cuts 1", {"is": "strong", **range})
    assert places(*GRADED, cut) == [("bad-value", steps("decisions grade bands cuts 1"))]


@pytest.mark.parametrize("range", REVERSED)
def test_an_empty_band_of_points_is_told_where_it_stands(range: Plain) -> None:
    """The same for the bands by which a number gives points."""
    bands = [{"less_than": "6", "give": "0"}, {**range, "give": "1"}]
    points = put("scores bonus value", {"points": "waited", "bands": bands})
    found = places(*GRADED, points)
    assert found == [("bad-value", steps("scores bonus value bands 1"))]


def test_a_cut_of_one_number_is_not_empty() -> None:
    """From six to six is six."""
    cuts = [{"is": "weak", "less_than": "6"}, {"is": "strong", "at_least": "6", "at_most": "6"}]
    more = {"is": "weak", "more_than": "6"}
    assert places(*GRADED, put("decisions grade bands cuts", [*cuts, more])) == []


def held(amount: str, **beside: str) -> Edit:
    """A score held or rounded by numbers as written."""
    return put("scores bonus value", {amount: {"points": "purpose", "give": GIVE}, **beside})


GIVE = {"work": "1", "play": "0", "other": "1/2"}


@pytest.mark.parametrize(
    ("key", "edit"),
    [
        ("at_most", held("clamp", at_least="1", at_most="care")),
        ("at_least", held("clamp", at_least="care", at_most="-1")),
        ("to", held("round", to="care", half="up")),
    ],
)
def test_a_bound_that_is_no_number_is_one_fault(key: str, edit: Edit) -> None:
    """What cannot be read is not compared: no second report takes it for nothing."""
    assert places(edit) == [("bad-value", steps(f"scores bonus value {key}"))]


def test_a_setting_that_is_no_number_is_not_compared() -> None:
    """A bound that is a setting with a word is one fault too."""
    word = put("settings skill_weight", {"value": "half", **STATED})
    clamp = {"at_least": {"setting": "skill_weight"}, "at_most": "-1"}
    points = {"points": "purpose", "give": GIVE}
    edits = (put("scores bonus value", {"clamp": points, **clamp}), word)
    assert not any("at_most" in trail for _, trail in places(*edits))


GAP = put("decisions grade bands cuts 0", {"is": "weak", "less_than": "5"})
ELSEWHERE = put("groups people title", "")
TABLE = {
    "outcomes": {"unordered": ["in", "out"]},
    "table": {"by": ["member"], "cells": [["yes", "in"]]},
    **STATED,
}


def test_bands_of_a_number_are_checked_beside_other_faults() -> None:
    """Whoever mends one fault is not shown a gap that was there all along."""
    found = places(*GRADED, GAP, ELSEWHERE)
    assert {code for code, _ in found} == {"band-gap", "bad-value"}


@pytest.mark.parametrize(
    "cut",
    [
        {"is": "strong", "at_leest": "6"},
        {"is": "strnog", "at_least": "6"},
        {"is": "strong", "at_least": "six"},
        {"is": "strong", "at_least": {"setting": "care_needed"}},
        {"is": "strong"},
    ],
)
def test_a_cut_that_cannot_be_read_leaves_no_gap(cut: Plain) -> None:
    """What is wrong with a band is told; that it covers nothing then is not."""
    codes = {code for code, _ in places(*GRADED, put("decisions grade bands cuts 1", cut))}
    assert codes
    assert "band-gap" not in codes


def test_a_misspelt_cell_hides_nothing_of_another_table() -> None:
    """Each table is checked for itself."""
    misspelt = {"by": ["weather"], "cells": [["drie", "in"], ["wet", "out"]]}
    other = put("decisions roof", {**TABLE, "table": misspelt})
    found = places(put("decisions yard", TABLE), other)
    assert {code for code, _ in found} == {"table-gap", "bad-value"}


def test_a_share_inside_another_amount_is_told_what_it_is() -> None:
    """The whole of a score, to be compared or cut into bands: not a word of adding up."""
    share = {"share": "care", "out_of": "skill", "if_none": "0", **STATED}
    edits = (
        put("scores part", {"value": {k: share[k] for k in list(share)[:3]}, **STATED}),
        put("scores whole", {"value": {"round": "part", "to": "1", "half": "up"}, **STATED}),
    )
    (message,) = messages("type-mismatch", *edits)
    assert "only be compared or cut into bands" in message


def test_an_outcome_that_is_no_name_is_told_what_a_name_is() -> None:
    """An outcome is a name, not an id."""
    (message,) = messages("bad-value", put("decisions loan outcomes", ["F", "wait", "lend"]))[:1]
    assert message.endswith("`F` cannot be a name.")


def test_an_idle_criterion_is_shown_the_families() -> None:
    """Whoever forgot `in:` is reminded of it."""
    size = {"group": "use", "label": "Size", "ask": "How tall?", "answer": "yes_no", **STATED}
    size["anchors"] = {"yes": "Seen.", "no": "Not seen."}
    (found,) = all_faults(edited(put("criteria size", size)))
    assert "put it `in:` one of `house_rules`" in found.help


def test_a_family_that_stands_as_an_id_is_told_how_it_is_written() -> None:
    """Who names a family where ids are wanted learns the form, not that families are accepted."""
    promise = {"more_never_hurts": "habits", "for": "loan", **STATED}
    family = put("families habits", {"title": "Habits"})
    (found,) = [
        found
        for found in all_faults(edited(family, put("promises p", promise)))
        if found.code == "type-mismatch"
    ]
    assert found.help == "Write `{of: habits}` for all that are in it."
