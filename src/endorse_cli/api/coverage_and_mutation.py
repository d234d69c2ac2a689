"""What the cases of a rubric are worth: what they try of it, and which changes they notice."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from endorse_cli.api.command_result import Page, Result, invalid_part
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.api.suite import Tested, try_rubric
from endorse_cli.diagnostics import unused
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Findings
from endorse_cli.files.paths import AnyPath, AnyPaths
from endorse_cli.models.audits import INTERRUPTED, UncheckedPart, unchecked
from endorse_cli.models.plain_values import Plain, read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.trials import (
    COVERAGE,
    KINDS,
    MUTATE,
    CountPart,
    Coverage,
    Kind,
    MutantPart,
    Mutate,
    SurvivorPart,
    UnnoticeablePart,
    UntriedPart,
)
from endorse_cli.review.measurement import Measured, Untried, measure, trial
from endorse_cli.review.mutants import (
    Bench,
    Fate,
    Judged,
    Mutant,
    bench,
    judged_alone,
    makes_alike,
    mutants,
    noticing_case,
)
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.compounds import called
from endorse_cli.views.condition_words import Words

EXAMPLES = ("examples",)
"""How it is called that there would be more cases to make up."""


class _OfCases(Result):
    """What a rubric's cases are worth: what is wrong with them is wrong with this too."""

    diagnostics: Findings = ()
    read: tuple[str, ...] = ()

    def __init__(self, tested: Tested) -> None:
        self.tested = tested
        self.diagnostics, self.read = tested.diagnostics, tested.read


class Covered(_OfCases):
    """What the cases of a rubric try of it."""

    def __init__(self, tested: Tested, measured: Measured | None) -> None:
        super().__init__(tested)
        self.is_whole = measured is not None and not measured.left
        self.measured = measured or Measured((), (), ())
        self.is_large = measured is None

    @property
    def share(self) -> Fraction:
        """How much of all there is to be tried is tried; nothing where nobody can tell."""
        return self.measured.share if self.is_whole else Fraction(0)

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """The kinds that could not be measured, and cases that could not be made up or tried."""
        large = unchecked(KINDS if self.is_large else EXAMPLES if self.measured.is_cut else ())
        return [*large, *unchecked(self.measured.left, INTERRUPTED), *self.tested.unchecked]

    @property
    def form(self) -> Coverage:
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
            "unchecked": self.unchecked,
        }

    def _count(self, kind: Kind) -> CountPart:
        tried = sum(one.goal.kind == kind for one in self.measured.tried)
        untried = sum(one.goal.kind == kind for one in self.measured.untried)
        return {"tried": tried, "total": tried + untried}

    def put(self, page: Page) -> None:
        """What is tried, and what is not with a case for it."""
        from endorse_cli.reports.reviews.trial_findings import put_coverage

        put_coverage(page, self.form)

    def examples(self) -> dict[str, str]:
        """The cases made up, as texts of files by their names."""
        return case_files(self.measured.examples)


def cover_rubric(named: AnyPath, cases: AnyPaths = (), progress: Progress = UNHEARD) -> Covered:
    """What the cases in some files and folders, or those beside a rubric, try of it.

    Raises `Fault` where the rubric has faults.
    """
    tested = try_rubric(named, cases)
    progress.show(0, 0, "building diagrams")
    # Of one, so that an interrupt while they are built leaves what has been said of the cases.
    looked = (_measured(one, progress) for one in (tested,))
    found = as_far_as(looked, 1, "rubrics measured", progress)
    return Covered(tested, found[0] if found else Measured((), (), (), KINDS))


def _measured(tested: Tested, progress: Progress) -> Measured | None:
    """What some cases try; None where the rubric is too large for that."""
    try:
        compiled = tested.loaded.trial_diagrams
        tried = [trial(compiled, one.case.name, one.assessment.masks) for one in tested.cases]
        return measure(compiled, tried, [found.name for found in tried], progress)
    except TooManyNodes:
        return None


def _untried_part(loaded: LoadedRubric, untried: Untried) -> UntriedPart:

    goal = untried.goal
    condition = goal.condition
    return {
        "kind": goal.kind,
        "id": called(loaded.rubric, goal.id),
        "asks": goal.asks,
        "condition": Words(loaded.rubric).condition(condition) if condition else None,
        "line": loaded.document.place(goal.trail).line,
        "examples": list(untried.examples),
    }


def case_files(cases: Sequence[dict[str, Plain]]) -> dict[str, str]:
    """Cases as texts of files, each by a name made of the case's own."""
    from endorse_cli.reports.machine_text import case_file

    files: dict[str, str] = {}
    names: set[str] = set()
    for case in cases:
        words = re.sub(r"[^a-z0-9]+", "-", str(case["case"]).lower()).strip("-")[:60] or "case"
        files[f"{unused(words, names, '{}-{}')}.yaml"] = case_file(case)
    return files


def read_share(text: str) -> Fraction | None:
    """The share that a text writes: `9/10`, `0.9` or `90%`, exactly; None where it writes none."""
    percent = text.endswith("%")
    number = read_number(text.removesuffix("%"))
    if number is None:
        return None
    share = number / 100 if percent else number
    return share if 0 <= share <= 1 else None


