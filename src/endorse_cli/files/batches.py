"""The only place that cuts input into pieces that can be read apart, by several processes.

A piece is a path, a range of the bytes of a `.jsonl` file, or bytes of standard input. All pieces
of a file, read one after the other, give what `read_documents` gives.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from endorse_cli.diagnostics import Fault
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.reading import (
    CHUNK,
    Glance,
    T,
    can_begin,
    looks_like_lines,
    read_documents,
    read_part,
    read_whole,
    split_lines,
)
from endorse_cli.files.source import BOM, STDIN, opened, refusal, whole

RANGE = 1 << 18
"""Bytes of a range, as far as lines allow: some hundred candidates."""

Stamp = tuple[int, int]
"""A file's size and the time of its last change, by which it is known to be the same."""


class Piece(NamedTuple):
    """What one process reads in one go.

    Without `data` and `stamp` the whole file; with `stamp` its bytes from `start` to `end`; else
    the `data` of standard input, which are lines if `is_lines`. `line` is the number of the
    first line, `size` the bytes, to tell how far things are.
    """

    path: str
    size: int = 0
    start: int = 0
    end: int = 0
    line: int = 1
    stamp: Stamp | None = None
    data: bytes | None = None
    is_lines: bool = False


def pieces(path: str) -> Iterator[Piece]:
    """The pieces of one file in order; never raises a `Fault`, since reading a piece tells it."""
    if path == STDIN:
        yield from _of_standard_input()
    elif os.path.splitext(path)[1].lower() == ".jsonl":
        yield from _of_lines(path)
    else:
        yield Piece(path, size_of(path))


Task = tuple[Piece, ...]

MOST_FILES = 32
"""Files in one task: enough that sharing them out costs little, few enough to share fairly."""


def tasks(files: Iterable[str]) -> Iterator[Task]:
    """Pieces in tasks of about the same size."""
    task: list[Piece] = []
    for piece in chain.from_iterable(map(pieces, files)):
        task.append(piece)
        if len(task) >= MOST_FILES or sum(one.size for one in task) >= RANGE // 2:
            yield tuple(task)
            task = []
    if task:
        yield tuple(task)


def size_of(path: str) -> int:
    """The bytes of a file, 0 where that cannot be told."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def read_piece(piece: Piece, glance: Glance[T] | None = None) -> Iterator[Document | Findings | T]:
    """Every document of a piece in order, or in its place what is wrong with it.

    Where a piece is lines, what `glance` makes of a line stands for its document.
    """
    try:
        if piece.data is not None:
            yield from _read_data(piece, glance)
        elif piece.stamp is not None:
            yield from _read_range(piece, glance)
        else:
            yield from read_documents(piece.path)
    except Fault as fault:
        yield fault.diagnostics


def _of_lines(path: str) -> Iterator[Piece]:
    """Ranges that end with lines; the whole file where it is empty or no `.jsonl`."""
    try:
        with opened(path) as stream:
            stamp = _stamp(stream)
            if not _begins_well(path, stream):
                yield Piece(path, stamp[0])
                return
            stream.seek(0)
            for start, end, line in _ranges(stream):
                yield Piece(path, end - start, start, end, line, stamp)
    except Fault:
        yield Piece(path)


def _begins_well(path: str, stream: BinaryIO) -> bool:
    """Whether the first line that is not blank may be one of `.jsonl`."""
    for block in iter(lambda: stream.read(CHUNK), b""):
        text = block.removeprefix(BOM).lstrip()
        if text:
            head = text + stream.readline(limits.BYTES)
            return can_begin(path, head.partition(b"\n")[0])
    return False


def _ranges(stream: BinaryIO) -> Iterator[tuple[int, int, int]]:
    start = offset = 0
    line = 1
    while block := stream.read(RANGE):
        lines = block.rfind(b"\n") + 1
        if lines:
            yield start, offset + lines, line
            line += block.count(b"\n")
            start = offset + lines
        offset += len(block)
    if offset > start:
        yield start, offset, line


def _stamp(stream: BinaryIO) -> Stamp:
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _read_range(piece: Piece, glance: Glance[T] | None) -> Iterator[Document | Findings | T]:
    with opened(piece.path) as stream:
        if _stamp(stream) != piece.stamp:
            advice = "Run the command again when nothing writes to it."
            raise refusal(piece.path, "read", "it changed while it was being read", advice)
        stream.seek(piece.start)
        if piece.size <= limits.BYTES:
            lines: Iterable[bytes | None] = stream.read(piece.size).split(b"\n")
        else:
            lines = split_lines(_chunks(stream, piece.size))
        yield from read_part(piece.path, lines, piece.line, glance)


def _chunks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (block := stream.read(min(size, CHUNK))):
        size -= len(block)
        yield block


def _of_standard_input() -> Iterator[Piece]:
    try:
        with opened(STDIN) as stream:
            head = stream.read(limits.BYTES + 1)
            if not looks_like_lines(head):
                yield Piece(STDIN, len(head), data=head)
                return
            yield from _of_stream(chain((head,), iter(lambda: stream.read(RANGE), b"")))
    except Fault:
        yield Piece(STDIN)


def _of_stream(blocks: Iterator[bytes]) -> Iterator[Piece]:
    """Pieces that end with lines, of a stream that is read once."""
    line, rest = 1, b""
    for block in blocks:
        text, _, after = (rest + block).rpartition(b"\n")
        if not text:
            rest = after
            continue
        yield Piece(STDIN, len(text) + 1, line=line, data=text, is_lines=True)
        line += text.count(b"\n") + 1
        rest = after
    if rest:
        yield Piece(STDIN, len(rest), line=line, data=rest, is_lines=True)


def _read_data(piece: Piece, glance: Glance[T] | None) -> Iterator[Document | Findings | T]:
    data = piece.data or b""
    if piece.is_lines:
        return read_part(piece.path, data.split(b"\n"), piece.line, glance)
    return read_whole(whole(piece.path, data))
