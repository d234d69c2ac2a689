"""The only place that asks what the cases of a rubric notice of small changes to it."""

from collections.abc import Callable, Sequence

from endorse_cli.api.covering import case_files
from endorse_cli.api.findings import invalid_part
from endorse_cli.api.loading import LoadedRubric
from endorse_cli.api.testing import Tested, try_rubric
from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.comparison import shared_space
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.paths import AnyPath, AnyPaths
from endorse_cli.models.candidate_reader import CandidateReader
from endorse_cli.models.mutation import MUTATE, MutantPart, Mutate, SurvivorPart, UnnoticeablePart
from endorse_cli.models.unchecked import unchecked
from endorse_cli.review.cases import unused
from endorse_cli.review.mutation.mutants import (
    Bench,
    Fate,
    Judged,
    Mutant,
    bench,
    judged,
    mutants,
    noticing_case,
)

Progress = Callable[[int, int], None]
"""Hears how many mutants of how many have been judged."""


class Mutated:
    """What the cases of a rubric notice of small changes to it."""

    def __init__(self, tested: Tested, bench: Bench | None, judged: Sequence[Judged]) -> None:
        self.tested = tested
        self.judged = tuple(judged)
        names: set[str] = {found.case.name for found in tested.cases}
        survived = self._with("survived") if bench else ()
        self.survivors = [self._survivor(bench, one, names) for one in survived if bench]
        self.unchecked = unchecked(map(self._line, self._with("unchecked"))) + tested.unchecked

    @property
    def ok(self) -> bool:
        """Whether some case notices every change that gives anyone another outcome."""
        return not self.survivors and not self.unchecked

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the case files themselves."""
        return self.tested.diagnostics

    @property
    def mutate(self) -> Mutate:
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
            "unchecked": self.unchecked,
        }

    def _with(self, fate: Fate) -> list[Judged]:
        return [one for one in self.judged if one.fate == fate]

    def _line(self, judged: Judged) -> str:
        part = self._part(judged.mutant)
        return f"{part['id']}, line {part['line']}: {_words(part)}"

    def _part(self, mutant: Mutant) -> MutantPart:
        return mutant_part(self.tested.loaded, mutant)

    def _unnoticeable(self, judged: Judged) -> UnnoticeablePart | None:
        if judged.fate == "rows_only" or judged.fate == "equivalent":
            return {**self._part(judged.mutant), "effect": judged.fate}
        return None

    def _survivor(self, bench: Bench, judged: Judged, names: set[str]) -> SurvivorPart:
        part = self._part(judged.mutant)
        name = unused(self._line(judged), names)
        return {**part, "example": noticing_case(bench, judged, name)}

    def to_json(self) -> str:
        """The result as JSON."""
        from endorse_cli.reports.machine_text import to_json

        return to_json(self.mutate)

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """The result for people."""
        from endorse_cli.reports.reviews.trial_findings import render_mutate

        return render_mutate(self.mutate, width=width, colour=colour, unicode=unicode)

    def examples(self) -> dict[str, str]:
        """A case for every survivor, as texts of files by their names."""
        return case_files([survivor["example"] for survivor in self.survivors])


def mutate_rubric(
    named: AnyPath, cases: AnyPaths = (), progress: Progress = lambda done, of: None
) -> Mutated:
    """What the cases in some files and folders, or those beside a rubric, notice of its mutants.

    Raises `Fault` where the rubric has faults.
    """
    tested = try_rubric(named, cases)
    rubric = tested.loaded.rubric
    made = list(mutants(rubric))
    space = shared_space([rubric, *(mutant.rubric for mutant in made)])
    reader = CandidateReader(rubric, cut=space.regions)
    try:
        laid = bench(rubric, space)
    except TooManyNodes:
        return Mutated(tested, None, [Judged(mutant, "unchecked") for mutant in made])
    found = judged(laid, made, tested.read_again(reader), reader, _told(progress, len(made)))
    return Mutated(tested, laid, list(found))


def _told(progress: Progress, total: int) -> Callable[[int], None]:
    return lambda done: progress(done, total)


def mutant_part(loaded: LoadedRubric, mutant: Mutant) -> MutantPart:
    """A mutant in the machine form."""
    from endorse_cli.reports.wording import condition_phrase

    change = mutant.change
    return {
        "operator": change.operator,
        "id": mutant.id,
        "line": loaded.document.place(change.trail).line,
        "was": condition_phrase(loaded.rubric, change.part) if change.part else change.was,
        "becomes": change.becomes,
    }


def _words(part: MutantPart) -> str:
    from endorse_cli.reports.reviews.trial_findings import mutant_words

    return mutant_words(part)
