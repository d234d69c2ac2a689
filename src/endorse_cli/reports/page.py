"""The only place that lays text out: widths, indents, rules, colour, and ASCII where asked.

Everything that is put on a page is made harmless on the way, so no caller can forget it. The
marks that we use ourselves are written in Unicode and turned to ASCII here. Colour never says
anything that the words do not.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from endorse_cli.reports.cells import cells, fold
from endorse_cli.reports.sanitize import no_command, sanitize

Style = Literal["", "strong", "quiet", "result", "open"]

NARROW = 60
"""Below this many columns nothing is laid out: plain `key: value` lines."""

NARROWEST = 30
"""Lines are folded at no fewer columns than this, whatever the terminal claims."""

WIDE = 120
"""From this many columns on there is room for what is useful and long."""

RESULT = "→ "
"""Leads from a question to its answer."""

OPEN = "? "
"""Leads to what is not known and matters."""

_COLOURS = {"strong": "1", "quiet": "2", "result": "1;36", "open": "1;33"}

_IN_ASCII = str.maketrans(
    {
        "¶": "p",
        "·": "|",
        "→": "->",
        "─": "-",
        "━": "=",
        "–": "-",
        "—": "-",
        "−": "-",
        "×": "x",
        "…": "...",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
    }
)

_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is to look: columns, colour or none, Unicode or ASCII alone."""

    width: int
    colour: bool = False
    unicode: bool = True

    @property
    def narrow(self) -> bool:
        """Whether there is room for plain lines only."""
        return self.width < NARROW

    @property
    def wide(self) -> bool:
        """Whether there is room for what is useful and long."""
        return self.width >= WIDE

    @property
    def columns(self) -> int:
        """The columns that lines are folded at."""
        return max(self.width, NARROWEST)

    def safe(self, text: str) -> str:
        """A text in one line, harmless, in the characters that may be used."""
        return self.exact(_BLANKS.sub(" ", text).strip())

    def exact(self, text: str) -> str:
        """A text with every blank that is in it, harmless, in the characters that may be used."""
        if self.unicode:
            return sanitize(no_command(text))
        return sanitize(no_command(text).translate(_IN_ASCII), ascii_only=True)

    def painted(self, text: str, style: Style) -> str:
        """The text in a style, where colour is wanted."""
        if not (self.colour and style and text):
            return text
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


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
            self._add(self.look.safe("━" * self.look.columns), "quiet")

    def section(self, title: str) -> None:
        """The name of a section, in a heavy line."""
        self._titled(title, "━")

    def group(self, title: str) -> None:
        """The name of a part of a section, in a thin line."""
        self._titled(title, "─")

    def _titled(self, title: str, stroke: str) -> None:
        self.blank()
        words, stroke = self.look.safe(title), self.look.safe(stroke)
        left = self.look.columns - cells(words) - 4
        if self.look.narrow or left < 2:
            self.put(title, "strong")
        else:
            self._add(f"{stroke * 2} {words} {stroke * left}", "strong")

    def put(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text as one paragraph; lines after the first stand `hang` columns further in."""
        columns = self.look.columns
        indent, hang = (0, 0) if self.look.narrow else (indent, hang)
        folded = fold(self.look.safe(text), columns - indent, columns - indent - hang)
        for place, line in enumerate(folded):
            self._add(line, style, indent + (hang if place else 0))

    def prose(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text that people wrote: its own line breaks are kept, empty lines are not."""
        first, *others = list(filter(str.strip, text.split("\n"))) or [""]
        self.put(first, style, indent=indent, hang=hang)
        for line in others:
            self.put(line, style, indent=indent + hang)

    def fact(
        self, key: str, text: str, style: Style = "", *, indent: int = 0, hang: int = 2
    ) -> None:
        """A text with its key before it: `Source: …`. Nothing where there is no text."""
        if text:
            key = key if self.look.narrow else f"{key[:1].upper()}{key[1:]}"
            self.prose(f"{key}: {text}" if key else text, style, indent=indent, hang=hang)

    def bare(
        self, key: str, text: str, style: Style = "", *, lead: str = "", indent: int = 0
    ) -> None:
        """A text whose place or leading mark says what it is; on a narrow page its key does."""
        if self.look.narrow:
            self.fact(key, text, style)
        elif text:
            self.prose(lead + text, style, indent=indent, hang=2)

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

    def _add(self, line: str, style: Style = "", indent: int = 0) -> None:
        self.lines.append(" " * indent + self.look.painted(line, style))
