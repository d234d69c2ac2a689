"""`$schema`, by which editors check a file, may stand in every file that people write."""

import json
from pathlib import Path
from typing import Any

import pytest

from endorse_cli import api

Plain = Any
BASE = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"
URL = "https://example.org/some.schema.json"
CANDIDATE = "candidate: Bo Carr\nanswers: {tenants_voted: no}\n"
CASE = "case: no vote\nexpect: {grant: refuse}\nanswers: {tenants_voted: no}\n"
OVERLAY = "format: 1\nrubric: own\nversion: 1.0.0\nextends: base.yaml\ntitle: Own\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rubric with the key, and one that extends it and has it too."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "base.yaml").write_text(f"$schema: {URL}\n{BASE.read_text('utf-8')}", "utf-8")
    (tmp_path / "own.yaml").write_text(f"$schema: {URL}\n{OVERLAY}", "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["base.yaml", "own.yaml"])
def test_a_rubric_and_an_overlay_may_name_their_schema(folder: Path, name: str) -> None:
    """It is no fault and changes nothing."""
    checked = api.check_rubric(str(folder / name))
    assert [d.message for d in checked.diagnostics if d.severity == "error"] == []
    assert api.diff_rubrics(str(BASE), str(folder / "base.yaml")).changes == []


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_a_candidate_may_name_its_schema(folder: Path, form: str) -> None:
    """In every form of file, and what comes out is the same."""
    value: Plain = {"$schema": URL, "candidate": "Bo Carr", "answers": {"tenants_voted": "no"}}
    text = f"$schema: {URL}\n{CANDIDATE}" if form == "yaml" else json.dumps(value) + "\n"
    path = folder / f"candidate.{form}"
    path.write_text(text, "utf-8")
    run = api.score_files([str(path)], rubric=str(folder / "base.yaml"))
    assert run.diagnostics == ()
    assert run.scored[0].record["decisions"]["grant"]["outcome"] == "refuse"


def test_a_case_may_name_its_schema(folder: Path) -> None:
    """Cases are read with it."""
    (folder / "cases" / "some.yaml").write_text(f"$schema: {URL}\n{CASE}", "utf-8")
    tested = api.try_rubric(str(folder / "base.yaml"))
    assert (tested.form["passed"], tested.form["invalid"]) == (1, [])


def test_a_slate_file_may_name_its_schema(folder: Path) -> None:
    """What is printed of a slate may have it too."""
    path = folder / "slate.yaml"
    path.write_text(f"$schema: {URL}\nslate: One seat\n", "utf-8")
    slate = api.load_slate(str(path))
    assert slate.title == "One seat"


@pytest.mark.parametrize("value", ["[a]", "{a: b}"])
def test_what_names_no_schema_is_a_fault(folder: Path, value: str) -> None:
    """It is a text like any other."""
    path = folder / "candidate.yaml"
    path.write_text(f"$schema: {value}\n{CANDIDATE}", "utf-8")
    found = api.score_files([str(path)], rubric=str(BASE)).diagnostics
    assert [d.code for d in found] == ["bad-shape"]
