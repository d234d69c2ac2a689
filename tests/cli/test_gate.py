"""What stands between a change of a rubric and its merging: `rubric diff` as a gate."""

import json
from pathlib import Path
from typing import Any

import pytest

from support.base import BASE

from .running import Endorse, Write

Plain = Any

HEAD = """\
format: 1
rubric: {id}
version: {version}
title: "Lending"
document: {{title: "House rules of an invented tool library"}}
groups: {{g: {{title: "All"}}}}
"""

MEETINGS = (
    HEAD.format(id="active", version="1.0.0")
    + """\
criteria:
  meetings: {group: g, ask: "How many?", answer: {number: {unit: meetings, min: 0, max: 20, step: 1}}, from: p2, basis: stated}
decisions:
  active:
    outcomes: [no, yes]
    rows:
      many: {is: yes, when: {meetings: {at_least: 3}}, from: p2, basis: stated}
    otherwise: {is: no, from: p2, basis: stated}
"""  # noqa: E501
)
NARROW = MEETINGS.replace("max: 20", "max: 12")


def candidate(name: str, answers: str) -> str:
    """A candidate's file."""
    return f"candidate: {name}\nanswers: {answers}\n"


def diffed(endorse: Endorse, *words: object) -> Plain:
    """The machine form, whatever the status."""
    return json.loads(endorse("rubric", "diff", *words, "--format", "json").out)


@pytest.mark.parametrize(
    ("edit", "advice", "because"),
    [
        (("max: 20", "max: 12"), "major", "answers-unusable"),
        (("min: 0", "min: 1"), "major", "answers-unusable"),
        (("step: 1", "step: 5"), "major", "answers-unusable"),
        (("max: 20", "max: 40"), "minor", "more-is-asked"),
        (("unit: meetings", "unit: evenings"), "minor", "answers-again"),
        (("How many?", "How many this year?"), "minor", "answers-again"),
    ],
)
def test_the_version_hangs_on_what_can_be_answered(
    endorse: Endorse, write: Write, edit: tuple[str, str], advice: str, because: str
) -> None:
    """No condition tells 13 meetings from 12; an answer that can no longer be given is lost."""
    old, new = write("old.yaml", MEETINGS), write("new.yaml", MEETINGS.replace(*edit))
    version = diffed(endorse, old, new)["version"]
    assert version["advice"] == advice
    assert because in version["because"]


def test_an_answer_out_of_the_new_bounds_can_no_longer_be_read(
    endorse: Endorse, write: Write
) -> None:
    """Headline, machine form and advice say one thing of it."""
    old, new = write("old.yaml", MEETINGS), write("new.yaml", NARROW)
    assert diffed(endorse, old, new)["lost"] == {"meetings": ["more than 12"]}
    for words in ((), ("--format", "markdown")):
        out = " ".join(endorse("rubric", "diff", old, new, *words).out.replace("`", "").split())
        assert "can still be read" not in out
        assert "ome answers given to meetings can no longer be read" in out
        assert "2.0.0" in out


def test_who_had_an_outcome_and_has_none_is_a_change(endorse: Endorse, write: Write) -> None:
    """A gate on outcomes is not passed by making a file unreadable."""
    old, new = write("old.yaml", MEETINGS), write("new.yaml", NARROW)
    lost = write("lost.yaml", candidate("Ivo Marten", "{meetings: 15}"))
    same = write("same.yaml", candidate("Una Feld", "{meetings: 5}"))
    words = ("--candidates", lost, same, "--fail-on", "outcome-change")
    ended = endorse("rubric", "diff", old, new, *words)
    assert ended.status == 1
    assert "Ivo Marten" in ended.err
    assert "Una Feld" not in ended.err
    out = " ".join(ended.out.split())
    assert "1 of 2 candidates can no longer be read" in out
    assert "none of 2 candidates" not in out
    assert "1 more candidate comes out as before" in out
    assert endorse("rubric", "diff", old, old, *words).status == 0


