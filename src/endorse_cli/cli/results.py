"""How a result leaves a command: in which format, where to, and with which status."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn, TypeAlias

import typer

from endorse_cli.cli.terminal import (
    Colour,
    Exit,
    Stop,
    complain,
    emit,
    exit_for,
    hint,
    look,
    say,
    worst,
)

if TYPE_CHECKING:
    from endorse_cli.api import Result


FORMAT = typer.Option("--format", help="How to give the result.")

Format: TypeAlias = Literal["table", "json", "jsonl", "markdown", "csv", "html", "xlsx"]
"""How candidates, a slate or a comparison are given."""

MACHINE = ("json", "jsonl", "csv", "xlsx")
"""Formats whose first line is not for people: what it would say stands on standard error."""

HowToGive = Annotated[Format, FORMAT]
HowToShow = Annotated[Literal["table", "json", "html"], FORMAT]
TableOrJson = Annotated[Literal["table", "json"], FORMAT]


def deliver(
    result: "Result",
    format: str,
    output: str | None,
    inputs: Iterable[str],
    colour: Colour,
    unmet: Iterable[str] = (),
    *,
    full: bool = False,
) -> NoReturn:
    """Write a result, tell what is wrong with what was read, and end with the status of both.

    `inputs` are files that were named, which no output replaces; `unmet` says, a line each, what
    was asked for and is not the case.
    """
    is_table = format == "table"
    seen = look(None if output else sys.stdout, colour, full=full)
    text = result.to_xlsx() if format == "xlsx" else result.give(format, seen)
    missed = list(unmet)
    if result.tells_faults and is_table:
        complain(result.diagnostics)
    put(text, output, [*inputs, *result.read], exact=not is_table, holds=result.extent)
    if format in MACHINE and result.unread:
        say(f"endorse: {result.unread}")
    if not result.tells_faults:
        complain(result.diagnostics)
    if result.again:
        say(f"endorse: named more than once, and read once: {', '.join(result.again)}")
    for line in missed:
        say(f"endorse: {line}")
    held = Exit.DONE if result.ok and not missed else Exit.GATE
    if result.is_cut_short:
        raise Stop(Exit.INTERRUPTED)
    raise Stop(worst([exit_for(result.diagnostics), held]))


def put(
    text: str | bytes,
    output: str | None,
    inputs: Iterable[str],
    *,
    exact: bool,
    holds: str = "",
) -> None:
    """Write a text to the screen, or whole to a file that is not one of the inputs.

    `exact` is for what a program reads: on the screen too it is what a file would hold. A person
    is told which file was written and what it `holds`.
    """
    if output is None:
        emit(text, exact=exact)
        return
    from endorse_cli import api

    api.write(output, text, inputs=list(inputs))
    tell_written(output, holds)


def tell_written(output: str, holds: str = "") -> None:
    """Tell a person which file was written and what it holds."""
    hint(f"Wrote {output}: {holds}." if holds else f"Wrote {output}.")
