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
        ("open: -", "3:9", "Write `unknown` for what is not known."),
        ("open: n/a", "3:9", "This question always applies. Write `unknown`"),
        ("open:clear", "3:3", "Write `open: clear`, with a blank after the colon."),
        ("open = clear", "3:3", "Write `open: clear`, with a blank"),
        ("open:\u00a0clear", "3:3", "Write `open: clear`, with a blank"),
        ("meetings: 2\n  open:clear", "4:3", "has no blank after its colon. Write `open: clear`."),
        ("- open: clear", "3:3", "Without `- `: write the answers below it"),
        ("meetings: '1,2 meetings'", "3:13", "Accepted: a whole number of meetings"),
        ("meetings: 12 meetings", "3:13", "Write `12`."),
        ("meetings: three", "3:13", "Write `3`."),
        ("active: yes", "3:3", "`active` is a decision and is worked out from the answers."),
        ("open: {value: clear}", "3:10", "Write `answer:`."),
        ("open: {reason: no_reply}", "3:10", "Write `unknown:`."),
        (
            "open: {answer: clear, evidence: [a flyer]}",
            "3:36",
            "Write `{source: a flyer, date: YYYY-MM-DD}`.",
        ),
        ("open: {answer: clear, evidence: [{url: a}]}", "3:37", "Write `source:`."),
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
        ("2026-02-30", "That month goes from `2026-02-01` to `2026-02-28`."),
        ("20261103", "Write `2026-11-03`."),
        ("Tuesday, November 3, 2026", "Write `2026-11-03`."),
        ("12. April 2026", "Write `2026-04-12`."),
        ("Freitag, 3. März 2026", "Write `2026-03-03`."),
        ("12 avril 2026", "Write `2026-04-12`."),
        ("mardi 1er août 2026", "Write `2026-08-01`."),
        ("13 de abril de 2026", "Write `2026-04-13`."),
        ("3. Mai 26", "Write `2026-05-03`."),
        ("12.04.2026", "Write `2026-12-04` or `2026-04-12`, whichever is meant."),
        ("11/3/26", "Write `2026-11-03` or `2026-03-11`, whichever is meant."),
        ("November 2026", "as YYYY-MM-DD"),
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


APPLICATION = """\
format: 1
rubric: fund
version: 1.0.0
title: "A fund"
document: {title: "Rules of an invented fund"}
groups: {g: {title: "All"}}
criteria:
  member: {group: g, ask: "Member?", answer: yes_no, from: p2, basis: stated}
  care: {group: g, ask: "Care?", answer: {levels: [none, some, clear]}, from: p2, basis: stated}
  place: {group: g, ask: "Where?", answer: {choice: [here, state_wide]}, from: p2, basis: stated}
  backers: {group: g, ask: "Backers?", answer: {set: [labor, tenants]}, from: p2, basis: stated}
  asks_for: {group: g, ask: "How much?", answer: {number: {unit: dollars, min: 0, step: 1}}, from: p2, basis: stated}
  part: {group: g, ask: "Part?", answer: {number: {unit: percent, min: 0, max: 100, step: any}}, from: p2, basis: stated}
  rating: {group: g, ask: "Rating?", answer: {number: {unit: points, min: 1, max: 5, step: 1}}, from: p2, basis: stated}
  joined: {group: g, ask: "Joined?", answer: date, from: p2, basis: stated}
findings:
  sound:
    when: {all: [{member: yes}, {care: clear}, {place: here}, {backers: {includes: [labor]}}, {backers: {includes_any: [tenants]}}, {asks_for: {at_most: 5000}}, {part: {at_least: 20}}, {rating: {at_least: 3}}, {joined: {no_later_than: 2025-01-01}}]}
    from: p2
    basis: stated
decisions:
  grant:
    outcomes: [no, yes]
    rows:
      sound: {is: yes, when: sound, from: p2, basis: stated}
    otherwise: {is: no, from: p2, basis: stated}
"""  # noqa: E501


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("asks_for: 25,000", "Write `25000`."),
        ("asks_for: 25.000,00", "Write `25000`."),
        ("asks_for: $25k", "Write `25000`."),
        ("asks_for: 1.5e4", "Write `15000`."),
        ("asks_for: about 5000", "Write `5000`."),
        ("part: 20%", "Write `20`."),
        ("part: 0,5", "Write `0.5`."),
        ("rating: 4/5", "Write `4`."),
        ("rating: 4 out of 5", "Write `4`."),
        ("rating: ★★★", "Write `3`."),
        ("rating: 4.5", "not accepted. Accepted: a whole number of points from 1 to 5"),
        ("joined: 2026/04/12", "Write `2026-04-12`."),
        ("joined: since April 12, 2026", "Write `2026-04-12`."),
        ("joined: 12/04/2026", "Write `2026-12-04` or `2026-04-12`, whichever is meant."),
        ("joined: 2026-04-12T10:00:00Z", "Write `2026-04-12`."),
        ("member: oui", "Write `yes`."),
        ("member: nein", "Write `no`."),
        ("member: ✓", "Write `yes`."),
        ("member: 0", "Write `no`."),
        ("member: [yes]", "Write `yes`."),
        ("member: maybe", "Write `unknown` for what is not known."),
        ("member: probably yes", "Write `{unknown: could_not_verify, note: probably yes}`."),
        ("member: no reply yet", "Write `{unknown: no_reply}`."),
        ("member: {unknown: refused}", "Write `declined`."),
        ("member: {unknown: }", "Write one of `not_asked`, `no_reply`, `declined` or"),
        ("member: {either: [yes, no]}", "Write `one_of:`."),
        ("member: {answer: yes, public: yes}", "Write `true`."),
        (
            "member: {answer: yes, evidence: {source: the roll, date: 2026-01-01}}",
            "Write `evidence: [{source: the roll, date: 2026-01-01}]`.",
        ),
        (
            "member: {answer: yes, evidence: ['the roll, 2026-01-01']}",
            "Write `{source: the roll, date: 2026-01-01}`.",
        ),
        ("backers: {labor: yes, tenants}", "Write `{labor: yes, tenants: yes}`."),
        ("asks_for: up to 5000", "Write `{unknown: could_not_verify, note: up to 5000}`."),
        ("asks_for: {amount: 5000, unit: dollars}", "Write `5000` alone, or under `answer:`"),
        ("part: 120%", "which is not accepted. Accepted: a number of percent from 0 to 100"),
        ("rating: 3-4", "write `{one_of: [3, 4]}`."),
        ("joined: May 2026", "that goes from `2026-05-01` to `2026-05-31`."),
        ("joined: since 2020", "that goes from `2020-01-01` to `2020-12-31`."),
        (
            "joined: 2026-05-01 to 2026-06-01",
            "Write `{unknown: could_not_verify, note: 2026-05-01 to 2026-06-01}`.",
        ),
        ("joined: {year: 2026, month: 5, day: 1}", "`year`, `month` and `day` are no keys"),
        ("care: {one_of: some, clear}", "Write `one_of: [some, clear]`: between braces"),
        ("care: {answer: some, clear}", "Write `one_of: [some, clear]`: between braces"),
        ("backers: {answer: labor, tenants}", "Write `answer: [labor, tenants]`: between"),
        (
            "member: {answer: yes, evidence: the roll, p. 3}",
            'Write `evidence: [{source: "the roll, p. 3", date: YYYY-MM-DD}]`: between',
        ),
        ("member: {yes: true}", "Write `yes` alone."),
        ("member: yes, since 2020", "Write `{answer: yes, note: since 2020}`."),
        ("member: unknown: no_reply", "belongs together: `{unknown: no_reply}`."),
        ("member: 'unknown: no_reply'", "Write `{unknown: no_reply}`."),
        ("member: {answer: yes, source: the roll}", "`evidence: [{source: the roll, date: Y"),
        (
            "member: {answer: yes, evidence: the roll, date: 2026-01-01}",
            "Write `evidence: [{source: the roll, date: 2026-01-01}]`.",
        ),
        ("care: at least some", "write `{one_of: [some, clear]}`."),
        ("care: not clear", "write `{one_of: [none, some]}`."),
        ("care: some-clear", "write `{one_of: [some, clear]}`."),
        ("care: clear or better", "Write `clear`."),
        ("place: state-wide", "Did you mean `state_wide`?"),
        ("backers: labor, tenants", "Write `[labor, tenants]` (no other is in it then)."),
        ("backers: all", "Write `[labor, tenants]`"),
        ("backers: none", "Write `[]`"),
        ("backers: {labor, tenants}", "Write `[labor, tenants]`"),
        ("backers: [{labor: yes}, {tenants: no}]", "Write `{labor: yes, tenants: no}`."),
        ("backers.labor: yes", "Write `backers: {labor: yes}`."),
        ("questions: {member: yes, care: some}", "right under `answers:`"),
    ],
)
def test_an_answer_as_people_write_it_is_told_its_form(
    endorse: Endorse, write: Write, text: str, said: str
) -> None:
    """Numbers, days, words and sets from other habits: one report, with what is meant."""
    file = write("ivo.yaml", f"candidate: Ivo Marten\nanswers:\n  {text}\n")
    ended = endorse("score", "--rubric", write("rubric.yaml", APPLICATION), file)
    assert ended.status == 3
    assert f"{file}:3:" in ended.err
    assert said in " ".join(ended.err.split())
    assert "1 problem in" in ended.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("candidate: {name: Ivo}\nanswers: {}\n", "Write `candidate: Ivo`."),
        ("candidate: Ivo\nassessed: 2026-05-01\nanswers: {}\n", "date: 2026-05-01}`."),
        ("candidate: Ivo\nstatements: good\nanswers: {}\n", "`{for: [{by: …, text: good}]}`"),
        ("candidate: Ivo\nstatements: {for: good}\nanswers: {}\n", "`[{by: …, text: good}]`"),
        ("candidate: Ivo\nnotes: good\nanswers: {}\n", "of the candidate, `statements:`."),
        ("candidate,member\nIvo,yes\n", "`endorse new candidate` writes a file to fill in."),
        (
            "candidate: Ivo\nanswers:\n  member: yes\n---\n  care: some\n",
            "Take the `---` away if it belongs to the one above",
        ),
        (
            "candidate: Ivo\n---\nanswers:\n  member: yes\n",
            "Take the `---` away if it belongs to the one above",
        ),
        (
            "---\ncandidate: Ivo\n---\nmember: yes\n",
            "Take the `---` away if it belongs to the one above",
        ),
    ],
)
def test_the_head_of_a_file_as_people_write_it(
    endorse: Endorse, write: Write, text: str, said: str
) -> None:
    """What is meant is written out, once."""
    file = write("ivo.yaml", text)
    ended = endorse("score", "--rubric", write("rubric.yaml", APPLICATION), file)
    assert ended.status == 3
    assert said in " ".join(ended.err.split())
    assert ended.err.count(f"{file}:") == 1


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


