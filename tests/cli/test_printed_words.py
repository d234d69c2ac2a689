"""Words that the program prints are accepted on the command line, and named in files."""

import re
from pathlib import Path

import pytest

from api.chapters import faults_of
from cli.running import Endorse, Write

ROOT = Path(__file__).parents[2]

BLANK = "candidate: Ada Brill\nanswers: {}\n"


@pytest.mark.parametrize(
    "required",
    [
        "recommendation=do not endorse",
        "recommendation=Do not endorse",
        "Recommendation=do not endorse",
    ],
)
def test_an_outcome_is_required_by_its_title(
    endorse: Endorse, declined: Path, required: str
) -> None:
    """Who copies a result from the screen asks for that result, and for no other."""
    assert endorse("score", declined, "--require", required).status == 0
    ended = endorse("score", declined, "--require", "recommendation=members deliberate")
    assert ended.status == 1
    assert "recommendation is decline, not deliberate" in ended.err


def test_a_denial_of_an_outcome_is_never_taken_for_it(endorse: Endorse, declined: Path) -> None:
    """What is near to `endorse` in letters alone is not proposed."""
    ended = endorse("score", declined, "--require", "recommendation=do not endors")
    assert ended.status == 2
    assert "Did you mean `decline`?" in ended.err


RUBRIC = """\
format: 1
rubric: small
version: 1.0.0
title: Small
document: {title: Small}
groups: {g: {title: All}}
criteria:
  care:
    {group: g, label: How careful, ask: "Care?", answer: {levels: [low, high]},
     titles: {low: "hardly any"}, from: p1, basis: stated}
  with:
    {group: g, ask: "With whom?", answer: {set: [tenants]}, titles: {tenants: "tenant unions"},
     from: p1, basis: stated}
findings:
  good: {title: "A good one", when: {care: high}, from: p1, basis: stated}
decisions:
  pay:
    outcomes: [refuse, grant]
    titles: {refuse: "do not pay"}
    rows:
      a: {is: grant, when: {all: [good, {with: {includes: [tenants]}}]}, from: p1, basis: stated}
    otherwise: {is: OTHERWISE, from: p1, basis: stated}
"""


def test_a_what_if_takes_titles_of_answers_and_members(endorse: Endorse, write: Write) -> None:
    """An answer and a member of a set may be supposed by what they are printed as."""
    rubric = write("r.yaml", RUBRIC.replace("OTHERWISE", "refuse"))
    file = write("c.yaml", "candidate: Ada Brill\nanswers: {care: high, with: {tenants: yes}}\n")
    words = ("score", file, "--rubric", rubric, "--format", "json", "--what-if")
    by_name = endorse(*words, "care=low").out
    assert endorse(*words, "care=Hardly any").out == by_name
    assert endorse(*words, "with.tenant unions=no").out == endorse(*words, "with.tenants=no").out
    assert '"outcome": "refuse"' in by_name


def test_what_is_printed_is_explained(endorse: Endorse, write: Write) -> None:
    """Whatever a page calls a thing, it is found by that as by its id; a passage as it is cited."""
    rubric = write("r.yaml", RUBRIC.replace("OTHERWISE", "refuse"))
    printed = (("A good one", "good"), ("do not pay", "refuse"), ("All", "g"), ("¶1", "p1"))
    for title, id in (*printed, ("How careful", "care")):
        by_title = endorse("explain", title, "--rubric", rubric)
        assert by_title.status == 0
        assert by_title.out == endorse("explain", id, "--rubric", rubric).out


def test_a_file_is_told_the_name_of_what_is_printed(endorse: Endorse, write: Write) -> None:
    """In a candidate's file, a case and a rubric the name to write is said."""
    rubric = write("r.yaml", RUBRIC.replace("OTHERWISE", "refuse"))
    for text in ("answers: {care: hardly any}", "answers: {with: [tenant unions]}"):
        ended = endorse("score", write("c.yaml", f"candidate: A\n{text}\n"), "--rubric", rubric)
        assert ended.status == 3
        name = "low" if "care" in text else "tenants"
        assert f"Write `{name}`, which is called" in ended.err
    case = write("case.yaml", "case: one\nexpect: {pay: do not pay}\nanswers: {}\n")
    assert "Write `refuse`, which is called" in endorse("rubric", "test", rubric, case).err
    (found,) = faults_of(write("s.yaml", RUBRIC.replace("OTHERWISE", "do not pay")))
    assert found.help.startswith("Write `refuse`, which is called `do not pay`.")


@pytest.mark.parametrize(
    "rubric", ["class-alignment", "supplier-review", ROOT / "examples/riverbend/rubric.yaml"]
)
def test_a_shown_rubric_calls_nothing_by_its_id(endorse: Endorse, rubric: object) -> None:
    """Who asks for the rubric reads labels; an id stands beside its entry alone, as code."""
    page = endorse("rubric", "show", str(rubric), "--format", "html").out
    body = re.sub(r"<style>.*?</style>|<code>[^<]*</code>", "", page, flags=re.DOTALL)
    assert "<code>" in page
    assert re.findall(r"[a-z]+_[a-z_]+", re.sub(r"<[^>]*>", " ", body)) == []
