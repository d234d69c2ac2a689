"""`endorse rubric test`: whether a rubric does what its cases expect, for the reason expected."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import CaseFiles, ColourWhen, Output, RubricFile, deliver
from endorse_cli.cli.terminal import Colour, Stop, complain, look


class Format(StrEnum):
    """What `rubric test` can give."""

    table = "table"
    json = "json"
    junit = "junit"
    github = "github"


def try_cases(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Try a rubric on its cases: the outcome of each, and what must have decided it.

    Exit status 1: a case fails, or there is none. 3: the rubric or a case has faults.
    """
    from endorse_cli import api

    tested = api.try_rubric(rubric, cases or [])
    seen = look(None if output else sys.stdout, colour)
    if format is Format.json:
        text = tested.to_json()
    elif format is Format.junit:
        text = tested.to_junit()
    elif format is Format.github:
        text = tested.to_github()
    else:
        text = tested.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
    inputs = [tested.loaded.document.source.name, *tested.files]
    deliver(text, output, inputs, exact=format is not Format.table)
    complain(tested.diagnostics)
    raise Stop(worst([exit_for(tested.diagnostics), Exit.DONE if tested.ok else Exit.GATE]))