GRANTS = """\
format: 1
rubric: grants
version: 1.0.0
title: "Small grants"
document: {title: "How an invented fund chooses projects"}
groups: {g: {title: "All"}}
criteria:
  eligible: {group: g, ask: "Eligible?", answer: yes_no, from: p1, basis: stated}
  quality:
    group: g
    ask: "How good?"
    answer: {number: {unit: points, min: 1, max: 5, step: 1}}
    from: p2
    basis: stated
scores:
  total: {value: {times: [3, quality]}, from: p2, basis: stated}
findings:
  may_apply: {when: {eligible: yes}, from: p1, basis: stated}
decisions:
  award:
    outcomes: [decline, part, full]
    rows:
      gate: {is: decline, when: {not: may_apply}, from: p1, basis: stated}
      all: {is: full, when: {total: {at_least: 12}}, from: p3, basis: stated}
      some: {is: part, when: {total: {at_least: 6}}, from: p3, basis: stated}
    otherwise: {is: decline, from: p3, basis: stated}
""".replace("      all:", "      top:").replace("      some:", "      middle:")

FORMS = [
    ("format: 1", "format: v1", "Did you mean `1`?"),
    ('document: {title: "How an invented fund chooses projects"}', "source: {title: How}",
     "Write `document: {title: …}`."),
    ('document: {title: "How an invented fund chooses projects"}', "document: {name: How}",
     "Write `title: How`."),
    ('groups: {g: {title: "All"}}', 'sections: {g: {title: "All"}}', "Write `groups:`."),
    ('groups: {g: {title: "All"}}', "groups: [{id: g, title: All}]", "without `- `: `g:`."),
    ("findings:", "conditions:", "Write `findings:`."),
    ("scores:", "points:", "Write `scores:`."),
    ("answer: yes_no", "answer: {number: {min: 1, max: 5}}",
     "Write `{unit: points, min: 1, max: 5, step: 1}`."),
    ("answer: yes_no", "answer: {number: {unit: dollars, min: 0, max: 1,000, step: 1}}",
     "Write `max: 1000`: a comma cuts a number in two."),
    ("answer: yes_no", "answer: {levels: 1-5}", "min: 1, max: 5, step: 1}}`."),
    ("answer: yes_no", 'answer: {levels: ["<10", "10-20", ">20"]}', "cannot be names. A name is"),
    ("basis: stated}\n  q", "basis: explicit}\n  q", "Write `stated`."),
    ("basis: stated}\n  q", "basis: interpretation}\n  q", "Write `inferred`."),
    ("basis: stated}\n  q", "basis: stated, evidence: yes}\n  q", "Write `required`."),
    ("basis: stated}\n  q", "basis: stated, may_be: [not_applicable]}\n  q",
     "Write `not_applicable`, without brackets."),
    ("basis: stated}\n  q", "basis: stated, asked_of: applicant}\n  q", "Write `candidate`."),
    ("basis: stated}\n  q", "basis: stated, fresh_for: 6 months}\n  q", "Write `{months: 6}`."),
    ("basis: stated}\n  q", "basis: stated, fresh_for: a year}\n  q", "Write `{years: 1}`."),
    ("basis: stated}\n  q", "basis: stated, in_force: 2026-01-01}\n  q",
     "Write `{since: 2026-01-01}`, or `until:`."),
    ("basis: stated}\n  q", "basis: stated, in_force: {from: 2026-01-01}}\n  q",
     "Write `since: 2026-01-01`."),
    ("basis: stated}\n  q", "basis: stated, notice: {no: Look}}\n  q", "Write `{say: Look}`."),
    ("basis: stated}\n  q", "basis: stated, anchors: [Signed, Not]}\n  q",
     "Write each under what it is of: `{…: Signed, …: Not}`."),
    ("when: {eligible: yes}", 'when: "eligible: yes"', "Write `{eligible: yes}`."),
    ("when: {eligible: yes}", "when: {eligible: {not: no}}", "Write `{not: {eligible: no}}`."),
    ("when: {eligible: yes}", "when: {eligible: {not_in: [no, maybe]}}",
     "Write `{not: {eligible: {one_of: [no, maybe]}}}`."),
    ("when: {eligible: yes}", "when: {eligible: [yes]}", "Write `yes`."),
    ("when: {eligible: yes}", "when: {eligible: {yes: true}}", "Write `yes`."),
    ("when: {eligible: yes}", "when: {not: [{eligible: no}]}", "Write `{eligible: no}`, without"),
    ("when: {eligible: yes}", "when: {quality: {greater_than_or_equal: 3}}",
     "Write `{at_least: 3}`."),
    ("when: {eligible: yes}", "when: always", "write `otherwise:` beside `rows:`."),
    ("when: {eligible: yes}", "when: {eligible: yes, unless: {quality: 1}}",
     "Write `when: {eligible: yes}` and `unless: [{when: …, from: …, basis: …}]`."),
    ("when: {eligible: yes}", "when: {xor: [{eligible: yes}, {quality: 3}]}",
     "Write `{count: [{eligible: yes}, {quality: 3}], at_least: 1, at_most: 1}`."),
    ("value: {times: [3, quality]}", "value: {sum: {quality: 3, eligible: 2}}",
     "Write `{sum: [{times: [3, quality]}, {times: [2, eligible]}]}`."),
    ("value: {times: [3, quality]}", "value: {times: {factor: 3, of: quality}}",
     "Write `{times: [3, quality]}`."),
    ("value: {times: [3, quality]}", "value: {points: eligible, give: [3, 0]}",
     "Write each under what it is of: `{…: 3, …: 0}`."),
    ("value: {times: [3, quality]}", "value: {points: quality, bands: {1-2: 0, 3-5: 5}}",
     "`bands: [{give: 0, at_least: 1, at_most: 2}, {give: 5, at_least: 3, at_most: 5}]`."),
    ("value: {times: [3, quality]}", "value: {if: {eligible: yes}, then: 3, else: 1}",
     "Write `{sum: [{amount: 3, when: {eligible: yes}}, "),
    ("value: {times: [3, quality]}", "value: {amount: 3, when: {eligible: yes}, else: 1}",
     "add `{amount: 1, when: {not: …}}` to it in a `sum:`."),
    ("value: {times: [3, quality]}", "value: {round: quality}",
     "Write `{round: quality, to: 1, half: up}`."),
    ("value: {times: [3, quality]}", "value: {clamp: quality, min: 0, max: 3}",
     "Write `{clamp: quality, at_least: 0, at_most: 3}`."),
    ("value: {times: [3, quality]}", "value: {cap: 10, of: quality}",
     "Write `{lowest: [10, quality]}`."),
    ("value: {times: [3, quality]}", "value: quality / 5 * 100", "Write `{times: [20, quality]}`."),
    ("value: {times: [3, quality]}", "value: (quality + 3) / 2",
     "Write `{times: [0.5, {sum: [quality, 3]}]}`."),
    ("value: {times: [3, quality]}", 'value: "max(quality, 3) - 1"',
     "Write `{sum: [{highest: [quality, 3]}, -1]}`."),
    ("total: {value: {times: [3, quality]}, from: p2, basis: stated}",
     "total: {times: [3, quality]}",
     "Write `{value: {times: [3, quality]}, from: …, basis: …}`."),
    ("total: {value: {times: [3, quality]}, from: p2, basis: stated}", "total: quality",
     "Write `{value: quality, from: …, basis: …}`."),
    ("{is: decline, from: p3, basis: stated}", "{is: decline}",
     "Add `from:` with the passage it rests on, as `p7.3`, and `basis:` with `stated`"),
    ("outcomes: [decline, part, full]", "outcomes: [full]", "Name at least two."),
    ("{is: full, when: {total: {at_least: 12}}, from: p3, basis: stated}", "full",
     "Write `{is: full, when: …, from: …, basis: …}`."),
    ("{is: full, when: {total: {at_least: 12}}, ", "{full: {total: {at_least: 12}}, ",
     "Write `{is: full, when: {total: {at_least: 12}}, from: …, basis: …}`."),
    ("{is: full, when:", "{is: [full], when:", "Write `full`, without brackets."),
    ("    rows:", "    cases:", "Write `rows:`, and below it each row under its id."),
    ("answer: yes_no", "answer: boolean", "Write `answer: yes_no`."),
    ("answer: yes_no", "answer: {yes: 2, no: 0}",
     "Write `answer: yes_no`. What each counts is said in a score: `{points: …, give: {yes: 2, no: "
     "0}}`."),
    ("answer: yes_no", "answer: {low: Little, high: Much}", "`answer: {levels: [low, high]}`."),
    ("answer: yes_no", "answer: {choice: here, there}", "Write `choice: [here, there]`: between"),
    ("answer: yes_no", "answer: {levels: [Low, Very high]}", "Write `[low, very_high]`: a name is"),
    ("from: p1, basis: stated}\n  q", "from: p1, p2, basis: stated}\n  q",
     "Write `from: [p1, p2]`: between braces a comma starts a new key."),
    ("[decline, part, full]", "{unordered: decline, part, full}",
     "Write `outcomes: {unordered: [decline, part, full]}`."),
    ("when: {eligible: yes}", "when: {any: eligible, quality}",
     "Write `{any: [eligible, quality]}`."),
    ("when: {eligible: yes}", "when: {eligible: yes, no}",
     "Write `{eligible: {one_of: [yes, no]}}`."),
    ("when: {eligible: yes}", "when: {quality: {one_of: 2, 3}}", "Write `one_of: [2, 3]`: betwe"),
    ("value: {times: [3, quality]}", "value: {sum: quality, 3}",
     "Write `sum: [quality, 3]`: between braces a comma starts a new key."),
    ("value: {times: [3, quality]}", "value: {times: 3, quality}", "`{times: [3, quality]}`"),
    ("{total: {at_least: 12}}", "{eligible: {at_least: {years: 3}}}",
     "Write `{no_later_than: {years: 3, before: as_of}}`."),
    ("answer: yes_no", "answer: 0-100%", "min: 0, max: 100, step: 1}}`"),
    ("answer: yes_no", "answer: currency", "`answer: {number: {unit: …, min: 0, step: 1}}`"),
    ("answer: yes_no", "answer: low | mid | high", "`answer: {levels: [low, mid, high]}`"),
    ("answer: yes_no", "answer: {scale: [low, mid, high]}", "`answer: {levels: [low, mid, high]}`"),
    ("answer: yes_no", "answer: {levels: low; mid; high}", "Write `[low, mid, high]`"),
    ("answer: yes_no", "answer: {number: dollars}", "{unit: dollars, min: 0, step: 1}`"),
    ("    group: g\n    ask", "    category: g\n    ask", "Write `group: g`."),
    ("value: {times: [3, quality]}", "value: 60% quality + 2",
     "`{sum: [{times: [0.6, quality]}, 2]}`"),
    ("value: {times: [3, quality]}", "value: {quality: 0.6, other: 0.4}",
     "`{sum: [{times: [0.6, quality]}, {times: [0.4, other]}]}`"),
    ("value: {times: [3, quality]}", "value: [quality, 3]", "Write `{sum: [quality, 3]}`"),
    ("value: {times: [3, quality]}", "value: {minus: [quality, 3]}",
     "Write `{sum: [quality, {minus: 3}]}`."),
    ("value: {times: [3, quality]}", "value: {eligible: {yes: 3, no: 0}}",
     "Write `{points: eligible, give: {yes: 3, no: 0}}`."),
    ("value: {times: [3, quality]}", "value: {points: eligible, yes: 3, no: 0}",
     "Write `{points: eligible, give: {yes: 3, no: 0}}`."),
    ("when: {eligible: yes}", "when: {all: {eligible: yes, quality: 3}}",
     "Write `{all: [{eligible: yes}, {quality: 3}]}`."),
    ("when: {eligible: yes}", "when: {eligible: yes, quality: 3}",
     "Write `{all: [{eligible: yes}, {quality: 3}]}` if each must hold, else `any:`."),
    ("{when: {eligible: yes}", "{when: eligible: yes", "belongs together: `{eligible: yes}`."),
    ("when: {eligible: yes}", "when: {eligible: yes or no}", "Write `{one_of: [yes, no]}`."),
    ("when: {eligible: yes}", "when: {eligible: not yes}", "Write `{not: {eligible: yes}}`."),
    ("outcomes: [decline, part, full]", "outcomes: decline, part, full",
     "Write `[decline, part, full]`"),
    ("answer: yes_no", "answer: yes/no", "Write `answer: yes_no`."),
    ("answer: yes_no", "answer: [yes, no]", "Write `answer: yes_no`."),
    ("answer: yes_no", "answer: [Low, Medium, High]", "`answer: {levels: [low, medium, high]}`"),
    ("answer: yes_no", "answer: number", "`answer: {number: {unit: …, min: 0, step: 1}}`"),
    ("answer: yes_no", "answer: 1-5", "min: 1, max: 5, step: 1}}`"),
    ("answer: yes_no", "answer: [1, 2, 3, 4, 5]", "min: 1, max: 5, step: 1}}`"),
    ("answer: yes_no", "answer: {levels: [1, 2, 3]}", "min: 1, max: 3, step: 1}}`"),
    (", step: 1", "", "Add `step: 1` for whole numbers"),
    ("    group: g\n    ask", "    weight: 3\n    group: g\n    ask", "`{times: [3, quality]}`"),
    ('ask: "How good?"', 'question: "How good?"', "The question is `ask:`."),
    ("{times: [3, quality]}", "quality * 3", "Write `{times: [3, quality]}`."),
    ("{times: [3, quality]}", "3x quality", "Write `{times: [3, quality]}`."),
    ("{times: [3, quality]}", "{times: 3, of: quality}", "Write `{times: [3, quality]}`."),
    ("when: {total: {at_least: 12}}", "when: total >= 12", "Write `{total: {at_least: 12}}`."),
    ("when: {total: {at_least: 12}}", "when: {total: 12}", "`{total: {at_least: 12}}`"),
    ("when: {total: {at_least: 12}}", "when: {total: 12}",
     "for exactly this `{total: {at_least: 12, at_most: 12}}`"),
    ("{total: {at_least: 12}}", "{total: >=12}", "Write it as `{at_least: 12}`."),
    ("{total: {at_least: 12}}", "{total: at least 12}", "`{total: {at_least: 12}}`"),
    ("when: {eligible: yes}", "when: [{eligible: yes}]", "Write `{eligible: yes}`, without b"),
    ("otherwise: {is: decline, ", "otherwise: {is: decline, when: {eligible: no}, ",
     "leave `when` out"),
    ("otherwise: {is: decline, from: p3, basis: stated}", "otherwise: decline",
     "Write `{is: decline, from: …, basis: …}`."),
    ("may_apply", "may-apply", "Write `may_apply`."),
    ("from: p1, basis: stated}\n  q", "from: §1.2, basis: stated}\n  q", "Write `p1.2`."),
    ("from: p1, basis: stated}\n  q", "from: 'section 2, third sentence', basis: stated}\n  q",
     "Write `p2.3`."),
    ("when: {eligible: yes}", "when: {and: [{eligible: yes}]}",
     "Write `{all: [{eligible: yes}]}`."),
    ("when: {eligible: yes}", "when: {neither: [{eligible: no}]}",
     "`{not: {any: [{eligible: no}]}}`"),
    ("when: {eligible: yes}", "when: {two_of: [eligible, x]}",
     "Write `{count: {of: [eligible, x], are: yes}, at_least: 2}`."),
    ("when: {eligible: yes}", "when: {at_most: 1, of: [eligible, x]}",
     "Write `{count: {of: [eligible, x], are: yes}, at_most: 1}`."),
    ("when: {eligible: yes}", "when: {count: {at_least: 2, of: [eligible, x]}}",
     "Write `{count: {of: [eligible, x], are: yes}, at_least: 2}`."),
    ("when: {eligible: yes}", "when: {criterion: eligible, is: yes}", "Write `{eligible: yes}`."),
    ("when: {eligible: yes}", "when: eligible", "Write `{eligible: yes}`, or `no`"),
    ("when: {eligible: yes}", "when: {eligible: true}", "Write `yes`."),
    ("when: {eligible: yes}", "if: {eligible: yes}", "Write `when: {eligible: yes}`."),
    ("when: {eligible: yes}", "any: [{eligible: yes}]", "Write `when: {any: [{eligible: yes}]}`."),
    ("{when: {eligible: yes}, from: p1, basis: stated}", "{eligible: yes}",
     "Write `{when: {eligible: yes}, from: …, basis: …}`."),
    ("{when: {eligible: yes}, ", "{when: {eligible: yes}, unless: {quality: {at_least: 4}}, ",
     "Write `[{when: {quality: {at_least: 4}}, from: …, basis: …}]`."),
    ("when: {not: may_apply}", "when: not may_apply", "Write `{not: may_apply}`."),
    ("when: {not: may_apply}", "when: {may_apply: no}", "Write `{not: may_apply}`."),
    ("when: {not: may_apply}", "when: not may_apply or total < 3",
     "Write `{any: [{not: may_apply}, {total: {less_than: 3}}]}`."),
    ("{total: {at_least: 12}}", "{total: {min: 12}}", "Write `{at_least: 12}`."),
    ("{total: {at_least: 12}}", "{total: {from: 12, to: 15}}",
     "Write `{at_least: 12, at_most: 15}`."),
    ("{total: {at_least: 12}}", "{total: {between: [12, 15]}}",
     "Write `{at_least: 12, at_most: 15}`."),
    ("{total: {at_least: 12}}", "{total: [12, 15]}", "Write `{at_least: 12, at_most: 15}`."),
    ("{total: {at_least: 12}}", "{total: {exactly: 12}}", "Write `{at_least: 12, at_most: 12}`."),
    ("{total: {at_least: 12}}", "{total: {at_least: '1,200 points'}}", "Write `1200`."),
    ("{total: {at_least: 12}}", "{total: {at_least: 1,200}}", "Write the number without commas."),
    ("{is: full, when: ", "{then: full, when: ", "Write `is: full`."),
    ("{is: full, when: {total: {at_least: 12}}, from: p3, basis: stated}",
     "{total: {at_least: 12}}",
     "Write `{is: …, when: {total: {at_least: 12}}, from: …, basis: …}`."),
    ("    otherwise:", "      otherwise:", "Write `otherwise:` beside `rows:`."),
    ("    otherwise:", "    else:", "Write `otherwise:` in its place"),
    ("outcomes: [decline, part, full]", "outcomes: {decline: No, part: Some, full: All}",
     "Write `outcomes: [decline, part, full]`"),
    ("value: {times: [3, quality]}", "value: {times: [quality, 3]}",
     "Write the number first: `{times: [3, quality]}`."),
    ("value: {times: [3, quality]}", "value: {times: [40%, quality]}", "Write `0.4`."),
    ("value: {times: [3, quality]}", "value: {average: [quality, 3]}",
     "Write `{mean: [quality, 3]}`."),
    ("value: {times: [3, quality]}", "value: {weight: 3, of: quality}", "`{times: [3, quality]}`"),
    ("value: {times: [3, quality]}", "value: 3*quality + 2", "`{sum: [{times: [3, quality]}, 2]}`"),
    ("value: {times: [3, quality]}", "value: {bonus: 3, when: {eligible: yes}}",
     "Write `{amount: 3, when: {eligible: yes}}`."),
    ("value: {times: [3, quality]}", "value: {eligible: 3}",
     "or `{amount: 3, when: {eligible: yes}}` for what a yes counts"),
    ("value: {times: [3, quality]}", "value: eligible",
     "Write `{amount: 1, when: {eligible: yes}}`"),
    ("value: {times: [3, quality]}", "sum: [quality, 3]", "Write `value: {sum: [quality, 3]}`."),
    ("answer: yes_no", "answer: {options: [a, b]}", "Write `answer: {choice: [a, b]}`."),
    ("{number: {unit: points, min: 1, max: 5, step: 1}}", "{scale: [1, 5]}",
     "min: 1, max: 5, step: 1}}`"),
    ("{unit: points, min: 1, max: 5, step: 1}", "{unit: points, minimum: 1, maximum: 5, step: 1}",
     "Write `{unit: points, min: 1, max: 5, step: 1}`."),
    ("{unit: points, min: 1, max: 5, step: 1}", "1-5",
     "Write `{unit: points, min: 1, max: 5, step: 1}`."),
    ("groups: {g: {title: \"All\"}}", "groups: {g: All}", "Write `{title: All}`."),
    ("from: p1, basis: stated}\n  q", "from: 'p1.2, p2', basis: stated}\n  q",
     "Write `[p1.2, p2]`."),
    ("from: p1, basis: stated}\n  q", "from: p1-3, basis: stated}\n  q", "Write `p1-p3`."),
    ("  quality:\n", "  Quality:\n", "Write `quality`."),
    ("rubric: grants", "name: grants", "Write `rubric: grants`."),
    ("rubric: grants", "rubric: Small Grants", "Write `small-grants`."),
    ("    otherwise:", "    bands: {of: total, cuts: [{is: part, less_than: 9}, "
     "{is: full, at_least: 9}]}\n    from: p3\n    basis: stated\n    otherwise:",
     "`full: {is: full, when: {total: {at_least: 9}}, from: …, basis: …}`"),
]  # fmt: skip


