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
from endorse_cli.review.verdict import Proved

Key: TypeAlias = tuple[str, Trail]
"""What tells one fault of a merged rubric from another: its code and its trail."""

Faults: TypeAlias = Callable[[LoadedRubric], Proved]
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


class _Seen(NamedTuple):
    """The faults of a rubric, and the codes of which there may be more."""

    keys: frozenset[Key]
    unseen: frozenset[str]

    def has(self, key: Key) -> bool | None:
        """Whether it has a fault; None where that was not told."""
        return True if key in self.keys else None if key[0] in self.unseen else False


class Causes:
    """What brings about the faults of one rubric that stand in lines below its overlays."""

    def __init__(self, loaded: LoadedRubric, found: Iterable[Diagnostic], check: Faults) -> None:
        self._layered = loaded.layered
        self._check = check
        made = loaded.whole.chain.changes
        self._changes = tuple(change for change in made if change.kind in HOW)
        every = tuple(range(len(self._changes)))
        # Each rubric is checked once; the one with all is the one that was.
        self._tried: dict[tuple[int, ...], _Seen | None] = {
            every: _Seen(frozenset(map(_key, found)), frozenset())
        }

    def of(self, found: Diagnostic) -> Cause | None:
        """What brings a fault about; None where that cannot be told."""
        key = _key(found)
        needed = self._those(self._without, key, has=False)
        if needed:
            return Cause(needed)
        enough = self._those(self._alone, key, has=True)
        below = self._bottom.has(key) if self._bottom is not None else None
        if below:
            return Cause((), "each")
        return Cause(enough, "each") if below is False and enough else None

    def _those(self, tried: Sequence[_Seen | None], key: Key, *, has: bool) -> tuple[Change, ...]:
        """The changes with which, or without, a rubric has a fault, or surely has it not."""
        pairs = zip(self._changes, tried, strict=True)
        return tuple(change for change, seen in pairs if seen and seen.has(key) is has)

    @cached_property
    def _without(self) -> list[_Seen | None]:
        """The faults without each change."""
        return [
            self._left([other for other in range(len(self._changes)) if other != place])
            for place in range(len(self._changes))
        ]

    @cached_property
    def _alone(self) -> list[_Seen | None]:
        """The faults with each change alone."""
        return [self._left([place]) for place in range(len(self._changes))]

    @cached_property
    def _bottom(self) -> _Seen | None:
        """The faults without any."""
        return self._left([])

    def _left(self, kept: Sequence[int]) -> _Seen | None:
        """The faults with only some of the changes; None where that is no sound rubric."""
        if (*kept,) not in self._tried:
            self._tried[*kept,] = self._checked(kept)
        return self._tried[*kept,]

    def _checked(self, kept: Sequence[int]) -> _Seen | None:
        documents = list(self._layered.documents)
        for place, change in enumerate(self._changes):
            if place not in kept:
                document = documents[change.layer]
                less = lacking(document.value, change.trail)
                documents[change.layer] = replace(document, value=less)
        try:
            loaded = load_layers(put_together(tuple(documents)))
            proved = self._check(loaded)
            return _Seen(frozenset(map(_key, proved.faults)), proved.unseen)
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
