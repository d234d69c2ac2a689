"""The one table of formats, and what of each is written while candidates still come in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from endorse_cli.engine.explanation import Account
from endorse_cli.models.record import RECORD, Audience, InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.csv import (
    Decided,
    csv_differences,
    csv_head,
    csv_of,
    csv_row,
    csv_table,
    csv_unread,
)
from endorse_cli.reports.machine_text import to_json, to_json_item, to_json_line
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.slates.slate_view import View
from endorse_cli.rubric.passages import Text


class Streamed(NamedTuple):
    """A format in which each candidate stands for itself.

    `head` comes before everything, made from the decisions of the first; `row` gives the same as
    `record` from little, where that is enough. `invalid` is for what could not be judged, None
    where that comes at the end.
    """

    head: Callable[[Iterable[str]], str] | None
    record: Callable[[Record], str]
    row: Callable[[Sequence[str | None], Iterable[Decided]], str] | None
    invalid: Callable[[InvalidPart, Iterable[str]], str] | None


def _invalid_line(part: InvalidPart, _decisions: Iterable[str]) -> str:
    return to_json_line(part)


STREAMED: dict[str, Streamed] = {
    "csv": Streamed(csv_head, csv_of, csv_row, csv_unread),
    "jsonl": Streamed(None, to_json_line, None, _invalid_line),
    "json": Streamed(None, to_json_item, None, None),
}
"""What is written while candidates still come in."""


def page_of(format: str, look: Look) -> Page:
    """An empty page of a format that is laid out when all is known: `table` or `markdown`."""
    if format == "markdown":
        from endorse_cli.reports.markdown import markdown_page

        return markdown_page()
    return Page(look)


def give_records(
    format: str,
    accounts: Sequence[Account],
    invalid: Sequence[InvalidPart],
    look: Look,
    *,
    text: Text | None = None,
) -> str:
    """Candidates' records in any format but `json`, which is the records themselves."""
    form = STREAMED.get(format)
    if form is None:
        from endorse_cli.reports.table.tables import put_tables

        page = page_of(format, look)
        put_tables(page, accounts, invalid, text=text)
        return page.text()
    if format == "csv":
        return csv_table([account.record for account in accounts], invalid)
    lines = (form.record(account.record) for account in accounts)
    return "".join((*lines, *map(to_json_line, invalid)))


def give_slate(format: str, view: View, look: Look, *, only_questions: bool = False) -> str:
    """A slate, or only what is still to be asked, laid out: `table` or `markdown`."""
    from endorse_cli.reports.slates.slate_report import put_slate

    page = page_of(format, look)
    put_slate(page, view, only_questions=only_questions)
    return page.text()


def give_comparison(
    format: str,
    compared: Sequence[tuple[ComparedPart, Rubric]],
    look: Look,
    audience: Audience = "members",
) -> str:
    """Candidates side by side, in any format but `json`; the edition is only named."""
    parts = [part for part, _ in compared]
    if format == "jsonl":
        return "".join(map(to_json_line, parts))
    if format == "csv":
        return csv_differences(parts)
    if format == "html":
        from endorse_cli.reports.packet.html import render_comparison

        return render_comparison(compared, audience)
    from endorse_cli.reports.slates.comparisons import put_comparison

    page = page_of(format, look)
    put_comparison(page, compared)
    return page.text()


_HEAD = f'{{\n  "record": {RECORD},\n  "records": ['


@dataclass(slots=True)
class Stream:
    """The text of many candidates in one format: a beginning, one after the other, an end.

    What is written is the same as if all had been at hand at once.
    """

    format: str
    written: int = 0
    decisions: tuple[str, ...] = ()
    waiting: list[InvalidPart] = field(default_factory=list)

    @property
    def form(self) -> Streamed | None:
        """The format's own part; None where nothing is written before all are judged."""
        return STREAMED.get(self.format)

    def one(self, text: str, decisions: tuple[str, ...]) -> str:
        """One candidate's text, and what comes before it."""
        self.written += 1
        if self.format == "json":
            return f"{_HEAD if self.written == 1 else ','}\n{text}"
        return self._begun(decisions) + text if self.written == 1 else text

    def _begun(self, decisions: tuple[str, ...]) -> str:
        """The head, which the first candidate's decisions make, and what had to wait for it."""
        form, self.decisions = self.form, decisions
        head = form.head(decisions) if form and form.head else ""
        waiting, self.waiting = self.waiting, []
        return "".join((head, *map(self._invalid, waiting)))

    def invalid(self, part: InvalidPart) -> str:
        """What could not be judged, in its place; nothing where that comes at the end."""
        if self.form and self.form.head and not self.written:
            self.waiting.append(part)
            return ""
        return self._invalid(part)

    def _invalid(self, part: InvalidPart) -> str:
        return self.form.invalid(part, self.decisions) if self.form and self.form.invalid else ""

    def end(self, last: dict[str, object]) -> str:
        """What closes the text; `last` are the parts that come after the candidates."""
        if self.format != "json":
            return self._begun(()) if self.waiting else ""
        head = "\n  ]" if self.written else f"{_HEAD}]"
        parts = to_json(last).removeprefix("{").removesuffix("}\n").rstrip()
        return f"{head},{parts}\n}}\n"
