"""One fault, one report: overlays with one thing wrong, the code and the line in the right file."""

import re
from pathlib import Path

import pytest

from api.chapters import HEAD, faults_of, put_base, put_overlay
from endorse_cli import api

MARK = re.compile(r"# <- ([a-z-]+)")

BROKEN = {
    "an empty section": "promises: {}  # <- bad-shape\n",
    "an empty change": "waive: {}  # <- bad-shape\n",
    "rows of nothing": """\
        decisions:
          grant:
            rows: {}  # <- bad-shape
    """,
    "a row that is nothing": """\
        decisions:
          grant:
            rows:
              cold:  # <- bad-shape
    """,
    "a change that is a word": """\
        switch_off:
          unlivable: soon  # <- bad-shape
    """,
    "nothing under set": "set:  # <- bad-shape\n",
    "set is a list": "set:\n  - votes_needed  # <- bad-shape\n",
    "unknown setting": """\
        set:
          vote_needed: {value: 3, OWN}  # <- unknown-id
    """,
    "a criterion is set": """\
        set:
          need: {value: 3, OWN}  # <- type-mismatch
    """,
    "a setting without a value": """\
        set:
          weight_needed: {OWN}  # <- missing-key
    """,
    "a setting that is no number": """\
        set:
          weight_needed: {value: heavy, OWN}  # <- bad-value
    """,
    "a setting with grounds of another layer": """\
        set:
          weight_needed: {value: 3, from: p4.3, basis: stated}  # <- bad-value
    """,
    "a setting that nobody adopted": """\
        set:
          weight_needed: {value: 3, from: p4.3, basis: chapter}  # <- missing-key
    """,
    "a setting without a passage": """\
        set:
          weight_needed:  # <- line-no-source
            {value: 3, basis: chapter, adopted: {by: the house meeting, date: 2026-01-10}}
    """,
    "a day of adoption that is none": """\
        set:
          weight_needed:
            {value: 3, from: p4.3, basis: chapter,
             adopted: {by: the meeting, date: 2026-02-30}}  # <- bad-value
    """,
    "a key of its own in set": """\
        set:
          weight_needed: {value: 3, of: need, OWN}  # <- unknown-key
    """,
    "a demand of nothing": """\
        demand:
          need: {OWN}  # <- missing-key
    """,
    "a demand of no criterion": """\
        demand:
          weight: {evidence: required, OWN}  # <- type-mismatch
    """,
    "a demand of an unknown criterion": """\
        demand:
          neeed: {evidence: required, OWN}  # <- unknown-id
    """,
    "a demand that is no word for it": """\
        demand:
          need: {evidence: always, OWN}  # <- bad-value
    """,
    "a demand for an answer that is not there": """\
        demand:
          need: {evidence: {required_for: [huge]}, OWN}  # <- bad-value
    """,
    "an anchor of no level": """\
        demand:
          need:
            anchors:
              huge: "The whole street."  # <- bad-value
            from: p2.2
            basis: chapter
            adopted: {by: the house meeting, date: 2026-01-10}
    """,
    "a span without a unit": """\
        demand:
          need: {fresh_for: {months: 2, days: 3}, OWN}  # <- bad-shape
    """,
    "a span of nothing": """\
        demand:
          need: {fresh_for: {months: 0}, OWN}  # <- bad-value
    """,
    "switched off without a reason": """\
        switch_off:
          grant.heavy: {OWN}  # <- missing-key
    """,
    "an unknown row switched off": """\
        switch_off:
          grant.havy: {reason: "Too much.", OWN}  # <- unknown-id
    """,
    "a row of no decision switched off": """\
        switch_off:
          grants.heavy: {reason: "Too much.", OWN}  # <- unknown-id
    """,
    "a promise switched off": """\
        switch_off:
          more_need_never_hurts: {reason: "It does.", OWN}  # <- type-mismatch
    """,
    "an unknown promise waived": """\
        waive:
          more_need_never_hurt: "It may."  # <- unknown-id
    """,
    "a promise waived without a reason": """\
        waive:
          more_need_never_hurts: ""  # <- bad-value
    """,
    "an id taken below": """\
        criteria:
          need: {group: house, ask: "How bad?", answer: yes_no, OWN}  # <- doubled-id
    """,
    "an id taken in another section": """\
        criteria:
          unlivable: {group: house, ask: "How bad?", answer: yes_no, OWN}  # <- doubled-id
    """,
    "a group taken below": """\
        groups:
          house: {title: "Another house"}  # <- doubled-id
    """,
    "an added line of another layer": """\
        findings:
          cold:
            when: {repairs: {includes: [heating]}}
            from: p3.2
            basis: inferred  # <- bad-value
    """,
    "an added line that nobody adopted": """\
        findings:
          cold:  # <- missing-key
            when: {repairs: {includes: [heating]}}
            from: p3.2
            basis: chapter
    """,
    "an added criterion of an unknown group": """\
        criteria:
          cold: {group: houses, ask: "Is it cold?", answer: yes_no, OWN}  # <- unknown-id
    """,
    "an added finding that asks what is not there": """\
        findings:
          cold: {when: {heat: no}, OWN}  # <- unknown-id
    """,
    "an added criterion that is spelled wrong": """\
        criteria:
          cold: {group: house, aks: "Is it cold?", answer: yes_no, OWN}  # <- unknown-key
    """,
    "a row before a row that is not there": """\
        decisions:
          grant:
            rows:
              cold:
                before: heavi  # <- unknown-id
                is: pay
                when: unlivable
                from: p4.2
                basis: chapter
                adopted: {by: the house meeting, date: 2026-01-10}
    """,
    "a row before nothing": """\
        decisions:
          grant:
            rows:
              cold: {is: pay, when: unlivable, OWN}  # <- missing-key
    """,
    "a row that is there below": """\
        decisions:
          grant:
            rows:
              heavy: {before: no_vote, is: pay, when: unlivable, OWN}  # <- doubled-id
    """,
    "a row with an outcome that is none": """\
        decisions:
          grant:
            rows:
              cold: {before: heavy, is: paid, when: unlivable, OWN}  # <- bad-value
    """,
    "other outcomes for a decision below": """\
        decisions:
          grant:
            outcomes: [refuse, pay]  # <- unknown-key
            rows:
              cold: {before: heavy, is: pay, when: unlivable, OWN}
    """,
    "a document of its own": """\
        document: {title: "Another one"}  # <- unknown-key
    """,
    "in force until before since": """\
        criteria:
          cold:
            group: house
            ask: "Is it cold?"
            answer: yes_no
            recorded: "To be seen."
            in_force:
              since: 2026-03-01
              until: 2026-02-01  # <- bad-value
            from: p3.2
            basis: chapter
            adopted: {by: the house meeting, date: 2026-01-10}
    """,
    "in force from no day": """\
        criteria:
          cold:
            group: house
            ask: "Is it cold?"
            answer: yes_no
            recorded: "To be seen."
            in_force: {since: soon}  # <- bad-value
            from: p3.2
            basis: chapter
            adopted: {by: the house meeting, date: 2026-01-10}
    """,
}

