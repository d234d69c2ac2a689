"""The one table of formats, and what of each is written while candidates still come in."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from endorse_cli.models.record import InvalidPart, Record
from endorse_cli.reports.csv import csv_head, csv_of, csv_row
from endorse_cli.reports.json_form import to_json_item, to_json_line

Decided = tuple[str | None, tuple[str, ...], tuple[str, ...]]
"""What a decision came to: its outcome, the outcomes and the rows still possible."""


class Streamed(NamedTuple):
    """A format in which each candidate stands for itself.

    `head` comes before the first, made from the decisions; `row` gives the same as `record` from
    little, where that is enough. `invalid` is None where what could not be judged has no place.
    """

    head: Callable[[Iterable[str]], str]
    record: Callable[[Record], str]
    row: Callable[[Sequence[str | None], Iterable[Decided]], str] | None
    invalid: Callable[[InvalidPart], str] | None


def _no_head(_decisions: Iterable[str]) -> str:
    return ""


STREAMED: dict[str, Streamed] = {
    "csv": Streamed(csv_head, csv_of, csv_row, None),
    "jsonl": Streamed(_no_head, to_json_line, None, to_json_line),
    "json": Streamed(_no_head, to_json_item, None, None),
}
