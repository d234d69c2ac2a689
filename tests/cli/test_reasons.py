"""Why an outcome came about, in every form: all that decides is named, and nothing that may not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from .running import Endorse, Write

MARKS = """\
  labor_capital_opposition: clear
  mobilizes_class: clear
  politicizes_workers: clear
  polarizes_against_establishment: clear
  labor_backing: most
  progressive_backing: most
  mass_reach: clear
"""
CONDITIONS = """\
  chapter_member: yes
  solicited_endorsement: yes
  openly_socialist: yes
  accepts_positions: all
"""
LINE = "A red line is crossed at the time of this campaign"
FORMS = ("table", "brief", "markdown", "html")

EITHER = """\
format: 1
rubric: either
version: 1.0.0
title: Either way
document: {title: Either way}
groups: {g: {title: All}}
criteria:
  one: {group: g, ask: "One?", answer: yes_no, from: p1, basis: stated}
decisions:
  fit:
    outcomes: [no, yes]
    rows:
      accused: {is: no, when: {one: yes}, from: p1, basis: stated}
      cleared: {is: no, when: {one: no}, from: p1, basis: stated}
    otherwise: {is: yes, from: p1, basis: stated}
"""


def person(write: Write, answers: str, rubric: str = "class-alignment") -> Path:
    """A candidate with these answers."""
    head = "candidate: Delphine Arkwright\noffice: City Council\nseat: one\nas_of: 2026-05-01\n"
    return write("delphine.yaml", f"{head}rubric: {rubric}\nanswers:\n{answers}")


def record_of(endorse: Endorse, path: Path) -> dict[str, Any]:
    """The record of one candidate."""
    parsed: dict[str, Any] = json.loads(endorse("score", path, "--format", "json").out)
    return parsed


def text_of(endorse: Endorse, path: Path, form: str, audience: str = "members") -> str:
    """A report of one candidate, on one line."""
    words = ("--audience", audience)
    if form == "brief":
        ended = endorse("score", path, "--brief", *words)
    else:
        more = () if form == "html" else ("--why", "--changes")
        ended = endorse("score", path, "--format", form, *more, *words)
    assert ended.status == 0
    read = re.sub(r"<style.*?</style>|<[^>]*>", " ", ended.out, flags=re.S)
    text = read if form == "html" else ended.out
    return " ".join(text.replace("&#34;", '"').replace("\\", "").split())


@pytest.fixture
def outsider(write: Write) -> Path:
    """No member of DSA, on a class struggle campaign, with a red line crossed and reversed."""
    return person(write, f"  dsa_member: no\n{CONDITIONS}{MARKS}  red_lines: past\n")


@pytest.fixture
def unasked(write: Write) -> Path:
    """The same, and nothing is known of red lines."""
    return person(write, f"  dsa_member: no\n{CONDITIONS}{MARKS}")


def test_every_condition_of_the_deciding_row_is_named(endorse: Endorse, outsider: Path) -> None:
    """One answer may serve several findings; what only the row needs stands beside the reason."""
    record = record_of(endorse, outsider)
    reason = record["reasons"]["recommendation"]
    assert record["decisions"]["recommendation"]["row"] == "condition_fails"
    assert reason["sufficient"] == ["dsa_member"]
    served = reason["serves"]
    assert served["conditions"] == served["cadre"] == ["dsa_member"]
    assert served["red_line_crossed"] == ["red_lines"]
    assert len(served["class_struggle"]) == 7
    assert set(reason["row"]) == {"dsa_member", "red_lines", *served["class_struggle"]}


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("brief", "html")])
def test_every_form_names_the_condition_that_fails(
    endorse: Endorse, outsider: Path, form: str
) -> None:
    """That a cadre campaign does not hold is not given as the only reason."""
    text = text_of(endorse, outsider, form)
    upto = text[: text.lower().index("what would change it")]
    below = upto[upto.rindex("Recommendation") :]
    for named in (
        '"Every condition of an endorsement" does not hold',
        '"A cadre campaign" does not hold',
        '"A class struggle campaign" holds',
        f'"{LINE}" does not hold',
    ):
        assert named in below


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("audience", ["members", "public"])
def test_no_row_that_may_not_fit_is_named_beside_a_settled_outcome(
    endorse: Endorse, unasked: Path, form: str, audience: str
) -> None:
    """Nobody accused her: the row that is certain decides, alone, and nothing hangs on rows."""
    text = text_of(endorse, unasked, form, audience)
    assert "red_line," not in text
    assert "row red_line" not in text
    assert form == "html" or not re.search(r"\brows\b", text)
    assert "by by" not in text
    assert "a condition of an endorsement is not met" in text.lower()
    assert form == "html" or "red line is crossed" not in text


def test_the_record_still_lists_every_row_that_can_decide(endorse: Endorse, unasked: Path) -> None:
    """And says which of them is certain."""
    decided = record_of(endorse, unasked)["decisions"]["recommendation"]
    assert decided["rows"] == ["red_line", "condition_fails"]
    assert decided["row"] == "condition_fails"


@pytest.mark.parametrize("command", ["score", "slate"])
def test_a_cell_names_the_certain_row_alone(endorse: Endorse, unasked: Path, command: str) -> None:
    """A sheet goes from hand to hand: what may not be so is in none of its cells."""
    out = endorse(command, unasked, "--format", "csv", "--audience", "members").out
    _, _, row = out.partition("\n")
    assert "condition_fails" in row
    assert "red_line" not in row


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_a_slate_names_the_certain_row_alone(endorse: Endorse, unasked: Path, format: str) -> None:
    """In the list of candidates as in the packet."""
    words = ("slate", unasked, "--format", format, "--audience", "members")
    text = endorse(*words, env={"COLUMNS": "50"}).out
    assert "a condition of an endorsement is not met" in " ".join(text.split()) or format == "html"
    assert "red_line or" not in text
    assert "red_line," not in text.replace("red_lines", "")


@pytest.mark.parametrize("form", FORMS)
def test_no_row_is_named_where_none_is_certain(endorse: Endorse, write: Write, form: str) -> None:
    """The outcome is the same whichever decides, and that is all that is said."""
    write("either.yaml", EITHER)
    text = text_of(endorse, person(write, "  {}\n", "either.yaml"), form)
    assert "hichever rule applies, it comes to this" in text
    assert "accused" not in text
    assert "cleared" not in text
    assert "Open: it hangs" not in text
    if form in ("table", "markdown"):
        assert "It comes out so whatever the answers are." in text


def test_no_cell_and_no_race_names_a_row_where_none_is_certain(
    endorse: Endorse, write: Write
) -> None:
    """A settled outcome leaves the cell of the rows empty."""
    write("either.yaml", EITHER)
    path = person(write, "  {}\n", "either.yaml")
    for command in ("score", "slate"):
        ended = endorse(command, path, "--format", "csv", "--audience", "members")
        assert ended.out.endswith(",no,no,\n")
    assert "whichever rule applies" in endorse("slate", path).out


def test_explain_says_of_a_row_what_it_does(endorse: Endorse, unasked: Path) -> None:
    """One that is certain decides; one that may fit as well makes no difference."""
    said = {
        row: " ".join(endorse("explain", row, unasked).out.split())
        for row in ("recommendation.condition_fails", "recommendation.red_line", "no_track")
    }
    assert "decides" in said["recommendation.condition_fails"]
    assert "the outcome is the same whether it decides or not" in said["recommendation.red_line"]
    assert "does not decide" in said["no_track"]


STATED = """\
format: 1
rubric: stated
version: 1.0.0
title: Stated
document: {title: Stated}
groups: {g: {title: All}}
families: {signs: {title: Signs}}
criteria:
  one: {group: g, in: [signs], ask: "One?", answer: yes_no, from: p1, basis: stated}
  two: {group: g, in: [signs], ask: "Two?", answer: yes_no, from: p1, basis: stated}
  three: {group: g, ask: "Three?", answer: yes_no, from: p1, basis: stated}
