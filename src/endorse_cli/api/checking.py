"""The only place that checks a whole rubric: what is at fault and what is proved."""

from collections.abc import Iterator

from endorse_cli.api.causes import located
from endorse_cli.api.findings import finding_part
from endorse_cli.api.layers import read_layers
from endorse_cli.api.loading import LoadedRubric, load_layers
from endorse_cli.api.scoring import text_of
from endorse_cli.diagnostics import Diagnostic, Fault
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.paths import AnyPath, as_rubric
from endorse_cli.files.rubrics import find_rubric
from endorse_cli.models.check import CHECK, Check
from endorse_cli.models.in_force import is_dated, periods
from endorse_cli.models.passages import read_text
from endorse_cli.review.checks.promise_broken import CompiledPeriod
from endorse_cli.review.verdict import Verdict, proved_faults
from endorse_cli.review.verdict import check_rubric as prove_rubric


class Checked:
    """What `check` says of one rubric; `loaded` is None where its structure is at fault.

    `id` is the rubric's own, empty where nobody can tell.
    """

    def __init__(
        self,
        named: str,
        diagnostics: tuple[Diagnostic, ...],
        loaded: LoadedRubric | None = None,
        id: str = "",
    ) -> None:
        self.named = named
        self.id = loaded.rubric.id if loaded else id
        self.loaded = loaded
        self.diagnostics = diagnostics
        self.verdict: Verdict | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; notes are not."""
        return all(found.severity == "note" for found in self.diagnostics)

    @property
    def check(self) -> Check:
        """Everything that was found, in the machine form."""
        verdict, loaded = self.verdict, self.loaded
        return {
            "check": CHECK,
            "rubric": self.id,
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "promises": list(verdict.parts) if verdict else [],
            "departures": loaded.part["departures"] if loaded else [],
            "profiles": verdict.profiles if verdict else {},
            "unchecked": list(verdict.unchecked) if verdict else [],
        }

    def to_json(self) -> str:
        """The check as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.check)

    def to_github(self) -> str:
        """The findings as annotations for a workflow log."""
        from endorse_cli.reports.reviews.build_services import annotations

        return annotations(self.check["findings"], self.check["unchecked"], self.named)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """What holds and what does not, for people."""
        from endorse_cli.reports.reviews.review_findings import render_check

        rubric = self.loaded.rubric if self.verdict and self.loaded else None
        return render_check(self.check, rubric, width=width, colour=colour, unicode=unicode)

    def examples(self) -> dict[str, str]:
        """A candidate for every broken promise that has one, as the text of a file by its name."""
        from endorse_cli.reports.machine_text import to_json

        return {
            f"{part['id']}.json": to_json(part["example"])
            for part in self.check["promises"]
            if part["example"] is not None
        }


def check_rubric(named: AnyPath, *, document: AnyPath | None = None) -> Checked:
    """Everything that can be proved of a rubric; with `document`, held against its text."""
    named = as_rubric(named)
    text = read_text(text_of(document)) if document is not None else None
    id = ""
    try:
        layered = read_layers(find_rubric(named))
        id = layered.read()[0].id
        loaded = load_layers(layered)
    except Fault as fault:
        return Checked(named, fault.diagnostics, id=id)
    verdict = prove_rubric(loaded.rubric, _diagrams(loaded), text, _over_time(loaded))
    checked = Checked(named, located(loaded, verdict.diagnostics, _proved), loaded)
    checked.verdict = verdict
    return checked


def _diagrams(loaded: LoadedRubric) -> Compiled | None:
    """A rubric with everything in force; None where that is too large."""
    try:
        return compile_rubric(loaded.rubric, CHECK_BUDGET)
    except TooManyNodes:
        return None


def _over_time(loaded: LoadedRubric) -> list[CompiledPeriod] | None:
    """A rubric as it stands in each period, if there are several; None where that is too large."""
    try:
        return list(_periods(loaded))
    except TooManyNodes:
        return None


def _periods(loaded: LoadedRubric) -> Iterator[CompiledPeriod]:
    for period in periods(loaded.whole) if is_dated(loaded.whole) else ():
        compiled = compile_rubric(period.rubric, CHECK_BUDGET)
        yield CompiledPeriod(period.first, period.day, compiled)


def _proved(loaded: LoadedRubric) -> tuple[Diagnostic, ...]:
    return proved_faults(compile_rubric(loaded.rubric, CHECK_BUDGET), list(_periods(loaded)))
