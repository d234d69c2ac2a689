"""The only place that lays text out: paragraphs, indents, rules, two ends of a line.

Everything that is put on a page is made harmless on the way, so no caller can forget it. On a
narrow page nothing is indented and every text has its key before it. A plain layout of our own
serves better here than a library of tables: there are no cells to cut, and what is read aloud
comes in a sensible order.
"""

from dataclasses import dataclass, field

from endorse_cli.reports.cells import cells, fold
from endorse_cli.reports.look import Look, Style

__all__ = ["OPEN", "RESULT", "Look", "Page", "Style"]

RESULT = "→ "
"""Leads from a question to its answer."""

OPEN = "? "
"""Leads to what is not known and matters."""


@dataclass(slots=True)
class Page:
    """Lines, collected from top to bottom."""

    look: Look
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole page; it ends in one line break."""
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

    def fact(self, key: str, text: str, style: Style = "", *, indent: int = 0) -> None:
        """A text with its key before it: `Source: …`. Nothing where there is no text."""
        if text:
            key = key if self.look.narrow else f"{key[:1].upper()}{key[1:]}"
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
        indent: int = 0,
    ) -> None:
        """A text at the left edge and a quiet one at the right, on one line where both fit."""
        left_words, right_words = self.look.safe(lead + left), self.look.safe(right)
        gap = self.look.columns - indent - cells(left_words) - cells(right_words)
        if self.look.narrow or gap < 2:
            self.bare(keys[0], left, style, lead=lead, indent=indent)
            self.bare(keys[1], right, "quiet", indent=indent + 2)
            return
        ends = self.look.painted(left_words, style), self.look.painted(right_words, "quiet")
        self._add((" " * gap).join(ends), "", indent)

    def laid(self, line: str, style: Style = "", indent: int = 0) -> None:
        """A line that is laid out already: every blank in it stays."""
        self._add(self.look.exact(line), style, indent)

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
