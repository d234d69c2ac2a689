"""The only place that says what becomes of a mutant: no change, noticed, or not noticed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.comparison import compile_variant
from endorse_cli.engine.compile import Compiled, compile_over
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import Space
from endorse_cli.engine.profiles import Path, example
from endorse_cli.models.candidate_reader import CandidateReader
from endorse_cli.models.case import Case
from endorse_cli.models.plain import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.cases import misses
from endorse_cli.review.generated import generated_case, settled
from endorse_cli.review.mutation.mutants import Mutant

Fate = Literal["killed", "survived", "rows_only", "equivalent", "unchecked"]


class Judged(NamedTuple):
    """What became of a mutant; of one that survived, a profile on which it would be noticed."""

    mutant: Mutant
    fate: Fate
    profile: Path | None = None


@dataclass(slots=True)
class Bench:
    """Where mutants are laid beside the original; it is cleared where it gets too full."""

    original: Compiled

    def judge(self, mutant: Mutant, cases: Sequence[Case], reader: CandidateReader) -> Judged:
        """What becomes of a mutant; `unchecked` where it does not fit even alone."""
        try:
            return _judged(self.original, mutant, cases, reader)
        except TooManyNodes:
            self._clear()
        try:
            return _judged(self.original, mutant, cases, reader)
        except TooManyNodes:
            self._clear()
            return Judged(mutant, "unchecked")

    def _clear(self) -> None:
        self.original = compile_over(self.original.rubric, self.original.space.emptied())


def bench(rubric: Rubric, space: Space) -> Bench:
    """A bench for a rubric, in a space that it shares with its mutants."""
    return Bench(compile_over(rubric, space))


def judged(
    bench: Bench,
    mutants: Sequence[Mutant],
    cases: Sequence[Case],
    reader: CandidateReader,
    told: Callable[[int], None],
) -> Iterator[Judged]:
    """What becomes of each mutant under the cases; `told` hears how many have been judged."""
    for number, mutant in enumerate(mutants, 1):
        yield bench.judge(mutant, cases, reader)
        told(number)


def _judged(
    original: Compiled, mutant: Mutant, cases: Sequence[Case], reader: CandidateReader
) -> Judged:
    variant = compile_variant(original, mutant.rubric)
    pairs = [(original.decisions[id], decided) for id, decided in variant.decisions.items()]
    if all(one.root == other.root for one, other in pairs):
        return Judged(mutant, "equivalent")
    if all(one.outcomes == other.outcomes for one, other in pairs):
        return Judged(mutant, "rows_only")
    if any(_notices(variant, case, reader) for case in cases):
        return Judged(mutant, "killed")
    return Judged(mutant, "survived", _noticeable(original, variant))


def _notices(variant: Compiled, case: Case, reader: CandidateReader) -> bool:
    """Whether an expectation of a case is not met by a mutant."""
    candidate = case.candidate
    assessment = Assessment(variant, candidate.answers, reader.absent, candidate.given)
    return next(misses(case, assessment), None) is not None


def _noticeable(original: Compiled, variant: Compiled) -> Path:
    """The fewest answers on which an outcome differs, and those that settle the rest."""
    for id, decided in variant.decisions.items():
        before = original.decisions[id].outcomes
        if before != decided.outcomes:
            differ = original.manager.merge(
                (before, decided.outcomes), lambda leaves: leaves[0] != leaves[1]
            )
            path = example(original.manager, differ, bool)
            return settled(original, path or {})
    return {}


def noticing_case(bench: Bench, judged: Judged, name: str) -> dict[str, Plain]:
    """A case that would notice a mutant that survived."""
    why = "Made up to notice a change that no case noticed; confirm what comes out, and say why."
    return generated_case(bench.original, judged.profile or {}, name, why)
