"""The only place that loads a rubric: found, read, checked for structure, compiled."""

from functools import cached_property
from pathlib import Path

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.engine.assess import Assessment
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_document
from endorse_cli.files.shipped import DEFAULT, find_rubric, shipped_rubrics
from endorse_cli.models.answers import CandidateReader
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.load import read_rubric
from endorse_cli.models.record import RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.structure import structure_faults


class LoadedRubric:
    """A sound rubric, compiled, with what is needed to read candidates under it."""

    def __init__(self, document: Document, rubric: Rubric) -> None:
        self.document = document
        self.rubric = rubric
        self._is_too_large = False
        self.part: RubricPart = {
            "id": rubric.id,
            "version": rubric.version,
            "digest": document.digest,
            "extends": [],
        }

    @cached_property
    def compiled(self) -> Compiled:
        """The diagrams; made when first asked for. Raises `TooManyNodes` past the budget."""
        if self._is_too_large:
            raise TooManyNodes
        try:
            return compile_rubric(self.rubric)
        except TooManyNodes:
            self._is_too_large = True
            raise

    @cached_property
    def reader(self) -> CandidateReader:
        """Reads candidates under this rubric."""
        return CandidateReader(self.rubric)

    def assess(self, candidate: Candidate) -> Assessment:
        """What comes out for a candidate.

        Where the whole rubric is over the node budget, the diagrams are built over the candidate's
        open answers only: outcomes are exact, reasons and changes are not worked out.
        """
        try:
            compiled = self.compiled
        except TooManyNodes:
            compiled = self._over_open_answers(candidate)
        return Assessment(compiled, candidate.answers, self.reader.absent, candidate.given)

    def _over_open_answers(self, candidate: Candidate) -> Compiled:
        answers = {**self.reader.absent, **candidate.answers}
        masks = [mask for answer in answers.values() for mask in answer.masks]
        try:
            return compile_rubric(self.rubric, known=masks)
        except TooManyNodes:
            message = f"With so much open, {quoted(self.rubric.id)} is too large to be worked out."
            help = "Answer more of its questions, or divide the rubric's decision."
            place = self.document.place(("decisions",), on_key=True)
            raise Fault(Diagnostic("too-large", message, help, place=place)) from None


def shipped() -> dict[str, Path]:
    """The rubrics that ship with the program, by name."""
    return shipped_rubrics()


def load_rubric(named: str = DEFAULT, *, beside: Path | None = None) -> LoadedRubric:
    """A rubric by its shipped name or its path, checked for structure.

    Raises `Fault` with every problem found, each at its place.
    """
    document = read_document(str(find_rubric(named, beside)))
    rubric, found = read_rubric(document.value)
    faults = [*found, *structure_faults(rubric, sound=not found)]
    if faults:
        raise Fault(*document.locate(faults))
    return LoadedRubric(document, rubric)
