"""A whole rubric checked: what is at fault, what is proved; and held against its document."""

from collections.abc import Iterable, Iterator

from endorse_cli.api.candidates import document_of
from endorse_cli.api.command_result import PIPED, Look, Page, Result, Several, finding_part
from endorse_cli.api.fault_causes import located
from endorse_cli.api.layered_rubric import read_layers
from endorse_cli.api.rubrics import (
    LoadedRubric,
    load_layers,
    load_rubric,
    unless_too_large,
)
from endorse_cli.diagnostics import Diagnostic, Fault, Place, Trail
from endorse_cli.engine.budget import CHECK_BUDGET, TRIAL_BUDGET
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.divided import largest_diagrams
from endorse_cli.files.catalog import find_rubric
from endorse_cli.files.document import Findings
from endorse_cli.files.paths import AnyPath, as_rubric, from_root
from endorse_cli.models.audits import (
    CHECK,
    INTERRUPTED,
    NO_DOCUMENT,
    TRACE,
    Check,
    Trace,
    UncheckedPart,
    unchecked,
)
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.record import FindingPart
from endorse_cli.review.checks.promise_broken import CompiledPeriod
from endorse_cli.review.checks.row_gap import row_examples
from endorse_cli.review.citations import Text, trace
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.review.verdict import Proved, Verdict, proved_faults
from endorse_cli.review.verdict import check_rubric as prove_rubric
from endorse_cli.rubric.in_force import is_dated, periods


class Checked(Result):
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
    named: AnyPath, *, document: AnyPath | None = None, progress: Progress = UNHEARD
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
    progress.show(0, 0, f"{id}: building diagrams")
    # Of one, so that an interrupt while it is built leaves what needs no diagram.
    built = as_far_as(map(_built, (loaded,)), 1, "diagrams built", progress)
    verdict = prove_rubric(loaded.rubric, *(built[0] if built else (None, None)), text, progress)
    checked = Checked(named, located(loaded, verdict.diagnostics, _proved), loaded)
    checked.verdict, checked.is_looked_up = verdict, text is not None
    return checked


def _built(loaded: LoadedRubric) -> tuple[Compiled | None, list[CompiledPeriod] | None]:
    """A rubric with everything in force, and in each period; None for what is too large."""
    whole = unless_too_large(lambda: largest_diagrams(loaded.rubric))
    return whole, unless_too_large(lambda: list(_periods(loaded)))


def _periods(loaded: LoadedRubric, budget: int = CHECK_BUDGET) -> Iterator[CompiledPeriod]:
    """A rubric as it stands in each period, if there are several."""
    for period in periods(loaded.whole) if is_dated(loaded.whole) else ():
        yield CompiledPeriod(period.first, period.day, largest_diagrams(period.rubric, budget))


def _proved(loaded: LoadedRubric) -> Proved:
    """What is wrong with a rubric of which several variants are looked at."""
    periods = list(_periods(loaded, TRIAL_BUDGET // 2))
    return proved_faults(largest_diagrams(loaded.rubric, TRIAL_BUDGET // 2), periods)


class SeveralChecked(Several[Checked]):
    """What `check` says of several rubrics."""

    tells_faults = Checked.tells_faults
    formats = Checked.formats


def check_rubrics(
    rubrics: Iterable[AnyPath], *, document: AnyPath | None = None, progress: Progress = UNHEARD
) -> Checked | SeveralChecked:
    """Everything that can be proved of some rubrics; see `check_rubric`."""
    named = [as_rubric(one) for one in rubrics]
    results = []
    for one in named:
        if not progress.stopped:
            results.append(check_rubric(one, document=document, progress=progress))
    if len(named) == 1:
        return results[0]
    return SeveralChecked(results, unchecked(named[len(results) :], INTERRUPTED))


class TracedRubric(Result):
    """What rests on what in one rubric, with its document's text where that was given."""

    tells_faults = True

    def __init__(self, named: str, loaded: LoadedRubric, text: Text | None) -> None:
        self.named = named
        self.loaded = loaded
        self.has_text = text is not None
        self._found = trace(loaded.whole, text, self._line)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The gaps and what else is wrong, each at its place."""
        return self.loaded.layered.locate(self._found.diagnostics)

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """What nobody can tell without the document's text."""
        return [] if self.has_text else unchecked(["passage-changed"], NO_DOCUMENT)

    @property
    def form(self) -> Trace:
        """Everything that was found, in the machine form."""
        return {
            "trace": TRACE,
            "rubric": self.loaded.rubric.id,
            "passages": self._found.passages,
            "lines": self._found.lines,
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "unchecked": self.unchecked,
        }

    def _line(self, trail: Trail) -> int:
        (found,) = self.loaded.layered.locate([Diagnostic("", "", trail=trail)])
        return found.place.line if found.place else 0

    def put(self, page: Page) -> None:
        """Every passage with its lines and every line with its passages."""
        from endorse_cli.reports.printed_rubric.passages import put_trace

        put_trace(page, self.form)

    def to_html(self) -> str:
        """Document and rubric side by side, as a page that is linked both ways."""
        from endorse_cli.reports.printed_rubric.passages import render_passages

        return render_passages(self.loaded.whole, self.form)


def trace_rubric(named: AnyPath, *, document: AnyPath | None = None) -> TracedRubric:
    """What rests on what in a rubric; with `document`, a file, held against the text itself.

    Raises `Fault` where the rubric or the document cannot be read, or the rubric is not sound.
    """
    name, text = as_rubric(named), document_of(document)
    return TracedRubric(name, load_rubric(name), text)
