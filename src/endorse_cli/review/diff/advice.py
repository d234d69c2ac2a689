"""The only place for the rules of what a rubric's version number should do after a change.

Two questions settle it: are answers that were given still usable, and do outcomes change? The page
docs/changing-a-rubric.md writes the rules out; each has an id.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from endorse_cli.engine.comparison import Together
from endorse_cli.models.diff import Advice, Kind
from endorse_cli.review.diff.change import Change
from endorse_cli.review.diff.meaning import OLD, Meaning

RULES: dict[str, Advice] = {
    "answers-unusable": "major",
    "names-gone": "major",
    "outcomes-change": "minor",
    "more-is-asked": "minor",
    "answers-again": "minor",
    "evidence": "minor",
    "other": "patch",
}
"""Every rule with what it calls for; the gravest that applies is the advice."""

ORDER: tuple[Advice, ...] = ("major", "minor", "patch", "none")

_OF_KIND: dict[Kind, str] = {
    "criterion-removed": "answers-unusable",
    "decision-removed": "names-gone",
    "decision-added": "outcomes-change",
    "criterion-added": "more-is-asked",
    "evidence": "evidence",
    "fresh-for": "evidence",
}


class VersionAdvice(NamedTuple):
    """What the version should do, the rules that say so, and the next number where it has three."""

    advice: Advice
    because: tuple[str, ...]
    next: str | None


def advise(
    changed: Sequence[Change],
    meaning: Iterable[Meaning],
    side: Together | None,
    again: Sequence[str],
    version: str,
) -> VersionAdvice:
    """The advice for a change from a rubric of this version."""
    found = {_OF_KIND[change.kind] for change in changed if change.kind in _OF_KIND}
    if any(change.kind != "version" for change in changed):
        found.add("other")
    if any(part.moves for part in meaning):
        found.add("outcomes-change")
    if again:
        found.add("answers-again")
    if side is not None:
        found |= _of_names(side)
    called = {RULES[rule] for rule in found}
    advice: Advice = next((one for one in ORDER if one in called), "none")
    because = tuple(rule for rule in RULES if rule in found and RULES[rule] == advice)
    return VersionAdvice(advice, because, following(version, advice))


def _of_names(side: Together) -> set[str]:
    """The rules that speak of answers and outcomes that are there on one side only."""
    old, new = (compiled.rubric for compiled in side.rubrics)
    found = set()
    if side.unread(OLD):
        found.add("answers-unusable")
    if any(side.unread(which) for which in range(1, len(side.rubrics))):
        found.add("more-is-asked")
    for id, decision in old.decisions.items():
        if id in new.decisions and set(decision.outcomes) - set(new.decisions[id].outcomes):
            found.add("names-gone")
    return found


def following(version: str, advice: Advice) -> str | None:
    """The next version that an advice calls for; None where there is none or it is no `1.2.3`."""
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, second, third = map(int, parts)
    match advice:
        case "major":
            return f"{first + 1}.0.0"
        case "minor":
            return f"{first}.{second + 1}.0"
        case "patch":
            return f"{first}.{second}.{third + 1}"
    return None
