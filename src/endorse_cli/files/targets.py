"""The only place that looks at where a file is to be written, before it is."""

import errno
import os
import re
import stat
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
