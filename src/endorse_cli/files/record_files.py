"""Reads back what was written as JSON: numbers as numbers, any length of text.

A candidate file is written by people and keeps its scalars as text; a record is written by the
program and comes back as it was. It may carry whole files, so a text in it may be long.
"""

import json
import os
import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn, cast

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.json import check_depth, complaint, doubled_in
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


class _RefusedError(ValueError):
    """What the standard parser would take: a doubled key, `NaN`."""


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
    lines = os.path.splitext(path)[1].lower() == ".jsonl" or _is_lines(data)
    return _lines(whole) if lines else [whole]


def _is_lines(data: bytes) -> bool:
    first, _, rest = data.strip().partition(b"\n")
    return first.rstrip()[-1:] == b"}" and rest.lstrip()[:1] == b"{"


def _lines(source: Source) -> list[Source]:
    lines = source.data.split(b"\n")
    found = [Source(source.name, line, n) for n, line in enumerate(lines, 1) if line.strip()]
    return found or [source]


def _read(source: Source) -> Written:
    text = decoded(source)
    if text.lstrip()[:1] not in ("{", "[", ""):
        help = "A record is JSON, as `endorse score --format json` gives it."
        raise Fault(Diagnostic("bad-shape", "This is not a record.", help, place=source.place(0)))
    check_depth(source, text)
    try:
        value = json.loads(text, object_pairs_hook=_mapping, parse_constant=_not_a_number)
    except json.JSONDecodeError as error:
        raise complaint(error, source) from None
    except _RefusedError:
        raise Fault(*_refusals(source)) from None
    # Its places are asked for, never its value.
    return Written(value, Document(cast("Plain", value), source, written_in="json"))


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _RefusedError
    return made


def _not_a_number(_: str) -> NoReturn:
    raise _RefusedError


def _refusals(source: Source) -> list[Diagnostic]:
    """What was refused, found again with its place. Never empty."""
    help = "Numbers are finite here."
    no_number = Diagnostic("syntax", "A value is no number.", help, place=source.place(0))
    try:
        return doubled_in(source) or [no_number]
    except json.JSONDecodeError as error:
        return [*complaint(error, source).diagnostics]
