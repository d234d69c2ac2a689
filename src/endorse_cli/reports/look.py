"""How a text is to look: how wide, in which colours and characters, and whether all is wanted.

Our own marks are written in Unicode everywhere and turned to ASCII here; colour never says anything
that the words do not.
"""

import re
from dataclasses import dataclass
from typing import Literal

from endorse_cli.reports.characters import no_command, sanitize

Style = Literal["", "strong", "quiet", "result", "open"]

NARROW = 60
"""Below this many columns nothing is laid out: plain `key: value` lines."""

NARROWEST = 30
"""Lines are folded at no fewer columns than this, whatever the terminal claims."""

WIDE = 120
"""From this many columns on there is room for what is useful and long."""

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
        "✓": "v",
        "✗": "x",
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
    """How a text is to look; `width` is what the terminal has.

    `root` is the folder from which a service that shows annotations sees the files.
    """

    width: int
    colour: bool = False
    unicode: bool = True
    live: bool = False
    """Whether a person reads it on a terminal, where the eye is at the end."""
    root: str | None = None
    full: bool = False
    """Whether everything is wanted, or what fits on a screen."""

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
        """A text on one line, harmless; a line break or a tab in it is one space."""
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


PIPED = Look(100)
"""How a text is laid out where nobody says how."""
