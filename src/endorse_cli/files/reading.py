"""How a path is read: as YAML, as JSON, line by line, or as a record; and a text carried along.

Of `.jsonl`, one JSON object a line, the file is never in memory as a whole, and one bad line does
not stop the others. A candidate's file is written by people and keeps its scalars as text; a
record is written by the program and comes back as it was: numbers as numbers, any length of text.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, NamedTuple, TypeAlias, TypeVar, cast

from endorse_cli.diagnostics import Diagnostic, Fault, Place, quoted
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.source import (
    BOM,
    RUBRICS,
    STDIN,
    YAML,
    Source,
    decoded,
    looks_utf16,
    opened,
    subject,
    whole,
)
from endorse_cli.models.plain_values import Plain, mapping_in

CHUNK = 1 << 16


def read_documents(path: str) -> Iterator[Document | Findings]:
    """Every document of a file in order, or in its place what is wrong with it.

    `.yaml` and `.yml` are YAML, `.json` is JSON, `.jsonl` is one JSON object a line, in
    capitals too. Standard input (`-`) and other endings: JSON if the first character that is
    not blank is `{`, one object a line if the first line also ends with `}` and the next one
    that is not blank begins with `{`; else YAML.

    Never raises a `Fault`: what is wrong with a whole file (it cannot be read, it is empty) is
    a tuple of diagnostics like what is wrong with one document. A file yields at least one of
    the two. A `.jsonl` file may be of any size and is read as it is asked for; of others at
    most 1 MB.
    """
    try:
        yield from _read(path)
    except Fault as fault:
        yield fault.diagnostics


def read_document(path: str) -> Document:
    """The only document of a file; a `Fault` if it cannot be read or holds several."""
    return only_document(path, read_documents(path))


def only_document(path: str, documents: Iterable[Document | Findings]) -> Document:
    """The only one of a file's documents; a `Fault` with all that is wrong, or if it is not one."""
    found = list(documents)
    wrong = [one for item in found if not isinstance(item, Document) for one in item]
    if wrong:
        raise Fault(*wrong)
    first, *others = (item for item in found if isinstance(item, Document))
    if not others:
        return first
    message = f"{subject(path)} holds {len(found)} documents."
    help = "One is expected here: take away the others, from this line on."
    raise Fault(Diagnostic("bad-shape", message, help, place=others[0].place()))


def _read(path: str) -> Iterator[Document | Findings]:
    ending = os.path.splitext(path)[1].lower() if path != STDIN else ""
    known = ending in RUBRICS
    with opened(path) as stream:
        if ending == ".jsonl":
            yield from _lines(path, (), stream)
            return
        # Room for the largest file would be made for each: most end within the first chunk.
        head = stream.read(CHUNK)
        if len(head) == CHUNK:
            head += stream.read(limits.BYTES + 1 - CHUNK)
        if not known and looks_like_lines(head):
            yield from _lines(path, (head,), stream)
            return
    yield from read_whole(whole(path, head), ending)


def read_whole(source: Source, ending: str = "") -> Iterator[Document | Findings]:
    """The documents of a whole file that is not one object a line; raises a `Fault`."""
    if ending == ".json" or (ending not in YAML and source.data.lstrip()[:1] == b"{"):
        from endorse_cli.files.json import read_json

        yield read_json(source)
    else:
        from endorse_cli.files.yaml import parse_yaml

        yield from _put_together(parse_yaml(source))


def _put_together(documents: Iterable[Document | Findings]) -> Iterator[Document | Findings]:
    """The same; of candidates what a `---` cuts off is told, with nothing of what is above it."""
    held: Document | None = None
    of_candidates: bool | None = None
    for one in documents:
        value = one.value if isinstance(one, Document) else None
        if of_candidates is None:
            of_candidates = isinstance(value, dict) and "candidate" in value and "case" not in value
        if of_candidates and isinstance(value, dict) and "candidate" not in value:
            if held is not None and "answers" in mapping_in(held.value):
                yield held
            said = "What stands below this `---` has no `candidate`."
            help = "Take the `---` away if it belongs to the one above: after it another begins."
            place = cast("Document", one).place()
            held = None
            yield (Diagnostic("missing-key", said, help, place=place),)
            continue
        if held is not None:
            yield held
        held = one if isinstance(one, Document) else None
        if held is None:
            yield one
    if held is not None:
        yield held


def _lines(path: str, head: Iterable[bytes], stream: BinaryIO) -> Iterator[Document | Findings]:
    chunks = iter(lambda: stream.read(CHUNK), b"")
    yield from read_lines(path, chain(head, chunks))


def looks_like_lines(head: bytes) -> bool:
    """Whether bytes of no known ending begin as one JSON object a line."""
    text = head.removeprefix(BOM).strip()
    first, _, rest = text.partition(b"\n")
    return first[:1] == b"{" and first.rstrip()[-1:] == b"}" and rest.lstrip()[:1] == b"{"


