"""The only place that reads an entry of a mapping whose key may be missing.

`Reader.keys` has told of the keys that must be there, so a missing one is no fault here.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.dates import read_date, read_day
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

T = TypeVar("T")


def text_at(reader: Reader, found: dict[str, Plain], key: str, trail: Trail = ()) -> str:
    """The text under a key; empty where the key is missing or has no text."""
    return reader.text(found[key], quoted(key), (*trail, key)) if key in found else ""


def word_at(
    reader: Reader, found: dict[str, Plain], key: str, trail: Trail, accepted: tuple[str, ...]
) -> str | None:
    """One of a few words under a key; None where the key is missing or has another word."""
    if key not in found:
        return None
    return reader.word(found[key], quoted(key), (*trail, key), accepted) or None


def optional_text(
    reader: Reader, found: dict[str, Plain], key: str, trail: Trail = ()
) -> str | None:
    """The text under a key; a key with nothing after it is as if it were not there."""
    value = found.get(key)
    if value is None:
        return None
    if isinstance(value, str) and value and not value.isspace():
        return value
    return reader.text(value, quoted(key), (*trail, key))


def optional_day(
    reader: Reader, found: dict[str, Plain], key: str, trail: Trail = ()
) -> date | None:
    """The day under a key; a key with nothing after it is as if it were not there."""
    value = found.get(key)
    if value is None:
        return None
    day = read_day(value) if isinstance(value, str) else None
    return day or read_date(reader, value, quoted(key), (*trail, key))


def optional_items(
    reader: Reader,
    found: dict[str, Plain],
    key: str,
    trail: Trail,
    read: Callable[[Reader, Plain, Trail], T],
) -> tuple[T, ...]:
    """Each item of the list under a key, read; none where there is no list or an empty one."""
    value = found.get(key)
    if value is None or value == []:
        return ()
    at = (*trail, key)
    items = reader.list_of(value, quoted(key), at)
    return tuple([read(reader, item, (*at, position)) for position, item in enumerate(items)])
