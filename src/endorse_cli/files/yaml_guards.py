"""What a YAML file may not hold although the parser would take it.

Each of these means something else than it seems to: a line nobody sees, a value written
elsewhere, a text that ends before its last word.
"""

import re
from collections import Counter
from typing import Any, TypeAlias

from yaml.events import ScalarEvent

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.files import limits
from endorse_cli.files.source import Source, looks_utf16

Event: TypeAlias = Any
"""What the parser gives. Its stubs make every part optional, which says nothing of use."""

NULLS = frozenset({"", "~", "null"})
"""What a value left out looks like, if it stands without quotes."""

ODD_KEYS = NULLS | {"<<"}
"""What cannot be a key, if it stands without quotes."""

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff](?<!\r(?=\n))")
"""Characters that nobody can see or that end a line for some programs and not for others."""

# Most files are ASCII, where to leave these out is faster than to search for them.
HIDDEN_ASCII = bytes({*range(32), 127} - {9, 10})

CUT = re.compile(r"[ \t]++#[^\s#]")
"""A comment sign right before a word, as in `item #1`: more likely meant as text."""

# To search for all the blanks before it would take the square of their number.
MAY_CUT = re.compile(r"[ \t]#[^\s#]")

PROPERTY = re.compile(r"[!&](?<![^\s,:?\[{-].)")
"""What may begin a tag or an anchor: not the sign in `Q&A` or at the end of a sentence."""

WORD = re.compile(r"[^\s,\[\]{}]{0,100}")


def hidden(source: Source, text: str) -> list[Diagnostic]:
    """One diagnostic for each kind of character that hides something, where it first stands."""
    data = source.data
    if data.isascii() and len(data.translate(None, HIDDEN_ASCII)) == len(data):
        return []
    # All hidden characters are unprintable; most accents are not.
    if not text.isascii() and text.replace("\r\n", "").replace("\n", "").isprintable():
        return []
    first: dict[str, int] = {}
    times: Counter[str] = Counter()
    for found in HIDDEN.finditer(text):
        times[found[0]] += 1
        first.setdefault(found[0], found.start())
    return [_hidden(source, at, sign, times[sign] - 1) for sign, at in first.items()]


def _hidden(source: Source, offset: int, character: str, more: int) -> Diagnostic:
    code = f"{ord(character):04X}"
    help = "Remove it."
    if character > "\x7f":
        help = f'Take it away; a text that needs it is written "\\u{code}", in double quotes.'
    if character == "\r":
        help = "Save the file with the line ends of Unix or Windows."
    elif character == "\0" and looks_utf16(source.data):
        help = "The file looks like UTF-16: save it as UTF-8."
    message = f"The character U+{code} is not allowed: it cannot be seen or hides a line."
    if more:
        message += f" It stands in {more:,} more place{'s' if more > 1 else ''}."
    return _syntax(source, offset, message, help)


def may_be_odd(source: Source, text: str) -> bool:
    """Whether `inspect` may find anything; in nearly all files there is nothing to find."""
    data = source.data
    if len(data) > limits.SCALAR:
        return True
    signs = (b"!" in data or b"&" in data) and PROPERTY.search(text) is not None
    return signs or (b"#" in data and MAY_CUT.search(text) is not None)


def inspect(source: Source, text: str, event: Event) -> list[Diagnostic]:
    """What is wrong with an event: a tag, an anchor, a cut text, an over-long one."""
    found = []
    start, end = event.start_mark.index, event.end_mark.index
    if event.tag is not None or event.anchor is not None:
        found.append(_property(source, start))
    if type(event) is ScalarEvent:
        if len(event.value) > limits.SCALAR:
            found.append(limits.too_long(source.place(start)))
        if not event.style and CUT.match(text, end):
            found.append(_cut(source, end, event.value))
    return found


def _property(source: Source, offset: int) -> Diagnostic:
    found = WORD.match(source.text, offset)
    word = found[0] if found else ""
    kind, sign = ("anchor", "&") if word.startswith("&") else ("tag", "!")
    help = f"Take it away; if `{sign}` belongs to the text, put quotes around it."
    return _syntax(source, offset, f"The {kind} {quoted(word)} is not allowed.", help)


def _cut(source: Source, offset: int, left: str) -> Diagnostic:
    message = f"The text ends at ` #`: only {quoted(left)} is left of it."
    if not left:
        message = "The text begins with `#`, so nothing is left of it."
    help = "Put quotes around the text; if it is a comment, put a blank after the `#`."
    return _syntax(source, source.text.index("#", offset), message, help)


def odd_key(source: Source, event: Event) -> Diagnostic:
    """The diagnostic for a merge key, and for nothing or null where a key is expected."""
    offset = event.start_mark.index
    if event.value == "<<":
        help = "Write the keys out; if `<<` is meant as text, put quotes around it."
        return _syntax(source, offset, "Merge keys (`<<`) are not allowed.", help)
    if event.value:
        help = f'If it is meant as text, write "{event.value}", in quotes.'
        return _syntax(source, offset, f"{quoted(event.value)} cannot be a key.", help)
    return _syntax(source, offset, "A key is missing before the colon.", "Write the key.")


def complex_key(source: Source, event: Event) -> Diagnostic:
    """The diagnostic for a list or mapping where a key is expected."""
    help = 'If braces or brackets belong to a text, put quotes around it, as in "{{name}}".'
    message = "A key must be a text, not a list or a mapping."
    return _syntax(source, event.start_mark.index, message, help)


def alias(source: Source, event: Event) -> Diagnostic:
    """The diagnostic for an alias."""
    message = f"The alias {quoted('*' + event.anchor)} is not allowed."
    help = "Write the value out; if `*` belongs to a text, put quotes around it."
    return _syntax(source, event.start_mark.index, message, help)


def directive(source: Source, event: Event) -> Diagnostic:
    """The diagnostic for `%YAML` and `%TAG`."""
    help = "Take the line away; if it is a text, put quotes around it."
    message = "A line that begins with `%` is not allowed."
    return _syntax(source, event.start_mark.index, message, help)


def empty(source: Source, offset: int, number: int, of: int) -> Diagnostic:
    """The diagnostic for a file without a document, or a document without a value."""
    if of > 1:
        help = "Write something below its `---`, or take the `---` away."
        return _syntax(source, offset, f"Document {number} of the file is empty.", help)
    help = "At most comments and blank lines are in it: was it saved?"
    return _syntax(source, offset, "The file is empty.", help)


def _syntax(source: Source, offset: int, message: str, help: str) -> Diagnostic:
    return Diagnostic("syntax", message, help, place=source.place(offset))
