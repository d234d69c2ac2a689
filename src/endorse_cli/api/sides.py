"""The two rubrics of a diff: where each stands, what it says, and where changes are in them.

And what is said where there is but one of them.
"""

from abc import abstractmethod
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from endorse_cli.api.result import Laid, Look, Page, finding_part
from endorse_cli.api.rubrics import LoadedRubric, load_layers, read_layers
from endorse_cli.diagnostics import Diagnostic, Fault, Trail
from endorse_cli.engine.comparison import Together
from endorse_cli.files.document import Findings
from endorse_cli.files.history import Revision
from endorse_cli.files.predecessor import predecessor
from endorse_cli.models.plain import Plain, value_at
from endorse_cli.models.versions import (
    DIFF,
    KINDS,
    CasesPart,
    ChangePart,
    Diff,
    FilledPart,
    SidePart,
    SincePart,
    SpotPart,
)
from endorse_cli.review.diff.change_kinds import narrow
from endorse_cli.review.diff.edits import Change
from endorse_cli.rubric.parts import way
from endorse_cli.rubric.renames import Filling, as_called_in

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


NO_CASES: CasesPart = {"gone": [], "changed": []}


class Since(NamedTuple):
    """With which revision a rubric is compared, and why with that.

    `named` is the revision asked for, `commit` what was found. `is_parted` where it is not the
    revision itself but what the branch had in common with it. `faults` are those that the rubric
    had then; where they keep it from being read, `compared` is the revision that was taken instead.
    """

    named: str
    commit: str
    is_parted: bool = False
    faults: Findings = ()
    file: str = ""
    compared: str | None = None
    cases: CasesPart = NO_CASES

    def with_faults(self, faults: Findings, file: str) -> "Since":
        """The same where the rubric had faults then, in a file."""
        return self._replace(faults=faults, file=file)

    def instead(self, commit: str) -> "Since":
        """The same where another revision is compared."""
        return self._replace(compared=commit)

    @property
    def part(self) -> SincePart:
        """The same in the machine form."""
        return {
            "named": self.named,
            "commit": self.commit,
            "parted": self.is_parted,
            "faults": [finding_part(found, self.file) for found in self.faults],
            "compared": self.compared if self.faults else self.commit,
            "cases": self.cases,
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


def filled_part(filling: Filling) -> FilledPart:
    """A placeholder that others took the place of, in the machine form."""
    family, placeholder, members = filling
    return {"family": family, "placeholder": placeholder, "members": list(members)}


def unread_values(side: Together, which: int) -> dict[str, list[str]]:
    """The values of one rubric's variables that the other does not read."""
    variables = side.rubrics[which].variables
    return {variables[level].id: list(left) for level, left in side.unread(which).items()}


def side_at(revision: Revision, path: Path) -> Side:
    """The rubric at a revision; a `Fault` where it had faults or cannot be read."""
    return Side(f"{revision.named}:{path}", load_layers(read_layers(path, revision)))


def readable_side(revision: Revision, path: Path, now: Plain) -> Side | None:
    """The rubric at a revision; None where it was not there, or had faults."""
    try:
        was = predecessor(revision, path, now)
        return side_at(revision, was) if was is not None else None
    except Fault:
        return None


class ToldDiff(Laid):
    """A diff as it is given to people, with its machine form."""

    formats = ("table", "json", "markdown", "html")

    @property
    @abstractmethod
    def form(self) -> Diff:
        """Everything that was found, in the machine form."""

    def _given(self, format: str, look: Look) -> str:
        return self.to_markdown() if format == "markdown" else super()._given(format, look)

    def to_markdown(self) -> str:
        """The diff as a comment on a change; it opens with two sentences."""
        from endorse_cli.reports.reviews.diff_comment import markdown

        return markdown(self.form)

    def put(self, page: Page) -> None:
        """The diff to read: what the change does, two sentences first."""
        from endorse_cli.reports.reviews.diff_table import put_diff

        put_diff(page, self.form)


class Undiffed(ToldDiff):
    """A rubric that can be compared with nothing: it is new, or nobody can read what it was."""

    def __init__(self, new: Side, since: Since) -> None:
        self.new = new
        self.since = since

    @property
    def diagnostics(self) -> Findings:
        """Nothing: what is wrong with what was is part of the result."""
        return ()

    @property
    def form(self) -> Diff:
        """That there is no change to speak of, in the machine form."""
        return {
            "diff": DIFF,
            "changes": [],
            "decisions": {},
            "old": None,
            "new": self.new.part,
            "since": self.since.part,
            "unread": {"old": {}, "new": {}},
            "lost": {},
            "again": [],
            "evidence": {"less": [], "more": []},
            "filled": [],
            "departures": [],
            "version": {"advice": "none", "because": [], "next": None},
            "unchecked": [],
        }

    def unmet(self, gate: Gate) -> str:
        """Why a gate is not passed: what nobody can read cannot be compared."""
        if not self.since.faults:
            return ""
        from endorse_cli.reports.reviews.diff_words import unreadable_words

        return f"nothing to compare with: {unreadable_words(self.since.part)}"

    def examples(self) -> dict[str, str]:
        """None: nobody moves."""
        return {}
