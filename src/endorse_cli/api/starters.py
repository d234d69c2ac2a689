"""Files to start from: a rubric, an overlay, a candidate to fill in; and how to go on with them."""

import re
from pathlib import Path
from typing import Literal

from endorse_cli.api.rubrics import LoadedRubric, load_rubric
from endorse_cli.api.writing import write_all_new
from endorse_cli.files import paths
from endorse_cli.files.catalog import (
    DEFAULT,
    WORKFLOW,
    name_beside,
    shipped_rubrics,
    starter_files,
    workflow,
)
from endorse_cli.files.paths import AnyPath, as_path, as_rubric
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.plain import Plain

NOBODY = Candidate.model_construct(name="nobody", answers={})


StarterKind = Literal["gate", "points", "table"]
"""What a new rubric may be."""


def new_rubric(folder: AnyPath, kind: StarterKind = "gate") -> tuple[str, ...]:
    """Write a rubric to start from, with its document, cases and a candidate; the files written.

    `gate`: conditions in order. `points`: ratings, weights and bands behind a gate. `table`: an
    outcome for every combination of answers.
    A `Fault`, and nothing is written, where one of them is there already.
    """

    return _written(as_path(folder), starter_files(kind))


def new_overlay(folder: AnyPath, extends: AnyPath) -> tuple[str, ...]:
    """Write an overlay of a rubric to start from, with a case and a blank candidate.

    `extends` is a shipped name, or a path as it is seen from the folder. A `Fault`, and nothing is
    written, where one of the files is there already or the rubric below has faults.
    """
    from endorse_cli.reports.blank_files import blank_candidate, first_case, overlay_start

    folder, base = as_path(folder), as_rubric(extends)
    below = base if base in shipped_rubrics() else Path(paths.seen_from(folder, base))
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
        words += ["--rubric", quote(named)] if by_id or name_beside(named, path) is None else []
    return " ".join(words)


def blank_candidate(rubric: AnyPath | None = None, file: AnyPath = "-") -> str:
    """A candidate file to fill in, with questions, anchors and citations as comments.

    It names its rubric as seen from `file`, where that is a path inside the file's own folder;
    where it is not, a comment says how the command names it.
    """
    from endorse_cli.reports.blank_files import blank_candidate as blank

    named = as_rubric(rubric) or DEFAULT
    loaded, beside = load_rubric(named).rubric, name_beside(named, as_path(file))
    elsewhere = named if beside is None and named not in shipped_rubrics() else None
    return blank(loaded, beside, elsewhere)