def test_the_rubric_that_is_meant_is_sound(endorse: Endorse, write: Write) -> None:
    """What follows changes one thing about it."""
    assert endorse("rubric", "check", write("rubric.yaml", GRANTS)).status == 0


@pytest.mark.parametrize(("right", "wrong", "said"), FORMS, ids=[one[1][:40] for one in FORMS])
def test_a_first_rubric_is_told_the_form_that_is_meant(
    endorse: Endorse, write: Write, right: str, wrong: str, said: str
) -> None:
    """Written out with its own words, in one report and no other that follows from it."""
    assert right in GRANTS
    changed = GRANTS.replace(right, wrong, 1 if wrong != "may-apply" else 2)
    ended = endorse("rubric", "check", write("rubric.yaml", changed))
    assert ended.status == 3
    assert said in ended.err
    assert "1 problem in 1 file" in ended.err or "1 problem and" in ended.err, ended.err


FUND = """\
format: 1
rubric: fund
version: 0.1.0
title: "Fund"
document: {title: "Fund"}
groups: {g: {title: "All"}}
criteria:
  own: {group: g, ask: "Own money?", answer: {number: {unit: dollars, min: 0, step: 1}}, from: p2, basis: stated}
  costs: {group: g, ask: "Costs?", answer: {number: {unit: dollars, min: 1, step: 1}}, from: p2, basis: stated}
  idea: {group: g, ask: "How good?", answer: {number: {unit: points, min: 1, max: 5, step: 1}}, from: p3, basis: stated}
  first: {group: g, ask: "A first project?", answer: yes_no, from: p3, basis: stated}
scores:
  own_part:
    value: {share: {times: [100, own]}, out_of: costs, if_none: 0}
    from: p2
    basis: stated
  total:
    value:
      sum:
        - times: [3, idea]
        - {amount: 2, when: {first: yes}}
    from: p3
    basis: stated
findings:
  pays: {when: {own_part: {at_least: 20}}, from: p2, basis: stated}
decisions:
  merit:
    outcomes: [weak, strong]
    bands:
      of: total
      cuts:
        - {is: weak, less_than: 11}
        - {is: strong, at_least: 11}
    from: p3
    basis: stated
  award:
    outcomes: [no, yes]
    hit: unique
    table:
      by: [pays, merit]
      cells:
        - [no, weak, no]
        - [no, strong, no]
        - [yes, weak, no]
        - [yes, strong, yes]
    from: p4
    basis: stated
"""  # noqa: E501


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "{share: {times: [100, own]}, out_of: costs, if_none: 0}",
            "own / costs",
            "Write `{share: own, out_of: costs, if_none: 0}`.",
        ),
        ("out_of: costs, if_none", "of: costs, if_none", "Write `out_of: costs`."),
        (
            "{own_part: {at_least: 20}}",
            "{own: {at_least: {times: [0.2, costs]}}}",
            "Two answers are compared by a score: `{share: one, out_of: other, if_none: 0}`",
        ),
        ("at_least: 20}", "at_least: 20%}", "It is `20` where a share is `{times: [100, …]}`"),
        ("- times: [3, idea]", "- idea: {times: 3}", "Write `{times: [3, idea]}`."),
        ("- times: [3, idea]", "- idea: 1", "Write `idea`."),
        (
            "{amount: 2, when: {first: yes}}",
            "{if: {first: yes}, then: 2}",
            "Write `{amount: 2, when: {first: yes}}`.",
        ),
        ("[no, weak, no]", "[no, any, no]", "no word stands for all. Write a cell for each value"),
        ("    hit: unique", "    otherwise: {is: no, from: p4, basis: stated}", "write `rows:`"),
    ],
)
def test_a_first_rubric_about_money_is_told_its_form(
    endorse: Endorse, write: Write, right: str, wrong: str, said: str
) -> None:
    """What a page of grant rules makes people write gets one report, with the form to write."""
    assert endorse("rubric", "check", write("right.yaml", FUND)).status == 0
    assert right in FUND
    ended = endorse("rubric", "check", write("wrong.yaml", FUND.replace(right, wrong)))
    assert ended.status == 3
    assert said in " ".join(ended.err.split())
    assert "1 problem" in ended.err


