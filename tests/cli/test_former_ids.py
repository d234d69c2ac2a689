"""What had another id before is known by it, and the new one is told."""

import json
from pathlib import Path

import pytest

from .running import Endorse, Write

RUBRIC = """\
format: 1
rubric: club
version: 1.0.0
title: "Club"
document: {title: "Club"}
groups: {g: {title: "All"}}
criteria:
  dues_paid:
    was: [fee_paid]
    group: g
    label: "Dues paid"
    ask: "Are the dues paid?"
    answer: yes_no
    from: p2
    basis: stated
    anchors: {yes: "Paid.", no: "Not paid."}
findings:
  good: {was: [fine], when: {dues_paid: yes}, from: p2, basis: stated}
decisions:
  entry:
    outcomes: [closed, open]
    rows:
      dues: {was: [fee], is: open, when: good, from: p2, basis: stated}
    otherwise: {is: closed, from: p2, basis: stated}
"""
CASE = """\
case: as it was called
why: "Written before the names changed (p2)."
expect: {entry: open}
rows: {entry: [fee]}
findings: {fine: yes}
reasons: {entry: [fee_paid]}
answers: {fee_paid: yes}
"""
ADOPTED = (
    '{evidence: required, from: p2, basis: chapter, adopted: {by: "meeting", date: 2026-01-01}}'
)
OVERLAY = f"""\
format: 1
rubric: club-east
version: 1.0.0
title: "Club East"
extends: ./rubric.yaml
demand:
  fee_paid: {ADOPTED}
"""
ROWS = (
    OVERLAY.partition("demand:")[0]
    + f"""\
switch_off:
  entry.fee: {ADOPTED.replace("evidence: required", 'reason: "apart"')}
decisions:
  entry:
    rows:
      more: {ADOPTED.replace("evidence: required", "before: fee, is: open, when: good")}
"""
)


@pytest.fixture
def rubric(write: Write) -> Path:
    """A rubric of which a criterion, a finding and a row have new ids."""
    write("club/cases/old.yaml", CASE)
    return Path(write("club/rubric.yaml", RUBRIC))


def test_a_case_may_name_what_there_was(endorse: Endorse, rubric: Path) -> None:
    """Answers, rows, findings and reasons under old ids are read, each with a note."""
    ended = endorse("rubric", "test", str(rubric.parent))
    assert ended.status == 0, ended.err
    for was, now in (("fee", "dues"), ("fine", "good"), ("fee_paid", "dues_paid")):
        assert f"`{was}` is read as `{now}`, as it is called now." in ended.err
    assert "4 notes" in ended.err


def test_the_command_line_knows_what_there_was(
    endorse: Endorse, write: Write, rubric: Path
) -> None:
    """`--what-if` and `explain` take an old id and answer with the new one."""
    file = write("ada.yaml", "candidate: Ada Wren\nanswers: {dues_paid: yes}\n")
    ended = endorse("score", file, "--rubric", str(rubric), "--what-if", "fee_paid=no")
    assert "Dues paid: no: supposed, not the result" in ended.out
    for was, now in (("fee_paid", "dues_paid"), ("fine", "good"), ("entry.fee", "entry.dues")):
        assert now in endorse("explain", was, "--rubric", str(rubric)).out


def test_an_editor_knows_what_there_was(endorse: Endorse, rubric: Path) -> None:
    """The schema takes an old id, and says that it is called otherwise now."""
    schema = json.loads(endorse("schema", "candidate", "--rubric", str(rubric)).out)
    before = schema["properties"]["answers"]["properties"]["fee_paid"]
    assert before["deprecated"] is True
    assert before["description"] == "Called `dues_paid` now."


def test_an_overlay_is_told_the_new_id(endorse: Endorse, write: Write, rubric: Path) -> None:
    """What an overlay changes, or a condition names, under an old id is an error with the new."""
    ended = endorse("rubric", "check", write("club/east.yaml", OVERLAY))
    assert ended.status == 3
    assert "It is called `dues_paid` now: write that." in ended.err
    ended = endorse("rubric", "check", write("club/west.yaml", ROWS))
    assert "west.yaml:7:3: " in ended.err
    assert "It is called `entry.dues` now: write that." in ended.err
    assert "It is called `dues` now: write that." in ended.err
    named = write(
        "club/named.yaml", RUBRIC.replace("when: {dues_paid: yes}", "when: {fee_paid: yes}")
    )
    assert "It is called `dues_paid` now: write that." in endorse("rubric", "check", named).err
