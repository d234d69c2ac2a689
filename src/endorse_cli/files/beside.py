"""The only place that finds a file by its name beside another."""

import os

from endorse_cli.files.trouble import STDIN


def beside(path: str, name: str) -> str | None:
    """The path of a file with this name in the folder of another, or in it if that is a folder.

    A name that leads anywhere else is none: what a record says does not choose what is read.
    """
    if path == STDIN or not name or os.path.basename(name) != name:
        return None
    found = os.path.join(path if os.path.isdir(path) else os.path.dirname(path), name)
    return found if is_there(found) else None


def is_there(path: str) -> bool:
    """Whether a path leads to a file."""
    try:
        return os.path.isfile(path)
    except ValueError:
        return False
