"""Long commands: how far they are is shown, and interrupted they give what there is."""

import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from endorse_cli.api import (
    candidates,
    coverage_and_mutation,
    diff_parts,
    inspection,
    revisions,
    sensitivity,
)
from endorse_cli.cli import terminal
from endorse_cli.models.audits import INTERRUPTED
from endorse_cli.review import measurement
from endorse_cli.review.checks import promise_broken
from endorse_cli.review.mutants import Bench

from .running import ROOT, Endorse

RIVERBEND = ROOT / "examples/riverbend/rubric.yaml"
SURPLUS = ROOT / "examples/endorsed-on-surplus.yaml"


class Long(NamedTuple):
    """A long command, what it does again and again, and what its bar says."""

    words: tuple[object, ...]
    owner: object
    name: str
    shows: str


LONG = {
    "check": Long(("check",), promise_broken, "prove", "promises looked at"),
    "mutate": Long(("mutate",), Bench, "judge", "changes tried"),
    "coverage": Long(("coverage",), measurement, "tried_by", "things looked for"),
    "sensitivity": Long(
        ("sensitivity", "--candidates", SURPLUS), sensitivity, "interval", "numbers worked out"
    ),
    "diff": Long(
        ("diff", "class-alignment", RIVERBEND, "--candidates", SURPLUS, SURPLUS.parent / "slate"),
        diff_parts,
        "score_document",
        "files of candidates",
    ),
}


def interrupt(patch: pytest.MonkeyPatch, owner: object, name: str, after: int) -> None:
    """Interrupt what is called `name`, after so many times that it is asked."""
    real: Callable[..., object] = getattr(owner, name)
    asked = 0

    def counting(*args: object, **more: object) -> object:
        nonlocal asked
        asked += 1
        if asked > after:
            raise KeyboardInterrupt
        return real(*args, **more)

    patch.setattr(owner, name, counting)


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_what_there_is_when_it_is_interrupted_is_given(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch, long: Long
) -> None:
    """The part that was worked out, and each thing that was not, by itself; 130, no traceback."""
    interrupt(monkeypatch, long.owner, long.name, 4)
    ended = endorse("rubric", *long.words, "--format", "json")
    assert ended.status == 130
    assert ended.err == "endorse: interrupted\n"
    found = json.loads(ended.out)
    left = [part for part in found["unchecked"] if part["why"] == INTERRUPTED]
    assert left
    assert len({part["what"] for part in left}) == len(left)


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_people_are_told_how_much_was_not_looked_at(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch, long: Long
) -> None:
    """The table says so too, and that nothing was found is not said of what was not looked at."""
    interrupt(monkeypatch, long.owner, long.name, 4)
    ended = endorse("rubric", *long.words)
    assert ended.status == 130
    assert INTERRUPTED in " ".join(ended.out.split())
    assert "every one of" not in ended.out
    assert "try all of" not in ended.out


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        (inspection, "largest_diagrams", ("check",)),
        (revisions, "compare", ("diff", "class-alignment", RIVERBEND)),
        (coverage_and_mutation, "measure", ("coverage",)),
        (coverage_and_mutation, "bench", ("mutate",)),
    ],
)
def test_while_diagrams_are_built_there_is_what_needs_none(
    endorse: Endorse,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    words: tuple[object, ...],
) -> None:
    """Notes and changes of texts are told; no promise and no decision is said to be looked at."""
    interrupt(monkeypatch, module, name, 0)
    ended = endorse("rubric", *words, "--format", "json")
    assert ended.status == 130
    found = json.loads(ended.out)
    assert {part["why"] for part in found["unchecked"]} == {INTERRUPTED}
    if "promises" in found:
        assert found["promises"][0]["result"] == "not_proved"
    assert found.get("changes") or found.get("cases") or found["promises"]


@pytest.mark.parametrize(
    ("module", "name", "after", "named"),
    [
        (candidates, "judge_document", 1, "endorsed-cadre.yaml"),
        (sensitivity, "Judge", 1, "Marisol Quennell"),
    ],
)
def test_candidates_that_were_not_got_to_are_named(
    endorse: Endorse,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    name: str,
    after: int,
    named: str,
) -> None:
    """Sensitivity that is interrupted while candidates are judged says of whom nothing is told."""
    interrupt(monkeypatch, module, name, after)
    other = ROOT / "examples/endorsed-cadre.yaml"
    words = ("rubric", "sensitivity", "--candidates", SURPLUS, other, "--format", "json")
    ended = endorse(*words)
    assert ended.status == 130
    found = json.loads(ended.out)
    assert len(found["candidates"]) == 1
    left = [part["what"] for part in found["unchecked"] if part["why"] == INTERRUPTED]
    assert any(named in what for what in left)


def test_of_several_rubrics_those_that_were_checked_are_given(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops in the second has the first, and reads that the third is not looked at."""
    words = ("rubric", "check", "class-alignment", RIVERBEND, "supplier-review")
    count = len(json.loads(endorse("rubric", "check", "--format", "json").out)["promises"])
    interrupt(monkeypatch, promise_broken, "prove", count + 1)
    ended = endorse(*words, "--format", "json")
    assert ended.status == 130
    found = json.loads(ended.out)
    first, second = found["rubrics"]
    assert first["unchecked"] == []
    assert {part["why"] for part in second["unchecked"]} == {INTERRUPTED}
    assert found["unchecked"] == [{"what": "supplier-review", "why": INTERRUPTED}]


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_person_sees_how_far_it_is_and_a_pipe_does_not(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch, long: Long
) -> None:
    """On a terminal's standard error the bar counts; in a pipe nothing of it is written."""
    monkeypatch.setattr(terminal, "EVERY", 0)
    interrupt(monkeypatch, long.owner, long.name, 30)
    assert long.shows in endorse("rubric", *long.words, terminal=True).err
    assert long.shows not in endorse("rubric", *long.words).err


def test_while_nothing_is_heard_the_bar_is_shown_all_the_same(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Building diagrams says nothing for long; what is built is on the screen meanwhile."""
    shown: list[terminal.Bar] = []

    class Told(terminal.Timer):
        def start(self) -> None:
            self.function()

    monkeypatch.setattr(terminal, "Timer", Told)
    monkeypatch.setattr(terminal.Bar, "__exit__", lambda bar, *_: shown.append(bar))
    endorse("rubric", "check", terminal=True)
    (bar,) = shown
    assert bar.shown is not None
    bar.shown.stop()
