"""The only place that finds what was changed between two rubrics, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, cast

from endorse_cli.diagnostics import Trail
from endorse_cli.models.decisions import Bands, Decision, Table
from endorse_cli.models.diff import Kind
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.kinds import Kind as AnswerKind
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.review.diff.change import Change, grounds_changes
from endorse_cli.review.diff.fields import FIELDS, Field
from endorse_cli.review.diff.overlays import overlay_changes
from endorse_cli.review.diff.shapes import rule_kind, shape


class Part(Protocol):
    """A part of a rubric that knows its place."""

    @property
    def trail(self) -> Trail:
        """Where it stands."""


Parts = Mapping[str, Part]

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
    if old.version != new.version:
        yield Change("version", "version", ("version",), ("version",))
    if old.effective != new.effective:
        yield Change("effective", "effective", ("effective",), ("effective",))
    if old.chain.layers[:-1] != new.chain.layers[:-1]:
        yield Change("extends", "extends", ("extends",), ("extends",))
    before, after = ({w.promise: w.reason for w in r.chain.waivers} for r in (old, new))
    yield from _texts(before, after, "waiver", ("waive",))
    if old.title != new.title:
        yield Change("title", "title", ("title",), ("title",))
    for key in ("title", "passed", "published"):
        if getattr(old.document, key) != getattr(new.document, key):
            yield Change("document", f"document.{key}", ("document", key), ("document", key))
    at = ("document", "digests")
    yield from _texts(old.document.digests, new.document.digests, "digest", at)


def _texts(
    old: Mapping[str, str],
    new: Mapping[str, str],
    kind: Kind,
    at: Trail,
    owner: str = "",
    grounds: Grounds | None = None,
) -> Iterator[Change]:
    """A change for every name whose text was added, removed or is another."""
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
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
        yield from _part(f"{owner}{id}", old[id], part)
        if with_grounds:
            yield from grounds_changes(f"{owner}{id}", _grounds(old[id]), _grounds(part))


def _grounds(part: Part) -> Grounds | None:
    found = getattr(part, "grounds", None)
    return found if isinstance(found, Grounds) else None


def _inherited(part: Part) -> frozenset[str]:
    return part.inherited if isinstance(part, Criterion) else frozenset()


def _part(id: str, old: Part, new: Part) -> Iterator[Change]:
    """Every field of one part that is another now; fields with one key in the file are one."""
    grounds, seen = _grounds(new), set()
    for name, field in _fields_of(new).items():
        if field.key in _inherited(old) & _inherited(new):
            # What changed in a family is a change of the family.
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


def _fields_of(part: Part) -> dict[str, Field]:
    """The fields of a part's model, or of that of which it is a form."""
    return next(FIELDS[model] for model in type(part).__mro__ if model in FIELDS)


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
