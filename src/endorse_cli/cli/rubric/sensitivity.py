"""`endorse rubric sensitivity`: how much hangs on the numbers that a document does not give."""

import sys

import typer

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import Candidates, ColourWhen, Output, RubricFile, deliver
from endorse_cli.cli.results import Plainly, TableOrJson
from endorse_cli.cli.terminal import Colour, Stop, complain, look


def sensitivity(
    rubric: RubricFile = "class-alignment",
    candidates: Candidates = None,
    format: TableOrJson = Plainly.table,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Say how far each weight and threshold can move before somebody comes out otherwise.

    The rubric stands before `--candidates`. What is open stays open: the outcomes still possible
    must stay the same, too.
    """
    from endorse_cli import api

    if not candidates:
        raise typer.BadParameter("name the files with the candidates.", param_hint="--candidates")
    sensed = api.sense(rubric, candidates)
    if format is Plainly.json:
        text = sensed.to_json()
    else:
        seen = look(None if output else sys.stdout, colour)
        text = sensed.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
    deliver(text, output, [rubric, *candidates], exact=format is not Plainly.table)
    complain(sensed.diagnostics)
    left = Exit.DONE if sensed.ok else Exit.GATE
    raise Stop(worst([exit_for(sensed.diagnostics), left]))