@pytest.mark.parametrize(("low", "high"), [("from", "to"), ("min", "max"), ("above", "up_to")])
def test_the_ends_of_a_band_are_named(endorse: Endorse, write: Write, low: str, high: str) -> None:
    """Whatever they are called, each band is one fault and is written out as it is meant."""
    text = FUND.replace("less_than: 11", f"{low}: 0, {high}: 10").replace(
        "strong, at_least: 11", "strong, min: 11"
    )
    ended = endorse("rubric", "check", write("wrong.yaml", text))
    first = "more_than" if low == "above" else "at_least"
    assert f"Write `{{is: weak, {first}: 0, at_most: 10}}`." in ended.err
    assert "Write `{is: strong, at_least: 11}`." in ended.err
    assert "2 problems" in ended.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("candidate: Ivo Marten\nanswers: {open: clear}\n", "This is a candidate's file"),
        ("case: a\nexpect: {active: yes}\nanswers: {}\n", "This is a case"),
        ("slate: Spring\n", "This is what is printed of a slate"),
        ("- a\n- b\n", "This is a list"),
        ("only words\n", "This is `only words`"),
    ],
)
def test_another_file_in_place_of_a_rubric_is_one_fault(
    endorse: Endorse, write: Write, text: str, said: str
) -> None:
    """What it is, and where it belongs; not what a rubric would have and it has not."""
    file, sound = write("a.yaml", text), write("rubric.yaml", ACTIVE)
    for words in (("check", file), ("diff", sound, file), ("show", file), ("test", file)):
        ended = endorse("rubric", *words)
        assert ended.status == 3
        assert f"{file}:1:1: {said}, and no rubric." in ended.err
        assert ended.err.count("[bad-shape]") == 1


