"""What a change of a rubric does: to the rubric, to its meaning, and to candidates."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from endorse_cli.api.impact import candidate_parts
from endorse_cli.api.result import PIPED, Look, Result
from endorse_cli.api.rubrics import LoadedRubric, load_layers, load_rubric, read_layers, shipped
from endorse_cli.diagnostics import Diagnostic, Trail
from endorse_cli.engine.comparison import Together
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.catalog import find_rubric
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.git import document_at
from endorse_cli.files.paths import AnyPath, AnyPaths, as_paths, as_rubric
from endorse_cli.files.reading import read_document
from endorse_cli.models.audits import UncheckedPart, unchecked
from endorse_cli.models.plain import Plain
from endorse_cli.models.record import DeparturePart
from endorse_cli.models.versions import (
    DIFF,
    KINDS,
    CandidateDiffPart,
    ChangePart,
    Diff,
    DiffDecisionPart,
    SidePart,
    SpotPart,
    UnreadPart,
    VersionPart,
)
from endorse_cli.review.diff.advice import advise, lowered, to_look_at_again
from endorse_cli.review.diff.change_kinds import narrow
from endorse_cli.review.diff.edits import Change, changes
from endorse_cli.review.diff.meaning import NEW, OLD, Compared, Meaning, compare, loosens
from endorse_cli.review.diff.moved_candidates import decision_part, example_files
from endorse_cli.rubric.parts import value_at, way

Gate: TypeAlias = Literal["looser", "outcome-change", "any"]
"""What a change may be asked not to do."""


OF_OVERLAYS = ("extends", "waive", "demand", "switch_off")


class Side:
    """One of the two rubrics: as it was named, and loaded."""

    def __init__(self, named: str, loaded: LoadedRubric) -> None:
        self.named = named
        self.loaded = loaded
        self.rubric = loaded.rubric

    @property
    def part(self) -> SidePart:
        """Which rubric it is, in the machine form."""
        return {
            "file": self.named,
            "id": self.rubric.id,
            "version": self.rubric.version,
            "digest": self.loaded.part["digest"],
        }

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


class Diffed(Result):
    """What a change from one rubric to another does, worked out when asked for."""

    formats = ("table", "json", "markdown")

    def __init__(self, old: Side, new: Side, candidates: Iterable[str] | None = None) -> None:
        self.old = old
        self.new = new
        self.changes: list[Change] = changes(old.loaded.whole, new.loaded.whole)
        self.again = to_look_at_again(old.rubric, new.rubric)
        self.files = None if candidates is None else tuple(candidates)

    @cached_property
    def compared(self) -> tuple[Compared, ...] | None:
        """The two side by side, on all days; None where that takes more than the budget."""
        try:
            return compare(self.old.loaded.whole, self.new.loaded.whole)
        except TooManyNodes:
            return None

    @property
    def together(self) -> Together | None:
        """The two side by side with everything in force; None past the budget."""
        return self.compared[0].side if self.compared else None

    @property
    def meanings(self) -> list[tuple[Compared, Meaning]]:
        """What the change does to each decision, whenever a candidate is judged."""
        return [(one, meaning) for one in self.compared or () for meaning in one.meanings]

    @cached_property
    def advice(self) -> VersionPart:
        """What the version number should do."""
        known, version = [m for _, m in self.meanings], self.old.rubric.version
        return advise(self.changes, known, self.together, self.again, version)

    @cached_property
    def candidates(self) -> list[tuple[CandidateDiffPart, Findings]]:
        """What the change does to each candidate asked about, and what is wrong with its file."""
        return list(candidate_parts(self.files or (), self.old.loaded, self.new.loaded, self.again))

    @cached_property
    def form(self) -> Diff:
        """Everything that was found, in the machine form."""
        found: Diff = {
            "diff": DIFF,
            "changes": [self._change(change) for change in self.changes],
            "decisions": self._decisions(),
            "old": self.old.part,
            "new": self.new.part,
            "unread": self._unread(),
            "again": list(self.again),
            "evidence": {
                "less": list(lowered(self.old.rubric, self.new.rubric)),
                "more": list(lowered(self.new.rubric, self.old.rubric)),
            },
            "departures": self._departures(),
            "version": self.advice,
            "unchecked": self.unchecked,
        }
        if self.files is not None:
            found["candidates"] = [part for part, _ in self.candidates]
        return found

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """The decisions of which nobody can tell what the change does to them."""
        return unchecked(self.new.rubric.decisions) if self.compared is None else []

    def _departures(self) -> list[DeparturePart]:
        """What the new rubric departs from below it and the old one did not, or not so."""
        before = [_without_grounds(part) for part in self.old.loaded.part["departures"]]
        found = self.new.loaded.part["departures"]
        return [part for part in found if _without_grounds(part) not in before]

    def _decisions(self) -> dict[str, DiffDecisionPart]:
        found: dict[str, list[tuple[Compared, Meaning]]] = {}
        for one, meaning in self.meanings:
            found.setdefault(meaning.decision, []).append((one, meaning))
        return {id: decision_part(parts) for id, parts in found.items()}

    def _part(self, before: Trail | None, after: Trail | None) -> str:
        """Which entry within a line a change is about, where it is in both rubrics."""
        return way(self.old.value, before) if before is not None and after is not None else ""

    def _change(self, change: Change) -> ChangePart:
        grounds = change.grounds
        before, after = change.before, change.after
        if before is not None and after is not None:
            while len(before) > 1 and self.old.value(before) is self.new.value(after) is None:
                # A cell or a cut has no keys of its own: what changed is the whole of it.
                before, after = before[:-1], after[:-1]
            inside = narrow(self.old.value(before), self.new.value(after))
            before, after = (*before, *inside), (*after, *inside)
        return {
            "kind": change.kind,
            "concerns": KINDS[change.kind],
            "id": change.id,
            "from": list(grounds.locators) if grounds else [],
            "basis": grounds.basis if grounds else None,
            "part": self._part(before, after),
            "before": self.old.spot(before),
            "after": self.new.spot(after),
        }

    def _unread(self) -> UnreadPart:
        if self.together is None:
            return {"old": {}, "new": {}}
        old, new = (_unread(self.together, which) for which in (OLD, NEW))
        return {"old": old, "new": new}

    def unmet(self, gate: Gate) -> str:
        """Why a gate is not passed, in words; empty where it is.

        `looser`: some profile gets a better outcome, or an answer counts on less evidence.
        `outcome-change`: some profile or candidate asked about gets another outcome, or a decision
        came or went. `any`: anything at all was changed. What could not be worked out does not
        pass.
        """
        if gate == "any":
            return "there are changes" if self.changes else ""
        if self.compared is None:
            return "what the change does could not be worked out within the budget of nodes"
        if gate == "looser":
            looser = [m.decision for one, m in self.meanings if loosens(one.side, m)]
            looser += lowered(self.old.rubric, self.new.rubric)
            return f"looser than before: {_once(looser)}" if looser else ""
        moved = [m.decision for _, m in self.meanings if m.moves]
        moved += [c.id for c in self.changes if c.kind in ("decision-added", "decision-removed")]
        moved += [
            part["candidate"] or part["source"] for part, _ in self.candidates if part["decisions"]
        ]
        return f"other outcomes than before: {_once(moved)}" if moved else ""

    @property
    def diagnostics(self) -> Findings:
        """What is wrong with the candidates' files, whichever rubric they are read under."""
        return tuple(one for _, found in self.candidates for one in found)

    def examples(self) -> dict[str, str]:
        """A candidate for every move, as the texts of files by name."""
        from endorse_cli.reports.machine_text import to_json

        return {
            name: to_json(candidate)
            for one, meaning in self.meanings
            for move in meaning.moves
            for name, candidate in example_files(one, meaning, move).items()
        }

    def _given(self, format: str, look: Look) -> str:
        return self.to_markdown()

    def to_markdown(self) -> str:
        """The diff as a comment on a change; it opens with two sentences."""
        from endorse_cli.reports.diff.diff_comment import markdown

        return markdown(self.form)

    def to_table(self, look: Look = PIPED) -> str:
        """The diff to read in a terminal."""
        from endorse_cli.reports.diff.diff_table import render_diff

        return render_diff(self.form, look)


