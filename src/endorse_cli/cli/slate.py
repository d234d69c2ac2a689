"""`endorse slate`: many candidates at once, from files, folders and archives."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from endorse_cli.cli.options import (
    AsOf,
    ColourWhen,
    DocumentFile,
    Everything,
    ForExcel,
    ForWhom,
    Lines,
    Output,
    RubricName,
    SlateFile,
    Wide,
    audience_for,
    can_be_given,
    given,
    read_as_of,
    rows_for,
)
from endorse_cli.cli.results import MACHINE, Format, HowToGive, tell_written
from endorse_cli.cli.terminal import Bar, Exit, Stop, complain, emit, exit_for, look, say, worst
from endorse_cli.diagnostics import by_key, counted

if TYPE_CHECKING:
    from endorse_cli.api import SlateRun

ONE_PAGE = 60
"""So many candidates are read well on one page."""

LONG_PAGE = (
    "{} candidates make a long page: `-o FOLDER` writes the board as a page of its own, with one "
    "for each candidate beside it"
)

SHOWN = 3
"""So many of the files that were passed over or removed are named."""


class FailOn(StrEnum):
    """What may be asked not to be the case."""

    changed = "changed"
    worse = "worse"
    undetermined = "undetermined"


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
    format: HowToGive = "table",
    audience: ForWhom = None,
    output: Output = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RECORDS",
            help="What an earlier run wrote as json or jsonl. Of the same name, seat and election "
            "it says whose outcome changed and why; records of earlier elections are the last "
            "cycle, which guidance counts. Repeatable.",
        ),
    ] = None,
    slate: SlateFile = None,
    document: DocumentFile = None,
    questions: Annotated[
        bool,
        typer.Option(
            "--questions",
            help="Only what is still to be asked, as plain text to mail, a part for each who is "
            "asked.",
        ),
    ] = False,
    lines: Lines = False,
    wide: Wide = False,
    excel: ForExcel = False,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option(
            metavar="changed|worse|undetermined",
            help="Exit with status 1 if an outcome changed since earlier records, if the leading "
            "one may be worse than then, or if one is undetermined. Repeatable.",
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, max=256, help="Processes; 0 is one for each core."),
    ] = 0,
    full: Everything = False,
    colour: ColourWhen = "auto",
) -> None:
    """Judge a whole slate: every candidate in files, folders and archives, by race.

    What is still to be asked is listed by whom to ask, as it can be mailed. The formats csv and
    jsonl are written as candidates come in, however many there are. With `--format html` a name
    without an ending after `-o` is a folder: the board as a page, and one for each candidate.
    """
    from endorse_cli import api

    day = read_as_of(as_of)
    for_whom = audience_for(format, audience)
    rows = rows_for(format, lines=lines, wide=wide, excel=excel)
    can_be_given(format, output)
    failing = {gate.value for gate in fail_on or []}
    _go_together(format, failing if previous is None else set(), document, questions=questions)
    run = api.SlateRun(
        paths,
        rubric=rubric,
        as_of=day,
        format=format,
        keep=bool(failing or previous or format == "json"),
        jobs=jobs or _cores(),
        audience=for_whom,
        previous=api.read_earlier(previous) if previous else None,
        only_questions=questions,
        rows=rows,
        excel=excel,
    )
    inputs = [*paths, *run.read_beside(output), *(previous or []), *given(slate, document)]
    folder = output if format == "html" and output and api.is_folder(output) else None
    left: list[str] = []
    with (
        suppress(_NothingToWriteError),
        _sink(None if folder else output, inputs, format != "table") as (write, keep),
    ):
        try:
            _stream(run, write, api.held if output else nullcontext)
            if format == "html":
                left += _packet(run, write, folder, slate, document)
            elif format == "xlsx":
                write(run.to_xlsx())
            elif not run.streams:
                write(run.give(format, look(None if output else sys.stdout, colour, full=full)))
            if output and not run.judged:
                raise _NothingToWriteError
        except (KeyboardInterrupt, SystemExit):
            if run.streams:
                write(run.end())
            say(f"endorse: {_left(run, keep)}")
            raise
    if output and run.judged:
        tell_written(output, run.extent)
    if (format in MACHINE or (format == "table" and not run.judged)) and run.unread:
        say(f"endorse: {run.unread}")
    complain(run.diagnostics, once=True)
    unmet = list(run.unmet(failing))
    told = [*_skipped(run, slate or api.slate_file_beside(paths)), *run.deaths, *unmet]
    if output and not run.judged:
        told.append(f"{output} is not written: no candidate could be judged")
    if format == "html" and not folder and run.judged > ONE_PAGE:
        told.append(LONG_PAGE.format(run.judged))
    for line in (*told, *left):
        say(f"endorse: {line}")
    died = Exit.INTERNAL if run.deaths else Exit.DONE
    raise Stop(worst([exit_for(run.diagnostics), died, Exit.GATE if unmet else Exit.DONE]))


def _go_together(
    format: Format, unheld: Collection[str], document: str | None, *, questions: bool
) -> None:
    """A usage error where options do not go together; `unheld` are gates without records."""
    if questions and format not in ("table", "markdown"):
        raise typer.BadParameter("It is given as table or markdown.", param_hint="--questions")
    if document is not None and format != "html":
        raise typer.BadParameter(
            "Passages stand in the packet: add `--format html`.", param_hint="--document"
        )
    for gate in ("changed", "worse"):
        if gate in unheld:
            message = f"`{gate}` needs earlier records: name them with `--previous`."
            raise typer.BadParameter(message, param_hint="--fail-on")


class _NothingToWriteError(Exception):
    """Nobody could be judged, so that what the file held before is worth more."""


def _packet(
    run: "SlateRun",
    write: Callable[[str], None],
    folder: str | None,
    slate: str | None,
    document: str | None,
) -> Iterator[str]:
    """Write the packet, piece by piece or as files; what of an earlier run is in the folder."""
    from endorse_cli import api

    printed = api.load_slate(slate) if slate else api.slate_beside(run.paths)
    if folder is None:
        for part in run.packet_parts(printed, document):
            write(part)
    elif run.judged:
        found = api.write_folder(folder, run.packet_files(printed, document))
        if found.removed:
            yield f"removed from {folder}, being of an earlier run: {_named(found.removed)}"
        if found.changed:
            yield f"of an earlier run, changed since and left in {folder}: {_named(found.changed)}"


class _Sink(NamedTuple):
    """Where the text goes, and what has it kept on an interrupt and says where it is then."""

    write: Callable[[str | bytes], None]
    keep: Callable[[], str]


@contextmanager
def _sink(output: str | None, inputs: list[str], exact: bool) -> Iterator[_Sink]:
    """The screen as the text comes, or a file that is there when all is."""
    from endorse_cli import api

    if output is None:
        yield _Sink(lambda text: emit(text, exact=exact), str)
        return
    with api.write_parts(output, inputs=inputs) as write:
        yield _Sink(write, write.keep)


def _stream(
    run: "SlateRun", write: Callable[[str], None], whole: Callable[[], AbstractContextManager[None]]
) -> None:
    """Write each part as it comes; `whole` keeps what is written and what is counted together."""
    with Bar() as bar, closing(run.texts()) as texts:
        for text in texts:
            with whole():
                write(text)
                run.delivered = run.judged
            bar.show(run.bytes_done, run.bytes, counted(run.judged, "candidate"))
    if run.streams:
        write(run.end())


def _left(run: "SlateRun", keep: Callable[[], str]) -> str:
    """What an interrupted run leaves behind."""
    if not run.streams:
        return f"{_judged(run.judged)}; nothing is written, since this format is made when all are"
    path = keep()
    where = f"in {path}" if path else "written"
    are = "is" if run.delivered == 1 else "are"
    return f"{_judged(run.delivered)} and {are} {where}"


def _judged(number: int) -> str:
    were = "was" if number == 1 else "were"
    return f"{counted(number, 'candidate')} {were} judged until then"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _skipped(run: "SlateRun", printed: str | None) -> Iterator[str]:
    """What was skipped, in a line for each reason; not the file with what is `printed`."""
    known = os.path.realpath(printed) if printed else None
    skipped = ((why, path) for path, why in run.skipped if os.path.realpath(path) != known)
    for why, paths in by_key(skipped).items():
        yield f"skipped: {_named(paths)} ({why})"


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return f"{', '.join(paths[:SHOWN])}{more}"
