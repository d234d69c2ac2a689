"""`endorse rubric coverage`: what the cases of a rubric try of it, and what they do not."""

import sys
from fractions import Fraction
from typing import Annotated

import typer

from endorse_cli.cli.exits import Exit, exit_for, worst
from endorse_cli.cli.options import CaseFiles, ColourWhen, Output, RubricFile, WriteCases, deliver
from endorse_cli.cli.results import Plainly, TableOrJson
from endorse_cli.cli.terminal import Colour, Stop, complain, look, warn


def coverage(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: TableOrJson = Plainly.table,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Exit with status 1 if less is tried: 9/10, 0.9 or 90%, exactly."
        ),
    ] = None,
    write: WriteCases = None,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Say what the cases of a rubric try, and make up a case for everything that they do not.

    Rows, branches, values on either side of a threshold, criteria that change an outcome alone.
    """
    from endorse_cli import api

    least = read_share(fail_under)
    covered = api.cover_rubric(rubric, cases or [])
    tested = covered.tested
    seen = look(None if output else sys.stdout, colour)
    if write is not None:
        api.write_all_new(write, covered.examples())
    if format is Plainly.json:
        text = covered.to_json()
    else:
        text = covered.to_table(seen.width, colour=seen.colour, unicode=seen.unicode)
    inputs = [tested.loaded.document.source.name, *tested.files]
    deliver(text, output, inputs, exact=format is not Plainly.table)
    complain(covered.diagnostics)
    under = least is not None and covered.share < least
    if under and covered.is_whole:
        warn(f"endorse: {covered.share} of what there is to try is tried, less than {least}\n")
    unmet = under or covered.coverage["unchecked"]
    raise Stop(worst([exit_for(covered.diagnostics), Exit.GATE if unmet else Exit.DONE]))


def read_share(text: str | None) -> Fraction | None:
    """The share of `--fail-under`; a usage error where it is none."""
    from endorse_cli import api

    if text is None:
        return None
    share = api.read_share(text)
    if share is None:
        raise typer.BadParameter(
            f"`{text}` is no share. Write it as `9/10`, `0.9` or `90%`, from 0 to 1.",
            param_hint="--fail-under",
        )
    return share
