"""What people write at the first try, and the form that is meant: candidates, then rubrics."""

import json

import pytest

from .running import Endorse, Write
from .test_gate import MEETINGS

ACTIVE = (
    MEETINGS.replace("rows:", "rows:")
    .replace("decisions:\n", 'NEW  open:\n    group: g\n    ask: "How open?"\n'
             "    answer: {levels: [none, some, clear]}\n    from: p2\n    basis: stated\n"
             "decisions:\n")
    .replace("NEW", "")
    .replace("{meetings: {at_least: 3}}", "{any: [{meetings: {at_least: 3}}, {open: clear}]}")
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("open: Clear", "3:9", "note: `Clear` is read as `clear`."),
        ("open: some or clear", "3:9", "`{one_of: [some, clear]}`"),
        ("open: [some, clear]", "3:9", "`{one_of: [some, clear]}`"),
        ("open: no_reply", "3:9", "`{unknown: no_reply}`"),
        ("open: ?", "3:9", "Write `unknown` for what is not known."),
        ("open: '?'", "3:9", "Write `unknown` for what is not known."),
        ("open: {unknown: noreply}", "3:19", "Did you mean `no_reply`?"),
        ("open: {answer: clear, evidence: none}", "3:35", "Leave the key out where there is none."),
        (
            "open: {answer: clear, evidence: a flyer}",
            "3:35",
            "Write `evidence: [{source: a flyer, date: YYYY-MM-DD}]`.",
        ),
        (
            'open: {answer: clear, evidence: [{source: a, date: "April 12, 2026"}]}',
            "3:54",
            "Write `2026-04-12`.",
        ),
    ],
)
def test_the_form_that_is_meant_is_written_out(
    endorse: Endorse, write: Write, text: str, place: str, said: str
) -> None:
    """With the person's own words in it, at the place of the cause, once."""
    rubric = write("rubric.yaml", ACTIVE)
    file = write("ivo.yaml", f"candidate: Ivo Marten\nanswers:\n  {text}\n")
    ended = endorse("score", "--rubric", rubric, file)
    assert ended.status == (0 if said.startswith("note") else 3)
    assert f"{file}:{place}: " in ended.err
    assert said in ended.err
    assert "1 note in" in ended.err or "1 problem in" in ended.err


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        ("April 12, 2026", "Write `2026-04-12`."),
        ("12 Apr 2026", "Write `2026-04-12`."),
        ("2026/4/2", "Write `2026-04-02`."),
        ("2026-4-2", "Write `2026-04-02`."),
        ("13.4.2026", "Write `2026-04-13`."),
        ("11/03/2026", "Write `2026-11-03` or `2026-03-11`, whichever is meant."),
        ("2026-02-30", "as YYYY-MM-DD"),
        ("spring", "as YYYY-MM-DD"),
        ("2026", "as YYYY-MM-DD"),
    ],
)
def test_a_day_that_is_written_otherwise(
    endorse: Endorse, write: Write, day: str, meant: str
) -> None:
    """Nothing is guessed: the day that is meant is written out, both where it could be either."""
    file = write("ivo.yaml", f"candidate: Ivo Marten\nelection: {day}\nanswers: {{}}\n")
    ended = endorse("score", "--rubric", write("rubric.yaml", ACTIVE), file)
    assert ended.status == 3
    assert meant in ended.err


def test_questions_beside_the_answers_are_one_fault(endorse: Endorse, write: Write) -> None:
    """Where they belong is said once, and nothing of what follows."""
    file = write("ivo.yaml", "candidate: Ivo Marten\nmeetings: 5\nopen: clear\n")
    ended = endorse("score", "--rubric", write("rubric.yaml", ACTIVE), file)
    assert f"{file}:2:1: `meetings` and `open` are questions" in ended.err
    assert "Put them under `answers:`" in ended.err
    assert "1 problem in 1 file" in ended.err


def test_a_word_in_capitals_is_noted_wherever_candidates_are_read(
    endorse: Endorse, write: Write
) -> None:
    """A slate, an archive and a case as well; the record says what is meant, and verifies."""
    rubric = write("rubric.yaml", ACTIVE)
    text = "candidate: Ivo Marten\nrubric: ./rubric.yaml\nanswers: {open: Clear}\n"
    file = write("ivo.yaml", text)
    line = json.dumps({"candidate": "Una Feld", "answers": {"open": "CLEAR"}})
    archive = write("more.jsonl", f"{line}\n")
    case = write("k.yaml", "case: open\nexpect: {active: yes}\nanswers: {open: Clear}\n")
    said = "is read as `clear`"
    for format in ("table", "csv", "jsonl", "json"):
        words = ("--audience", "members", "--format", format)
        ended = endorse("slate", "--rubric", rubric, file, archive, *words)
        assert (ended.status, ended.err.count(said)) == (0, 2)
    tested = endorse("rubric", "test", rubric, case)
    assert (tested.status, said in tested.err) == (0, True)
    record = write("record.json", endorse("score", file, "--format", "json").out)
    assert json.loads(record.read_text("utf-8"))["lines"][1]["answer"] == "clear"
    assert endorse("verify", record).status == 0
