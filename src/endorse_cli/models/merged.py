"""The only place for what a chain of rubrics comes to, and where each line of it was written."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.models.changes import Chain, Layer
from endorse_cli.models.plain import Plain


class Origin(NamedTuple):
    """Where a line was written: the layer, from 0 at the bottom, and the trail in its document."""

    layer: int
    trail: Trail


class Clash(NamedTuple):
    """A fault of an overlay, and the other place that it has to do with, where there is one."""

    layer: int
    diagnostic: Diagnostic
    other: Origin | None = None


@dataclass(slots=True)
class Merged:
    """What a chain of rubrics comes to: plain, and where everything in it was written."""

    value: dict[str, Plain]
    layers: int = 1
    origins: dict[Trail, Origin] = field(default_factory=dict)
    taken: dict[tuple[str, ...], Origin] = field(default_factory=dict)
    chain: Chain = field(default_factory=Chain)
    clashes: list[Clash] = field(default_factory=list)

    def origin(self, trail: Trail) -> Origin:
        """Where what stands at a trail was written."""
        for length in range(len(trail), 0, -1):
            found = self.origins.get(trail[:length])
            if found is not None:
                return Origin(found.layer, (*found.trail, *trail[length:]))
        return Origin(0, trail)

    def bring_back(self, found: Diagnostic) -> tuple[int, Diagnostic]:
        """A diagnostic of the merged rubric as one of the document that it points to."""
        origin = self.origin(found.trail)
        return origin.layer, replace(found, trail=origin.trail)


def bottom(value: Plain) -> Merged:
    """The rubric at the bottom of a chain, as far as it is a mapping."""
    merged = Merged(dict(value) if isinstance(value, dict) else {})
    merged.chain = Chain((layer_of(merged.value),))
    return merged


def layer_of(head: dict[str, Plain]) -> Layer:
    """The head of a rubric, as far as it is written."""
    return Layer(*(text_in(head.get(key)) for key in ("rubric", "version", "title")))


def text_in(value: Plain) -> str:
    """A text; an empty one where there is none."""
    return value if isinstance(value, str) else ""


def mapping_in(value: Plain) -> dict[str, Plain]:
    """A mapping; an empty one where there is none."""
    return value if isinstance(value, dict) else {}
