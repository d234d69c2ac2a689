"""The only place that writes files: whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from endorse_cli.files.trouble import STDIN, refusal, system_refusal

PART = ".part"
"""What is added to a name for what was finished of a file whose writing was interrupted."""


def write_atomic(path: str, text: str) -> None:
    """Put a text at a path, as UTF-8 with its line feeds as they are, or leave what is there.

    The text goes to a new file in the same folder, which then takes the name, so nobody ever
    sees half of it. An existing file keeps its mode, and a symbolic link stays one. A `Fault`
    with code `unreadable` where the system refuses, the file is marked read-only, or the path
    is no regular file.
    """
    data = _bytes(path, text)
    try:
        target = os.path.realpath(path)
        _replace(target, data, _mode(path, target))
    except (OSError, ValueError) as error:
        raise system_refusal(path, "written", error) from None


def _mode(path: str, target: str) -> int | None:
    """The permissions of the file that is there; None if there is none."""
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise refusal(path, "written", "it is a folder", "Name a file in it.")
    if not stat.S_ISREG(mode):
        raise refusal(path, "written", "it is not a regular file", "Name another file.")
    if not os.access(target, os.W_OK):
        advice = "Make it writable, or name another file."
        raise refusal(path, "written", "it is marked read-only", advice)
    return stat.S_IMODE(mode)


@contextmanager
def writing(path: str) -> Iterator[Callable[[str], None]]:
    """Write a file piece by piece: it is there when all is written, and before that what was there.

    Where the writer is interrupted, what was written is kept beside it, as `PATH.part`; where it
    fails, nothing is. Otherwise as `write_atomic`.
    """
    try:
        target = os.path.realpath(path)
        mode = _mode(path, target)
        with _temporary(target, mode) as (stream, temporary):
            try:
                yield lambda text: _encoded(path, text, stream)
            except Exception:
                raise
            except BaseException:
                _finish(stream, temporary, f"{target}{PART}", mode)
                raise
            _finish(stream, temporary, target, mode)
    except (OSError, ValueError) as error:
        raise system_refusal(path, "written", error) from None


def _replace(target: str, data: bytes, mode: int | None) -> None:
    with _temporary(target, mode) as (stream, temporary):
        stream.write(data)
        _finish(stream, temporary, target, mode)


def _encoded(path: str, text: str, stream: BinaryIO) -> None:
    stream.write(_bytes(path, text))


def _bytes(path: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise refusal(path, "written", "its text holds half a character") from None


def _finish(stream: BinaryIO, temporary: str, target: str, mode: int | None) -> None:
    stream.flush()
    os.fsync(stream.fileno())
    if mode is not None:
        os.chmod(temporary, mode)
    os.replace(temporary, target)


@contextmanager
def _temporary(target: str, mode: int | None) -> Iterator[tuple[BinaryIO, str]]:
    """A new file in the folder of the target, which is gone afterwards unless it was renamed."""
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, f".endorse-{os.urandom(8).hex()}.tmp")
    # Created with the final mode, so the text is at no moment open to more people than after.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666 if mode is None else mode & 0o777)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream, temporary
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def refuse_same_file(out: str, inputs: Iterable[str]) -> None:
    """A `Fault` if what is to be written is one of the files that are read, by any name."""
    for path in inputs:
        if path != STDIN and _same(out, path):
            advice = "Name another file for the result."
            raise refusal(out, "written", "it is one of the files that are read", advice)


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.realpath(one) == os.path.realpath(other)
