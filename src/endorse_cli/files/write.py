"""Writes files: whole or not at all.

A file is locked by whoever writes it, and the system takes the lock away when that process ends,
however it ends. So one of its name that can be locked has nobody who writes it, and is what a kill
left.
"""

import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from itertools import count
from typing import BinaryIO, NamedTuple

from endorse_cli.files.paths import AnyPath, as_path, open_channel
from endorse_cli.files.source import STDIN, refusal, system_refusal

PART = ".part"
"""What is added to a name for what was finished of a file whose writing was interrupted."""


def write_atomic(path: str, text: str | bytes) -> None:
    """Put a text at a path, as UTF-8 with its line feeds as they are, or leave what is there.

    What is no text is given as its bytes. It goes to a new file in the same folder, which then
    takes the name, so nobody ever sees half of it. An existing file keeps its mode, and a symbolic
    link stays one. What is no regular file (a device, a pipe, `/dev/stdout`) is written to as it
    is. A `Fault` with code `unreadable` where the system refuses or the file is marked read-only.
    """
    with writing(path, keeps=False) as write:
        write(text)


class Writing:
    """A file while it is written: called with each piece of its text, in order."""

    def __init__(self, path: str, stream: BinaryIO, target: str | None) -> None:
        self.written = False
        self.kept = ""
        """The file that takes what was written, once the writing is interrupted."""
        self._path, self._stream, self._target = path, stream, target

    def __call__(self, text: str | bytes) -> None:
        """Write a piece."""
        self._stream.write(_bytes(self._path, text))
        self.written = True
        if self._target is None:
            self._stream.flush()

    def keep(self) -> str:
        """Where what is written will be kept, asked while an interrupt is on its way out.

        The name is new: nobody has a file of it. What is no regular file has all already.
        """
        if self._target is None or self.kept:
            return self._path + self.kept.removeprefix(self._target or "")
        for number in count(1):
            suffix = f"{PART}{number if number > 1 else ''}"
            with suppress(FileExistsError):
                os.close(os.open(self._target + suffix, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
                self.kept = self._target + suffix
                return self._path + suffix
        raise AssertionError


def _mode(path: str, target: str) -> int | None:
    """The permissions of the file that is there; None if there is none."""
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise refusal(path, "written", "it is a folder", "Name a file in it.")
    if not os.access(target, os.W_OK):
        advice = "Make it writable, or name another file."
        raise refusal(path, "written", "it is marked read-only", advice)
    return stat.S_IMODE(mode)


@contextmanager
def writing(path: str, *, keeps: bool = True) -> Iterator[Writing]:
    """Write a file piece by piece: it is there when all is written, and before that what was there.

    Where the writer is interrupted, what was written is kept beside it, as `PATH.part` or the next
    such name that nobody has; where it fails, nothing is. Otherwise as `write_atomic`.
    """
    try:
        channel = open_channel(path)
        if channel is not None:
            with os.fdopen(channel, "wb") as stream:
                yield Writing(path, stream, None)
            return
        target = os.path.realpath(path)
        mode = _mode(path, target)
        with _temporary(target, mode) as (stream, temporary):
            write = Writing(path, stream, target)
            try:
                yield write
            except Exception:
                raise
            except BaseException:
                if write.kept or (keeps and write.written):
                    write.keep()
                    _finish(stream, temporary, write.kept, mode)
                raise
            _finish(stream, temporary, target, mode)
    except BrokenPipeError:
        # Who read it has gone away, which is no fault of the path.
        raise
    except (OSError, ValueError) as error:
        raise system_refusal(path, "written", error) from None


def _bytes(path: str, text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
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
    # Created with the final mode, so the text is at no moment open to more people than after.
    folder = os.path.dirname(target)
    descriptor, temporary = new_file(folder, 0o666 if mode is None else mode & 0o777)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream, temporary
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


LIST = ".endorse-files"
"""The file in a folder that lists what was written there, with digests, as `sha256sum` does."""

_LISTED = re.compile(r"([0-9a-f]{64})  ([^/\\\0\n]+)")


class Renewed(NamedTuple):
    """Of what was written to a folder before and is not now: what was removed, what stays.

    What somebody changed since it was written is theirs and stays.
    """

    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def write_folder(folder: AnyPath, files: Iterable[tuple[str, str]]) -> Renewed:
    """Put files into a folder, all or none of them, in place of those put there before.

    They are written to a new folder beside it, which takes the name where there was none; else
    they are moved into it in their order, so that the last may lead to the others. Other files in
    it stay: a `Fault` where one has the name of a new one. Gives what of the earlier run was
    removed, and what somebody changed.
    """
    path = as_path(folder)
    target = os.path.realpath(path)
    if os.path.lexists(target) and not os.path.isdir(target):
        raise refusal(path, "written", "it is no folder", "Name a folder, or a new name.")
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        made = os.path.join(os.path.dirname(target), f".endorse-{os.urandom(8).hex()}")
        os.mkdir(made)
    except OSError as error:
        raise system_refusal(path, "written", error) from None
    try:
        listed = {}
        for name, text in files:
            write_atomic(os.path.join(made, name), text)
            listed[name] = sha256(text.encode()).hexdigest()
        _write_list(made, listed.items())
        if os.path.isdir(target):
            return _renewed(path, target, made, listed)
        os.rename(made, target)
        return Renewed()
    except OSError as error:
        raise system_refusal(path, "written", error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _renewed(path: str, target: str, made: str, listed: Mapping[str, str]) -> Renewed:
    """Move what was made into the folder, and remove from it what was put there before."""
    before = _read_list(target)

    def is_ours(name: str) -> bool:
        return (name, _digest(os.path.join(target, name))) in before

    for name in listed:
        if os.path.lexists(os.path.join(target, name)) and not is_ours(name):
            why = "it is there already, and is not as an earlier run wrote it"
            advice = "Move it away, or name another folder."
            raise refusal(os.path.join(path, name), "written", why, advice)
    # Until all is moved both are listed: an interrupted run leaves nothing that nobody wrote.
    _write_list(target, sorted({*before, *listed.items()}))
    for name in listed:
        os.replace(os.path.join(made, name), os.path.join(target, name))
    gone = [name for name in sorted({name for name, _ in before}) if name not in listed]
    removed = tuple(name for name in gone if is_ours(name))
    for name in removed:
        os.unlink(os.path.join(target, name))
    _write_list(target, listed.items())
    changed = (name for name in gone if os.path.lexists(os.path.join(target, name)))
    return Renewed(removed, tuple(changed))


def _write_list(folder: str, listed: Iterable[tuple[str, str]]) -> None:
    lines = (f"{digest}  {name}\n" for name, digest in listed)
    write_atomic(os.path.join(folder, LIST), "".join(lines))


def _read_list(folder: str) -> set[tuple[str, str]]:
    """The names of what was put into a folder, each with its digest."""
    try:
        with open(os.path.join(folder, LIST), encoding="utf-8", newline="\n") as stream:
            found = map(_LISTED.fullmatch, stream.read().split("\n"))
            return {(line[2], line[1]) for line in found if line and line[2] not in (".", "..")}
    except (OSError, ValueError):
        return set()


def _digest(path: str) -> str:
    """The digest of a file; empty for what is none, or leads to one elsewhere."""
    if os.path.islink(path) or not os.path.isfile(path):
        return ""
    with open(path, "rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def refuse_same_file(out: str, inputs: Iterable[str]) -> None:
    """A `Fault` if what is to be written is one of the files that are read, by any name."""
    for path in inputs:
        if path != STDIN and same_file(out, path):
            advice = "Name another file for the result."
            raise refusal(out, "written", "it is one of the files that are read", advice)


def same_file(one: str, other: str) -> bool:
    """Whether two names are of one file, be it there yet or not."""
    if "\0" in one + other:
        # No file has such a name: whoever reads or writes it says so.
        return False
    try:
        return os.path.samefile(one, other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


try:
    import fcntl
except ImportError:  # Windows, where a file that somebody has open cannot be taken away.
    fcntl = None  # type: ignore[assignment]

TEMPORARY = re.compile(r"\.endorse-[0-9a-f]{16}\.tmp")

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def new_file(folder: str, mode: int) -> tuple[int, str]:
    """A new file that nobody else has, open and locked, and its path; the mode is for the mask."""
    clear(folder)
    while True:
        path = os.path.join(folder, f".endorse-{os.urandom(8).hex()}.tmp")
        descriptor = os.open(path, _FLAGS, mode)
        if _held(descriptor, path):
            return descriptor, path
        os.close(descriptor)


def _held(descriptor: int, path: str) -> bool:
    """Lock a file that was made just now; False if somebody took it for a left-over until then."""
    try:
        _lock(descriptor)
    except BlockingIOError:
        return False
    except OSError:
        # Where there are no locks nothing is ever cleared away either.
        return True
    return os.path.exists(path)


def clear(folder: str) -> None:
    """Take away what writers that were killed have left in a folder."""
    with suppress(OSError):
        names = [name for name in os.listdir(folder or os.curdir) if TEMPORARY.fullmatch(name)]
        for name in names:
            _clear(os.path.join(folder, name))


def _clear(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, _LOOK)
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                _lock(descriptor)
                os.unlink(path)
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
