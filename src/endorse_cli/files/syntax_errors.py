"""What the parsers of YAML and of JSON complain of, in plain words."""

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.files.source import Source
from endorse_cli.models.loose_conditions import comparison
from endorse_cli.models.loose_words import entry

TAB = "There is a tab in the indentation.", "Indent with spaces."
QUOTE_IT = "Put quotes around the text."
INDENT = "Compare its indentation with the lines above: what belongs together begins in one column."


AFTER_QUOTE = {
    "'": "Write two of them for an apostrophe, or put double quotes around the text.",
    '"': "Put single quotes around the whole text.",
}


class Trouble(NamedTuple):
    """Where the parser stopped, and where the thing began that it was reading then."""

    text: str
    at: int
    begun: int

    @property
    def head(self) -> str:
        """The line up to where the parser stopped."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]

    @property
    def here(self) -> str:
        """The character at which the parser stopped; empty at the end."""
        return self.text[self.at : self.at + 1]

    def word(self, offset: int) -> str:
        """The text from an offset to the next blank or end of line."""
        found = re.compile(r"\S{0,100}").match(self.text, offset)
        return found[0] if found else ""


Words = tuple[str, str, int]
"""The message, the help, and the offset of the place."""


def _colon(at: Trouble) -> Words:
    if re.search(r":\s", at.head):
        help = 'Put quotes around the text, as in `quote: "he said: no"`.'
        inner = re.search(r":\s+([a-z_]+)$", at.head)
        value = re.match(r":[ \t]+([\w-]{1,40})[ \t]*(?:#.*)?(?:\n|$)", at.text[at.at :])
        if inner and value:
            help = f"Put braces around what belongs together: `{{{inner[1]}: {value[1]}}}`."
        return "This line has a second colon.", help, at.at
    if len(at.head) > 1_000:
        return "A key is longer than 1,024 characters.", "Shorten it.", at.at - len(at.head)
    start = at.at - len(at.head.lstrip())
    key, indent = quoted(at.head.strip()), len(at.head) - len(at.head.lstrip())
    moved = _moved_left(at, indent)
    if moved:
        return moved
    above = next(_lines_above(at), None)
    if above and above.indent < indent and above.is_whole:
        help = "Move it to the left, in line with the line above."
        return f"{key} stands further right than the line above, which ends there.", help, start
    help = "Perhaps the line above lacks its colon, the blank after it, or its quotes."
    return f"The key {key} cannot stand here.", help, start


def _first_character(at: Trouble) -> Words:
    if at.here == "\t" and at.head.strip():
        return "There is a tab before the text.", "Put a blank there.", at.at
    if at.here == "\t":
        return *TAB, at.at
    sign = "a backtick" if at.here == "`" else quoted(at.here)
    return f"A text cannot begin with {sign}.", _compared(at, at.at) or QUOTE_IT, at.at


def _compared(at: Trouble, offset: int) -> str:
    """How a comparison is written that begins at an offset; nothing where there is none."""
    form = comparison(re.split(r"[,}\]\n#]", at.text[offset : offset + 80])[0])
    return f"Write it as `{form}`." if form else ""


def _reference(at: Trouble) -> Words:
    sign = at.text[at.begun : at.begun + 1]
    return f"A text cannot begin with {quoted(sign)}.", QUOTE_IT, at.begun


def _open_quote(at: Trouble) -> Words:
    mark = at.text[at.begun : at.begun + 1]
    help = f"Put a {quoted(mark)} at the end of the text."
    return f"The quotation mark {quoted(mark)} is never closed.", help, at.begun


def _bracket(at: Trouble) -> Words:
    sign = at.text[at.begun : at.begun + 1]
    closing = {"{": "}", "[": "]"}.get(sign, sign)
    same_line = "\n" not in at.text[at.begun : at.at]
    # The parser looks for the colon of a key no further than 1,024 characters.
    key = at.head[max(map(at.head.rfind, ",{}[]")) + 1 :].lstrip()
    if at.here == ":" and len(key) > 1_000:
        return "A key is longer than 1,024 characters.", "Shorten it.", at.at - len(key)
    if at.here == ":" and (same_line or ": " in at.head):
        help = "Put quotes around the text that holds the colon."
        inner = re.search(r":\s+([a-z_]+)$", at.head)
        value = re.match(r":[ \t]+([\w-]{1,40})\s*[,}]", at.text[at.at :])
        if inner and value:
            help = f"Put braces around what belongs together: `{{{inner[1]}: {value[1]}}}`."
        return f"There is a second colon between {quoted(sign)} and {quoted(closing)}.", help, at.at
    if same_line and at.here.strip():
        help = "Put a comma between two values, and quotes around a text that holds quotes."
        return (
            f"A comma or {quoted(closing)} is missing before {quoted(at.word(at.at))}.",
            help,
            at.at,
        )
    return f"{quoted(sign)} is never closed.", f"Put {quoted(closing)} where it ends.", at.begun


def _indentation(at: Trouble) -> Words:
    head = at.head.rstrip()
    if not head and at.here == ":":
        return "A key is missing before the colon.", "Write the key.", at.at
    if not head:
        return _out_of_line(at)
    opened = _opened_above(at, head)
    if opened is not None:
        return _open_quote(at._replace(begun=opened))
    if help := AFTER_QUOTE.get(head[-1]):
        return f"There is text after the closing quotation mark `{head[-1]}`.", help, at.at
    return f"{quoted(at.word(at.at))} cannot stand here.", QUOTE_IT, at.at


def _out_of_line(at: Trouble) -> Words:
    """A line that is not in line with those above; blamed is the one that left their column."""
    moved = _moved_left(at, len(at.head))
    said = f"{quoted(at.word(at.at))} does not stand in line with what is above."
    return moved or (said, INDENT, at.at)


def _moved_left(at: Trouble, indent: int) -> Words | None:
    """That the line above is in the wrong column: if the one before it stands where this one does.

    Or further right, being inside what stood there.
    """
    above = _lines_above(at)
    before, earlier = next(above, None), next(above, None)
    if before and earlier and before.indent < indent <= earlier.indent and before.is_whole:
        help = "Move it to the right, in line with the lines around it."
        return f"{quoted(before.key)} stands further left than its neighbors.", help, before.at
    return None


class _Line(NamedTuple):
    """A line with something in it: where it begins, by how much it is indented, and its text."""

    at: int
    indent: int
    text: str

    @property
    def key(self) -> str:
        """What stands before its colon."""
        return self.text.partition(":")[0]

    @property
    def is_whole(self) -> bool:
        """Whether it is a key with its value."""
        return re.search(r":\s+[^\s#]", self.text) is not None


def _lines_above(at: Trouble) -> Iterator[_Line]:
    """The lines above with something in them, the nearest first."""
    end = at.text.rfind("\n", 0, at.at)
    while end > 0:
        start = at.text.rfind("\n", 0, end) + 1
        line = at.text[start:end]
        text = line.strip()
        if text and not text.startswith("#"):
            indent = len(line) - len(line.lstrip(" "))
            yield _Line(start + indent, indent, text)
        end = start - 1


def _opened_above(at: Trouble, head: str) -> int | None:
    """Where the quotation mark stands that a mark in this line closes; None if in this line."""
    mark = head[-1]
    if mark not in "'\"":
        return None
    closing = at.at - len(at.head) + len(head) - 1
    opening = at.text.rfind(mark, 0, closing)
    while opening > 0 and at.text[opening - 1] == "\\":
        opening = at.text.rfind(mark, 0, opening)
    return opening if opening >= 0 and "\n" in at.text[opening:closing] else None


def _no_colon(at: Trouble) -> Words:
    line = at.text[at.begun :].partition("\n")[0].strip()
    if re.match(r"-[^\s-]", line):
        return "A blank is missing after the `-`.", "Write `- ` before each value.", at.begun
    if meant := entry(line):
        what = "blank after its colon" if line.startswith(f"{meant.partition(':')[0]}:") else None
        help = f"Write {quoted(meant)}."
        return f"{quoted(line)} has no {what or 'colon after its key'}.", help, at.begun
    help = "Write it as `key: value`; if it continues the text above, put that text in quotes."
    return f"{quoted(line)} has no colon after its key.", help, at.begun


def _list_in_line(at: Trouble) -> Words:
    if not at.text[at.at + 1 :].partition("\n")[0].strip():
        return "`-` is no value.", "Write `unknown` for what is not known.", at.at
    help = "Begin the list on a line of its own; if it is a text, put quotes around it."
    return "A list cannot begin here.", help, at.at


def _block_text(at: Trouble) -> Words:
    sign = quoted(at.text[at.begun : at.begun + 1])
    if form := _compared(at, at.begun):
        return f"A text cannot begin with {sign}.", form, at.begun
    help = "Begin the text on the next line; if the sign belongs to the text, put quotes around it."
    return f"Text cannot stand after {sign} on its line.", help, at.begun


def _escape(at: Trouble) -> Words:
    at_slash = at.text.rfind("\\", 0, at.at + 1)
    help = "Write `\\\\` for a backslash, or put single quotes around the text."
    return f"{quoted(at.text[at_slash : at_slash + 2])} means nothing here.", help, at_slash


def _no_character(at: Trouble) -> Words:
    start = at.text.rfind("\\", 0, at.at + 1)
    word = re.split(r"[\s\"]", at.text[start : start + 10])[0]
    return f"{quoted(word)} is no character.", "Write the character itself.", start


def _no_value(at: Trouble) -> Words:
    if not at.here:
        return "The file ends where a value is expected.", "Close what is open.", at.at
    help = "Put quotes around the text if the sign belongs to it; else take it away."
    return f"{quoted(at.here)} is where a value is expected.", help, at.at


def _second_value(at: Trouble) -> Words:
    help = "Put `---` on a line of its own between two documents."
    return f"{quoted(at.word(at.at))} comes after the end of the document.", help, at.at


def _directive(at: Trouble) -> Words:
    help = "Take the line away; if it is a text, put quotes around it."
    return "A line that begins with `%` is not allowed.", help, at.begun


def _tag(at: Trouble) -> Words:
    help = "Take the tag away; if `!` belongs to the text, put quotes around it."
    return f"The tag {quoted(at.word(at.begun))} is not allowed.", help, at.begun


def _question(at: Trouble) -> Words:
    rest = at.text[at.at + 1 :].partition("\n")[0].strip()
    if not rest or rest.startswith("#"):
        return "`?` is no value.", "Write `unknown` for what is not known.", at.at
    return "A text cannot begin with `?` and a blank.", QUOTE_IT, at.at


def otherwise(at: Trouble) -> Words:
    """What is said where nobody knows better."""
    help = "Look at the quotes, colons and indentation of this line and the one above."
    return "This cannot be read as YAML.", help, at.at


# The parser's own words, of which it has no codes, in the order in which they are looked for.
IN_YAML: tuple[tuple[str, Callable[[Trouble], Words]], ...] = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token", _first_character),
    ("expected alphabetic or numeric character", _reference),
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("expected ',' or", _bracket),
    ("did not find expected key", _indentation),
    ("expected '-' indicator", _indentation),
    ("could not find expected ':'", _no_colon),
    ("block sequence entries are not allowed", _list_in_line),
    ("expected comment or line break", _block_text),
    ("indentation indicator equal to 0", _block_text),
    ("unknown escape character", _escape),
    ("Unicode character escape code", _no_character),
    ("expected hexdecimal number", _no_character),
    ("expected node content", _no_value),
    ("expected <document start>", _second_value),
    ("incompatible YAML document", _directive),
    ("directive", _directive),
    ("non-alphabetical character", _directive),
    ("tag", _tag),
    ("expected '!'", _tag),
    ("expected the expected '>'", _tag),
    ("mapping keys are not allowed", _question),
    ("a tab character", lambda at: (*TAB, at.at)),
)


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
