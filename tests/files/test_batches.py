"""Files cut into pieces give what they give when they are read whole."""

import io
import sys
from pathlib import Path

import pytest

from endorse_cli.files import batches as module
from endorse_cli.files.batches import pieces, read_piece
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_documents

TEXTS = {
    "lines": b'{"a": 1}\n\n{"b": 2}\r\n{"c": 3}',
    "marked": b'\xef\xbb\xbf{"a": 1}\n{"b": 2}\n',
    "blank": b"\n \n\t\n",
    "nothing": b"",
    "a mark": b"\xef\xbb\xbf",
    "bad in the middle": b'{"a": 1}\n{"a": \n[1]\n{"b": 2}\n',
    "json": b'{\n  "a": 1\n}\n',
    "json after blanks": b'\n\n[\n  {"a": 1}\n]\n',
    "utf-16": '{"a": 1}\n'.encode("utf-16"),
    "a long line": b'{"a": "' + b"x" * 1_100_000 + b'"}\n{"b": 2}\n',
    "one sign at the end": b'{"a": 1}\nx',
    "many": b"".join(b'{"a": "%d"}\n' % n for n in range(500)),
}


def shown(item: object) -> object:
    """What is compared of a document."""
    return (item.value, item.line, item.digest) if isinstance(item, Document) else item


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", [16, 100, 1 << 18])
def test_pieces_of_lines_make_up_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: int
) -> None:
    """Wherever it is cut: the same documents, faults, places and digests."""
    monkeypatch.setattr(module, "RANGE", size)
    path = tmp_path / "a.jsonl"
    path.write_bytes(TEXTS[name])
    found = [shown(item) for piece in pieces(str(path)) for item in read_piece(piece)]
    assert found == [shown(item) for item in read_documents(str(path))]


@pytest.mark.parametrize("text", [TEXTS["lines"], TEXTS["many"], TEXTS["json"], b"a: 1\n", b""])
def test_standard_input_is_cut_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    """What is read once is kept with its piece."""
    monkeypatch.setattr(module, "RANGE", 64)

    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    given()
    whole = [shown(item) for item in read_documents("-")]
    given()
    assert [shown(item) for piece in pieces("-") for item in read_piece(piece)] == whole


def test_a_file_that_changes_between_its_pieces_is_told(tmp_path: Path) -> None:
    """Nobody gets half of one text and half of another."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a": 1}\n')
    (piece,) = pieces(str(path))
    path.write_bytes(b'{"a": 1}\n{"b": 2}\n')
    (found,) = read_piece(piece)
    assert not isinstance(found, Document)
    assert [d.code for d in found] == ["unreadable"]
