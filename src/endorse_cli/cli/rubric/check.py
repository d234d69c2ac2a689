"""`endorse rubric check`: what holds of a rubric, and what can never happen in it."""

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from endorse_cli.cli.options import ColourWhen, DocumentFile, Everything, Output, RubricFiles, given
from endorse_cli.cli.progress import Bar
from endorse_cli.cli.results import deliver
from endorse_cli.cli.terminal import Colour, hint

if TYPE_CHECKING:
    from endorse_cli.api import Checked


DEFAULT = "class-alignment"


class Format(StrEnum):
    """What `rubric check` can give."""

    table = "table"
    json = "json"
    html = "html"
    github = "github"


def check(
    rubrics: RubricFiles = None,
    format: Annotated[Format, typer.Option("--format", help="How to give the result.")] = (
        Format.table
    ),
    document: DocumentFile = None,
    examples: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Write a candidate for every broken promise and gap between rows."
        ),
    ] = None,
    full: Everything = False,
    allow_unchecked: Annotated[
        bool,
        typer.Option(
            "--allow-unchecked", help="End with 0 although something was too large to be checked."
        ),
    ] = False,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Prove what a rubric promises, and find what can never happen in it.

    Exit status 1: a promise is broken, or something was too large to be checked (unless that is
    allowed). 3: the rubric has errors.
    """
    from endorse_cli import api

    named = rubrics or [DEFAULT]
    with Bar(waits=True) as bar:
        checked = api.check_rubrics(named, document=document, headway=bar)
    each = checked.results if isinstance(checked, api.SeveralChecked) else [checked]
    for one in each:
        one.allows_unchecked = allow_unchecked
    if examples is not None:
        for rubric, one in zip(named, each, strict=False):
            place = os.path.join(examples, one.id) if len(named) > 1 else examples
            _write_examples(one, rubric, place)
    deliver(checked, format, output, [*named, *given(document)], colour, full=full)


def _write_examples(checked: "Checked", rubric: str, folder: str) -> None:
    """Write the examples and, on a terminal, say how to see what comes out for one."""
    from endorse_cli import api

    written = checked.examples()
    api.write_all(folder, written)
    if not written:
        return
    count = f"{len(written)} candidate{'s' if len(written) > 1 else ''}"
    then = api.score_command(os.path.join(folder, next(iter(written))), rubric, by_id=True)
    hint(f"Wrote {count} into {folder}. To see why: {then}")
