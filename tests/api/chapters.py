"""Overlays as files in a test's own folder, over the small rubric of the pages on checks."""

from pathlib import Path
from textwrap import dedent, indent

from endorse_cli import api
from endorse_cli.diagnostics import Diagnostic, Fault

BASE = Path(__file__).parents[2] / "docs" / "checks" / "base.yaml"

HEAD = """\
format: 1
rubric: mill-lane
version: 1.0.0
extends: base.yaml
title: "As Mill Lane has it"
"""

OWN = "from: p2.1, basis: chapter, adopted: {by: the house meeting, date: 2026-01-10}"
"""Grounds of a line of the chapter's own."""


def put_base(folder: Path, more: str = "") -> Path:
    """The rubric at the bottom, with more sections if need be."""
    path = folder / "base.yaml"
    path.write_text(f"{BASE.read_text(encoding='utf-8')}{dedent(more)}", encoding="utf-8")
    return path


def put_overlay(folder: Path, body: str, name: str = "overlay.yaml", head: str = HEAD) -> Path:
    """An overlay; `OWN` in its body stands for grounds of the chapter's own."""
    path = folder / name
    path.write_text(head + dedent(body).replace("OWN", OWN), encoding="utf-8")
    return path


def overlaid(folder: Path, body: str, more: str = "") -> api.LoadedRubric:
    """A sound overlay over the base, loaded."""
    put_base(folder, more)
    return api.load_rubric(str(put_overlay(folder, body)))


def faults_of(path: Path) -> tuple[Diagnostic, ...]:
    """Everything that stands in the way of loading a rubric."""
    try:
        api.load_rubric(str(path))
    except Fault as fault:
        return fault.diagnostics
    return ()


def outcome(loaded: api.LoadedRubric, answers: str, head: str = "") -> tuple[str, ...]:
    """The outcomes of `grant` that are possible for a candidate, written as YAML."""
    text = f"candidate: The house\n{dedent(head)}answers:\n{indent(dedent(answers), '  ')}\n"
    scored = api.score_text(text.encode(), loaded)
    return scored.assessment.decisions["grant"].possible
