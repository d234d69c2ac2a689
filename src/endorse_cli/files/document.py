"""What one document of a file is: its value, its bytes, and the places of what is in it.

Reading gives plain values without places, since most files have nothing wrong with them. When
one is wanted, the bytes are gone through once more for where things begin, and a walk over the
values, in the same order, gives each its own.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Place, Trail, quoted
from endorse_cli.files.limits import KEY, REPORTED
from endorse_cli.files.source import Source
from endorse_cli.models.plain_values import Plain, value_at

Findings: TypeAlias = tuple[Diagnostic, ...]
"""What is wrong with a document that could not be read: at least one diagnostic."""

AFTER_COMMA = "Put quotes around the text: between braces a comma starts a new key."


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by line and column; those without a place first."""
    return sorted(diagnostics, key=_position)


def _position(found: Diagnostic) -> tuple[int, int]:
    return (found.place.line, found.place.column) if found.place else (0, 0)


def normal(key: str) -> str:
    """A key in Unicode normal form C, so that two spellings of `é` are one key.

    A key longer than `limits.KEY` is left as it is, since the readers refuse it.
    """
    if key.isascii() or len(key) > KEY:
        return key
    from unicodedata import normalize

    return normalize("NFC", key)


class RefusedKey(str):
    """A key that a mapping may not have, or has already: equal to itself alone, it finds room."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


Spot: TypeAlias = tuple[int, int]
"""The characters at which a value and its key begin; one without a key stands for both."""


CONTAINERS = (dict, list)


def spots(value: object, starts: Iterator[int]) -> dict[Trail, Spot]:
    """The spot of each value by its trail, the outer before the inner.

    `starts` are where keys and values begin, in the order of the text; they may be too few where
    the rest of it cannot be read.
    """
    found: dict[Trail, Spot] = {}

    def note(value: object, trail: Trail) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                at, key = (*trail, name), next(starts)
                found[at] = next(starts), key
                if isinstance(inner, CONTAINERS):
                    note(inner, at)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                at, start = (*trail, number), next(starts)
                found[at] = start, start
                if isinstance(inner, CONTAINERS):
                    note(inner, at)

    with suppress(StopIteration):
        start = next(starts)
        found[()] = start, start
        note(value, ())
    return found


def doubled_keys(source: Source, value: Plain, starts: Iterator[int]) -> list[Diagnostic]:
    """One diagnostic for each doubled key of a value that was read from a source, the first 1,000.

    Such a key is a `RefusedKey` beside the one that it repeats.
    """
    found = spots(value, starts)
    refused = (trail for trail in found if trail and isinstance(trail[-1], RefusedKey))
    pairs = (((*trail[:-1], str(trail[-1])), trail) for trail in refused)
    doubled = ((first, second) for first, second in pairs if first in found)
    return [
        _doubled(str(second[-1]), source.place(found[first][1]), source.place(found[second][1]))
        for first, second in islice(doubled, REPORTED)
    ]


def _doubled(name: str, one: Place, other: Place) -> Diagnostic:
    where = f"on line {one.line}" if one.line != other.line else f"in column {one.column}"
    message = f"{quoted(name)} appears twice (first {where})."
    help = "Keep one of the two: a key may stand once."
    return Diagnostic("doubled-id", message, help, place=other)


# No slots: they would leave `cached_property` nowhere to keep what it found.
@dataclass(frozen=True)
class Document:
    """One document of a file: a whole file, a part between `---`, or a line of `.jsonl`.

    `value` is plain and must not be changed. `source` holds the document's own bytes only.
    """

    value: Plain
    source: Source
    written_in: Literal["yaml", "json"] = "yaml"

    @property
    def line(self) -> int:
        """The number in the file of the document's first line."""
        return self.source.line

    @property
    def digest(self) -> str:
        """`sha256:` and 64 hexadecimal digits over the document's own bytes.

        The whole file if this is its only document, so that `sha256sum` gives the same;
        else what stands between the lines `---`, or the line without its end.
        """
        return self.source.digest

    @cached_property
    def _spots(self) -> dict[Trail, Spot]:
        if self.written_in == "json":
            from endorse_cli.files.json import json_starts as starts
        else:
            from endorse_cli.files.yaml import yaml_starts as starts

        return spots(self.value, starts(self.source))

    def _offset(self, trail: Trail, on_key: bool = False) -> int:
        spot = self._spots.get(trail)
        if spot is None:
            return self._offset(trail[:-1]) if trail else 0
        return spot[on_key]

    def place(self, trail: Trail = (), on_key: bool = False) -> Place:
        """Where the value at the end of a trail begins, or with `on_key` its key.

        Where the trail leads to something absent: the nearest value on the way that is there.
        Computed on the first call, in one pass over the document's own bytes.
        """
        return self.source.place(self._offset(trail, on_key))

    def locate(self, diagnostics: Iterable[Diagnostic]) -> Findings:
        """The diagnostics with their places filled in from their trails; others as they are.

        An unexpected key right after a comma gets the advice that this calls for.
        """
        return tuple(found if found.place else self._placed(found) for found in diagnostics)

    def _placed(self, found: Diagnostic) -> Diagnostic:
        is_meant = not found.help.startswith(("Accepted", "Did you mean"))
        is_cut = found.code == "unknown-key" and not is_meant and self._says_nothing(found.trail)
        if is_cut and self.is_after_comma(found.trail):
            found = replace(found, help=AFTER_COMMA)
        if found.other is not None:
            line = self.place(found.other).line
            found = replace(found, message=f"{found.message} The other stands in line {line}.")
        return found.at(self.place(found.trail, found.on_key))

    def _says_nothing(self, trail: Trail) -> bool:
        """Whether a key has no value, or is no single word: no key that was meant as one."""
        return value_at(self.value, trail) is None or " " in str(trail[-1])

    def is_after_comma(self, trail: Trail) -> bool:
        """Whether a key stands right after a comma between braces, as `b` in `{a: x, b}`.

        An unexpected key there is most likely the rest of a text.
        """
        if self.written_in == "json" or not trail:
            return False
        text = self.source.text
        around, key = self._offset(trail[:-1]), self._offset(trail, on_key=True)
        return text[around : around + 1] == "{" and text[around:key].rstrip().endswith(",")
