"""What is said of a candidate under the small sound rubric, and what is read of it."""

from typing import Any, TypeAlias

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.domain import Variable, names_in, rubric_variables
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.evidence import Answer
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.rubric_reader import read_rubric
from support.base import base

Plain = Any
Wrong: TypeAlias = tuple[str, Plain, str, tuple[str | int, ...], str]
"""A criterion, what is said of it, and the fault: its code, its place in the answer, its help."""

SOURCE = {"source": "https://records.example/7", "date": "2026-03-01", "says": "Seen there."}
ALL_DEGREES = ["none", "some", "clear"]
REASONS = ("not_asked", "no_reply", "declined", "could_not_verify")


def reader(rubric: Plain = None) -> CandidateReader:
    """What reads candidates under the small rubric, or under one like it."""
    return CandidateReader(read_rubric(rubric or base())[0])


def candidate(answers: Plain, head: Plain = None, under: Plain = None) -> Candidate:
    """A candidate of whom this is said; nothing may be wrong."""
    whole = {"candidate": "Odalys Wren", "answers": answers, **(head or {})}
    read, found = reader(under).read(whole)
    assert found == ()
    assert read is not None
    return read


def answer(id: str, said: Plain, rubric: Plain = None) -> Answer:
    """One answer; nothing may be wrong with it."""
    return candidate({id: said}, under=rubric).answers[id]


def possible(answer: Answer, id: str) -> dict[str, list[str]]:
    """The values still possible, by variable."""
    variables: tuple[Variable, ...] = rubric_variables(read_rubric(base())[0])
    own = [v for v in variables if v.criterion == id]
    return {v.id: names_in(v, mask) for v, mask in zip(own, answer.masks, strict=True)}


def faults(answers: Plain, rubric: Plain = None) -> list[Diagnostic]:
    """What is wrong with these answers."""
    read, found = reader(rubric).read({"candidate": "Odalys Wren", "answers": answers})
    assert (read is None) == any(one.severity == "error" for one in found)
    return list(found)


def one_fault(answers: Plain) -> Diagnostic:
    """The only thing that is wrong."""
    (found,) = faults(answers)
    return found


def see_one_fault(wrong: Wrong) -> None:
    """That what is wrong is told once, with its code, at its place, with the nearest word."""
    id, said, code, place, near = wrong
    found = one_fault({id: said})
    assert (found.code, found.trail) == (code, ("answers", id, *place))
    assert near in found.help


def ids_of(wrong: list[Wrong]) -> list[str]:
    """What each test is called."""
    return [f"{id}-{said!r}" for id, said, *_ in wrong]
