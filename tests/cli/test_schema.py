"""`endorse schema`: the schemas that are handed to editors, through the command line."""

import json
from pathlib import Path

import pytest

from support.editor import as_editors_read, complaints

from .running import Endorse

ROOT = Path(__file__).parents[2]
RIVERBEND = ROOT / "examples" / "riverbend" / "rubric.yaml"


@pytest.mark.parametrize("kind", ["candidate", "case", "rubric", "record"])
def test_a_schema_is_written_whole_to_a_file(endorse: Endorse, tmp_path: Path, kind: str) -> None:
    """What an editor is pointed to is the same as what the screen shows."""
    file = tmp_path / "schema.json"
    assert endorse("schema", kind, "--output", file).status == 0
    assert file.read_text(encoding="utf-8") == endorse("schema", kind).out
    assert json.loads(file.read_text(encoding="utf-8"))["title"]


def test_the_schema_is_of_the_rubric_named(endorse: Endorse) -> None:
    """A chapter's own criteria are known to the schema of its rubric, and to no other."""
    base = json.loads(endorse("schema", "candidate").out)
    own = json.loads(endorse("schema", "candidate", "--rubric", RIVERBEND).out)
    added = own["properties"]["answers"]["properties"].keys()
    added -= base["properties"]["answers"]["properties"].keys()
    assert added
    for id in added:
        asked = {"candidate": "Ada Brill", "answers": {id: "unknown"}}
        assert complaints(own, asked) == []
        assert complaints(base, asked)


def test_a_rubric_with_faults_is_reported_as_everywhere(endorse: Endorse, tmp_path: Path) -> None:
    """A rubric that is not there, or not sound, gives its own report and no schema."""
    ended = endorse("schema", "candidate", "--rubric", tmp_path / "none.yaml")
    assert (ended.status, ended.out) == (4, "")
    assert "none.yaml" in ended.err


def test_a_blank_candidate_is_valid(endorse: Endorse, tmp_path: Path) -> None:
    """The file that one starts from has nothing underlined."""
    file = tmp_path / "blank.yaml"
    assert endorse("new", "candidate", file).status == 0
    schema = json.loads(endorse("schema", "candidate").out)
    for read in as_editors_read(file):
        assert complaints(schema, read) == []


def test_a_panel_is_said_to_change_nothing_today(endorse: Endorse) -> None:
    """An editor that shows `panel:` does not promise what no command does."""
    rubric = json.loads(endorse("schema", "rubric").out)
    about = rubric["$defs"]["Criterion"]["properties"]["panel"]["description"]
    assert "changes nothing today" in about
