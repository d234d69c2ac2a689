"""The only place that finds the candidate files in folders, and says what was passed over."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault, listed
from endorse_cli.files.trouble import STDIN, system_refusal

ENDINGS = (".yaml", ".yml", ".json", ".jsonl")

BESIDE = ("slate.yaml", "slate.yml", "rubric.yaml", "rubric.yml")
"""What may stand beside candidates and is none."""

OTHER, HIDDEN, LINK, AGAIN, ODD, NONE = (
    "no candidate file by its ending",
    "hidden",
    "a link that leads out of the folder",
    "a file that was already named",
    "no regular file",
    "not about one candidate",
)


class Skipped(NamedTuple):
    """What was passed over in a folder, and why."""

    path: str
    why: str


class Gathered(NamedTuple):
    """The files to read in order, and what was passed over."""

    files: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def gather(paths: Iterable[str]) -> Gathered:
    """The files named, and those in the folders named and below, by name; each once.

    Of a folder the endings `.yaml`, `.yml`, `.json` and `.jsonl` are read. Links to folders are
    not followed, and a link to a file only inside the folder. A file that is named is read
    whatever it is called. Raises a `Fault` where nothing is found, or a folder cannot be read.
    """
    named = list(paths)
    files: dict[object, str] = {}
    skipped: list[Skipped] = []
    for path in named:
        for found in _below(path) if path != STDIN and os.path.isdir(path) else (path,):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif (which := _which(found)) in files:
                skipped.append(Skipped(found, AGAIN))
            else:
                files[which] = found
    if not files:
        passed = f" What is there was passed over ({len(skipped)})." if skipped else ""
        message = f"There is no candidate in {listed(named, 'and')}.{passed}"
        help = f"A candidate stands in a file that ends in {listed(ENDINGS)}."
        raise Fault(Diagnostic("bad-value", message, help))
    return Gathered(tuple(files.values()), tuple(skipped))


def _which(path: str) -> object:
    """What tells files apart; a name where there is no file."""
    if path == STDIN:
        return path
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return path
    return status.st_dev, status.st_ino


def _below(folder: str) -> Iterator[str | Skipped]:
    root = os.path.realpath(folder)
    for at, folders, names in os.walk(folder, onerror=_refused):
        hidden = [name for name in folders if name.startswith(".")]
        yield from (Skipped(os.path.join(at, name), HIDDEN) for name in sorted(hidden))
        folders[:] = sorted((name for name in folders if name not in hidden), key=os.fsencode)
        for name in sorted(names, key=os.fsencode):
            path = os.path.join(at, name)
            why = _why_not(path, name, root)
            yield Skipped(path, why) if why else path


def _refused(error: OSError) -> None:
    raise system_refusal(str(error.filename), "read", error)


def _why_not(path: str, name: str, root: str) -> str:
    if name.startswith("."):
        return HIDDEN
    if os.path.splitext(name)[1].lower() not in ENDINGS:
        return OTHER
    if name.lower() in BESIDE:
        return NONE
    if os.path.islink(path) and os.path.commonpath((root, os.path.realpath(path))) != root:
        return LINK
    return "" if os.path.isfile(path) else ODD
