"""The only place that says which files a rubric may build on: none outside its own tree."""

import os
from pathlib import Path

from endorse_cli.diagnostics import Diagnostic, Fault, listed, nearest, quoted
from endorse_cli.files.paths import is_path
from endorse_cli.files.shipped import shipped_rubrics

_ADDRESS = "://"
_TRAIL = ("extends",)


def tree_of(path: Path) -> Path:
    """The folder that `extends` may not leave: the repository of a file, else its own folder."""
    folder = path.parent.resolve()
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    return folder


def find_base(named: str, beside: Path, tree: Path) -> Path:
    """The file that `extends: named` means in a file of the folder `beside`.

    A shipped name, or a relative path to a file that stays inside the tree after links. Raises a
    `Fault` whose trail is the key.
    """
    shipped = shipped_rubrics()
    if named in shipped:
        return shipped[named]
    path = Path(named)
    if not is_path(named):
        near = nearest(named, list(shipped))
        hint = f"Did you mean {quoted(near)}? " if near else ""
        raise _refused(
            f"There is no shipped rubric {quoted(named)} to extend.",
            f"{hint}Shipped: {listed(shipped)}. A file is named by its path, as `./base.yaml`.",
        )
    if _ADDRESS in named or named.startswith("~") or path.is_absolute() or _has_drive(named):
        raise _refused(
            f"`extends`: {quoted(named)} is not a path inside this folder tree.",
            "Write a shipped name, or a relative path such as `../base/rubric.yaml`.",
        )
    if not _stays_inside(beside / path, tree):
        raise _refused(
            f"`extends`: {quoted(named)} leads out of the folder tree of this rubric.",
            "Put the base into the same repository or, without one, into the same folder.",
        )
    found = beside / path
    return found / "rubric.yaml" if os.path.isdir(found) else found


def _has_drive(named: str) -> bool:
    return "\\" in named or named[1:2] == ":"


def _stays_inside(path: Path, tree: Path) -> bool:
    try:
        return "\0" not in str(path) and path.resolve().is_relative_to(tree)
    except (OSError, RuntimeError):
        return False


def _refused(message: str, help: str) -> Fault:
    return Fault(Diagnostic("bad-value", message, help, _TRAIL))
