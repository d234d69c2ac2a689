"""What the parser of JSON complains of, in plain words."""

import json
import re

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.files.source import Source

SIGNS = {
    "'": ("This text is in single quotes.", "JSON wants double quotes around texts and keys."),
    "/": ("There is a comment here.", "Remove it: JSON has no comments."),
    "#": ("There is a comment here.", "Remove it: JSON has no comments."),
    "\ufeff": ("There is a byte order mark here.", "Remove it: it may only begin the file."),
    "}": ("`}` is where a value is expected.", "Write a value, or null."),
    "]": ("`]` is where a value is expected.", "Write a value, or null."),
    ",": ("`,` is where a value is expected.", "Take it away, or write null."),
}
"""What is wrong, by the character that stands where a value or key is expected."""

EMPTY = ("The file is empty.", "Nothing is in it: was it saved?")

LAST_COMMA = ("There is a comma after the last value.", "Remove it.")

ENDS = ("The text ends too early.", "Close what is open: was the file cut off?")

VALUES = "A value is a text in double quotes, a number, true, false, null, a list or a mapping."

OPEN = (
    'The quotation mark `"` is not closed on its line.',
    'Put a `"` at the end of the text, or write \\n for a line end in it.',
)

IN_JSON = {
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
        "There is a line end or an invisible character inside a text.",
        "Write \\n for a line end and \\t for a tab.",
    ),
    "Invalid \\escape": ("A backslash means nothing here.", "Write \\\\ for a backslash."),
    "Invalid \\uXXXX": ("`\\u` lacks its four digits.", "Write four hexadecimal digits after it."),
    "Extra data": ("There is more after the end of the value.", "Remove it."),
}
"""What is wrong, by the beginning of the parser's own words."""


def json_complaint(error: json.JSONDecodeError, source: Source) -> Diagnostic:
    """A complaint of the parser of JSON as a `syntax` diagnostic at its place."""
    text = source.text
    if not text.strip():
        return Diagnostic("syntax", *EMPTY, place=source.place(0))
    rest = text[error.pos :]
    if not rest.strip():
        return Diagnostic("syntax", *ENDS, place=source.place(len(text.rstrip("\r\n"))))
    # Where the next line begins with a key, the text was to end before it.
    if re.match(r'\s*[\r\n]\s*"[^"\n]*"\s*:', rest[:500]) and error.msg.startswith("Invalid contr"):
        return Diagnostic("syntax", *OPEN, place=source.place(text.rfind('"', 0, error.pos)))
    before = text[: error.pos].rstrip()
    # Since Python 3.13 the parser says so itself, and points at the comma too.
    if rest[0] in "}]" and before.endswith(","):
        return Diagnostic("syntax", *LAST_COMMA, place=source.place(len(before) - 1))
    return Diagnostic("syntax", *_json_words(error, rest), place=source.place(error.pos))


def _json_words(error: json.JSONDecodeError, rest: str) -> tuple[str, str]:
    for beginning, words in IN_JSON.items():
        if error.msg.startswith(beginning):
            return words
    if rest[0] in SIGNS:
        return SIGNS[rest[0]]
    found = re.match(r"[^\s,:{}\[\]\"]+", rest[:200])
    word = quoted(found[0] if found else rest[0])
    if error.msg.startswith("Expecting property name"):
        return f"{word} is where a key is expected.", "Keys are in double quotes."
    return f"{word} is no JSON value.", VALUES
