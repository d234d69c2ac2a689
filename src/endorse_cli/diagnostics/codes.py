"""The only place for the closed set of check codes and how grave each one is."""

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
