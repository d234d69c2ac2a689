"""The only place that turns what the JSON parser complains of into plain words."""

import json
import re

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.files.source import Source

SIGNS = {
    "'": ("A text stands in single quotes.", "JSON wants double quotes around texts and keys."),
    "/": ("A comment stands here.", "Take it away: JSON has no comments."),
    "#": ("A comment stands here.", "Take it away: JSON has no comments."),
    "\ufeff": ("A byte order mark stands here.", "Take it away: it may only begin the file."),
    "}": ("`}` stands where a value is expected.", "Write a value, or null."),
    "]": ("`]` stands where a value is expected.", "Write a value, or null."),
    ",": ("`,` stands where a value is expected.", "Take it away, or write null."),
}
"""What is wrong, by the character that stands where a value or key is expected."""

EMPTY = ("The file is empty.", "Nothing is in it: was it saved?")

LAST_COMMA = ("A comma stands after the last value.", "Take it away.")

ENDS = ("The text ends too early.", "Close what is open: was the file cut off?")

VALUES = "A value is a text in double quotes, a number, true, false, null, a list or a mapping."

COMPLAINTS = {
    "Expecting ':' delimiter": (
        "A colon is missing here.",
        "Put it between the key and its value.",
    ),
    "Expecting ',' delimiter": (
        "A comma is missing here.",
        'Put it between two values; inside a text, write \\" for a quotation mark.',
    ),
    "Illegal trailing comma": LAST_COMMA,
    "Unterminated string": ("A text is never closed.", 'Put a `"` where it ends.'),
    "Invalid control character": (
        "A line end or a character that cannot be seen stands inside a text.",
        "Write \\n for a line end and \\t for a tab.",
    ),
    "Invalid \\escape": ("A backslash means nothing here.", "Write \\\\ for a backslash."),
    "Invalid \\uXXXX": ("`\\u` lacks its four digits.", "Write four hexadecimal digits after it."),
    "Extra data": ("Something stands after the end of the value.", "Take it away."),
}
"""What is wrong, by the beginning of the parser's own words, of which it has no codes."""


def explained(error: json.JSONDecodeError, source: Source) -> Diagnostic:
    """A complaint of the parser as a `syntax` diagnostic at its place."""
    text = source.text
    if not text.strip():
        return Diagnostic("syntax", *EMPTY, place=source.place(0))
    rest = text[error.pos :]
    if not rest.strip():
        return Diagnostic("syntax", *ENDS, place=source.place(len(text.rstrip("\r\n"))))
    before = text[: error.pos].rstrip()
    # Since Python 3.13 the parser says so itself, and points at the comma too.
    if rest[0] in "}]" and before.endswith(","):
        return Diagnostic("syntax", *LAST_COMMA, place=source.place(len(before) - 1))
    return Diagnostic("syntax", *_words(error, rest), place=source.place(error.pos))


def _words(error: json.JSONDecodeError, rest: str) -> tuple[str, str]:
    for beginning, words in COMPLAINTS.items():
        if error.msg.startswith(beginning):
            return words
    if rest[0] in SIGNS:
        return SIGNS[rest[0]]
    found = re.match(r"[^\s,:{}\[\]\"]+", rest[:200])
    word = quoted(found[0] if found else rest[0])
    if error.msg.startswith("Expecting property name"):
        return f"{word} stands where a key is expected.", "Keys stand in double quotes."
    return f"{word} is no JSON value.", VALUES
