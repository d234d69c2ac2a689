"""The only place through which files are written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths


def write(path: AnyPath, text: str, *, inputs: AnyPaths = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    from endorse_cli.files.write import refuse_same_file, write_atomic

    refuse_same_file(as_path(path), as_paths(inputs))
    write_atomic(as_path(path), text)


@contextmanager
def write_parts(path: AnyPath, *, inputs: AnyPaths = ()) -> Iterator[Callable[[str], None]]:
    """Write a file piece by piece: whole, or where it is interrupted beside it as `PATH.part`."""
    from endorse_cli.files.write import refuse_same_file, writing

    refuse_same_file(as_path(path), as_paths(inputs))
    with writing(as_path(path)) as write:
        yield write


def write_all(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    from endorse_cli.files.targets import make_folder

    make_folder(as_path(folder))
    for name, text in files.items():
        path = Path(folder) / name
        make_folder(str(path.parent))
        write(str(path), text)


def write_all_new(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder; a `Fault`, and nothing written, where one is there."""
    from endorse_cli.files.targets import refuse_existing

    paths = {str(Path(folder) / name): text for name, text in files.items()}
    for path in paths:
        refuse_existing(path, "Choose another folder, or take it away first.")
    write_all(folder, files)


def write_new(path: AnyPath, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    from endorse_cli.files.targets import refuse_existing

    if not replace:
        refuse_existing(as_path(path))
    write(path, text)
