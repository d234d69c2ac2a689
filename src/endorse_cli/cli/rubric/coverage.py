"""`endorse rubric coverage`: what the cases of a rubric try of it, and what they do not."""

from fractions import Fraction
from typing import Annotated

import typer

from endorse_cli.cli.options import (
    CaseFiles,
    ColourWhen,
    Everything,
    Output,
    RubricFile,
    WriteCases,
)
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import HowToShow, Sheet, deliver
from endorse_cli.cli.terminal import Colour


def coverage(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = Sheet.table,
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Exit with status 1 if less is tried: 9/10, 0.9 or 90%, exactly."
        ),
    ] = None,
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Say what the cases of a rubric try, and make up a case for everything that they do not.

    Rows, branches, values on either side of a threshold, criteria that change an outcome alone.
    """
    from endorse_cli import api

    least = read_share(fail_under)
    with Bar(waits=True) as bar:
        covered = api.cover_rubric(rubric, cases or [], bar)
    if write is not None:
        api.write_all_new(write, covered.examples())
    unmet = []
    if least is not None and covered.is_whole and covered.share < least:
        unmet = [f"{covered.share} of what there is to try is tried, less than {least}"]
    deliver(covered, format, output, (), colour, unmet, full=full)


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
