"""`endorse explain`: what an id means, and how it stands with a candidate."""

import sys
from typing import Annotated

import typer

from endorse_cli.cli import completion
from endorse_cli.cli.options import ColourWhen, RubricName, usage_error
from endorse_cli.cli.terminal import Colour, emit, look


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            autocompletion=completion.ids,
            help="A criterion, finding, score, row, outcome, promise, setting, guidance, passage "
            "(p7.3) or check code.",
        ),
    ],
    candidate: Annotated[
        str | None, typer.Argument(metavar="[CANDIDATE]", help="A candidate file.")
    ] = None,
    rubric: RubricName = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Explain one id: what it asks, where it says so, where it can matter."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    with usage_error("ID"):
        text = api.explain(id, rubric=rubric, candidate=candidate, look=seen)
    emit(text)
