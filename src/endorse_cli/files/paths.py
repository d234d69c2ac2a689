"""Paths and texts as Python users write them; what a path leads to, to be read or written."""

import errno
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias, overload

from endorse_cli.files.source import RUBRICS, STDIN, YAML, refusal, system_refusal

AnyPath: TypeAlias = str | os.PathLike[str]
"""A path: `"a.yaml"` or `Path("a.yaml")`."""

AnyPaths: TypeAlias = AnyPath | Iterable[AnyPath]
"""Several paths; one alone stands for itself."""

AnyText: TypeAlias = str | bytes
"""The text of a file: as it is written in a program, or as it stands on the disk."""


MOST = 200
"""So many files a shell is offered at once."""


@overload
def as_path(path: AnyPath) -> str: ...
@overload
def as_path(path: AnyPath | None) -> str | None: ...
def as_path(path: AnyPath | None) -> str | None:
    """A path as text; None stays None."""
    return None if path is None else os.fspath(path)


def as_paths(paths: AnyPaths) -> tuple[str, ...]:
    """Paths as texts, in order."""
    several = (paths,) if isinstance(paths, str | os.PathLike) else paths
    return tuple(as_path(path) for path in several)


@overload
def as_rubric(named: AnyPath) -> str: ...
@overload
def as_rubric(named: AnyPath | None) -> str | None: ...
def as_rubric(named: AnyPath | None) -> str | None:
    """What names a rubric, as text: only a text can be the name of a shipped one.

    `Path("./mine")` forgets its dot, which is what tells a folder from a name.
    """
    text = as_path(named)
    if text is None or isinstance(named, str) or is_path(text):
        return text
    return os.path.join(os.curdir, text)


def is_path(named: str) -> bool:
    """Whether what names a rubric can only be a path."""
    return "/" in named or "\\" in named or named.lower().endswith(RUBRICS)


def as_bytes(text: AnyText) -> bytes:
    """A text as it would stand in a file; half a character stays one, for the reader to refuse."""
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def beside(path: str, name: str) -> str | None:
    """The path of a file with this name in the folder of another, or in it if that is a folder.

    A name that leads anywhere else is none: what a record says does not choose what is read.
    """
    if path == STDIN or not name or os.path.basename(name) != name:
        return None
    found = os.path.join(path if os.path.isdir(path) else os.path.dirname(path), name)
    return found if is_there(found) else None


def told_apart(paths: Iterable[str]) -> dict[str, str]:
    """For each path the shortest ending of it that no other one has: mostly the file's name."""
    every = {path: Path(os.path.normpath(path)).parts for path in paths}
    found = dict.fromkeys(every, "")
    alike, length = [*every], 0
    while alike:
        length += 1
        having: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for path in alike:
            found[path] = "/".join(every[path][-length:]).replace("//", "/")
            having.setdefault(every[path][-length:], set()).add(every[path])
        alike = [
            path
            for path in alike
            if length < len(every[path]) and len(having[every[path][-length:]]) > 1
        ]
    return found


def from_root(path: str, root: str | None = None) -> str | None:
    """A path as it is seen from the root of what is checked out; None where it is not in it.

    The root is the one given, if the file or the folder that one is in lies in it; else the
    repository that one is in, else that folder. A path is taken as it is written, before links are
    followed.
    """
    here = os.getcwd()
    seen = _inside(path, root) if root else None
    if seen is not None or (root and _inside(here, root) is not None):
        return seen
    return _inside(path, repository_around(here))


def repository_around(folder: str) -> str:
    """The outermost folder with a repository in it that a folder is in; without one, itself."""
    return [folder, *repositories(folder)][-1]


def repositories(folder: str) -> list[str]:
    """The folders with a repository in them that a folder is in, the innermost first."""
    at = Path(os.path.abspath(folder))
    return [str(one) for one in (at, *at.parents) if os.path.lexists(one / ".git")]


def _inside(path: str, top: str) -> str | None:
    tops = {os.path.abspath(top), os.path.realpath(top)}
    for full in (os.path.abspath(path), os.path.realpath(path)):
        for start in sorted(tops):
            if os.path.commonpath((full, start)) == start:
                return os.path.relpath(full, start).replace(os.sep, "/")
    return None


def is_there(path: str) -> bool:
    """Whether a path leads to a file."""
    try:
        return os.path.isfile(path)
    except ValueError:
        return False


def files_beginning(typed: str) -> list[str]:
    """YAML files whose path begins so, in order; none where nothing can be listed.

    Folders are left to the shell, which knows not to end a word after one.
    """
    start = typed.rpartition("/")[2]
    before = typed[: len(typed) - len(start)]
    try:
        with os.scandir(before or ".") as found:
            names = [item.name for item in found if item.name.endswith(YAML)]
    except (OSError, ValueError):
        return []
    return sorted(before + name for name in names if name.startswith(start))[:MOST]


SCREEN = STDIN
"""The name by which standard output is asked for: a file of this name is `./-`."""

_OPEN = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d{1,9})", re.ASCII)
_MOST_LINKS = 40


def is_screen(path: AnyPath) -> bool:
    """Whether a path means standard output: `-`, or `/dev/stdout` by any name."""
    return as_path(path) == SCREEN or _descriptor(as_path(path)) == 1


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


def is_folder(path: AnyPath) -> bool:
    """Whether a path means a folder: one that is there, or a name without an ending."""
    if is_screen(path) or os.path.lexists(path):
        return os.path.isdir(path)
    return as_path(path).endswith(("/", os.sep)) or not os.path.splitext(path)[1]


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
