"""`endorse rubric test`: a rubric does what its cases expect, for the reason expected."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from endorse_cli import api

from .running import Endorse

SMALL = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"

PAID = """\
case: nobody can live there
why: "No heating, and damage that goes far (p4.2)."
expect: {grant: pay}
rows: {grant: [unlivable]}
reasons: {grant: [need, repairs]}
answers: {tenants_voted: yes, need: fair, repairs: [heating], reach: small}
"""
REFUSED = """\
case: no vote
expect: {grant: refuse}
answers: {tenants_voted: no}
"""


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """The small rubric in a folder of its own, with room for cases beside it."""
    (tmp_path / "cases").mkdir()
    return Path(shutil.copy(SMALL, tmp_path / "rubric.yaml"))


def put(rubric: Path, text: str, name: str = "some.yaml") -> None:
    """Write a case file beside the rubric."""
    (rubric.parent / "cases" / name).write_text(text, encoding="utf-8")


def test_the_default_rubric_passes_its_own_cases(endorse: Endorse) -> None:
    """What ships was tried on cases that ship with it, found without a path."""
    ended = endorse("rubric", "test", "--format", "json")
    result = json.loads(ended.out)
    assert (ended.status, ended.err, result["failed"], result["invalid"]) == (0, "", 0, [])
    assert result["passed"] == len(result["cases"]) > 50
    assert endorse("rubric", "test", "class-alignment", "--format", "json").out == ended.out


def test_the_default_cases_cite_what_they_rest_on() -> None:
    """Each of the shipped cases says why, and where in the document that stands."""
    tested = api.try_rubric("class-alignment")
    cases = [found.case for found in tested.cases]
    assert [c.name for c in cases if not (c.locators or re.search(r"\bp[1-9]", c.why or ""))] == []


def test_the_default_cases_reach_every_row() -> None:
    """Every row of every decision decides some case on its own, and some are undetermined."""
    tested = api.try_rubric("class-alignment")
    decided = {
        (id, found.assessment.decisions[id].rows)
        for found in tested.cases
        for id in found.assessment.decisions
    }
    rows = {(d.id, (row.id,)) for d in tested.loaded.rubric.decisions.values() for row in d.rows}
    assert rows <= decided
    assert any(len(ids) > 1 for _, ids in decided)


def test_cases_that_pass_are_counted_and_listed_where_all_are_wanted(
    endorse: Endorse, rubric: Path
) -> None:
    """Whoever runs them sees how many pass, and with `-v` each of them."""
    put(rubric, f"{PAID}---\n{REFUSED}")
    ended = endorse("rubric", "test", rubric)
    assert (ended.status, ended.err) == (0, "")
    assert "2 cases pass." in ended.out
    assert ended.out.count("✓") == 0
    assert endorse("rubric", "test", rubric, "-v").out.count("✓") == 2


def test_no_cases_at_all_is_a_failure(endorse: Endorse, rubric: Path) -> None:
    """A rubric that nobody tried does not count as one that passed, in any form."""
    for form in ("table", "json", "junit"):
        assert endorse("rubric", "test", rubric, "--format", form).status == 1
    assert "no cases" in endorse("rubric", "test", rubric).out
    suite = ElementTree.fromstring(endorse("rubric", "test", rubric, "--format", "junit").out)
    assert suite.get("failures") == "1"


ANSWERS = "answers: {tenants_voted: yes, need: fair, repairs: [heating], reach: small}"
FAILING = [
    ("expect: {grant: discuss}", "grant: expected discuss; it is pay."),
    ("expect: {grant: undetermined}", "grant: expected undetermined; it is pay."),
    (
        "expect: {grant: [pay, refuse]}",
        "grant: expected undetermined between refuse and pay; it is pay.",
    ),
    (
        "expect: {grant: pay}\nrows: {grant: [heavy]}",
        "rule heavy does not decide; rule unlivable decides and was not named.",
    ),
    (
        "expect: {grant: pay}\nrows: {grant: [unlivable, heavy]}",
        "grant: rule heavy does not decide.",
    ),
    (
        "expect: {grant: pay}\nreasons: {grant: [need, reach]}",
        "grant: the sufficient reason lacks reach. It is tenants_voted, need and repairs.heating.",
    ),
]


@pytest.mark.parametrize(("expected", "words"), FAILING)
def test_a_case_fails_by_its_outcome_its_row_or_its_reason(
    endorse: Endorse, rubric: Path, expected: str, words: str
) -> None:
    """A right outcome for the wrong reason fails too, and the report says what is missing."""
    put(rubric, f"case: livable\n{expected}\n{ANSWERS}\n")
    ended = endorse("rubric", "test", rubric, env={"COLUMNS": "50"})
    assert (ended.status, ended.err) == (1, "")
    assert words in " ".join(ended.out.split())
    assert "1 of 1 case fails." in ended.out


def test_no_reason_is_asked_of_what_is_to_be_open(endorse: Endorse, rubric: Path) -> None:
    """What is undetermined has no sufficient reason: a case that asks for one is told so."""
    put(rubric, f"case: a\nexpect: {{grant: undetermined}}\nreasons: {{grant: need}}\n{ANSWERS}\n")
    ended = endorse("rubric", "test", rubric)
    assert ended.status == 3
    assert "it has no reason yet" in ended.err


def test_an_outcome_that_is_open_is_told_with_what_is_left(endorse: Endorse, rubric: Path) -> None:
    """A case that expects a settled outcome fails where answers leave several."""
    put(rubric, "case: open\nexpect: {grant: pay}\nanswers: {tenants_voted: yes}\n")
    ended = endorse("rubric", "test", rubric, env={"COLUMNS": "50"})
    assert ended.status == 1
    assert "expected pay; it is undetermined between discuss and pay" in " ".join(ended.out.split())


def test_what_is_missing_is_named_in_the_machine_form(endorse: Endorse, rubric: Path) -> None:
    """A script reads which row and which criterion were expected, found and missing."""
    put(rubric, PAID.replace("[unlivable]", "heavy").replace("repairs]", "reach]"))
    result = json.loads(endorse("rubric", "test", rubric, "--format", "json").out)
    assert (result["test"], result["rubric"]) == (1, "repair-grants")
    (case,) = result["cases"]
    assert (case["file"], case["line"], case["result"]) == ("some.yaml", 1, "failed")
    found = ["tenants_voted", "need", "repairs.heating"]
    assert case["misses"] == [
        {"decision": "grant", "aspect": "rows", "expected": ["heavy"], "found": ["unlivable"],
         "missing": ["heavy"]},
        {"decision": "grant", "aspect": "reasons", "expected": ["need", "reach"],
         "found": sorted(found, key=found.index), "missing": ["reach"]},
    ]  # fmt: skip


INVALID = [
    ("case: a\nanswers: {}\n", "missing-key", "`expect`"),
    ("expect: {grant: pay}\nanswers: {}\n", "missing-key", "`case`"),
    ("case: a\nexpect: {grant: pay}\n", "missing-key", "`answers`"),
    ("case: a\nexpect: {}\nanswers: {}\n", "bad-shape", "names no decision"),
    ("case: a\nexpect: {grnt: pay}\nanswers: {}\n", "bad-value", "`grant`"),
    ("case: a\nexpect: {grant: payed}\nanswers: {}\n", "bad-value", "`pay`"),
    ("case: a\nexpect: {grant: pay}\nrows: {grant: hevy}\nanswers: {}\n", "bad-value", "`heavy`"),
    (
        "case: a\nexpect: {grant: pay}\nreasons: {grant: [ned]}\nanswers: {}\n",
        "bad-value",
        "`need`",
    ),
    ("case: a\nexpect: {grant: pay}\nanswers: {need: lots}\n", "bad-value", "`lots`"),
    ("case: a\nexpct: {grant: pay}\nanswers: {}\n", "unknown-key", "`expect`"),
    ("[]\n", "bad-shape", "The case"),
]


@pytest.mark.parametrize(("text", "code", "words"), INVALID)
def test_an_invalid_case_is_a_fault_among_the_others(
    endorse: Endorse, rubric: Path, text: str, code: str, words: str
) -> None:
    """What cannot be read is told at its place, and the other cases are judged all the same."""
    put(rubric, text, "a.yaml")
    put(rubric, REFUSED, "b.yaml")
    ended = endorse("rubric", "test", rubric, "--format", "json")
    result = json.loads(ended.out)
    assert ended.status == 3
    assert result["passed"] == 1
    (invalid,) = result["invalid"]
    assert invalid["source"] == "a.yaml"
    assert [found["code"] for found in invalid["findings"]] == [code]
    assert words in ended.err


def test_one_name_stands_for_one_case(endorse: Endorse, rubric: Path) -> None:
    """Two cases of one name could not be told apart in a report; both places are named."""
    put(rubric, f"{REFUSED}---\n{REFUSED}")
    ended = endorse("rubric", "test", rubric)
    assert ended.status == 3
    assert "some.yaml:1" in ended.err
    assert "some.yaml:5:7" in ended.err
    assert "[doubled-id]" in ended.err


def test_cases_are_found_where_they_are_named(endorse: Endorse, rubric: Path) -> None:
    """Files and folders named after the rubric are read instead of those beside it."""
    put(rubric, REFUSED, "unused.yaml")
    other = rubric.parent / "elsewhere"
    other.mkdir()
    (other / "one.yaml").write_text(PAID)
    (other / "two.json").write_text(
        '{"case": "two", "expect": {"grant": "refuse"}, "answers": {"tenants_voted": "no"}}'
    )
    (other / "README.md").write_text("Not a case.")
    for named in ([other], [other / "one.yaml", other / "two.json"]):
        result = json.loads(endorse("rubric", "test", rubric, *named, "--format", "json").out)
        assert [case["file"] for case in result["cases"]] == ["one.yaml", "two.json"]


def test_a_case_file_that_is_not_there_is_told(endorse: Endorse, rubric: Path) -> None:
    """A misspelled path is a failure to read, not an absence of cases."""
    ended = endorse("rubric", "test", rubric, "nowhere.yaml")
    assert ended.status == 4
    assert "nowhere.yaml" in ended.err


def test_the_result_goes_to_a_file_but_not_over_a_case(endorse: Endorse, rubric: Path) -> None:
    """`--output` writes the result, never over what was read."""
    put(rubric, REFUSED)
    out = rubric.parent / "result.xml"
    assert endorse("rubric", "test", rubric, "--format", "junit", "-o", out) == (0, "", "")
    assert ElementTree.parse(out).getroot().get("tests") == "1"
    refused = endorse("rubric", "test", rubric, "-o", rubric.parent / "cases" / "some.yaml")
    assert refused.status == 4


def test_hostile_names_do_no_harm_in_xml(endorse: Endorse, rubric: Path) -> None:
    """Whatever a case is called, the XML can be read, and says what was written where it may."""
    name = '<b>&amp;"]]>\\u0000\\u001b[31m\\uffff\\ud83d\\ude00'
    text = f'{{"case": "{name}", "why": "x", "expect": {{"grant": "pay"}}, "answers": {{}}}}'
    text = text.replace('&amp;"', "&amp;'")
    put(rubric, text, "hostile.json")
    ended = endorse("rubric", "test", rubric, "--format", "junit")
    (case,) = ElementTree.fromstring(ended.out).iter("testcase")
    shown = str(case.get("name"))
    assert shown.startswith("<b>&amp;']]>")
    assert "\x1b" not in shown
    assert shown.endswith("\U0001f600")
    assert case.find("failure") is not None


def test_a_rubric_with_faults_is_not_tried(endorse: Endorse, rubric: Path) -> None:
    """Nothing is judged by a rubric that is at fault itself."""
    rubric.write_text(rubric.read_text().replace("when: unlivable", "when: unlivible"))
    ended = endorse("rubric", "test", rubric)
    assert (ended.status, ended.out) == (3, "")


def test_a_passage_names_the_cases_that_try_it(endorse: Endorse, rubric: Path) -> None:
    """Whoever asks what became of an example in the document finds the case, and its story."""
    tried = PAID.replace("why:", "from: [p4.2, p5]\nwhy:", 1)
    put(rubric, f"{tried}---\n{REFUSED}")
    assert endorse("rubric", "test", rubric).status == 0
    for passage, named in (("p4.2", True), ("p4", True), ("p5.9", True), ("p4.1", False)):
        out = " ".join(endorse("explain", passage, "--rubric", rubric).out.split())
        assert ("case nobody can live there ¶4.2, ¶5" in out) is named, passage
        assert ("No heating, and damage that goes far" in out) is named
    put(rubric, tried.replace("p4.2", "page four"))
    ended = endorse("rubric", "test", rubric)
    assert ended.status == 3
    assert "`page four` is not a locator" in ended.err


def test_a_case_tries_the_campaign_that_the_document_gives_as_its_example(
    endorse: Endorse,
) -> None:
    """By the anchors' own words it is class struggle, with labor split as it was there."""
    out = " ".join(endorse("explain", "p5.3").out.split())
    assert "case a national campaign with labor split" in out
    assert "more leaders are with the rival" in out


