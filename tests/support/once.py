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
from endorse_cli.models.candidate import Candidate

ROOT = Path(__file__).parents[2]

load_layers = rubrics.load_layers
assess = LoadedRubric.assess

LOADED: dict[tuple[tuple[str, str], ...], LoadedRubric] = {}
"""The rubrics of the project's own files that were loaded, by paths and contents."""

JUDGED: dict[tuple[int, str], Assessment] = {}
"""What comes out under one of them as it stands on a day, by answers."""


def load_once(layered: Layered) -> LoadedRubric:
    """The rubric of files that have been read; one of the project's own is compiled once."""
    key = tuple((document.source.name, document.digest) for document in layered.documents)
    if not all(Path(name).resolve().is_relative_to(ROOT) for name, _ in key):
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


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Within it rubrics and judgments are shared, and a slate has one worker unless it says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rubrics, "load_layers", load_once)
        patch.setattr(LoadedRubric, "assess", assess_once)
        patch.setattr(slate, "_cores", lambda: 1)
        yield
