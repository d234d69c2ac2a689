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


def fold(text: str, first: int, rest: int | None = None) -> list[str]:
    """The text in lines of at most `first` columns, then `rest`, broken at spaces.

    A word longer than a line is broken inside: nothing is ever left out.
    """
    lines: list[str] = []
    room = first
    line = ""
    for word in text.split(" "):
        if line and cells(line) + 1 + cells(word) <= room:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
            room = first if rest is None else rest
        *pieces, line = _pieces(word, room, first if rest is None else rest)
        if pieces:
            lines.extend(pieces)
            room = first if rest is None else rest
    return [*lines, line] if line else lines


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """A word in pieces that each fit a line; a character and its marks are never parted."""
    pieces: list[str] = []
    while cells(word) > first:
        end = _fitting(word, first)
        pieces.append(word[:end])
        word, first = word[end:], rest
    return [*pieces, word]


def _fitting(word: str, room: int) -> int:
    """How many characters fit, at least one with all that belongs to it."""
    used = 0
    end = len(word)
    for place, character in enumerate(word):
        used += _cells_of(character)
        if used > room and place:
            end = place
            break
    while 0 < end < len(word) and unicodedata.category(word[end])[0] == "M":
        end -= 1
    return end or _cluster(word)


def _cluster(word: str) -> int:
    end = 1
    while end < len(word) and unicodedata.category(word[end])[0] == "M":
        end += 1
    return end
