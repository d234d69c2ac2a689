"""The only place that starts a rubric: one of its own, or what a chapter adds to another."""

import re
from pathlib import Path

from endorse_cli.api.loading import LoadedRubric, load_rubric
from endorse_cli.api.writing import write_all_new
from endorse_cli.files.paths import AnyPath, as_path, as_rubric
from endorse_cli.files.rubrics import shipped_rubrics
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.plain import Plain

NOBODY = Candidate.model_construct(name="nobody", answers={})


def new_rubric(folder: AnyPath) -> tuple[str, ...]:
    """Write a rubric to start from, with its document, cases and a candidate; the files written.

    A `Fault`, and nothing is written, where one of them is there already.
    """
    from endorse_cli.files.rubrics import starter_files

    return _written(as_path(folder), starter_files())


def new_overlay(folder: AnyPath, extends: AnyPath) -> tuple[str, ...]:
    """Write an overlay of a rubric to start from, with a case and a blank candidate.

    `extends` is a shipped name, or a path as it is seen from the folder. A `Fault`, and nothing is
    written, where one of the files is there already or the rubric below has faults.
    """
    from endorse_cli.files.rubrics import WORKFLOW, workflow_without_document
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
        WORKFLOW: workflow_without_document(),
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
