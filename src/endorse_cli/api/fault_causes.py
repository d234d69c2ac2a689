"""What brings a fault about in a line that no overlay touches, found by trying.

The rubric is put together without a change of an overlay, or with it alone, and checked again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from endorse_cli.api.layered_rubric import Layered, put_together
from endorse_cli.api.rubrics import LoadedRubric, load_layers
from endorse_cli.diagnostics import Diagnostic, Fault, Trail, quoted
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Findings
from endorse_cli.models.overlay_chain import Change, Kind
from endorse_cli.models.plain_values import lacking

Key: TypeAlias = tuple[str, Trail]
"""What tells one fault of a merged rubric from another: its code and its trail."""

Faults: TypeAlias = Callable[[LoadedRubric], Iterable[Diagnostic]]
"""Everything that is proved to be wrong with a rubric; `TooManyNodes` past the budget."""


HOW: dict[Kind, str] = {
    "set": "{} is set to {}",
    "switch_off": "{} is switched off",
    "row": "the row {} is added",
    "member": "{} is added to a family",
}
"""What a change does, of those that can bring a fault about: a demand of evidence cannot."""


class Cause(NamedTuple):
    """The changes that bring a fault about, and how many of them have to go to be rid of it.

    No changes: the rubric at the bottom has the fault itself.
    """

    changes: tuple[Change, ...]
    to_change: Literal["one", "each"] = "one"


class Causes:
    """What brings about the faults of one rubric that stand in lines below its overlays."""

    def __init__(self, loaded: LoadedRubric, found: Iterable[Diagnostic], check: Faults) -> None:
        self._layered = loaded.layered
        self._check = check
        made = loaded.whole.chain.changes
        self._changes = tuple(change for change in made if change.kind in HOW)
        every = tuple(range(len(self._changes)))
        # Each rubric is checked once; the one with all is the one that was.
        self._tried: dict[tuple[int, ...], frozenset[Key] | None] = {
            every: frozenset(map(_key, found))
        }

    def of(self, found: Diagnostic) -> Cause | None:
        """What brings a fault about; None where that cannot be told."""
        key = _key(found)
        needed = self._those(self._without, lambda keys: key not in keys)
        if needed:
            return Cause(needed)
        enough = self._those(self._alone, lambda keys: key in keys)
        if self._bottom is None or (key not in self._bottom and not enough):
            return None
        return Cause(() if key in self._bottom else enough, "each")

    def _those(
        self, tried: Sequence[frozenset[Key] | None], wanted: Callable[[frozenset[Key]], bool]
    ) -> tuple[Change, ...]:
        pairs = zip(self._changes, tried, strict=True)
        return tuple(change for change, keys in pairs if keys is not None and wanted(keys))

    @cached_property
    def _without(self) -> list[frozenset[Key] | None]:
        """The faults without each change."""
        return [
            self._left([other for other in range(len(self._changes)) if other != place])
            for place in range(len(self._changes))
        ]

    @cached_property
    def _alone(self) -> list[frozenset[Key] | None]:
        """The faults with each change alone."""
        return [self._left([place]) for place in range(len(self._changes))]

    @cached_property
    def _bottom(self) -> frozenset[Key] | None:
        """The faults without any."""
        return self._left([])

    def _left(self, kept: Sequence[int]) -> frozenset[Key] | None:
        """The faults with only some of the changes; None where that is no sound rubric."""
        if (*kept,) not in self._tried:
            self._tried[*kept,] = self._checked(kept)
        return self._tried[*kept,]

    def _checked(self, kept: Sequence[int]) -> frozenset[Key] | None:
        documents = list(self._layered.documents)
        for place, change in enumerate(self._changes):
            if place not in kept:
                document = documents[change.layer]
                less = lacking(document.value, change.trail)
                documents[change.layer] = replace(document, value=less)
        try:
            loaded = load_layers(put_together(tuple(documents)))
            return frozenset(map(_key, self._check(loaded)))
        except (Fault, TooManyNodes):
            return None


def located(loaded: LoadedRubric, found: Iterable[Diagnostic], check: Faults) -> Findings:
    """Diagnostics of a rubric at their places, each with what brings it about."""
    found = tuple(found)
    causes = Causes(loaded, found, check)
    layered = loaded.layered
    return tuple(
        _with_cause(layered, one, causes.of(one))
        if layered.may_follow(one)
        else layered.placed(one)
        for one in found
    )


def _with_cause(layered: Layered, found: Diagnostic, cause: Cause | None) -> Diagnostic:
    places = tuple(
        layered.documents[change.layer].place(change.trail, on_key=True)
        for change in (cause.changes if cause else ())
    )
    return layered.placed(found, _words(layered, found, cause), places)


def _key(found: Diagnostic) -> Key:
    return found.code, found.trail


def _words(layered: Layered, found: Diagnostic, cause: Cause | None) -> str:
    """What to do about a fault in a line below; empty where no overlay has to do with it."""
    otherwise = "waive the promise" if found.code == "promise-broken" else "switch this line off"
    if cause is None:
        return f"Where an overlay brings this about, change the overlay or {otherwise}."
    if not cause.changes:
        return ""
    placed = sorted(_placed(layered, change) for change in cause.changes)
    places = ", and of ".join(f"{file}:{line}, where {how}" for _, line, file, how in placed)
    those = "that" if len(cause.changes) == 1 else f"{cause.to_change} of them"
    return f"This comes of {places}: change {those} or {otherwise}."


def _placed(layered: Layered, change: Change) -> tuple[int, int, str, str]:
    """A change with its place: the layer, the line, the file, and what it does."""
    place = layered.documents[change.layer].place(change.trail, on_key=True)
    return change.layer, place.line, place.file, _how(change)


def _how(change: Change) -> str:
    value = quoted(change.after) if change.after else ""
    return HOW[change.kind].format(quoted(change.what), value)
