"""How a path is read: as YAML, as JSON, or line by line; and a text that was carried along."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.source import BOM, STDIN, Source, opened, subject, whole

CHUNK = 1 << 16

YAML = (".yaml", ".yml")


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
    known = ending in (*YAML, ".json")
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

        yield from parse_yaml(source)


def _lines(path: str, head: Iterable[bytes], stream: BinaryIO) -> Iterator[Document | Findings]:
    from endorse_cli.files.lines import read_lines

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