def test_a_word_that_only_begins_like_a_comparison_is_a_word(
    endorse: Endorse, write: Write
) -> None:
    """A finding that is not defined is not taken apart: `underage` is no `less_than: age`."""
    for word in ("underage", "minimum_age", "overall"):
        text = GRANTS.replace("{not: may_apply}", word)
        ended = endorse("rubric", "check", write("rubric.yaml", text))
        assert f"Finding `{word}` is not defined. Define it, or correct the word." in ended.err


def test_all_that_a_mapping_lacks_is_one_report(endorse: Endorse, write: Write) -> None:
    """Whoever misspells the one key of a rubric is not told of each other key by itself."""
    bare = endorse("rubric", "check", str(write("bare.yaml", "format: 1\nrubrc: mine\n")))
    assert "2 problems in 1 file" in bare.err
    assert "The rubric has no `version`, `title`, `document`, `groups`, `criteria` or" in bare.err
    text = MEETINGS.replace('group: g, ask: "How many?", ', "")
    lacking = endorse("rubric", "check", str(write("lacking.yaml", text)))
    assert "has no `group` or `ask`. Add each of them to it. [missing-key]" in lacking.err
    bare_line = MEETINGS[MEETINGS.index("  meetings: {group") : MEETINGS.index("decisions:")]
    text = MEETINGS.replace(bare_line, "  meetings: {from: p2, basis: stated}\n")
    bare = endorse("rubric", "check", str(write("bare_line.yaml", text)))
    assert "Criterion `meetings` has no `group`, `ask` or `answer`." in bare.err
    assert "1 problem in 1 file" in bare.err


