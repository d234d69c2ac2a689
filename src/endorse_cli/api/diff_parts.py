"""The parts of a diff: its two rubrics, found where each stands or stood, and changes in them.

And what comes out otherwise for candidates judged under both, and what became of the cases of each.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from endorse_cli.api.candidates import Scored, of_another_kind, score_document
from endorse_cli.api.command_result import Invalid, finding_part, invalid_part
from endorse_cli.api.layered_rubric import read_layers
from endorse_cli.api.rubrics import LoadedRubric, load_layers
from endorse_cli.diagnostics import Diagnostic, Fault, Trail
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import Files, cases_beside
from endorse_cli.files.history import Revision, revision_of
from endorse_cli.files.paths import told_apart
from endorse_cli.files.predecessor import last_before, predecessor
from endorse_cli.files.reading import read_documents, read_whole
from endorse_cli.models.plain_values import Plain, value_at
from endorse_cli.models.versions import (
    KINDS,
    CandidateDiffPart,
    CasesPart,
    ChangePart,
    InvalidUnderPart,
    SidePart,
    SincePart,
    SpotPart,
)
from endorse_cli.review.diff.change_kinds import narrow
from endorse_cli.review.diff.edits import Change
from endorse_cli.review.diff.moved_candidates import answers_again, moved
from endorse_cli.rubric.part_tree import way
from endorse_cli.rubric.renames import as_called_in

Gate: TypeAlias = Literal["looser", "outcome-change", "any"]
"""What a change may be asked not to do."""


OF_OVERLAYS = ("extends", "waive", "demand", "switch_off")


class Side:
    """One of the two rubrics: as it was named, and loaded."""

    def __init__(self, named: str, loaded: LoadedRubric) -> None:
        self.named = named
        self.loaded = loaded
        self.rubric = loaded.rubric

    def called_as(self, new: "Side") -> "Side":
        """The same with the ids of a newer one, where that says what was renamed."""
        whole = as_called_in(new.loaded.whole, self.loaded.whole)
        if whole is self.loaded.whole:
            return self
        return Side(self.named, LoadedRubric(self.loaded.layered, whole))

    @property
    def part(self) -> SidePart:
        """Which rubric it is, in the machine form."""
        found: SidePart = {
            "file": self.named,
            "id": self.rubric.id,
            "version": self.rubric.version,
            "digest": self.loaded.document.digest,
        }
        if "broken" in self.loaded.part:
            found["broken"] = self.loaded.part["broken"]
        return found

    @cached_property
    def _written(self) -> dict[str, Plain]:
        """Everything that stands in the rubric, with what its overlays say of themselves."""
        chain = self.loaded.whole.chain
        below: list[Plain] = [f"{layer.id} {layer.version}" for layer in chain.layers[:-1]]
        waived: dict[str, Plain] = {one.promise: one.reason for one in chain.waivers}
        layered = self.loaded.layered
        top = layered.top.value if isinstance(layered.top.value, dict) else {}
        own = {key: top.get(key) for key in ("demand", "switch_off")}
        return {**layered.merged.value, **own, "extends": below or None, "waive": waived}

    def value(self, trail: Trail) -> Plain:
        """What stands at the end of a trail; None where nothing does."""
        return value_at(self._written, trail)

    def _below(self, trail: Trail) -> str:
        """The id of the rubric below in which a line was written."""
        return self.loaded.whole.chain.layers[self.loaded.layered.merged.origin(trail).layer].id

    def spot(self, trail: Trail | None) -> SpotPart | None:
        """Where a trail leads, and what stands there; None where there is no trail."""
        if trail is None:
            return None
        value = self.value(trail)
        layered = self.loaded.layered
        # What an overlay says of itself is in no line of the rubric that it comes to.
        own = layered.top if trail[0] in OF_OVERLAYS else layered
        (found,) = own.locate([Diagnostic("", "", trail=trail, on_key=value is not None)])
        assert found.place is not None
        return {
            "file": self.named
            if found.place.file == layered.top.source.name
            else self._below(trail),
            "line": found.place.line,
            "column": found.place.column,
            "value": value,
        }


def change_part(change: Change, old: Side, new: Side) -> ChangePart:
    """A change in the machine form, narrowed to where alone the two differ."""
    grounds = change.grounds
    before, after = change.before, change.after
    if before is not None and after is not None:
        while len(before) > 1 and old.value(before) is new.value(after) is None:
            # A cell or a cut has no keys of its own: what changed is the whole of it.
            before, after = before[:-1], after[:-1]
        if change.kind != "renamed":
            inside = narrow(old.value(before), new.value(after))
            before, after = (*before, *inside), (*after, *inside)
    return {
        "kind": change.kind,
        "concerns": KINDS[change.kind],
        "id": change.id,
        "from": list(grounds.locators) if grounds else [],
        "basis": grounds.basis if grounds else None,
        "part": way(old.value, before) if before is not None and after is not None else "",
        "before": _shown(change, before, old.spot(before)),
        "after": _shown(change, after, new.spot(after)),
    }


def _shown(change: Change, trail: Trail | None, spot: SpotPart | None) -> SpotPart | None:
    """Where something stands; of entries in another order only their ids, of a renamed one its."""
    if spot and trail and change.kind == "renamed" and trail[-1] != "was":
        return {**spot, "value": str(trail[-1])}
    if spot and change.kind.endswith("-order") and isinstance(spot["value"], dict):
        return {**spot, "value": list(spot["value"])}
    return spot


def side_since(
    revision: str, path: Path, new: Side, *, exactly: bool
) -> tuple[Side | None, SincePart]:
    """The rubric at a revision, or the last before that can be read; None where none can.

    With `exactly` at the revision itself, else where the work tree left it. And in the machine form
    what was compared, what was wrong with it, and what became of its cases.
    """
    found = revision_of(revision, path, exactly=exactly)
    since: SincePart = {
        "named": revision,
        "commit": found.commit,
        "parted": found.named != revision,
        "faults": [],
        "compared": found.commit,
        "cases": {"gone": [], "changed": []},
    }
    now = new.loaded.document.value
    was = predecessor(found, path, now)
    if was is None:
        last = last_before(found, path, now)
        if last is None:
            return None, since
        found, was = last
        since["compared"] = found.commit
    since["cases"] = cases_part(found, was, path)
    try:
        return _side_at(found, was), since
    except Fault as fault:
        since["faults"] = [finding_part(d, f"{found.named}:{was}") for d in fault.diagnostics]
    for earlier in found.before():
        if (before := _readable_side(earlier, path, now)) is not None:
            return before, {**since, "compared": earlier.commit}
    return None, {**since, "compared": None}


def _side_at(revision: Revision, path: Path) -> Side:
    """The rubric at a revision; a `Fault` where it had faults or cannot be read."""
    return Side(f"{revision.named}:{path}", load_layers(read_layers(path, revision)))


def _readable_side(revision: Revision, path: Path, now: Plain) -> Side | None:
    """The rubric at a revision; None where it was not there, or had faults."""
    try:
        was = predecessor(revision, path, now)
        return _side_at(revision, was) if was is not None else None
    except Fault:
        return None


def candidate_parts(
    files: Files, old: LoadedRubric, new: LoadedRubric, again: tuple[str, ...]
) -> Iterator[tuple[CandidateDiffPart, Findings]]:
    """What a change does to every candidate in the files, in order.

    With each what is wrong with the file itself, whichever rubric it is read under. What is plainly
    no candidate's is passed over where it was not named itself.
    """
    called = told_apart(files.files)
    for path in files.files:
        for document in read_documents(path):
            if not isinstance(document, Document):
                found = invalid_part(Invalid(path, document), called[path])["findings"]
                yield _nothing("", called[path], {"old": found, "new": found}), document
            elif not files.is_beside(path, document.value):
                yield _part(document, old, new, again, called[path])


def _part(
    document: Document,
    old: LoadedRubric,
    new: LoadedRubric,
    again: tuple[str, ...],
    source: str,
) -> tuple[CandidateDiffPart, Findings]:
    other = of_another_kind(document)
    before, after = (other or score_document(document, loaded) for loaded in (old, new))
    name = document.value.get("candidate") if isinstance(document.value, dict) else None
    part = _nothing(name if isinstance(name, str) else "", source, {"old": [], "new": []})
    if isinstance(before, Invalid):
        part["invalid"]["old"] = invalid_part(before, source)["findings"]
    if isinstance(after, Invalid):
        part["invalid"]["new"] = invalid_part(after, source)["findings"]
    read = after if isinstance(after, Scored) else before
    if isinstance(read, Scored):
        part["again"] = answers_again(read.candidate, again)
    if isinstance(before, Scored) and isinstance(after, Scored):
        part["decisions"] = moved(before.assessment, after.assessment)
    both = isinstance(before, Invalid) and isinstance(after, Invalid)
    return part, after.diagnostics if both and isinstance(after, Invalid) else ()


def _nothing(name: str, source: str, invalid: InvalidUnderPart) -> CandidateDiffPart:
    return {
        "candidate": name,
        "source": source,
        "decisions": {},
        "again": [],
        "invalid": invalid,
    }


NOT_COMPARED = ("case", "why", "from")
"""What in a case says nothing of what comes out."""


def cases_part(revision: Revision, was: Path, now: Path) -> CasesPart:
    """What became of the cases beside a rubric since a revision at which it stood somewhere.

    What cannot be read has no cases: that is told where it is to be read.
    """
    folder = was.parent / "cases"
    old = _cases(one for path in revision.below(folder) for one in _then(revision, path))
    new = _cases(one for path in cases_beside(str(now)) for one in read_documents(path))
    return {
        "gone": [name for name in old if name not in new],
        "changed": [name for name in old if name in new and old[name] != new[name]],
    }


def _then(revision: Revision, path: Path) -> Iterator[Document | Findings]:
    with suppress(Fault):
        yield from read_whole(revision.source(path), path.suffix.lower())


def _cases(found: Iterable[Document | Findings]) -> dict[str, list[Plain]]:
    """What each case says, by its name; several of one name in order."""
    cases: dict[str, list[Plain]] = {}
    for value in (one.value for one in found if isinstance(one, Document)):
        if isinstance(value, dict) and isinstance(name := value.get("case"), str):
            said = {key: part for key, part in value.items() if key not in NOT_COMPARED}
            cases.setdefault(name, []).append(said)
    return cases
