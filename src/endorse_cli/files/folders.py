"""Finds files in folders: candidates, and says what was passed over; and a rubric's cases."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault, listed
from endorse_cli.files.source import ENDINGS, STDIN, subject, system_refusal
from endorse_cli.models.candidate import SLATE_FILE
from endorse_cli.models.faults import kind_of
from endorse_cli.models.plain_values import Plain

OtherKind = Literal["rubric", "case", "slate", "record"]


class Other(NamedTuple):
    """What a file is, in words, and what is done with it."""

    title: str
    help: str


OTHERS: dict[OtherKind, Other] = {
    "rubric": Other("a rubric", "Name it with `--rubric`, or try it with `endorse rubric check`."),
    "case": Other("a case", "Try it with `endorse rubric test`."),
    "slate": Other("what is printed of a slate", "Name it with `--slate`."),
    "record": Other(
        "a file of results",
        "Name it with `--previous`, or look whether it holds with `endorse verify`.",
    ),
}
"""What lies beside candidates and is none."""

KEYS: dict[OtherKind, tuple[str, ...]] = {
    "rubric": ("format", "rubric"),
    "case": ("case", "expect"),
    "slate": ("slate",),
    "record": ("record",),
}
"""The keys by which each is known; a `candidate` that is a text makes it a candidate's file."""


def other_kind(value: Plain) -> OtherKind | None:
    """What a document is, if it is plainly something else than a candidate's."""
    if not isinstance(value, dict) or isinstance(value.get("candidate"), str):
        return None
    return next((kind for kind, keys in KEYS.items() if value.keys() >= {*keys}), None)


def no_candidate(kind: OtherKind) -> Diagnostic:
    """That something else was named where a candidate's file was wanted."""
    title, help = OTHERS[kind]
    return Diagnostic("bad-shape", f"This is {title}, and no candidate.", help)


def no_rubric(value: Plain) -> Diagnostic | None:
    """That something else was named where a rubric was wanted, where that is plain."""
    if not isinstance(value, dict):
        said = f"This is {kind_of(value)}, and no rubric."
        return Diagnostic("bad-shape", said, "A rubric is a mapping that begins with `format: 1`.")
    if value.keys() & {"criteria", "decisions", "extends"}:
        return None
    if isinstance(value.get("candidate"), str):
        said = "This is a candidate's file, and no rubric."
        return Diagnostic("bad-shape", said, "Try it with `endorse score`, and name the rubric.")
    kind = other_kind(value)
    if kind is None or kind == "rubric":
        return None
    title, help = OTHERS[kind]
    return Diagnostic("bad-shape", f"This is {title}, and no rubric.", help)


SLATE = OTHERS["slate"].title

OTHER, HIDDEN, LINK, AGAIN, ODD = (
    "no candidate file by its ending",
    "hidden",
    "a link that leads out of the folder",
    "a file that was already named",
    "no regular file",
)


class Skipped(NamedTuple):
    """What was passed over in a folder, and why."""

    path: str
    why: str


class Files(NamedTuple):
    """The files to read in order, which of them were found in folders, and what was passed over."""

    files: tuple[str, ...]
    found: frozenset[str] = frozenset()
    skipped: tuple[Skipped, ...] = ()

    @property
    def again(self) -> tuple[str, ...]:
        """Those that were named more than once, and are read once."""
        return tuple(path for path, why in self.skipped if why == AGAIN)

    def is_beside(self, path: str, value: Plain) -> bool:
        """Whether what stands in a file that was found in a folder is plainly no candidate's."""
        return path in self.found and other_kind(value) is not None


def gather(paths: Iterable[str]) -> Files:
    """The files named, and those in the folders named and below, by name; each once.

    Of a folder the endings `.yaml`, `.yml`, `.json` and `.jsonl` are read. Links to folders are
    not followed, and a link to a file only inside the folder. A file that is named is read
    whatever it is called; a name with `*`, `?` or `[` that no file has is a pattern, in which `**`
    stands for folders inside one another. Raises a `Fault` where nothing is found, where a pattern
    fits no file, or where a folder cannot be read.
    """
    named = list(paths)
    files: dict[object, str] = {}
    in_folders: set[str] = set()
    skipped: list[Skipped] = []
    for path in named:
        is_folder = path != STDIN and os.path.isdir(path)
        is_pattern = not is_folder and glob.has_magic(path) and not os.path.lexists(path)
        for found in _below(path) if is_folder else _fitting(path) if is_pattern else (path,):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif (which := _which(found)) in files:
                skipped.append(Skipped(found, AGAIN))
            else:
                files[which] = found
                in_folders |= {found} if is_folder or is_pattern else set()
    if not files:
        raise nothing_in(named, len(skipped))
    return Files(tuple(files.values()), frozenset(in_folders), tuple(skipped))


def _fitting(pattern: str) -> Iterator[str | Skipped]:
    """The files that a pattern fits, by name."""
    fitting = sorted(glob.glob(pattern, recursive=True), key=os.fsencode)
    found = [path for path in fitting if not os.path.isdir(path)]
    if not found:
        message = f"No file fits {subject(pattern)}."
        help = "`*` stands for any part of a name, `**` for folders inside one another."
        raise Fault(Diagnostic("bad-value", message, help))
    for path in found:
        yield Skipped(path, SLATE) if os.path.basename(path) == SLATE_FILE else path


def each_once(paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files, each where it is first named; and the names of those named again."""
    files: dict[object, str] = {}
    again = []
    for path in paths:
        if (which := _which(path)) in files:
            again.append(path)
        else:
            files[which] = path
    return tuple(files.values()), tuple(again)


def nothing_in(paths: Iterable[str], skipped: int) -> Fault:
    """That no candidate was found, and how much was passed over."""
    passed = f" What is there was skipped ({skipped})." if skipped else ""
    message = f"There is no candidate in {listed(paths, 'and')}.{passed}"
    help = f"A candidate's file ends in {listed(ENDINGS)}."
    return Fault(Diagnostic("bad-value", message, help))


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
    if name == SLATE_FILE:
        return SLATE
    if os.path.islink(path) and os.path.commonpath((root, os.path.realpath(path))) != root:
        return LINK
    return "" if os.path.isfile(path) else ODD


def cases_beside(rubric: str) -> list[str]:
    """The case files in the folder `cases` beside a rubric's file, in order of name."""
    folder = Path(rubric).parent / "cases"
    return files_of([str(folder)]) if os.path.isdir(folder) else []


def files_of(paths: Iterable[str]) -> list[str]:
    """The files at some paths, in the order given; a folder stands for the case files in it."""
    return [file for path in paths for file in _files_at(path)]


def _files_at(path: str) -> list[str]:
    try:
        if not Path(path).is_dir():
            return [path]
        found = sorted(Path(path).iterdir())
    except (OSError, ValueError) as error:
        raise system_refusal(path, "read", error) from None
    shown = (file for file in found if not file.name.startswith("."))
    return [str(file) for file in shown if file.suffix.lower() in ENDINGS and not file.is_dir()]
