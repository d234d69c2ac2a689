"""Case files, carried texts, and what a new rubric starts from."""

from hashlib import sha256
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Fault
from endorse_cli.files.catalog import STARTER, starter_files, workflow
from endorse_cli.files.folders import cases_beside, files_of
from endorse_cli.files.reading import read_carried


def test_case_files_are_found_in_order_of_name(tmp_path: Path) -> None:
    """Of a folder those with an ending of ours that are not hidden; a file as it is named."""
    (tmp_path / "cases").mkdir()
    for name in ("b.yaml", "a.JSON", "c.yml", "d.jsonl", "e.txt", ".f.yaml"):
        (tmp_path / "cases" / name).touch()
    (tmp_path / "cases" / "g.yaml").mkdir()
    found = [Path(path).name for path in cases_beside(str(tmp_path / "rubric.yaml"))]
    assert found == ["a.JSON", "b.yaml", "c.yml", "d.jsonl"]
    named = [str(tmp_path / "x.txt"), str(tmp_path / "cases")]
    assert [Path(path).name for path in files_of(named)] == ["x.txt", *found]
    assert cases_beside(str(tmp_path / "cases" / "rubric.yaml")) == []


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As what the system refuses, by its name."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "x")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(Fault) as caught:
        files_of([str(tmp_path)])
    assert caught.value.diagnostics[0].message.startswith(f"`{tmp_path}` cannot be read:")


def test_a_carried_text_is_the_file_that_it_was() -> None:
    """Its value and its digest, in the language in which it was written."""
    for text, written_in in (("a: b\n", "yaml"), ('{"a": "b"}', "json")):
        document = read_carried("x", text, written_in)
        assert document.value == {"a": "b"}
        assert document.written_in == written_in
        assert document.digest == f"sha256:{sha256(text.encode()).hexdigest()}"
        assert document.source.name == "x"


@pytest.mark.parametrize(
    ("text", "written_in", "code"),
    [
        ("a: 1\n---\na: 2\n", "yaml", "bad-shape"),
        ("a: \udcff\n", "yaml", "syntax"),
        ("a: 'b\n", "yaml", "syntax"),
        ("a: b\n", "json", "syntax"),
        ("x" * 1_000_001, "yaml", "too-large"),
    ],
)
def test_what_is_wrong_with_a_carried_text_is_told(text: str, written_in: str, code: str) -> None:
    """As of a file."""
    with pytest.raises(Fault) as caught:
        read_carried("x", text, written_in)
    assert caught.value.diagnostics[0].code == code


def test_a_new_rubric_starts_from_these_files() -> None:
    """Each with a text; without a document the workflow does not name one."""
    assert list(starter_files()) == list(STARTER)
    assert all(starter_files().values())
    written = starter_files()[".github/workflows/rubric.yml"]
    assert " --document document.txt" in written
    assert workflow(document="") == written.replace(" --document document.txt", "")
