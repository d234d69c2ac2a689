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
from endorse_cli.reports.page import Look, Style, Table

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


def laid(table: Table, look: Look, room: int) -> list[str]:
    """The lines of a table, none wider than `room`; nothing where there is no room for columns."""
    if _narrowest(table, look) > room:
        return []
    console = Console(
        file=StringIO(), width=room, color_system=None, legacy_windows=False, _environ={}
    )
    lines = console.render_lines(_rich_table(table, look), pad=False)
    return [text for segments in lines for text in _texts(table, segments, look, room)]


def _narrowest(table: Table, look: Look) -> int:
    """How many columns there must be: those that are never folded whole, the others readable."""
    rows = [row.cells for group in table.groups for row in group.rows]
    widths = []
    for place, column in enumerate(table.columns):
        widest = max(Text(look.safe(cells[place])).cell_len for cells in (*rows, _heads(table)))
        widths.append(widest if column.whole else min(widest, LEAST))
    return sum(widths) + GAP * (len(widths) - 1)


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(column.head for column in table.columns)


def _rich_table(table: Table, look: Look) -> RichTable:
    made = RichTable(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim")
    for column in table.columns:
        made.add_column(
            Text(look.safe(column.head)),
            no_wrap=column.whole,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for number, group in enumerate(table.groups):
        if group.title:
            made.add_row(Text(".", RichStyle(meta={"group": number})))
        for row in group.rows:
            made.add_row(*(Text(look.safe(cell)) for cell in row.cells), style=STYLES[row.style])
    return made


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
    left = max(0, room - Text(first).cell_len - 3)
    lines = [f"{stroke} {first} {stroke * left}".rstrip(), *(f"  {line}" for line in others)]
    return [look.painted(line, "strong") for line in lines]
