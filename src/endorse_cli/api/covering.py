"""The only place that measures what the cases of a rubric try of it."""

import re
from collections.abc import Sequence
from fractions import Fraction

from endorse_cli.api.findings import invalid_part
from endorse_cli.api.loading import LoadedRubric
from endorse_cli.api.testing import Tested, try_rubric
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.compile import CHECK_BUDGET, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.paths import AnyPath, AnyPaths
from endorse_cli.models.coverage import COVERAGE, KINDS, CountPart, Coverage, Kind, UntriedPart
from endorse_cli.models.numbers import read_number, show_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.unchecked import unchecked
from endorse_cli.review.coverage.measurement import Measured, Untried, measure, trial


class Covered:
    """What the cases of a rubric try of it."""

    def __init__(self, tested: Tested, measured: Measured | None) -> None:
        self.tested = tested
        self.is_whole = measured is not None
        self.measured = measured or Measured((), (), ())

    @property
    def share(self) -> Fraction:
        """How much of all there is to be tried is tried; nothing where nobody can tell."""
        return self.measured.share if self.is_whole else Fraction(0)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the case files themselves."""
        return self.tested.diagnostics

    @property
    def coverage(self) -> Coverage:
        """What is tried and what is not, in the machine form."""
        return {
            "coverage": COVERAGE,
            "rubric": self.tested.loaded.rubric.id,
            "cases": len(self.tested.cases),
            "share": show_number(self.share),
            "kinds": {kind: self._count(kind) for kind in KINDS},
            "untried": [_untried_part(self.tested.loaded, one) for one in self.measured.untried],
            "examples": list(self.measured.examples),
            "invalid": [invalid_part(invalid) for invalid in self.tested.invalid],
            "unchecked": unchecked(() if self.is_whole else KINDS) + self.tested.unchecked,
        }

    def _count(self, kind: Kind) -> CountPart:
        tried = sum(one.goal.kind == kind for one in self.measured.tried)
        untried = sum(one.goal.kind == kind for one in self.measured.untried)
        return {"tried": tried, "total": tried + untried}

    def to_json(self) -> str:
        """The result as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.coverage)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """The result for people."""
        from endorse_cli.reports.reviews.trial_findings import render_coverage

        return render_coverage(self.coverage, width=width, colour=colour, unicode=unicode)

    def examples(self) -> dict[str, str]:
        """The cases made up, as texts of files by their names."""
        return case_files(self.measured.examples)


def cover_rubric(named: AnyPath, cases: AnyPaths = ()) -> Covered:
    """What the cases in some files and folders, or those beside a rubric, try of it.

    Raises `Fault` where the rubric has faults.
    """
    tested = try_rubric(named, cases)
    try:
        compiled = compile_rubric(tested.loaded.rubric, CHECK_BUDGET)
        tried = [trial(compiled, one.case.name, one.assessment.masks) for one in tested.cases]
        return Covered(tested, measure(compiled, tried, [found.name for found in tried]))
    except TooManyNodes:
        return Covered(tested, None)


def _untried_part(loaded: LoadedRubric, untried: Untried) -> UntriedPart:
    from endorse_cli.reports.wording import condition_phrase

    goal = untried.goal
    condition = goal.condition
    return {
        "kind": goal.kind,
        "id": goal.id,
        "asks": goal.asks,
        "condition": condition_phrase(loaded.rubric, condition) if condition else None,
        "line": loaded.document.place(goal.trail).line,
        "examples": list(untried.examples),
    }


def case_files(cases: Sequence[dict[str, Plain]]) -> dict[str, str]:
    """Cases as texts of files, each by a name made of the case's own."""
    from endorse_cli.reports.machine_text import case_file

    files: dict[str, str] = {}
    for case in cases:
        words = re.sub(r"[^a-z0-9]+", "-", str(case["case"]).lower()).strip("-")[:60] or "case"
        name, number = words, 1
        while f"{name}.yaml" in files:
            number += 1
            name = f"{words}-{number}"
        files[f"{name}.yaml"] = case_file(case)
    return files


def read_share(text: str) -> Fraction | None:
    """The share that a text writes: `9/10`, `0.9` or `90%`, exactly; None where it writes none."""
    percent = text.endswith("%")
    number = read_number(text.removesuffix("%"))
    if number is None:
        return None
    share = number / 100 if percent else number
    return share if 0 <= share <= 1 else None
