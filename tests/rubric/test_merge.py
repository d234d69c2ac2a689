"""What an overlay changes in what stands below it: values, origins, the list of changes, faults."""

from datetime import date
from typing import Any

import pytest

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.grounds import Adopted
from endorse_cli.rubric.layers import Merged, Origin, bottom
from endorse_cli.rubric.merge import put_on
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import STATED, base

Plain = Any

OWN = {
    "from": "p2",
    "basis": "chapter",
    "adopted": {"by": "the house meeting", "date": "2026-01-10"},
}
HEAD = {
    "format": "1",
    "rubric": "mill-lane",
    "version": "2.0.0",
    "extends": "base.yaml",
    "title": "As Mill Lane has it",
}


def overlaid(*overlays: Plain) -> Merged:
    """The small rubric with overlays put on, one after another."""
    merged = bottom(base())
    for overlay in overlays:
        merged = put_on(merged, {**HEAD, **overlay})
    return merged


def merged(*overlays: Plain) -> Merged:
    """The same, where nothing is wrong with it."""
    found = overlaid(*overlays)
    assert found.clashes == []
    return found


def changes(found: Merged) -> list[tuple[Any, ...]]:
    """What was changed: kind, what, layer, basis of the line below, before and after."""
    return [(c.kind, c.what, c.layer, c.basis, c.before, c.after) for c in found.chain.changes]


def test_the_head_is_the_overlays_and_the_later_day_counts() -> None:
    """Everything else is what stands below; each layer is named from the bottom."""
    found = merged({"effective": "2026-03-01"}, {"rubric": "row", "effective": "2026-02-01"})
    head = [found.value[key] for key in ("rubric", "version", "title", "effective")]
    assert head == ["row", "2.0.0", "As Mill Lane has it", "2026-03-01"]
    assert "extends" not in found.value
    assert [layer.id for layer in found.chain.layers] == ["bike-loan", "mill-lane", "row"]
    assert found.origin(("effective",)) == Origin(1, ("effective",))
    assert found.origin(("title",)) == Origin(2, ("title",))
    assert found.origin(("groups",)) == Origin(0, ("groups",))
    rest = {key: part for key, part in found.value.items() if key not in (*HEAD, "effective")}
    assert rest == {key: part for key, part in base().items() if key not in HEAD}


def test_a_setting_keeps_what_it_is_a_value_of() -> None:
    """Value and grounds are the overlay's; before, after and the layer below are listed."""
    found = merged({"set": {"care_needed": {"value": "clear", **OWN}}})
    assert found.value["settings"]["care_needed"] == {"of": "care", "value": "clear", **OWN}
    assert changes(found) == [("set", "care_needed", 1, "stated", "some", "clear")]
    (change,) = found.chain.changes
    assert change.adopted == Adopted.model_construct(
        by="the house meeting", date=date(2026, 1, 10), trail=("set", "care_needed", "adopted")
    )
    assert change.trail == ("set", "care_needed")
    value = ("settings", "care_needed", "value")
    assert found.origin(value) == Origin(1, ("set", "care_needed", "value"))
    assert found.origin(("settings", "care_needed", "of")).layer == 0
    assert found.value["settings"]["skill_weight"] == base()["settings"]["skill_weight"]


def test_demands_change_evidence_age_and_anchors_one_by_one() -> None:
    """Anchors name by name; each change with what was written there."""
    demand = {
        "evidence": "required",
        "fresh_for": {"months": "6"},
        "anchors": {"yes": "It was shown."},
        **OWN,
    }
    found = merged({"demand": {"member": demand}})
    member = found.value["criteria"]["member"]
    assert (member["evidence"], member["fresh_for"]) == ("required", {"months": "6"})
    assert member["anchors"] == {"yes": "It was shown.", "no": "It was looked for and not seen."}
    assert changes(found) == [
        ("demand", "member.evidence", 1, "stated", None, "required"),
        ("demand", "member.fresh_for", 1, "stated", None, "6 months"),
        ("demand", "member.anchors.yes", 1, "stated", "It was seen.", "It was shown."),
    ]
    origin = found.origin(("criteria", "member", "anchors", "yes"))
    assert origin == Origin(1, ("demand", "member", "anchors", "yes"))
    again = merged({"demand": {"house_rule": {"evidence": {"required_for": ["kept"]}, **OWN}}})
    assert changes(again)[0][4:] == ("required_for broken", "required_for kept")


