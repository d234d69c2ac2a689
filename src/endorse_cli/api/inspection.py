"""A whole rubric checked: what is at fault, what is proved, and what a fault comes of.

Which changes of an overlay bring about a fault in a line below it is tried: the rubric is put
together without a change, or with it alone, and checked again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from endorse_cli.api.candidates import document_of
from endorse_cli.api.deliverable import PIPED, Laid, Look, Page, Several, finding_part
from endorse_cli.api.rubrics import (
    Layered,
    LoadedRubric,
    load_layers,
    put_together,
    read_layers,
    unless_too_large,
)
from endorse_cli.diagnostics import Diagnostic, Fault, Place, Trail, quoted
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided import compile_apart
from endorse_cli.files.catalog import find_rubric
from endorse_cli.files.document import Findings
from endorse_cli.files.paths import AnyPath, as_rubric, from_root
from endorse_cli.models.audits import CHECK, INTERRUPTED, Check, UncheckedPart, unchecked
from endorse_cli.models.chain import Change, Kind
from endorse_cli.models.plain import Plain, lacking
from endorse_cli.models.record import FindingPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.checks.promise_broken import CompiledPeriod
from endorse_cli.review.checks.row_gap import row_examples
from endorse_cli.review.headway import UNHEARD, Headway, as_far_as
from endorse_cli.review.verdict import Verdict, proved_faults
from endorse_cli.review.verdict import check_rubric as prove_rubric
from endorse_cli.rubric.in_force import is_dated, periods


class Checked(Laid):
    """What `check` says of one rubric; `loaded` is None where its structure is at fault.

    `id` is the rubric's own, empty where nobody can tell; `is_read` says that its files could be
    read. `is_looked_up` where its citations were held against the document.
    """

    tells_faults = True
    formats = ("table", "json", "html", "github")
    diagnostics: Findings = ()

    def __init__(
        self,
        named: str,
        diagnostics: tuple[Diagnostic, ...],
        loaded: LoadedRubric | None = None,
        id: str = "",
        *,
        is_read: bool = True,
    ) -> None:
        self.named = named
        self.id = loaded.rubric.id if loaded else id
        self.loaded = loaded
        self.is_read = is_read
        self.verdict: Verdict | None = None
        self.allows_unchecked = False
        self.is_looked_up = False
        self.diagnostics = diagnostics

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong, and nothing was too large, unless that is allowed."""
        wrong = any(found.severity == "error" for found in self.diagnostics)
        return not wrong if self.allows_unchecked else super().ok

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """What was too large to be proved."""
        return list(self.verdict.unchecked) if self.verdict else []

    @property
    def form(self) -> Check:
        """Everything that was found, in the machine form."""
        verdict, loaded = self.verdict, self.loaded
        return {
            "check": CHECK,
            "rubric": self.id,
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "promises": list(verdict.parts) if verdict else [],
            "departures": loaded.departures if loaded else [],
            "profiles": verdict.profiles if verdict else {},
            "unchecked": self.unchecked,
        }

    def to_github(self, root: str | None = None) -> str:
        """The findings as annotations for a workflow log, at paths as seen from the root.

        Each at the line that can be changed there: in a file below an overlay only where that is
        not what brings it about.
        """
        from endorse_cli.reports.reviews.build_services import annotations

        named = str(find_rubric(self.named))
        own = Place(named)
        if self.loaded:
            own = self.loaded.document.place(("extends",), on_key=True)
        found = [_annotated(one, own, root) for one in self.diagnostics]
        return annotations(found, self.unchecked, from_root(named, root) or named)

    def _given(self, format: str, look: Look) -> str:
        return self.to_github(look.root) if format == "github" else super()._given(format, look)

    def to_table(self, look: Look = PIPED) -> str:
        """What was found; nothing of files that could not be read, since what is wrong says it."""
        return super().to_table(look) if self.is_read else ""

    def put(self, page: Page) -> None:
        """What holds and what does not."""
        from endorse_cli.reports.reviews.review_findings import put_check

        rubric = self.loaded.rubric if self.verdict and self.loaded else None
        put_check(page, self.form, rubric, is_looked_up=self.is_looked_up)

    def _flawed(self) -> dict[str, dict[str, Plain]]:
        """Who falls into a gap or an overlap of rows: such a rubric is not even loaded."""
        if not {found.code for found in self.diagnostics} & {"row-gap", "row-overlap"}:
            return {}
        return row_examples(read_layers(find_rubric(self.named)).read()[0])

    def examples(self) -> dict[str, str]:
        """A candidate for every broken promise, gap and overlap of rows, as texts by file name."""
        from endorse_cli.reports.machine_text import to_json

        return {f"{name}.json": to_json(shown) for name, shown in self._flawed().items()} | {
            f"{part['id']}.json": to_json(part["example"])
            for part in self.form["promises"]
            if part["example"] is not None
        }


