"""What a chain of rubrics comes to, and where each line was written."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Trail, nearest, quoted
from endorse_cli.models.grounds import BASES, Basis
from endorse_cli.models.overlay_chain import Chain, Change, Layer
from endorse_cli.models.plain_values import Plain, mapping_in, text_in
from endorse_cli.models.rubric import SHARED


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
    merged = Merged(dict(mapping_in(value)))
    merged.chain = Chain((layer_of(merged.value),))
    return merged


def layer_of(head: dict[str, Plain]) -> Layer:
    """The head of a rubric, as far as it is written."""
    return Layer(*(text_in(head.get(key)) for key in ("rubric", "version", "title")))


def renamed(entries: dict[str, Plain], id: str, owner: str = "") -> str:
    """What to write in place of an id that one of the entries had before; or nothing."""
    for name, part in entries.items():
        was = mapping_in(part).get("was")
        if isinstance(was, list) and id in was:
            return f"It is called {quoted(f'{owner}{name}')} now: write that."
    return ""


class Layering:
    """One overlay on its way onto what stands below; `changes` collects what it changes there."""

    def __init__(self, result: Merged, below: Merged, layer: int, changes: list[Change]) -> None:
        self.result = result
        self.below = below
        self.layer = layer
        self.changes = changes

    def fault(
        self, code: str, message: str, help: str, trail: Trail, other: Origin | None = None
    ) -> None:
        """Note a fault of this overlay, and the other place that it has to do with."""
        found = Diagnostic(code, message, help, trail, on_key=True)
        self.result.clashes.append(Clash(self.layer, found, other))

    def entries(self, section: str) -> dict[str, Plain]:
        """A section of the result, as a mapping of its own that may be added to."""
        entries = dict(mapping_in(self.result.value.get(section)))
        if section not in self.result.value:
            self.result.origins[section,] = Origin(self.layer, (section,))
        self.result.value[section] = entries
        return entries

    def basis(self, trail: Trail) -> Basis:
        """The layer of a line below, as it is written there."""
        value: Plain = self.below.value
        for step in trail:
            value = mapping_in(value).get(str(step))
        written = mapping_in(value).get("basis")
        return next((basis for basis in BASES if basis == written), "inferred")

    def there(self, trail: Trail) -> Origin:
        """Where what stands below at a trail was written."""
        return self.below.origin(trail)

    def known(
        self,
        what: str,
        id: str,
        sections: tuple[str, ...],
        trail: Trail,
        meant: Iterable[str] = (),
    ) -> str | None:
        """The section below in which an id is defined; else a fault.

        `meant` is what the word is part of, offered before words like it.
        """
        for section in sections:
            if id in mapping_in(self.below.value.get(section)):
                return section
        accepted = [name for s in sections for name in mapping_in(self.below.value.get(s))]
        near = next(iter(meant), None) or nearest(id, accepted)
        hint = f"Did you mean {quoted(near)}?" if near else "Name one that the rubric below has."
        entries = (mapping_in(self.below.value.get(section)) for section in sections)
        hint = next(filter(None, (renamed(part, id) for part in entries)), hint)
        code, message = "unknown-id", f"{what} {quoted(id)} is not in the rubric below."
        for section in (*SHARED, "promises"):
            if id in mapping_in(self.below.value.get(section)):
                code = "type-mismatch"
                message = f"{quoted(id)} stands in `{section}` of the rubric below."
                hint = f"Accepted here: what stands in {' or '.join(f'`{s}`' for s in sections)}."
            elif id in mapping_in(self.result.value.get(section)):
                message = f"{quoted(id)} is added by this overlay itself."
                hint = "Write there what is meant; only what stands below is changed."
        self.fault(code, message, hint, trail)
        return None

    def is_first(self, key: tuple[str, ...], what: str, trail: Trail) -> bool:
        """Whether no layer has done the same; else a fault that names both places."""
        other = self.result.taken.get(key)
        if other is not None:
            help = "Take one of the two away: a line is changed by one layer only."
            self.fault("doubled-id", f"{what} by two layers.", help, trail, other)
            return False
        self.result.taken[key] = Origin(self.layer, trail)
        return True

    def is_on(self, id: str, trail: Trail) -> bool:
        """Whether no layer below has switched the line off."""
        other = self.below.taken.get(("switch_off", id))
        if other is not None:
            help = "Take one of the two away."
            self.fault("doubled-id", f"{quoted(id)} is switched off below.", help, trail, other)
        return other is None
