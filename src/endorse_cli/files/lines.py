"""The only place that reads `.jsonl`: one JSON object a line, any number of lines.

The file is never in memory as a whole, and one bad line does not stop the others.
"""

from collections.abc import Iterable, Iterator

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.json_reader import read_json
from endorse_cli.files.source import BOM, Source, looks_utf16

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
    number = 0
    for line, data in enumerate(split_lines(chunks), 1):
        if data is None:
            number += 1
            yield (limits.too_many_bytes(f"Line {line}", "A line", Place(name, line, 1)),)
            continue
        if line == 1:
            data = data.removeprefix(BOM)
        data = data.removesuffix(b"\r")
        if not data.strip(BLANK):
            continue
        number += 1
        source = Source(name, data, line)
        if number == 1 and (found := _not_lines(source)):
            yield found
            return
        try:
            yield read_line(source, number)
        except Fault as fault:
            yield fault.diagnostics
    if not number:
        help = "Each line must be one JSON object; no line at all was found."
        yield (Diagnostic("syntax", "The file is empty.", help, place=Place(name, 1, 1)),)


def _not_lines(source: Source) -> Findings:
    """What is wrong if the first line shows that the others cannot be read either."""
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
