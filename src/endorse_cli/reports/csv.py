"""The only place that writes rows of cells as comma-separated values (RFC 4180).

Lines end with a line feed alone, as everything else that is written here; for Excel the text has
the mark by which it knows UTF-8, and the line ends that it writes itself. A text that a spreadsheet
could take for a formula gets a `'` before it, and every character that is not seen is written as
`\\u{001B}`.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from endorse_cli.models.plain_values import number_words
from endorse_cli.models.record import InvalidPart, Record, Rows
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.characters import no_command, sanitize
from endorse_cli.reports.rows import (
    COMPARED,
    LAYOUTS,
    Cell,
    Columns,
    difference_rows,
    table_of,
    unread_row,
)

MARK = "\ufeff"

DIGITS = 6
"""So many stand after the point of a number that no decimal gives exactly."""

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'/()-]*")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_QUOTED = re.compile(r"[,\"\n]|^\s|\s$")


class Csv(NamedTuple):
    """How candidates are written as values: which rows, and whether for Excel."""

    kind: Rows = "candidates"
    excel: bool = False

    def columns(self, rubric: Rubric | None) -> Columns:
        """The columns of a table whose first candidate is judged under this rubric."""
        return LAYOUTS[self.kind].columns(rubric)

    def head(self, columns: Columns) -> str:
        """What a table begins with: the row of titles."""
        return (MARK if self.excel else "") + self.line(columns.titles)

    def record(self, record: Record, rubric: Rubric) -> str:
        """The rows of one candidate."""
        return "".join(map(self.line, LAYOUTS[self.kind].rows(record, rubric)))

    def unread(self, part: InvalidPart, columns: Columns) -> str:
        """The row of what could not be read or judged."""
        return self.line(unread_row(part, columns))

    def table(
        self, judged: Sequence[tuple[Record, Rubric]], invalid: Sequence[InvalidPart] = ()
    ) -> str:
        """The whole table of candidates; nothing where there is none."""
        if not judged and not invalid:
            return ""
        columns, rows = table_of(self.kind, judged, invalid)
        return self.head(columns) + "".join(map(self.line, rows))

    def differences(self, compared: Iterable[ComparedPart]) -> str:
        """A row for every answer that differs between two candidates."""
        rows = map(self.line, difference_rows(compared))
        return "".join((self.head(Columns(COMPARED, ())), *rows))

    def line(self, cells: Iterable[Cell]) -> str:
        """One row."""
        return self.ended(written(cells))

    def ended(self, *parts: str) -> str:
        """One row, of cells that are `written`."""
        return ",".join(parts) + ("\r\n" if self.excel else "\n")


PLAIN = Csv()
"""A row a candidate, as every program reads it."""

LONG = 100
"""A text that is longer is no word that several candidates share, and is not remembered."""


def written(cells: Iterable[Cell]) -> str:
    """Cells that stand beside each other."""
    return ",".join(map(_cell, cells))


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _common_cell(cell) if len(cell) < LONG else csv_cell(cell)
    return "" if cell is None else _number(cell.numerator, cell.denominator)


@lru_cache(maxsize=4096)
def _common_cell(text: str) -> str:
    """The cell of a text: outcomes, offices and days are those of many candidates."""
    return csv_cell(text)


@lru_cache(maxsize=4096)
def _number(over: int, under: int) -> str:
    """A number as every spreadsheet reads it: what it would take for a day is no fraction."""
    words = number_words(Fraction(over, under))
    return number_words(round(Fraction(over, under), DIGITS)) if "/" in words else words


def csv_cell(text: str | None) -> str:
    """A text as one cell, harmless in a spreadsheet; nothing is an empty cell."""
    if text is None:
        return ""
    if _BARE.fullmatch(text) and text[-1] != " ":
        return text
    shown = sanitize(no_command(text))
    if _FORMULA.match(shown):
        shown = f"'{shown}"
    return '"' + shown.replace('"', '""') + '"' if _QUOTED.search(shown) else shown
