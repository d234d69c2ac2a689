"""The only place that lists files by the beginning of their name, for completion in a shell."""

import os

SUFFIXES = (".yaml", ".yml")
MOST = 200


def files_beginning(typed: str) -> list[str]:
    """YAML files whose path begins so, in order; none where nothing can be listed.

    Folders are left to the shell, which knows not to end a word after one.
    """
    start = typed.rpartition("/")[2]
    before = typed[: len(typed) - len(start)]
    try:
        with os.scandir(before or ".") as found:
            names = [item.name for item in found if item.name.endswith(SUFFIXES)]
    except (OSError, ValueError):
        return []
    return sorted(before + name for name in names if name.startswith(start))[:MOST]
