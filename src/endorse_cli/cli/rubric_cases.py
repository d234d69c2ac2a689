"""`endorse rubric test`, `coverage`, `mutate`: whether its cases hold, and what they are worth."""

from fractions import Fraction
from typing import Annotated, Literal

import typer

from endorse_cli.cli.options import (
    CaseFiles,
    ColourWhen,
    Everything,
    Output,
    RubricFile,
    RubricsAndCases,
    WriteCases,
)
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import FORMAT, HowToShow, deliver


def try_cases(
    named: RubricsAndCases = None,
    format: Annotated[Literal["table", "json", "junit", "github"], FORMAT] = "table",
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Try a rubric on its cases: the outcome of each, and what must have decided it.

    Exit status 1: a case fails, or there is none. 3: the rubric or a case has errors.
    """
    from endorse_cli import api

    first, *rest = named or ["class-alignment"]
    more, cases = api.rubrics_among(rest)
    if more and cases:
        raise typer.BadParameter(
            f"Cases are named with one rubric, not with {len(more) + 1}: {', '.join(cases)}.",
            param_hint="[CASES]...",
        )
    deliver(api.try_rubrics([first, *more], cases), format, output, (), colour, full=full)


def coverage(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = "table",
    fail_under: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE", help="Exit with status 1 if less is tried: 9/10, 0.9 or 90%, exactly."
        ),
    ] = None,
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
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


def mutate(
    rubric: RubricFile = "class-alignment",
    cases: CaseFiles = None,
    format: HowToShow = "table",
    write: WriteCases = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Change a rubric in every small way, and say which changes none of its cases would notice.

    Exit status 1: a change that gives somebody another outcome goes unnoticed.
    """
    from endorse_cli import api

    with Bar(waits=True) as bar:
        mutated = api.mutate_rubric(rubric, cases or [], bar)
    if write is not None:
        api.write_all_new(write, mutated.examples())
    deliver(mutated, format, output, (), colour, full=full)
