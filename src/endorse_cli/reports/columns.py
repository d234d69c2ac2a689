"""The only place that lays out columns: a table as lines, by rich, for a look and so many columns.

Rich measures, folds and aligns; it looks at no environment and writes to no stream.
"""

from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.table import Table as RichTable
from rich.text import Text

from endorse_cli.reports.cells import fold
from endorse_cli.reports.page import Column, Look, Style, Table

STYLES: dict[Style, str] = {
    "": "",
    "strong": "bold",
    "quiet": "dim",
    "result": "bold cyan",
    "open": "bold yellow",
}

LEAST = 8
"""Where columns that may be folded would be narrower than this, there is no room for columns."""

GAP = 2
"""Blanks between two columns; behind a mark there is one."""


def laid(table: Table, look: Look, room: int) -> list[str]:
    """The lines of a table, none wider than `room`; nothing where there is no room for columns.

    Where not all fits: the shorter of what rich makes of it, and the same with columns held at
    their `most`.
    """
    widest = _widest(table, look)
    gaps = sum(map(_gap, table.columns[:-1]))
    least = (w if c.whole else min(w, LEAST) for c, w in zip(table.columns, widest, strict=True))
    if sum(least) + gaps > room:
        return []
    console = Console(
        file=StringIO(), width=room, color_system=None, legacy_windows=False, _environ={}
    )
    ways = [False] if sum(widest) + gaps <= room else [False, True]
    made = (_rich_table(table, look, is_held=is_held) for is_held in ways)
    lines = min((console.render_lines(one, pad=False) for one in made), key=len)
    return [text for segments in lines for text in _texts(table, segments, look, room)]


def _widest(table: Table, look: Look) -> list[int]:
    """How wide the widest cell of each column is."""
    rows = [row.cells for group in table.groups for row in group.rows]
    rows.append(tuple(column.head for column in table.columns))
    columns = zip(*rows, strict=True)
    return [max(Text(look.safe(cell)).cell_len for cell in column) for column in columns]


def _gap(column: Column) -> int:
    return GAP if column.head else 1


def _rich_table(table: Table, look: Look, *, is_held: bool) -> RichTable:
    """The same for rich; where it is held, columns that have a `most` get no more than that."""
    made = RichTable(box=None, padding=0, pad_edge=False, header_style="dim")
    for place, column in enumerate(table.columns):
        made.add_column(
            Text(look.safe(column.head)),
            no_wrap=column.whole,
            justify="right" if column.right else "left",
            overflow="fold",
            max_width=column.most if is_held else None,
        )
        if place < len(table.columns) - 1:
            made.add_column(width=_gap(column))
    for number, group in enumerate(table.groups):
        if group.title:
            made.add_row(Text(".", RichStyle(meta={"group": number})))
        for row in group.rows:
            made.add_row(*_spaced(row.cells, look), style=STYLES[row.style])
    return made


def _spaced(cells: tuple[str, ...], look: Look) -> list[Text]:
    """The cells of a row with the gaps between them."""
    return [text for cell in cells for text in (Text(look.safe(cell)), Text(""))][:-1]


def _texts(table: Table, segments: list[Segment], look: Look, room: int) -> list[str]:
    """A line of the table; where it stands for a group, the group's heading instead."""
    for segment in segments:
        if segment.style and "group" in segment.style.meta:
            return _heading(table.groups[segment.style.meta["group"]].title, look, room)
    if not look.colour:
        return ["".join(segment.text for segment in segments).rstrip()]
    return ["".join(map(_painted, segments)).rstrip()]


def _painted(segment: Segment) -> str:
    style = segment.style or RichStyle.null()
    return style.render(segment.text, color_system=ColorSystem.STANDARD)


def _heading(title: str, look: Look, room: int) -> list[str]:
    stroke = look.exact("─")
    first, *others = fold(look.safe(title), room - 2, room - 2)
    left = 0 if others else max(0, room - Text(first).cell_len - 3)
    lines = [f"{stroke} {first} {stroke * left}".rstrip(), *(f"  {line}" for line in others)]
    return [look.painted(line, "strong") for line in lines]
