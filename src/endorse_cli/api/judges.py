"""What one process does with a piece of a slate: it reads it and judges it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from endorse_cli.api.candidates import Scored, Shelf, judge_document
from endorse_cli.api.result import Invalid
from endorse_cli.diagnostics import Fault
from endorse_cli.engine.assess import Assessment
from endorse_cli.engine.compiled import Compiled
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.pieces import Piece, read_piece
from endorse_cli.models.identity import identity_of
from endorse_cli.models.in_force import is_dated
from endorse_cli.models.plain import Plain
from endorse_cli.models.record import Audience, Record
from endorse_cli.models.together import DayFrom
from endorse_cli.reports.contacts import without_contacts
from endorse_cli.reports.editions import edition
from endorse_cli.slate.entry import (
    Decider,
    Entry,
    Origin,
    Outcome,
    digest_of,
    entry_of,
    who_digest,
)


class Order(NamedTuple):
    """What is wanted of every candidate: how it is judged, and what is made of it."""

    rubric: str | None
    as_of: date | None
    format: str
    keeps: bool
    audience: Audience = "members"


class Judged(NamedTuple):
    """One candidate: who, by a digest, on which line, and what was made of it."""

    who: bytes
    line: int
    text: str
    decisions: tuple[str, ...]
    entry: Entry | None
    record: Record | None = None


class Judge:
    """Judges pieces under rubrics that are loaded once in each process."""

    def __init__(self, order: Order) -> None:
        from endorse_cli.reports.formats import STREAMED

        self.order = order
        self.shelf = Shelf(order.rubric)
        self.write = STREAMED.get(order.format)
        self.glances = self.write is not None and self.write.row is not None and not order.keeps
        self.compiled: Compiled | None = None
        self.decider: Decider

    def __reduce__(self) -> tuple[type["Judge"], tuple[Order]]:
        """Where workers are no forks, each loads the rubrics for itself."""
        return Judge, (self.order,)

    @cached_property
    def _draft(self) -> Callable[[bytes], tuple[dict[str, Any], int] | None]:
        """What reads a line quickly; imported when the first one comes."""
        from endorse_cli.files.json import draft

        return draft

    def __call__(self, task: tuple[Piece, ...]) -> list[list[Judged | Invalid]]:
        """Every candidate of each piece, or why it could not be judged, in order."""
        return [self._piece(piece) for piece in task]

    def _piece(self, piece: Piece) -> list[Judged | Invalid]:
        def glance(data: bytes, line: int) -> Judged | None:
            drafted = self._draft(data)
            return self._glimpsed(*drafted, piece.path, line) if drafted else None

        found = read_piece(piece, glance if self.glances else None)
        return [item if type(item) is Judged else self._judged(item, piece) for item in found]

    def _judged(self, item: Document | Findings | Judged, piece: Piece) -> Judged | Invalid:
        if isinstance(item, Judged):
            return item
        if not isinstance(item, Document):
            return Invalid(piece.path, item)
        if self.glances:
            seen = self._glimpsed(item.value, None, piece.path, item.line)
            if seen is not None:
                return seen
        scored = judge_document(item, self.shelf, self.order.as_of)
        return self.made(scored) if isinstance(scored, Scored) else scored

    def _glimpsed(self, value: Plain, keys: int | None, path: str, line: int) -> Judged | None:
        """What is made of a candidate of whom no more than the outcome is wanted."""
        try:
            loaded = self.shelf.for_value(value, path)
        except Fault:
            return None
        glance = loaded.glance
        seen = glance.read(value, keys, self.order.as_of) if glance else None
        if seen is None or self.write is None or self.write.row is None:
            return None
        outcomes = self._decider(loaded.compiled).outcomes(seen.masks)
        who = self._shown(seen.name, seen.office, seen.seat, seen.election)
        digest = digest_of(identity_of(seen.name, seen.seat, seen.election))
        text = self.write.row(who, outcomes.values())
        return Judged(digest, line, text, tuple(outcomes), None)

    def made(self, scored: Scored) -> Judged:
        """What is made of one candidate."""
        outcomes = self._outcomes(scored)
        entry = None
        if self.order.keeps:
            origin = self._origin(scored)
            entry = entry_of(
                scored.candidate, scored.assessment, outcomes, origin, self.order.audience
            )
        digest, line = who_digest(scored.candidate), scored.document.line
        record = scored.record if self.order.format == "html" else None
        text = self._text(scored, outcomes)
        return Judged(digest, line, text, tuple(outcomes), entry, record)

    def _origin(self, scored: Scored) -> Origin:
        rubric = scored.loaded
        day_from: DayFrom = "file" if scored.candidate.as_of else "election"
        return Origin(
            Path(scored.document.source.name).name,
            rubric.part["digest"],
            rubric.document.source.name,
            scored.as_of if is_dated(rubric.whole) else None,
            scored.as_of,
            None if not scored.as_of else "command" if self.order.as_of else day_from,
        )

    def _text(self, scored: Scored, outcomes: dict[str, Outcome]) -> str:
        if self.write is None:
            return ""
        if self.write.row is None:
            return self.write.record(edition(scored.record, self.order.audience)[0])
        who = scored.candidate
        day = who.election.isoformat() if who.election else None
        return self.write.row(self._shown(who.name, who.office, who.seat, day), outcomes.values())

    def _shown(self, *who: str | None) -> tuple[str | None, ...]:
        """Who a candidate is, in the edition that is wanted."""
        if self.order.audience == "members":
            return who
        return tuple(part and without_contacts(part)[0] for part in who)

    def _outcomes(self, scored: Scored) -> dict[str, Outcome]:
        assessment = scored.assessment
        if type(assessment) is Assessment and not assessment.given:
            return self._decider(assessment.compiled).outcomes(assessment.masks)
        return {
            id: Outcome(decided.outcome, decided.possible, decided.rows, decided.row)
            for id, decided in assessment.decisions.items()
        }

    def _decider(self, compiled: Compiled) -> Decider:
        if compiled is not self.compiled:
            self.compiled, self.decider = compiled, Decider(compiled)
        return self.decider


def nth_document(piece: Piece, place: int) -> Document:
    """The document at a place of a piece, read again."""
    found = next(islice(read_piece(piece), place, None))
    if isinstance(found, Document):
        return found
    raise Fault(*found)
