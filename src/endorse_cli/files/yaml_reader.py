"""The only place that reads all of YAML: from the C parser's events, in a loop, into plain values.

Nothing is composed or constructed, so no tag can run anything, no alias can grow, and the
parser never sees the depth at which it crashes. `yaml_plain` reads what nearly all files keep to,
and gives the same values; the loop here reads the rest and says everything that is wrong.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

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

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import limits, yaml_guards
from endorse_cli.files.document import Document, Findings, in_order
from endorse_cli.files.normal import normal
from endorse_cli.files.source import Source, decoded
from endorse_cli.files.spots import yaml_chart
from endorse_cli.files.yaml_events import yaml_events
from endorse_cli.files.yaml_plain import Extent, read_plain
from endorse_cli.files.yaml_values import NULLS, ODD_KEYS
from endorse_cli.files.yaml_words import explained
from endorse_cli.models.plain import Plain

MARKER_LINE = re.compile(r"---[ \t]*(?:#.*)?\r?\n")


@dataclass(slots=True)
class Part:
    """One document while it is read: its characters, its value, what is wrong with it."""

    start: int
    end: int | None = None
    root: list[Plain] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    doubled: bool = False

    def report(self, *found: Diagnostic) -> None:
        """Note what is wrong; raises `EnoughError` when nobody would read more of it."""
        self.faults += found
        if len(self.faults) >= limits.REPORTED:
            raise EnoughError


class EnoughError(Exception):
    """Ends the reading of a file that has a thousand faults."""


def read_yaml(source: Source) -> list[Document]:
    """All documents of a YAML file, or a `Fault` with everything wrong in any of them.

    Errors are: an empty file or document, anchors, aliases, tags, merge keys, directives,
    doubled keys, keys that are no text, texts that a ` #` cuts short, characters that hide a
    line, and more than `limits` allows. Any value may stand at the top.
    """
    read = parse_yaml(source)
    documents = [item for item in read if isinstance(item, Document)]
    if len(documents) < len(read):
        raise Fault(*(found for item in read if isinstance(item, tuple) for found in item))
    return documents


def parse_yaml(source: Source) -> list[Document | Findings]:
    """The same with faults as values: each document, or what is wrong with it. Never empty.

    After a fault of syntax nothing more can be read, so that one is the last. Raises a `Fault`
    only where there is no text or no parser.
    """
    text = decoded(source)
    if hidden := yaml_guards.hidden(source, text):
        return [tuple(hidden)]
    if not yaml_guards.may_deceive(source, text):
        plain = read_plain(text)
        if plain is not None:
            return [*plain_documents(source, plain)]
    parts: list[Part] = []
    with suppress(EnoughError):
        _read(source, text, parts)
    if not parts:
        return [(yaml_guards.empty(source, 0, 1, 1),)]
    return [_finished(source, part, number, len(parts)) for number, part in enumerate(parts, 1)]


def _read(source: Source, text: str, parts: list[Part]) -> None:
    """Every event once, values into lists and dicts, a stack in place of calls."""
    next_event = yaml_events(source.name, source.data)
    stack: list[tuple[list[Plain], dict[str, Plain] | None]] = []
    items: list[Plain] = []
    mapping: dict[str, Plain] | None = None
    key: str | None = None
    values = 0
    while True:
        try:
            event = next_event()
        # Whatever a parser written in C may raise is a fault of the file to the person.
        except Exception as error:
            if not parts:
                parts.append(Part(0))
            elif parts[-1].end is not None:
                parts.append(Part(parts[-1].end))
            parts[-1].report(explained(error, source, parts[-1].start))
            return
        kind = type(event)
        if kind is ScalarEvent:
            parts[-1].report(*yaml_guards.inspect(source, text, event))
            value = event.value
            if mapping is None:
                items.append(None if value in NULLS and not event.style else value)
            elif key is not None:
                mapping[key] = None if value in NULLS and not event.style else value
                key = None
            else:
                if value in ODD_KEYS and not event.style:
                    parts[-1].report(yaml_guards.odd_key(source, event))
                if not value.isascii():
                    value = normal(value)
                    if len(value) > limits.KEY:
                        place = source.place(event.start_mark.index)
                        parts[-1].report(limits.key_too_long(place))
                if value in mapping:
                    parts[-1].doubled = True
                key = value
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            parts[-1].report(*yaml_guards.inspect(source, text, event))
            if mapping is not None and key is None:
                parts[-1].report(yaml_guards.complex_key(source, event))
                return
            if len(stack) == limits.DEPTH:
                parts[-1].report(limits.too_deep(source.place(event.start_mark.index)))
                return
            stack.append((items, mapping))
            inner: Any = {} if kind is MappingStartEvent else []
            if mapping is None or key is None:
                items.append(inner)
            else:
                mapping[key] = inner
                key = None
            if kind is MappingStartEvent:
                mapping = inner
            else:
                items, mapping = inner, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            values += len(items) if mapping is None else len(mapping)
            items, mapping = stack.pop()
        elif kind is AliasEvent:
            parts[-1].report(yaml_guards.alias(source, event))
            if mapping is not None:
                key = f"*{event.anchor}" if key is None else None
        elif kind is DocumentStartEvent:
            parts.append(Part(event.start_mark.index if event.explicit else 0))
            if len(parts) > limits.DOCUMENTS:
                parts[-1].report(limits.too_many_documents(source.place(parts[-1].start)))
                return
            items = parts[-1].root
            if event.version or event.tags:
                parts[-1].report(yaml_guards.directive(source, event))
        elif kind is DocumentEndEvent:
            parts[-1].end = event.start_mark.index
            values += 1
            if values > limits.VALUES:
                parts[-1].report(limits.too_many_values(source.place(parts[-1].start)))
                return
        elif kind is StreamEndEvent:
            return


def plain_documents(source: Source, plain: list[Extent]) -> list[Document]:
    """The documents of a source that `yaml_plain` has read."""
    if len(plain) == 1:
        return [Document(plain[0].value, source)]
    return [
        Document(value, _own_bytes(source, start, end), number)
        for number, (value, start, end) in enumerate(plain, 1)
    ]


def _finished(source: Source, part: Part, number: int, of: int) -> Document | Findings:
    own = source if of == 1 else _own_bytes(source, part.start, part.end)
    if part.doubled:
        part.faults += yaml_chart(own).doubled_keys(own)
    if not part.faults and part.root == [None]:
        part.faults.append(yaml_guards.empty(source, part.start, number, of))
    if part.faults:
        return tuple(in_order(part.faults))
    return Document(part.root[0], own, number)


def _own_bytes(source: Source, start: int, end: int | None) -> Source:
    marker = MARKER_LINE.match(source.text, start)
    return source.part(marker.end() if marker else start, len(source.text) if end is None else end)
