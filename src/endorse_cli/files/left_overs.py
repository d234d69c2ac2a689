"""The only place that names files while they are written, and clears away what a kill left.

Such a file is locked by whoever writes it, and the system takes the lock away when that process
ends, however it ends. So a file of this name that can be locked has nobody who writes it.
"""

import os
import re
import stat
from contextlib import suppress

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
