"""What an overlay adds, sets, demands, switches off and waives takes effect, and nothing else."""

from pathlib import Path
from textwrap import dedent, indent

import pytest

from api.chapters import HEAD, faults_of, outcome, overlaid, put_base, put_overlay
from endorse_cli import api

ALL = "tenants_voted: yes\nneed: great\nreach: great\nrepairs: [roof]\n"


def test_an_overlay_that_changes_nothing_decides_as_its_base(tmp_path: Path) -> None:
    """Under an empty overlay everything comes out as below; the record says on what it rests."""
    loaded = overlaid(tmp_path, "")
    base = api.load_rubric(str(tmp_path / "base.yaml"))
    for answers in (ALL, "tenants_voted: no\n", "need: small\n"):
        assert outcome(loaded, answers) == outcome(base, answers)
    assert loaded.part["id"] == "mill-lane"
    assert loaded.part["extends"] == [
        {"id": "repair-grants", "version": "1.0.0", "digest": base.part["digest"]}
    ]
    assert loaded.part["departures"] == []


def test_a_chain_lists_the_nearest_first(tmp_path: Path) -> None:
    """A record names every rubric below, each with the digest of its own bytes."""
    put_base(tmp_path)
    put_overlay(tmp_path, "", "first.yaml", HEAD.replace("mill-lane", "district"))
    path = put_overlay(tmp_path, "", head=HEAD.replace("base.yaml", "first.yaml"))
    part = api.load_rubric(str(path)).part
    assert [layer["id"] for layer in part["extends"]] == ["district", "repair-grants"]
    assert len({part["digest"], *(layer["digest"] for layer in part["extends"])}) == 3


def test_a_row_stands_before_the_row_that_it_names(tmp_path: Path) -> None:
    """A row added before another decides where both hold; the others stay in their order."""
    body = """\
    decisions:
      grant:
        rows:
          talk: {before: unlivable, is: discuss, when: {reach: small}, OWN}
          last: {before: otherwise, is: refuse, when: {need: small}, OWN}
    """
    loaded = overlaid(tmp_path, body)
    rows = [row.id for row in loaded.rubric.decisions["grant"].rows]
    assert rows == ["no_vote", "talk", "unlivable", "heavy", "last", "otherwise"]
    assert outcome(loaded, ALL.replace("reach: great", "reach: small")) == ("discuss",)
    assert outcome(loaded, "tenants_voted: yes\nneed: small\nreach: fair\nrepairs: []\n") == (
        "refuse",
    )


def test_a_row_switched_off_decides_nothing(tmp_path: Path) -> None:
    """What a row decided falls to the rows after it, and every report names the departure."""
    loaded = overlaid(tmp_path, 'switch_off:\n  grant.no_vote: {reason: "We ask.", OWN}\n')
    assert outcome(loaded, ALL.replace("tenants_voted: yes", "tenants_voted: no")) == ("pay",)
    (part,) = loaded.part["departures"]
    assert (part["what"], part["effect"], part["basis"]) == ("grant.no_vote", "looser", "stated")
    assert part["reason"] == "We ask."
    assert part["adopted"] == {"by": "the house meeting", "date": "2026-01-10"}
    assert {(m["before"], m["after"]) for m in part["moves"]} == {
        ("refuse", "discuss"), ("refuse", "pay"),
    }  # fmt: skip


def test_switching_off_the_best_row_is_no_departure(tmp_path: Path) -> None:
    """A line may be tightened freely: what makes nobody better off is not called a departure."""
    loaded = overlaid(tmp_path, 'switch_off:\n  grant.heavy: {reason: "Too vague.", OWN}\n')
    assert loaded.part["departures"] == []


def test_a_criterion_switched_off_is_not_asked(tmp_path: Path) -> None:
    """From a list it drops out, what asks only for it is gone, and an answer to it is set aside."""
    body = 'switch_off:\n  repairs: {reason: "All are repairs.", OWN}\n'
    loaded = overlaid(tmp_path, body)
    assert "repairs" not in loaded.rubric.criteria
    assert outcome(loaded, "tenants_voted: yes\nneed: fair\nreach: small\n") == ("pay",)
    text = f"candidate: X\nanswers:\n{indent(ALL, '  ')}"
    scored = api.score_text(text.encode(), loaded)
    assert scored.record["set_aside"] == ["repairs"]
    assert scored.assessment.decisions["grant"].outcome == "pay"


def test_a_finding_switched_off_takes_its_row_along(tmp_path: Path) -> None:
    """A row that asks only for what is switched off never decides."""
    loaded = overlaid(tmp_path, 'switch_off:\n  unlivable: {reason: "Too vague.", OWN}\n')
    assert [row.id for row in loaded.rubric.decisions["grant"].rows] == [
        "no_vote", "heavy", "otherwise",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "effects"), [("4", ["looser"]), ("5", []), ("6", [])])
