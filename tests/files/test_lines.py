"""One JSON object a line, in files of any size."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.diagnostics import Fault
from endorse_cli.files import Document, Findings, Source, limits
from endorse_cli.files.reading import read_line, read_lines, read_part, split_lines


def read(data: bytes) -> list[Document | Findings]:
    """What the lines of a file give."""
    return list(read_lines("a.jsonl", [data]))


def told(data: bytes) -> list[object]:
    """Values of what could be read, line, column and code of what could not."""
    return [
        one.value
        if isinstance(one, Document)
        else [(found.place.line, found.place.column, found.code) for found in one if found.place]
        for one in read(data)
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
    assert (last.line, last.number) == (3, 3)
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
    """Places and numbers stay right past lines with nothing in them."""
    documents = [one for one in read(b'{"a": 1}\r\n\n  \t\n{"b": 2}') if isinstance(one, Document)]
    assert [(one.line, one.number) for one in documents] == [(1, 1), (4, 2)]
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
    crlf, lf = read(b'{"a": 1}\r\n{"a": 1}\n')
    assert isinstance(crlf, Document)
    assert isinstance(lf, Document)
    assert crlf.digest == lf.digest == Source("", b'{"a": 1}').digest


def test_a_line_of_a_megabyte_is_read_and_one_byte_more_is_not() -> None:
    """Whether it is the last one or not, and however it came."""
    most = b'{"a": 1' + b" " * (limits.BYTES - 8) + b"}"
    for data in (most, most + b"\n{}"):
        assert isinstance(read(data)[0], Document)
        more = b" " + data
        (found,) = read(more)[0]  # type: ignore[misc]
        assert (found.code, found.place.line) == ("too-large", 1)
        assert found.message == "Line 1 is larger than 1 MB."
    assert list(split_lines([most[:-1], b"}\n", b"x"])) == [most, b"x"]
    assert list(split_lines([most, b"}", b"\nx"])) == [None, b"x"]


def test_a_line_is_shown_to_a_glance_first() -> None:
    """What the glance makes of it stands for the document; blank lines are not shown."""
    shown: list[tuple[bytes, int]] = []

    def glance(data: bytes, line: int) -> str | None:
        shown.append((data, line))
        return "seen" if line == 7 else None

    lines = [b'{"a": 1}', b" ", b'{"b": 2}\r', None]
    found = list(read_part("a.jsonl", lines, 7, glance))
    assert shown == [(b'{"a": 1}', 7), (b'{"b": 2}', 9)]
    assert found[0] == "seen"
    assert isinstance(found[1], Document)
    assert (found[1].value, found[1].line) == ({"b": "2"}, 9)
    assert found[2][0].message == "Line 10 is larger than 1 MB."  # type: ignore[index, union-attr]
    assert [type(item) for item in read_part("a.jsonl", lines[:2], 7)] == [Document]
