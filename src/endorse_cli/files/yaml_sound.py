"""The only place that reads YAML with nothing wrong in it, which is nearly all YAML, and fast.

It reads the same values from the same events as the loop in `yaml_reader`, and gives up at
the first oddity instead of saying what it is; the other loop then reads from the beginning.
Most of what a candidate costs is spent here, so it is one function with no calls in it.
"""

from typing import NamedTuple

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from endorse_cli.files import limits
from endorse_cli.files.source import Source
from endorse_cli.files.yaml_events import yaml_events
from endorse_cli.models.plain import Plain

NULLS = frozenset({"", "~", "null"})
"""What a value left out looks like, if it stands without quotes."""

ODD_KEYS = NULLS | {"<<"}
"""What cannot be a key, if it stands without quotes."""


class Extent(NamedTuple):
    """One document: its value, the character it begins at, the one it ends before."""

    value: Plain
    start: int
    end: int


def read_sound(source: Source, text: str) -> list[Extent] | None:
    """Every document of a source without tags, anchors or cut texts; None if anything is odd."""
    next_event = yaml_events(source.name, source.data)
    may_be_long = len(source.data) > limits.SCALAR
    may_have_accents = not text.isascii() or "\\" in text
    read: list[Extent] = []
    stack: list[tuple[list[Plain], dict[str, Plain] | None]] = []
    items: list[Plain] = []
    mapping: dict[str, Plain] | None = None
    start = values = 0
    try:
        while True:
            event = next_event()
            kind = type(event)
            if mapping is not None:
                if kind is MappingEndEvent:
                    values += len(mapping)
                    items, mapping = stack.pop()
                    continue
                # A key and what follows it are read in one turn: no state between the two.
                if kind is not ScalarEvent:
                    return None
                key = event.value
                if key in mapping or (key in ODD_KEYS and not event.style):
                    return None
                if may_have_accents and not key.isascii():
                    return None
                if may_be_long and len(key) > limits.SCALAR:
                    return None
                event = next_event()
                kind = type(event)
                if kind is ScalarEvent:
                    value = event.value
                    if may_be_long and len(value) > limits.SCALAR:
                        return None
                    mapping[key] = None if value in NULLS and not event.style else value
                    continue
                if len(stack) == limits.DEPTH:
                    return None
                stack.append((items, mapping))
                if kind is MappingStartEvent:
                    mapping[key] = mapping = {}
                elif kind is SequenceStartEvent:
                    mapping[key] = items = []
                    mapping = None
                else:
                    return None
            elif kind is ScalarEvent:
                value = event.value
                if may_be_long and len(value) > limits.SCALAR:
                    return None
                items.append(None if value in NULLS and not event.style else value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) == limits.DEPTH:
                    return None
                stack.append((items, None))
                if kind is MappingStartEvent:
                    mapping = {}
                    items.append(mapping)
                else:
                    inner: list[Plain] = []
                    items.append(inner)
                    items = inner
            elif kind is SequenceEndEvent:
                values += len(items)
                items, mapping = stack.pop()
            elif kind is DocumentStartEvent:
                if len(read) == limits.DOCUMENTS or event.version or event.tags:
                    return None
                start = event.start_mark.index if event.explicit else 0
                items = []
            elif kind is DocumentEndEvent:
                values += 1
                if values > limits.VALUES or items == [None]:
                    return None
                read.append(Extent(items[0], start, event.start_mark.index))
            elif kind is StreamEndEvent:
                return read or None
            elif kind is not StreamStartEvent:
                return None
    # Whatever a parser written in C may raise: the other loop meets it again and explains it.
    except Exception:
        return None
