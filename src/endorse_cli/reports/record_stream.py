"""Candidates written while others still come in: of each format the text of one, and around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from endorse_cli.models.record import RECORD, InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.csv import PLAIN, Csv
from endorse_cli.reports.machine_text import to_json, to_json_item, to_json_line
from endorse_cli.reports.rows import Columns


class Streamed(NamedTuple):
    """A format in which each candidate stands for itself.

    `csv` says how where it is a table, whose columns the first candidate's rubric makes. `record`
    gives the text of one candidate; `invalid` that of what could not be judged, None where that
    comes at the end.
    """

    record: Callable[[Record, Rubric], str]
    invalid: Callable[[InvalidPart, Columns], str] | None
    csv: Csv | None = None


def streamed(format: str, csv: Csv) -> Streamed | None:
    """How a format is written while candidates still come in; None for one that is not."""
    match format:
        case "csv":
            return Streamed(csv.record, csv.unread, csv)
        case "jsonl":
            return Streamed(
                lambda record, _: to_json_line(record), lambda part, _: to_json_line(part)
            )
        case "json":
            return Streamed(lambda record, _: to_json_item(record), None)
    return None


_HEAD = f'{{\n  "record": {RECORD},\n  "records": ['


@dataclass(slots=True)
class Stream:
    """The text of many candidates in one format: a beginning, one after the other, an end.

    What is written is the same as if all had been at hand at once.
    """

    format: str
    csv: Csv = PLAIN
    written: int = 0
    columns: Columns | None = None
    waiting: list[InvalidPart] = field(default_factory=list)

    @property
    def form(self) -> Streamed | None:
        """The format's own part; None where nothing is written before all are judged."""
        return streamed(self.format, self.csv)

    def one(self, text: str, columns: Columns | None) -> str:
        """One candidate's text, and what comes before it."""
        self.written += 1
        if self.format == "json":
            return f"{_HEAD if self.written == 1 else ','}\n{text}"
        return self._begun(columns) + text if self.written == 1 else text

    def _begun(self, columns: Columns | None) -> str:
        """The titles, which the first candidate's rubric makes, and what had to wait for them."""
        self.columns = columns
        head = self.csv.head(columns) if columns else ""
        waiting, self.waiting = self.waiting, []
        return "".join((head, *map(self._invalid, waiting)))

    def invalid(self, part: InvalidPart) -> str:
        """What could not be judged, in its place; nothing where that comes at the end."""
        if self.form and self.form.csv and not self.written:
            self.waiting.append(part)
            return ""
        return self._invalid(part)

    def _invalid(self, part: InvalidPart) -> str:
        columns = self.columns or Columns((), ())
        return self.form.invalid(part, columns) if self.form and self.form.invalid else ""

    def end(self, last: dict[str, object]) -> str:
        """What closes the text; `last` are the parts that come after the candidates."""
        if self.format != "json":
            return self._begun(self.csv.columns(None)) if self.waiting else ""
        head = "\n  ]" if self.written else f"{_HEAD}]"
        parts = to_json(last).removeprefix("{").removesuffix("}\n").rstrip()
        return f"{head},{parts}\n}}\n"
