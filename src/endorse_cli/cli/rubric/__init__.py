"""`endorse rubric`: what is asked of a rubric itself; one file per command."""

import typer

from endorse_cli.cli.parser import TakesMany
from endorse_cli.cli.rubric import (
    check,
    coverage,
    diff,
    list,
    mutate,
    sensitivity,
    show,
    test,
    trace,
)

app = typer.Typer(help="Look at a rubric.", no_args_is_help=True, rich_markup_mode=None)

app.command("list")(list.list_)
app.command()(show.show)
app.command()(check.check)
app.command("test")(test.try_cases)
app.command()(coverage.coverage)
app.command()(mutate.mutate)
app.command(cls=TakesMany)(diff.diff)
app.command()(trace.trace)
app.command(cls=TakesMany)(sensitivity.sensitivity)
