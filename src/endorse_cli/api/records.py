"""The only place that reads records back, and says what is wrong with what is none."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from endorse_cli.api.scoring import Invalid
from endorse_cli.diagnostics import Diagnostic, Fault, Place, Trail, listed, quoted
from endorse_cli.files.document import Document
from endorse_cli.files.paths import AnyPaths, as_paths
from endorse_cli.files.records import Written, read_written
from endorse_cli.models.record import RECORD, InvalidPart, Record

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
    from pydantic import TypeAdapter, ValidationError

    try:
        TypeAdapter(Record).validate_python(value, strict=True)
    except ValidationError as error:
        parts = error.errors(include_url=False, include_input=False, include_context=False)
        found = {_way(value, part["loc"]): part["type"] for part in parts}
        return [*_missing(found, trail), *_odd(found, trail)]
    return []


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
