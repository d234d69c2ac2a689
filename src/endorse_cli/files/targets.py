"""The only place that looks at where a file is to be written, before it is."""

import os
from pathlib import Path

from endorse_cli.files.trouble import refusal, system_refusal


def make_folder(path: str) -> None:
    """Make a folder and those above it where they are missing; a `Fault` where that is refused."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise system_refusal(path, "made", error) from None


def seen_from(folder: str, path: str) -> str:
    """A path as it is seen from a folder, which may be one that is still to be made."""
    found = os.path.join(folder, path)
    return found if os.path.isdir(folder) else os.path.normpath(found)


REPLACE = "Choose another name, or replace it with `--force`."


def refuse_existing(path: str, advice: str = REPLACE) -> None:
    """A `Fault` where something has this name already."""
    if os.path.lexists(path):
        raise refusal(path, "written", "it is already there", advice)
