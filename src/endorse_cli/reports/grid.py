"""The only place that lays out columns: a table whose cells are folded, never cut."""

from collections.abc import Sequence
from itertools import zip_longest

from endorse_cli.reports.cells import cells, fold
from endorse_cli.reports.page import Page, Style

GAP = 2
LEAST = 8
"""No column is made narrower than this; where that is not enough, each row is one line."""


def put_grid(
    page: Page, heads: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0
) -> None:
    """Rows below their heads; where there is no room for columns, `head: cell; head: cell`."""
    lines = [[page.look.safe(cell) for cell in row] for row in (heads, *rows)]
    room = page.look.columns - indent - GAP * (len(heads) - 1)
    widths = _widths(lines, room)
    if page.look.narrow or sum(widths) > room:
        for row in rows:
            cells_of = (f"{head}: {cell}" for head, cell in zip(heads, row, strict=True))
            page.put("; ".join(cells_of), indent=indent, hang=2)
        return
    head, *others = lines
    _put_row(page, head, widths, indent, "quiet")
    page.laid("  ".join("─" * width for width in widths), "quiet", indent)
    for row in others:
        _put_row(page, row, widths, indent)


def _widths(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """The columns' widths: as wide as their cells, the widest made narrower until all fit."""
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _put_row(
    page: Page, row: Sequence[str], widths: Sequence[int], indent: int, style: Style = ""
) -> None:
    folded = [fold(cell, width, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=""):
        padded = (part + " " * (w - cells(part)) for part, w in zip(parts, widths, strict=True))
        page.laid("  ".join(padded).rstrip(), style, indent)
