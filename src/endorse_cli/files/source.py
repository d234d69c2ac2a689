"""Where bytes come off the disk: once, and from nothing but a file; and what is refused then.

What is hashed, parsed and shown in messages is the same buffer, so a file that changes
between two looks cannot make them disagree.
"""

import codecs
import errno
import os
import stat
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from endorse_cli.diagnostics import Diagnostic, Fault, Place
from endorse_cli.files import limits

STDIN = "-"
"""The name by which standard input is asked for."""

YAML = (".yaml", ".yml")
RUBRICS = (*YAML, ".json")
ENDINGS = (*RUBRICS, ".jsonl")
"""How the names end of files in YAML, of those that may be a rubric, and of candidates' files."""

ADVICE = {
    errno.ENOENT: "Check the spelling of the path.",
    errno.ENOTDIR: "Check the spelling: a part of the path is a file, not a folder.",
    errno.EISDIR: "Name a file in that folder.",
    errno.EACCES: "Ask its owner for permission, or use a copy.",
    errno.EPERM: "Ask its owner for permission, or use a copy.",
    errno.ELOOP: "Its symbolic links lead in a circle: name the file itself.",
    errno.ENAMETOOLONG: "Shorten its name.",
    errno.ENOSPC: "Free some space on the disk, or choose another folder.",
    errno.EDQUOT: "Free some space on the disk, or choose another folder.",
    errno.EROFS: "Choose a folder that can be written to.",
}

SHOWN = 200
"""Characters of a line that a message shows."""

CARET = 101
"""Where the caret goes in a line that was cut on the left: see `Source.place`."""

BOM = codecs.BOM_UTF8


# No slots: they would leave `cached_property` nowhere to keep what it found.
@dataclass(frozen=True)
class Source:
    """The bytes of a file, or of one document or line of it, and where they stood.

    `name` is the path as the user gave it, `data` the bytes without a leading byte order
    mark (`bom` tells whether there was one), `line` the number in the file of their first
    line. Offsets count characters of `text` from 0.
    """

    name: str
    data: bytes
    line: int = 1
    bom: bool = False

    @cached_property
    def text(self) -> str:
        """The bytes as text; what is not UTF-8 becomes U+FFFD, since messages need a line."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def digest(self) -> str:
        """`sha256:` and 64 hexadecimal digits over the bytes as they are on the disk."""
        from hashlib import sha256

        return f"sha256:{sha256(BOM * self.bom + self.data).hexdigest()}"

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        after = self.text.find("\n") + 1
        while after:
            starts.append(after)
            after = self.text.find("\n", after) + 1
        return starts

    def place(self, offset: int) -> Place:
        """Line and column (both from 1, columns in characters) of a character of `text`.

        The line's text has at most 200 characters. Where the column is past them, they are a
        window: the column stays that of the file, and the caret belongs under character 101.
        """
        offset = min(offset, len(self.text))
        row = bisect_right(self._starts, offset) - 1
        start = self._starts[row]
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self.text)
        column = offset - start + 1
        line = _window(self.text[start:end].removesuffix("\r"), column)
        return Place(self.name, self.line + row, column, line)

    def part(self, start: int, end: int) -> "Source":
        """The characters from `start` up to `end` as a source that still knows its lines."""
        row = bisect_right(self._starts, start) - 1
        return Source(self.name, self.text[start:end].encode(), self.line + row)


def _window(line: str, column: int) -> str:
    if column <= SHOWN:
        return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
    first = column - CARET + 1
    cut = f"…{line[first : first + SHOWN - 1]}"
    return cut if first + SHOWN - 1 >= len(line) else f"{cut[:-1]}…"


def read_source(path: str) -> Source:
    """Read a whole file once, or standard input for `-`.

    At most 1,000,000 bytes, else a `Fault` with code `too-large`. A `Fault` with code
    `unreadable` where the system refuses, where `path` is no regular file (nothing is ever
    waited for), and where the file changes while it is read.
    """
    with opened(path) as stream:
        return whole(path, stream.read(limits.BYTES + 1))


def whole(name: str, data: bytes) -> Source:
    """The source of a file's bytes, which are too many if they are more than `limits.BYTES`."""
    if len(data) > limits.BYTES:
        raise Fault(limits.too_many_bytes(subject(name), "A file", Place(name)))
    if data.startswith(BOM):
        return Source(name, data[len(BOM) :], bom=True)
    return Source(name, data)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a regular file (or standard input) for bytes, and see that it does not change.

    Every error of the system inside the block becomes a `Fault` with code `unreadable`.
    """
    try:
        if path == STDIN:
            yield _standard_input()
            return
        with os.fdopen(_descriptor(path), "rb") as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = os.fstat(stream.fileno())
    except OSError as error:
        raise system_refusal(path, "read", error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        advice = "Run the command again when nothing writes to it."
        raise refusal(path, "read", "it changed while it was being read", advice)


def _standard_input() -> BinaryIO:
    # Python sets it to None where the caller has closed it, which its stubs do not say.
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise refusal(STDIN, "read", "it is closed", "Name a file instead of `-`.")
    return stream  # type: ignore[no-any-return]


def _descriptor(path: str) -> int:
    # O_NONBLOCK: opening a named pipe must not wait for somebody to write to it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except ValueError as error:
        raise system_refusal(path, "read", error) from None
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise refusal(path, "read", "it is a folder", "Name a file in it.")
    raise refusal(path, "read", "it is not a regular file", "Copy its content to a file first.")


def decoded(source: Source) -> str:
    """The text of the bytes, which must be UTF-8; a `Fault` with code `syntax` if not."""
    try:
        return source.data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        place = source.place(len(source.data[: wrong.start].decode("utf-8")))
        raise Fault(_not_utf8(source.data, wrong, place)) from None


def _not_utf8(data: bytes, wrong: UnicodeDecodeError, place: Place) -> Diagnostic:
    message, help = f"Byte 0x{data[wrong.start]:02X} is not UTF-8.", "Save the file as UTF-8."
    if looks_utf16(data):
        message = "The file is not UTF-8: it looks like UTF-16."
    elif wrong.end == len(data) and wrong.reason == "unexpected end of data":
        message, help = "The text ends inside a character.", "Was the file cut off?"
    else:
        help = "The file is perhaps Latin-1 or Windows-1252: save it as UTF-8."
    return Diagnostic("syntax", message, help, place=place)


def looks_utf16(data: bytes) -> bool:
    """Whether bytes begin with a mark of UTF-16 or UTF-32, or have their many zero bytes."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0) * 4 > len(data) > 0


def subject(name: str) -> str:
    """What a message calls the file: its whole name as given, or `Standard input`."""
    return "Standard input" if name == STDIN else f"`{name}`"


def refusal(name: str, done: str, why: str, advice: str = "") -> Fault:
    """The fault for a file that cannot be `done` ("read" or "written"), code `unreadable`."""
    message = f"{subject(name)} cannot be {done}: {why}."
    return Fault(Diagnostic("unreadable", message, advice, place=Place(name)))


def system_refusal(name: str, done: str, error: OSError | ValueError) -> Fault:
    """The same for an error of the operating system, in its words.

    A `ValueError` is a name that no file can have, since it holds a NUL or half a character.
    """
    if isinstance(error, ValueError):
        return refusal(name, done, "no file can have this name", "Check the spelling of the path.")
    if error.errno is None:
        return refusal(name, done, "the system gave no reason")
    advice = ADVICE.get(error.errno, "")
    if error.errno == errno.ENOENT and done == "written":
        advice = "Make its folder first, or check the spelling of the path."
    return refusal(name, done, os.strerror(error.errno), advice)
