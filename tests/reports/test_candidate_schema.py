"""The schemas of candidates and cases against our own reader, in every form of answer."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from endorse_cli import api
from endorse_cli.reports.candidate_schema import candidate_schema, case_schema
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.editor import as_editors_read, complaints, core
from support.oracle import Possible
from support.profiles import times
from support.world import World, answers_for, cases

Plain = Any

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "rubrics" / "class-alignment" / "rubric.yaml"

STARTERS = ROOT / "src" / "endorse_cli" / "files" / "starter"


def rubric_of(path: Path) -> Path:
    """The rubric that the examples of a folder are for."""
    if path.parent == ROOT / "examples":
        return DEFAULT
    beside = path.parent / "rubric.yaml"
    if path.parent.name.startswith("slate"):
        return ROOT / "examples" / "riverbend" / "rubric.yaml"
    return beside if beside.exists() else ROOT / "rubrics" / path.parent.name / "rubric.yaml"


FILES = [
    (path, rubric_of(path))
    for path in (
        *sorted(ROOT.glob("examples/**/*.yaml")),
        *sorted(STARTERS.glob("*/candidate.yaml")),
    )
    if path.name not in ("rubric.yaml", "slate.yaml")
]
CASES = [
    (path, rubric)
    for rubric in (
        *sorted(ROOT.glob("rubrics/*/rubric.yaml")),
        *sorted(STARTERS.glob("*/rubric.yaml")),
    )
    for path in sorted(rubric.parent.glob("cases/*.yaml"))
]


@cache
def schema_under(rubric: Path, kind: str = "candidate") -> Plain:
    """The schema as the command gives it."""
    make = api.candidate_schema if kind == "candidate" else api.case_schema
    return json.loads(make(str(rubric)))


def test_there_are_files_to_try() -> None:
    """Examples of the shipped rubric and of a chapter's, and cases, are all tried."""
    assert len({rubric for _, rubric in FILES}) >= 2
    assert CASES


@pytest.mark.parametrize(("path", "rubric"), FILES, ids=lambda path: path.stem)
def test_every_example_is_valid_however_an_editor_reads_it(path: Path, rubric: Path) -> None:
    """Nobody who fills in a sound candidate sees a line underlined."""
    for read in as_editors_read(path):
        assert complaints(schema_under(rubric), read) == []


@pytest.mark.parametrize(("path", "rubric"), CASES, ids=lambda path: path.stem)
def test_every_case_is_valid_however_an_editor_reads_it(path: Path, rubric: Path) -> None:
    """Nobody who writes a sound case sees a line underlined."""
    for read in as_editors_read(path):
        assert complaints(schema_under(rubric, "case"), read) == []


GROUNDS = {"from": "p1", "basis": "stated"}


def asked(answer: Plain, **more: Plain) -> Plain:
    """A criterion."""
    return {"group": "g", "ask": "What of it?", "answer": answer, **GROUNDS, **more}


RUBRIC: Plain = {
    "format": "1",
    "rubric": "every-kind",
    "version": "1",
    "title": "Every kind of answer",
    "document": {"title": "A page"},
    "groups": {"g": {"title": "All"}},
    "criteria": {
        "truth": asked("yes_no", anchors={"yes": "It was seen.", "no": "It was looked for."}),
        "level": asked({"levels": ["low", "high"]}, may_be="not_applicable"),
        "members": asked({"set": ["a", "b", "c"]}, titles={"a": "The first"}),
        "votes": asked({"number": {"unit": "votes", "min": "0", "max": "10", "step": "1"}}),
        "tenths": asked({"number": {"unit": "points", "min": "0", "max": "1", "step": "0.1"}}),
        "odd": asked({"number": {"unit": "beds", "min": "1", "max": "9", "step": "2"}}),
        "halves": asked({"number": {"unit": "hours", "step": "1/2"}}),
        "thirds": asked({"number": {"unit": "parts", "min": "1/3", "max": "1", "step": "any"}}),
        "begun": asked("date", may_be="not_applicable"),
    },
    "decisions": {
        "grade": {
            "outcomes": ["poor", "good"],
            "may_be_given": "true",
            "rows": {"r": {"is": "good", "when": {"truth": "yes"}, **GROUNDS}},
            "otherwise": {"is": "poor", **GROUNDS},
        }
    },
}