def diff_rubrics(old: AnyPath, new: AnyPath, *, candidates: AnyPaths | None = None) -> Diffed:
    """What changing one rubric into another does; each is a shipped name or a file.

    With `candidates`, files with candidates, also what comes out otherwise for each of them.
    Raises `Fault` where a rubric cannot be read or is not sound.
    """

    before, after = (Side(one, load_rubric(one)) for one in map(as_rubric, (old, new)))
    return Diffed(before, after, _files(candidates))


def diff_since(revision: str, named: AnyPath, *, candidates: AnyPaths | None = None) -> Diffed:
    """What changing a rubric since a git revision does; `named` as it is in the work tree."""

    kept = set(shipped().values())

    def read(path: str) -> Document:
        # What ships with the program has no revisions of the user's.
        return read_document(path) if Path(path) in kept else document_at(revision, Path(path))

    name = as_rubric(named)
    layered = read_layers(find_rubric(name), read)
    old = Side(f"{revision}:{name}", load_layers(layered))
    return Diffed(old, Side(name, load_rubric(name)), _files(candidates))


def _files(candidates: AnyPaths | None) -> tuple[str, ...] | None:
    return None if candidates is None else as_paths(candidates)


def _without_grounds(part: DeparturePart) -> DeparturePart:
    """A departure without who adopted it and why: those are changes, and no other departure."""
    return {**part, "reason": None, "adopted": None}


def _once(names: Iterable[str]) -> str:
    """Names in a row, each once."""
    return ", ".join(dict.fromkeys(names))


def _unread(side: Together, which: int) -> dict[str, list[str]]:
    """The values of one rubric's variables that the other does not read."""
    variables = side.rubrics[which].variables
    return {variables[level].id: list(left) for level, left in side.unread(which).items()}
