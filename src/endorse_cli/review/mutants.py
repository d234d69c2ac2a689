"""The mutants of a rubric, each with one small change, and what becomes of each."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace as replace_part
from typing import Literal, NamedTuple

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.budget import SPARE, TRIAL_BUDGET
from endorse_cli.engine.comparison import compile_among, compile_variant
from endorse_cli.engine.compile import Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.profiles import Path, example
from endorse_cli.models.candidate import Case
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decision_rows import Bands, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.model import replace
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.alterations import changed_settings, changed_worths, inside
from endorse_cli.review.cases import generated_case, misses, settled
from endorse_cli.review.small_changes import Change, changed_ranges, neighbours
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.compounds import formulas


class Mutant(NamedTuple):
    """A rubric with one small change, and the id of what was changed."""

    id: str
    change: Change
    rubric: Rubric


def mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Every mutant, in the order in which the sections of a rubric stand.

    Promises and the slate decide nothing, so nothing is changed in them.
    """
    for id, change, other in (*changed_worths(rubric), *changed_settings(rubric)):
        yield Mutant(id, change, other)
    for id, score in rubric.scores.items():
        for change, value in inside(rubric, score):
            yield Mutant(id, change, replace(rubric, scores={**rubric.scores, id: value}))
    for id, finding in rubric.findings.items():
        for change, rule in inside(rubric, finding):
            yield Mutant(id, change, replace(rubric, findings={**rubric.findings, id: rule}))
    for decision in rubric.decisions.values():
        for id, change, changed in _decision(rubric, decision):
            decisions = {**rubric.decisions, decision.id: changed}
            yield Mutant(id, change, replace(rubric, decisions=decisions))


def _decision(rubric: Rubric, decision: Decision) -> Iterator[tuple[str, Change, Decision]]:
    """A decision with every small change."""
    if isinstance(decision.body, Bands):
        yield from _bands(rubric, decision, decision.body)
    elif isinstance(decision.body, Table):
        yield from _cells(decision, decision.body)
    if decision.body is not None:
        return
    *rows, last = decision.rows
    for place, row in enumerate(rows):
        id = f"{decision.id}.{row.id}"
        before, after = rows[:place], rows[place + 1 :]
        others = (*before, *after, last)
        yield id, Change("drop_row", row.trail, row.id), replace(decision, rows=others)
        if after:
            swapped = (*before, after[0], row, *after[1:], last)
            change = Change("swap_rows", row.trail, row.id, after[0].id)
            yield id, change, replace(decision, rows=swapped)
        for change, other in inside(rubric, row):
            yield id, change, replace(decision, rows=(*before, other, *after, last))


def _cells(decision: Decision, table: Table) -> Iterator[tuple[str, Change, Decision]]:
    """A table with an outcome of one cell that is the one before or after it."""
    for place, (row, cell) in enumerate(zip(decision.rows, table.cells, strict=True)):
        for other in neighbours(decision.outcomes, row.outcome):
            change = Change("move", (*cell.trail, len(cell.names)), row.outcome, other)
            rows, cells = [*decision.rows], [*table.cells]
            rows[place] = replace(row, outcome=other)
            cells[place] = replace(cell, words=(*cell.names, other))
            changed = replace(table, cells=tuple(cells))
            yield (
                f"{decision.id}.{row.id}",
                change,
                replace(decision, rows=tuple(rows), table=changed),
            )


def _bands(
    rubric: Rubric, decision: Decision, bands: Bands
) -> Iterator[tuple[str, Change, Decision]]:
    """The cuts of bands moved; each cut is a row too, whose condition moves with it."""
    for change, ranges in changed_ranges(rubric, bands.of, tuple(c.range for c in bands.cuts)):
        cuts = tuple(replace(c, range=r) for c, r in zip(bands.cuts, ranges, strict=True))
        rows = tuple(
            replace(row, when=replace(row.when, test=range)) if isinstance(row.when, Atom) else row
            for row, range in zip(decision.rows, ranges, strict=True)
        )
        changed = replace(decision, rows=rows, bands=replace(bands, cuts=cuts))
        yield decision.id, change, changed


Fate = Literal["killed", "survived", "rows_only", "equivalent", "unchecked"]


class Judged(NamedTuple):
    """What became of a mutant; of one that survived, a profile on which it would be noticed."""

    mutant: Mutant
    fate: Fate
    profile: Path | None = None


CROWDED = 100_000
"""So many nodes of mutants may stand before they are freed."""


