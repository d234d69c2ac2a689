"""`endorse compare`: candidates side by side, and which differences matter."""

from typing import Annotated

import typer

from endorse_cli.cli.options import (
    AsOf,
    ColourWhen,
    Everything,
    ForExcel,
    ForWhom,
    Output,
    RubricName,
    audience_for,
    can_be_given,
    read_as_of,
    rows_for,
)
from endorse_cli.cli.results import Format, HowToGive, deliver
from endorse_cli.cli.terminal import Colour


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
    excel: ForExcel = False,
    full: Everything = False,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Show only what differs between candidates, and which differences can move an outcome."""
    from endorse_cli import api

    for_whom = audience_for(format.value, audience)
    rows_for(format, lines=False, wide=False, excel=excel)
    can_be_given(format, output)
    compared = api.compare_files(files, rubric=rubric, as_of=read_as_of(as_of)).edition(for_whom)
    compared = compared.for_excel() if excel else compared
    deliver(compared, format, output, files, colour, full=full)
