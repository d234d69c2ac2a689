"""`endorse rubric`: what is asked of a rubric itself."""

import sys
from typing import Annotated

import typer

from endorse_cli.cli.options import ColourWhen
from endorse_cli.cli.terminal import Colour, emit, look

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
