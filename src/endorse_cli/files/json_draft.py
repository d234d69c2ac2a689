"""The only place that reads a line of an archive quickly, for one who looks at every value.

Its parser is the one in Rust that comes with pydantic; it is imported with this module, and so
only where there are lines to be read.
"""

from typing import Any

from pydantic_core import from_json

from endorse_cli.files import limits


def draft(data: bytes) -> tuple[dict[str, Any], int] | None:
    """A mapping as a quick parser gives it, and the keys it must have; None where it may be odd.

    Only for one who looks at every value: numbers and truth values are what Python makes of them,
    and of two keys that are the same the parser keeps the last and tells nobody. Each key stands
    before `":` if no blank follows any text, and there are as many of these as keys, or more. If
    the mappings hold as many, no key stands twice. The parser takes nothing else that `read_json`
    refuses, but for length and NaN, which is a number; `-0` it makes a plain zero.
    """
    if len(data) > limits.SCALAR or b'" ' in data or b"\t" in data or b"\r" in data:
        return None
    try:
        value = from_json(data, cache_strings="keys")
    except ValueError:
        return None
    return (value, data.count(b'":')) if type(value) is dict else None