def test_who_has_an_outcome_for_the_first_time_is_a_change(endorse: Endorse, write: Write) -> None:
    """Nor by making a file readable that was not."""
    old, new = write("old.yaml", NARROW), write("new.yaml", MEETINGS)
    found = write("found.yaml", candidate("Ivo Marten", "{meetings: 15}"))
    words = ("--candidates", found, "--fail-on", "outcome-change")
    ended = endorse("rubric", "diff", old, new, *words)
    assert ended.status == 1
    assert "1 of 1 candidate can be read for the first time" in " ".join(ended.out.split())


def test_a_file_that_no_rubric_reads_is_not_one_that_stays(endorse: Endorse, write: Write) -> None:
    """It is counted as what it is, and its faults end the command."""
    old, new = write("old.yaml", MEETINGS), write("new.yaml", MEETINGS)
    broken = write("broken.yaml", candidate("Ivo Marten", "{meetings: many}"))
    ended = endorse("rubric", "diff", old, new, "--candidates", broken)
    assert ended.status == 3
    out = " ".join(ended.out.split())
    assert "1 of 1 candidate cannot be read at all" in out
    assert "comes out as before" not in out


@pytest.mark.parametrize(
    ("of", "told"),
    [("criteria", "order of the criteria changes"), ("rows", "order of the rows of `d` changes")],
)
def test_another_order_is_told_in_a_sentence(
    endorse: Endorse, write: Write, of: str, told: str
) -> None:
    """With the ids in their old and new order, and nothing in empty quotes."""
    parts = {
        "criteria": [
            f'  {id}: {{group: g, ask: "Is it {id}?", answer: yes_no, from: p2, basis: stated}}\n'
            for id in ("late", "lost")
        ],
        "rows": [
            f"      {id}: {{is: yes, when: {{{id}: yes}}, from: p2, basis: stated}}\n"
            for id in ("late", "lost")
        ],
    }

    def rubric(turned: str) -> str:
        texts = {k: "".join(v[::-1] if k == turned else v) for k, v in parts.items()}
        return (
            HEAD.format(id="fees", version="1.0.0")
            + f"criteria:\n{texts['criteria']}decisions:\n  d:\n    outcomes: [no, yes]\n"
            + f"    rows:\n{texts['rows']}    otherwise: {{is: no, from: p2, basis: stated}}\n"
        )

    old, new = write("old.yaml", rubric("")), write("new.yaml", rubric(of))
    out = endorse("rubric", "diff", old, new, "--format", "markdown").out
    assert told in out.splitlines()[2]
    assert "``" not in out
    assert r"was \[late\, lost\]; now \[lost\, late\]" in out
    table = " ".join(endorse("rubric", "diff", old, new, "-v").out.split())
    assert "Was: [late, lost] Now: [lost, late]" in table