SOUND: list[tuple[str, Plain]] = [
    ("truth", "yes"),
    ("truth", "unknown"),
    ("truth", {"unknown": "no_reply"}),
    ("truth", {"one_of": ["yes", "no"]}),
    ("truth", {"answer": "no", "note": "n", "public": "true", "evidence": []}),
    ("truth", {"answer": {"unknown": "declined"}, "note": "7"}),
    ("truth", {"answer": {"one_of": ["no", "yes"]}}),
    ("truth", {"unknown": "not_asked", "evidence": [{"source": "s", "date": "2026-05-01"}]}),
    ("truth", {"answer": "yes", "evidence": [{"says": "1", "source": None, "date": None}]}),
    ("level", "not_applicable"),
    ("level", {"one_of": ["low", "not_applicable"]}),
    ("members", []),
    ("members", {}),
    ("members", ["a", "c"]),
    ("members", {"a": "yes", "b": {"unknown": "declined"}, "c": {"one_of": ["yes", "no"]}}),
    ("members", {"answer": ["a"], "note": "n"}),
    ("members", {"answer": {"a": "unknown"}, "evidence": [{"says": "x"}]}),
    ("members", {"unknown": "could_not_verify"}),
    ("votes", "7"),
    ("votes", "7.0"),
    ("votes", "14/2"),
    ("votes", {"one_of": ["7", "8"]}),
    ("tenths", "0.3"),
    ("tenths", "0.7"),
    ("odd", "3"),
    ("halves", "-2.5"),
    ("thirds", "1/3"),
    ("thirds", "0.333333334"),
    ("begun", "2026-05-01"),
    ("begun", "not_applicable"),
    ("grade", "good"),
    ("grade", {"one_of": ["poor", "good"]}),
]

WRONG: list[tuple[str, Plain]] = [
    ("nothing", "yes"),
    ("truth", "maybe"),
    ("truth", None),
    ("truth", ["yes"]),
    ("truth", "not_applicable"),
    ("truth", {}),
    ("truth", {"note": "n"}),
    ("truth", {"unknown": "forgotten"}),
    ("truth", {"one_of": ["yes"]}),
    ("truth", {"one_of": ["yes", "unknown"]}),
    ("truth", {"answer": "yes", "one_of": ["yes", "no"]}),
    ("truth", {"answer": "yes", "notes": "n"}),
    ("truth", {"answer": "yes", "public": "yes"}),
    ("truth", {"answer": "yes", "evidence": {}}),
    ("truth", {"answer": "yes", "evidence": [{}]}),
    ("truth", {"answer": "yes", "evidence": [{"date": "May"}]}),
    ("truth", {"answer": "yes", "evidence": [{"date": "2026-02-30"}]}),
    ("truth", {"answer": "yes", "note": " "}),
    ("level", "hihg"),
    ("members", "a"),
    ("members", ["d"]),
    ("members", ["a", "a"]),
    ("members", {"d": "yes"}),
    ("members", {"a": "perhaps"}),
    ("members", {"a": None}),
    ("members", {"answer": ["a"], "b": "yes"}),
    ("votes", "many"),
    ("votes", "1e3"),
    ("votes", {"one_of": ["7"]}),
    ("begun", "May 2026"),
    ("begun", "2026-13-01"),
    ("grade", "best"),
    ("grade", ["good"]),
]

WRONG_NUMBERS: list[tuple[str, Plain]] = [
    ("votes", "11"),
    ("votes", "-1"),
    ("votes", "2.5"),
    ("tenths", "1.1"),
    ("halves", "0.75"),
    ("thirds", "0.333333333"),
]
"""What a schema can refuse where an editor reads a number, and not in a text of digits."""


@cache
def own() -> tuple[CandidateReader, Plain]:
    """Our own reader of that rubric, and its schema."""
    rubric, found = read_rubric(RUBRIC)
    assert found == ()
    return CandidateReader(rubric), candidate_schema(rubric)


def file_with(id: str, said: Plain) -> Plain:
    """A candidate's file with one answer."""
    return {"candidate": "Ada Brill", "answers": {id: said}}


def test_the_schemas_are_schemas() -> None:
    """Each is of the dialect it names, and speaks of no address of ours."""
    rubric, _ = read_rubric(RUBRIC)
    for schema in (candidate_schema(rubric), case_schema(rubric)):
        jsonschema.Draft202012Validator.check_schema(schema)
        assert "$id" not in str(schema)


@pytest.mark.parametrize(("id", "said"), SOUND, ids=str)
def test_what_our_reader_accepts_is_valid(id: str, said: Plain) -> None:
    """In every form of answer the schema is never stricter than the program."""
    reader, schema = own()
    assert reader.read(file_with(id, said))[1] == ()
    assert complaints(schema, file_with(id, said)) == []
    assert complaints(schema, core(file_with(id, said))) == []