def test_what_is_switched_off_is_listed_with_its_reason() -> None:
    """Criteria, scores, findings and rows; the text stays, since the day decides what is asked."""
    off = {id: {"reason": "Not here.", **OWN} for id in ("weather", "bonus", "backed", "loan.rule")}
    found = merged({"switch_off": off})
    assert found.chain.switched_off == frozenset(off)
    assert [c.reason for c in found.chain.changes] == ["Not here."] * 4
    assert {c.basis for c in found.chain.changes} == {"stated"}
    assert found.value["criteria"] == base()["criteria"]


def test_a_promise_is_waived_with_its_reason() -> None:
    """By the layer that waives it; the promise stays in the text."""
    found = merged({"waive": {"skill_counts": "We ask everybody."}})
    waiver = found.chain.waiver("skill_counts")
    assert waiver is not None
    assert (waiver.promise, waiver.reason, waiver.layer) == ("skill_counts", "We ask everybody.", 1)
    assert found.chain.waiver("care_helps") is None
    assert "skill_counts" in found.value["promises"]


ROW = {"is": "wait", "when": {"skill": "none"}, **OWN}


def test_a_row_stands_before_the_row_that_it_names() -> None:
    """`before` is no part of the row; the others stay in their order."""
    rows = {"first": {"before": "rule", **ROW}, "last": {"before": "otherwise", **ROW}}
    found = merged({"decisions": {"loan": {"rows": rows}}})
    placed = found.value["decisions"]["loan"]["rows"]
    assert list(placed) == ["first", "rule", "unknown_person", "careful", "last"]
    assert placed["first"] == ROW
    assert changes(found) == [
        ("row", "loan.first", 1, "stated", None, None),
        ("row", "loan.last", 1, "inferred", None, None),
    ]
    at = ("decisions", "loan", "rows")
    assert found.origin((*at, "last", "is")) == Origin(1, (*at, "last", "is"))
    assert found.origin((*at, "rule", "is")) == Origin(0, (*at, "rule", "is"))
    second = merged(
        {"decisions": {"loan": {"rows": {"first": {"before": "rule", **ROW}}}}},
        {"decisions": {"loan": {"rows": {"second": {"before": "first", **ROW}}}}},
    )
    assert list(second.value["decisions"]["loan"]["rows"])[:3] == ["second", "first", "rule"]


ASKED = {"group": "people", "ask": "Kept?", "answer": "keeping", **OWN}


def test_what_is_added_stands_after_what_is_there() -> None:
    """With its own origin; a section that was not there is the overlay's whole."""
    found = merged({"criteria": {"tidy": ASKED}, "findings": {"neat": {"when": "backed", **OWN}}})
    assert list(found.value["criteria"])[-1] == "tidy"
    assert list(found.value["findings"]) == ["in_order", "rule_broken", "backed", "neat"]
    assert found.origin(("criteria", "tidy", "ask")) == Origin(1, ("criteria", "tidy", "ask"))
    assert found.origin(("criteria", "care")) == Origin(0, ("criteria", "care"))
    assert changes(found) == []
    rubric, faults = read_rubric(found.value)
    assert faults == ()
    assert rubric.findings["neat"].grounds.basis == "chapter"


def test_a_member_of_a_family_without_a_placeholder_is_a_change() -> None:
    """It may change what stands below; a member where a placeholder stands is awaited."""
    awaited = merged({"criteria": {"tidy": {**ASKED, "in": ["house_rules"]}}})
    assert changes(awaited) == []
    below = base()
    del below["families"]["house_rules"]["placeholder"]
    for inside in ("house_rules", ["house_rules"]):
        found = put_on(bottom(below), {**HEAD, "criteria": {"tidy": {**ASKED, "in": inside}}})
        assert changes(found) == [("member", "tidy", 1, "chapter", None, None)]


