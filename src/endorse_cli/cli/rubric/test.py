"""`endorse rubric test`: whether a rubric does what its cases expect, for the reason expected."""

from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli.options import ColourWhen, Everything, Output, RubricsAndCases
from endorse_cli.cli.results import deliver
from endorse_cli.cli.terminal import Colour

DEFAULT = "class-alignment"


class Format(StrEnum):
    """What `rubric test` can give."""

    table = "table"
    json = "json"
    junit = "junit"
    github = "github"


def try_cases(
    named: RubricsAndCases = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Try a rubric on its cases: the outcome of each, and what must have decided it.

    Exit status 1: a case fails, or there is none. 3: the rubric or a case has errors.
    """
    from endorse_cli import api

    first, *rest = named or [DEFAULT]
    more, cases = api.rubrics_among(rest)
    if more and cases:
        raise typer.BadParameter(
            f"Cases are named with one rubric, not with {len(more) + 1}: {', '.join(cases)}.",
            param_hint="[CASES]...",
        )
    deliver(api.try_rubrics([first, *more], cases), format, output, (), colour, full=full)
