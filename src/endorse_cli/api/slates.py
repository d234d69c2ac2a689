"""A slate: files found, shared out, judged, and spoken of together."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from endorse_cli.api.candidates import document_of, refused_as_doubled
from endorse_cli.api.command_result import PIPED, Invalid, Look, Result, invalid_part
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.api.said_together import Earlier, say_together
from endorse_cli.api.slate_pieces import Judge, Judged, Kept, Order, nth_document
from endorse_cli.diagnostics import Diagnostic, Place, quoted
from endorse_cli.files.batches import Piece, Task, size_of, tasks
from endorse_cli.files.folders import OTHERS, OtherKind, Skipped, gather, nothing_in
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric, told_apart
from endorse_cli.files.reading import begins_with_record
from endorse_cli.files.write import same_file
from endorse_cli.models.candidate import Slate
from endorse_cli.models.record import Audience, InvalidPart, Record, Rows
from endorse_cli.models.side_by_side import TogetherPart
from endorse_cli.reports.csv import Csv
from endorse_cli.reports.editions import (
    edition_of_invalid,
    edition_of_together,
    left_out_of_together,
)
from endorse_cli.reports.page import Page
from endorse_cli.reports.record_stream import Stream
from endorse_cli.reports.rows import Columns
from endorse_cli.reports.slates.slate_view import SlateView
from endorse_cli.slate.differences import earlier_of, is_worse
from endorse_cli.slate.entry import Entry, Seen
from endorse_cli.slate.workers import Answer, run

if TYPE_CHECKING:
    from endorse_cli.reports.packet.packet import Packet

Judgments = list[list[Judged | Invalid]]

LINES = 1 << 40
"""Lines that a place has room for, beside the number of its file."""


ToSet = TypeVar("ToSet")
IsSet = TypeVar("IsSet")


class SlateRun(Result):
    """Many candidates, judged while `texts` is read, in input order.

    `format` is how they are given; `keep` keeps of each candidate what a slate
    says of all together, which formats that are no stream need; with `only_questions` these say
    only what is still to be asked; `rows` says which rows a csv has, `excel` that it is for
    Excel. `give` has what is said of all together, in a format laid out.
    """

    formats = ("table", "json", "markdown")

    def __init__(
        self,
        paths: AnyPaths,
        *,
        rubric: AnyPath | None = None,
        as_of: date | None = None,
        format: str = "csv",
        keep: bool = False,
        jobs: int = 1,
        previous: Iterable[Record] | Earlier | None = None,
        audience: Audience = "members",
        only_questions: bool = False,
        rows: Rows = "candidates",
        excel: bool = False,
    ) -> None:
        csv = Csv(rows, excel)
        self.paths = as_paths(paths)
        self.gathered = gather(self.paths)
        self.jobs = jobs
        self.only_questions = only_questions
        self.stream = Stream(format, csv)
        keeps = keep or not self.streams
        self.judge = Judge(Order(as_rubric(rubric), as_of, format, keeps, audience, csv))
        earlier = previous if isinstance(previous, Earlier) else Earlier(list(previous or ()), [])
        self.previous = None if previous is None else earlier.records
        self.unread_before = earlier.unread
        self.bytes = sum(map(size_of, self.gathered.files))
        self.bytes_done = 0
        self.judged = 0
        self.notes: list[Diagnostic] = []
        self.delivered = 0
        self.invalid: list[Invalid] = []
        self.deaths: list[str] = []
        self.entries: list[Entry] = []
        self.kept: list[Kept] = []
        self._seen = Seen()
        self._others: dict[str, OtherKind] = {}
        self._places: list[str] = []
        self._columns: Columns | None = None

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was passed over in the folders, and why."""
        others = (Skipped(path, OTHERS[kind].title) for path, kind in self._others.items())
        return (*self.gathered.skipped, *others)

    def read_beside(self, output: str | None) -> list[str]:
        """The files that are read, without an earlier result in a folder that `output` replaces.

        Such a file is skipped among the candidates, so that nothing is lost with it.
        """
        files = [*self.gathered.files]
        if output is None or not begins_with_record(output):
            return files
        found = self.gathered.found
        return [path for path in files if path not in found or not same_file(path, output)]

    @property
    def unread(self) -> str:
        """How many could not be read or judged and which, in words; nothing where all could be."""
        from endorse_cli.views.printed_names import unread_words

        return unread_words([part["source"] for part in self.invalid_parts()], self.judged)

    @property
    def extent(self) -> str:
        """How many candidates it holds, and in how many races where they were kept."""
        from endorse_cli.diagnostics import counted

        words = counted(self.judged, "candidate")
        races = len(self.together["races"]) if self.judge.order.keeps else 0
        return f"{words}, {counted(races, 'race')}" if races else words

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the input, in input order."""
        return (*self.notes, *(one for invalid in self.invalid for one in invalid.diagnostics))

    def texts(self) -> Generator[str, None, None]:
        """The text of each part of the input as soon as it and all before it are judged.

        Raises a `Fault` where it turns out that nothing was to be judged.
        """
        for task, answer in run(self.judge, tasks(self.gathered.files), self.jobs):
            yield "".join(self._answered(task, answer))
            self.bytes_done += sum(piece.size for piece in task)
        if not self.judged and not self.invalid:
            raise nothing_in(self.paths, len(self.skipped))

    def end(self) -> str:
        """What closes the text; of an interrupted run too."""
        last: dict[str, object] = {"invalid": self.invalid_parts()}
        if self.judge.order.keeps:
            last["slate"] = self.together
        return self.stream.end(last)

    def invalid_parts(self) -> list[InvalidPart]:
        """What could not be judged, in the machine form."""
        return [self._invalid_part(invalid) for invalid in self.invalid]

    def _invalid_part(self, invalid: Invalid) -> InvalidPart:
        return edition_of_invalid(self._part(invalid), self.judge.order.audience)

    def _part(self, invalid: Invalid) -> InvalidPart:
        return invalid_part(invalid, self._called.get(invalid.source))

    @cached_property
    def _called(self) -> dict[str, str]:
        """What tells the files apart by name; for the public no folder is named."""
        is_public = self.judge.order.audience == "public"
        return {} if is_public else told_apart(self.gathered.files)

    @property
    def rubrics(self) -> dict[str, LoadedRubric]:
        """The rubrics that were used, by digest."""
        files = {entry.rubric: entry.origin.rubric_file for entry in self.entries}
        return {digest: self.judge.shelf.take(Path(file)) for digest, file in files.items()}

    @property
    def form(self) -> TogetherPart:
        """What is said of all candidates together, in the machine form."""
        return self.together

    def to_table(self, look: Look = PIPED) -> str:
        """What is said of all together, for people; nothing of nobody."""
        return super().to_table(look) if self.judged else ""

    def put(self, page: Page) -> None:
        """What is said of all together, for people; they must have been kept."""
        from endorse_cli.reports.slates.slate_report import put_slate

        put_slate(page, self._view, only_questions=self.only_questions)

    def packet(self, slate: Slate | None = None, document: AnyPath | None = None) -> str:
        """The packet, with what a slate says on its cover; only where `html` was asked for.

        `document` is a file with the text that the rubric encodes: citations then lead into it.
        """
        return "".join(self.packet_parts(slate, document))

    def packet_parts(
        self, slate: Slate | None = None, document: AnyPath | None = None
    ) -> Iterator[str]:
        """The same piece by piece: races are set by the workers, and written as they come."""
        from endorse_cli.reports.packet.html import packet_parts

        return packet_parts(self._packet(slate, document))

    def packet_files(
        self, slate: Slate | None = None, document: AnyPath | None = None
    ) -> Iterator[tuple[str, str]]:
        """The same as files with their names: the board last, and one for each candidate."""
        from endorse_cli.reports.packet.html import render_files

        return render_files(self._packet(slate, document))

    def _packet(self, slate: Slate | None, document: AnyPath | None) -> "Packet":
        from endorse_cli.reports.editions import edition_of_slate
        from endorse_cli.reports.packet.packet import Packet, frame_of
        from endorse_cli.reports.packet.sheet import section_of
        from endorse_cli.reports.slates.slate_report import ON_THE_COVER
        from endorse_cli.views.board import board_of

        audience, cards = self.judge.order.audience, [k.card for k in self.kept if k.card]
        text, view = document_of(document), self._view
        puts = ON_THE_COVER.items() if view.candidates else ()
        told = (section_of(title, partial(put, view=view)) for title, put in puts)
        rubrics = (loaded.whole for loaded in self.rubrics.values())
        return Packet(
            frame_of(cards, audience, slate and edition_of_slate(slate, audience), text),
            board_of(cards, rubrics),
            tuple(self.invalid_parts()),
            tuple(section for section in told if section.parts),
            self.kept,
            self.judge.account,
            self._shared,
        )

    def _shared(self, do: Callable[[ToSet], IsSet], tasks: Iterable[ToSet]) -> Iterator[IsSet]:
        """What comes of tasks, in order; one that ends each worker is done here."""
        for task, answer in run(do, tasks, self.jobs):
            yield do(task) if answer.result is None else answer.result

    def to_xlsx(self) -> bytes:
        """The workbook of all candidates; only where `xlsx` was asked for."""
        from endorse_cli.reports.workbook import candidates_workbook

        judged = [(kept.record, self.judge.loaded(kept).whole) for kept in self.kept]
        return candidates_workbook(judged, self.invalid_parts())

    @property
    def _view(self) -> SlateView:
        rubrics = {digest: loaded.whole for digest, loaded in self.rubrics.items()}
        parts = {digest: loaded.part for digest, loaded in self.rubrics.items()}
        left_out = None
        if self.judge.order.audience == "public":
            left_out = left_out_of_together(self._whole, map(self._part, self.invalid))
        return SlateView(self.together, tuple(self.invalid_parts()), rubrics, parts, left_out)

    def unmet(self, gates: Iterable[str]) -> Iterator[str]:
        """Of the gates `changed`, `worse` and `undetermined` those not met, each in words.

        `worse` asks for the decision that leads: whether anything worse is possible than before.
        """
        wanted = set(gates)
        if "undetermined" in wanted:
            for entry in self.entries:
                if not entry.settled:
                    yield f"{entry.name}: undetermined"
        if "changed" in wanted:
            for part in self.together["changed"] or ():
                yield f"{part['name']}: {' and '.join(part['decisions'])} changed"
        if "worse" in wanted:
            known = earlier_of(self.previous or ())
            for entry in self.entries:
                leading = self.rubrics[entry.rubric].rubric.leading
                if entry.who in known and leading not in known[entry.who]["decisions"]:
                    yield f"{entry.name}: {leading} was not decided before"
        for part in self.together["changed"] or () if "worse" in wanted else ():
            rubric = self.rubrics[part["rubric"]["digest"]].rubric
            moved = part["decisions"].get(rubric.leading)
            if moved and is_worse(
                rubric.decisions[rubric.leading], moved["before"], moved["after"]
            ):
                before, after = map(" or ".join, (moved["before"], moved["after"]))
                yield f"{part['name']}: {rubric.leading} was {before} and is {after}"

    @property
    def streams(self) -> bool:
        """Whether candidates are written while others still come in."""
        return self.stream.form is not None

    @cached_property
    def together(self) -> TogetherPart:
        """What is said of all candidates together, in this edition; they must have been kept."""
        return edition_of_together(self._whole, self.judge.order.audience)

    @cached_property
    def _whole(self) -> TogetherPart:
        unread = [self._part(invalid)["source"] for invalid in self.invalid]
        return say_together(self.entries, self.rubrics, self.previous, unread, self.unread_before)

    def _taken(self, task: Task, result: Judgments) -> Iterator[str]:
        for piece, items in zip(task, result, strict=True):
            if not self._places or self._places[-1] != piece.path:
                self._places.append(piece.path)
            for place, item in enumerate(items):
                yield self._one(item, piece, place)

    def _one(self, item: Judged | Invalid, piece: Piece, place: int) -> str:
        if isinstance(item, Judged):
            first = self._seen.first(item.who, len(self._places) * LINES + item.line)
            if first is None:
                return self._kept(item, piece, place)
            path, line = self._places[first // LINES - 1], first % LINES
            item = refused_as_doubled(nth_document(piece, place), f"{path}:{line}")
        if item.kind is not None and piece.path in self.gathered.found:
            self._others[piece.path] = item.kind
            return ""
        return self._refused(item)

    def _refused(self, item: Invalid) -> str:
        self.invalid.append(item)
        return self.stream.invalid(self._invalid_part(item))

    def _kept(self, item: Judged, piece: Piece, place: int) -> str:
        columns = item.columns
        if columns is not self._columns:
            if self._columns is not None and columns != self._columns:
                return self._refused(_other_columns(nth_document(piece, place).place(), piece.path))
            self._columns = columns
        self.judged += 1
        if item.notes:
            self.notes += item.notes
        if item.entry is not None:
            self.entries.append(item.entry)
        if item.kept is not None:
            self.kept.append(item.kept)
        return self.stream.one(item.text, columns)

    def _answered(self, task: Task, answer: Answer[Judgments]) -> Iterator[str]:
        if answer.deaths:
            self.deaths.append(f"a worker died while it read {_named(task)}; it was read again")
        if answer.result is not None:
            yield from self._taken(task, answer.result)
        elif len(task) > 1:
            for piece, alone in run(self.judge, [(piece,) for piece in task], 2):
                yield from self._answered(piece, alone)
        else:
            yield self._refused(_killed(task[0]))


def _named(task: Task) -> str:
    first, last = task[0], task[-1]
    if first.path != last.path:
        return f"{quoted(first.path)} to {quoted(last.path)}"
    return (
        f"{quoted(first.path)} from line {first.line} on" if first.line > 1 else quoted(first.path)
    )


def _killed(piece: Piece) -> Invalid:
    message = f"{quoted(piece.path)} cannot be read: the process that reads it dies each time."
    help = "Please report it with the file; leave it out to judge the others."
    place = Place(piece.path, piece.line)
    return Invalid(piece.path, (Diagnostic("unreadable", message, help, place=place),))


def _other_columns(place: Place, path: str) -> Invalid:
    message = "The candidate's rubric makes other columns than that of the first candidate."
    help = "Give it a table of its own, or write `--format jsonl`."
    return Invalid(path, (Diagnostic("bad-value", message, help, place=place),))
