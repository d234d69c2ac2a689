"""Records read back, what is wrong with what is none, and what each was made from."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from endorse_cli.api.command_result import Invalid
from endorse_cli.api.rubrics import LoadedRubric, load_documents, load_rubric
from endorse_cli.diagnostics import Diagnostic, Fault, Place, Trail, listed, quoted
from endorse_cli.files.catalog import find_rubric, shipped_rubrics
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import Files, gather
from endorse_cli.files.paths import AnyPaths, as_paths, beside, is_there
from endorse_cli.files.reading import Written, read_documents, read_written
from endorse_cli.models.record import RECORD, InvalidPart, Record, TextPart

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MADE_BY = "A record is what `endorse score --format json` gives."

INVALID = InvalidPart.__annotations__.keys()
"""The keys of a line that names what could not be judged."""


class Kept(NamedTuple):
    """A record that was read back: the file it stood in, and the record as it was written.

    The record may have fields that a later version added.
    """

    source: str
    record: Record
    document: Document
    trail: Trail = ()

    def at(self, diagnostics: Iterable[Diagnostic]) -> Fault:
        """A fault of this record, each diagnostic at its place in the file."""
        found = (
            Diagnostic(d.code, d.message, d.help, (*self.trail, *d.trail), d.on_key)
            for d in diagnostics
        )
        return Fault(*self.document.locate(found))


def read_records(paths: AnyPaths) -> list[Kept]:
    """Every record in the files, in order: records, batches of them, and lines of `.jsonl`.

    Raises a `Fault` with everything that is wrong in them; what a batch, or a line, names as
    invalid was no record before either, and is passed over.
    """
    return kept_of(one for path in as_paths(paths) for one in read_file(path).found)


def kept_of(found: Iterable[Kept | Invalid]) -> list[Kept]:
    """The records among what was found; a `Fault` with everything that is wrong in the others."""
    read = list(found)
    if any(isinstance(one, Invalid) for one in read):
        raise Fault(*(d for one in read if isinstance(one, Invalid) for d in one.diagnostics))
    return [one for one in read if isinstance(one, Kept)]


def no_record(path: str) -> Diagnostic:
    """That a file holds none, although it is well written."""
    message = "There is no record in this file; at most it names what could not be judged."
    help = "Write it again with `endorse slate … --format jsonl -o FILE`, or leave it out."
    return Diagnostic("bad-value", message, help, place=Place(path, 1))


class OfFile(NamedTuple):
    """What a file of records holds in order, and the files it names as what could not be judged."""

    found: list[Kept | Invalid]
    unread: list[str]


def _invalid_in(value: object) -> Iterator[dict[str, object]]:
    if not isinstance(value, dict):
        return
    batch = value.get("invalid")
    for part in batch if isinstance(batch, list) else [value]:
        if isinstance(part, dict) and part.keys() == INVALID:
            yield part


def read_file(path: str) -> OfFile:
    """Every record in a file, in order; what is none is told in its place among the others."""
    found: list[Kept | Invalid] = []
    unread: list[str] = []
    for written in read_written(path):
        if not isinstance(written, Written):
            found.append(Invalid(path, written))
            continue
        unread += [str(part["source"]) for part in _invalid_in(written.value)]
        for trail, value in _records_in(written):
            if wrong := _faults(value, trail):
                found.append(Invalid(path, written.document.locate(wrong)))
            else:
                found.append(Kept(path, cast("Record", value), written.document, trail))
    return OfFile(found, unread)


def _records_in(written: Written) -> Iterator[tuple[Trail, object]]:
    value = written.value
    if isinstance(value, dict) and isinstance(value.get("records"), list):
        yield from ((("records", place), one) for place, one in enumerate(value["records"]))
    elif not (isinstance(value, dict) and value.keys() == INVALID):
        yield (), value


def _faults(value: object, trail: Trail) -> list[Diagnostic]:
    """What keeps a value from being a record."""
    if not isinstance(value, dict) or "record" not in value:
        return [Diagnostic("bad-shape", "This is not a record.", MADE_BY, trail)]
    if value["record"] != RECORD:
        form = quoted(value["record"])
        message = f"This is a record of form {form}; form `{RECORD}` is read here."
        return [Diagnostic("bad-value", message, MADE_BY, (*trail, "record"))]
    from pydantic import ValidationError

    try:
        _form_of_a_record().validate_python(value, strict=True)
    except ValidationError as error:
        parts = error.errors(include_url=False, include_input=False, include_context=False)
        found = {_way(value, part["loc"]): part["type"] for part in parts}
        return [*_missing(found, trail), *_odd(found, trail)]
    return []


@cache
def _form_of_a_record() -> "TypeAdapter[Record]":
    """Made once: to make it takes ten times as long as to hold a record against it."""
    from pydantic import TypeAdapter

    return TypeAdapter(Record)


def _missing(found: dict[Trail, str], trail: Trail) -> Iterator[Diagnostic]:
    """The keys that are not there, those of one mapping together."""
    absent = [way for way, kind in found.items() if kind == "missing"]
    for above in dict.fromkeys(way[:-1] for way in absent):
        names = listed((str(way[-1]) for way in absent if way[:-1] == above), "and")
        where = f"{quoted('.'.join(map(str, above)))} in the record" if above else "The record"
        yield Diagnostic("missing-key", f"{where} has no {names}.", MADE_BY, (*trail, *above))


def _odd(found: dict[Trail, str], trail: Trail) -> Iterator[Diagnostic]:
    for way, kind in found.items():
        if kind != "missing":
            message = f"{quoted('.'.join(map(str, way)))} is not what a record has there."
            yield Diagnostic("bad-shape", message, MADE_BY, (*trail, *way))


def _way(value: object, named: tuple[str | int, ...]) -> Trail:
    """The keys that lead to a fault; pydantic's own words for a type are none."""
    way: list[str | int] = []
    for step in named:
        if isinstance(value, dict) and (step in value or len(way) == len(named) - 1):
            way.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            way.append(step)
            value = value[step]
    return tuple(way)


