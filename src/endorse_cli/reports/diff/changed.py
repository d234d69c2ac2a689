"""The only place that says in words what was changed, where it is one or two things."""

import re

from endorse_cli.models.diff import ChangePart, Diff, Kind, SpotPart
from endorse_cli.reports.diff.words import kind_words
from endorse_cli.reports.wording import series

MOST = 2
"""More changes than these are not told one by one."""

_PLAIN = re.compile(r"[\w/%-]+(\.[\w/%-]+)*", re.ASCII)
"""What needs no care in any form of a diff, and ends no sentence."""

_NAMES: dict[Kind, str] = {
    "ask": "question",
    "levels": "list of answers",
    "cure": "way to cure",
    "in-force": "time in force",
    "fresh-for": "time that a source counts",
    "effective": "day of taking effect",
    "weight": "weight in",
    "threshold": "threshold in",
    "condition": "condition of",
    "row-outcome": "outcome of the row",
    "row-order": "order of the rows of",
    "layer": "layer or adoption",
    "extends": "base",
}
"""What a change is one of, where its kind alone would not be understood."""


_TELLING = frozenset(
    {"setting", "weight", "threshold", "row-outcome", "effective", "cure", "asked-of", "evidence"}
)
"""Kinds of change of which a single word or number says what it is."""


def changed(diff: Diff) -> str:
    """One clause that names one change or two, the version's own left out; empty for more."""
    told = [change for change in diff["changes"] if change["kind"] != "version"]
    return series(map(_clause, told)) if len(told) <= MOST else ""


def _clause(change: ChangePart) -> str:
    what, id = change["kind"], f"`{change['id']}`"
    if what in ("switched-off", "switched-on"):
        return f"{id} is {'switched off' if what == 'switched-off' else 'switched off no longer'}"
    if what.endswith(("-added", "-removed")):
        word, _, how = what.rpartition("-")
        return f"the {word} {id} is {'added' if how == 'added' else 'taken out'}"
    return f"{_subject(change)} {_values(change)}"


def _subject(change: ChangePart) -> str:
    word, id = _NAMES.get(change["kind"], kind_words(change)), f"`{change['id']}`"
    if change["kind"] == change["id"]:
        return f"the {word}"
    part = f" ({change['part']})" if change["part"] else ""
    if change["kind"] == "setting" or word.endswith((" in", " of", " row")):
        return f"the {word} {id}{part}"
    return f"the {word} of {id}"


def _values(change: ChangePart) -> str:
    """From what to what, where both are a word or a number that says enough."""
    before, after = (_plain(change[side]) for side in ("before", "after"))
    if before and after and change["kind"] in _TELLING:
        return f"goes from {before} to {after}"
    return "changes"


def _plain(spot: SpotPart | None) -> str:
    value = spot["value"] if spot else None
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else ""