def test_guidance_is_added_to_what_is_said_of_a_slate() -> None:
    """Where nothing is said below, all of it is the overlay's."""
    line = {"every": {"standing": "regular"}, "say": "All.", **OWN}
    found = merged({"slate": {"guidance": {"own": line}}})
    assert list(found.value["slate"]["guidance"]) == ["all_regular", "own"]
    assert found.value["slate"]["of"] == base()["slate"]["of"]
    assert found.origin(("slate", "guidance", "own")).layer == 1
    below = base()
    del below["slate"]
    whole = {"of": "backed", "counts": ["loan"], "guidance": {"own": line}}
    assert put_on(bottom(below), {**HEAD, "slate": whole}).value["slate"] == whole


def test_what_stands_below_is_not_changed() -> None:
    """Putting an overlay on makes a new rubric: the other can be put under another one."""
    below = bottom(base())
    overlay = {
        **HEAD,
        "set": {"care_needed": {"value": "clear", **OWN}},
        "demand": {"member": {"evidence": "required", **OWN}},
        "criteria": {"tidy": ASKED},
        "decisions": {"loan": {"rows": {"first": {"before": "rule", **ROW}}}},
    }
    put_on(below, overlay)
    assert below.value == base()
    assert (below.layers, below.clashes, below.chain.changes) == (1, [], ())


WRONG: list[tuple[Plain, str, tuple[str, ...]]] = [
    ({"set": {"care_neded": {"value": "clear", **OWN}}}, "unknown-id", ("set", "care_neded")),
    ({"set": {"care": {"value": "clear", **OWN}}}, "type-mismatch", ("set", "care")),
    ({"set": {"care_needed": {**OWN}}}, "missing-key", ("set", "care_needed")),
    ({"set": {"care_needed": {"value": "clear", **STATED}}}, "bad-value",
     ("set", "care_needed", "basis")),
    ({"set": {}}, "bad-shape", ("set",)),
    ({"demand": {"merit": {"evidence": "required", **OWN}}}, "type-mismatch", ("demand", "merit")),
    ({"demand": {"care": {**OWN}}}, "missing-key", ("demand", "care")),
    ({"switch_off": {"care": {**OWN}}}, "missing-key", ("switch_off", "care")),
    ({"switch_off": {"rule": {"reason": "No.", **OWN}}}, "unknown-id", ("switch_off", "rule")),
    ({"switch_off": {"loan": {"reason": "No.", **OWN}}}, "type-mismatch", ("switch_off", "loan")),
    ({"switch_off": {"loan.ruel": {"reason": "No.", **OWN}}}, "unknown-id",
     ("switch_off", "loan.ruel")),
    ({"switch_off": {"loan.otherwise": {"reason": "No.", **OWN}}}, "unknown-id",
     ("switch_off", "loan.otherwise")),
    ({"waive": {"skill": "No."}}, "type-mismatch", ("waive", "skill")),
    ({"waive": {"skills": "No."}}, "unknown-id", ("waive", "skills")),
    ({"waive": {"skill_counts": ""}}, "bad-value", ("waive", "skill_counts")),
    ({"criteria": {"care": ASKED}}, "doubled-id", ("criteria", "care")),
    ({"criteria": {"merit": ASKED}}, "doubled-id", ("criteria", "merit")),
    ({"groups": {"use": {"title": "U"}}}, "doubled-id", ("groups", "use")),
    ({"criteria": {"tidy": {**ASKED, **STATED}}}, "bad-value", ("criteria", "tidy", "basis")),
    ({"criteria": {}}, "bad-shape", ("criteria",)),
    ({"decisions": {"loan": {"rows": {"rule": {"before": "rule", **ROW}}}}}, "doubled-id",
     ("decisions", "loan", "rows", "rule")),
    ({"decisions": {"loan": {"rows": {"x": ROW}}}}, "missing-key",
     ("decisions", "loan", "rows", "x")),
    ({"decisions": {"loan": {"rows": {"x": {"before": "ruel", **ROW}}}}}, "unknown-id",
     ("decisions", "loan", "rows", "x", "before")),
    ({"decisions": {"loan": {"rows": {"x": {"before": "rule", **ROW, **STATED}}}}}, "bad-value",
     ("decisions", "loan", "rows", "x", "basis")),
    ({"decisions": {"loan": {"rows": {}}}}, "bad-shape", ("decisions", "loan", "rows")),
    ({"decisions": {"loan": {"rows": {"x": None}}}}, "bad-shape",
     ("decisions", "loan", "rows", "x")),
    ({"decisions": {"loan": {"title": "L", "rows": {"x": {"before": "rule", **ROW}}}}},
     "unknown-key", ("decisions", "loan", "title")),
    ({"slate": {"guidance": {"all_regular": {"every": "backed", "say": "A.", **OWN}}}},
     "doubled-id", ("slate", "guidance", "all_regular")),
    ({"slate": {"of": "backed"}}, "doubled-id", ("slate", "of")),
    ({"slate": {"guidance": {"own": {"every": "backed", "say": "A.", **STATED}}}}, "bad-value",
     ("slate", "guidance", "own", "basis")),
    ({"colour": "red"}, "unknown-key", ("colour",)),
    ({"criteria": {"tidy": ASKED}, "switch_off": {"tidy": {"reason": "No.", **OWN}}}, "unknown-id",
     ("switch_off", "tidy")),
]  # fmt: skip


