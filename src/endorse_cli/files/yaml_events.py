"""The only place that starts the YAML parser: libyaml's, which is written in C."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import yaml

from endorse_cli.files.source import Source
from endorse_cli.files.spots import Kind, Token
from endorse_cli.files.trouble import refusal

Event: TypeAlias = Any
"""What the parser gives. Its stubs make every part optional, which says nothing of use."""

# Absent where PyYAML was built without libyaml. Its parser in Python is no stand-in: it is far
# slower and does not take the same files.
C_PARSER: Any = getattr(getattr(yaml, "_yaml", None), "CParser", None)


def yaml_events(name: str, data: bytes) -> Callable[[], Event]:
    """What gives the next event each time it is called, or raises what the parser raises.

    A `Fault` with code `unreadable` if PyYAML lacks the parser in C.
    """
    if C_PARSER is None:
        why = "PyYAML is installed here without libyaml, the parser that is needed"
        advice = "Run `pip install --force-reinstall --only-binary=:all: pyyaml`."
        raise refusal(name, "read", why, advice)
    next_event: Callable[[], Event] = C_PARSER(data).get_event
    return next_event


KINDS: dict[type, Kind] = {
    yaml.ScalarEvent: "scalar",
    yaml.AliasEvent: "scalar",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceStartEvent: "sequence",
    yaml.MappingEndEvent: "end",
    yaml.SequenceEndEvent: "end",
}


def yaml_tokens(source: Source) -> Iterator[Token]:
    """What begins and ends in the first document of a source, as far as it can be parsed."""
    next_event = yaml_events(source.name, source.data)
    while True:
        try:
            event = next_event()
        except yaml.YAMLError:
            return
        if isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            return
        kind = KINDS.get(type(event))
        if kind:
            yield kind, event.start_mark.index, getattr(event, "value", "")
