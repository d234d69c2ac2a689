"""The only place that measures text as a terminal shows it, and folds it into lines.

A few lines instead of a library: rich's tables of widths take 20 ms to load and follow an
environment variable, and the same record must give the same bytes everywhere.
"""

import unicodedata
from functools import lru_cache

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
    line, room = "", first
    for word in text.split(" "):
        free = room - cells(line) - 1
        if line and wider(word, free) and not (free >= SHORTEST_PIECE and wider(word, rest)):
            lines.append(line)
            line, room = "", rest
        line = f"{line} {word}" if line else word
        while wider(line, room) and (end := fitting(line, room)) < len(line):
            lines.append(line[:end])
            line, room = line[end:], rest
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
