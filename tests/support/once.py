"""What is the same for every test of a process, worked out once: the project's own rubrics.

A slate shares a rubric among thousands of candidates, and so do the tests of one process here.
Files of a test's own, `rubric check`, the engine's own tests and whole processes share nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from endorse_cli.api import rubrics
from endorse_cli.api.rubrics import Layered, LoadedRubric
from endorse_cli.cli import slate
from endorse_cli.files import yaml
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.source import Source

ROOT = Path(__file__).parents[2]

parse_yaml = yaml.parse_yaml
load_layers = rubrics.load_layers

READ: dict[tuple[str, int, bool, bytes], list[Document | Findings]] = {}
"""What stands in the project's own files, by path and bytes."""

LOADED: dict[tuple[tuple[str, str], ...], LoadedRubric] = {}
"""The rubrics of the project's own files that were loaded, by paths and contents."""


def is_ours(name: str) -> bool:
    """Whether a file is one of the project's own."""
    return Path(name).resolve().is_relative_to(ROOT)


def parse_once(source: Source) -> list[Document | Findings]:
    """What stands in a file; one of the project's own is parsed once."""
    if not is_ours(source.name):
        return parse_yaml(source)
    key = (source.name, source.line, source.bom, source.data)
    if key not in READ:
        READ[key] = parse_yaml(source)
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
        patch.setattr(yaml, "parse_yaml", parse_once)
        patch.setattr(rubrics, "load_layers", load_once)
        patch.setattr(slate, "_cores", lambda: 1)
        yield
