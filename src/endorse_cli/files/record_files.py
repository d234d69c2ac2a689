"""Reads back what was written as JSON: numbers as numbers, any length of text.

A candidate file is written by people and keeps its scalars as text; a record is written by the
program and comes back as it was. It may carry whole files, so a text in it may be long.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.json import AS_WRITTEN, check_depth, parsed
from endorse_cli.files.reading import looks_like_lines
from endorse_cli.files.source import BOM, Source, decoded, opened, subject
from endorse_cli.models.plain import Plain

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
            yield _read(source)
        except Fault as fault:
            yield fault.diagnostics


def _sources(path: str) -> list[Source]:
    with opened(path) as stream:
        data = stream.read(MOST + 1).removeprefix(BOM)
    if len(data) > MOST:
        message, place = f"{subject(path)} is larger than 100 MB.", Place(path)
        raise Fault(Diagnostic("too-large", message, "Split it.", place=place))
    whole = Source(path, data)
    if os.path.splitext(path)[1].lower() != ".jsonl" and not looks_like_lines(data):
        return [whole]
    lines = enumerate(data.split(b"\n"), 1)
    return [Source(path, line, number) for number, line in lines if line.strip()] or [whole]


def _read(source: Source) -> Written:
    text = decoded(source)
    if text.lstrip()[:1] not in ("{", "[", ""):
        help = "A record is JSON, as `endorse score --format json` gives it."
        raise Fault(Diagnostic("bad-shape", "This is not a record.", help, place=source.place(0)))
    check_depth(source, text)
    # Its places are asked for, never its value.
    value = cast("Plain", parsed(source, text, AS_WRITTEN))
    return Written(value, Document(value, source, written_in="json"))
