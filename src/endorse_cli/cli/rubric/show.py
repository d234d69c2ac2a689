"""`endorse rubric show`: a rubric as a document to read."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli.options import ColourWhen, Output, RubricFile, given
from endorse_cli.cli.results import put
from endorse_cli.cli.terminal import Colour, look


class Format(StrEnum):
    """What `rubric show` can give."""

    table = "table"
    markdown = "markdown"
    html = "html"


def show(
    rubric: RubricFile = "class-alignment",
    format: Annotated[Format, typer.Option("--format", help="How to give the rubric.")] = (
        Format.table
    ),
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Show a whole rubric as a document to read, the readings chosen included."""
    from endorse_cli import api

    text = api.show_rubric(rubric, look(sys.stdout, colour), format.value)
    put(text, output, given(rubric), exact=format is not Format.table)
