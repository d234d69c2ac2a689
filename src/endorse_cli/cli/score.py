"""`endorse score`: candidates from file to justified result."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import AsOf, ColourWhen, Output, RubricName, deliver, read_as_of
from endorse_cli.cli.terminal import Colour, Stop, complain, look, warn

if TYPE_CHECKING:
    from endorse_cli.api import Run


class Format(StrEnum):
    """What `score` can give."""

    table = "table"
    json = "json"


def score(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Candidate files: .yaml, .json, .jsonl; `-` reads standard input.",
        ),
    ],
    rubric: RubricName = None,
    as_of: AsOf = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    output: Output = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DECISION=OUTCOME",
            help="Exit with status 1 unless every candidate has this outcome. Repeatable.",
        ),
    ] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Only the result and what is open.")
    ] = False,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Classify candidates and recommend, with a table that justifies it line by line.

    The exit status is 0 whatever the outcome: a decline is a result, not a failure.
    """
    from endorse_cli import api

    day = read_as_of(as_of)
    seen = look(None if output else sys.stdout, colour)
    run = api.score_files(files, rubric=rubric, as_of=day)
    unmet = unmet_requirements(run, require or [])
    if format is Format.json:
        text = run.to_json()
    else:
        text = run.to_table(seen.width, colour=seen.colour, unicode=seen.unicode, brief=brief)
    deliver(text, output, inputs=files)
    complain(run.diagnostics)
    for line in unmet:
        warn(f"endorse: {line}\n")
    raise Stop(worst([exit_for(run.diagnostics), Exit.GATE if unmet else Exit.DONE]))


def unmet_requirements(run: "Run", required: list[str]) -> list[str]:
    """What `--require` asked for and did not get, in words; a wrong word is a usage error."""
    from endorse_cli import api

    try:
        return [line for item in required for line in run.unmet(item)]
    except api.UnknownWord as error:
        raise typer.BadParameter(str(error), param_hint="--require") from error
