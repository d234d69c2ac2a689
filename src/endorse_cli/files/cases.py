"""The only place that finds the files with a rubric's cases."""

import os
from collections.abc import Iterable
from pathlib import Path

from endorse_cli.files.trouble import system_refusal

ENDINGS = (".yaml", ".yml", ".json", ".jsonl")


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
    return [str(file) for file in found if _is_for_cases(file)]


def _is_for_cases(file: Path) -> bool:
    return file.suffix.lower() in ENDINGS and not file.name.startswith(".") and not file.is_dir()
