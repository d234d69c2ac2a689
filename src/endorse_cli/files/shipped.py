"""The only place that finds rubrics: those that ship, and those beside a person's own file."""

import os
from pathlib import Path

from endorse_cli.diagnostics import Diagnostic, Fault, listed, nearest, quoted
from endorse_cli.files.paths import is_path

DEFAULT = "class-alignment"
_PACKAGE = Path(__file__).parents[1]


def rubrics_folder() -> Path:
    """Where the shipped rubrics are: inside the wheel, or at the top of the source tree."""
    inside = _PACKAGE / "rubrics"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "rubrics"


def shipped_rubrics() -> dict[str, Path]:
    """The rubrics that ship with the program, by name, in order of name."""
    return {path.parent.name: path for path in sorted(rubrics_folder().glob("*/rubric.yaml"))}


def find_rubric(named: str, beside: Path | None = None) -> Path:
    """The file of a rubric: a shipped name, or a path.

    With `beside`, the path was written in a file of that folder, so it may only lead to a file
    inside the folder: other people's files do not choose what is read on this machine.
    """
    shipped = shipped_rubrics()
    if named in shipped:
        return shipped[named]
    path = Path(named)
    if not is_path(named) and not (beside is None and os.path.exists(path)):
        near = nearest(named, list(shipped))
        hint = f"Did you mean {quoted(near)}? " if near else ""
        message = f"There is no shipped rubric {quoted(named)}."
        help = f"{hint}Shipped: {listed(shipped)}. A file is named by its path, as `./mine.yaml`."
        raise Fault(Diagnostic("bad-value", message, help, ("rubric",)))
    if beside is None:
        return path / "rubric.yaml" if os.path.isdir(path) else path
    if not _stays_inside(path, beside):
        message = f"The rubric {quoted(named)} is not inside the candidate file's own folder."
        help = "Name it on the command line with `--rubric FILE`, or put it beside the candidate."
        raise Fault(Diagnostic("bad-value", message, help, ("rubric",)))
    return beside / path


def _stays_inside(path: Path, folder: Path) -> bool:
    if path.is_absolute() or "\0" in str(path):
        return False
    try:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def name_beside(named: str, file: str) -> str | None:
    """How a candidate's file names a rubric that it may name: a path inside its own folder.

    None for a shipped name, and where the rubric is not inside that folder.
    """
    if named in shipped_rubrics():
        return None
    folder = Path(file).parent.resolve()
    path = find_rubric(named).resolve()
    return f"./{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else None
