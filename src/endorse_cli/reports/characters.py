"""The only place that makes text harmless to show, measures it as a terminal does, and folds it.

What comes out of `sanitize` has no escape sequence, no invisible or reordering character and no
line break, so it can neither drive a terminal nor pretend to be something else. Each such character
is shown as `\\u{001B}`. The caller decides what a line break means, before: a place of one line
turns it into a space, a place of many splits the text; what is left here is shown as well.

Widths are a few lines instead of a library: rich's tables of them take 20 ms to load and follow an
environment variable, and the same record must give the same bytes everywhere.
"""

import re
import unicodedata
from functools import lru_cache

MOST_MARKS = 8
"""Combining marks that a character may carry; no language needs as many. The rest is dropped."""

JOINER = "\u200d"
_PICTURE_PARTS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What may stand between a picture and the joiner: the request for colour, and skin tones."""

_LOOKS_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks by name, and nothing to see."""

_PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u257f]*")
"""What nearly every text consists of, and nothing of it is hidden, a mark or a joiner."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})


def sanitize(text: str, *, ascii_only: bool = False) -> str:
    """The text as it may be shown anywhere, on one line; with `ascii_only`, in ASCII alone."""
    if text.isascii() and text.isprintable():
        return text
    shown = text if _PLAIN.fullmatch(text) else _shown(text)
    return "".join(map(_escaped_unless_ascii, shown)) if ascii_only else shown


def _shown(text: str) -> str:
    parts: list[str] = []
    marks = 0
    for place, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if marks > MOST_MARKS:
            continue
        parts.append(character if _may_stay(text, place, category) else escaped(character))
    return "".join(parts)


def _may_stay(text: str, place: int, category: str) -> bool:
    character = text[place]
    if character == JOINER:
        return _joins_pictures(text, place)
    return not is_hidden(character, category)


def is_hidden(character: str, category: str | None = None) -> bool:
    """Whether a character is not seen, or moves what is seen: controls, bidi, zero width."""
    kind = category or unicodedata.category(character)
    return kind in _HIDDEN or character in _LOOKS_EMPTY or _is_noncharacter(character)


def _is_noncharacter(character: str) -> bool:
    point = ord(character)
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def _joins_pictures(text: str, place: int) -> bool:
    before = text[max(place - 3, 0) : place].rstrip(_PICTURE_PARTS)
    return _is_picture(before[-1:]) and _is_picture(text[place + 1 : place + 2])


def _is_picture(character: str) -> bool:
    return character != "" and unicodedata.category(character) == "So"


def _escaped_unless_ascii(character: str) -> str:
    return character if character.isascii() else escaped(character)


def escaped(character: str) -> str:
    """One character made visible by its number: `\\u{001B}`."""
    return f"\\u{{{ord(character):04X}}}"


_COMMAND = re.compile(r":(?=:)|#(?=#[a-z]*\[)")


def no_command(text: str) -> str:
    """A text that no build log takes for a command, wherever its lines are broken.

    Build services read `::error::…` at the start of a line, and `##[error]…` anywhere in it,
    from whatever is printed; a name or a note could hold one. Its first character is escaped.
    """
    return _COMMAND.sub(lambda found: escaped(found[0]), text)


_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
COLOURED = "\ufe0f"
"""Asks for the colour picture of the character before it, which is then wide."""


def cells(text: str) -> int:
    """The columns that a text takes up; never fewer than on any common terminal."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@lru_cache(maxsize=4096)
def _cells_of(character: str) -> int:
    if character == COLOURED:
        return 1
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wider(text: str, room: int) -> bool:
    """Whether a text takes up more columns than there are; of a long one, no more is looked at."""
    if text.isascii():
        return len(text) > room
    used = 0
    for character in text:
        used += _cells_of(character)
        if used > room:
            return True
    return used > room


SHORTEST_PIECE = 16
"""A long word begins on a line that other words have begun only if so many columns are free."""


def fold(text: str, first: int, rest: int) -> list[str]:
    """The text in lines of at most `first` columns, then `rest`, broken at spaces.

    A word longer than a line is broken inside: nothing is ever left out.
    """
    lines: list[str] = []
    line, used, room = "", 0, first
    for word in text.split(" "):
        size = cells(word)
        free = room - used - 1
        if line and size > free and not (free >= SHORTEST_PIECE and size > rest):
            lines.append(line)
            line, used, room = "", 0, rest
        line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
        while used > room and (end := fitting(line, room)) < len(line):
            lines.append(line[:end])
            line, room = line[end:], rest
            used = cells(line)
    return [*lines, line] if line else lines


def fitting(text: str, room: int) -> int:
    """Where what fits ends, a character and its marks never parted; after at least one such."""
    if text.isascii():
        return min(max(room, 1), len(text))
    used, start = 0, 0
    for place, character in enumerate(text):
        used += _cells_of(character)
        if unicodedata.category(character)[0] != "M":
            start = place
        if used > room and start > 0:
            return start
    return len(text)