def read_carried(name: str, text: str, written_in: str) -> Document:
    """The document of a text; its digest is that of the file which it was.

    Raises a `Fault` with what is wrong in it, placed in the file that it was.
    """
    try:
        source = whole(name, text.encode("utf-8"))
    except UnicodeEncodeError:
        message = f"The text of {quoted(name)} that the record carries holds half a character."
        raise Fault(Diagnostic("syntax", message, "Make the record again.")) from None
    if written_in == "json":
        from endorse_cli.files.json import read_json

        return read_json(source)
    from endorse_cli.files.yaml import read_yaml

    documents = read_yaml(source)
    if len(documents) != 1:
        message = f"The text that the record carries holds {len(documents)} documents, not one."
        raise Fault(Diagnostic("bad-shape", message, place=source.place(0)))
    return documents[0]


T = TypeVar("T")

Lines: TypeAlias = list[tuple[int, bytes | None]]
"""Lines with their numbers; None for one that is too long."""

Glance: TypeAlias = Callable[[Lines], Sequence[T | None]]
"""What may be made of some lines, for each; None where it has to be read."""

AT_ONCE = 8
"""Lines shown to a glance together: what is done for each is quicker done for one after the other,
and what is made of more would crowd out what all of them need."""

ADVICE = "Each line must be one JSON object. Is this a JSON file? Then give it the ending `.json`."

BLANK = b" \t\r"


def read_line(source: Source) -> Document:
    """The document of one line, which must be one JSON object; else a `Fault`."""
    from endorse_cli.files.json import read_json

    try:
        document = read_json(source)
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
        yield from (_read_numbered(name, *one) for one in chain((first,), numbered))


def read_part(
    name: str, lines: Iterable[bytes | None], first: int, glance: Glance[T] | None = None
) -> Iterator[Document | Findings | T]:
    """The same of some lines of a file, of which line `first` is the first; all may be blank.

    `glance` is shown the lines first, and what it makes of one stands for the document.
    """
    numbered = _numbered(lines, first)
    if glance is None:
        yield from (_read_numbered(name, *one) for one in numbered)
        return
    while some := [*islice(numbered, AT_ONCE)]:
        for one, seen in zip(some, glance(some), strict=True):
            yield seen if seen is not None else _read_numbered(name, *one)


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


def _read_numbered(name: str, line: int, data: bytes | None) -> Document | Findings:
    if data is None or len(data) > limits.BYTES:
        return (limits.too_many_bytes(f"Line {line}", "A line", Place(name, line, 1)),)
    try:
        return read_line(Source(name, data, line))
    except Fault as fault:
        return fault.diagnostics


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


BEGINNING = re.compile(rb'\s*\{\s*"record"\s*:')
"""How a file of results begins, whole or one a line."""

MOST = 100_000_000
"""Bytes in one file of records."""


def begins_with_record(path: str) -> bool:
    """Whether a file begins as one that the program wrote; not where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return BEGINNING.match(stream.read(64)) is not None
    except OSError:
        return False


class Written(NamedTuple):
    """A JSON value as it was written, and the document that knows the places in it."""

    value: object
    document: Document


def read_written(path: str) -> Iterator[Written | Findings]:
    """Every JSON value of a file, or in its place what is wrong with it: one, or one a line.

    A `.jsonl` file has one a line. Never raises a `Fault`: that the file cannot be read is told
    in the same way. Doubled keys, `NaN` and more than 40 levels of depth are refused as
    everywhere.
    """
    try:
        sources = _sources(path)
    except Fault as fault:
        yield fault.diagnostics
        return
    for source in sources:
        try:
            yield _as_written(source)
        except Fault as fault:
            yield fault.diagnostics


def _sources(path: str) -> list[Source]:
    with opened(path) as stream:
        data = stream.read(MOST + 1).removeprefix(BOM)
    if len(data) > MOST:
        message, place = f"{subject(path)} is larger than 100 MB.", Place(path)
        raise Fault(Diagnostic("too-large", message, "Split it.", place=place))
    source = Source(path, data)
    if os.path.splitext(path)[1].lower() != ".jsonl" and not looks_like_lines(data):
        return [source]
    lines = enumerate(data.split(b"\n"), 1)
    return [Source(path, line, number) for number, line in lines if line.strip()] or [source]


def _as_written(source: Source) -> Written:
    from endorse_cli.files.json import AS_WRITTEN, check_depth, parsed

    text = decoded(source)
    if text.lstrip()[:1] not in ("{", "[", ""):
        help = "A record is JSON, as `endorse score --format json` gives it."
        raise Fault(Diagnostic("bad-shape", "This is not a record.", help, place=source.place(0)))
    check_depth(source, text)
    # Its places are asked for, never its value.
    value = cast("Plain", parsed(source, text, AS_WRITTEN))
    return Written(value, Document(value, source, written_in="json"))
