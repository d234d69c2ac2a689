"""Options that several commands share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer
from typer.core import TyperCommand

from endorse_cli.cli import completion
from endorse_cli.cli.terminal import Colour, is_terminal

if TYPE_CHECKING:
    from typer._click.core import Context

RubricName = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        metavar="NAME|FILE",
        help="A shipped rubric or a rubric file; overrides the one that the candidate names.",
        autocompletion=completion.rubrics,
    ),
]
RubricFile = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="A shipped rubric or a rubric file.",
        autocompletion=completion.rubrics,
    ),
]
RubricFiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME|FILE]...",
        help="Shipped rubrics or rubric files; without any, `class-alignment`.",
        autocompletion=completion.rubrics,
    ),
]
RubricsAndCases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME|FILE]... [CASES]...",
        help="Shipped rubrics or rubric files; without any, `class-alignment`. After one rubric, "
        "files or folders with cases; else those in `cases/` beside each rubric.",
        autocompletion=completion.rubrics,
    ),
]
CaseFiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASES]...",
        help="Files or folders with cases; else those in `cases/` beside the rubric.",
    ),
]
WriteCases = Annotated[
    str | None,
    typer.Option(
        "--write", metavar="DIR", help="Write each case made up into this folder, to be confirmed."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="The day to judge at; else the candidate's `as_of`, else its election.",
    ),
]
DocumentFile = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar="FILE",
        help="Your own copy of the document's text, to check the citations against.",
    ),
]
Candidates = Annotated[
    list[str] | None,
    typer.Option(
        "--candidates",
        metavar="PATH...",
        help="Files and folders with candidates; every word up to the next option is one.",
    ),
]


def _file(output: str | None) -> str | None:
    """The file that is written; None where what is named is the screen."""
    if output is None:
        return None
    from endorse_cli import api

    return None if api.is_screen(output) else output


Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=_file,
        help="Write here instead of to the screen, which is `-`.",
    ),
]


Audience: TypeAlias = Literal["members", "public"]
"""For whom an edition is made."""

ForWhom = Annotated[
    Audience | None,
    typer.Option(
        "--audience",
        help="For whom: `public` leaves out notes for members and contact data. Must be named "
        "for every format made to be passed on.",
    ),
]
SlateFile = Annotated[
    str | None,
    typer.Option(
        "--slate",
        metavar="FILE",
        help="What is voted on, for the cover; else the `slate.yaml` beside the candidates.",
    ),
]
Everything = Annotated[
    bool, typer.Option("--full", "-v", help="Everything, however long; else about one screen.")
]
ColourWhen = Annotated[Colour, typer.Option("--color", "--colour", help="When to color.")]


Lines = Annotated[
    bool, typer.Option("--lines", help="In csv, a row for each candidate and criterion.")
]
Wide = Annotated[
    bool,
    typer.Option("--wide", help="In csv, a row for each candidate, a column for each criterion."),
]
ForExcel = Annotated[
    bool,
    typer.Option(
        "--excel", help="In csv, the mark and the line ends by which Excel reads it rightly."
    ),
]

Rows: TypeAlias = Literal["candidates", "lines", "wide"]

KEPT = ("table", "json", "jsonl")
"""Formats for one's own screen or for a program: without a word they are for members."""


@contextmanager
def usage_error(option: str) -> Iterator[None]:
    """Turn a word that names nothing into a usage error of the option it was given to."""
    from endorse_cli.api import UnknownWord

    try:
        yield
    except UnknownWord as error:
        raise typer.BadParameter(str(error), param_hint=option) from error


def read_as_of(text: str | None) -> date | None:
    """The day of `--as-of`; a usage error where it is none."""
    from endorse_cli import api

    if text is None:
        return None
    day = api.read_day(text)
    if day is None:
        raise typer.BadParameter(
            f"`{text}` is not a valid date (YYYY-MM-DD).", param_hint="--as-of"
        )
    return day


def given(*files: str | None) -> list[str]:
    """Those of some files that were named."""
    return [file for file in files if file is not None]


def rows_for(format: str, *, lines: bool, wide: bool, excel: bool) -> Rows:
    """The rows of a csv; a usage error where another format is wanted, or rows of two kinds."""
    asked = {"--lines": lines, "--wide": wide, "--excel": excel}
    for option in (name for name, wanted in asked.items() if wanted and format != "csv"):
        raise typer.BadParameter("It is of csv: add `--format csv`.", param_hint=option)
    if lines and wide:
        raise typer.BadParameter("Rows are of one kind: not with `--lines`.", param_hint="--wide")
    return "lines" if lines else "wide" if wide else "candidates"


def can_be_given(format: str, output: str | None) -> None:
    """Nothing, unless a workbook is wanted and cannot be written, or would go to a screen."""
    if format != "xlsx":
        return
    from endorse_cli import api

    api.need_library()
    if output is None and is_terminal(sys.stdout):
        message = "A workbook is no text for a screen: name a file with `--output`."
        raise typer.BadParameter(message, param_hint="--format")


def audience_for(format: str, audience: Audience | None) -> Audience:
    """The audience named; a usage error where none is and the format is made to be passed on."""
    if audience is not None:
        return audience
    if format not in KEPT:
        raise typer.BadParameter(
            f"`--format {format}` is made to be passed on. Say for whom: members or public.",
            param_hint="--audience",
        )
    return "members"


MANY = ("--candidates",)


class TakesMany(TyperCommand):
    """A command whose `--candidates` takes every word after it, up to the next option."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Repeat the option before each of its words, which is what the parser knows."""
        return super().parse_args(ctx, repeated(args))


def repeated(args: list[str]) -> list[str]:
    """The words with each further value of such an option given under the option again."""
    found: list[str] = []
    option = ""
    for place, word in enumerate(args):
        if word == "--":
            return [*found, *args[place:]]
        if option and not word.startswith("-"):
            found += [option, word] if found[-1] != option else [word]
            continue
        option = word if word in MANY else ""
        found.append(word)
    return found