decisions:
  kind:
    outcomes: [low, high]
    may_be_given: true
    rows:
      both: {is: high, when: {all: {of: signs, are: yes}}, from: p1, basis: stated}
    otherwise: {is: low, from: p1, basis: stated}
  third:
    outcomes: [no, yes]
    may_be_given: true
    rows:
      three: {is: yes, when: {three: yes}, from: p1, basis: stated}
    otherwise: {is: no, from: p1, basis: stated}
"""


def test_a_supposition_that_contradicts_what_is_stated_is_refused(
    endorse: Endorse, write: Write
) -> None:
    """Nothing can come out of it, so it is said to contradict, at the stated decision."""
    write("stated.yaml", STATED)
    path = person(write, "  kind: high\n", "stated.yaml")
    ended = endorse("score", path, "--what-if", "two=no", "--format", "json")
    assert ended.status == 3
    assert "delphine.yaml:7:9: `kind` is stated, and supposing `two=no`, the answers do not" in (
        ended.err
    )
    parsed = json.loads(ended.out)
    assert parsed["records"] == []
    assert [part["source"] for part in parsed["invalid"]] == [path.name]
    assert endorse("score", path, "--what-if", "two=yes").status == 0


def test_of_two_stated_decisions_the_one_that_does_not_fit_is_named(
    endorse: Endorse, write: Write
) -> None:
    """The first may well be what the answers give."""
    write("stated.yaml", STATED)
    path = person(write, "  kind: high\n  third: yes\n  one: yes\n  three: no\n", "stated.yaml")
    ended = endorse("score", path)
    assert ended.status == 3
    assert "delphine.yaml:8:10: `third` is stated, and the other answers do not allow" in ended.err
    assert "`kind` is stated" not in ended.err


def test_one_who_contradicts_a_supposition_takes_nobody_else_along(
    endorse: Endorse, write: Write
) -> None:
    """The others of a batch are supposed and judged."""
    write("stated.yaml", STATED)
    stated = person(write, "  kind: high\n", "stated.yaml")
    other = write("other.yaml", "candidate: Bo\nrubric: stated.yaml\nanswers: {one: yes}\n")
    ended = endorse("score", stated, other, "--what-if", "two=no", "--format", "json")
    assert ended.status == 3
    (record,) = json.loads(ended.out)["records"]
    assert record["what_if"]["decisions"]["kind"]["possible"] == ["low"]


THREE = """\
format: 1
rubric: two-of-three
version: 1.0.0
title: Two of three
document: {title: Two of three}
groups: {g: {title: All}}
families: {signs: {title: Signs}}
criteria:
  one: {group: g, in: [signs], ask: "One?", answer: yes_no, from: p1, basis: stated}
  two: {group: g, in: [signs], ask: "Two?", answer: yes_no, from: p1, basis: stated}
  three: {group: g, in: [signs], ask: "Three?", answer: yes_no, from: p1, basis: stated}