def _annotated(found: Diagnostic, own: Place, root: str | None) -> FindingPart:
    """A finding at the first of its places that can be seen from the root."""
    part = finding_part(found, own.file)
    spots = [*found.causes, *([found.place] if found.place else []), own]
    for spot in spots:
        seen = from_root(spot.file, root)
        if seen is not None:
            elsewhere = spot is own and found.place is not None
            said = f"{part['file']}:{part['line']}: " if elsewhere else ""
            return {
                **part,
                "file": seen,
                "line": spot.line,
                "column": spot.column,
                "message": said + part["message"],
            }
    return part


def check_rubric(
    named: AnyPath, *, document: AnyPath | None = None, headway: Headway = UNHEARD
) -> Checked:
    """Everything that can be proved of a rubric; with `document`, held against its text."""
    named = as_rubric(named)
    text = document_of(document)
    layered, id = None, ""
    try:
        layered = read_layers(find_rubric(named))
        id = layered.read()[0].id
        loaded = load_layers(layered)
    except Fault as fault:
        return Checked(named, fault.diagnostics, id=id, is_read=layered is not None)
    headway.show(0, 0, f"{id}: building diagrams")
    # Of one, so that an interrupt while it is built leaves what needs no diagram.
    built = as_far_as(map(_built, (loaded,)), 1, "diagrams built", headway)
    verdict = prove_rubric(loaded.rubric, *(built[0] if built else (None, None)), text, headway)
    checked = Checked(named, located(loaded, verdict.diagnostics, _proved), loaded)
    checked.verdict, checked.is_looked_up = verdict, text is not None
    return checked


def _built(loaded: LoadedRubric) -> tuple[Compiled | None, list[CompiledPeriod] | None]:
    """A rubric with everything in force, and in each period; None for what is too large."""
    whole = unless_too_large(lambda: _compiled(loaded.rubric))
    return whole, unless_too_large(lambda: list(_periods(loaded)))


def _compiled(rubric: Rubric) -> Compiled:
    """The diagrams, or where they are too large those with parts worked out apart."""
    try:
        return compile_rubric(rubric, CHECK_BUDGET)
    except TooManyNodes:
        return compile_apart(rubric, CHECK_BUDGET)


def _periods(loaded: LoadedRubric) -> Iterator[CompiledPeriod]:
    """A rubric as it stands in each period, if there are several."""
    for period in periods(loaded.whole) if is_dated(loaded.whole) else ():
        yield CompiledPeriod(period.first, period.day, _compiled(period.rubric))


def _proved(loaded: LoadedRubric) -> tuple[Diagnostic, ...]:
    return proved_faults(_compiled(loaded.rubric), list(_periods(loaded)))


class SeveralChecked(Several[Checked]):
    """What `check` says of several rubrics."""

    tells_faults = Checked.tells_faults
    formats = Checked.formats


def check_rubrics(
    rubrics: Iterable[AnyPath], *, document: AnyPath | None = None, headway: Headway = UNHEARD
) -> Checked | SeveralChecked:
    """Everything that can be proved of some rubrics; see `check_rubric`."""
    named = [as_rubric(one) for one in rubrics]
    results = []
    for one in named:
        if not headway.stopped:
            results.append(check_rubric(one, document=document, headway=headway))
    if len(named) == 1:
        return results[0]
    return SeveralChecked(results, unchecked(named[len(results) :], INTERRUPTED))


Key: TypeAlias = tuple[str, Trail]
"""What tells one fault of a merged rubric from another: its code and its trail."""

Faults: TypeAlias = Callable[[LoadedRubric], Iterable[Diagnostic]]
"""Everything that is proved to be wrong with a rubric; `TooManyNodes` past the budget."""


