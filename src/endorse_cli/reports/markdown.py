"""The only place that writes reports as Markdown: the same sections on another kind of page.

Every text is escaped, so that nothing in a file becomes markup, a link, a mention or a heading;
indents become lists. Written for CommonMark and GitHub's kind of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from endorse_cli.reports.look import Look, Style
from endorse_cli.reports.page import Group, Page, Pair, Table

SIGNS = re.compile(r"[\\`*_\[\]<>|~!&$#@]")
"""What means something anywhere in a line."""

FIRST = re.compile(r"^(?:[-+=:]|\d{1,9}[.)])")
"""What means something at the beginning of a line."""

BREAKS = {"@": "@&#8203;", "#": "\\#&#8203;"}
"""A mention or a reference to an issue is broken by a blank of no width."""

LINK = re.compile(r"(?i)(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):|:(?=//)")
"""Where an address would become a link by itself: what a file says is never one."""


def escape(text: str) -> str:
    """A harmless text of one line, as Markdown shows it."""
    shown = SIGNS.sub(lambda found: BREAKS.get(found[0], f"\\{found[0]}"), text)
    shown = FIRST.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", shown)
    return LINK.sub(lambda found: f"\\{found[0]}", shown)


@dataclass(slots=True)
class MarkdownPage(Page):
    """A page whose lines are Markdown: paragraphs, headings and nested lists."""

    depth: int = -1

    def rule(self) -> None:
        """A line across the page."""
        if self.lines:
            self._paragraph("---")

    def section(self, title: str) -> None:
        """A heading."""
        self._paragraph(f"## {self._text(title)}")

    def group(self, title: str) -> None:
        """A heading below it."""
        self._paragraph(f"### {self._text(title)}")

    def put(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A paragraph; what is indented further is an item of a list."""
        self._put(self._styled(text.removeprefix("- "), style), indent)

    def prose(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text that people wrote: their line breaks are kept."""
        lines = [self._text(line) for line in text.split("\n") if line.strip()]
        self._put("<br>".join(lines), indent)

    def fact(
        self, key: str, text: str, style: Style = "", *, anchor: str = "", indent: int = 0
    ) -> None:
        """A text with its key before it, as an item; the anchor as code."""
        if text:
            lines = [self._text(line) for line in text.split("\n") if line.strip()]
            key = self._text(f"{key[:1].upper()}{key[1:]}")
            head = f"**{key}** ({self._code(anchor)}):" if anchor else f"**{key}:**"
            self._put(f"{head} {'<br>'.join(lines)}", max(indent, 4))

    def bare(
        self, key: str, text: str, style: Style = "", *, lead: str = "", indent: int = 0
    ) -> None:
        """A text whose place says what it is."""
        if text:
            self._put(self._styled(text, style), indent)

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
        """Two texts, the second in brackets; the anchor as code."""
        aside = " · ".join(filter(None, (self._code(anchor), self._text(right))))
        words = self._styled(left, style)
        self._put(f"{words} ({aside})" if aside else words, max(indent, 4))

    def title(self, text: str, aside: str, below: str) -> None:
        """A heading, and the rest as a text below it."""
        self.section(text)
        self._paragraph(self._text(f"{below} · {aside}"))

    def pairs(self, pairs: Sequence[Pair], *, indent: int = 0) -> None:
        """A list: the keys in bold, and what matters behind them too."""
        for pair in pairs:
            words = (self._styled(pair.first, pair.style), self._text(pair.rest))
            self._put(f"**{self._text(pair.key)}:** {': '.join(filter(None, words))}", 4)

    def _table(self, table: Table, indent: int) -> None:
        for group in table.groups:
            if group.title:
                self.group(group.title)
            self._rows(table, group)

    def _rows(self, table: Table, group: Group) -> None:
        marks = ["--:" if column.right else "---" for column in table.columns]
        heads = [self._text(column.head) for column in table.columns]
        rows = [[self._styled(cell, row.style) for cell in row.cells] for row in group.rows]
        self._paragraph("\n".join(f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)))

    def _text(self, text: str) -> str:
        return escape(self.look.safe(text))

    def _code(self, name: str) -> str:
        """A name of a file as code; one that would end it is only a text."""
        text = self.look.safe(name)
        return f"`{text}`" if text and "`" not in text else self._text(text)

    def _styled(self, text: str, style: Style) -> str:
        shown = self._text(text)
        return f"**{shown}**" if style in ("strong", "result", "open") and shown else shown

    def _put(self, text: str, indent: int) -> None:
        if not text:
            return
        if indent < 4:
            self._paragraph(text)
            return
        self.depth = min((indent - 4) // 2, self.depth + 1)
        if self.depth == 0 and self.lines and not self.lines[-1].lstrip().startswith("- "):
            self.blank()
        self.lines.append(f"{'  ' * self.depth}- {text}")

    def _paragraph(self, text: str) -> None:
        self.depth = -1
        self.blank()
        self.lines += [text, ""]


def markdown_page(*, full: bool = False) -> MarkdownPage:
    """An empty page; nothing on it depends on a width."""
    return MarkdownPage(Look(100, full=full))
