"""The only place that looks at where a file is to be written, and names it while it is.

Such a file is locked by whoever writes it, and the system takes the lock away when that process
ends, however it ends. So a file of this name that can be locked has nobody who writes it, and is
what a kill left.
"""

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from endorse_cli.files.source import STDIN, refusal, system_refusal

SCREEN = STDIN
"""The name by which standard output is asked for: a file of this name is `./-`."""

_OPEN = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d{1,9})", re.ASCII)
_MOST_LINKS = 40


def is_screen(path: str) -> bool:
    """Whether a path means standard output: `-`, or `/dev/stdout` by any name."""
    return path == SCREEN or _descriptor(path) == 1


def open_channel(path: str) -> int | None:
    """A new descriptor of what is no regular file, to write to; None where a file is replaced.

    A path that names a descriptor, as `/dev/stderr` does, is that descriptor, wherever it leads:
    to open the file again would write over what others have written there. A pipe that nobody
    reads from is refused: nothing is ever waited for.
    """
    if not _is_channel(path):
        return None
    descriptor = _descriptor(path)
    if descriptor is not None:
        return os.dup(descriptor)
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        opened = os.open(path, flags)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        advice = "Start what reads from it first."
        raise refusal(path, "written", "nobody reads from it", advice) from None
    os.set_blocking(opened, True)
    return opened


def _descriptor(path: str) -> int | None:
    """The descriptor of this process that a path names, through links too."""
    for _ in range(_MOST_LINKS):
        try:
            if found := _OPEN.fullmatch(os.path.abspath(path)):
                return int(found[1])
            path = os.path.join(os.path.dirname(path), os.readlink(path))
        except (OSError, ValueError):
            return None
    return None


def make_folder(path: str) -> None:
    """Make a folder and those above it where they are missing; a `Fault` where that is refused."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise system_refusal(path, "made", error) from None


def is_folder(path: str) -> bool:
    """Whether a path means a folder: one that is there, or a name without an ending."""
    if os.path.lexists(path):
        return os.path.isdir(path)
    return path.endswith(("/", os.sep)) or not os.path.splitext(path)[1]


def seen_from(folder: str, path: str) -> str:
    """A path as it is seen from a folder, which may be one that is still to be made."""
    found = os.path.join(folder, path)
    return found if os.path.isdir(folder) else os.path.normpath(found)


REPLACE = "Choose another name, or replace it with `--force`."


def refuse_existing(path: str, advice: str = REPLACE) -> None:
    """A `Fault` where something has this name already that would be replaced."""
    if os.path.lexists(path) and not _is_channel(path):
        raise refusal(path, "written", "it is already there", advice)


def _is_channel(path: str) -> bool:
    """Whether a path leads to what is no file or folder, which is written to as it is."""
    if _descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


try:
    import fcntl
except ImportError:  # Windows, where a file that somebody has open cannot be taken away.
    fcntl = None  # type: ignore[assignment]

NAME = re.compile(r"\.endorse-[0-9a-f]{16}\.tmp")

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
        names = [name for name in os.listdir(folder or os.curdir) if NAME.fullmatch(name)]
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
