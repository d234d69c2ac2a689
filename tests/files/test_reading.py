"""A path is read as what it is, and never raises for what is wrong with it."""

import io
import sys
from pathlib import Path

import pytest

from endorse_cli.diagnostics import Fault
from endorse_cli.files import Document, read_document, read_documents


def read(folder: Path, name: str, data: bytes) -> list[object]:
    """Values and findings of a file with a name and bytes."""
    path = folder / name
    path.write_bytes(data)
    documents = read_documents(str(path))
    return [one.value if isinstance(one, Document) else one for one in documents]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.yaml", b"a: no\n---\nb: 1\n", [{"a": "no"}, {"b": "1"}]),
        ("a.YML", b"a: no\n", [{"a": "no"}]),
        ("a.JSON", b'{"a": false}', [{"a": "false"}]),
        ("a.json", b"[1]", [["1"]]),
        ("a.JsonL", b'{"a": 1}\n\n{"b": 2}\n', [{"a": "1"}, {"b": "2"}]),
        ("a", b"a: no\n", [{"a": "no"}]),
        ("a.txt", b"\xef\xbb\xbf \n{}", [{}]),
        ("a.txt", b'{"a":\n1}', [{"a": "1"}]),
        ("a.txt", b'{"a": 1}', [{"a": "1"}]),
        ("a.txt", b'\xef\xbb\xbf{"a": 1}\n \n {"b": 2}\n', [{"a": "1"}, {"b": "2"}]),
        ("a.txt", b'{"a":\n{"b": 2}}\n', [{"a": {"b": "2"}}]),
    ],
)
def test_a_path_is_read_by_its_ending_or_its_first_signs(
    tmp_path: Path, name: str, data: bytes, expected: list[object]
) -> None:
    """Endings count in capitals too; without one, a brace means JSON."""
    assert read(tmp_path, name, data) == expected


def test_json_never_goes_through_yaml(tmp_path: Path) -> None:
    """What YAML would take and JSON does not is refused in `.json`, and the other way round."""
    (fault,) = read(tmp_path, "a.json", b"a: 1\n")
    assert isinstance(fault, tuple)
    assert read(tmp_path, "b.json", b'{"a": "\\ud83d\\ude00"}') == [{"a": "😀"}]
    (fault,) = read(tmp_path, "a.yaml", b'{"a": "\\ud83d\\ude00"}')
    assert isinstance(fault, tuple)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: no\n", [{"a": "no"}]),
        (b'{"a": 1}\n', [{"a": "1"}]),
        (b'{"a": 1}\n{"b": 2}\n', [{"a": "1"}, {"b": "2"}]),
    ],
)
def test_standard_input_is_told_by_its_first_signs(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[object]
) -> None:
    """YAML, JSON and lines of JSON can be piped."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.value for one in read_documents("-") if isinstance(one, Document)] == expected


def test_piped_lines_may_be_more_than_a_megabyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on a line, not on an archive."""
    data = b'{"a": "%s"}\n' % (b"x" * 10_000) * 150
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    documents = list(read_documents("-"))
    assert len(documents) == 150
    assert all(isinstance(one, Document) for one in documents)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.yaml", b"", "syntax"),
        ("a.json", b"", "syntax"),
        ("a.jsonl", b"", "syntax"),
        ("a.txt", b"", "syntax"),
        ("a.yaml", b"\xff", "syntax"),
        ("a.json", b"{", "syntax"),
        ("a.yaml", b"x" * 1_000_001, "too-large"),
        ("a.txt", b"x" * 1_000_001, "too-large"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_result(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    """Nothing is raised, and nothing is passed over in silence."""
    (found,) = read(tmp_path, name, data)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [code]


def test_a_path_that_cannot_be_read_is_one_result(tmp_path: Path) -> None:
    """A missing file in a batch is a result among the others, for every ending."""
    for ending in ("yaml", "json", "jsonl", "txt"):
        (found,) = read_documents(str(tmp_path / f"missing.{ending}"))
        assert isinstance(found, tuple)
        assert found[0].code == "unreadable"


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """An archive is never in memory as a whole, and a change of it is told at its end."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a": "%s"}\n' % (b"x" * 1_000) * 1_000)
    documents = read_documents(str(path))
    assert isinstance(next(documents), Document)
    with path.open("ab") as stream:
        stream.write(b'{"b": 2}\n')
    *others, last = documents
    assert len(others) == 1_000
    assert isinstance(last, tuple)
    assert last[0].code == "unreadable"


def test_a_file_of_one_document_is_that_document(tmp_path: Path) -> None:
    """What must stand alone is refused in company, at the second, and with all its faults."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")
    assert read_document(str(path)).value == {"a": "1"}
    path.write_bytes(b"a: 1\n---\nb: 2\n")
    with pytest.raises(Fault, match="holds 2 documents") as caught:
        read_document(str(path))
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert place.line == 3
    path.write_bytes(b"a: &x 1\nb: *x\n")
    with pytest.raises(Fault) as caught:
        read_document(str(path))
    assert len(caught.value.diagnostics) == 2
