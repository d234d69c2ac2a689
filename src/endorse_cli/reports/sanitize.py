"""The only place that makes a text harmless to show: `sanitize`, for every sink.

What comes out has no escape sequence, no invisible or reordering character and no line break,
so it can neither drive a terminal nor pretend to be something else. Each such character is
shown as `\\u{001B}`. The caller decides what a line break means, before: a place of one line
turns it into a space, a place of many splits the text; what is left here is shown as well.
"""

import re
import unicodedata

MOST_MARKS = 8
"""Combining marks that a character may carry; no language needs as many. The rest is dropped."""

JOINER = "\u200d"
_PICTURE_PARTS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""What may stand between a picture and the joiner: the request for colour, and skin tones."""

_LOOKS_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks by name, and nothing to see."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})


def sanitize(text: str, *, ascii_only: bool = False) -> str:
    """The text as it may be shown anywhere, on one line; with `ascii_only`, in ASCII alone."""
    if text.isascii() and text.isprintable():
        return text
    shown = _shown(text)
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
