"""The only place through which files are written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from endorse_cli.files import targets
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths
from endorse_cli.files.write import Writing, refuse_same_file, write_atomic, writing


def is_screen(path: AnyPath) -> bool:
    """Whether a path means standard output: `-`, or `/dev/stdout` by any name."""
    return targets.is_screen(as_path(path))


def write(path: AnyPath, text: str, *, inputs: AnyPaths = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    refuse_same_file(as_path(path), as_paths(inputs))
    write_atomic(as_path(path), text)


@contextmanager
def write_parts(path: AnyPath, *, inputs: AnyPaths = ()) -> Iterator[Writing]:
    """Write a file piece by piece: whole, or where it is interrupted beside it as `PATH.part`.

    What the `with` gives is called with each piece. Its `keep()`, called while an interrupt is on
    its way out, says which name it was: one that nobody has.
    """
    refuse_same_file(as_path(path), as_paths(inputs))
    with writing(as_path(path)) as write:
        yield write


def write_all(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    targets.make_folder(as_path(folder))
    for name, text in files.items():
        path = Path(folder) / name
        targets.make_folder(str(path.parent))
        write(str(path), text)


def write_all_new(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder; a `Fault`, and nothing written, where one is there."""
    paths = {str(Path(folder) / name): text for name, text in files.items()}
    for path in paths:
        targets.refuse_existing(path, "Choose another folder, or take it away first.")
    write_all(folder, files)


def write_new(path: AnyPath, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    if not replace:
        targets.refuse_existing(as_path(path))
    write(path, text)
