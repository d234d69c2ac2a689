"""Reads YAML: from the events of libyaml, which is written in C, in one loop, into plain values.

Nothing is composed or constructed, so no tag can run anything, no alias can grow, and the
parser never sees the depth at which it crashes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

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

from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.files import limits, yaml_guards
from endorse_cli.files.document import (
    Document,
    Findings,
    RefusedKey,
    doubled_keys,
    in_order,
    normal,
)
from endorse_cli.files.source import Source, decoded, refusal
from endorse_cli.files.yaml_guards import NULLS, ODD_KEYS, Event
from endorse_cli.models.plain_values import Plain

# Absent where PyYAML was built without libyaml. Its parser in Python is no stand-in: it is far
# slower and does not take the same files.
C_PARSER: Any = getattr(getattr(yaml, "_yaml", None), "CParser", None)

TOO_DEEP = "nesting"
"""Stands in what the parser says where something is deeper than its own limit."""

MARKER_LINE = re.compile(r"---[ \t]*(?:#.*)?\r?\n")

STARTS = (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)
"""What a value or a key begins with."""


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

    def stop(self, found: Diagnostic) -> NoReturn:
        """Note what is so wrong that nothing after it is read."""
        self.faults.append(found)
        raise EnoughError


class EnoughError(Exception):
    """Ends the reading of a file: of what comes now, nobody would read more."""


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
    parts = _parts(source, text)
    if not parts:
        return [(yaml_guards.empty(source, 0, 1, 1),)]
    return [_finished(source, part, number, len(parts)) for number, part in enumerate(parts, 1)]


def yaml_starts(source: Source) -> Iterator[int]:
    """Where each key and value of the first document begins, as far as it can be parsed."""
    next_event = _events(source.name, source.data)
    with suppress(yaml.YAMLError):
        while (kind := type(event := next_event())) not in (DocumentEndEvent, StreamEndEvent):
            if kind in STARTS:
                yield event.start_mark.index


def _events(name: str, data: bytes) -> Callable[[], Event]:
    """What gives the next event each time it is called, or raises what the parser raises."""
    if C_PARSER is None:
        why = "PyYAML is installed here without libyaml, the parser that is needed"
        advice = "Run `pip install --force-reinstall --only-binary=:all: pyyaml`."
        raise refusal(name, "read", why, advice)
    next_event: Callable[[], Event] = C_PARSER(data).get_event
    return next_event


def _parts(source: Source, text: str) -> list[Part]:
    parts: list[Part] = []
    with suppress(EnoughError):
        error = _read(source, text, source.data, parts)
        if error is not None:
            parts, error = _before(error, source, text, parts)
        if error is not None:
            if not parts:
                parts.append(Part(0))
            elif parts[-1].end is not None:
                parts.append(Part(parts[-1].end))
            parts[-1].report(_complaint(error, source, parts[-1].start))
    return parts


def _complaint(error: Exception, source: Source, last: int) -> Diagnostic:
    """A complaint of the parser of YAML as a `syntax` diagnostic.

    `last` is the offset to fall back on, for errors that have none of their own.
    """
    from endorse_cli.files.syntax_errors import IN_YAML, Trouble, otherwise

    mark = getattr(error, "problem_mark", None)
    at = mark.index if mark else last
    begun = getattr(error, "context_mark", None)
    trouble = Trouble(source.text, at, begun.index if begun else at)
    problem = str(getattr(error, "problem", None) or "")
    explain = next((explain for words, explain in IN_YAML if words in problem), otherwise)
    message, help, offset = explain(trouble)
    return Diagnostic("syntax", message, help, place=source.place(offset))


def _before(
    error: Exception, source: Source, text: str, parts: list[Part]
) -> tuple[list[Part], Exception | None]:
    """What was read, and the error that ended it, if something before it did not.

    The parser looks ahead and complains of what it finds there before it gives what stands
    before. How far it looks depends on its version, and so does whether it has a limit of its
    own on depth. So the text is read again up to the place of the error.
    """
    marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    ends = [mark.index for mark in marks if mark is not None]
    if not ends:
        return parts, error
    again: list[Part] = []
    try:
        earlier = _read(source, text, text[: min(ends)].encode(), again)
    except EnoughError:
        again[-1].end = min(ends)
        return again, None
    return parts, earlier if earlier and TOO_DEEP in str(error) else error


def _read(source: Source, text: str, data: bytes, parts: list[Part]) -> Exception | None:
    """Every event once, values into lists and dicts, a stack in place of calls.

    `data` is all of the source or its beginning. What the parser raises is given back.
    """
    next_event = _events(source.name, data)
    is_odd = yaml_guards.may_be_odd(source, text)
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
            return error
        kind = type(event)
        if kind is ScalarEvent:
            if is_odd:
                parts[-1].report(*yaml_guards.inspect(source, text, event))
            value = event.value
            if mapping is None:
                items.append(None if value in NULLS and not event.style else value)
            elif key is not None:
                mapping[key] = None if value in NULLS and not event.style else value
                key = None
            else:
                key = value if value.isascii() else _normal(source, event, parts[-1])
                if value in ODD_KEYS and not event.style:
                    parts[-1].report(yaml_guards.odd_key(source, event))
                    key = RefusedKey(key)
                elif "\0" in value:
                    parts[-1].report(limits.nul_in_key(source.place(event.start_mark.index)))
                elif key in mapping:
                    parts[-1].doubled = True
                    key = RefusedKey(key)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if is_odd:
                parts[-1].report(*yaml_guards.inspect(source, text, event))
            if mapping is not None and key is None:
                parts[-1].stop(yaml_guards.complex_key(source, event))
            if len(stack) == limits.DEPTH:
                parts[-1].stop(limits.too_deep(source.place(event.start_mark.index)))
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
            # Something stands there, so that what comes after it keeps its place.
            if mapping is None:
                items.append(None)
            elif key is not None:
                mapping[key] = None
                key = None
            else:
                key = RefusedKey(f"*{event.anchor}")
        elif kind is DocumentStartEvent:
            parts.append(Part(event.start_mark.index if event.explicit else 0))
            if len(parts) > limits.DOCUMENTS:
                parts[-1].stop(limits.too_many_documents(source.place(parts[-1].start)))
            items = parts[-1].root
            if event.version or event.tags:
                parts[-1].report(yaml_guards.directive(source, event))
        elif kind is DocumentEndEvent:
            parts[-1].end = event.start_mark.index
            values += 1
            if values > limits.VALUES:
                parts[-1].stop(limits.too_many_values(source.place(parts[-1].start)))
        elif kind is StreamEndEvent:
            return None


def _normal(source: Source, event: Event, part: Part) -> str:
    key = normal(event.value)
    if len(key) > limits.KEY:
        part.report(limits.key_too_long(source.place(event.start_mark.index)))
    return key


def _finished(source: Source, part: Part, number: int, of: int) -> Document | Findings:
    if part.doubled:
        read = _own_bytes(source, part.start, part.end)
        part.faults += doubled_keys(read, part.root[0], yaml_starts(read))
    if not part.faults and part.root == [None]:
        part.faults.append(yaml_guards.empty(source, part.start, number, of))
    if part.faults:
        return tuple(in_order(part.faults))
    own = source if of == 1 else _own_bytes(source, part.start, part.end)
    return Document(part.root[0], own)


def _own_bytes(source: Source, start: int, end: int | None) -> Source:
    marker = MARKER_LINE.match(source.text, start)
    return source.part(marker.end() if marker else start, len(source.text) if end is None else end)
