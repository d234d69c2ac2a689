"""The only place that finds what was changed in how overlays change what stands below them."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail
from endorse_cli.models.changes import Change as OverlayChange
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.diff.change import Change, grounds_changes

Entries = dict[str, OverlayChange]


def overlay_changes(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Lines switched off or on again, and other grounds and reasons of what overlays change.

    What they set and demand is seen in the settings and criteria that it comes to.
    """
    before, after = (_entries(rubric, "switch_off") for rubric in (old, new))
    for id in (id for id in before if id not in after):
        yield Change("switched-on", id, _trail(old, before[id]), None, before[id].grounds)
    for id, change in after.items():
        if id not in before:
            yield Change("switched-off", id, None, _trail(new, change), change.grounds)
        else:
            yield from _both(old, new, id, before[id], change)
    yield from _demands(old, new)


def _demands(old: Rubric, new: Rubric) -> Iterator[Change]:
    before, after = (_entries(rubric, "demand") for rubric in (old, new))
    seen = set()
    for what in [*before, *(what for what in after if what not in before)]:
        one, other = before.get(what), after.get(what)
        id = what.partition(".")[0]
        if one and other and (one.trail, other.trail) not in seen:
            seen.add((one.trail, other.trail))
            yield from _both(old, new, id, one, other)
        found = one or other
        if found and not (one and other) and found.before == found.after:
            # It demands what stands below anyway: only who demands it is another.
            was, now = (_trail(r, c) if c else None for r, c in ((old, one), (new, other)))
            yield Change("layer", id, was, now, found.grounds)


def _both(
    old: Rubric, new: Rubric, id: str, before: OverlayChange, after: OverlayChange
) -> Iterator[Change]:
    is_own = _is_own(old, before) and _is_own(new, after)
    for change in grounds_changes(id, before.grounds, after.grounds):
        yield change if is_own else change._replace(before=EXTENDS, after=EXTENDS)
    if before.reason != after.reason:
        was, now = _trail(old, before, "reason"), _trail(new, after, "reason")
        yield Change("note", id, was, now, after.grounds)


EXTENDS: Trail = ("extends",)
"""Where a file names what stands below it."""


def _entries(rubric: Rubric, kind: str) -> Entries:
    return {change.what: change for change in rubric.chain.changes if change.kind == kind}


def _is_own(rubric: Rubric, change: OverlayChange) -> bool:
    """Whether the rubric's own file says so, not one that it builds on."""
    return change.layer == len(rubric.chain.layers) - 1


def _trail(rubric: Rubric, change: OverlayChange, *key: str) -> Trail:
    return (*change.trail, *key) if _is_own(rubric, change) else EXTENDS
