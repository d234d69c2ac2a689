"""The table of contents of the command line, and its one error boundary."""

import os
import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import click
import typer

from endorse_cli import __version__
from endorse_cli.cli import new, rubric, score
from endorse_cli.cli.exits import Exit, exit_for
from endorse_cli.cli.terminal import Stop, complain, warn
from endorse_cli.diagnostics import Fault

app = typer.Typer(
    name="endorse",
    help="Score candidates against a written rubric, and justify the result line by line.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command()(score.score)
app.add_typer(new.app, name="new")
app.add_typer(rubric.app, name="rubric")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"endorse {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Turn written criteria and what is known about a candidate into a justified result."""


def main() -> NoReturn:
    """Run the command line; every way in which it can end is here."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        status = _run()
        _flush()
    except BrokenPipeError:
        _silence_output()
        status = Exit.PIPE
    except KeyboardInterrupt:
        warn("endorse: interrupted\n")
        status = Exit.INTERRUPTED
    sys.exit(status)


def _run() -> int:
    try:
        app(standalone_mode=False)
    except Stop as stop:
        return stop.status
    except Fault as fault:
        complain(fault.diagnostics)
        return exit_for(fault.diagnostics)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # the one boundary: whatever else happens is a fault of ours
        warn(
            "endorse: a fault of the program itself, not of your files. Please report it with "
            f"the command you ran.\n  what happened: {str(error) or 'no further word'}\n"
        )
        return Exit.INTERNAL
    return Exit.DONE


def _flush() -> None:
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _silence_output() -> None:
    """Nobody reads any more: what Python flushes at exit must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(Exit.TERMINATED)