SETTING = """\
settings:
  weight_needed: {value: 5, from: p4.3, basis: inferred}
"""


@pytest.mark.parametrize("what", BROKEN)
def test_one_fault_gives_one_report_at_its_line(tmp_path: Path, what: str) -> None:
    """An overlay with one thing wrong gives one diagnostic: its code, its file, its line."""
    put_base(tmp_path, SETTING)
    path = put_overlay(tmp_path, BROKEN[what])
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [
        (found[1], str(path), number)
        for number, line in enumerate(lines, 1)
        if (found := MARK.search(line))
    ]
    found = [(d.code, d.place.file, d.place.line) for d in faults_of(path) if d.place]
    assert found == expected
    assert len(expected) == 1
    assert all(d.help and d.message.endswith(".") for d in faults_of(path))


HEADS = {
    "no id": ("missing-key", "rubric", HEAD.replace("rubric: mill-lane\n", "")),
    "no title": ("missing-key", "", HEAD.replace('title: "As Mill Lane has it"\n', "")),
    "a name not shipped": ("bad-value", "extends", HEAD.replace("base.yaml", "class-alinment")),
    "an absolute path": ("bad-value", "extends", HEAD.replace("base.yaml", "/etc/passwd.yaml")),
    "an address": ("bad-value", "extends", HEAD.replace("base.yaml", "https://a.example/b.yaml")),
    "a home": ("bad-value", "extends", HEAD.replace("base.yaml", "~/base.yaml")),
    "a path that leads out": ("bad-value", "extends", HEAD.replace("base.yaml", "../base.yaml")),
    "itself": ("cycle", "extends", HEAD.replace("base.yaml", "overlay.yaml")),
    "nothing": ("bad-shape", "extends", HEAD.replace("base.yaml", "")),
    "an effective day that is none": ("bad-value", "effective", f"{HEAD}effective: spring\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", HEADS)
def test_a_head_with_one_fault_gives_one_report(tmp_path: Path, what: str) -> None:
    """What an overlay is, and what it builds on, is told in one report at its key."""
    code, key, head = HEADS[what]
    put_base(tmp_path)
    path = put_overlay(tmp_path, "", head=head)
    (found,) = faults_of(path)
    assert (found.code, found.place.file if found.place else "") == (code, str(path))
    if key and key in head:
        line = next(n for n, text in enumerate(head.splitlines(), 1) if text.startswith(key))
        assert found.place is not None
        assert found.place.line == line


def test_a_fault_of_the_base_is_told_in_the_base(tmp_path: Path) -> None:
    """Whoever writes an overlay learns that the fault is in the file below, and where."""
    base = put_base(
        tmp_path, "settings:\n  weight_needed: {value: much, from: p4.3, basis: inferred}\n"
    )
    (found,) = faults_of(put_overlay(tmp_path, 'waive: {more_need_never_hurts: "It may."}\n'))
    assert found.place is not None
    assert (found.code, found.place.file) == ("bad-value", str(base))
    assert "weight_needed" in found.place.text


def test_an_overlay_that_does_not_say_of_what_gets_one_report(tmp_path: Path) -> None:
    """Whoever forgets or misspells `extends` is not told of everything that a whole rubric has."""
    put_base(tmp_path)
    body = 'waive:\n  more_need_never_hurts: "It may."\n'
    for key, code in (("extend", "unknown-key"), (None, "missing-key")):
        head = HEAD.replace("extends: base.yaml\n", f"{key}: base.yaml\n" if key else "")
        (found,) = faults_of(put_overlay(tmp_path, body, head=head))
        assert found.code == code
        assert "extends" in found.help


def test_what_an_overlay_brings_about_below_is_said_to_come_of_it(tmp_path: Path) -> None:
    """A row below that an added row leaves nothing is told at its place, with the way out."""
    base = put_base(tmp_path)
    body = """\
    decisions:
      grant:
        rows:
          all_of_it: {before: unlivable, is: discuss, when: unlivable, OWN}
    """
    path = put_overlay(tmp_path, body)
    (found,) = api.check_rubric(path).diagnostics
    assert found.place is not None
    assert (found.code, found.place.file) == ("row-shadowed", str(base))
    assert f"{path}:9, where the row `grant.all_of_it` is added" in found.help
    assert "switch this line off" in found.help


PROMISED = """\
settings:
  weight_needed: {value: 5, from: p4.3, basis: inferred}
promises:
  no_vote_no_grant:
    {when: {tenants_voted: no}, then: {grant: refuse}, from: p4.1, basis: stated}
  heavy_is_paid:
    when: {all: [{tenants_voted: yes}, {weight: {at_least: 5}}]}
    then: {grant: pay}
    from: p4.3
    basis: inferred
"""
"""Promises of the base which an overlay can break, and a setting on which one rests."""

BROUGHT = {
    "switched off": (
        "no_vote_no_grant",
        'switch_off:\n  grant.no_vote: {reason: "No vote is needed.", OWN}  # <- here\n',
        "where `grant.no_vote` is switched off: change that or waive the promise.",
    ),
    "set": (
        "heavy_is_paid",
        "set:\n  weight_needed: {value: 6, OWN}  # <- here\n",
        "where `weight_needed` is set to `6`: change that or waive the promise.",
    ),
    "a row added": (
        "heavy_is_paid",
        """\
        decisions:
          grant:
            rows:
              cold: {before: unlivable, is: discuss, when: {repairs: {includes: [roof]}}, OWN}
              great: {before: unlivable, is: refuse, when: {reach: great}, OWN}  # <- here
        """,
        "where the row `grant.great` is added: change each of them or waive the promise.",
    ),
}
"""The promise that is broken, what breaks it, and how the help names that place."""


BOTH = """\
  unlivable_and_heavy:
    when: {all: [unlivable, {weight: {at_least: 5}}, {tenants_voted: yes}]}
    then: {grant: pay}
    from: p4.2
    basis: stated
"""
"""A promise that two rows of the base keep, each alone."""


def put_promised(folder: Path, more: str = "") -> Path:
    """The base with promises and a setting of its own, and `more` promises."""
    base = put_base(folder)
    text = base.read_text(encoding="utf-8").replace("promises:\n", PROMISED + more)
    heavy = "pay, when: {weight: {at_least: "
    used = text.replace(f"{heavy}5}}", f"{heavy}{{setting: weight_needed}}}}")
    assert used != text
    base.write_text(used, encoding="utf-8")
    return base


def help_of(path: Path, promise: str) -> str:
    """What a check advises about a broken promise; the one of that name, which stands below."""
    (found,) = (
        found
        for found in api.check_rubric(path).diagnostics
        if found.code == "promise-broken" and f"`{promise}`" in found.message
    )
    assert found.place is not None
    assert found.place.file == str(path.with_name("base.yaml"))
    return found.help


@pytest.mark.parametrize("how", BROUGHT)
def test_a_promise_below_that_is_broken_names_what_breaks_it(tmp_path: Path, how: str) -> None:
    """The line of the overlay that brings it about is told beside the line of the promise."""
    promise, body, words = BROUGHT[how]
    put_promised(tmp_path)
    path = put_overlay(tmp_path, body)
    lines = path.read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, text in enumerate(lines, 1) if text.endswith("# <- here"))
    told = help_of(path, promise)
    assert f"{path}:{line}, {words}" in told
    assert "Where an overlay brings this about" not in told


