"""The only place that maps a trail of keys to a character of the text.

Reading gives plain values without places, since most files have nothing wrong with them. When
a place is wanted, a second pass over the same bytes makes a chart: a tree of the same shape
as the values, whose leaves are offsets. It also finds keys that stand twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from endorse_cli.diagnostics import Diagnostic, Trail, quoted
from endorse_cli.files.limits import DEPTH, REPORTED
from endorse_cli.files.normal import normal
from endorse_cli.files.source import Source

Kind = Literal["scalar", "mapping", "sequence", "end"]

Token: TypeAlias = tuple[Kind, int, str]
"""What begins or ends, at which offset; of a scalar, its text."""


@dataclass(slots=True)
class Spot:
    """Where a value and its key begin, and the spots of what is inside it."""

    offset: int
    key: int | None = None
    named: "dict[str, Spot] | None" = None
    listed: "list[Spot] | None" = None

    def inside(self, step: str | int) -> "Spot | None":
        """The spot one step further along a trail, or None where nothing is there."""
        if self.named is not None:
            return self.named.get(str(step))
        if self.listed is not None and isinstance(step, int) and 0 <= step < len(self.listed):
            return self.listed[step]
        return None


@dataclass(slots=True)
class Chart:
    """The spots of a document, and the offsets of each key that repeats an earlier one."""

    root: Spot = field(default_factory=lambda: Spot(0))
    doubled: list[tuple[str, int, int]] = field(default_factory=list)

    def offset(self, trail: Trail, on_key: bool = False) -> int:
        """The offset of a value or its key; of the nearest value on the way if it is absent."""
        spot = self.root
        for step in trail:
            following = spot.inside(step)
            if following is None:
                return spot.offset
            spot = following
        return spot.key if on_key and spot.key is not None else spot.offset

    def doubled_keys(self, source: Source) -> list[Diagnostic]:
        """One diagnostic for each key that stands twice in a mapping, the first thousand."""
        return [
            Diagnostic(
                "doubled-id",
                f"{quoted(key)} stands twice (first {_where(source, first, second)}).",
                "Keep one of the two: a key may stand once.",
                place=source.place(second),
            )
            for key, first, second in self.doubled
        ]


def _where(source: Source, first: int, second: int) -> str:
    one, other = source.place(first), source.place(second)
    return f"on line {one.line}" if one.line != other.line else f"in column {one.column}"


def chart(tokens: Iterable[Token]) -> Chart:
    """The chart of a document from its tokens, as far as the readers would have gone."""
    made = Chart()
    stack: list[Spot] = []
    key: tuple[str, int] | None = None
    for kind, offset, text in tokens:
        if kind == "end":
            stack.pop()
            key = None
            continue
        if kind == "scalar" and key is None and stack and stack[-1].named is not None:
            key = (normal(text), offset)
            continue
        # The readers stop at both, and past the depth the C parser takes the square of it.
        if len(stack) > DEPTH or (key is None and stack and stack[-1].named is not None):
            return made
        if len(made.doubled) >= REPORTED:
            return made
        spot = Spot(offset, key[1] if key else None)
        _attach(made, stack, spot, key)
        key = None
        if kind == "mapping":
            spot.named = {}
            stack.append(spot)
        elif kind == "sequence":
            spot.listed = []
            stack.append(spot)
    return made


def _attach(made: Chart, stack: list[Spot], spot: Spot, key: tuple[str, int] | None) -> None:
    if not stack:
        made.root = spot
    elif stack[-1].listed is not None:
        stack[-1].listed.append(spot)
    elif stack[-1].named is not None and key is not None:
        first = stack[-1].named.setdefault(key[0], spot)
        if first is not spot:
            made.doubled.append((key[0], first.key or 0, key[1]))


def yaml_chart(source: Source) -> Chart:
    """The chart of the first YAML document in a source, as far as it can be parsed."""
    from endorse_cli.files.yaml_events import yaml_tokens

    return chart(yaml_tokens(source))


def json_chart(source: Source) -> Chart:
    """The chart of a source that is JSON."""
    from endorse_cli.files.json_tokens import json_tokens

    return chart(json_tokens(source.text))
