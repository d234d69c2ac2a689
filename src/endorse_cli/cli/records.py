"""`endorse letter`, `motion` and `verify`: what is done with records."""

from typing import Annotated, Literal, TypeAlias

import typer

from endorse_cli.cli.options import ColourWhen, Output, RubricName, SlateFile, given
from endorse_cli.cli.results import TableOrJson, deliver, put
from endorse_cli.cli.terminal import say

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


Moment: TypeAlias = Literal["questions", "finding", "decision"]

When = Annotated[
    Moment,
    typer.Option(
        "--moment",
        help="`questions` asks what is open, `finding` tells before the vote what was found and "
        "how to correct it, `decision` what was decided.",
    ),
]


def letter(
    records: Records,
    moment: When = "finding",
    rubric: RubricName = None,
    slate: SlateFile = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Write to candidates: what is still asked, what was found, or what was decided.

    Nothing that is for members alone stands in it.
    """
    _write("letter", records, rubric, slate, template, output, moment)


def motion(
    records: Records,
    rubric: RubricName = None,
    slate: SlateFile = None,
    template: Template = None,
    output: Output = None,
) -> None:
    """Draft motions to be read aloud; where the rubric recommends nothing, say that and why."""
    _write("motion", records, rubric, slate, template, output)


def _write(
    paper: Literal["letter", "motion"],
    records: list[str],
    rubric: str | None,
    slate: str | None,
    template: str | None,
    output: str | None,
    moment: Moment = "finding",
) -> None:
    from endorse_cli import api

    text = api.write_papers(
        paper, records, moment=moment, rubric=rubric, slate=slate, template=template
    )
    put(text, output, [*records, *given(slate, template)], exact=True)
    if blank := api.left_blank(paper, records, moment=moment, slate=slate):
        say(f"endorse: {blank}")


def verify(
    records: Records,
    candidate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATH",
            help="The candidate file to score again, or a folder of them; else what the record "
            "carries, else the file of the same name beside it. Repeatable.",
        ),
    ] = None,
    rubric: RubricName = None,
    format: TableOrJson = "table",
    output: Output = None,
    colour: ColourWhen = "auto",
) -> None:
    """Score again what records were made from, and say whether they hold byte for byte.

    The exit status is 1 where one does not: its tool, rubric, candidate or result differs.
    """
    from endorse_cli import api

    verified = api.verify_records(records, candidates=candidate or [], rubric=rubric)
    deliver(verified, format, output, [*records, *(candidate or [])], colour)
