"""Reads `.jsonl`: one JSON object a line, any number of lines.

The file is never in memory as a whole, and one bad line does not stop the others.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeAlias, TypeVar

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.json import read_json
from endorse_cli.files.source import BOM, Source, looks_utf16

T = TypeVar("T")

Glance: TypeAlias = Callable[[bytes, int], T | None]
"""What may be made of a line, by its number; None where it has to be read."""

ADVICE = "Each line must be one JSON object. Is this a JSON file? Then give it the ending `.json`."

BLANK = b" \t\r"


def read_line(source: Source, number: int = 1) -> Document:
    """The document of one line, which must be one JSON object; else a `Fault`."""
    try:
        document = read_json(source, number)
    except Fault as fault:
        raise Fault(*map(_advised, fault.diagnostics)) from None
    if isinstance(document.value, dict):
        return document
    message = "The line is not a JSON object."
    raise Fault(Diagnostic("bad-shape", message, ADVICE, place=document.place()))


def _advised(found: Diagnostic) -> Diagnostic:
    from dataclasses import replace

    if found.code != "syntax":
        return found
    return replace(found, help=f"{found.help} Each line must be one JSON object.")


def read_lines(name: str, chunks: Iterable[bytes]) -> Iterator[Document | Findings]:
    """Each line's document, or what is wrong with the line; blank lines only count.

    `chunks` are the file's bytes in pieces of any size. Lines end with a line feed and nothing
    else. No line at all is a fault; a file that cannot be `.jsonl` is one fault, not one a line.
    """
    numbered = _numbered(split_lines(chunks), 1)
    first = next(numbered, None)
    if first is None:
        help = "Each line must be one JSON object; no line at all was found."
        yield (Diagnostic("syntax", "The file is empty.", help, place=Place(name, 1, 1)),)
    elif found := _not_lines(name, *first):
        yield found
    else:
        yield from _each(name, chain((first,), numbered))


def read_part(
    name: str, lines: Iterable[bytes | None], first: int, glance: Glance[T] | None = None
) -> Iterator[Document | Findings | T]:
    """The same of some lines of a file, of which line `first` is the first; all may be blank.

    Documents are numbered within the part. `glance` is shown each line with its number first, and
    what it makes of it stands for the document.
    """
    numbered = _numbered(lines, first)
    if glance is None:
        yield from _each(name, numbered)
        return
    for line, data in numbered:
        seen = glance(data, line) if data is not None else None
        if seen is not None:
            yield seen
        else:
            yield from _each(name, ((line, data),))


def can_begin(name: str, data: bytes) -> bool:
    """Whether bytes, blank or not, may be the first line of a `.jsonl` file."""
    return not any(_not_lines(name, *line) for line in _numbered((data,), 1))


def _numbered(lines: Iterable[bytes | None], first: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, each with its number; None for one that is too long."""
    for line, data in enumerate(lines, first):
        if data is not None:
            if line == 1:
                data = data.removeprefix(BOM)
            data = data.removesuffix(b"\r")
            if not data.strip(BLANK):
                continue
        yield line, data


def _each(name: str, numbered: Iterable[tuple[int, bytes | None]]) -> Iterator[Document | Findings]:
    for number, (line, data) in enumerate(numbered, 1):
        if data is None or len(data) > limits.BYTES:
            yield (limits.too_many_bytes(f"Line {line}", "A line", Place(name, line, 1)),)
            continue
        try:
            yield read_line(Source(name, data, line), number)
        except Fault as fault:
            yield fault.diagnostics


def _not_lines(name: str, line: int, data: bytes | None) -> Findings:
    """What is wrong if the first line shows that the others cannot be read either."""
    if data is None:
        return ()
    source = Source(name, data, line)
    if source.data.strip(BLANK) in (b"{", b"["):
        message = "The line is only the beginning of a JSON value."
        return (Diagnostic("bad-shape", message, ADVICE, place=source.place(0)),)
    if looks_utf16(source.data):
        message, help = "The file is not UTF-8: it looks like UTF-16.", "Save the file as UTF-8."
        return (Diagnostic("syntax", message, help, place=source.place(0)),)
    return ()


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream without their line feeds; None for one longer than allowed.

    Holds at most one chunk and one line.
    """
    kept: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield _joined(kept, size, piece)
            kept, size = [], 0
        size += len(rest)
        if size <= limits.BYTES:
            kept.append(rest)
        else:
            kept = []
    if size:
        yield _joined(kept, size, b"")


def _joined(kept: list[bytes], size: int, piece: bytes) -> bytes | None:
    return b"".join(kept) + piece if size + len(piece) <= limits.BYTES else None
