"""The only place for the shape of a diagnostic, and the closed set of check codes.

Whoever finds a fault knows the trail of keys that leads to it; only the layer that read the
bytes knows lines and columns. So a diagnostic is made with its trail, and is given its place
(`Diagnostic.at`) on the way out.
"""

from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "note"]

NOTES = frozenset({"label-missing", "level-no-anchor", "promise-trivial"})

CODES: tuple[str, ...] = (
    "syntax",
    "bad-shape",
    "missing-key",
    "unknown-key",
    "doubled-id",
    "unknown-id",
    "reserved-id",
    "type-mismatch",
    "bad-value",
    "cycle",
    "mixed-anchors",
    "band-gap",
    "band-overlap",
    "table-gap",
    "table-double",
    "row-never",
    "row-shadowed",
    "row-gap",
    "row-overlap",
    "criterion-idle",
    "finding-constant",
    "comparison-constant",
    "outcome-unreachable",
    "promise-broken",
    "promise-trivial",
    "not-monotone",
    "level-no-anchor",
    "label-missing",
    "line-no-source",
    "passage-no-home",
    "passage-changed",
    "too-large",
    "unreadable",
)
"""Fixed by the design: people's scripts compare them, so a code is never renamed."""


Trail = tuple[str | int, ...]
"""The keys and positions that lead from the top of a document to a value in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point in something a person wrote: the file as named, line and column from 1.

    `text` is that line, so that the message can show it with a caret below; empty where
    there is no line to show (a missing file).
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong: a fixed code, a sentence, what to do, and where.

    `other` leads to the second of two places that do not go together: it is named in the message.
    `causes` are the lines that bring it about, where those stand elsewhere. `is_note` where the
    file is read all the same.
    """

    code: str
    message: str
    help: str = ""
    trail: Trail = ()
    on_key: bool = False
    place: Place | None = None
    other: Trail | None = None
    causes: tuple[Place, ...] = ()
    is_note: bool = False

    @property
    def severity(self) -> Severity:
        """`note` for what need not be mended, `error` for all else."""
        return "note" if self.is_note or self.code in NOTES else "error"

    def at(self, place: Place) -> "Diagnostic":
        """The same diagnostic with its place filled in."""
        return replace(self, place=place)


class Fault(Exception):
    """Raised where nothing sensible can follow; carries every diagnostic found so far."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics
