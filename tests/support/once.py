"""What is the same for every test of a process, worked out once: rubrics, and what comes out.

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
from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled
from endorse_cli.files import yaml
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.source import Source
from endorse_cli.models.candidate import Candidate
from endorse_cli.slate import likeness

ROOT = Path(__file__).parents[2]

parse_yaml = yaml.parse_yaml
load_layers = rubrics.load_layers
assess = LoadedRubric.assess
counting = likeness._counting

READ: dict[tuple[str, int, bool, bytes], list[Document | Findings]] = {}
"""What stands in the project's own files, by path and bytes."""

LOADED: dict[tuple[tuple[str, str], ...], LoadedRubric] = {}
"""The rubrics of the project's own files that were loaded, by paths and contents."""

JUDGED: dict[tuple[int, str], Assessment] = {}
"""What comes out under one of them as it stands on a day, by answers."""


COUNTING: dict[tuple[int, str], list[likeness.Counting]] = {}
"""Which way each answer counts in a decision of one of them."""


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


def assess_once(view: LoadedRubric, candidate: Candidate) -> Assessment:
    """What comes out for a candidate; the same answers under a shared rubric are judged once."""
    if not any(view.layered is loaded.layered for loaded in LOADED.values()):
        return assess(view, candidate)
    key = (id(view), repr((candidate.answers, candidate.given)))
    if key not in JUDGED:
        JUDGED[key] = assess(view, candidate)
    return JUDGED[key]


def counting_once(compiled: Compiled, decision: str) -> list[likeness.Counting]:
    """Which way each answer counts in a decision of a rubric; of a shared one found once."""
    if not any(compiled is loaded.__dict__.get("compiled") for loaded in LOADED.values()):
        return counting(compiled, decision)
    key = (id(compiled), decision)
    if key not in COUNTING:
        COUNTING[key] = counting(compiled, decision)
    return COUNTING[key]


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Within it rubrics and judgments are shared, and a slate has one worker unless it says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "parse_yaml", parse_once)
        patch.setattr(rubrics, "load_layers", load_once)
        patch.setattr(LoadedRubric, "assess", assess_once)
        patch.setattr(likeness, "_counting", counting_once)
        patch.setattr(slate, "_cores", lambda: 1)
        yield
