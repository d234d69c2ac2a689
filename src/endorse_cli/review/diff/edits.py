"""What was edited between two rubrics, part by part, their grounds and overlays too."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from endorse_cli.diagnostics import Trail
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decision_rows import Bands, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.kinds import Kind as AnswerKind
from endorse_cli.models.model import Model
from endorse_cli.models.overlay_chain import Change as OverlayChange
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.versions import Kind
from endorse_cli.review.diff.change_kinds import Field, change_fields, part_model, rule_kind, shape


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
        if shape(getattr(old, name)) != shape(getattr(new, name)):
            yield Change(kind, id, (*old.trail, key), (*new.trail, key), new)


Entries = dict[str, OverlayChange]


def overlay_changes(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Lines switched off or on again, and other grounds and reasons of what overlays change.

    What they set and demand is seen in the settings and criteria that it comes to.
    """
    before, after = (_overlay_entries(rubric, "switch_off") for rubric in (old, new))
    for id in (id for id in before if id not in after):
        yield Change("switched-on", id, _trail(old, before[id]), None, before[id].grounds)
    for id, change in after.items():
        if id not in before:
            yield Change("switched-off", id, None, _trail(new, change), change.grounds)
        else:
            yield from _both(old, new, id, before[id], change)
    yield from _demands(old, new)


def _demands(old: Rubric, new: Rubric) -> Iterator[Change]:
    before, after = (_overlay_entries(rubric, "demand") for rubric in (old, new))
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


def _overlay_entries(rubric: Rubric, kind: str) -> Entries:
    return {change.what: change for change in rubric.chain.changes if change.kind == kind}


def _is_own(rubric: Rubric, change: OverlayChange) -> bool:
    """Whether the rubric's own file says so, not one that it builds on."""
    return change.layer == len(rubric.chain.layers) - 1


def _trail(rubric: Rubric, change: OverlayChange, *key: str) -> Trail:
    return (*change.trail, *key) if _is_own(rubric, change) else EXTENDS


Parts = Mapping[str, Model]

SECTIONS = (
    ("scale", "scales"),
    ("criterion", "criteria"),
    ("family", "families"),
    ("setting", "settings"),
    ("score", "scores"),
    ("finding", "findings"),
    ("decision", "decisions"),
    ("promise", "promises"),
)
"""What an entry of each section is called, and its section."""


def changes(old: Rubric, new: Rubric) -> list[Change]:
    """Every change between two rubrics, in the order of the sections."""
    found = [*_head(old, new), *_texts(old.groups, new.groups, "group", ("groups",))]
    for word, section in SECTIONS:
        found += _entries(word, getattr(old, section), getattr(new, section))
        if word == "criterion":
            found += _order("criterion-order", "", ("criteria",), old.criteria, new.criteria)
        if word == "decision":
            shared = [id for id in old.decisions if id in new.decisions]
            found += [c for id in shared for c in _rows(old.decisions[id], new.decisions[id])]
    found += _entries("reading", old.readings, new.readings)
    found += _texts(old.passages, new.passages, "passage", ("passages",))
    return [*found, *_slate(old, new), *overlay_changes(old, new)]


def _head(old: Rubric, new: Rubric) -> Iterator[Change]:
    if old.version != new.version and old.id == new.id:
        yield Change("version", "version", ("version",), ("version",))
    if old.effective != new.effective:
        yield Change("effective", "effective", ("effective",), ("effective",))
    if old.chain.layers[:-1] != new.chain.layers[:-1]:
        yield Change("extends", "extends", ("extends",), ("extends",))
    before, after = ({w.promise: w.reason for w in r.chain.waivers} for r in (old, new))
    yield from _texts(before, after, "waiver", ("waive",))
    if old.title != new.title:
        yield Change("title", "title", ("title",), ("title",))
    if old.headline != new.headline:
        yield Change("wording", "headline", ("headline",), ("headline",))
    for key in ("title", "by", "passed", "published"):
        if getattr(old.document, key) != getattr(new.document, key):
            yield Change("document", f"document.{key}", ("document", key), ("document", key))
    at = ("document", "digests")
    yield from _texts(old.document.digests, new.document.digests, "digest", at)


