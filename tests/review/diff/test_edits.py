"""What was changed: every kind of change by an edit of its own, and nothing besides."""

from typing import ClassVar

import pytest
from hypothesis import given

from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.decisions import Decision
from endorse_cli.models.kinds import Scale
from endorse_cli.models.model import Model, replace
from endorse_cli.models.overlay_chain import Chain, Layer, Waiver
from endorse_cli.models.promises import Guidance, Promise, SlateRule
from endorse_cli.models.rubric import FindingRule, Reading, Score, Setting
from endorse_cli.models.versions import KINDS
from endorse_cli.review.diff.change_kinds import ELSEWHERE, change_fields, narrow, part_model
from endorse_cli.review.diff.edits import changes
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, Edit, Plain, base, drop, edited, put, rename
from support.strategies import rubrics

ASKED = {"group": "use", "ask": "New?", "answer": "yes_no", **STATED}
READ = {"at": "p1", "question": "?", "chosen": "a", "instead": "b"}
ROW = {"is": "wait", "when": "backed", **STATED}
CARE = "criteria care"
CAREFUL = "decisions loan rows careful"
SAID = "slate guidance all_regular"
NOTICE = {"say": "Careless.", "when": "backed"}

ONE: list[tuple[str, Edit, list[tuple[str, str]]]] = [
    ("version", put("version", "1.0.1"), [("version", "version")]),
    ("title", put("title", "Other"), [("title", "title")]),
    ("document", put("document passed", "2026-02-02"), [("document", "document.passed")]),
    ("digest", put("document digests p2", "sha256:ffffffffffffffff"), [("digest", "p2")]),
    ("group", put("groups use title", "For what"), [("group", "use")]),
    ("its group", put(f"{CARE} group", "people"), [("group", "care")]),
    ("ask", put(f"{CARE} ask", "How much care?"), [("ask", "care")]),
    ("anchor", put("criteria weather anchors wet", "Snow."), [("anchor", "weather.wet")]),
    ("scale's anchor", put("scales degree anchors some", "Once."), [("anchor", "degree.some")]),
    ("anchor added", put(f"{CARE} anchors", {"none": "No."}), [("anchor", "care.none")]),
    ("titles", put("decisions standing titles guest", "one"), [("title", "standing.guest")]),
    ("finding's title", put("findings in_order title", "In order"), [("title", "in_order")]),
    ("note", put(f"{CARE} note", "See there."), [("note", "care")]),
    ("headline", put("headline", "standing"), [("wording", "headline")]),
    ("label", put(f"{CARE} label", "Careful"), [("wording", "care")]),
    ("asked", put(f"{CARE} asked", "How careful are you?"), [("wording", "care")]),
    ("notice", put(f"{CARE} notice", {"none": NOTICE}), [("wording", "care.none")]),
    (
        "family's",
        put("families house_rules notice", {"broken": NOTICE}),
        [("wording", "house_rules.broken")],
    ),
    ("says", put("findings in_order says", {"yes": "has it all"}), [("wording", "in_order")]),
    ("because", put(f"{CAREFUL} because", "it is careful"), [("wording", "loan.careful")]),
    ("why else", put("decisions loan otherwise because", "no"), [("wording", "loan.otherwise")]),
    ("moves", put("decisions loan moves", {"lend": "that …"}), [("wording", "loan.lend")]),
    ("whose document", put("document by", "The members"), [("document", "document.by")]),
    ("among", put(f"{SAID} among", "backed"), [("guidance", "all_regular")]),
    ("citation", put(f"{CARE} from", "p2.1"), [("citation", "care")]),
    ("inner", put("findings backed when from", "p3"), [("citation", "backed")]),
    ("layer", put(f"{CARE} basis", "inferred"), [("layer", "care")]),
    ("passage", put("passages p3", "A new story."), [("passage", "p3")]),
    ("passage more", put("passages p2", "More."), [("passage", "p2")]),
    ("reading", put("readings what_is_care chosen", "Wax."), [("reading", "what_is_care")]),
    ("reading more", put("readings more", READ), [("reading-added", "more")]),
    ("no reading", drop("readings what_is_care"), [("reading-removed", "what_is_care")]),
    ("criterion", put("criteria new", ASKED), [("criterion-added", "new")]),
    ("no criterion", drop("criteria likes_bikes"), [("criterion-removed", "likes_bikes")]),
    ("levels", put("criteria licence answer", "keeping"), [("levels", "licence")]),
    (
        "scale's levels",
        put("scales keeping levels", ["kept", "broken", "lost"]),
        [("levels", "keeping")],
    ),
    ("may be", drop("criteria licence may_be"), [("levels", "licence")]),
    (
        "member",
        put("criteria backers answer set", ["neighbours", "shop", "school", "town"]),
        [("levels", "backers")],
    ),
    ("recorded", drop("criteria likes_bikes recorded"), [("recorded", "likes_bikes")]),
    (
        "recorded member",
        drop("criteria backers recorded_members school"),
        [("recorded", "backers.school")],
    ),
    ("family", put(f"{CARE} in", ["house_rules"]), [("family", "care")]),
    ("cure", put("criteria member cure", "time"), [("cure", "member")]),
    ("asked of", put(f"{CARE} asked_of", "roll"), [("asked-of", "care")]),
    ("evidence", put(f"{CARE} evidence", "required"), [("evidence", "care")]),
    ("scale", put("scales new", {"levels": ["a", "b"]}), [("scale-added", "new")]),
    ("worth", put("scales degree worth", ["0", "1", "2"]), [("weight", "degree")]),
    ("a family", put("families new", {"title": "New"}), [("family-added", "new")]),
    ("no family", drop("families house_rules"), [("family-removed", "house_rules")]),
    ("placeholder", drop("families house_rules placeholder"), [("placeholder", "house_rules")]),
    ("setting", put("settings total_needed value", "1"), [("setting", "total_needed")]),
    ("a setting", put("settings new", {"value": "1", **STATED}), [("setting-added", "new")]),
    ("no setting", drop("settings care_needed"), [("setting-removed", "care_needed")]),
    ("score", put("scores new", {"value": "1", **STATED}), [("score-added", "new")]),
    ("no score", drop("scores bonus"), [("score-removed", "bonus")]),
    ("amount", drop("scores merit value sum 2"), [("amount", "merit")]),
    ("weight", put("scores bonus value give play", "1/4"), [("weight", "bonus")]),
    ("factor", put("scores merit value sum 2 minus times 0", "1/3"), [("weight", "merit")]),
    ("better", put("scores bonus better", "lower"), [("better", "bonus")]),
    ("finding", put("findings new", {"when": "backed", **STATED}), [("finding-added", "new")]),
    ("no finding", drop("findings backed"), [("finding-removed", "backed")]),
    ("condition", drop("findings in_order when all 1"), [("condition", "in_order")]),
    ("exception", drop("findings backed unless"), [("condition", "backed")]),
    (
        "threshold",
        put(f"{CAREFUL} when all 1 care at_least", "clear"),
        [("threshold", "loan.careful")],
    ),
    (
        "a bound for a setting",
        put(f"{CAREFUL} when all 0 total at_least", "1"),
        [("threshold", "loan.careful")],
    ),
    (
        "another bound",
        put(f"{CAREFUL} when all 1 care", {"more_than": "some"}),
        [("condition", "loan.careful")],
    ),
    ("decision", put("decisions new", base()["decisions"]["loan"]), [("decision-added", "new")]),
    ("no decision", drop("decisions standing"), [("decision-removed", "standing")]),
    (
        "outcomes",
        put("decisions loan outcomes", ["refuse", "lend", "wait"]),
        [("outcomes", "loan")],
    ),
    (
        "unordered",
        put("decisions loan outcomes", {"unordered": ["refuse", "wait", "lend"]}),
        [("outcomes", "loan")],
    ),
    ("row", put("decisions loan rows new", ROW), [("row-added", "loan.new")]),
    ("no row", drop("decisions loan rows rule"), [("row-removed", "loan.rule")]),
    (
        "row renamed",
        rename("decisions loan rows rule", "law"),
        [("row-removed", "loan.rule"), ("row-added", "loan.law")],
    ),
    ("outcome", put("decisions loan otherwise is", "refuse"), [("row-outcome", "loan.otherwise")]),
    ("others", drop("decisions standing list_others"), [("list-others", "standing")]),
    ("promise", put("promises no_swing between", ["wait", "lend"]), [("promise", "no_swing")]),
    (
        "promise's form",
        rename("promises breaking_hurts more_never_helps", "no_effect"),
        [("promise", "breaking_hurts")],
    ),
    ("a promise", put("promises new", base()["promises"]["no_swing"]), [("promise-added", "new")]),
    ("no promise", drop("promises no_swing"), [("promise-removed", "no_swing")]),
    ("guidance", put(f"{SAID} say", "Other."), [("guidance", "all_regular")]),
    (
        "a guidance",
        put("slate guidance new", base()["slate"]["guidance"]["all_regular"]),
        [("guidance-added", "new")],
    ),
    (
        "no guidance",
        rename(SAID, "all_guests"),
        [("guidance-removed", "all_regular"), ("guidance-added", "all_guests")],
    ),
    ("counts", put("slate counts", ["loan"]), [("slate", "slate")]),
    ("no slate", drop("slate"), [("slate", "slate")]),
    ("freshness", put(f"{CARE} fresh_for", {"months": "6"}), [("fresh-for", "care")]),
    ("in force", put(f"{CARE} in_force", {"since": "2026-01-01"}), [("in-force", "care")]),
    ("effective", put("effective", "2026-05-01"), [("effective", "effective")]),
    ("former id", put(f"{CARE} was", ["carefulness"]), [("renamed", "care")]),
    ("panel", put(f"{CARE} panel", "median"), [("panel", "care")]),
    ("assume", put(f"{CARE} assume", "some"), [("assume", "care")]),
    ("hit", put("decisions loan hit", "unique"), [("hit", "loan")]),
    ("given", put("decisions loan may_be_given", "true"), [("given", "loan")]),
    ("decision's assume", put("decisions loan assume", "wait"), [("assume", "loan")]),
]