@pytest.mark.parametrize(("overlay", "code", "trail"), WRONG, ids=[str(w[2]) for w in WRONG])
def test_a_fault_of_an_overlay_is_one_report_at_its_place(
    overlay: Plain, code: str, trail: tuple[str, ...]
) -> None:
    """In the layer that is at fault."""
    found = overlaid(overlay)
    assert [(c.layer, c.diagnostic.code, c.diagnostic.trail) for c in found.clashes] == [
        (1, code, trail)
    ]


TWICE: list[tuple[Plain, tuple[str, ...]]] = [
    ({"set": {"care_needed": {"value": "clear", **OWN}}}, ("set", "care_needed")),
    ({"demand": {"care": {"evidence": "required", **OWN}}}, ("demand", "care", "evidence")),
    ({"demand": {"care": {"anchors": {"some": "A."}, **OWN}}},
     ("demand", "care", "anchors", "some")),
    ({"switch_off": {"care": {"reason": "No.", **OWN}}}, ("switch_off", "care")),
    ({"switch_off": {"loan.rule": {"reason": "No.", **OWN}}}, ("switch_off", "loan.rule")),
    ({"waive": {"skill_counts": "No."}}, ("waive", "skill_counts")),
]  # fmt: skip


@pytest.mark.parametrize(("overlay", "trail"), TWICE, ids=[str(t[1]) for t in TWICE])
def test_a_line_is_changed_by_one_layer_only(overlay: Plain, trail: tuple[str, ...]) -> None:
    """The later one is told, with the place of the earlier; another line may be changed."""
    found = overlaid(overlay, overlay)
    (clash,) = found.clashes
    assert (clash.layer, clash.diagnostic.code, clash.diagnostic.trail) == (2, "doubled-id", trail)
    assert clash.other == Origin(1, trail)


def test_what_is_switched_off_below_is_not_demanded() -> None:
    """A demand of a line that no one asks is a mistake of one of the two."""
    off = {"switch_off": {"care": {"reason": "No.", **OWN}}}
    demand = {"demand": {"care": {"evidence": "required", **OWN}}}
    (clash,) = overlaid(off, demand).clashes
    assert (clash.diagnostic.code, clash.other) == ("doubled-id", Origin(1, ("switch_off", "care")))
    assert overlaid(demand, off).clashes == []


def test_a_row_alone_names_its_decision() -> None:
    """Whoever means a row is shown how it is written."""
    (clash,) = overlaid({"switch_off": {"rule": {"reason": "No.", **OWN}}}).clashes
    assert clash.diagnostic.help == "Did you mean `loan.rule`?"


def test_a_fault_of_the_merged_rubric_is_told_where_it_was_written() -> None:
    """In the layer of the line, by the trail in its own document."""
    found = merged({"set": {"care_needed": {"value": "often", **OWN}}})
    fault = Diagnostic("bad-value", "It is.", "", ("settings", "care_needed", "value"))
    layer, told = found.bring_back(fault)
    assert (layer, told.trail) == (1, ("set", "care_needed", "value"))
    assert (told.code, told.message) == ("bad-value", "It is.")
    own = Diagnostic("bad-value", "It is.", "", ("criteria", "care", "ask"))
    assert found.bring_back(own) == (0, own)
