"""`endorse rubric list`: the rubrics that ship."""

import sys

from endorse_cli.cli.options import ColourWhen
from endorse_cli.cli.terminal import Colour, emit, look


def list_(colour: ColourWhen = Colour.auto) -> None:
    """List the rubrics that ship with the program."""
    from endorse_cli import api

    emit(api.show_list(look(sys.stdout, colour)))
