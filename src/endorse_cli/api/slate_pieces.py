"""What one process does with a piece of a slate: it reads it and judges it."""

import pickle
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from zlib import compress, decompress

from endorse_cli.api.candidates import Scored, Shelf, judge_document
from endorse_cli.api.command_result import Invalid
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.diagnostics import Fault
from endorse_cli.engine.assessment import Assessment, Decided
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.explanation import Account
from endorse_cli.files import limits
from endorse_cli.files.batches import Piece, read_piece
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.json import has_doubled_key
from endorse_cli.files.reading import Lines
from endorse_cli.models.candidate import Candidate, CandidateFile
from endorse_cli.models.evidence import Answer
from endorse_cli.models.record import Audience, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import DayFrom
from endorse_cli.reports.csv import PLAIN, Csv, csv_cell, written
from endorse_cli.reports.editions import edition, without_contacts
from endorse_cli.reports.record_stream import streamed
from endorse_cli.reports.rows import Columns, result_cells
from endorse_cli.rubric.in_force import is_dated
from endorse_cli.slate.entry import Decider, Entry, Origin, entry_of, who_digest
from endorse_cli.views.board import Card
from endorse_cli.views.result import Result

RUBRIC = re.compile(rb'"rubric": ?"([^"\\\\]*)"')
"""The rubric that a line names, if it is written plainly; what was read has to agree."""


class Order(NamedTuple):
    """What is wanted of every candidate: how it is judged, and what is made of it."""

    rubric: str | None
    as_of: date | None
    format: str
    keeps: bool
    audience: Audience = "members"
    csv: Csv = PLAIN


class Judged(NamedTuple):
    """One candidate: who, by a digest, on which line, and what was made of it.

    `columns` are those of its text, where that is rows of a table.
    """

    who: bytes
    line: int
    text: str
    columns: Columns | None
    entry: Entry | None
    kept: "Kept | None" = None
    notes: Findings = ()


MASKS = itemgetter(Answer._fields.index("masks"))

KEPT = 4096
"""The results of so many different answers are kept."""


class Results:
    """What comes out under one rubric, as cells of csv, where answers alone decide.

    The same answers come out the same, so that is worked out and written once.
    """

    def __init__(self, loaded: LoadedRubric) -> None:
        self.loaded = loaded
        self.decider = Decider(loaded.compiled)
        numbers = dict.fromkeys(loaded.compiled.numbers.values())
        self.numbers = [id for id in numbers if id in loaded.rubric.criteria]
        self.known: dict[tuple[object, ...], str] = {}

    def cells(self, answers: Mapping[str, Answer]) -> str:
        """What comes out for some answers, the values that each can have and the numbers given."""
        numbers = [answers[id].said if id in answers else None for id in self.numbers]
        key = (*answers, *map(MASKS, answers.values()), *numbers)
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= KEPT:
                self.known.clear()
            found = self.known[key] = self._worked_out(answers)
        return found

    def _worked_out(self, answers: Mapping[str, Answer]) -> str:
        loaded = self.loaded
        assessment = Assessment(loaded.compiled, answers, loaded.absent)
        outcomes = self.decider.outcomes(assessment.masks)
        found = outcomes, assessment.scores, assessment.findings
        return written(result_cells(*found, loaded.whole))


class Kept(NamedTuple):
    """A record for later, in an edition, packed since there may be very many.

    `card` is what the board of a packet has of it, where one is made.
    """

    packed: bytes
    rubric_file: str
    day: date | None
    card: Card | None

    @property
    def record(self) -> Record:
        """The record."""
        found: Record = pickle.loads(decompress(self.packed))
        return found


