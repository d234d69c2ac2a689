"""`endorse rubric mutate`: what the cases of a rubric notice of small changes to it."""

from endorse_cli.cli.options import (
    CaseFiles,
    ColourWhen,
    Everything,
    Output,
    RubricFile,
    WriteCases,
)
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import HowToShow, Sheet, deliver
from endorse_cli.cli.terminal import Colour


def mutate(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = Sheet.table,
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Change a rubric in every small way, and say which changes none of its cases would notice.

    Exit status 1: a change that gives somebody another outcome goes unnoticed.
    """
    from endorse_cli import api

    with Bar(waits=True) as bar:
        mutated = api.mutate_rubric(rubric, cases or [], bar)
    if write is not None:
        api.write_all_new(write, mutated.examples())
    deliver(mutated, format, output, (), colour, full=full)
