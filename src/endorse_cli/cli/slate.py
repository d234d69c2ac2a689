"""`endorse slate`: many candidates at once, from files, folders and archives."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import AsOf, Output, RubricName, read_as_of
from endorse_cli.cli.progress import Progress
from endorse_cli.cli.terminal import Stop, complain, emit, warn

if TYPE_CHECKING:
    from endorse_cli.api import Slate

SHOWN = 3
"""So many of the files that were passed over are named."""


class Format(StrEnum):
    """What `slate` can give."""

    csv = "csv"
    json = "json"
    jsonl = "jsonl"


def slate(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Candidate files, folders, archives (.jsonl); `-` reads standard input.",
        ),
    ],
    rubric: RubricName = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.csv
    ),
    output: Output = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, max=256, help="Processes; 0 is one for each core."),
    ] = 0,
) -> None:
    """Judge a whole slate: every candidate in files, folders and archives."""
    from endorse_cli import api

    day = read_as_of(as_of)
    run = api.Slate(paths, rubric=rubric, as_of=day, format=format.value, jobs=jobs or _cores())
    with _sink(output, [*paths, *run.gathered.files]) as write:
        try:
            _write(run, write)
        except (KeyboardInterrupt, SystemExit):
            write(run.end())
            warn(api.one_line(f"endorse: {_kept(run, output)}"))
            raise
    complain(run.diagnostics)
    for line in (*_skipped(run), *run.deaths):
        warn(api.one_line(f"endorse: {line}"))
    died = Exit.INTERNAL if run.deaths else Exit.DONE
    raise Stop(worst([exit_for(run.diagnostics), died]))


@contextmanager
def _sink(output: str | None, inputs: list[str]) -> Iterator[Callable[[str], None]]:
    """Where the text goes: the screen as it comes, or a file that is there when all is."""
    from endorse_cli import api

    if output is None:
        yield emit
        return
    with api.writing(output, inputs=inputs) as write:
        yield write


def _write(run: "Slate", write: Callable[[str], None]) -> None:
    with Progress(run) as progress:
        for text in run.texts():
            write(text)
            progress.show()
    write(run.end())


def _kept(run: "Slate", output: str | None) -> str:
    """What an interrupted run leaves behind."""
    where = f"in {output}.part" if output else "written"
    return f"{run.judged:,} candidates were judged until then and are {where}"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _skipped(run: "Slate") -> Iterator[str]:
    """What was passed over, in a line for each reason."""
    names: dict[str, list[str]] = {}
    for path, why in run.skipped:
        names.setdefault(why, []).append(path)
    for why, paths in names.items():
        shown = ", ".join(paths[:SHOWN])
        more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
        yield f"passed over as {why}: {shown}{more}"