@pytest.mark.parametrize(
    ("edits", "is_turned"),
    [
        ([("[decline, part, full]", "[full, part, decline]")], True),
        ([("[decline, part, full]", "[full, part, decline]"),
          ("total: {value", "total: {better: lower, value")], False),
        ([("[decline, part, full]", "{unordered: [full, part, decline]}")], False),
        ([("[decline, part, full]", "[part, decline, full]")], False),
        ([], False),
        ([(GRANTS[GRANTS.index("    outcomes"):], "    outcomes: [full, decline]\n    from: p3\n"
           "    basis: stated\n    bands: {of: total, cuts: [{is: decline, less_than: 9}, "
           "{is: full, at_least: 9}]}\n  may: {outcomes: [no, yes], rows: {a: {is: yes, when: "
           "may_apply, from: p1, basis: stated}}, otherwise: {is: no, from: p1, basis: stated}}\n"
           )], True),
    ],
)  # fmt: skip
def test_outcomes_from_the_best_to_the_worst_are_noted(
    endorse: Endorse, write: Write, edits: list[tuple[str, str]], is_turned: bool
) -> None:
    """Where every step of a score leads down, the list is most likely the wrong way round."""
    text = GRANTS
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    ended = endorse("rubric", "check", write("rubric.yaml", text))
    assert ended.status == 0, ended.err
    noted = "note: More of `total` gives what stands as a worse outcome of `award`." in ended.err
    assert noted is is_turned