decisions:
  fit:
    outcomes: [no, yes]
    rows:
      enough: {is: yes, when: {count: {of: signs, are: yes}, at_least: 2}, from: p1, basis: stated}
    otherwise: {is: no, from: p1, basis: stated}
"""
TOGETHER = 'Fit: no single answer explains it. These together do, and no fewer: "One" and "Two".'


def two_sides(write: Write) -> tuple[Path, Path]:
    """Somebody with all three signs, and the same without any."""
    write("three.yaml", THREE)
    head = "candidate: Ada\nrubric: three.yaml\nelection: 2026-11-03\n"
    first = write("first.yaml", f"{head}answers: {{one: yes, two: yes, three: yes}}\n")
    return first, write("second.yaml", f"{head}answers: {{one: no, two: no, three: no}}\n")


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
@pytest.mark.parametrize("audience", ["members", "public"])
def test_answers_that_only_together_explain_an_outcome_are_named(
    endorse: Endorse, write: Write, format: str, audience: str
) -> None:
    """None of them "moves nothing": together they moved it."""
    second = write("other.yaml", two_sides(write)[1].read_text("utf-8").replace("Ada", "Bo"))
    first = two_sides(write)[0]
    text = " ".join(
        endorse("compare", first, second, "--format", format, "--audience", audience).out.split()
    )
    assert TOGETHER in text.replace("“", '"').replace("”", '"')
    assert text.count("no effect by itself") >= 3
    assert "moves nothing" not in text


def test_machine_forms_of_a_comparison_name_them_too(endorse: Endorse, write: Write) -> None:
    """The smallest set stands beside the differences, and in a cell of each of its answers."""
    second = write("other.yaml", two_sides(write)[1].read_text("utf-8").replace("Ada", "Bo"))
    first = two_sides(write)[0]
    words = ("compare", first, second, "--audience", "members", "--format")
    found = json.loads(endorse(*words, "json").out)
    part = found["compared"][0] if "compared" in found else found
    assert part["explained"] == {"fit": {"variables": ["one", "two"], "smallest": True}}
    rows = [line.rpartition(",")[2] for line in endorse(*words, "csv").out.splitlines()]
    assert rows == ["explains", "fit", "fit", ""]


def test_a_slate_says_what_explains_a_change_since_earlier_records(
    endorse: Endorse, write: Write, tmp_path: Path
) -> None:
    """The same words for one candidate then and now."""
    first, second = two_sides(write)
    kept = tmp_path / "previous.jsonl"
    words = ("--format", "jsonl", "--audience", "members", "-o", kept)
    assert endorse("score", first, *words).status == 0
    text = " ".join(endorse("slate", "-v", second, "--previous", kept).out.split())
    assert TOGETHER in text
    assert "moves nothing" not in text


def test_what_one_answer_explains_is_not_put_down_to_several(
    endorse: Endorse, write: Write
) -> None:
    """Where a single difference explains the outcome it is marked, and that is all."""
    write("three.yaml", THREE)
    head = "candidate: {}\nrubric: three.yaml\nanswers: {{one: yes, two: {}, three: no}}\n"
    first = write("a.yaml", head.format("Ada", "yes"))
    second = write("b.yaml", head.format("Bo", "no"))
    text = endorse("compare", first, second).out
    assert 'can move "Fit"' in text
    assert "no single answer explains" not in text
