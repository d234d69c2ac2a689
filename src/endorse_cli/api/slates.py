"""The only place that finds and reads the `slate.yaml` beside some candidates."""

from endorse_cli.diagnostics import Fault
from endorse_cli.files.beside import beside
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths
from endorse_cli.files.reading import read_document
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