OWN = """\
format: 1
rubric: own
version: 1.0.0
extends: rubric.yaml
title: "Our own"
"""
ADOPTED = "basis: chapter, adopted: {by: …, date: YYYY-MM-DD}}`."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("switch_off: {award.gate: too hard}", f"Write `{{reason: too hard, from: …, {ADOPTED}"),
        ("demand: {quality: required}", f"Write `{{evidence: required, from: …, {ADOPTED}"),
        ("decisions: {award: {otherwise: {is: full}}}", "{before: otherwise, is: …, when: …}}`"),
        ("findings: {good: {quality: {min: 4}}}", "Write `{when: {quality: {min: 4}}, from: …"),
        ("groups: [more]", "`groups` is a list, not a mapping."),
    ],
)
def test_an_overlay_is_told_its_form(endorse: Endorse, write: Write, text: str, said: str) -> None:
    """What it says of the rubric below, and what it adds, is written out too, as one fault."""
    write("rubric.yaml", GRANTS)
    ended = endorse("rubric", "check", write("own.yaml", f"{OWN}{text}\n"))
    assert ended.status == 3
    assert said in ended.err
    assert "1 problem" in ended.err


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_of_json_that_is_not_closed_is_blamed_where_it_begins(
    endorse: Endorse, write: Write, end: str
) -> None:
    """Not at the end of its line, where nothing can be seen."""
    file = write("a.json", f'{{"candidate": "Ivo Marten,{end}"answers": {{}}}}{end}')
    ended = endorse("score", "--rubric", write("rubric.yaml", ACTIVE), file)
    assert ended.status == 3
    assert f'{file}:1:15: The quotation mark `"` is not closed on its line.' in ended.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("expect: {award: part or full}", "Write `[part, full]`."),
        ("expect: {award: [part, ful]}", "Did you mean `full`?"),
        ("scores: {total: 3-15}", "Write `[3, 15]`."),
        ("scores: {total: many}", "Write a number such as `3`"),
        ("findings: {may_apply: true}", "Write `yes`."),
    ],
)
def test_a_case_is_told_its_form(endorse: Endorse, write: Write, text: str, said: str) -> None:
    """What must come out is written as it is meant, as one fault."""
    rubric = write("rubric.yaml", GRANTS)
    expect = "" if text.startswith("expect") else "expect: {award: undetermined}\n"
    case = write("k.yaml", f"case: a\nwhy: b\n{expect}{text}\nanswers: {{}}\n")
    ended = endorse("rubric", "test", rubric, case)
    assert ended.status == 3
    assert said in ended.err
    assert "1 problem" in ended.err


@pytest.mark.parametrize(
    ("test", "meant"),
    [
        ("{before: 2026-03-01}", "{no_later_than: 2026-02-28}"),
        ("{after: 2026-02-28}", "{no_earlier_than: 2026-03-01}"),
        ("{since: 2026-03-01, until: 2026-04-01}",
         "{no_earlier_than: 2026-03-01, no_later_than: 2026-04-01}"),
        ("{before: as_of}", "{no_later_than: {days: 1, before: as_of}}"),
        ("{before: 0001-01-01}", "{no_later_than: 0001-01-01}"),
        ("{min: 2026-03-01}", "{no_earlier_than: 2026-03-01}"),
        ("2026-03-01", "{no_earlier_than: 2026-03-01, no_later_than: 2026-03-01}"),
        ("{at_least: 2026-03-01}", "{no_earlier_than: 2026-03-01}"),
        ("{between: [2026-03-01, 2026-04-01]}",
         "{no_earlier_than: 2026-03-01, no_later_than: 2026-04-01}"),
        ("{within: {months: 6}}", "{no_earlier_than: {months: 6, before: as_of}, "
         "no_later_than: as_of}"),
        ("{within_the_last: two years}", "{no_earlier_than: {years: 2, before: as_of}, "
         "no_later_than: as_of}"),
        ("{within: 30 days of the election}", "{no_earlier_than: {days: 30, before: election}, "
         "no_later_than: election}"),
        ("{within: {weeks: 2, after: election}}", "{no_later_than: {weeks: 2, after: election}, "
         "no_earlier_than: election}"),
        ("{older_than: 2 years}", "{no_later_than: {years: 2, before: as_of}}"),
        ("before 2026-01-01", "{no_later_than: 2025-12-31}"),
        ("'< 2026-01-01'", "{no_later_than: 2025-12-31}"),
        ("{before_election: yes}", "{no_later_than: {days: 1, before: election}}"),
        ("{after_as_of: true}", "{no_earlier_than: {days: 1, after: as_of}}"),
        ("{until_election: yes}", "{no_later_than: election}"),
        ("before_election", "{no_later_than: {days: 1, before: election}}"),
        ("on or after the election", "{no_earlier_than: election}"),
        ("2 years", "{no_earlier_than: {years: 2, before: as_of}}`, or"),
        ("{no_later_than: {years: 2}}", "{years: 2, before: as_of}"),
        ("{no_later_than: {years: two, before: as_of}}", "2"),
        ("{no_later_than: {years: 2, before: application}}", "as_of"),
        ("{no_later_than: May 2026}", "the day as YYYY-MM-DD: that goes from"),
        ("{at_least: {years: 3}}", "{no_later_than: {years: 3, before: as_of}}"),
        ("{at_least: 3 years ago}", "{no_later_than: {years: 3, before: as_of}}"),
        ("{no_later_than: 3 years}", "{years: 3, before: as_of}"),
        ("{months: 6, before: as_of}", "{no_earlier_than: {months: 6, before: as_of}}`, or "
         "`{no_later_than: {months: 6, before: as_of}}"),
        ("{no_later_than: 12. April 2026}", "2026-04-12"),
        ("{no_later_than: 12/04/2026}", "2026-12-04` or `2026-04-12`, whichever is meant"),
    ],
)  # fmt: skip
def test_days_are_told_with_the_day_that_counts(
    endorse: Endorse, write: Write, test: str, meant: str
) -> None:
    """Both ends are included here: what others call before a day ends on the one before it."""
    text = GRANTS.replace("answer: yes_no", "answer: date").replace("{eligible: yes}", test)
    text = text.replace(f"when: {test}", f"when: {{eligible: {test}}}")
    ended = endorse("rubric", "check", write("rubric.yaml", text))
    assert ended.status == 3
    assert f"Write `{meant}" in ended.err or f"Write {meant}" in ended.err
    assert "1 problem" in ended.err


