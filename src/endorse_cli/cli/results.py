"""The only place for the formats that results come in, on the command line."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How candidates, a slate or a comparison are given."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    csv = "csv"
    html = "html"


MACHINE = (Format.json, Format.jsonl, Format.csv)
"""Formats whose first line is not for people: what it would say stands on standard error."""

HowToGive = Annotated[Format, typer.Option("--format", help="How to give the result.")]


class Plainly(StrEnum):
    """How what is asked of a rubric or of records is given, where nothing else is called for."""

    table = "table"
    json = "json"


TableOrJson = Annotated[Plainly, typer.Option("--format", help="How to give the result.")]