def test_everything_that_follows_from_a_line_switched_off_names_it(tmp_path: Path) -> None:
    """An idle criterion and an outcome that nobody gets come of the same line."""
    put_promised(tmp_path)
    path = put_overlay(tmp_path, 'switch_off:\n  grant.no_vote: {reason: "None.", OWN}\n')
    found = api.check_rubric(path).diagnostics
    assert {one.code for one in found} >= {"criterion-idle", "outcome-unreachable"}
    assert all(f"{path}:7, where `grant.no_vote` is switched off" in one.help for one in found)


def test_a_promise_that_two_changes_break_together_names_both(tmp_path: Path) -> None:
    """Either of them may be changed."""
    put_promised(tmp_path, BOTH)
    body = """\
    switch_off:
      grant.unlivable: {reason: "Not alone.", OWN}
    set:
      weight_needed: {value: 6, OWN}
    """
    path = put_overlay(tmp_path, body)
    told = help_of(path, "unlivable_and_heavy")
    assert f"{path}:7, where `grant.unlivable` is switched off, and of " in told
    assert "`weight_needed` is set to `6`: change one of them or waive the promise." in told


def test_a_promise_that_the_base_breaks_itself_blames_no_overlay(tmp_path: Path) -> None:
    """What was wrong before stays the base's own."""
    base = put_promised(tmp_path)
    broken = base.read_text(encoding="utf-8").replace("then: {grant: refuse}", "then: {grant: pay}")
    base.write_text(broken, encoding="utf-8")
    path = put_overlay(tmp_path, "set:\n  weight_needed: {value: 4, OWN}\n")
    told = help_of(path, "no_vote_no_grant")
    assert "overlay" not in told