BANDS = """\
decisions:
  award:
    outcomes: [decline, part, full]
    bands:
      of: total
      cuts: [{is: decline, less_than: 6}, {is: part, at_least: 6, less_than: 12}, {is: full, at_least: 12}]
    from: p3
    basis: stated
  may:
    outcomes: [no, yes]
    table:
      by: [may_apply]
      cells: [[no, no], [yes, yes]]
    from: p1
    basis: stated
promises:
  gate: {when: {eligible: no}, then: {may: no}, from: p1, basis: stated}
settings:
  bar: {value: 3, from: p3, basis: stated}
readings:
  open: {at: p1, question: "Who?", chosen: "All.", instead: "Some."}
scales:
  grade: {levels: [low, high], worth: [0, 1], anchors: {low: "Little.", high: "Much."}}
"""  # noqa: E501
CUTS = BANDS[BANDS.index("[{is: decline") : BANDS.index("    from: p3")].rstrip()
OTHER_FORMS = [
    (CUTS, "{decline: 0-5, part: 6-11, full: 12+}",
     "Write `cuts: [{is: decline, at_least: 0, at_most: 5}, {is: part, at_least: 6, at_most: 11}, "
     "{is: full, at_least: 12}]`"),
    (CUTS, "[{decline: below 6}, {part: 6 to 11}, {full: 12 or more}]",
     "Write `cuts: [{is: decline, less_than: 6}, {is: part, at_least: 6, at_most: 11}, "
     "{is: full, at_least: 12}]`"),
    ("{is: full, at_least: 12}", "{then: full, at_least: 12}", "Write `{is: full, at_least: 12}`."),
    (CUTS + "\n    from: p3\n    basis: stated",
     "[{is: decline, less_than: 6, from: p3, basis: stated}, {is: full, at_least: 6, from: p3, "
     "basis: stated}]", "Write `from:` and `basis:` once, beside `bands:`."),
    ("      of: total", "      score: total", "Write `of: total`."),
    ("by: [may_apply]", "columns: [may_apply]", "Write `by: [may_apply]`."),
    ("cells: [", "rows: [", "Write `cells: [[no, no], [yes, yes]]`."),
    ("[no, no], [yes, yes]", "[no, no], {may_apply: yes, is: yes}", "not a list of names"),
    ("[no, no], [yes, yes]", "[no, no], [yes]", "A cell has 1 name where 2 are needed."),
    ("{when: {eligible: no}", "{if: {eligible: no}", "Write `when: {eligible: no}`."),
    ("then: {may: no}", "must: {may: no}", "Write `then: {may: no}`."),
    ("then: {may: no}", "then: decline", "write `{award: decline}`."),
    ("{value: 3, from: p3, basis: stated}", "3", "Write `{value: 3, from: …, basis: …}`."),
    ("{value: 3,", "{default: 3,", "Write `value: 3`."),
    ("{value: 3,", "{value: 3 points,", "Write `3`."),
    ('chosen: "All."', 'answer: "All."', "Write `chosen: All.`."),
    ("worth: [0, 1]", "worth: {low: 0, high: 1}", "Write `[0, 1]`."),
    ("levels: [low, high]", "levels: {low: 0, high: 1}", "Write `[low, high]`."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "said"), OTHER_FORMS, ids=[one[1][:40] for one in OTHER_FORMS]
)
def test_every_section_is_told_the_form_that_is_meant(
    endorse: Endorse, write: Write, right: str, wrong: str, said: str
) -> None:
    """Bands, tables, promises, settings, readings and scales too: one fault, one report."""
    text = GRANTS[: GRANTS.index("decisions:")] + BANDS
    assert endorse("rubric", "check", write("right.yaml", text)).status == 0
    assert right in text
    ended = endorse("rubric", "check", write("wrong.yaml", text.replace(right, wrong, 1)))
    assert ended.status == 3
    assert said in " ".join(ended.err.split())
    assert "1 problem" in ended.err, ended.err


@pytest.mark.parametrize("use", ["Project quality", "project_quality", "Project-Quality"])
def test_what_uses_an_id_that_is_none_is_no_fault_of_its_own(
    endorse: Endorse, write: Write, use: str
) -> None:
    """It is told once, where the id is defined, however the uses of it are spelled."""
    text = GRANTS.replace("  quality:", "  Project quality:").replace("quality]", f"{use}]")
    ended = endorse("rubric", "check", write("rubric.yaml", text))
    assert "`Project quality` cannot be an id. Write `project_quality`." in ended.err
    assert "1 problem" in ended.err


@pytest.mark.parametrize(
    ("base", "right", "wrong", "said"),
    [
        (GRANTS, "{total: {at_least: 12}}", "{total: {at_least: 40}}",
         "This comparison of `total` never holds: it goes from 3 to 15."),
        (GRANTS, "{total: {at_least: 6}}", "{total: {at_least: 2}}",
         "This comparison of `total` always holds: it goes from 3 to 15."),
        (GRANTS, "{total: {at_least: 12}}", "{quality: {at_least: 9}}",
         "This comparison of `quality` never holds: it is a whole number of points from 1 to 5."),
        (FUND, "{own_part: {at_least: 20}}", "{own_part: {less_than: 0}}",
         "This comparison of `own_part` never holds: it is 0 or more."),
        (FUND, "less_than: 11}\n        - {is: strong, at_least: 11}",
         "less_than: 30}\n        - {is: strong, at_least: 30}",
         "`total` goes from 3 to 17 there, and at least 30 is asked."),
        (GRANTS, "{total: {at_least: 12}}",
         "{all: [{total: {at_least: 12}}, {quality: {at_most: 2}}]}",
         "`award.top` can never hold: `total` goes from 3 to 6 there, and at least 12 is asked."),
        (GRANTS, "{total: {at_least: 12}}",
         "{all: [{quality: {at_most: 2}}, {quality: {at_least: 4}}]}",
         "`award.top` can never hold. Look for parts of its condition"),
    ],
)  # fmt: skip
def test_a_threshold_out_of_reach_is_told_how_far_the_points_go(
    endorse: Endorse, write: Write, base: str, right: str, wrong: str, said: str
) -> None:
    """The least and the most that there can be, in all or where the rest of the row holds."""
    assert right in base
    ended = endorse("rubric", "check", write("rubric.yaml", base.replace(right, wrong)))
    assert ended.status == 3
    assert said in " ".join(ended.err.split())
    assert "1 problem and" in ended.err


def test_what_is_said_of_an_answer_belongs_below_it(endorse: Endorse, write: Write) -> None:
    """An answer, its note and its sources in the column of the question are one fault."""
    text = "candidate: Ivo\nanswers:\n  member:\n  answer: yes\n  note: said so\n  care: some\n"
    file = write("ivo.yaml", text)
    ended = endorse("score", "--rubric", write("rubric.yaml", APPLICATION), file)
    assert f"{file}:4:3: `answer` stands beside `member` and not below it." in ended.err
    assert "1 problem in 1 file" in ended.err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{eligible: here}", "Write `{includes: [here]}`."),
        ("{eligible: {includes_all: [here]}}", "Write `{includes: [here]}`."),
        ("{eligible: {includes: here, there}}", "Write `includes: [here, there]`: between"),
        ("{eligible.here: yes}", "Write `{eligible: {includes: [here]}}`."),
    ],
)
def test_a_set_is_asked_in_its_own_form(
    endorse: Endorse, write: Write, wrong: str, said: str
) -> None:
    """A member by itself, several, or one behind a point: what is meant is written out."""
    text = GRANTS.replace("answer: yes_no", "answer: {set: [here, there]}")
    right = text.replace("{eligible: yes}", "{eligible: {includes: [here, there]}}")
    assert endorse("rubric", "check", write("right.yaml", right)).status == 0
    ended = endorse("rubric", "check", write("wrong.yaml", text.replace("{eligible: yes}", wrong)))
    assert ended.status == 3
    assert said in ended.err
    assert "1 problem" in ended.err


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("cells: [[no, no], [yes, yes]]", "cells: {no: no, yes: yes}",
         "Write `[[no, no], [yes, yes]]`."),
        ("worth: [0, 1]", "worth: 0, 1", "Write `worth: [0, 1]`: between braces"),
        ("bar: {value: 3", "bar: {min: 3", "Write `value: 3`."),
    ],
)  # fmt: skip
def test_tables_settings_and_scales_are_told_in_one_report(
    endorse: Endorse, write: Write, right: str, wrong: str, said: str
) -> None:
    """And nothing of what follows from it."""
    text = GRANTS[: GRANTS.index("decisions:")] + BANDS
    assert right in text
    ended = endorse("rubric", "check", write("rubric.yaml", text.replace(right, wrong)))
    assert said in ended.err
    assert "1 problem" in ended.err