def test_two_rubrics_have_no_version_in_common(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """What number a rubric of another id should have, nobody can tell from this one's."""
    old = write("old.yaml", MEETINGS)
    new = write("new.yaml", NARROW.replace("rubric: active", "rubric: livelier"))
    assert diffed(endorse, old, new)["version"]["next"] is None
    assert "should become" not in endorse("rubric", "diff", old, new).out


CASE = "case: {name}\nexpect: {{active: yes}}\nanswers: {{meetings: 5}}\n"


def test_a_file_named_twice_is_read_once_and_that_is_said(endorse: Endorse, write: Write) -> None:
    """By whatever way it is named: it is one candidate, or one case."""
    rubric = write("rubric.yaml", MEETINGS)
    ivo = write("ivo.yaml", candidate("Ivo Marten", "{meetings: 5}"))
    case = write("case.yaml", CASE.format(name="five meetings"))
    same = ivo.parent / "." / ".." / ivo.parent.name / "ivo.yaml"
    scored = endorse("score", "--rubric", rubric, ivo, same, "--brief")
    assert scored.status == 0
    assert scored.out.count("Ivo Marten") == 1
    tested = endorse("rubric", "test", rubric, case, case)
    assert (tested.status, "1 case passes" in tested.out) == (0, True)
    compared = endorse("rubric", "diff", rubric, rubric, "--candidates", ivo, ivo)
    assert "none of 1 candidate" in " ".join(compared.out.split())
    for ended in (scored, tested, compared):
        assert "named more than once, and read once" in ended.err


def test_two_files_of_one_name_are_told_apart(endorse: Endorse, write: Write) -> None:
    """By as much of their paths as it takes; a file whose name says it all has that."""
    rubric = write("rubric.yaml", MEETINGS)
    new = write("new.yaml", NARROW)
    cases = [write(f"{folder}/k.yaml", CASE.format(name=folder)) for folder in ("east", "west")]
    out = endorse("rubric", "test", rubric, *cases, write("l.yaml", CASE.format(name="l"))).out
    for file in ("east/k.yaml", "west/k.yaml", "l.yaml"):
        assert f"  {file} " in out
    people = [
        write(f"{folder}/c.yaml", candidate(name, "{meetings: 15}"))
        for folder, name in (("east", "Ivo Marten"), ("west", "Una Feld"))
    ]
    out = endorse("rubric", "diff", rubric, new, "--candidates", *people).out
    assert "Ivo Marten (east/c.yaml)" in out
    assert "Una Feld (west/c.yaml)" in out
    ended = endorse("score", "--rubric", new, *people)
    assert "east/c.yaml" in ended.out
    assert "west/c.yaml" in ended.out


PEOPLE = {
    "candidates/ivo.yaml": candidate("Ivo Marten", "{meetings: 5}"),
    "candidates/2026/una.yaml": candidate("Una Feld", "{meetings: 6}"),
    "candidates/2026/spring/kim.json": '{"candidate": "Kim Roe", "answers": {"meetings": "7"}}',
    "candidates/slate.yaml": "slate: {title: Spring}\n",
}


@pytest.mark.parametrize(
    ("named", "number"),
    [
        (["candidates"], 3),
        (["candidates/**/*.yaml"], 2),
        (["candidates/**"], 3),
        (["candidates/*.yaml"], 1),
        (["candidates/2026/*.yaml", "candidates/**/*.yaml", "candidates/ivo.yaml"], 2),
        (["candidates/[iu]*.yaml"], 1),
    ],
)
def test_candidates_are_found_by_folder_and_pattern(
    endorse: Endorse, write: Write, tmp_path: Path, named: list[str], number: int
) -> None:
    """On all levels, each once; what is no candidate's is passed over, and the number is said."""
    rubric = write("rubric.yaml", MEETINGS)
    for name, text in PEOPLE.items():
        write(name, text)
    found = [rubric.parent / one for one in named]
    ended = endorse("rubric", "diff", rubric, rubric, "--candidates", *found)
    assert ended.status == 0, ended.err
    plural = "s" if number > 1 else ""
    assert f"none of {number} candidate{plural} comes out" in " ".join(ended.out.split())


def test_a_rubric_among_the_candidates_is_one_fault(endorse: Endorse, write: Write) -> None:
    """Whoever names it after `--candidates` is told what it is, and not key by key."""
    rubric = write("rubric.yaml", MEETINGS)
    ended = endorse("rubric", "diff", rubric, rubric, "--candidates", rubric)
    assert ended.status == 3
    assert "This is a rubric, and no candidate." in ended.err
    assert "1 problem in 1 file" in ended.err


def test_a_pattern_that_fits_nothing_is_an_error(endorse: Endorse, write: Write) -> None:
    """A mistyped folder does not make a gate green; neither does an empty one."""
    rubric = write("rubric.yaml", MEETINGS)
    (rubric.parent / "empty").mkdir()
    for named in ("candidate/**/*.yaml", "empty"):
        ended = endorse(
            "rubric", "diff", rubric, rubric, "--candidates", rubric.parent / named, "--fail-on",
            "outcome-change",
        )  # fmt: skip
        assert ended.status == 3
        assert named in ended.err
    odd = write("odd[1].yaml", candidate("Ivo Marten", "{meetings: 5}"))
    assert endorse("rubric", "diff", rubric, rubric, "--candidates", odd).status == 0


OVERLAY = """\
format: 1
rubric: mill-lane
version: 0.1.0
extends: {base}
title: "Lending on Mill Lane"
criteria:
  rent:
    group: people
    in: [house_rules]
    label: "Rent"
    ask: "Is the rent of the shelf unpaid?"
    answer: keeping
    from: p1
    basis: chapter
    adopted: {{by: general meeting, date: 2026-01-17}}
"""
SET = """\
set:
  care_needed:
    {value: clear, from: p1, basis: chapter, adopted: {by: board, date: 2026-01-17}}
"""
ADDED = '    label: "Rent"\n'


def first_of(write: Write, more: str = "", added: str = "") -> tuple[Path, Path]:
    """The small rubric, and the first overlay on it: a line of its own, and what is added."""
    base = write("base.json", json.dumps(BASE))
    text = OVERLAY.format(base="base.json").replace(ADDED, ADDED + added)
    return base, write("overlay.yaml", text + more)


@pytest.mark.parametrize("turned", [False, True])
def test_a_filled_placeholder_is_told_as_that(endorse: Endorse, write: Write, turned: bool) -> None:
    """A chapter's own line moves nobody by itself, and no version of two rubrics is compared.

    Taken out again it does: then what was asked is asked no longer.
    """
    base, overlay = first_of(write)
    if turned:
        found = diffed(endorse, overlay, base)
        assert found["filled"] == []
        assert endorse("rubric", "diff", overlay, base, "--fail-on", "looser").status == 1
        return
    found = diffed(endorse, base, overlay)
    assert found["filled"] == [
        {"family": "house_rules", "placeholder": "house_rule", "members": ["rent"]}
    ]
    assert {part["verdict"] for part in found["decisions"].values()} == {"equivalent"}
    assert "version" not in [change["kind"] for change in found["changes"]]
    assert found["version"] == {"advice": "none", "because": [], "next": None}
    for words in ((), ("--format", "markdown")):
        out = " ".join(
            endorse("rubric", "diff", base, overlay, *words).out.replace("`", "").split()
        )
        assert "rent takes the place of house_rule, so that answers to that count no longer" in out
        assert "lend" not in out
        assert "should become" not in out
    for gate, status in (("looser", 0), ("outcome-change", 1), ("any", 1)):
        assert endorse("rubric", "diff", base, overlay, "--fail-on", gate).status == status


def test_what_is_changed_beside_a_filled_placeholder_is_found(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """With an example for either rubric that each of them reads and decides so."""
    base, overlay = first_of(write, SET)
    found = diffed(endorse, base, overlay, "--examples", tmp_path / "shown")["decisions"]["loan"]
    assert (found["verdict"], len(found["moves"])) == ("stricter", 1)
    for rubric, name, outcome in ((base, "old", "lend"), (overlay, "new", "wait")):
        file = tmp_path / "shown" / f"loan-lend-to-wait.{name}.json"
        scored = endorse("score", "--rubric", rubric, file, "--format", "json")
        assert json.loads(scored.out)["decisions"]["loan"]["outcome"] == outcome
    assert endorse("rubric", "diff", overlay, base, "--fail-on", "looser").status == 1


def test_a_line_that_asks_for_less_than_the_placeholder_is_looser(
    endorse: Endorse, write: Write
) -> None:
    """What counts on no evidence where the placeholder needed some does not pass for filling."""
    base, overlay = first_of(write, added="    evidence: none\n")
    assert diffed(endorse, base, overlay)["evidence"]["less"] == ["rent"]
    assert endorse("rubric", "diff", base, overlay, "--fail-on", "looser").status == 1


def test_a_line_that_may_be_answered_otherwise_than_the_placeholder_is_looser(
    endorse: Endorse, write: Write
) -> None:
    """What gets round a rule that the placeholder did not get round does not pass for filling."""
    base, overlay = first_of(write, added="    may_be: not_applicable\n")
    assert endorse("rubric", "diff", base, overlay, "--fail-on", "looser").status == 1


def test_a_level_with_another_name_needs_the_evidence_that_it_needed(
    endorse: Endorse, write: Write
) -> None:
    """Renamed and no longer asked for a source, it counts on less than before."""
    needs = LOANS.replace('ask: "Careful', 'evidence: {required_for: [clear]}, ask: "Careful')
    files = write("old.yaml", needs), write("new.yaml", "")
    for asked, status in (("plain", 0), ("none", 1)):
        new = needs.replace(*careful("[none, some, plain]")).replace(
            "{care: clear}", "{care: plain}"
        )
        files[1].write_text(new.replace("for: [clear]", f"for: [{asked}]"), encoding="utf-8")
        assert endorse("rubric", "diff", *files, "--fail-on", "looser").status == status


def test_another_id_alone_is_a_change(endorse: Endorse, write: Write) -> None:
    """Whatever else stays: records and candidates name a rubric by it."""
    old = write("old.yaml", MEETINGS)
    new = write("new.yaml", MEETINGS.replace("rubric: active", "rubric: livelier"))
    assert endorse("rubric", "diff", old, new, "--fail-on", "any").status == 1


LOANS = (
    HEAD.format(id="loans", version="1.0.0")
    + """\
criteria:
  care: {group: g, ask: "Careful?", answer: {levels: [none, some, clear]}, from: p2, basis: stated}
  skill: {group: g, ask: "Skilled?", answer: {levels: [none, some, clear]}, from: p2, basis: stated}
  paid: {group: g, ask: "Paid?", answer: yes_no, from: p2, basis: stated}
  late: {group: g, ask: "Late?", answer: {number: {unit: days, min: 0, max: 20, step: 1}}, from: p2, basis: stated}
decisions:
  loan:
    outcomes: [refuse, wait, lend]
    rows:
      skilled: {is: lend, when: {all: [{skill: clear}, {paid: yes}]}, from: p2, basis: stated}
      careful: {is: wait, when: {all: [{care: clear}, {paid: yes}]}, from: p2, basis: stated}
      slow: {is: refuse, when: {late: {at_least: 9}}, from: p2, basis: stated}
    otherwise: {is: refuse, from: p2, basis: stated}
"""  # noqa: E501
)
STATED = "from: p2, basis: stated}\n"
CLEAR, ROWS = f"clear]}}, {STATED}  skill", "    rows:\n"
PLAIN, HIGH = CLEAR.replace("clear", "plain"), CLEAR.replace("clear", "clear, high")
LEVELS = "{levels: [none, some, clear]}"


def careful(levels: str) -> tuple[str, str]:
    """An edit that gives one of the two criteria on levels others."""
    asks = 'ask: "Careful?", answer: '
    return f"{asks}{LEVELS}", f"{asks}{{levels: {levels}}}"


def first_row(outcome: str, when: str) -> tuple[str, str]:
    """An edit that puts a row before all others."""
    return ROWS, f"{ROWS}      first: {{is: {outcome}, when: {when}, {STATED}"


def split(first: str) -> list[tuple[str, str]]:
    """Edits that ask two questions, and a yes to both, where one was asked."""
    fees = '  fees: {group: g, ask: "Fees?", answer: yes_no, from: p2, basis: stated}\n'
    return [("  paid: {group", f"{fees}  {first}"), ("{paid: yes}", "{dues: yes}, {fees: yes}")]


SECOND = f"""\
  second:
    outcomes: [no, yes]
    rows:
      paid: {{is: yes, when: {{paid: yes}}, {STATED}\
    otherwise: {{is: no, {STATED}\
  loan:
"""
AROUND: dict[str, tuple[int, list[tuple[str, str]]]] = {
    "a level with another name": (0, [(CLEAR, PLAIN), ("{care: clear}", "{care: plain}")]),
    "a level with another name, asked for less": (
        1,
        [(CLEAR, PLAIN), ("{all: [{care: clear}, {paid: yes}]}", "{care: plain}")],
    ),
    "a level above, that is given as much": (
        0,
        [(CLEAR, HIGH), ("{care: clear}", "{care: {at_least: clear}}")],
    ),
    "a level above, that is given more": (1, [(CLEAR, HIGH), first_row("lend", "{care: high}")]),
    "a wider range": (0, [("max: 20", "max: 40")]),
    "a wider range, that is given more": (
        1,
        [("max: 20", "max: 40"), first_row("wait", "{late: {at_least: 30}}")],
    ),
    "a level with another name, that is given as much as the best": (
        1,
        [
            (CLEAR, PLAIN),
            ("{all: [{care: clear}, {paid: yes}]}", "{care: {one_of: [some, plain]}}"),
        ],
    ),
    "a level between, that is given what stood above": (
        1,
        [
            careful("[none, some, fair, clear]"),
            ("{care: clear}", "{care: {at_least: fair}}"),
        ],
    ),
    "a level between, that is given no more than the one below": (
        0,
        [careful("[none, some, fair, clear]")],
    ),
    "two levels made one": (
        1,
        [careful("[none, good]"), ("{care: clear}", "{care: good}")],
    ),
    "a choice that gets round a rule": (
        1,
        [
            ("answer: yes_no", "answer: {choice: [yes, lapsed, no, guest]}"),
            ("{care: clear}, {paid: yes}", "{care: clear}, {not: {paid: no}}"),
        ],
    ),
    "not_applicable that gets round a rule": (
        1,
        [
            ("answer: yes_no", "answer: yes_no, may_be: not_applicable"),
            ("{care: clear}, {paid: yes}", "{care: clear}, {not: {paid: no}}"),
        ],
    ),
    "not_applicable that is no better than the worst": (
        0,
        [("answer: yes_no", "answer: yes_no, may_be: not_applicable")],
    ),
    "two answers that only together do more": (
        1,
        [
            (LEVELS, LEVELS.replace("clear", "clear, high")),
            first_row("lend", "{all: [{care: high}, {skill: high}]}"),
        ],
    ),
    "a question split in two": (1, split("dues: {group")),
    "a question split in two, one of them said to be what it was": (
        0,
        split("dues: {was: [paid], group"),
    ),
    "a decision that is gone": (1, [("  loan:\n", "  lending:\n")]),
    "a decision more": (0, [("  loan:\n", SECOND)]),
    "a decision more that leads": (
        1,
        [("  loan:\n", SECOND), ("version: 1.0.0", "version: 1.0.0\nheadline: second")],
    ),
    "a decision that may be stated": (1, [(ROWS, f"    may_be_given: true\n{ROWS}")]),
    "outcomes in another order": (1, [("[refuse, wait, lend]", "[wait, refuse, lend]")]),
    "outcomes in no order": (1, [("[refuse, wait, lend]", "{unordered: [refuse, wait, lend]}")]),
    "an outcome with another name": (
        1,
        [("[refuse, wait, lend]", "[refuse, lend_some, lend]"), ("is: wait", "is: lend_some")],
    ),
    "an outcome that is merged with the one below": (
        0,
        [("[refuse, wait, lend]", "[refuse, lend]"), ("is: wait", "is: refuse")],
    ),
    "an outcome more": (0, [("[refuse, wait, lend]", "[refuse, wait, hold, lend]")]),
}


@pytest.mark.parametrize("what", AROUND)
def test_nothing_looser_gets_round_the_gate(endorse: Endorse, write: Write, what: str) -> None:
    """What is loosened by way of another name, order or answer is found; a name alone is none."""
    status, edits = AROUND[what]
    text = LOANS
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    files = write("old.yaml", LOANS), write("new.yaml", text)
    ended = endorse("rubric", "diff", *files, "--fail-on", "looser")
    assert ended.status == status, ended.err + ended.out
    named = "headline" if "leads" in what else "loan"
    assert (named in ended.err) == bool(status)


@pytest.mark.parametrize(
    ("levels", "is_looser"), [("[some, clear]", True), ("[none, some]", False)]
)
def test_an_answer_that_is_gone_is_held_against_those_beside_it(
    endorse: Endorse, write: Write, levels: str, is_looser: bool
) -> None:
    """Where the worst can no longer be answered, whoever gave it does better by what is left."""
    strict = LOANS.replace(*first_row("refuse", "{care: none}"))
    left = LOANS if is_looser else strict.replace("{care: clear}", "{not: {care: {at_most: some}}}")
    files = write("old.yaml", strict), write("new.yaml", left.replace(*careful(levels)))
    ended = endorse("rubric", "diff", *files, "--fail-on", "looser")
    assert ended.status == int(is_looser), ended.err + ended.out
    said = " ".join(ended.out.split())
    assert ("does better in loan than what may have been given in its place" in said) is is_looser
