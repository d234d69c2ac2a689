"""`endorse rubric trace`: what rests on what between a rubric and its document."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli.exits import exit_for
from endorse_cli.cli.options import ColourWhen, DocumentFile, Output, RubricFile, deliver
from endorse_cli.cli.terminal import Colour, Stop, complain, look


class Format(StrEnum):
    """What `rubric trace` can give."""

    table = "table"
    json = "json"


def trace(
    rubric: RubricFile = "class-alignment",
    document: DocumentFile = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Follow every line to its passage and every passage to its lines, and find the gaps.

    Exit status 3: a passage has no home, or is another text than the one that the rubric rests on.
    """
    from endorse_cli import api

    traced = api.trace_rubric(rubric, document=document)
    if format is Format.json:
        text = traced.to_json()
    else:
        seen = look(None if output else sys.stdout, colour)
        text = traced.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
        complain(traced.diagnostics)
    deliver(text, output, inputs=[rubric, *filter(None, [document])])
    raise Stop(exit_for(traced.diagnostics))
