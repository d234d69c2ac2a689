"""The only place that reads YAML: one loop over the C parser's events, into plain values.

Nothing is composed or constructed, so no tag can run anything, no alias can grow, and the
parser never sees the depth at which it crashes. The loop asks for places only where something
is wrong: most files are right, and reading them is what the program does most.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import limits
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.normal import normal
from endorse_cli.files.source import Source, decoded, looks_utf16
from endorse_cli.files.spots import yaml_chart
from endorse_cli.files.trouble import refusal
from endorse_cli.files.yaml_words import QUOTE_IT, explained
from endorse_cli.models.plain import Plain

NULLS = frozenset({"", "~", "null"})
"""What a value left out looks like, if it stands without quotes."""

ODD_KEYS = NULLS | {"<<"}
"""What cannot be a key, if it stands without quotes."""

HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
"""Characters that nobody can see or that end a line for some programs and not for others."""

FORBIDDEN = re.compile(f"[{HIDDEN}]|\r(?!\n)")

# Most files are ASCII, where to leave these out is ten times as fast as to search for them.
HIDDEN_ASCII = bytes({*range(32), 127} - {9, 10})

CUT = re.compile(r"[ \t]+#[^\s#]")
"""A comment sign right before a word, as in `item #1`: more likely meant as text."""

PROPERTY = re.compile(r"(?:!|&(?=\S))(?<![^\s,:?\[{-].)")
"""What may begin a tag or an anchor: not the sign in `Q&A` or at the end of a sentence."""

MARKER_LINE = re.compile(r"---[ \t]*(?:#.*)?\r?\n")


@dataclass(slots=True)
class Part:
    """One document while it is read: its characters, its value, what is wrong with it."""

    start: int
    end: int | None = None
    root: list[Plain] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    doubled: bool = False


def read_yaml(source: Source) -> list[Document]:
    """All documents of a YAML file, or a `Fault` with everything wrong in any of them.

    Errors are: an empty file or document, anchors, aliases, tags, merge keys, directives,
    doubled keys, keys that are no text, texts that a ` #` cuts short, characters that hide a
    line, and more than `limits` allows. A value that is not a mapping is none.
    """
    read = parse_yaml(source)
    wrong = [found for item in read if not isinstance(item, Document) for found in item]
    if wrong:
        raise Fault(*wrong)
    return [item for item in read if isinstance(item, Document)]


def parse_yaml(source: Source) -> list[Document | Findings]:
    """The same with faults as values: each document, or what is wrong with it. Never empty.

    After a fault of syntax nothing more can be read, so that one is the last. A `Fault` only
    where there is no text or no parser.
    """
    if not yaml.__with_libyaml__:
        why = "PyYAML is installed here without libyaml, the parser that is needed"
        advice = "Install it with: pip install --force-reinstall --only-binary=:all: pyyaml"
        raise refusal(source.name, "read", why, advice)
    if hidden := _hidden(source):
        return [hidden]
    parts = _parts(source)
    if not parts:
        return [(_empty(source, 0, "the file is empty"),)]
    return [_finished(source, part, number, len(parts)) for number, part in enumerate(parts, 1)]


def _parts(source: Source) -> list[Part]:
    """Every event once, values into lists and dicts, a stack in place of calls."""
    from yaml._yaml import CParser

    # The stubs give every event as an `Event` that may be None, which says nothing of use.
    next_event: Callable[[], Any] = CParser(source.data).get_event
    inspect = _inspector(source)
    plain_keys = source.data.isascii() and b"\\" not in source.data
    parts: list[Part] = []
    stack: list[tuple[list[Plain], dict[str, Plain] | None]] = []
    items: list[Plain] = []
    mapping: dict[str, Plain] | None = None
    key: str | None = None
    values = 0
    while True:
        try:
            event = next_event()
        except Exception as error:
            if not parts or parts[-1].end is not None:
                parts.append(Part(parts[-1].end or 0 if parts else 0))
            parts[-1].faults.append(explained(error, source, parts[-1].start))
            return parts
        kind = event.__class__
        if kind is ScalarEvent:
            if inspect is not None:
                inspect(event, parts[-1])
            value = event.value
            if mapping is None:
                items.append(
                    None if len(value) < 5 and value in NULLS and not event.style else value
                )
            elif key is not None:
                mapping[key] = (
                    None if len(value) < 5 and value in NULLS and not event.style else value
                )
                key = None
            else:
                if value in ODD_KEYS and not event.style:
                    parts[-1].faults.append(_odd_key(source, event))
                if not plain_keys and not value.isascii():
                    value = normal(value)
                    if len(value) > limits.KEY:
                        place = source.place(event.start_mark.index)
                        parts[-1].faults.append(limits.key_too_long(place))
                if value in mapping:
                    parts[-1].doubled = True
                key = value
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if inspect is not None:
                inspect(event, parts[-1])
            if mapping is not None and key is None:
                parts[-1].faults.append(_complex_key(source, event))
                return parts
            if len(stack) == limits.DEPTH:
                parts[-1].faults.append(limits.too_deep(source.place(event.start_mark.index)))
                return parts
            stack.append((items, mapping))
            inner: list[Plain] | dict[str, Plain] = {} if kind is MappingStartEvent else []
            if mapping is None or key is None:
                items.append(inner)
            else:
                mapping[key] = inner
            key = None
            if isinstance(inner, dict):
                mapping = inner
            else:
                items, mapping = inner, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            values += len(items) if mapping is None else len(mapping)
            items, mapping = stack.pop()
        elif kind is AliasEvent:
            parts[-1].faults.append(_alias(source, event))
            if mapping is None:
                items.append(None)
            else:
                key = f"*{event.anchor}" if key is None else None
        elif kind is DocumentStartEvent:
            explicit = event.explicit or parts
            parts.append(Part(event.start_mark.index if explicit else 0))
            items = parts[-1].root
            if event.version or event.tags:
                parts[-1].faults.append(_directive(source, event))
        elif kind is DocumentEndEvent:
            parts[-1].end = event.start_mark.index
            if values > limits.VALUES:
                parts[-1].faults.append(limits.too_many_values(source.place(parts[-1].start)))
                return parts
        elif kind is StreamEndEvent:
            return parts


def _inspector(source: Source) -> Callable[[Any, Part], None] | None:
    """What looks for tags, anchors, cut and over-long texts; None if there can be none.

    Nearly all files have none of the signs, and a look at each event would cost as much as
    building the values.
    """
    data, text = source.data, source.text
    signs = (b"!" in data or b"&" in data) and PROPERTY.search(text) is not None
    cuts = b"#" in data and CUT.search(text) is not None
    if not signs and not cuts and len(data) <= limits.SCALAR:
        return None

    def inspect(event: Any, part: Part) -> None:
        if event.tag is not None or event.anchor is not None:
            part.faults.append(_property(source, event))
        if not isinstance(event, ScalarEvent):
            return
        if len(event.value) > limits.SCALAR:
            part.faults.append(limits.too_long(source.place(event.start_mark.index)))
        if cuts and not event.style and CUT.match(source.text, event.end_mark.index):
            part.faults.append(_cut(source, event))

    return inspect


def _finished(source: Source, part: Part, number: int, of: int) -> Document | Findings:
    own = source if of == 1 else _own_bytes(source, part)
    if part.doubled:
        part.faults += yaml_chart(own).doubled_keys(own)
    if not part.faults and part.root == [None]:
        subject = "the file" if of == 1 else f"document {number} of the file"
        part.faults.append(_empty(source, part.start, f"{subject} is empty"))
    if part.faults:
        return tuple(sorted(part.faults, key=_in_order))
    return Document(part.root[0], own, number)


def _in_order(found: Diagnostic) -> tuple[int, int]:
    return (found.place.line, found.place.column) if found.place else (0, 0)


def _own_bytes(source: Source, part: Part) -> Source:
    marker = MARKER_LINE.match(source.text, part.start)
    end = len(source.text) if part.end is None else part.end
    return source.part(marker.end() if marker else part.start, end)


def _hidden(source: Source) -> Findings:
    """One diagnostic for each character that hides something."""
    text, data = decoded(source), source.data
    if (
        data.isascii()
        and b"\r" not in data
        and len(data.translate(None, HIDDEN_ASCII)) == len(data)
    ):
        return ()
    found = []
    for character in FORBIDDEN.finditer(text):
        code = f"U+{ord(character[0]):04X}"
        message = f"the character {code} is not allowed: it cannot be seen or hides a line"
        help = f'Take it away, or write "\\u{code[2:]}" between double quotes.'
        if character[0] == "\r":
            help = "Save the file with the line ends of Unix or Windows."
        elif character[0] == "\0" and looks_utf16(source.data):
            help = "The file looks like UTF-16: save it as UTF-8."
        found.append(Diagnostic("syntax", message, help, place=source.place(character.start())))
    return tuple(found)


def _empty(source: Source, offset: int, message: str) -> Diagnostic:
    help = "Write something below, or take away the `---` if it is one too many."
    if "the file" == message.removesuffix(" is empty"):
        help = "Nothing but comments or blank lines is in it: was it saved?"
    return Diagnostic("syntax", message, help, place=source.place(offset))


def _syntax(source: Source, event: Any, message: str, help: str) -> Diagnostic:
    return Diagnostic("syntax", message, help, place=source.place(event.start_mark.index))


def _odd_key(source: Source, event: Any) -> Diagnostic:
    if event.value == "<<":
        help = "Write the keys out; if `<<` is meant as text, put quotes around it."
        return _syntax(source, event, "merge keys (`<<`) are not allowed", help)
    if event.value:
        help = f'Name the key, or write "{event.value}" in quotes.'
        return _syntax(source, event, f"{quoted(event.value)} is no key: it means nothing", help)
    return _syntax(source, event, "a key is missing before the colon", "Write the key.")


def _complex_key(source: Source, event: Any) -> Diagnostic:
    help = 'If braces or brackets belong to a text, put quotes around it: "{{name}}".'
    return _syntax(source, event, "a key must be a text, not a list or a mapping", help)


def _alias(source: Source, event: Any) -> Diagnostic:
    message = f"the alias {quoted('*' + event.anchor)} is not allowed"
    help = "Write the value out; if `*` belongs to a text, put quotes around it."
    return _syntax(source, event, message, help)


def _property(source: Source, event: Any) -> Diagnostic:
    written = re.compile(r"\S*").match(source.text, event.start_mark.index)
    word = written[0] if written else ""
    kind, sign = ("anchor", "&") if word.startswith("&") else ("tag", "!")
    help = f"Take it away; if `{sign}` belongs to the text, put quotes around it."
    return _syntax(source, event, f"the {kind} {quoted(word)} is not allowed", help)


def _directive(source: Source, event: Any) -> Diagnostic:
    help = "Take the line away; if it is a text, put quotes around it."
    return _syntax(source, event, "a line that begins with `%` is not allowed", help)


def _cut(source: Source, event: Any) -> Diagnostic:
    message = f"the text ends at ` #`: only {quoted(event.value)} is left of it"
    if not event.value:
        message = "the text begins with `#`, so nothing is left of it"
    help = f"{QUOTE_IT[:-1]}; if it is a comment, put a blank after the `#`."
    place = source.place(source.text.index("#", event.end_mark.index))
    return Diagnostic("syntax", message, help, place=place)