class Bench:
    """Where mutants are laid beside the original, one after another.

    Each may take its part of the room that is left for those `to_come`: one that is too large
    leaves room for the others. Where that was too little for a change, others of the same line wait
    until there is twice as much. The case that noticed the last is asked first about the next.
    """

    def __init__(self, original: Compiled, to_come: int, room: int) -> None:
        self.original = original
        self.to_come = to_come
        self.room = room
        self._mark = original.manager.mark()
        self._too_little: dict[str, int] = {}
        self._noticing: list[int] = []

    def judge(self, mutant: Mutant, cases: Sequence[Case], reader: CandidateReader) -> Judged:
        """What becomes of a mutant; `unchecked` where there is no room for it."""
        manager, part = self.original.manager, self.room // max(self.to_come, 1)
        self.to_come -= 1
        if part < 2 * self._too_little.get(mutant.id, 0):
            return Judged(mutant, "unchecked")
        before, usual = manager.work, manager.budget
        manager.budget = manager.live + part
        try:
            found = self._judged(mutant, cases, reader)
        except TooManyNodes:
            found = Judged(mutant, "unchecked")
            self._too_little[mutant.id] = part
        finally:
            manager.budget = usual
        self.room -= min(self.room, manager.work - before)
        if manager.live > self._mark.live + CROWDED:
            # What the original remembers of nodes goes with those of mutants.
            manager.back_to(self._mark)
            self.original = replace_part(self.original)
        return found

    def _judged(self, mutant: Mutant, cases: Sequence[Case], reader: CandidateReader) -> Judged:
        original, variant = self.original, compile_variant(self.original, mutant.rubric)
        pairs = [(original.decisions[id], decided) for id, decided in variant.decisions.items()]
        if all(one.outcomes == other.outcomes for one, other in pairs):
            is_same = all(one.root == other.root for one, other in pairs)
            return Judged(mutant, "equivalent" if is_same else "rows_only")
        moved = {one.decision.id for one, other in pairs if one.outcomes != other.outcomes}
        for place in dict.fromkeys((*self._noticing, *range(len(cases)))):
            if _notices(variant, moved, cases[place], reader):
                self._noticing = [place, *(other for other in self._noticing if other != place)]
                return Judged(mutant, "killed")
        return Judged(mutant, "survived", _noticeable(original, variant))


PATIENCE = 2_000_000
"""Where so many nodes are enough for every mutant there is room for all of them."""


def bench(rubric: Rubric, others: Sequence[Rubric], room: int | None = None) -> Bench:
    """A bench for a rubric and its mutants that can be laid beside it.

    In its room, by itself as much as may be waited for, there is the original, and what is left is
    the mutants'. Raises `TooManyNodes` where the original alone takes more.
    """
    original = compile_among([rubric, *others])
    if room is None:
        # A mutant takes about as much as the original where all that rests on it is made again, and
        # on the way to it as much as is allowed on the way to that.
        every = SPARE * original.manager.live * (len(others) + 2)
        room = max(TRIAL_BUDGET, every) if every <= PATIENCE else TRIAL_BUDGET
    return Bench(original, len(others), max(room - original.manager.work, 0))


def makes_alike(rubric: Rubric, other: Rubric) -> bool:
    """Whether two rubrics make the same of numbers that are too many to be listed."""
    if rubric.scores is other.scores and rubric.settings is other.settings:
        return True
    return formulas(rubric) == formulas(other)


def judged_alone(mutant: Mutant, cases: Sequence[Case], reader: CandidateReader) -> Judged:
    """What becomes of a mutant that cannot be laid beside the original: only cases tell."""
    try:
        variant = compile_rubric(mutant.rubric, TRIAL_BUDGET)
    except TooManyNodes:
        return Judged(mutant, "unchecked")
    killed = any(_notices(variant, variant.decisions, case, reader) for case in cases)
    return Judged(mutant, "killed" if killed else "unchecked")


def _notices(
    variant: Compiled, moved: Collection[str], case: Case, reader: CandidateReader
) -> bool:
    """Whether an expectation of a case is not met by a mutant; only some decisions have moved."""
    candidate = case.candidate
    if not (candidate.given or case.rows or case.reasons or case.scores or case.findings):
        case = case._replace(expect={id: e for id, e in case.expect.items() if id in moved})
        variant = replace_part(variant, decisions={id: variant.decisions[id] for id in moved})
    assessment = Assessment(variant, candidate.answers, reader.absent, candidate.given)
    return next(misses(case, assessment), None) is not None


def _noticeable(original: Compiled, variant: Compiled) -> Path:
    """The fewest answers on which an outcome differs, and those that settle the rest."""
    for id, decided in variant.decisions.items():
        before = original.decisions[id].outcomes
        if before != decided.outcomes:
            differ = original.manager.differing(before, decided.outcomes)
            path = example(original.manager, differ, bool)
            return settled(original, path or {})
    return {}


def noticing_case(bench: Bench, judged: Judged, name: str) -> dict[str, Plain]:
    """A case that would notice a mutant that survived."""
    why = "Made up to notice a change that no case noticed; confirm what comes out, and say why."
    return generated_case(bench.original, judged.profile or {}, name, why)