def turned(trail: str) -> Edit:
    """Turn the entries of a section around."""

    def edit(rubric: dict[str, Plain]) -> None:
        owner = rubric
        for step in trail.split():
            owner = owner[step]
        items = list(reversed(owner.items()))
        owner.clear()
        owner.update(items)

    return edit


MATRIX = {
    "outcomes": ["no", "yes"],
    "table": {"by": ["member"], "cells": [["yes", "yes"], ["no", "no"]]},
    **STATED,
}
BANDED = {
    "outcomes": ["low", "high"],
    "bands": {"of": "bonus", "cuts": [{"is": "low", "less_than": "1"},
                                      {"is": "high", "at_least": "1"}]},
    **STATED,
}  # fmt: skip
FORMS: list[tuple[str, Edit, Edit, list[tuple[str, str]]]] = [
    (
        "cell",
        put("decisions matrix", MATRIX),
        put("decisions matrix table cells 1", ["no", "yes"]),
        [("row-outcome", "matrix.no")],
    ),
    (
        "cells in another order",
        put("decisions matrix", MATRIX),
        put("decisions matrix table cells", [["no", "no"], ["yes", "yes"]]),
        [],
    ),
    (
        "another table",
        put("decisions matrix", MATRIX),
        put("decisions matrix table", {"by": ["likes_bikes"], "cells": MATRIX["table"]["cells"]}),
        [("form", "matrix")],
    ),
    (
        "a table's citation",
        put("decisions matrix", MATRIX),
        put("decisions matrix from", "p2"),
        [("citation", "matrix")],
    ),
    (
        "cuts",
        put("decisions banded", BANDED),
        put("decisions banded bands cuts", [{"is": "low", "less_than": "1/2"},
                                            {"is": "high", "at_least": "1/2"}]),
        [("threshold", "banded.low"), ("threshold", "banded.high")],
    ),
    (
        "bands of another score",
        put("decisions banded", BANDED),
        put("decisions banded bands of", "merit"),
        [("form", "banded")],
    ),
    (
        "the step of a number",
        put("criteria age", {**ASKED, "answer": {"number": {"unit": "years", "step": "1"}}}),
        put("criteria age answer number step", "2"),
        [("levels", "age")],
    ),
    (
        "a day",
        put("findings old", {"when": {"joined": {"no_later_than": "2026-01-01"}}, **STATED}),
        put("findings old when joined no_later_than", "2026-02-01"),
        [("threshold", "old")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("made", "edit", "expected"), [f[1:] for f in FORMS],
                         ids=[f[0] for f in FORMS])  # fmt: skip
def test_every_form_of_the_language_is_compared(
    made: Edit, edit: Edit, expected: list[tuple[str, str]]
) -> None:
    """Tables, bands, numbers and days are told apart like rows and levels."""
    assert found(edited(made), edited(made, edit)) == expected


ORDERS: list[tuple[str, Edit, list[tuple[str, str]]]] = [
    ("rows", turned("decisions loan rows"), [("row-order", "loan")]),
    ("criteria", turned("criteria"), [("criterion-order", "")]),
    ("findings", turned("findings"), []),
]
EVERY = [*ONE, *ORDERS]


def found(old: dict[str, Plain], new: dict[str, Plain]) -> list[tuple[str, str]]:
    """The kinds of change between two plain rubrics, each with what it is a change of."""
    return [(c.kind, c.id) for c in changes(read_rubric(old)[0], read_rubric(new)[0])]


@pytest.mark.parametrize(("edit", "expected"), [e[1:] for e in EVERY], ids=[e[0] for e in EVERY])
def test_one_edit_is_one_change(edit: Edit, expected: list[tuple[str, str]]) -> None:
    """An edit is reported by its kind and by what it touches, and nothing that follows from it."""
    assert found(base(), edited(edit)) == expected


BACK = {"added": "removed", "removed": "added"}


def undone(kind: str) -> str:
    """The kind of the change back."""
    word, _, last = kind.rpartition("-")
    return f"{word}-{BACK[last]}" if last in BACK else kind


@pytest.mark.parametrize(("edit", "expected"), [e[1:] for e in EVERY], ids=[e[0] for e in EVERY])
def test_undone_it_is_a_change_of_the_same_thing(
    edit: Edit, expected: list[tuple[str, str]]
) -> None:
    """What is added one way is removed the other way, and the rest is the same both ways."""
    assert sorted(found(edited(edit), base())) == sorted((undone(k), i) for k, i in expected)


def test_every_kind_of_change_has_its_edit() -> None:
    """The list of kinds is closed, and each of them can come out."""
    told = [expected for *_, expected in EVERY] + [expected for *_, expected in FORMS]
    seen = {kind for expected in told for kind, _ in expected}
    layered = {"extends", "waiver", "switched-off", "switched-on"}
    assert seen | set(map(undone, seen)) | layered == set(KINDS)


PARTS = (
    Criterion, Scale, Family, Setting, Score, FindingRule, Decision, Row, Promise, Reading,
    Guidance, SlateRule,
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_of_a_part_says_what_its_change_is(part: type[Model]) -> None:
    """By its key, by its part or beside itself: a field that names no known kind is an error."""
    found = change_fields(part)
    assert set(found) == set(part.model_fields) - ELSEWHERE
    assert {field.kind for field in found.values()} <= KINDS.keys()


def test_a_field_without_a_kind_is_an_error() -> None:
    """A key added to a part that no kind of change is called by cannot be forgotten."""

    class Coloured(Score):
        """A score with a key more."""

        noun: ClassVar = "Coloured"
        colour: str = ""

    with pytest.raises(LookupError, match="colour"):
        change_fields(Coloured)


def test_the_forms_of_a_part_are_compared_as_that_part() -> None:
    """Whatever a decision is written as, a change of it is a change of a decision."""
    rubric = read_rubric(base())[0]
    assert {part_model(decision) for decision in rubric.decisions.values()} == {Decision}
    assert {part_model(promise) for promise in rubric.promises.values()} == {Promise}
    assert {part_model(row) for d in rubric.decisions.values() for row in d.rows} == {Row}


@given(rubrics())
def test_a_rubric_does_not_differ_from_itself(plain: dict[str, Plain]) -> None:
    """No change is made up."""
    assert found(plain, plain) == []


def test_what_an_overlay_rests_on_and_waives_is_compared() -> None:
    """Another rubric below, and a promise that is kept no longer, are changes."""
    rubric = read_rubric(base())[0]
    layers = (Layer("base", "1.0.0", "Base"), Layer("own", "1.0.0", "Own"))
    old = replace(rubric, chain=Chain(layers))
    newer = replace(rubric, chain=Chain((Layer("base", "1.1.0", "Base"), layers[1])))
    waived = replace(rubric, chain=Chain(layers, (), (Waiver("no_swing", "Voted so.", 1),)))
    assert [(c.kind, c.id) for c in changes(old, newer)] == [("extends", "extends")]
    assert [(c.kind, c.id) for c in changes(old, waived)] == [("waiver", "no_swing")]


def test_a_change_leads_to_the_smallest_part_that_holds_it() -> None:
    """Of a long condition the bound alone is shown, not the condition around it."""
    old = {"all": [{"a": "yes"}, {"b": {"at_least": "some"}}]}
    new = {"all": [{"a": "yes"}, {"b": {"at_least": "clear"}}]}
    assert narrow(old, new) == ("all", 1, "b", "at_least")
    assert narrow(old, {"all": [{"a": "no"}, {"b": {"at_least": "clear"}}]}) == ("all",)
    assert narrow({"a": "1", "b": "2"}, {"a": "1"}) == ()
