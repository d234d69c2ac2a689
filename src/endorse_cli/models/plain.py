"""The only place that says what a file is once read and before it means anything.

Scalars stay text: a criterion reads its answer by its own words, so `no` is never a truth
value and `1:30` never a number. `None` is a value left out (`key:` with nothing after it,
`~` or `null` unquoted; `null` in JSON).
"""

from typing import TypeAlias

from endorse_cli.diagnostics import Trail

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"


def lacking(value: Plain, trail: Trail) -> Plain:
    """A value without what stands at the end of a trail of keys, and what is empty without it."""
    if not isinstance(value, dict) or not trail or trail[0] not in value:
        return value
    rest = {key: part for key, part in value.items() if key != trail[0]}
    inner = lacking(value[str(trail[0])], trail[1:]) if trail[1:] else None
    if not inner:
        return rest
    return {key: inner if key == trail[0] else part for key, part in value.items()}
