"""The only place for the shape of one change between two rubrics, and for those of its grounds."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.diagnostics import Trail
from endorse_cli.models.diff import Kind
from endorse_cli.models.grounds import Grounds


class Change(NamedTuple):
    """One change: its kind, what it is a change of, and where that stands in each rubric.

    `id` is that of the part, with a row or a name after a point. A trail is None where the part
    was not there before, or is gone.
    """

    kind: Kind
    id: str
    before: Trail | None
    after: Trail | None
    grounds: Grounds | None = None


def grounds_changes(id: str, old: Grounds | None, new: Grounds | None) -> Iterator[Change]:
    """What a line rests on that is another now."""
    if old is None or new is None:
        return
    keys: tuple[tuple[str, str, Kind], ...] = (
        ("locators", "from", "citation"),
        ("basis", "basis", "layer"),
        ("adopted", "adopted", "layer"),
        ("note", "note", "note"),
    )
    for name, key, kind in keys:
        if getattr(old, name) != getattr(new, name):
            yield Change(kind, id, (*old.trail, key), (*new.trail, key), new)