def _texts(
    old: Mapping[str, Hashable | Model],
    new: Mapping[str, Hashable | Model],
    kind: Kind,
    at: Trail,
    owner: str = "",
    grounds: Grounds | None = None,
) -> Iterator[Change]:
    """A change for every name whose text was added, removed or is another."""
    for name in [*old, *(name for name in new if name not in old)]:
        if shape(old.get(name), cited=True) != shape(new.get(name), cited=True):
            before, after = (((*at, name) if name in side else None) for side in (old, new))
            yield Change(kind, f"{owner}{name}", before, after, grounds)


def _entries(
    word: str, old: Parts, new: Parts, owner: str = "", *, with_grounds: bool = True
) -> Iterator[Change]:
    for id, part in old.items():
        if id not in new:
            gone = cast("Kind", f"{word}-removed")
            yield Change(gone, f"{owner}{id}", part.trail, None, _grounds(part))
    for id, part in new.items():
        if id not in old:
            come = cast("Kind", f"{word}-added")
            yield Change(come, f"{owner}{id}", None, part.trail, _grounds(part))
            continue
        if _was_renamed(old[id], part):
            yield Change("renamed", f"{owner}{id}", old[id].trail, part.trail, _grounds(part))
        yield from _part(f"{owner}{id}", old[id], part)
        if with_grounds:
            yield from grounds_changes(f"{owner}{id}", _grounds(old[id]), _grounds(part))


def _was_renamed(old: Model, new: Model) -> bool:
    """Whether a part that may say what it was called had another id in its file."""
    before, after = old.trail[-1], new.trail[-1]
    return hasattr(new, "was") and isinstance(after, str) and before != after


def _grounds(part: Model) -> Grounds | None:
    found = getattr(part, "grounds", None)
    return found if isinstance(found, Grounds) else None


def _inherited(part: Model) -> frozenset[str]:
    return part.inherited if isinstance(part, Criterion) else frozenset()


def _part(id: str, old: Model, new: Model) -> Iterator[Change]:
    """Every field of one part that is another now; fields with one key in the file are one."""
    grounds, seen = _grounds(new), set()
    for name, field in change_fields(part_model(new)).items():
        if field.key in _inherited(old) & _inherited(new):
            # What changed in a family is a change of the family.
            continue
        if name == "was" and _was_renamed(old, new):
            continue
        before, after = getattr(old, name), getattr(new, name)
        if field.by_name:
            at = (*new.trail, field.key)
            yield from _texts(before, after, field.kind, at, f"{id}.", grounds)
            continue
        kind = _kind(before, after, field)
        if kind is not None and (kind, field.key) not in seen:
            seen.add((kind, field.key))
            key = (field.key,) if field.key else ()
            yield Change(kind, id, (*old.trail, *key), (*new.trail, *key), grounds)


def _kind(old: object, new: object, field: Field) -> Kind | None:
    if field.number is not None:
        return rule_kind(old, new, field.kind, field.number)
    if isinstance(old, AnswerKind) and isinstance(new, AnswerKind) and old.scale and new.scale:
        # What changed inside a scale is a change of the scale.
        return None if old.scale == new.scale else field.kind
    return None if shape(old, cited=True) == shape(new, cited=True) else field.kind


def _rows(old: Decision, new: Decision) -> Iterator[Change]:
    """The rows that were written; a table's cells and the cuts of bands are rows in no order."""
    if _form(old) != _form(new):
        yield Change("form", new.id, old.trail, new.trail, _grounds(new.rows[0]))
        return
    before, after = ({row.id: row for row in decision.rows} for decision in (old, new))
    written = new.body is None
    yield from _entries("row", before, after, f"{new.id}.", with_grounds=written)
    if written:
        yield from _order("row-order", new.id, (*new.trail, "rows"), before, after)


def _form(decision: Decision) -> tuple[str, object]:
    """How a decision is written, and what it looks at."""
    match decision.body:
        case Table(by=by):
            return "table", by
        case Bands(of=of):
            return "bands", of
    return "rows", None


def _order(
    kind: Kind, id: str, at: Trail, old: Mapping[str, object], new: Mapping[str, object]
) -> Sequence[Change]:
    same = [name for name in old if name in new] == [name for name in new if name in old]
    return [] if same else [Change(kind, id, at, at)]


def _slate(old: Rubric, new: Rubric) -> Iterator[Change]:
    if old.slate is None or new.slate is None:
        if old.slate is not new.slate:
            before, after = ((s.slate.trail if s.slate else None) for s in (old, new))
            yield Change("slate", "slate", before, after)
        return
    yield from _part("slate", old.slate, new.slate)
    yield from _entries("guidance", old.slate.guidance, new.slate.guidance)
