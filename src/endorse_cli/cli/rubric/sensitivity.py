"""`endorse rubric sensitivity`: how much hangs on the numbers that a document does not give."""

import typer

from endorse_cli.cli.options import Candidates, ColourWhen, Everything, Output, RubricFile
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import HowToShow, Sheet, deliver
from endorse_cli.cli.terminal import Colour


def sensitivity(
    rubric: RubricFile = "class-alignment",
    candidates: Candidates = None,
    format: HowToShow = Sheet.table,
    full: Everything = False,
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
    with Bar(waits=True) as bar:
        sensed = api.sense(rubric, candidates, bar)
        sensed.work_out()
    deliver(sensed, format, output, [rubric, *candidates], colour, full=full)
