"""A path is read as what it is, and never raises for what is wrong with it."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Fault
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.reading import (
    Lines,
    read_document,
    read_documents,
    read_line,
    read_lines,
    read_part,
    split_lines,
)
from endorse_cli.files.source import Source


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


def read_as_lines(data: bytes) -> list[Document | Findings]:
    """What the lines of a file give."""
    return list(read_lines("a.jsonl", [data]))


def told(data: bytes) -> list[object]:
    """Values of what could be read, line, column and code of what could not."""
    return [
        one.value
        if isinstance(one, Document)
        else [(found.place.line, found.place.column, found.code) for found in one if found.place]
        for one in read_as_lines(data)
    ]


@given(st.lists(st.binary(max_size=9)), st.integers(1, 7))
def test_lines_are_split_at_line_feeds_whatever_the_pieces(lines: list[bytes], size: int) -> None:
    """Reading in pieces gives the same as splitting the whole."""
    data = b"\n".join(lines)
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    expected = data.split(b"\n")
    assert list(split_lines(pieces)) == (expected if expected[-1] else expected[:-1])


def test_a_line_too_long_is_one_fault_and_is_not_kept() -> None:
    """The others are still read, and what is kept never grows past one line."""

    def pieces() -> Iterator[bytes]:
        yield b'{"a": 1}\n{"b": "'
        for _ in range(1_000):
            yield b"x" * 10_000
        yield b'"}\n{"c": 2}'

    first, long, last = read_lines("a.jsonl", pieces())
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert last.line == 3
    assert not isinstance(long, Document)
    assert (long[0].code, long[0].message) == ("too-large", "Line 2 is larger than 1 MB.")
    exact = b'"' + b"x" * (limits.BYTES - 2) + b'"'
    assert list(split_lines([exact, b"\n", exact, b"x\n", exact])) == [exact, None, exact]


def test_one_bad_line_does_not_stop_the_others() -> None:
    """Each fault has the line and column in the file, not in the record."""
    assert told(b'{"a": 1}\n{"id": \n{"a": 1, "a": 2}\n[1]\n{"b": "\xff"}\n{"c": 3}\n') == [
        {"a": "1"},
        [(2, 8, "syntax")],
        [(3, 10, "doubled-id")],
        [(4, 1, "bad-shape")],
        [(5, 8, "syntax")],
        {"c": "3"},
    ]


def test_blank_lines_only_count() -> None:
    """Places stay right past lines with nothing in them."""
    documents = [
        one for one in read_as_lines(b'{"a": 1}\r\n\n  \t\n{"b": 2}') if isinstance(one, Document)
    ]
    assert [one.line for one in documents] == [1, 4]
    assert documents[1].place(("b",)).line == 4
    assert documents[1].place(("b",)).column == 7


def test_only_a_line_feed_ends_a_line() -> None:
    """Separators inside a text do not cut a record in two."""
    text = "a\u2028b\u2029c\x85d\x0be\x0cf\rg"
    data = json.dumps({"t": text}, ensure_ascii=False).encode()
    assert told(data + b"\n" + data) == [{"t": text}, {"t": text}]


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\r\n", b"\xef\xbb\xbf"])
def test_no_line_at_all_is_a_fault(data: bytes) -> None:
    """A file with no record is never a success."""
    assert told(data) == [[(1, 1, "syntax")]]


def test_a_mark_begins_the_file_and_no_other_line() -> None:
    """One byte order mark is taken away, at the start."""
    assert told(b'\xef\xbb\xbf{"a": 1}\n\xef\xbb\xbf{"b": 2}') == [{"a": "1"}, [(2, 1, "syntax")]]


@pytest.mark.parametrize("data", [b'{\n  "a": 1\n}\n', b"[\n{}\n]", '{"a": 1}\n'.encode("utf-16")])
def test_what_is_no_jsonl_is_one_fault(data: bytes) -> None:
    """A JSON file over many lines does not give a fault for each of them."""
    assert len(told(data)) == 1


@pytest.mark.parametrize(
    "line", ["5", "null", '"x"', "[{}]", '{"a": 1}{"b": 2}', "{} x", "//", "{"]
)
def test_each_line_is_one_object(line: str) -> None:
    """Anything else is refused, and the message says what a line must be."""
    with pytest.raises(Fault) as caught:
        read_line(Source("a.jsonl", line.encode(), 7))
    (fault,) = caught.value.diagnostics
    assert "Each line must be one JSON object." in fault.help
    assert fault.place is not None
    assert fault.place.line == 7


def test_the_digest_is_that_of_the_line() -> None:
    """A record keeps its digest wherever it is moved, without its line end."""
    crlf, lf = read_as_lines(b'{"a": 1}\r\n{"a": 1}\n')
    assert isinstance(crlf, Document)
    assert isinstance(lf, Document)
    assert crlf.digest == lf.digest == Source("", b'{"a": 1}').digest


def test_a_line_of_a_megabyte_is_read_and_one_byte_more_is_not() -> None:
    """Whether it is the last one or not, and however it came."""
    most = b'{"a": 1' + b" " * (limits.BYTES - 8) + b"}"
    for data in (most, most + b"\n{}"):
        assert isinstance(read_as_lines(data)[0], Document)
        more = b" " + data
        (found,) = read_as_lines(more)[0]  # type: ignore[misc]
        assert (found.code, found.place.line) == ("too-large", 1)
        assert found.message == "Line 1 is larger than 1 MB."
    assert list(split_lines([most[:-1], b"}\n", b"x"])) == [most, b"x"]
    assert list(split_lines([most, b"}", b"\nx"])) == [None, b"x"]


def test_lines_are_shown_to_a_glance_first() -> None:
    """What the glance makes of one stands for the document; blank lines are not shown."""
    shown: Lines = []

    def glance(some: Lines) -> list[str | None]:
        shown.extend(some)
        return ["seen" if line == 7 else None for line, _ in some]

    lines = [b'{"a": 1}', b" ", b'{"b": 2}\r', None]
    found = list(read_part("a.jsonl", lines, 7, glance))
    assert shown == [(7, b'{"a": 1}'), (9, b'{"b": 2}'), (10, None)]
    assert found[0] == "seen"
    assert isinstance(found[1], Document)
    assert (found[1].value, found[1].line) == ({"b": "2"}, 9)
    assert found[2][0].message == "Line 10 is larger than 1 MB."  # type: ignore[index, union-attr]
    assert [type(item) for item in read_part("a.jsonl", lines[:2], 7)] == [Document]
