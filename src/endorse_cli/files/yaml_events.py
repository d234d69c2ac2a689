"""The only place that starts the YAML parser: libyaml's, which is written in C."""

from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from endorse_cli.files.trouble import refusal

Event: TypeAlias = Any
"""What the parser gives. Its stubs make every part optional, which says nothing of use."""

# Absent where PyYAML was built without libyaml. Its parser in Python is no stand-in: it is ten
# times slower and takes other files.
C_PARSER: Any = getattr(getattr(yaml, "_yaml", None), "CParser", None)


def yaml_events(name: str, data: bytes) -> Callable[[], Event]:
    """What gives the next event each time it is called, or raises what the parser raises.

    A `Fault` with code `unreadable` if PyYAML lacks the parser in C.
    """
    if C_PARSER is None:
        why = "PyYAML is installed here without libyaml, the parser that is needed"
        advice = "Install it with: pip install --force-reinstall --only-binary=:all: pyyaml"
        raise refusal(name, "read", why, advice)
    next_event: Callable[[], Event] = C_PARSER(data).get_event
    return next_event
