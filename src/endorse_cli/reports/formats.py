"""The one table of formats, and what of each is written while candidates still come in."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from endorse_cli.engine.explain import Account
from endorse_cli.models.passages import Text
from endorse_cli.models.record import Audience, InvalidPart, Record
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.together import ComparedPart
from endorse_cli.reports.csv import (
    Decided,
    csv_differences,
    csv_head,
    csv_of,
    csv_row,
    csv_table,
    csv_unread,
)
from endorse_cli.reports.json_form import to_json_item, to_json_line
from endorse_cli.reports.page import Look, Page
from endorse_cli.reports.together.view import View

FORMATS = ("table", "json", "jsonl", "markdown", "csv", "html")
"""Every way to give candidates, a slate or a comparison."""


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
    brief: bool = False,
    text: Text | None = None,
) -> str:
    """Candidates' records in any format but `json`, which is the records themselves."""
    form = STREAMED.get(format)
    if form is None:
        from endorse_cli.reports.table import put_tables

        page = page_of(format, look)
        put_tables(page, accounts, invalid, brief=brief, text=text)
        return page.text()
    if format == "csv":
        return csv_table([account.record for account in accounts], invalid)
    lines = (form.record(account.record) for account in accounts)
    return "".join((*lines, *map(to_json_line, invalid)))


def give_slate(format: str, view: View, look: Look, *, only_questions: bool = False) -> str:
    """A slate, or only what is still to be asked, laid out: `table` or `markdown`."""
    from endorse_cli.reports.together import put_slate

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
    from endorse_cli.reports.together import put_comparison

    page = page_of(format, look)
    put_comparison(page, compared)
    return page.text()
