"""The only place that reads what a slate is given besides candidates: its head, earlier records."""

from typing import NamedTuple

from endorse_cli.api.records import kept_of, no_record, read_file
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, beside
from endorse_cli.files.reading import read_document
from endorse_cli.models.record import Record
from endorse_cli.models.slate import SLATE_FILE, Slate, read_slate


def slate_beside(paths: AnyPaths) -> Slate | None:
    """What is printed of a slate: from the file beside the first candidate that has one.

    A path may be a folder, whose own file it is. Raises a `Fault` where the file has faults.
    """
    found = slate_file_beside(paths)
    return load_slate(found) if found else None


def slate_file_beside(paths: AnyPaths) -> str | None:
    """The path of that file."""
    return next(filter(None, (beside(path, SLATE_FILE) for path in as_paths(paths))), None)


def load_slate(path: AnyPath) -> Slate:
    """A slate from its file; a `Fault` with everything wrong in it."""
    document = read_document(as_path(path))
    slate, found = read_slate(document.value)
    if slate is None:
        raise Fault(*document.locate(found))
    return slate


class Earlier(NamedTuple):
    """What earlier runs wrote: their records, and the files that they could not judge."""

    records: list[Record]
    unread: list[str]


def read_earlier(paths: AnyPaths) -> Earlier:
    """The records that a slate is held against; a `Fault` with each file in which there is none.

    A file of faults alone would be taken for a time when nobody stood.
    """
    earlier = Earlier([], [])
    wrong: list[Diagnostic] = []
    for path in as_paths(paths):
        file = read_file(path)
        try:
            found = [kept.record for kept in kept_of(file.found)]
        except Fault as fault:
            wrong += fault.diagnostics
            continue
        wrong += [] if found else [no_record(path)]
        earlier.records.extend(found)
        earlier.unread.extend(file.unread)
    if wrong:
        raise Fault(*wrong)
    return earlier


def earlier_records(paths: AnyPaths) -> list[Record]:
    """The records of `read_earlier` alone."""
    return read_earlier(paths).records
