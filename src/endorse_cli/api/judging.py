"""The only place for what one process does with a piece of a slate: read it and judge it."""

from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from endorse_cli.api.loading import LoadedRubric
from endorse_cli.api.scoring import Invalid, Scored, Shelf, judge_document
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Document
from endorse_cli.files.pieces import Piece, read_piece
from endorse_cli.slate.entry import Decider, Entry, Outcome, entry_of, who_digest


class Order(NamedTuple):
    """What is wanted of every candidate: how it is judged, and what is made of it."""

    rubric: str | None
    as_of: date | None
    format: str
    keeps: bool


class Judged(NamedTuple):
    """One candidate: who, by a digest, on which line, and what was made of it."""

    who: bytes
    line: int
    text: str
    decisions: tuple[str, ...]
    entry: Entry | None


class Judge:
    """Judges pieces under rubrics that are loaded once in each process."""

    def __init__(self, order: Order) -> None:
        from endorse_cli.reports.formats import STREAMED

        self.order = order
        self.shelf = Shelf(order.rubric)
        self.write = STREAMED.get(order.format)
        self.deciders: dict[str, Decider | None] = {}

    def __reduce__(self) -> tuple[type["Judge"], tuple[Order]]:
        """Where workers are no forks, each loads the rubrics for itself."""
        return Judge, (self.order,)

    def __call__(self, task: tuple[Piece, ...]) -> list[list[Judged | Invalid]]:
        """Every candidate of each piece, or why it could not be judged, in order."""
        return [[self._judged(item, piece) for item in read_piece(piece)] for piece in task]

    def _judged(self, item: Document | tuple[Diagnostic, ...], piece: Piece) -> Judged | Invalid:
        if not isinstance(item, Document):
            return Invalid(piece.path, item)
        scored = judge_document(item, self.shelf, self.order.as_of)
        return self.made(scored) if isinstance(scored, Scored) else scored

    def made(self, scored: Scored) -> Judged:
        """What is made of one candidate."""
        outcomes = self._outcomes(scored)
        entry = None
        if self.order.keeps:
            origin = Path(scored.document.source.name).name, scored.loaded.part["digest"]
            entry = entry_of(scored.candidate, scored.assessment, outcomes, *origin)
        digest, line = who_digest(scored.candidate), scored.document.line
        return Judged(digest, line, self._text(scored, outcomes), tuple(outcomes), entry)

    def _text(self, scored: Scored, outcomes: dict[str, Outcome]) -> str:
        if self.write is None:
            return ""
        if self.write.row is None:
            return self.write.record(scored.record)
        who = scored.candidate
        day = who.election.isoformat() if who.election else None
        return self.write.row((who.name, who.office, who.seat, day), outcomes.values())

    def _outcomes(self, scored: Scored) -> dict[str, Outcome]:
        decider = self._decider(scored.loaded)
        if decider is not None:
            return decider.outcomes(scored.assessment.masks)
        return {
            id: Outcome(decided.outcome, decided.possible, decided.rows)
            for id, decided in scored.assessment.decisions.items()
        }

    def _decider(self, loaded: LoadedRubric) -> Decider | None:
        digest = loaded.part["digest"]
        if digest not in self.deciders:
            try:
                self.deciders[digest] = Decider(loaded.compiled)
            except TooManyNodes:
                self.deciders[digest] = None
        return self.deciders[digest]


def nth_document(piece: Piece, place: int) -> Document:
    """The document at a place of a piece, read again."""
    found = next(islice(read_piece(piece), place, None))
    if isinstance(found, Document):
        return found
    raise Fault(*found)
