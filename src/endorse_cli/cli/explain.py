"""`endorse explain` and `endorse schema`: what stands in files, for people and for editors."""

import sys
from typing import Annotated

import typer

from endorse_cli.cli.options import ColourWhen, Output, RubricName, given, offered_ids, usage_error
from endorse_cli.cli.results import put
from endorse_cli.cli.terminal import emit, look


def explain(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            autocompletion=offered_ids,
            help="A criterion, finding, score, row, outcome, promise, setting, guidance, passage "
            "(p7.3) or check code.",
        ),
    ],
    candidate: Annotated[
        str | None, typer.Argument(metavar="[CANDIDATE]", help="A candidate file.")
    ] = None,
    rubric: RubricName = None,
    colour: ColourWhen = "auto",
) -> None:
    """Explain one id: what it asks, where it says so, where it can matter."""
    from endorse_cli import api

    seen = look(sys.stdout, colour)
    with usage_error("ID"):
        text = api.explain(id, rubric=rubric, candidate=candidate, look=seen)
    emit(text)


schema = typer.Typer(help="Give a JSON Schema.", no_args_is_help=True, rich_markup_mode=None)


@schema.command()
def candidate(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of candidates' files: an editor then shows questions and anchors."""
    from endorse_cli import api

    put(api.candidate_schema(rubric), output, given(rubric), exact=True)


@schema.command()
def case(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of a rubric's cases."""
    from endorse_cli import api

    put(api.case_schema(rubric), output, given(rubric), exact=True)


@schema.command()
def rubric(output: Output = None) -> None:
    """Give the JSON Schema of the rubric language, for rubrics and overlays."""
    from endorse_cli import api

    put(api.rubric_schema(), output, [], exact=True)


@schema.command()
def record(output: Output = None) -> None:
    """Give the JSON Schema of what `score --format json` writes."""
    from endorse_cli import api

    put(api.record_schema(), output, [], exact=True)


@schema.callback()
def _schema() -> None:
    """Give a JSON Schema."""
