"""What is said of many at once is true at the edges: of nobody, of one, of another rubric."""

import json
from pathlib import Path

import pytest

from .running import Endorse, Write

ROOT = Path(__file__).parents[2]

DATED = """\
format: 1
rubric: dated
version: 1.0.0
title: Dated
document: {title: A text}
groups: {g: {title: Group}}
criteria:
  q: {group: g, ask: "Q?", answer: yes_no, from: p1, basis: stated, anchors: {yes: y, no: n}}
  r:
    {group: g, ask: "R?", answer: yes_no, in_force: {since: 2030-01-01}, from: p1, basis: stated,
     anchors: {yes: y, no: n}}
decisions:
  d:
    outcomes: [bad, good]
    rows:
      a: {when: {any: [{q: yes}, {r: no}]}, is: good, from: p1, basis: stated}
    otherwise: {is: bad, from: p1, basis: stated}
"""
"""What a candidate gets can hang on the day, although everything is answered."""


def said(endorse: Endorse, *words: object) -> str:
    """A command's result on one line."""
    ended = endorse("slate", *words, "--jobs", 1)
    assert ended.status == 0, ended.err
    return " ".join(ended.out.split())


@pytest.mark.parametrize("words", [(), ("--questions",)])
def test_an_outcome_that_hangs_on_the_day_is_not_settled(
    endorse: Endorse, write: Write, words: tuple[str, ...]
) -> None:
    """Where all is answered and only the day is missing, nothing is asked and not all settled."""
    under = ("--rubric", write("dated.yaml", DATED), *words)
    lacking = "outcomes of Ada can depend on a day, and none is given (as_of or election)"
    ada = write("ada.yaml", "candidate: Ada\nanswers: {q: no, r: no}\n")
    out = said(endorse, ada, *under)
    assert f"Nothing: {lacking}." in out
    assert "every outcome is settled" not in out
    bo = write("bo.yaml", "candidate: Bo\nas_of: 2031-01-01\nanswers: {q: no}\n")
    assert f"With all of them answered every outcome is settled, except that {lacking}." in said(
        endorse, ada, bo, *under
    )
    day = write("day.yaml", "candidate: Ada\nas_of: 2031-01-01\nanswers: {q: no, r: no}\n")
    assert "Nothing: every outcome is settled." in said(endorse, day, *under)


@pytest.mark.parametrize(
    "answers", [["yes"], ["{unknown: no_reply}", "{unknown: no_reply}"], ["yes", "{one_of: [yes]}"]]
)
def test_of_like_cases_it_is_said_whether_there_were_any(
    endorse: Endorse, write: Write, answers: list[str]
) -> None:
    """One candidate alone, or nobody with an outcome, was compared with nobody."""
    files = [
        write(f"{n}.yaml", f"candidate: Person {n}\nas_of: 2026-01-01\nanswers: {{q: {answer}}}\n")
        for n, answer in enumerate(answers)
        if answer != "{one_of: [yes]}"
    ]
    out = said(endorse, *files, "--rubric", write("dated.yaml", DATED))
    assert "nobody was compared: no two candidates have settled outcomes" in out
    assert "worse result" not in out


def test_only_those_under_one_rubric_are_held_against_each_other(
    endorse: Endorse, write: Write
) -> None:
    """And it is said so, where there are several."""
    dated = write("dated.yaml", DATED)
    files = [
        write(f"{n}.yaml", f"candidate: P {n}\nrubric: dated.yaml\nas_of: 2026-01-01\nanswers: {a}")
        for n, a in enumerate(("{q: yes}", "{q: no}"))
    ]
    one = "no candidate with equal or better answers got a worse result than another."
    assert dated.exists()
    assert one in said(endorse, *files)
    assert "Only candidates" not in said(endorse, *files)
    other = write("other.yaml", "candidate: Else\nanswers: {}\n")
    out = said(endorse, *files, other)
    assert f"{one} Only candidates under one rubric with the same lines in force are" in out


