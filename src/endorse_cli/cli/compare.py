"""`endorse compare`: candidates side by side, and which differences matter."""

import sys
from typing import Annotated

import typer

from endorse_cli.cli.options import (
    AsOf,
    ColourWhen,
    ForWhom,
    Output,
    RubricName,
    audience_for,
    deliver,
    read_as_of,
)
from endorse_cli.cli.results import Format, HowToGive
from endorse_cli.cli.terminal import Colour, look


def compare(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Candidate files: each is put beside the first candidate."
        ),
    ],
    rubric: RubricName = None,
    as_of: AsOf = None,
    format: HowToGive = Format.table,
    audience: ForWhom = None,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Show only what differs between candidates, and which differences can move an outcome."""
    from endorse_cli import api

    for_whom = audience_for(format.value, audience)
    seen = look(None if output else sys.stdout, colour)
    found = api.compare_files(files, rubric=rubric, as_of=read_as_of(as_of)).edition(for_whom)
    text = found.give(format.value, seen.width, colour=seen.colour, unicode=seen.unicode)
    deliver(text, output, [*files, *found.read], exact=format is not Format.table)
