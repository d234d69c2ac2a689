"""`endorse rubric diff`: what a change of a rubric does, to the rubric and to candidates."""

from enum import StrEnum
from typing import Annotated

import typer

from endorse_cli.cli import completion
from endorse_cli.cli.options import Candidates, ColourWhen, Everything, Output
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import deliver
from endorse_cli.cli.terminal import Colour

BESIDE = "rubric.yaml"


class Format(StrEnum):
    """What `rubric diff` can give."""

    table = "table"
    markdown = "markdown"
    json = "json"
    html = "html"


class FailOn(StrEnum):
    """What `rubric diff` can be asked to fail on."""

    looser = "looser"
    outcome_change = "outcome-change"
    any = "any"


def diff(
    rubrics: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OLD NEW",
            autocompletion=completion.rubrics,
            help="Shipped rubrics or rubric files; with `--base` one file, or none for "
            f"`{BESIDE}`.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Compare the file with itself as it was where this branch left a git revision.",
        ),
    ] = None,
    exactly: Annotated[
        bool,
        typer.Option("--exactly", help="With `--base`: compare with the revision itself."),
    ] = False,
    candidates: Candidates = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    fail_on: Annotated[
        FailOn | None,
        typer.Option(metavar="looser|outcome-change|any", help="Exit with status 1 on this."),
    ] = None,
    examples: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write a candidate for every move into this folder."),
    ] = None,
    full: Everything = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Say what a change of a rubric does: its meaning, its texts, the candidates assessed before.

    Exit status 1: what `--fail-on` names is the case. 3: a rubric or a candidate's file has errors.
    """
    from endorse_cli import api

    named = rubrics or []
    diffed: api.Diffed | api.Undiffed
    if exactly and base is None:
        raise typer.BadParameter("It says which revision `--base` is.", param_hint="--exactly")
    if not (len(named) < 2 if base is not None else len(named) == 2):
        wanted = "at most one file beside `--base`" if base is not None else "two rubrics, OLD NEW"
        raise typer.BadParameter(
            f"{len(named)} named, and it takes {wanted}.", param_hint="OLD NEW"
        )
    with Bar(waits=True) as bar:
        if base is not None:
            named = named or [BESIDE]
            diffed = api.diff_since(
                base, named[0], candidates=candidates, exactly=exactly, headway=bar
            )
        else:
            diffed = api.diff_rubrics(named[0], named[1], candidates=candidates, headway=bar)
        diffed.work_out()
    if examples is not None:
        api.write_all(examples, diffed.examples())
    unmet = diffed.unmet(fail_on.value) if fail_on else ""
    deliver(
        diffed,
        format,
        output,
        [*named, *(candidates or [])],
        colour,
        [unmet] if unmet else [],
        full=full,
    )
