"""What is the same for every test of a process, worked out once: the project's own rubrics.

A slate shares a rubric among thousands of candidates, and so do the tests of one process here.
Files of a test's own, `rubric check`, the engine's own tests and whole processes share nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from endorse_cli.api import rubrics
from endorse_cli.api.layered_rubric import Layered
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.cli import slate
from endorse_cli.files.catalog import Tree
from endorse_cli.files.document import Document

ROOT = Path(__file__).parents[2]

load_layers = rubrics.load_layers
read = Tree.read

READ: dict[tuple[str, Path, int], Document] = {}
"""The project's own rubrics as they were read, by name, by file and by when that was written."""

LOADED: dict[tuple[tuple[str, str], ...], LoadedRubric] = {}
"""The rubrics of the project's own files that were loaded, by paths and contents."""


def is_ours(name: str) -> bool:
    """Whether a file is one of the project's own."""
    # A link that leads to itself has no end, and its reader is the one to say so.
    return Path(os.path.realpath(name)).is_relative_to(ROOT)


def read_once(tree: Tree, path: Path) -> Document:
    """The document of a rubric's file; one of the project's own is read once."""
    if not is_ours(str(path)) or not path.is_file():
        return read(tree, path)
    key = (str(path), path.resolve(), path.stat().st_mtime_ns)
    if key not in READ:
        READ[key] = read(tree, path)
    return READ[key]


def load_once(layered: Layered) -> LoadedRubric:
    """The rubric of files that have been read; one of the project's own is compiled once."""
    key = tuple((document.source.name, document.digest) for document in layered.documents)
    if not all(is_ours(name) for name, _ in key):
        return load_layers(layered)
    if key not in LOADED:
        LOADED[key] = load_layers(layered)
    return LOADED[key]


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Within it rubrics are shared, and a slate has one worker unless it says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tree, "read", read_once)
        patch.setattr(rubrics, "load_layers", load_once)
        patch.setattr(slate, "_cores", lambda: 1)
        yield
