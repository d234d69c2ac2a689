"""How a result leaves a command: in which format, where to, and with which status."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from endorse_cli.cli.exits import Exit, Stop, exit_for, worst
from endorse_cli.cli.terminal import Colour, complain, emit, hint, look, say

if TYPE_CHECKING:
    from endorse_cli.api import Result


class Format(StrEnum):
    """How candidates, a slate or a comparison are given."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    csv = "csv"
    html = "html"
    xlsx = "xlsx"


MACHINE = ("json", "jsonl", "csv", "xlsx")
"""Formats whose first line is not for people: what it would say stands on standard error."""

HowToGive = Annotated[Format, typer.Option("--format", help="How to give the result.")]


class Plainly(StrEnum):
    """How what is asked of a rubric or of records is given, where nothing else is called for."""

    table = "table"
    json = "json"


class Sheet(StrEnum):
    """How what is found of a rubric is given."""

    table = "table"
    json = "json"
    html = "html"


HowToShow = Annotated[Sheet, typer.Option("--format", help="How to give the result.")]

TableOrJson = Annotated[Plainly, typer.Option("--format", help="How to give the result.")]


def deliver(
    result: "Result",
    format: StrEnum,
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
    text = result.to_xlsx() if format == "xlsx" else result.give(format.value, seen)
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
