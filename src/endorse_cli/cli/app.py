"""The table of contents of the command line, and its one error boundary."""

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.core import TyperArgument

from endorse_cli import __version__
from endorse_cli.cli.options import join_words
from endorse_cli.cli.terminal import (
    Exit,
    Stop,
    complain,
    exit_for,
    finish_output,
    say,
    silence_output,
    unwritable,
    warn,
)
from endorse_cli.diagnostics import Fault

if TYPE_CHECKING:
    from typer._click.core import Command, Context

CONTENTS = {
    "score": "score",
    "slate": "slate",
    "compare": "score",
    "explain": "score",
    "verify": "records",
    "letter": "records",
    "motion": "records",
    "new": "new",
    "rubric": "rubric",
    "schema": "new",
}
"""Every command, and the module of this package that holds it under its name."""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"endorse {__version__}")
        raise typer.Exit


def command_line(names: Iterable[str] = CONTENTS) -> typer.Typer:
    """The command line with some of its commands: only what is named is imported.

    Typer besides makes every option of every command that it is given, of which one is run.
    """
    app = typer.Typer(
        name="endorse",
        help="Score candidates against a written rubric, and justify the result line by line.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in names:
        command = getattr(import_module(f"{__package__}.{CONTENTS[name]}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Turn written criteria and what is known about a candidate into a justified result."""


def main() -> NoReturn:
    """Run the command line; every way in which it can end is here."""
    join_words(os.environ)
    try:
        status = _run()
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    if status == Exit.INTERRUPTED:
        warn("endorse: interrupted\n")
    sys.exit(status)


def _run() -> int:
    try:
        # Typer answers an interrupt, `--help` and `--version` with a status of its own.
        named = [word for word in sys.argv[1:2] if word in CONTENTS] or CONTENTS
        command = with_our_names(typer.main.get_command(command_line(named)))
        status = int(command(prog_name="endorse", standalone_mode=False) or Exit.DONE)
        finish_output()
        return status
    except SystemExit as ending:
        # Typer's own answer to a reader that has gone away while it printed help.
        return _gone() if isinstance(ending.__context__, OSError) else int(ending.code or 0)
    except Stop as stop:
        return stop.status
    except Fault as fault:
        return _told(fault)
    except typer.TyperException as error:
        _explain_usage(error)
        return Exit.USAGE
    except BrokenPipeError:
        return _gone()
    except OSError as error:
        return _told(unwritable(error))
    except Exception as error:
        # The one boundary: whatever else happens is a fault of ours, and is told as one.
        _own_up(str(error))
        return Exit.INTERNAL


def with_our_names(command: "Command") -> "Command":
    """The command, in which arguments and those of its commands are named by their metavar alone.

    Newer releases of Typer put the name of the type behind it, which is a word of Python's.
    """
    for param in command.params:
        if isinstance(param, TyperArgument) and param.metavar:
            _name(param, param.metavar)
    for inner in getattr(command, "commands", {}).values():
        with_our_names(inner)
    return command


def _name(argument: TyperArgument, metavar: str) -> None:
    optional = not (argument.required or metavar.startswith("["))
    usage = f"[{metavar}]" if optional else metavar

    def usage_pieces(ctx: "Context") -> list[str]:
        return [usage]

    def no_type(ctx: "Context") -> None:
        return None

    argument.get_usage_pieces = usage_pieces  # type: ignore[method-assign]
    argument.display_type_rich = no_type  # type: ignore[method-assign]


def _own_up(what: str) -> None:
    message = "endorse: an error in the program itself; please report it with the command you ran"
    say(f"{message}: {what or 'no further word'}")


def _gone() -> Exit:
    silence_output()
    return Exit.PIPE


def _told(fault: Fault) -> Exit:
    complain(fault.diagnostics)
    return exit_for(fault.diagnostics)


def _explain_usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "endorse"
    # Newer releases of Typer have pydantic read the words, and pass on what it says.
    message = error.format_message().replace("Value error, ", "", 1)
    if getattr(error, "cmd", None) is not None and "Usage:" not in message:
        message = f"endorse: {message}\nTry `{path} --help`."
    warn(f"{message}\n")