class Mutated(_OfCases):
    """What the cases of a rubric notice of small changes to it."""

    unchecked: Sequence[UncheckedPart] = ()

    def __init__(
        self,
        tested: Tested,
        bench: Bench | None,
        judged: Sequence[Judged],
        left: Sequence[Mutant] = (),
    ) -> None:
        super().__init__(tested)
        self.judged = tuple(judged)
        names: set[str] = {found.case.name for found in tested.cases}
        survived = self._with("survived") if bench else ()
        self.survivors = [self._survivor(bench, one, names) for one in survived if bench]
        large = [one.mutant for one in self._with("unchecked")]
        untried = unchecked(map(self._line, left), INTERRUPTED)
        self.unchecked = [*unchecked(map(self._line, large)), *tested.unchecked, *untried]

    @property
    def ok(self) -> bool:
        """Whether some case notices every change that gives anyone another outcome."""
        return not self.survivors and super().ok

    @property
    def form(self) -> Mutate:
        """What became of the mutants, in the machine form."""
        killed, survived = len(self._with("killed")), len(self._with("survived"))
        unnoticeable = [self._unnoticeable(one) for one in self.judged]
        return {
            "mutate": MUTATE,
            "rubric": self.tested.loaded.rubric.id,
            "cases": len(self.tested.cases),
            "mutants": len(self.judged),
            "different": killed + survived,
            "rows_only": len(self._with("rows_only")),
            "equivalent": len(self._with("equivalent")),
            "killed": killed,
            "survivors": self.survivors,
            "unnoticeable": [part for part in unnoticeable if part is not None],
            "invalid": [invalid_part(invalid) for invalid in self.tested.invalid],
            "unchecked": [*self.unchecked],
        }

    def _with(self, fate: Fate) -> list[Judged]:
        return [one for one in self.judged if one.fate == fate]

    def _line(self, mutant: Mutant) -> str:
        from endorse_cli.reports.reviews.trial_findings import mutant_words

        part = self._part(mutant)
        return f"{part['id']}, line {part['line']}: {mutant_words(part)}"

    def _part(self, mutant: Mutant) -> MutantPart:
        """A mutant in the machine form."""

        change, loaded = mutant.change, self.tested.loaded
        return {
            "operator": change.operator,
            "id": mutant.id,
            "line": loaded.document.place(change.trail).line,
            "was": Words(loaded.rubric).condition(change.part) if change.part else change.was,
            "becomes": change.becomes,
        }

    def _unnoticeable(self, judged: Judged) -> UnnoticeablePart | None:
        if judged.fate == "rows_only" or judged.fate == "equivalent":
            return {**self._part(judged.mutant), "effect": judged.fate}
        return None

    def _survivor(self, bench: Bench, judged: Judged, names: set[str]) -> SurvivorPart:
        part = self._part(judged.mutant)
        name = unused(self._line(judged.mutant), names)
        return {**part, "example": noticing_case(bench, judged, name)}

    def put(self, page: Page) -> None:
        """How much is noticed, and what is not with a case for it."""
        from endorse_cli.reports.reviews.trial_findings import put_mutate

        put_mutate(page, self.form)

    def examples(self) -> dict[str, str]:
        """A case for every survivor, as texts of files by their names."""
        return case_files([survivor["example"] for survivor in self.survivors])


def mutate_rubric(named: AnyPath, cases: AnyPaths = (), progress: Progress = UNHEARD) -> Mutated:
    """What the cases in some files and folders, or those beside a rubric, notice of its mutants.

    Raises `Fault` where the rubric has faults.
    """
    tested = try_rubric(named, cases)
    rubric = tested.loaded.rubric
    made = list(mutants(rubric))
    progress.show(0, 0, "building diagrams")
    # Of one, so that an interrupt while they are built leaves the changes that there are to try.
    built = as_far_as((_laid(rubric, each) for each in (made,)), 1, "rubrics built", progress)
    if not built:
        return Mutated(tested, None, [], made)
    laid = built[0]
    if laid is None:
        return Mutated(tested, None, [Judged(mutant, "unchecked") for mutant in made])
    reader = CandidateReader(rubric, cut=laid.original.regions)
    again = tested.read_again(reader)

    def judge(mutant: Mutant, is_tried: bool) -> Judged:
        if not is_tried:
            return Judged(mutant, "unchecked")
        if makes_alike(rubric, mutant.rubric):
            return laid.judge(mutant, again, reader)
        own = CandidateReader(mutant.rubric)
        return judged_alone(mutant, tested.read_again(own), own)

    judged = map(judge, made, spread(len(made), MOST))
    found = as_far_as(judged, len(made), "changes tried", progress)
    return Mutated(tested, laid, found, made[len(found) :])


MOST = 1_000
"""So many changes of a rubric are tried, however many there are."""


def spread(number: int, most: int) -> Iterator[bool]:
    """Whether each of so many things is one of the most that are taken, spread evenly."""
    every = max(number, most)
    return ((place + 1) * most // every > place * most // every for place in range(number))


def _laid(rubric: Rubric, made: Sequence[Mutant]) -> Bench | None:
    """Where mutants are laid beside a rubric; None where it is too large for that."""
    alike = [mutant.rubric for mutant in made if makes_alike(rubric, mutant.rubric)]
    try:
        return bench(rubric, alike)
    except TooManyNodes:
        return None
