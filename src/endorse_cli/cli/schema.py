"""`endorse schema`: the shape of files, for machines and editors."""

import typer

from endorse_cli.cli.options import Output, deliver

app = typer.Typer(help="Give a JSON Schema.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def record(output: Output = None) -> None:
    """Give the JSON Schema of what `score --format json` writes."""
    from endorse_cli import api

    deliver(api.record_schema(), output, inputs=[])


@app.callback()
def _schema() -> None:
    """Give a JSON Schema."""
