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

WIDE = 110
"""From this many columns on, questions and answers stand side by side."""

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
        """Whether questions and answers fit side by side."""
        return self.width >= WIDE

    @property
    def columns(self) -> int:
        """The columns that lines are folded at."""
        return max(self.width, NARROWEST)

    def safe(self, text: str) -> str:
        """A text in one line, harmless, in the characters that may be used."""
        text = no_command(_BLANKS.sub(" ", text).strip())
        if self.unicode:
            return sanitize(text)
        return sanitize(text.translate(_IN_ASCII), ascii_only=True)

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
        for place, line in enumerate(filter(str.strip, text.split("\n"))):
            self.put(line, style, indent=indent + (hang if place else 0), hang=0 if place else hang)

    def fact(
        self, key: str, text: str, style: Style = "", *, indent: int = 0, hang: int = 0,
        keyed: bool = False,
    ) -> None:
        """A text with its key: said on a narrow page, and elsewhere only where `keyed`."""
        if self.look.narrow:
            text = f"{key}: {text}"
        elif keyed:
            text = f"{key[:1].upper()}{key[1:]}: {text}"
        self.prose(text, style, indent=indent, hang=hang)

    def ends(self, left: str, right: str, style: Style = "", *, indent: int = 0) -> None:
        """A text at the left edge and a quiet one at the right, on one line where both fit."""
        left, right = self.look.safe(left), self.look.safe(right)
        gap = self.look.columns - indent - cells(left) - cells(right)
        if self.look.narrow or gap < 2:
            self.put(left, style, indent=indent, hang=2)
            self.put(right, "quiet", indent=indent + 2)
            return
        ends = self.look.painted(left, style), self.look.painted(right, "quiet")
        self._add((" " * gap).join(ends), "", indent)

    def _add(self, line: str, style: Style = "", indent: int = 0) -> None:
        self.lines.append(" " * indent + self.look.painted(line, style))
