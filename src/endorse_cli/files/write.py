"""The only place that writes files: whole or not at all."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress

from endorse_cli.files.trouble import STDIN, refusal, system_refusal


def write_atomic(path: str, text: str) -> None:
    """Put a text at a path, as UTF-8 with its line feeds as they are, or leave what is there.

    The text goes to a new file in the same folder, which then takes the name, so nobody ever
    sees half of it. An existing file keeps its mode, and a symbolic link stays one. A `Fault`
    with code `unreadable` where the system refuses, the file is marked read-only, or the path
    is no regular file.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise refusal(path, "written", "its text holds half a character") from None
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


def _replace(target: str, data: bytes, mode: int | None) -> None:
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, f".endorse-{os.urandom(8).hex()}.tmp")
    # Created with the final mode, so the text is at no moment open to more people than after.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666 if mode is None else mode & 0o777)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
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
