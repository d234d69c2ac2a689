"""Options that several commands share, and the only place for completion in a shell.

What is offered where, and how bash writes `=`.
"""

import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer
from typer.core import TyperCommand

from endorse_cli.cli.terminal import Colour, is_terminal

if TYPE_CHECKING:
    from typer._click.core import Context


ASKED = "_ENDORSE_COMPLETE"
_BEFORE_EQUALS = "_ENDORSE_BEFORE_EQUALS"


def offered_rubrics(incomplete: str) -> list[str]:
    """Rubrics by name or file."""
    from endorse_cli.api.vocabulary import rubric_words

    return rubric_words(incomplete)


def offered_ids(ctx: typer.Context) -> list[str]:
    """What can be explained under the rubric named so far."""
    from endorse_cli.api.vocabulary import id_words

    return id_words(_rubric(ctx))


def offered_suppositions(ctx: typer.Context) -> list[str]:
    """What can be supposed under the rubric named so far."""
    from endorse_cli.api.vocabulary import supposed_words

    return _after_equals(supposed_words(_rubric(ctx)))


def offered_requirements(ctx: typer.Context) -> list[str]:
    """What can be required under the rubric named so far."""
    from endorse_cli.api.vocabulary import required_words

    return _after_equals(required_words(_rubric(ctx)))


def _rubric(ctx: typer.Context) -> str | None:
    named = ctx.params.get("rubric")
    return named if isinstance(named, str) else None


def _after_equals(pairs: list[str]) -> list[str]:
    id = os.environ.get(_BEFORE_EQUALS)
    if id is None:
        return pairs
    return [value for name, _, value in (pair.partition("=") for pair in pairs) if name == id]


def join_words(environment: MutableMapping[str, str]) -> None:
    """Undo what bash does to `=`: there it stands between words, as a word of its own.

    `--rubric = x` becomes `--rubric x`, `id = value` becomes `id=value`. Of the word being typed
    bash replaces only what stands after the `=`, so what stands before it is kept apart.
    """
    environment.pop(_BEFORE_EQUALS, None)
    cursor = environment.get("COMP_CWORD", "")
    if environment.get(ASKED) != "complete_bash" or not (cursor.isascii() and cursor.isdigit()):
        return
    words = environment.get("COMP_WORDS", "").split("\n")[: int(cursor) + 1]
    typed = words.pop() if len(words) > int(cursor) else ""
    if typed == "=":
        words, typed = [*words, typed], ""
    done = _joined(words)
    if done and done[-1].endswith("="):
        environment[_BEFORE_EQUALS] = done.pop()[:-1]
    environment["COMP_WORDS"] = "\n".join([*done, typed])
    environment["COMP_CWORD"] = str(len(done))


def _joined(words: list[str]) -> list[str]:
    done: list[str] = []
    for word in words:
        if word == "=" and done and done[-1].startswith("--"):
            continue
        if done and (word == "=" or done[-1].endswith("=")):
            done[-1] += word
        else:
            done.append(word)
    return done


RubricName = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        metavar="NAME|FILE",
        help="A shipped rubric or a rubric file; overrides the one that the candidate names.",
        autocompletion=offered_rubrics,
    ),
]
RubricFile = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="A shipped rubric or a rubric file.",
        autocompletion=offered_rubrics,
    ),
]
RubricFiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME|FILE]...",
        help="Shipped rubrics or rubric files; without any, `class-alignment`.",
        autocompletion=offered_rubrics,
    ),
]
RubricsAndCases = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME|FILE]... [CASES]...",
        help="Shipped rubrics or rubric files; without any, `class-alignment`. After one rubric, "
        "files or folders with cases; else those in `cases/` beside each rubric.",
        autocompletion=offered_rubrics,
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