@pytest.mark.parametrize(("id", "said"), WRONG, ids=str)
def test_what_our_reader_refuses_is_refused(id: str, said: Plain) -> None:
    """A slip is underlined as it is typed, and not only when the file is scored."""
    reader, schema = own()
    assert reader.read(file_with(id, said))[1]
    assert complaints(schema, file_with(id, said))
    assert complaints(schema, core(file_with(id, said)))


@pytest.mark.parametrize(("id", "said"), WRONG_NUMBERS, ids=str)
def test_a_number_out_of_its_bounds_is_refused(id: str, said: Plain) -> None:
    """Bounds and steps are held against what an editor reads as a number."""
    reader, schema = own()
    assert reader.read(file_with(id, said))[1]
    assert complaints(schema, core(file_with(id, said)))


HEADS: list[tuple[bool, Plain]] = [
    (True, {"office": "7", "seat": None, "election": "2026-11-03", "as_of": None}),
    (True, {"assessed": {}, "statements": {}, "corrections": []}),
    (True, {"assessed": {"by": "us", "date": "2026-05-01", "rubric_version": "1.0"}}),
    (True, {"statements": {"for": None, "against": [{"by": "us", "text": "t"}]}}),
    (True, {"corrections": [{"what": "w", "date": "2026-05-01", "by": "us"}], "rubric": "x"}),
    (False, {"election": "3 November"}),
    (False, {"candidates": "x"}),
    (False, {"candidate": None}),
    (False, {"answers": None}),
    (False, {"assessed": None}),
    (False, {"assessed": {"when": "2026-05-01"}}),
    (False, {"statements": {"for": [{"text": "t"}]}}),
    (False, {"corrections": [{"date": "2026-05-01"}]}),
    (False, {"office": ["x"]}),
]


@pytest.mark.parametrize(("sound", "more"), HEADS, ids=str)
def test_the_head_is_judged_as_our_reader_judges_it(sound: bool, more: Plain) -> None:
    """What stands around the answers is valid exactly where the program reads it."""
    reader, schema = own()
    written = {"candidate": "Ada Brill", "answers": {}, **more}
    assert (reader.read(written)[1] == ()) == sound
    assert (complaints(schema, written) == []) == sound
    assert (complaints(schema, core(written)) == []) == sound


@given(cases())
@times(15)
def test_no_sound_candidate_is_refused(found: tuple[World, Possible]) -> None:
    """Whatever can be known of a candidate under a rubric made at random can be written."""
    world, possible = found
    written = {"candidate": "A", "answers": answers_for(world.oracle, possible)}
    schema = candidate_schema(world.rubric)
    assert complaints(schema, written) == []
    assert complaints(schema, core(written)) == []


@pytest.mark.parametrize("id", ["truth", "members", "votes"])
def test_hovering_shows_the_question_once_with_anchors_and_citation(id: str) -> None:
    """Over an answer with evidence an editor shows its form's description below the question."""
    _, schema = own()
    about: Plain = schema["properties"]["answers"]["properties"][id]
    assert about["title"] == "What of it?"
    for form in about["anyOf"]:
        assert "What of it?" not in form.get("description", "")
    assert "¶1 · stated" in about["anyOf"][-1]["description"]
    if id == "truth":
        assert "yes: It was seen." in about["anyOf"][-1]["description"]


def test_a_list_of_keys_shows_what_is_asked() -> None:
    """Where an editor offers the criteria by their ids it shows the description, and no title."""
    _, schema = own()
    about: Plain = schema["properties"]["answers"]["properties"]["truth"]
    asked_for, *_, cited = about["description"].split("\n\n")
    assert (asked_for, cited) == ("What of it?", "¶1 · stated")


def test_completion_offers_each_answer_with_its_anchor() -> None:
    """Every word that may be written is offered, with what must have been seen; no other."""
    _, schema = own()
    about: Plain = schema["properties"]["answers"]["properties"]["truth"]
    offered = {choice["const"]: choice["description"] for choice in words_in(about)}
    assert offered.keys() == {"yes", "no", "unknown"}
    assert offered["yes"] == "It was seen."


def words_in(schema: Plain) -> list[Plain]:
    """The words that stand under `anyOf`, at any depth outside a mapping."""
    found = [schema] if "const" in schema else []
    return found + [word for choice in schema.get("anyOf", []) for word in words_in(choice)]
