"""The only place that lays out columns: a table as lines, by rich, for a look and so many columns.

Rich measures, folds and aligns; it looks at no environment and writes to no stream.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from io import StringIO
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.table import Table as RichTable
from rich.text import Text

from endorse_cli.reports.characters import cells, fold, wider
from endorse_cli.reports.look import Look, Style
from endorse_cli.reports.page import Column, Group, Row, Table

STYLES: dict[Style, str] = {
    "": "",
    "strong": "bold",
    "quiet": "dim",
    "result": "bold cyan",
    "open": "bold yellow",
}

LEAST = 8
"""Where columns that may be folded would be narrower than this, there is no room for columns."""

LOOKED = 300
"""So many rows are looked at to find out how wide the columns are best."""

MOST = 16
"""A word up to so long is broken only where there is no other way."""

GAP = 2
"""Blanks between two columns; behind a mark there is one."""


def laid(table: Table, look: Look, room: int) -> list[str]:
    """The lines of a table, none wider than `room`; nothing where there is no room for columns."""
    space = room - sum(map(_gap, table.columns[:-1]))
    ways = list(_ways(_harmless(table, look), space))
    if not ways:
        return []
    _, table, widths = min(ways, key=lambda way: way[0])
    console = Console(
        file=StringIO(), width=room, color_system=None, legacy_windows=False, _environ={}
    )
    lines = console.render_lines(_rich_table(table, widths, console), pad=False)
    return [text for segments in lines for text in _texts(table, segments, look, room)]


def _harmless(table: Table, look: Look) -> Table:
    """The table with every text as it may be shown."""

    def row(row: Row) -> Row:
        return Row(tuple(map(look.safe, row.cells)), row.style, tuple(map(look.safe, row.short)))

    columns = tuple(column._replace(head=look.safe(column.head)) for column in table.columns)
    groups = (
        Group(look.safe(title), tuple(map(row, rows)), look.safe(short))
        for title, rows, short in table.groups
    )
    return Table(columns, tuple(groups))


def _ways(table: Table, room: int) -> Iterator[tuple[int, Table, list[int]]]:
    """With how many lines and how wide columns a table can be laid out.

    As it is; and, where not all fits and rows have shorter cells, with those.
    """
    for way in (table, _shortened(table)):
        columns = _columns(way)
        widths = [max(map(cells, column)) for column in columns]
        fits = sum(widths) <= room
        widths = widths if fits else _folded(way, columns, widths, room)
        if widths:
            high = (_heights(*pair) for pair in zip(columns, widths, strict=True))
            yield sum(map(max, zip(*high, strict=True))), way, widths
        if fits:
            return


def _shortened(table: Table) -> Table:
    groups = (
        group._replace(rows=tuple(row._replace(cells=row.short or row.cells) for row in group.rows))
        for group in table.groups
    )
    return table._replace(groups=tuple(groups))


def _columns(table: Table) -> list[tuple[str, ...]]:
    """The cells of each column, its head first."""
    rows = [tuple(column.head for column in table.columns)]
    rows += [row.cells for group in table.groups for row in group.rows]
    return list(zip(*rows, strict=True))


def _folded(
    table: Table, columns: Sequence[Sequence[str]], widths: list[int], room: int
) -> list[int]:
    """The columns made narrower until they fit, so that few cells fold; nothing where none do.

    Rich would narrow the widest column first, and fold the names that a reader looks for.
    """
    folding = [place for place, column in enumerate(table.columns) if not column.whole]
    bounds = [max(LEAST, min(_longest_word(column), MOST)) for column in columns]
    looked_at = [[(cell, cells(cell)) for cell in column[:LOOKED]] for column in columns]
    # No column can keep more than the whole room; from a cell of a thousand letters the way down
    # is long.
    widths = [min(width, room) for width in widths]

    @cache
    def heights(place: int, width: int) -> list[int]:
        return [len(fold(c, width, width)) if size > width else 1 for c, size in looked_at[place]]

    def lines(narrower: int) -> int:
        """How many lines the rows take with one column narrower."""
        high = [heights(at, width - (at == narrower)) for at, width in enumerate(widths)]
        return sum(map(max, zip(*high, strict=True)))

    while sum(widths) > room:
        tried = _narrowed(folding, widths, bounds)
        if not tried:
            return []
        # The fewest lines in all; of as many from the widest column.
        place = min(tried, key=lambda at: (lines(at), -widths[at]))
        widths[place] -= 1
    return widths


def _narrowed(folding: Sequence[int], widths: Sequence[int], bounds: Sequence[int]) -> list[int]:
    """The columns that may be narrower: those where no word is broken, or else any."""
    whole = [place for place in folding if widths[place] > bounds[place]]
    return whole or [place for place in folding if widths[place] > LEAST]


def _longest_word(column: Sequence[str]) -> int:
    return max(cells(word) for cell in column for word in cell.split(" "))


def _heights(column: Sequence[str], width: int) -> list[int]:
    """Into how many lines each cell of a column is folded."""
    return [len(fold(cell, width, width)) if wider(cell, width) else 1 for cell in column]


def _gap(column: Column) -> int:
    return GAP if column.head else 1


def _rich_table(table: Table, widths: Sequence[int], console: Console) -> RichTable:
    """The same for rich: each column as wide as its cells and the gap behind them.

    A column more for each gap would take rich as long again.
    """
    made = RichTable(box=None, padding=0, pad_edge=False, header_style="dim")
    *others, last = (Place(c.right, width) for c, width in zip(table.columns, widths, strict=True))
    places = (*others, last)
    for column, place in zip(table.columns, places, strict=True):
        gap = 0 if place is last else _gap(column)
        head = place.cell(column.head, console)
        made.add_column(head, no_wrap=True, overflow="fold", width=place.width + gap)
    for number, group in enumerate(table.groups):
        if group.title:
            made.add_row(Text(".", RichStyle(meta={"group": number})))
        for row in group.rows:
            said = (p.cell(cell, console) for p, cell in zip(places, row.cells, strict=True))
            made.add_row(*said, style=STYLES[row.style])
    return made


class Place(NamedTuple):
    """Where the cells of a column stand."""

    right: bool
    width: int

    def cell(self, text: str, console: Console) -> Text:
        """A cell, folded by rich where it has to be, and aligned."""
        made = Text(text)
        if not (self.right or wider(text, self.width)):
            return made
        lines = made.wrap(console, self.width, overflow="fold")
        for line in lines if self.right else ():
            line.align("right", self.width)
        return Text("\n").join(lines)


def _texts(table: Table, segments: list[Segment], look: Look, room: int) -> list[str]:
    """A line of the table; where it stands for a group, the group's heading instead."""
    for segment in segments:
        if segment.style and "group" in segment.style.meta:
            return _heading(table.groups[segment.style.meta["group"]], look, room)
    if not look.colour:
        return ["".join(segment.text for segment in segments).rstrip()]
    while segments and not segments[-1].text.strip():
        segments = segments[:-1]
    *before, last = segments or [Segment("")]
    return ["".join(map(_painted, (*before, Segment(last.text.rstrip(), last.style))))]


def _painted(segment: Segment) -> str:
    style = segment.style or RichStyle.null()
    return style.render(segment.text, color_system=ColorSystem.STANDARD)


def _heading(group: Group, look: Look, room: int) -> list[str]:
    stroke = look.exact("─")
    fits = not wider(group.title, room - 2)
    title = group.title if fits else group.short or group.title
    first, *others = fold(title, room - 2, room - 2)
    left = 0 if others else max(0, room - cells(first) - 3)
    lines = [f"{stroke} {first} {stroke * left}".rstrip(), *(f"  {line}" for line in others)]
    return [look.painted(line, "strong") for line in lines]