def test_a_threshold_set_lower_is_a_departure_and_higher_is_none(
    tmp_path: Path, value: str, effects: list[str]
) -> None:
    """Which way a threshold loosens is read off what it decides, not off its sign."""
    more = "settings:\n  weight_needed: {value: 5, from: p4.3, basis: inferred}\n"
    put_base(tmp_path, more)
    base = tmp_path / "base.yaml"
    text = base.read_text(encoding="utf-8").replace(
        "{weight: {at_least: 5}}", "{weight: {at_least: {setting: weight_needed}}}"
    )
    base.write_text(text, encoding="utf-8")
    path = put_overlay(tmp_path, f"set:\n  weight_needed: {{value: {value}, OWN}}\n")
    loaded = api.load_rubric(str(path))
    assert [part["effect"] for part in loaded.part["departures"]] == effects
    assert loaded.rubric.settings["weight_needed"].value == value
    assert loaded.rubric.settings["weight_needed"].grounds.basis == "chapter"


def test_two_changes_that_loosen_only_together_are_both_named(tmp_path: Path) -> None:
    """Two rows that decide the same hide each other: taking away both is seen nevertheless."""
    put_base(tmp_path)
    first = """\
    decisions:
      grant:
        rows:
          twin: {before: unlivable, is: refuse, when: {tenants_voted: no}, OWN}
    """
    put_overlay(tmp_path, first, "first.yaml", HEAD.replace("mill-lane", "district"))
    both = 'switch_off:\n  grant.no_vote: {reason: "A.", OWN}\n  grant.twin: {reason: "B.", OWN}\n'
    path = put_overlay(tmp_path, both, head=HEAD.replace("base.yaml", "first.yaml"))
    found = api.load_rubric(str(path)).part["departures"]
    assert {"grant.no_vote", "grant.twin"} <= {part["what"] for part in found}


@pytest.mark.parametrize(
    ("below", "above", "effects"),
    [
        ("", "required", []),
        ("", "none", ["asks_less"]),
        ("required", "expected", ["asks_less"]),
        ("required", "{required_for: [great]}", ["asks_less"]),
        ("{required_for: [great]}", "required", []),
        ("{required_for: [great]}", "{required_for: [great, fair]}", []),
        ("{required_for: [great, fair]}", "{required_for: [great]}", ["asks_less"]),
        ("{required_for: [great]}", "expected", ["asks_less"]),
    ],
)
def test_asking_for_less_evidence_is_a_departure(
    tmp_path: Path, below: str, above: str, effects: list[str]
) -> None:
    """A demand may be raised freely; a lower one is named."""
    base = put_base(tmp_path)
    if below:
        text = base.read_text(encoding="utf-8")
        old = "answer: extent, from: p2.2,"
        base.write_text(text.replace(old, f"{old} evidence: {below},"), encoding="utf-8")
    path = put_overlay(tmp_path, f"demand:\n  need: {{evidence: {above}, OWN}}\n")
    loaded = api.load_rubric(str(path))
    assert [part["effect"] for part in loaded.part["departures"]] == effects


@pytest.mark.parametrize(
    ("below", "above", "effects"),
    [
        ("", "{months: 6}", []),
        ("{months: 6}", "{months: 7}", ["asks_less"]),
        ("{months: 12}", "{years: 1}", []),
        ("{weeks: 2}", "{days: 13}", []),
    ],
)
def test_letting_sources_grow_older_is_a_departure(
    tmp_path: Path, below: str, above: str, effects: list[str]
) -> None:
    """Lengths of time are compared whatever their units."""
    base = put_base(tmp_path)
    if below:
        text = base.read_text(encoding="utf-8")
        old = "answer: extent, from: p2.2,"
        base.write_text(text.replace(old, f"{old} fresh_for: {below},"), encoding="utf-8")
    path = put_overlay(tmp_path, f"demand:\n  need: {{fresh_for: {above}, OWN}}\n")
    found = api.load_rubric(str(path)).part["departures"]
    assert [part["effect"] for part in found] == effects


def test_an_anchor_that_replaces_words_is_shown(tmp_path: Path) -> None:
    """Words are not compared; that they are others is said. An anchor where none was adds."""
    base = put_base(tmp_path)
    text = base.read_text(encoding="utf-8")
    old = "answer: extent, from: p2.2,"
    base.write_text(text.replace(old, f'{old} anchors: {{great: "The whole."}},'), encoding="utf-8")
    body = 'demand:\n  need: {anchors: {great: "More than half.", fair: "Some."}, OWN}\n'
    loaded = api.load_rubric(str(put_overlay(tmp_path, body)))
    found = [(part["what"], part["effect"]) for part in loaded.part["departures"]]
    assert found == [("need.anchors.great", "reworded")]
    assert loaded.rubric.anchor("need", "great") == "More than half."
    assert loaded.rubric.anchor("need", "fair") == "Some."


