"""`endorse rubric`: what is asked of a rubric itself."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli.exits import exit_for
from endorse_cli.cli.options import ColourWhen, DocumentFile, Output, deliver
from endorse_cli.cli.terminal import Colour, Stop, complain, emit, look

app = typer.Typer(help="Look at a rubric.", no_args_is_help=True, rich_markup_mode=None)

Named = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help="A shipped rubric or a rubric file.")
]


@app.command("list")
def list_(colour: ColourWhen = Colour.auto) -> None:
    """List the rubrics that ship with the program."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    emit(api.show_list(seen.width, colour=seen.colour, unicode=seen.unicode))


@app.command()
def show(rubric: Named = "class-alignment", colour: ColourWhen = Colour.auto) -> None:
    """Show a whole rubric as a document to read, the readings chosen included."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    emit(api.show_rubric(rubric, seen.width, colour=seen.colour, unicode=seen.unicode))


class Format(StrEnum):
    """What `rubric check` can give."""

    table = "table"
    json = "json"
    github = "github"


@app.command()
def check(
    rubric: Named = "class-alignment",
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    document: DocumentFile = None,
    examples: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Write a candidate for every broken promise into this folder."
        ),
    ] = None,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Prove what a rubric promises, and find what can never happen in it.

    Exit status 1: a promise is broken. 3: the rubric has faults.
    """
    from endorse_cli import api

    checked = api.check_rubric(rubric, document=document)
    seen = look(None if output else sys.stdout, colour)
    if examples is not None:
        api.write_all(examples, checked.examples())
    if format is Format.json:
        text = checked.to_json()
    elif format is Format.github:
        text = checked.to_github()
    else:
        text = checked.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
    if format is Format.table:
        complain(checked.diagnostics)
    deliver(text, output, inputs=[rubric])
    raise Stop(exit_for(checked.diagnostics))
