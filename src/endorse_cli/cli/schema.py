"""`endorse schema`: the shape of files, for machines and editors."""

import typer

from endorse_cli.cli.options import Output, RubricName, given
from endorse_cli.cli.results import put

app = typer.Typer(help="Give a JSON Schema.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def candidate(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of candidates' files: an editor then shows questions and anchors."""
    from endorse_cli import api

    put(api.candidate_schema(rubric), output, given(rubric), exact=True)


@app.command()
def case(rubric: RubricName = None, output: Output = None) -> None:
    """Give the JSON Schema of a rubric's cases."""
    from endorse_cli import api

    put(api.case_schema(rubric), output, given(rubric), exact=True)


@app.command()
def rubric(output: Output = None) -> None:
    """Give the JSON Schema of the rubric language, for rubrics and overlays."""
    from endorse_cli import api

    put(api.rubric_schema(), output, [], exact=True)


@app.command()
def record(output: Output = None) -> None:
    """Give the JSON Schema of what `score --format json` writes."""
    from endorse_cli import api

    put(api.record_schema(), output, [], exact=True)


@app.callback()
def _schema() -> None:
    """Give a JSON Schema."""
