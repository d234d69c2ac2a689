"""The only place that makes a text harmless in Markdown, as a comment on a change shows it."""

import re

from endorse_cli.reports.look import Look

_LOOK = Look(width=10_000)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def words(text: str) -> str:
    """A text of the files as plain words: no markup, no picture, no mention, one line."""
    return _PUNCTUATION.sub(_escaped, _LOOK.safe(text))


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in "<>&":
        return f"&#{ord(character)};"
    # A name after `@`, or a number after `#`, would be made a link after the text is laid out.
    return f"\\{character}&#8203;" if character in "@#" else f"\\{character}"


def code(text: str) -> str:
    """A text as code, letter by letter; as plain words where code could not hold it."""
    safe = _LOOK.safe(text)
    return words(text) if not safe or set(safe) & set("`|") else f"`{safe}`"
