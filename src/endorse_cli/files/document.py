"""The only place for what one document of a file is: its value, its bytes, its places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Place, Trail
from endorse_cli.files.source import Source
from endorse_cli.files.spots import Chart, json_chart, yaml_chart
from endorse_cli.models.plain import Plain

Findings: TypeAlias = tuple[Diagnostic, ...]
"""What is wrong with a document that could not be read: at least one diagnostic."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics by line and column; those without a place first."""
    return sorted(diagnostics, key=_position)


def _position(found: Diagnostic) -> tuple[int, int]:
    return (found.place.line, found.place.column) if found.place else (0, 0)


AFTER_COMMA = "Put quotes around the text: between braces a comma starts a new key."


# No slots: they would leave `cached_property` nowhere to keep what it found.
@dataclass(frozen=True)
class Document:
    """One document of a file: a whole file, a part between `---`, or a line of `.jsonl`.

    `value` is plain and must not be changed. `source` holds the document's own bytes only.
    `number` is its position in the file from 1.
    """

    value: Plain
    source: Source
    number: int = 1
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
    def _chart(self) -> Chart:
        make = yaml_chart if self.written_in == "yaml" else json_chart
        return make(self.source)

    def place(self, trail: Trail = (), on_key: bool = False) -> Place:
        """Where the value at the end of a trail begins, or with `on_key` its key.

        Where the trail leads to something absent: the nearest value on the way that is there.
        Computed on the first call, in one pass over the document's own bytes.
        """
        return self.source.place(self._chart.offset(trail, on_key))

    def locate(self, diagnostics: Iterable[Diagnostic]) -> Findings:
        """The diagnostics with their places filled in from their trails; others as they are.

        An unexpected key right after a comma gets the advice that this calls for.
        """
        return tuple(found if found.place else self._placed(found) for found in diagnostics)

    def _placed(self, found: Diagnostic) -> Diagnostic:
        if found.code == "unknown-key" and self.is_after_comma(found.trail):
            found = replace(found, help=AFTER_COMMA)
        if found.other is not None:
            line = self.place(found.other).line
            found = replace(found, message=f"{found.message} The other stands in line {line}.")
        return found.at(self.place(found.trail, found.on_key))

    def is_after_comma(self, trail: Trail) -> bool:
        """Whether a key stands right after a comma between braces, as `b` in `{a: x, b}`.

        An unexpected key there is most likely the rest of a text.
        """
        if self.written_in == "json" or not trail:
            return False
        text = self.source.text
        around, key = self._chart.offset(trail[:-1]), self._chart.offset(trail, on_key=True)
        return text[around : around + 1] == "{" and text[around:key].rstrip().endswith(",")