RestedOn = Literal["files", "record"]


class Materials(NamedTuple):
    """A candidate's document and the rubric to score it under, and whether the record gave them."""

    document: Document
    loaded: LoadedRubric
    rested_on: RestedOn


def _sound(read: Document | Findings) -> Document:
    """A document that could be read; a `Fault` with what was found where it could not."""
    if not isinstance(read, Document):
        raise Fault(*read)
    return read


def _likeliest(documents: Sequence[Document], kept: Kept) -> Document:
    """By the digest, else by the name, else the first."""
    who = kept.record["candidate"]

    def likeness(document: Document) -> tuple[bool, bool]:
        value = document.value
        called = isinstance(value, dict) and value.get("candidate") == who["name"]
        return document.digest == who["digest"], called

    return max(documents, key=likeness)


class RecordSources:
    """What records were made from, each file read and each rubric compiled once.

    What is named wins over what a record carries, and that over what is found beside it. Raises a
    `Fault` where what is named cannot be read.
    """

    def __init__(self, *, candidates: Iterable[str] = (), rubric: str | None = None) -> None:
        self.rubric = rubric
        self.read: dict[str, list[Document]] = {}
        self.loaded: dict[tuple[str, ...], LoadedRubric] = {}
        paths = tuple(candidates)
        files = gather(paths) if paths else Files(())
        self.named = [
            document
            for path in files.files
            for document in self._documents(path)
            if not files.is_beside(path, document.value)
        ]

    def of(self, kept: Kept) -> Materials:
        """What a record is made from again; a `Fault` where something is nowhere to be found."""
        carried = "carries" in kept.record and not self.named and self.rubric is None
        document = self._candidate(kept)
        rested_on: RestedOn = "record" if carried else "files"
        return Materials(document, self.likeliest(kept, document), rested_on)

    def _candidate(self, kept: Kept) -> Document:
        """The document that a record was made from; the likeliest, where none has its digest."""
        carries = kept.record.get("carries")
        if not self.named and carries is not None:
            return _document(carries["candidate"])
        source = kept.record["candidate"]["source"]
        found = beside(kept.source, source)
        documents = self.named or (self._documents(found) if found else [])
        if not documents:
            message = f"The file {quoted(source)} that the record was made from is not beside it."
            help = "Name it with `--candidate`, or make records with `--self-contained`."
            raise Fault(Diagnostic("unreadable", message, help, place=Place(kept.source)))
        return _likeliest(documents, kept)

    def _documents(self, path: str) -> list[Document]:
        if path not in self.read:
            self.read[path] = [_sound(read) for read in read_documents(path)]
        return self.read[path]

    def likeliest(self, kept: Kept, candidate: Document | None = None) -> LoadedRubric:
        """The rubric of a record; where none has its digest the likeliest.

        Looked for in what is named, in what the record carries, beside the candidate and beside
        the record, and among those that ship.
        """
        if self.rubric is not None:
            return self._at(self.rubric)
        carries = kept.record.get("carries")
        if carries is not None and carries["rubrics"]:
            return self._carried(carries["rubrics"])
        found = [self._at(str(path)) for path in _paths(kept, candidate)]
        if not found:
            id = quoted(kept.record["rubric"]["id"])
            message = f"The rubric {id} that the record was made with was not found."
            help = "Name it with `--rubric`, or make records with `--self-contained`."
            raise Fault(Diagnostic("unreadable", message, help, place=Place(kept.source)))
        return max(found, key=lambda loaded: loaded.part == kept.record["rubric"])

    def rubric_of(self, kept: Kept) -> LoadedRubric:
        """The very rubric that a record was made with; a `Fault` where what is found is another."""
        from endorse_cli.record.verification import misfits

        loaded = self.likeliest(kept)
        if loaded.part != kept.record["rubric"]:
            made, found = kept.record["rubric"], loaded.part
            message = (
                f"The record was made with {quoted(made['id'])} version {made['version']}, and "
                f"what was found is {quoted(found['id'])} version {found['version']} with another "
                f"digest."
            )
            help = "Name the rubric that it was made with by `--rubric`, or make the record again."
            raise kept.at([Diagnostic("bad-value", message, help, ("rubric",))])
        if wrong := misfits(kept.record, loaded.rubric):
            raise kept.at(wrong)
        return loaded

    def _at(self, path: str) -> LoadedRubric:
        if (path,) not in self.loaded:
            self.loaded[path,] = load_rubric(path)
        return self.loaded[path,]

    def _carried(self, parts: Sequence[TextPart]) -> LoadedRubric:
        key = tuple(text for part in parts for text in (part["source"], part["text"]))
        if key not in self.loaded:
            self.loaded[key] = load_documents([_document(part) for part in parts])
        return self.loaded[key]


def _paths(kept: Kept, candidate: Document | None) -> Iterator[Path]:
    """Where the rubric is to be found: the likeliest place first."""
    value = candidate.value if candidate is not None else None
    named = value.get("rubric") if isinstance(value, dict) else None
    if candidate is not None and isinstance(named, str):
        path = find_rubric(named, Path(candidate.source.name).parent)
        if is_there(str(path)):
            yield path
    id = kept.record["rubric"]["id"]
    for name in (f"{id}.yaml", "rubric.yaml"):
        if found := beside(kept.source, name):
            yield Path(found)
    if id in shipped_rubrics():
        yield shipped_rubrics()[id]


def _document(part: TextPart) -> Document:
    """A text that a record carries, read as the file that it was."""
    from endorse_cli.files.reading import read_carried

    return read_carried(part["source"], part["text"], part["written_in"])
