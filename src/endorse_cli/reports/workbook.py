"""The only place that writes rows of cells as a workbook, for Excel and whatever else reads one.

The library comes with the extra `xlsx`, and is imported only here. A text is written as a text,
never as a formula or a link; the metadata hold a fixed day and no name, so that the same rows give
the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.models.record import InvalidPart, Record, Rows
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.reports.characters import sanitize
from endorse_cli.reports.rows import COMPARED, Cell, difference_rows, table_of

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 1_048_576
"""All that a sheet holds, the titles among them."""

UNITS = 32_767
"""All that a cell holds, in halves of UTF-16."""

WIDEST = 50
"""A column is no wider: what is longer is read in the line above the sheet."""

CREATED = datetime(1980, 1, 1)
"""The day in the metadata: that of the files inside."""

SHEETS: tuple[Rows, ...] = ("candidates", "lines")
"""The sheets of a workbook of candidates."""


class Tab(NamedTuple):
    """One sheet: its name, the titles of its columns, and the rows under them."""

    name: str
    titles: Sequence[str]
    rows: Iterable[list[Cell]]


def need_library() -> None:
    """A `Fault` where the library that writes workbooks is not installed."""
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        message = "A workbook cannot be written: the library XlsxWriter is not installed."
        help = "Install it with `pip install 'endorse-cli[xlsx]'`, or write `--format csv`."
        raise Fault(Diagnostic("unreadable", message, help)) from None


def candidates_workbook(
    judged: Sequence[tuple[Record, Rubric]], invalid: Sequence[InvalidPart] = ()
) -> bytes:
    """A workbook of candidates: a row each in the first sheet, a row each line in the second."""
    tables = ((kind, *table_of(kind, judged, invalid)) for kind in SHEETS)
    return workbook([Tab(kind, columns.titles, rows) for kind, columns, rows in tables])


def differences_workbook(compared: Iterable[ComparedPart]) -> bytes:
    """A workbook with a row for every answer that differs between two candidates."""
    return workbook([Tab("differences", COMPARED, difference_rows(compared))])


def workbook(sheets: Iterable[Tab]) -> bytes:
    """The bytes of a workbook; a `Fault` where the library is missing or a sheet is too long."""
    need_library()
    from xlsxwriter.workbook import Workbook

    held = BytesIO()
    book = Workbook(held, {"in_memory": True})
    book.set_properties({"created": CREATED})
    for sheet in sheets:
        _fill(book, sheet)
    book.close()
    return held.getvalue()


def _fill(book: "Workbook", sheet: Tab) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True})
    for column, title in enumerate(sheet.titles):
        page.write_string(0, column, title, bold)
    widths = [len(title) for title in sheet.titles]
    row = 0
    for row, cells in enumerate(sheet.rows, 1):
        if row >= ROWS:
            raise _too_long(sheet.name)
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], _put(page, row, column, cell))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width, WIDEST) + 2)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, row, len(sheet.titles) - 1)


def _put(page: "Worksheet", row: int, column: int, cell: Cell) -> int:
    """Write one cell; how wide it is."""
    if isinstance(cell, str):
        text = _fitting(sanitize(cell))
        page.write_string(row, column, text)
        return len(text)
    if cell is not None:
        page.write_number(row, column, float(cell))
    return 0


def _fitting(text: str) -> str:
    """As much of a text as a cell holds; what is cut ends in `…`."""
    halves = text.encode("utf-16-le")
    if len(halves) <= 2 * UNITS:
        return text
    return halves[: 2 * (UNITS - 1)].decode("utf-16-le", "ignore") + "…"


def _too_long(name: str) -> Fault:
    message = f"The sheet `{name}` would have more than {ROWS:,} rows, which is all that one holds."
    help = "Write `--format csv`, with `--lines` for a row each criterion."
    return Fault(Diagnostic("too-large", message, help))