HOW: dict[Kind, str] = {
    "set": "{} is set to {}",
    "switch_off": "{} is switched off",
    "row": "the row {} is added",
    "member": "{} is added to a family",
}
"""What a change does, of those that can bring a fault about: a demand of evidence cannot."""


class Cause(NamedTuple):
    """The changes that bring a fault about, and how many of them have to go to be rid of it.

    No changes: the rubric at the bottom has the fault itself.
    """

    changes: tuple[Change, ...]
    to_change: Literal["one", "each"] = "one"


class Causes:
    """What brings about the faults of one rubric that stand in lines below its overlays."""

    def __init__(self, loaded: LoadedRubric, check: Faults) -> None:
        self._layered = loaded.layered
        self._check = check
        made = loaded.whole.chain.changes
        self._changes = tuple(change for change in made if change.kind in HOW)

    def of(self, found: Diagnostic) -> Cause | None:
        """What brings a fault about; None where that cannot be told."""
        key = _key(found)
        needed = self._those(self._without, lambda keys: key not in keys)
        if needed:
            return Cause(needed)
        enough = self._those(self._alone, lambda keys: key in keys)
        if self._bottom is None or (key not in self._bottom and not enough):
            return None
        return Cause(() if key in self._bottom else enough, "each")

    def _those(
        self, tried: Sequence[frozenset[Key] | None], wanted: Callable[[frozenset[Key]], bool]
    ) -> tuple[Change, ...]:
        pairs = zip(self._changes, tried, strict=True)
        return tuple(change for change, keys in pairs if keys is not None and wanted(keys))

    @cached_property
    def _without(self) -> list[frozenset[Key] | None]:
        """The faults without each change."""
        return [
            self._left([other for other in self._changes if other is not change])
            for change in self._changes
        ]

    @cached_property
    def _alone(self) -> list[frozenset[Key] | None]:
        """The faults with each change alone."""
        return [self._left([change]) for change in self._changes]

    @cached_property
    def _bottom(self) -> frozenset[Key] | None:
        """The faults without any."""
        return self._left([])

    def _left(self, kept: Sequence[Change]) -> frozenset[Key] | None:
        """The faults with only some of the changes; None where that is no sound rubric."""
        documents = list(self._layered.documents)
        for change in self._changes:
            if not any(change is one for one in kept):
                document = documents[change.layer]
                less = lacking(document.value, change.trail)
                documents[change.layer] = replace(document, value=less)
        try:
            loaded = load_layers(put_together(tuple(documents)))
            return frozenset(map(_key, self._check(loaded)))
        except (Fault, TooManyNodes):
            return None


def located(loaded: LoadedRubric, found: Iterable[Diagnostic], check: Faults) -> Findings:
    """Diagnostics of a rubric at their places, each with what brings it about."""
    causes = Causes(loaded, check)
    layered = loaded.layered
    return tuple(
        _with_cause(layered, one, causes.of(one))
        if layered.may_follow(one)
        else layered.placed(one)
        for one in found
    )


def _with_cause(layered: Layered, found: Diagnostic, cause: Cause | None) -> Diagnostic:
    places = tuple(
        layered.documents[change.layer].place(change.trail, on_key=True)
        for change in (cause.changes if cause else ())
    )
    return layered.placed(found, _words(layered, found, cause), places)


def _key(found: Diagnostic) -> Key:
    return found.code, found.trail


def _words(layered: Layered, found: Diagnostic, cause: Cause | None) -> str:
    """What to do about a fault in a line below; empty where no overlay has to do with it."""
    otherwise = "waive the promise" if found.code == "promise-broken" else "switch this line off"
    if cause is None:
        return f"Where an overlay brings this about, change the overlay or {otherwise}."
    if not cause.changes:
        return ""
    placed = sorted(_placed(layered, change) for change in cause.changes)
    places = ", and of ".join(f"{file}:{line}, where {how}" for _, line, file, how in placed)
    those = "that" if len(cause.changes) == 1 else f"{cause.to_change} of them"
    return f"This comes of {places}: change {those} or {otherwise}."


def _placed(layered: Layered, change: Change) -> tuple[int, int, str, str]:
    """A change with its place: the layer, the line, the file, and what it does."""
    place = layered.documents[change.layer].place(change.trail, on_key=True)
    return change.layer, place.line, place.file, _how(change)


def _how(change: Change) -> str:
    value = quoted(change.after) if change.after else ""
    return HOW[change.kind].format(quoted(change.what), value)
