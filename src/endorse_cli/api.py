"""The only place that composes the steps: read, load, check, assess, record, render.

This is what Python users import. Everything that can go wrong with a file comes as a `Fault`
with its diagnostics, or, in a batch, as an `Invalid` among the results.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.engine.assess import Assessment, Decided, Line
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_documents
from endorse_cli.files.shipped import DEFAULT, find_rubric, shipped_rubrics
from endorse_cli.models.answers import CandidateReader
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.identity import identity
from endorse_cli.models.load import read_rubric
from endorse_cli.models.record import Record, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.record.assemble import Origin, assemble
from endorse_cli.review.structure import structure_faults

__all__ = [
    "Assessment",
    "Decided",
    "Invalid",
    "Line",
    "LoadedRubric",
    "Scored",
    "load_rubric",
    "score",
    "score_document",
    "shipped",
]


class LoadedRubric:
    """A sound rubric, compiled, with what is needed to read candidates under it."""

    def __init__(self, document: Document, rubric: Rubric) -> None:
        self.document = document
        self.rubric = rubric
        self.part: RubricPart = {
            "id": rubric.id,
            "version": rubric.version,
            "digest": document.digest,
            "extends": [],
        }

    @cached_property
    def compiled(self) -> Compiled:
        """The diagrams; made when first asked for."""
        return compile_rubric(self.rubric)

    @cached_property
    def reader(self) -> CandidateReader:
        """Reads candidates under this rubric."""
        return CandidateReader(self.rubric)

    def assess(self, candidate: Candidate) -> Assessment:
        """What comes out for a candidate."""
        return Assessment(self.compiled, candidate.answers, self.reader.absent)


class Scored(NamedTuple):
    """One candidate's result."""

    candidate: Candidate
    assessment: Assessment
    loaded: LoadedRubric
    document: Document
    as_of: date | None

    @property
    def record(self) -> Record:
        """The result as a record: plain values, the same for the same inputs."""
        origin = Origin(
            Path(self.document.source.name).name, self.document.digest, self.loaded.part
        )
        return assemble(self.candidate, self.assessment, origin, self.as_of)


class Invalid(NamedTuple):
    """One candidate, or one file, that could not be judged, and why."""

    source: str
    diagnostics: tuple[Diagnostic, ...]


def shipped() -> dict[str, Path]:
    """The rubrics that ship with the program, by name."""
    return shipped_rubrics()


def load_rubric(named: str = DEFAULT, *, beside: Path | None = None) -> LoadedRubric:
    """A rubric by its shipped name or its path, checked for structure.

    Raises `Fault` with every problem found, each at its place.
    """
    document = _only_document(str(find_rubric(named, beside)))
    rubric, found = read_rubric(document.value)
    faults = [d for d in (*found, *structure_faults(rubric)) if d.severity == "error"]
    if faults:
        raise Fault(*document.locate(faults))
    return LoadedRubric(document, rubric)


def _only_document(path: str) -> Document:
    documents = list(read_documents(path))
    first = documents[0]
    if not isinstance(first, Document):
        raise Fault(*first)
    if len(documents) > 1:
        message = f"`{path}` holds {len(documents)} documents, and a rubric is one."
        raise Fault(Diagnostic("bad-shape", message, "Keep each rubric in a file of its own."))
    return first


def score(
    paths: Iterable[str], *, rubric: str | None = None, as_of: date | None = None
) -> Iterator[Scored | Invalid]:
    """Every candidate in the files, in order; what cannot be judged is one result among them.

    `rubric` wins over what a candidate names, `as_of` over its own and over its election.
    """
    shelf = _Shelf(rubric)
    seen: dict[tuple[str, ...], str] = {}
    for path in paths:
        try:
            documents = list(read_documents(path))
        except Fault as fault:
            yield Invalid(path, fault.diagnostics)
            continue
        for document in documents:
            if isinstance(document, Document):
                yield _once(_score(document, shelf, as_of), seen)
            else:
                yield Invalid(path, document)


def score_document(
    document: Document, loaded: LoadedRubric, as_of: date | None = None
) -> Scored | Invalid:
    """One document that has been read, under one rubric."""
    candidate, found = loaded.reader.read(document.value)
    if candidate is None:
        return Invalid(document.source.name, tuple(document.locate(found)))
    day = as_of or candidate.as_of or candidate.election
    return Scored(candidate, loaded.assess(candidate), loaded, document, day)


class _Shelf:
    """Every rubric that a run needs, loaded once."""

    def __init__(self, chosen: str | None) -> None:
        self.loaded: dict[Path, LoadedRubric] = {}
        self.chosen = self.take(find_rubric(chosen)) if chosen is not None else None

    def take(self, path: Path) -> LoadedRubric:
        if path not in self.loaded:
            self.loaded[path] = load_rubric(str(path))
        return self.loaded[path]

    def for_document(self, document: Document) -> LoadedRubric:
        if self.chosen is not None:
            return self.chosen
        named = document.value.get("rubric") if isinstance(document.value, dict) else None
        if not isinstance(named, str):
            return self.take(find_rubric(DEFAULT))
        return self.take(find_rubric(named, Path(document.source.name).parent))


def _score(document: Document, shelf: _Shelf, as_of: date | None) -> Scored | Invalid:
    try:
        loaded = shelf.for_document(document)
    except Fault as fault:
        unplaced = any(d.place is None for d in fault.diagnostics)
        found = document.locate(fault.diagnostics) if unplaced else fault.diagnostics
        return Invalid(document.source.name, tuple(found))
    return score_document(document, loaded, as_of)


def _once(result: Scored | Invalid, seen: dict[tuple[str, ...], str]) -> Scored | Invalid:
    """The result, or why it is refused: the same candidate was there before."""
    if isinstance(result, Invalid):
        return result
    here = f"{result.document.source.name}:{result.document.line}"
    first = seen.setdefault(identity(result.candidate), here)
    if first == here:
        return result
    message = f"`{result.candidate.name}` stands here and at {first}, for the same seat and election."
    help = "Remove one of them, or correct the name, the seat or the election."
    doubled = Diagnostic("doubled-id", message, help, ("candidate",))
    return Invalid(result.document.source.name, tuple(result.document.locate([doubled])))
