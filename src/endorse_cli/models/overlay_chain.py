"""What overlays changed in the rubric below them: the shape of each change."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from endorse_cli.diagnostics import Trail
from endorse_cli.models.grounds import Adopted, Basis, Grounds

Kind = Literal["set", "demand", "switch_off", "row", "member"]
"""A setting, an evidence demand or anchor, a line taken out, a row or a family member added."""

AMENDING = ("set", "demand", "switch_off")
"""Sections of an overlay whose entries change a line below."""

OVERLAY_ONLY = (*AMENDING, "waive")
"""Sections that only an overlay has."""

Effect = Literal["looser", "asks_less", "reworded", "not_compared"]
"""What a departure does: some profile fares better, less evidence is asked, the words of an anchor
are others, or it was too large to be compared."""


class Layer(NamedTuple):
    """One rubric of a chain."""

    id: str
    version: str
    title: str


class Change(NamedTuple):
    """One change that an overlay makes to what stands below it.

    `what` is an id, `decision.row`, or for a demand `criterion.key`; `layer` counts from 0, the
    rubric at the bottom. `basis` is the layer of the line below that is changed; `before` and
    `after` are as written, where there is something written. `asks_less` is so of a demand that
    is less than what stood there.
    """

    kind: Kind
    what: str
    layer: int
    grounds: Grounds
    basis: Basis = "inferred"
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    trail: Trail = ()
    asks_less: bool = False

    @property
    def adopted(self) -> Adopted | None:
        """Who adopted it, and when."""
        return self.grounds.adopted


class Waiver(NamedTuple):
    """A promise of the base that an overlay no longer keeps, and why."""

    promise: str
    reason: str
    layer: int


@dataclass(frozen=True, slots=True)
class Chain:
    """What a rubric was put together from: its layers from the bottom, and what each changed."""

    layers: tuple[Layer, ...] = ()
    changes: tuple[Change, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def switched_off(self) -> frozenset[str]:
        """Every id, or `decision.row`, that some layer takes out."""
        return frozenset(change.what for change in self.changes if change.kind == "switch_off")

    def waiver(self, promise: str) -> Waiver | None:
        """Why a promise is waived; None where it is not."""
        return next((waiver for waiver in self.waivers if waiver.promise == promise), None)


NO_CHAIN = Chain()