def test_an_earlier_record_of_another_rubric_is_said_to_be_one(
    endorse: Endorse, write: Write
) -> None:
    """Not another version of this one, and its answers are not set beside answers to these."""
    ada = write("ada.yaml", "candidate: Ada\nas_of: 2026-01-01\nanswers: {q: no}\n")
    rubric = write("dated.yaml", DATED)
    other = write("other.yaml", DATED.replace("rubric: dated", "rubric: older"))
    yes = write("yes.yaml", "candidate: Ada\nas_of: 2026-01-01\nanswers: {q: yes}\n")
    kept = endorse("slate", yes, "--rubric", other, "--format", "jsonl").out
    out = said(endorse, ada, "--rubric", rubric, "--previous", write("before.jsonl", kept))
    assert "Ada D good bad" in out
    assert "another rubric: older then, dated now" in out
    assert "was changed" not in out
    assert "yes → no" not in out


def test_a_rubric_without_guidance_counts_no_last_cycle(endorse: Endorse, write: Write) -> None:
    """What is said of earlier records that know nobody speaks of guidance only where there is."""
    rubric = write("dated.yaml", DATED)
    old = write("old.yaml", "candidate: Old\nas_of: 2026-01-01\nanswers: {q: no}\n")
    ada = write("ada.yaml", "candidate: Ada\nas_of: 2026-01-01\nanswers: {q: no}\n")
    kept = endorse("slate", old, "--rubric", rubric, "--format", "jsonl").out
    out = said(endorse, ada, "--rubric", rubric, "--previous", write("before.jsonl", kept))
    assert "They name none of these candidates" in out
    assert "last cycle" not in out


def test_what_is_told_of_cases_and_candidates_names_those_left_out(
    endorse: Endorse, write: Write
) -> None:
    """Tests, coverage, changes and numbers say first who could not be read."""
    rubric = write("rubric.yaml", DATED)
    good = write("a.yaml", "case: one\nwhy: x\nexpect: {d: good}\nanswers: {q: yes}\n")
    bad = write("b.yaml", "case: two\nwhy: x\nexpect: {d: good}\nanswers: {z: yes}\n")
    ended = endorse("rubric", "test", rubric, good, bad)
    assert "1 case passes, 1 could not be read (b.yaml)." in ended.out
    unread = "1 could not be read or judged: b.yaml."
    for command in ("coverage", "mutate"):
        out = endorse("rubric", command, rubric, good, bad).out
        assert unread in out.partition("1 case")[0], command
    ada = write("ada.yaml", "candidate: Ada\nas_of: 2026-01-01\nanswers: {q: no}\n")
    out = endorse("rubric", "sensitivity", rubric, "--candidates", ada, bad).out
    assert unread in out.partition("1 candidate")[0]


def test_a_record_says_of_whom_nothing_is_verified(endorse: Endorse, write: Write) -> None:
    """A batch that names what could not be judged holds only as far as it goes; alone it fails."""
    rubric = write("rubric.yaml", DATED)
    ada = write("ada.yaml", "candidate: Ada\nas_of: 2026-01-01\nanswers: {q: no}\n")
    bad = write("bad.yaml", "candidate: Bo\nanswers: {z: yes}\n")
    words = ("--rubric", rubric, "--format", "json")
    both = write("both.json", endorse("score", ada, bad, *words).out)
    out = endorse("verify", both, "--rubric", rubric).out
    assert out.startswith("1 could not be judged when the records were made: bad.yaml.")
    none = write("none.json", endorse("score", bad, *words).out)
    assert json.loads(none.read_text("utf-8"))["records"] == []
    ended = endorse("verify", none, "--rubric", rubric)
    assert ended.status == 3
    assert "There is no record in this file" in ended.err


def test_where_there_are_too_many_only_rivals_are_held_against_each_other(
    endorse: Endorse, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said so: of others nobody knows whether they were decided alike."""
    monkeypatch.setattr("endorse_cli.slate.races.MOST_ENTRIES", 2)
    rubric = write("dated.yaml", DATED)
    heads = [("One", "seat: s"), ("Two", "seat: S"), ("Three", "seat: t"), ("Four", "chapter: c")]
    files = [
        write(f"{name}.yaml", f"candidate: {name}\n{head}\nas_of: 2026-01-01\nanswers: {{q: yes}}")
        for name, head in heads
    ]
    out = said(endorse, *files, "--rubric", rubric)
    assert "Only candidates in one race, since there are so many, are compared." in out
    out = said(endorse, *files[1:], "--rubric", rubric)
    assert "nobody was compared" in out