def test_a_conflict_names_both_places(tmp_path: Path) -> None:
    """Of two layers that set one thing, both places are named, so that one can be taken away."""
    put_base(tmp_path, SETTING)
    first = put_overlay(tmp_path, "set:\n  weight_needed: {value: 4, OWN}\n", "first.yaml")
    head = HEAD.replace("base.yaml", "first.yaml").replace("mill-lane", "mill-lane-14")
    second = put_overlay(tmp_path, "set:\n  weight_needed: {value: 3, OWN}\n", head=head)
    (found,) = faults_of(second)
    assert found.place is not None
    assert (found.code, found.place.file, found.place.line) == ("doubled-id", str(second), 7)
    assert f"{first}:7" in found.help


CONFLICTS = {
    "switch_off": 'switch_off:\n  grant.heavy: {reason: "No.", OWN}\n',
    "waive": 'waive:\n  more_need_never_hurts: "It may."\n',
    "demand": "demand:\n  need: {evidence: required, OWN}\n",
    "anchor": "demand:\n  need: {anchors: {great: All of it.}, OWN}\n",
    "group": 'groups:\n  cellar: {title: "The cellar"}\n',
}  # fmt: skip


@pytest.mark.parametrize("what", CONFLICTS)
def test_no_two_layers_change_the_same_line(tmp_path: Path, what: str) -> None:
    """Which of two layers wins is never left to their order."""
    put_base(tmp_path)
    put_overlay(tmp_path, CONFLICTS[what], "first.yaml")
    second = put_overlay(tmp_path, CONFLICTS[what], head=HEAD.replace("base.yaml", "first.yaml"))
    (found,) = faults_of(second)
    assert found.code == "doubled-id"
    assert "first.yaml:7" in found.help


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    """Faults of the head, of a change and of an added line are told together."""
    put_base(tmp_path)
    path = put_overlay(
        tmp_path,
        """\
        set:
          votes: {value: 3, OWN}
        criteria:
          cold: {group: house, aks: "Cold?", answer: yes_no, OWN}
        """,
        head=HEAD.replace("version: 1.0.0\n", ""),
    )
    assert {d.code for d in faults_of(path)} == {"missing-key", "unknown-id", "unknown-key"}


def test_a_row_switched_off_without_its_decision_is_suggested_with_it(tmp_path: Path) -> None:
    """Who writes a row's own name is shown the whole one."""
    put_base(tmp_path)
    path = put_overlay(tmp_path, 'switch_off:\n  heavy: {reason: "Too much.", OWN}\n')
    (found,) = faults_of(path)
    assert "Did you mean `grant.heavy`?" in found.help
