"""`endorse rubric show`: a rubric as a document to read."""

import sys

from endorse_cli.cli.options import ColourWhen, RubricFile
from endorse_cli.cli.terminal import Colour, emit, look


def show(rubric: RubricFile = "class-alignment", colour: ColourWhen = Colour.auto) -> None:
    """Show a whole rubric as a document to read, the readings chosen included."""
    from endorse_cli import api

    emit(api.show_rubric(rubric, look(sys.stdout, colour)))
