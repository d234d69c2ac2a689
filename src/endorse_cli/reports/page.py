"""The only place that lays text out: colour or none, paragraphs, indents; tables are laid by rich.

Everything that is put on a page is made harmless on the way, so no caller can forget it. On a
narrow page nothing is indented and every text has its key before it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from endorse_cli.reports.characters import cells, fold
from endorse_cli.reports.look import Look, Style

SCREEN = 24
"""So many lines a person sees at once."""

MORE = "-v"
"""The option that shows everything."""

RESULT = "→ "
"""Leads from a question to its answer."""


class Column(NamedTuple):
    """A column of a table: its heading, and whether its cells are never folded.

    A column without a heading holds marks, which say nothing that the words beside do not.
    """

    head: str
    whole: bool = False
    right: bool = False


class Row(NamedTuple):
    """A row: a cell for each column, the style of them all, and shorter cells for little room."""

    cells: tuple[str, ...]
    style: Style = ""
    short: tuple[str, ...] = ()


class Group(NamedTuple):
    """Rows below a heading of their own; the first group may have none.

    Where the heading would take more than a line, the short one stands in its place.
    """

    title: str
    rows: tuple[Row, ...]
    short: str = ""


class Table(NamedTuple):
    """Rows in groups, below the headings of their columns.

    Where there is no room for columns the first column that has a heading leads each line.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    def lines(self) -> list[tuple[str, list[str]]]:
        """Each group's title with its rows in one line each: `Name: answer yes; effect met`."""
        return [
            (group.title, [self._line(row.cells) for row in group.rows]) for group in self.groups
        ]

    def capped(self, most: int) -> "tuple[Table, int]":
        """The first so many rows, and how many there are besides."""
        groups, left = [], most
        for group in self.groups:
            if left > 0:
                groups.append(group._replace(rows=group.rows[:left]))
            left -= len(group.rows)
        return self._replace(groups=tuple(groups)), max(0, -left)

    def _line(self, cells: Sequence[str]) -> str:
        pairs = zip(self.columns, cells, strict=True)
        (_, lead), *others = [(column.head, cell) for column, cell in pairs if column.head]
        rest = "; ".join(f"{head[:1].lower()}{head[1:]} {cell}" for head, cell in others if cell)
        return f"{lead}: {rest}" if rest else lead


class Pair(NamedTuple):
    """A key, and what stands behind it: first what matters, in its style, then the rest."""

    key: str
    first: str
    rest: str = ""
    style: Style = ""


