"""The only place that takes paths and texts as Python users write them."""

import os
from collections.abc import Iterable
from typing import TypeAlias, overload

AnyPath: TypeAlias = str | os.PathLike[str]
"""A path: `"a.yaml"` or `Path("a.yaml")`."""

AnyPaths: TypeAlias = AnyPath | Iterable[AnyPath]
"""Several paths; one alone stands for itself."""

AnyText: TypeAlias = str | bytes
"""The text of a file: as it is written in a program, or as it stands on the disk."""


@overload
def as_path(path: AnyPath) -> str: ...
@overload
def as_path(path: AnyPath | None) -> str | None: ...
def as_path(path: AnyPath | None) -> str | None:
    """A path as text; None stays None."""
    return None if path is None else os.fspath(path)


def as_paths(paths: AnyPaths) -> tuple[str, ...]:
    """Paths as texts, in order."""
    several = (paths,) if isinstance(paths, str | os.PathLike) else paths
    return tuple(as_path(path) for path in several)


@overload
def as_rubric(named: AnyPath) -> str: ...
@overload
def as_rubric(named: AnyPath | None) -> str | None: ...
def as_rubric(named: AnyPath | None) -> str | None:
    """What names a rubric, as text: only a text can be the name of a shipped one.

    `Path("./mine")` forgets its dot, which is what tells a folder from a name.
    """
    text = as_path(named)
    if text is None or isinstance(named, str) or is_path(text):
        return text
    return os.path.join(os.curdir, text)


def is_path(named: str) -> bool:
    """Whether what names a rubric can only be a path."""
    return "/" in named or "\\" in named or named.lower().endswith((".yaml", ".yml", ".json"))


def as_bytes(text: AnyText) -> bytes:
    """A text as it would stand in a file; half a character stays one, for the reader to refuse."""
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