FAMILY = """\
families:
  bars: {title: "Bars", placeholder: barred}
"""
BARRED = """\
  barred:
    {group: house, ask: "Is it barred?", answer: yes_no, in: [bars], from: p2.2, basis: stated}
scores:
"""


def barred(tmp_path: Path) -> None:
    """The base with a family whose placeholder stands in until a chapter has bars of its own."""
    base = put_base(tmp_path, FAMILY)
    text = base.read_text(encoding="utf-8").replace("scores:\n", BARRED, 1)
    row = "      bar: {is: refuse, when: {any: {of: bars, are: yes}}, from: p4.1, basis: stated}\n"
    text = text.replace("    rows:\n", f"    rows:\n{row}", 1)
    base.write_text(text, encoding="utf-8")


OWN_BAR = """\
criteria:
  landlord_pays: {group: house, ask: "Must the landlord?", answer: yes_no, in: [bars], OWN}
"""


def test_members_of_its_own_take_the_place_of_a_placeholder(tmp_path: Path) -> None:
    """A chapter's own lines are asked instead of the question that stood in, and depart nowhere."""
    barred(tmp_path)
    loaded = api.load_rubric(str(put_overlay(tmp_path, OWN_BAR)))
    assert "barred" not in loaded.rubric.criteria
    assert outcome(loaded, f"{ALL}landlord_pays: yes\n") == ("refuse",)
    assert outcome(loaded, f"{ALL}landlord_pays: no\nbarred: yes\n") == ("pay",)
    assert loaded.part["departures"] == []
    assert api.check_rubric(str(tmp_path / "overlay.yaml")).ok


def test_a_waived_promise_is_not_proved_and_its_reason_is_said(tmp_path: Path) -> None:
    """What the chapter no longer promises is neither proved nor broken."""
    body = """\
    decisions:
      grant:
        rows:
          too_much: {before: unlivable, is: refuse, when: both, OWN}
    findings:
      both: {when: {all: [{need: great}, {reach: small}]}, OWN}
    """
    put_base(tmp_path)
    kept = api.check_rubric(str(put_overlay(tmp_path, body)))
    assert [part["result"] for part in kept.form["promises"]] == ["broken"]
    waive = 'waive:\n  more_need_never_hurts: "Great need is for the city."\n'
    path = put_overlay(tmp_path, dedent(body) + waive)
    checked = api.check_rubric(str(path))
    assert checked.ok
    assert [(part["result"], part["reason"]) for part in checked.form["promises"]] == [
        ("waived", "Great need is for the city.")
    ]
    assert api.load_rubric(str(path)).part["waived"] == [
        {"promise": "more_need_never_hurts", "reason": "Great need is for the city."}
    ]


WORDS = """\
families:
  bars: {title: "Bars", notice: {yes: {say: "It is barred."}}}
criteria:
  landlord_pays:
    {group: house, in: [bars], label: Landlord must pay, ask: "Must the landlord?",
     asked: "Must your landlord?", answer: yes_no,
     notice: {no: {say: "No landlord.", when: heavy_house}}, OWN}
findings:
  heavy_house: {when: {reach: great}, says: {yes: "is a large house"}, OWN}
decisions:
  grant:
    rows:
      landlord:
        {before: no_vote, is: refuse, because: "the landlord must pay",
         when: {landlord_pays: yes}, OWN}
"""


def test_what_an_overlay_adds_has_words_of_its_own(tmp_path: Path) -> None:
    """Labels, questions, notices, clauses: of a criterion, a family, a finding, a row it adds."""
    loaded = overlaid(tmp_path, WORDS)
    added = loaded.rubric.criteria["landlord_pays"]
    assert (added.label, added.asked) == ("Landlord must pay", "Must your landlord?")
    assert list(loaded.rubric.notices(added)) == ["yes", "no"]
    assert loaded.rubric.decisions["grant"].row("landlord").because == "the landlord must pay"
    assert api.check_rubric(str(tmp_path / "overlay.yaml")).diagnostics == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("demand:\n  need: {label: Ruin, OWN}\n", "unknown-key"),
        ("headline: grant\n", "unknown-key"),
        ("decisions:\n  grant: {moves: {pay: 'that it be paid'}}\n", "unknown-key"),
        ("criteria:\n  need: {group: house, label: Ruin, ask: 'How?', answer: extent, OWN}\n",
         "doubled-id"),
    ],
)  # fmt: skip
def test_an_overlay_changes_no_words_below_it(tmp_path: Path, body: str, code: str) -> None:
    """What members of other chapters read stays as it is; only additions have words."""
    put_base(tmp_path)
    found = faults_of(put_overlay(tmp_path, body))
    assert code in [one.code for one in found]