class Judge:
    """Judges pieces under rubrics that are loaded once in each process."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.shelf = Shelf(order.rubric)
        self.write = streamed(order.format, order.csv)
        self.csv = self.write.csv if self.write else None
        self.needs_no_record = self.csv is not None and self.csv.kind == "candidates"
        self.judges_lines = self.needs_no_record and not order.keeps
        self.compiled: Compiled | None = None
        self.decider: Decider
        self.results: Results | None = None
        self.titled: Rubric | None = None
        self.columns: Columns | None = None

    def __reduce__(self) -> tuple[type["Judge"], tuple[Order]]:
        """Where workers are no forks, each loads the rubrics for itself."""
        return Judge, (self.order,)

    def __call__(self, task: tuple[Piece, ...]) -> list[list[Judged | Invalid]]:
        """Every candidate of each piece, or why it could not be judged, in order."""
        return [self._piece(piece) for piece in task]

    def _piece(self, piece: Piece) -> list[Judged | Invalid]:
        judged = partial(self._lines, piece.path)
        found = read_piece(piece, judged if self.judges_lines else None)
        return [item if type(item) is Judged else self._judged(item, piece) for item in found]

    def _judged(self, item: Document | Findings | Judged, piece: Piece) -> Judged | Invalid:
        if isinstance(item, Judged):
            return item
        if not isinstance(item, Document):
            return Invalid(piece.path, item)
        scored = judge_document(item, self.shelf, self.order.as_of)
        return self.made(scored) if isinstance(scored, Scored) else scored

    def _lines(self, path: str, lines: Lines) -> list[Judged | None]:
        """What is made of lines of which only the outcome is wanted; None for one not sound.

        Each step is done for all of them before the next: that is quicker than one line after the
        other. Where one of them is not sound, each is seen by itself.
        """
        sound = self._sound(path, [data for _, data in lines])
        if sound is None or self.csv is None:
            alone = len(lines) > 1
            return [one for line in lines for one in self._lines(path, [line])] if alone else [None]
        loaded, files = sound
        if self.results is None or self.results.loaded is not loaded:
            self.results = Results(loaded)
        settled, day = loaded.reader.settled_answers, self.order.as_of
        answers = [settled(file, day or file.as_of or file.election) for file in files]
        came_out = map(self.results.cells, answers)
        csv, columns = self.csv, self._columns(loaded.whole)
        texts = [self._row(csv, file, cells) for file, cells in zip(files, came_out, strict=True)]
        return [
            Judged(who, line, text, columns, None)
            for who, (line, _), text in zip(map(who_digest, files), lines, texts, strict=True)
        ]

    def _sound(
        self, path: str, texts: Sequence[bytes | None]
    ) -> tuple[LoadedRubric, list[CandidateFile]] | None:
        """Lines of candidates under one rubric, validated; None where one of them is not sound."""
        lines = [text for text in texts if text is not None and len(text) <= limits.SCALAR]
        if len(lines) < len(texts):
            return None
        named = RUBRIC.search(lines[0])
        name = named[1].decode() if named else None
        try:
            loaded = self.shelf.for_name(name, path)
        except (Fault, ValueError):
            return None
        sound = loaded.reader.sound(lines) if loaded.is_plain else None
        if sound is None or has_doubled_key(lines, sound[1]):
            return None
        files = sound[0]
        if self.shelf.chosen is None and any(file.rubric != name for file in files):
            return None
        return loaded, files

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
        kept = self._kept(scored) if self.order.format in ("html", "xlsx") else None
        text = self._text(scored, outcomes)
        columns = self._columns(scored.loaded.whole)
        return Judged(digest, line, text, columns, entry, kept, scored.notes)

    def _kept(self, scored: Scored) -> Kept:
        record, loaded = edition(scored.record, self.order.audience)[0], scored.loaded
        card = None
        if self.order.format == "html":
            from endorse_cli.reports.packet.sentences import card as card_of

            card = card_of(Result(loaded.account(record)))
        day = scored.as_of if is_dated(loaded.whole) else None
        packed = compress(pickle.dumps(record), 1)
        return Kept(packed, loaded.document.source.name, day, card)

    def account(self, kept: object) -> Account:
        """What was kept of a candidate, with what explains it."""
        assert isinstance(kept, Kept)
        return self.loaded(kept).account(kept.record)

    def loaded(self, kept: Kept) -> LoadedRubric:
        """The rubric that a candidate was judged by, as it stands on their day."""
        return self.shelf.take(Path(kept.rubric_file)).at(kept.day)

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

    def _text(self, scored: Scored, outcomes: dict[str, Decided]) -> str:
        if self.write is None:
            return ""
        rubric = scored.loaded.whole
        if self.csv is not None and self.needs_no_record:
            found = outcomes, scored.assessment.scores, scored.assessment.findings
            return self._row(self.csv, scored.candidate, written(result_cells(*found, rubric)))
        return self.write.record(edition(scored.record, self.order.audience)[0], rubric)

    def _row(self, csv: Csv, who: Candidate, came_out: str) -> str:
        """The row of one candidate, of what came out as cells, without all else of a record."""
        audience = self.order.audience
        where = _where_written(who.office, who.seat, who.election, audience)
        return csv.ended(csv_cell(_shown(who.name, audience)), where, came_out)

    def _columns(self, rubric: Rubric) -> Columns | None:
        """The columns of a table of candidates under a rubric, where they are given as one."""
        if self.csv is not None and rubric is not self.titled:
            self.titled, self.columns = rubric, self.csv.columns(rubric)
        return self.columns

    def _outcomes(self, scored: Scored) -> dict[str, Decided]:
        assessment = scored.assessment
        if type(assessment) is Assessment and not (assessment.given or assessment.compiled.apart):
            if assessment.compiled is not self.compiled:
                self.compiled, self.decider = assessment.compiled, Decider(assessment.compiled)
            return self.decider.outcomes(assessment.masks)
        return assessment.decisions


def _shown(text: str | None, audience: Audience) -> str | None:
    return text if audience == "members" or text is None else without_contacts(text)[0]


@lru_cache(KEPT)
def _where_written(
    office: str | None, seat: str | None, election: date | None, audience: Audience
) -> str:
    """For what and when one runs, as cells of csv: many of an archive run for one seat."""
    parts = office, seat, election.isoformat() if election else None
    return written(_shown(part, audience) for part in parts)


def nth_document(piece: Piece, place: int) -> Document:
    """The document at a place of a piece, read again."""
    found = next(islice(read_piece(piece), place, None))
    if isinstance(found, Document):
        return found
    raise Fault(*found)
