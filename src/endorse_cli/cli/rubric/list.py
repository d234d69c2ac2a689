"""`endorse rubric list`: the rubrics that ship."""

import sys

from endorse_cli.cli.options import ColourWhen
from endorse_cli.cli.terminal import Colour, emit, look


def list_(colour: ColourWhen = Colour.auto) -> None:
    """List the rubrics that ship with the program."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    emit(api.show_list(seen.width, colour=seen.colour, unicode=seen.unicode))
