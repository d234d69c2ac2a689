"""Files that are written: a text whole or in parts, and files to start from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from endorse_cli.api.rubrics import LoadedRubric, load_rubric
from endorse_cli.files import targets
from endorse_cli.files.catalog import DEFAULT, shipped_rubrics
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, as_rubric
from endorse_cli.files.write import Renewed as Renewed
from endorse_cli.files.write import Writing, refuse_same_file, write_atomic, writing
from endorse_cli.files.write import write_folder as put_folder
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.plain import Plain
from endorse_cli.slate.workers import held as held


def is_screen(path: AnyPath) -> bool:
    """Whether a path means standard output: `-`, or `/dev/stdout` by any name."""
    return targets.is_screen(as_path(path))


def write(path: AnyPath, text: str | bytes, *, inputs: AnyPaths = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    refuse_same_file(as_path(path), as_paths(inputs))
    write_atomic(as_path(path), text)


@contextmanager
def write_parts(path: AnyPath, *, inputs: AnyPaths = ()) -> Iterator[Writing]:
    """Write a file piece by piece: whole, or where it is interrupted beside it as `PATH.part`.

    What the `with` gives is called with each piece. Its `keep()`, called while an interrupt is on
    its way out, says which name it was: one that nobody has.
    """
    refuse_same_file(as_path(path), as_paths(inputs))
    with writing(as_path(path)) as write:
        yield write


def is_folder(path: AnyPath) -> bool:
    """Whether a path means a folder: one that is there, or a name without an ending."""
    return not is_screen(path) and targets.is_folder(as_path(path))


def write_folder(folder: AnyPath, files: Iterable[tuple[str, str]]) -> Renewed:
    """Put files with their names into a folder, all or none, in place of those of an earlier run.

    Other files in it stay. Gives what of the earlier run was removed, and what somebody changed.
    """
    return put_folder(as_path(folder), files)


def write_all(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    targets.make_folder(as_path(folder))
    for name, text in files.items():
        path = Path(folder) / name
        targets.make_folder(str(path.parent))
        write(str(path), text)


def write_all_new(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder; a `Fault`, and nothing written, where one is there."""
    paths = {str(Path(folder) / name): text for name, text in files.items()}
    for path in paths:
        targets.refuse_existing(path, "Choose another folder, or take it away first.")
    write_all(folder, files)


def write_new(path: AnyPath, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    if not replace:
        targets.refuse_existing(as_path(path))
    write(path, text)


def need_library() -> None:
    """A `Fault` where the library that writes workbooks is not installed."""
    from endorse_cli.reports import workbook

    workbook.need_library()


NOBODY = Candidate.model_construct(name="nobody", answers={})


StarterKind = Literal["gate", "points", "table"]
"""What a new rubric may be."""


def new_rubric(folder: AnyPath, kind: StarterKind = "gate") -> tuple[str, ...]:
    """Write a rubric to start from, with its document, cases and a candidate; the files written.

    `gate`: conditions in order. `points`: ratings, weights and bands behind a gate. `table`: an
    outcome for every combination of answers.
    A `Fault`, and nothing is written, where one of them is there already.
    """
    from endorse_cli.files.catalog import starter_files

    return _written(as_path(folder), starter_files(kind))


def new_overlay(folder: AnyPath, extends: AnyPath) -> tuple[str, ...]:
    """Write an overlay of a rubric to start from, with a case and a blank candidate.

    `extends` is a shipped name, or a path as it is seen from the folder. A `Fault`, and nothing is
    written, where one of the files is there already or the rubric below has faults.
    """
    from endorse_cli.files.catalog import WORKFLOW, workflow
    from endorse_cli.files.targets import seen_from
    from endorse_cli.reports.blank_files import blank_candidate, first_case, overlay_start

    folder, base = as_path(folder), as_rubric(extends)
    below = base if base in shipped_rubrics() else Path(seen_from(folder, base))
    loaded = load_rubric(below)
    blank = blank_candidate(loaded.rubric)
    files = {
        "rubric.yaml": overlay_start(loaded.rubric, base, _id(folder)),
        "cases/first.yaml": first_case(_expected(loaded)),
        "candidate.yaml": blank.replace(f"rubric: {loaded.rubric.id}", "rubric: ./rubric.yaml", 1),
        WORKFLOW: workflow(document=""),
    }
    return _written(folder, files)


def _written(folder: str, files: dict[str, str]) -> tuple[str, ...]:
    write_all_new(folder, files)
    return tuple(str(Path(folder) / name) for name in files)


def _id(folder: str) -> str:
    """An id made of the folder's name."""
    words = re.sub(r"[^a-z0-9]+", "-", Path(folder).name.lower()).strip("-")
    return words if re.match(r"[a-z]", words) else "our-chapter"


def _expected(loaded: LoadedRubric) -> dict[str, Plain]:
    """What comes out for somebody of whom nothing is known."""
    decisions = loaded.at(None).assess(NOBODY).decisions
    return {
        id: decided.outcome if decided.outcome is not None else list(decided.possible)
        for id, decided in decisions.items()
    }


def score_command(file: AnyPath, rubric: AnyPath | None = None, *, by_id: bool = False) -> str:
    """The command that scores a file just written for a rubric, as it is typed in a shell.

    It has `--rubric` where the file itself does not lead to it: from outside the rubric's folder,
    or, `by_id`, where it names a rubric that does not ship by its id alone.
    """
    from shlex import quote

    path, named = as_path(file), as_rubric(rubric)
    words = ["endorse", "score", quote(path)]
    if named is not None and named not in shipped_rubrics():
        words += ["--rubric", quote(named)] if by_id or _is_elsewhere(named, path) else []
    return " ".join(words)


def _is_elsewhere(named: str, file: str) -> bool:
    """Whether a rubric is a file that a candidate's file cannot name."""
    from endorse_cli.files.catalog import name_beside

    return named not in shipped_rubrics() and name_beside(named, file) is None


def blank_candidate(rubric: AnyPath | None = None, file: AnyPath = "-") -> str:
    """A candidate file to fill in, with questions, anchors and citations as comments.

    It names its rubric as seen from `file`, where that is a path inside the file's own folder;
    where it is not, a comment says how the command names it.
    """
    from endorse_cli.files.catalog import name_beside
    from endorse_cli.reports.blank_files import blank_candidate as blank

    named, path = as_rubric(rubric), as_path(file)
    loaded = load_rubric(named or DEFAULT).rubric
    if named is None:
        return blank(loaded)
    return blank(loaded, name_beside(named, path), named if _is_elsewhere(named, path) else None)