SUMMED = """\
case: the sum is tried
expect: {{grant: discuss}}
scores: {{weight: {weight}}}
findings: {{unlivable: {unlivable}}}
answers: {{tenants_voted: yes, need: small, reach: fair}}
"""


@pytest.mark.parametrize(
    ("weight", "unlivable", "said"),
    [
        ("1", "no", ""),
        ("2", "no", "weight: expected 2; it is 1."),
        ("[0, 1]", "no", "weight: expected between 0 and 1; it is 1."),
        ("1", "open", "unlivable: expected open; it is no."),
    ],
)
def test_a_case_expects_scores_and_findings(
    endorse: Endorse, rubric: Path, weight: str, unlivable: str, said: str
) -> None:
    """A right outcome from a wrong sum or a wrong finding fails, and both numbers are named."""
    put(rubric, SUMMED.format(weight=weight, unlivable=unlivable))
    ended = endorse("rubric", "test", rubric, "--format", "json")
    misses = json.loads(ended.out)["cases"][0]["misses"]
    assert (ended.status, len(misses)) == ((1, 1) if said else (0, 0))
    assert said in " ".join(endorse("rubric", "test", rubric).out.split())


def test_a_score_that_is_open_has_its_ends(endorse: Endorse, rubric: Path) -> None:
    """While answers are open a case expects the least and the greatest number."""
    text = SUMMED.format(weight="[1, 3]", unlivable="no").replace(", reach: fair", "")
    put(rubric, text)
    ended = endorse("rubric", "test", rubric, "--format", "json")
    (found,) = json.loads(ended.out)["cases"]
    assert found["misses"] == [
        {"decision": "weight", "aspect": "score", "expected": ["1", "3"], "found": ["0", "2"],
         "missing": ["1", "3"]},
    ]  # fmt: skip
