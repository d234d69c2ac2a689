"""Which part of a line a change or a number belongs to, as people read it."""

from pathlib import Path

from .running import Endorse, Write

CRITERION = "group: g, from: p1, basis: stated"

POINTS = f"""\
format: 1
rubric: pts
version: 0.1.0
title: Points
document: {{title: Paper}}
groups: {{g: {{title: All}}}}
settings:
  needed: {{value: 6, from: p1, basis: inferred}}
scales:
  depth: {{levels: [low, mid, high], worth: [0, 1, 3]}}
criteria:
  meetings: {{{CRITERION}, ask: "How many?", answer: {{number: {{unit: times, min: 0, step: 1}}}}}}
  vouched: {{{CRITERION}, ask: "Vouched for?", answer: yes_no}}
  roots: {{{CRITERION}, ask: "How deep?", answer: depth}}
scores:
  total:
    value:
      sum:
        - points: meetings
          bands:
            - {{less_than: 5, give: 0}}
            - {{at_least: 5, less_than: 10, give: 2}}
            - {{at_least: 10, give: 4}}
        - {{points: vouched, give: {{yes: 2, no: 0}}}}
        - roots
    from: p1
    basis: stated
decisions:
  admission:
    outcomes: [no, yes]
    rows:
      enough:
        is: yes
        when: {{total: {{at_least: {{setting: needed}}}}}}
        from: p1
        basis: stated
    otherwise: {{is: no, from: p1, basis: stated}}
"""


def differing(endorse: Endorse, write: Write, old: str, new: str, *words: str) -> str:
    """The diff of the rubric and the same with one text for another, on one line."""
    paths = write("a.yaml", POINTS), write("b.yaml", POINTS.replace(old, new))
    ended = endorse("rubric", "diff", *paths, *words, env={"COLUMNS": "50"})
    assert ended.status == 0, ended.err
    return " ".join(ended.out.split())


def test_a_number_that_changed_is_told_with_its_band(endorse: Endorse, write: Write) -> None:
    """The points of one band among several, of one answer, and the worth of one level."""
    band = differing(endorse, write, "give: 4", "give: 5")
    assert "The weight in total (points meetings, at_least 10: give) goes from 4 to 5;" in band
    assert "total: weight (points meetings, at_least 10: give)" in band
    answer = differing(endorse, write, "{yes: 2", "{yes: 7", "--format", "markdown")
    assert "points vouched: give yes" in answer
    assert "depth: weight (mid)" in differing(endorse, write, "worth: [0, 1", "worth: [0, 2")


def test_a_layer_that_was_adopted_says_by_whom(endorse: Endorse, write: Write) -> None:
    """No braces, and no `nothing` before it."""
    adopted = "basis: chapter, adopted: {by: the meeting, date: 2026-01-02}"
    out = differing(endorse, write, "basis: inferred", adopted)
    assert "now adopted by the meeting on 2026-01-02" in out
    assert "was nothing" not in out
    assert "{by" not in out


def test_the_head_of_a_rubric_is_told_once(endorse: Endorse) -> None:
    """The base that is new is not `extends: extends`; a rubric is named with its version."""
    riverbend = Path(__file__).parents[2] / "examples" / "riverbend" / "rubric.yaml"
    words = ("rubric", "diff", "class-alignment", riverbend)
    out = " ".join(endorse(*words, "-v").out.split())
    assert "From class-alignment 2.0.0 to riverbend 2.0.0" in out
    assert "extends: extends" not in out
    assert "effective: effective" not in out
    assert "the rubric that it builds on" in out
    assert "extends` **extends" not in endorse(*words, "--format", "markdown").out


def test_numbers_are_told_apart_and_weights_stand_together(endorse: Endorse, write: Write) -> None:
    """Every number of one score has words of its own, and each sort has one section."""
    rubric = write("a.yaml", POINTS)
    answers = "{meetings: 6, vouched: yes, roots: mid}"
    one = write("one.yaml", f"candidate: Ada\nanswers: {answers}\n")
    words = ("rubric", "sensitivity", rubric, "--candidates", one)
    ended = endorse(*words)
    assert ended.status == 0, ended.err
    assert ended.out.count("─ Weights ─") == 1
    out = " ".join(endorse(*words, env={"COLUMNS": "50"}).out.split())
    for said in (
        "total (points meetings, at_least 5, less_than 10: give, line",
        "total (points vouched: give yes, line",
        "depth.mid (line",
    ):
        assert said in out, said
