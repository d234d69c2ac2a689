"""`endorse letter` and `endorse motion`: plain texts made of records."""

from typing import Annotated, Literal

import typer

from endorse_cli.cli.options import Output, RubricName, SlateFile, given
from endorse_cli.cli.results import put

Records = Annotated[
    list[str],
    typer.Argument(
        metavar="RECORD...",
        help="Records as `score --format json` gives them; `-` reads standard input.",
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template", metavar="FILE", help="The chapter's own template instead of the one here."
    ),
]


def letter(
    records: Records,
    rubric: RubricName = None,
    slate: SlateFile = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Write to candidates: what was found, what is open, what would change it, how to correct it.

    Nothing that is for members alone stands in it.
    """
    _write("letter", records, rubric, slate, template, output)


def motion(
    records: Records,
    rubric: RubricName = None,
    slate: SlateFile = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Draft motions, with what was found as whereas clauses; members decide what they adopt."""
    _write("motion", records, rubric, slate, template, output)


def _write(
    paper: Literal["letter", "motion"],
    records: list[str],
    rubric: str | None,
    slate: str | None,
    template: str | None,
    output: str | None,
) -> None:
    from endorse_cli import api

    text = api.write_papers(paper, records, rubric=rubric, slate=slate, template=template)
    put(text, output, [*records, *given(slate, template)], exact=True)
