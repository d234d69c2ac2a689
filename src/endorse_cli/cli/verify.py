"""`endorse verify`: whether records still come out as they were written."""

from typing import Annotated

import typer

from endorse_cli.cli.options import ColourWhen, Output, RubricName
from endorse_cli.cli.results import Plainly, TableOrJson, deliver
from endorse_cli.cli.terminal import Colour


def verify(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD...",
            help="Records as `score --format json` gives them; `-` reads standard input.",
        ),
    ],
    candidate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="The candidate file to score again; else what the record carries, else the file "
            "of the same name beside it. Repeatable.",
        ),
    ] = None,
    rubric: RubricName = None,
    format: TableOrJson = Plainly.table,
    output: Output = None,
    colour: ColourWhen = Colour.auto,
) -> None:
    """Score again what records were made from, and say whether they hold byte for byte.

    The exit status is 1 where one does not: its tool, rubric, candidate or result differs.
    """
    from endorse_cli import api

    verified = api.verify_records(records, candidates=candidate or [], rubric=rubric)
    deliver(verified, format, output, [*records, *(candidate or [])], colour)
