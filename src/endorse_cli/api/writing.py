"""The only place through which files are written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def write(path: str, text: str, *, inputs: Iterable[str] = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    from endorse_cli.files.write import refuse_same_file, write_atomic

    refuse_same_file(path, inputs)
    write_atomic(path, text)


@contextmanager
def write_parts(path: str, *, inputs: Iterable[str] = ()) -> Iterator[Callable[[str], None]]:
    """Write a file piece by piece: whole, or where it is interrupted beside it as `PATH.part`."""
    from endorse_cli.files.write import refuse_same_file, writing

    refuse_same_file(path, inputs)
    with writing(path) as write:
        yield write


def write_all(folder: str, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    from endorse_cli.files.targets import make_folder

    make_folder(folder)
    for name, text in files.items():
        path = Path(folder) / name
        make_folder(str(path.parent))
        write(str(path), text)


def write_all_new(folder: str, files: Mapping[str, str]) -> None:
    """Write several files into a folder; a `Fault`, and nothing written, where one is there."""
    from endorse_cli.files.targets import refuse_existing

    paths = {str(Path(folder) / name): text for name, text in files.items()}
    for path in paths:
        refuse_existing(path, "Choose another folder, or take it away first.")
    write_all(folder, files)


def write_new(path: str, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    from endorse_cli.files.targets import refuse_existing

    if not replace:
        refuse_existing(path)
    write(path, text)