def plain_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table without groups, styles and columns that may not be folded."""
    columns = tuple(map(Column, heads))
    return Table(columns, (Group("", tuple(Row(tuple(row)) for row in rows)),))


@dataclass(slots=True)
class Page:
    """Lines, collected from top to bottom.

    Where it stands `alone`, nothing is told beside it: what is wrong is on it, too.
    """

    alone: ClassVar[bool] = False
    look: Look
    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole page; it ends in one line break."""
        if self.look.live and len(self.lines) > SCREEN:
            self.blank()
            self.lines += self.said
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def blank(self) -> None:
        """An empty line, never two in a row and none at the top."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self) -> None:
        """A heavy line across the page; on a narrow one, an empty line."""
        if self.look.narrow:
            self.blank()
        else:
            self._add(self.look.exact("━" * self.look.columns), "quiet")

    def verdict(self, text: str, style: Style) -> None:
        """What came of it all, first; on a terminal said again at the end of what is long."""
        begin = len(self.lines)
        self.put(text, style)
        self.said = self.lines[begin:]

    def section(self, title: str) -> None:
        """The name of a section, in a heavy line."""
        self._titled(title, "━")

    def group(self, title: str) -> None:
        """The name of a part of a section, in a thin line."""
        self._titled(title, "─")

    def put(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text as one paragraph; lines after the first stand `hang` columns further in."""
        columns = self.look.columns
        indent, hang = (0, 0) if self.look.narrow else (indent, hang)
        folded = fold(self.look.safe(text), columns - indent, columns - indent - hang)
        for place, line in enumerate(folded):
            self._add(line, style, indent + (hang if place else 0))

    def prose(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text that people wrote: its own line breaks are kept where there is room for indents.

        On a narrow page they are not, since a line could then pass for one of ours.
        """
        if self.look.narrow:
            self.put(text, style)
            return
        first, *others = list(filter(str.strip, text.split("\n"))) or [""]
        self.put(first, style, indent=indent, hang=hang)
        for line in others:
            self.put(line, style, indent=indent + hang)

    def fact(
        self, key: str, text: str, style: Style = "", *, anchor: str = "", indent: int = 0
    ) -> None:
        """A text with its key before it: `Source: …`. Nothing where there is no text.

        The anchor is what a file calls the key.
        """
        if text:
            key = key if self.look.narrow else f"{key[:1].upper()}{key[1:]}"
            key = f"{key} ({anchor})" if anchor else key
            self.prose(f"{key}: {text}" if key else text, style, indent=indent, hang=2)

    def bare(
        self, key: str, text: str, style: Style = "", *, lead: str = "", indent: int = 0
    ) -> None:
        """A text whose place or leading mark says what it is; on a narrow page its key does."""
        if self.look.narrow:
            self.fact(key, text, style)
        elif text:
            self.put(lead + text, style, indent=indent, hang=2)

    def ends(
        self,
        left: str,
        right: str,
        style: Style = "",
        *,
        keys: tuple[str, str] = ("", ""),
        lead: str = "",
        anchor: str = "",
        indent: int = 0,
    ) -> None:
        """A text at the left edge and a quiet one at the right, on one line where both fit.

        The anchor is what a file calls the thing; it leads what stands at the right.
        """
        right = " · ".join(filter(None, (anchor, right)))
        left_words, right_words = self.look.safe(lead + left), self.look.safe(right)
        gap = self.look.columns - indent - cells(left_words) - cells(right_words)
        if self.look.narrow or gap < 2 or not right_words:
            self.bare(keys[0], left, style, lead=lead, indent=indent)
            self.bare(keys[1], right, "quiet", indent=indent + 2)
            return
        ends = self.look.painted(left_words, style), self.look.painted(right_words, "quiet")
        self._add((" " * gap).join(ends), "", indent)

    def title(self, text: str, aside: str, below: str) -> None:
        """What the page is about, at the right what else tells it apart, and a text below.

        Where there is no room at the right, that stands behind the text below.
        """
        gap = self.look.columns - cells(self.look.safe(text)) - cells(self.look.safe(aside))
        if self.look.narrow or gap < 2:
            self.put(text, "strong")
            self.put(f"{below} · {aside}", "quiet")
        else:
            self.ends(text, aside, "strong")
            self.put(below, "quiet")

    def pairs(self, pairs: Sequence[Pair], *, indent: int = 0) -> None:
        """Texts with their keys before them, all texts beginning below each other."""
        keys = [self.look.safe(pair.key) for pair in pairs]
        wide = indent + max(map(cells, keys), default=0) + 2
        if self.look.narrow or wide > self.look.columns // 2:
            for pair in pairs:
                self.fact(pair.key, ": ".join(filter(None, pair[1:3])), pair.style)
            return
        room = self.look.columns - wide
        for key, pair in zip(keys, pairs, strict=True):
            first = self.look.safe(pair.first)
            words = ": ".join(filter(None, (first, self.look.safe(pair.rest))))
            lines = fold(words, room, room) or [""]
            lead = " " * indent + key + " " * (wide - indent - cells(key))
            for line in lines:
                head, rest = line[: len(first)], line[len(first) :]
                self.lines.append(lead + self.look.painted(head, pair.style) + rest)
                lead, first = " " * wide, first[len(line) + 1 :]

    def table(self, table: Table, *, indent: int = 0, most: int | None = None) -> None:
        """Rows in columns, as wide as there is room; a line each where there is none.

        With `most` only so many of them are shown, and how many more there are, unless everything
        is wanted.
        """
        cut, more = (table, 0) if most is None or self.look.full else table.capped(most)
        self._table(cut, indent)
        if more:
            self.put(f"and {more:,} more ({MORE})", "quiet", indent=indent)

    def rows(
        self, columns: tuple[Column, ...], rows: Iterable[Row], *, most: int | None = None
    ) -> None:
        """The same of rows without groups; nothing where there are none."""
        group = Group("", tuple(rows))
        if group.rows:
            self.table(Table(columns, (group,)), indent=2, most=most)

    def _table(self, table: Table, indent: int) -> None:
        if not self.look.narrow:
            from endorse_cli.reports.columns import laid

            if lines := laid(table, self.look, self.look.columns - indent):
                self.lines += [f"{' ' * indent}{line}" for line in lines]
                return
        for title, rows in table.lines():
            if title:
                self.group(title)
            for row in rows:
                self.put(row, indent=indent, hang=2)

    def _titled(self, title: str, stroke: str) -> None:
        self.blank()
        words, stroke = self.look.safe(title), self.look.exact(stroke)
        left = self.look.columns - cells(words) - 4
        if self.look.narrow or left < 2:
            self.put(title, "strong")
        else:
            self._add(f"{stroke * 2} {words} {stroke * left}", "strong")

    def _add(self, line: str, style: Style = "", indent: int = 0) -> None:
        self.lines.append(" " * indent + self.look.painted(line, style))


def laid_out(put: Callable[[Page], None], format: str, look: Look) -> str:
    """What something puts on a page, as text: `table`, `markdown`, or `html` as a page of its own.

    The look is for a table; of it Markdown heeds whether everything is wanted, and a page nothing.
    """
    if format == "html":
        from endorse_cli.reports.packet.sheet import to_html

        return to_html(put)
    page = Page(look)
    if format == "markdown":
        from endorse_cli.reports.markdown import markdown_page

        page = markdown_page(full=look.full)
    put(page)
    return page.text()
