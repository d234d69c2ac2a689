"""The only place that makes the mutants of a rubric: each the rubric with one small change."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.models.base import replace
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decisions import Bands, Decision, Row
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.mutation.change import Change
from endorse_cli.review.mutation.in_amounts import changed_amounts
from endorse_cli.review.mutation.in_bands import changed_ranges
from endorse_cli.review.mutation.in_conditions import changed_conditions, changed_exceptions
from endorse_cli.review.mutation.in_settings import changed_settings, changed_worths


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
    yield from _scores(rubric)
    yield from _findings(rubric)
    for decision in rubric.decisions.values():
        for id, change, changed in _decision(rubric, decision):
            decisions = {**rubric.decisions, decision.id: changed}
            yield Mutant(id, change, replace(rubric, decisions=decisions))


def _scores(rubric: Rubric) -> Iterator[Mutant]:
    for id, score in rubric.scores.items():
        for change, value in changed_amounts(rubric, score.value):
            scores = {**rubric.scores, id: replace(score, value=value)}
            yield Mutant(id, change, replace(rubric, scores=scores))


def _findings(rubric: Rubric) -> Iterator[Mutant]:
    for id, finding in rubric.findings.items():
        for change, when in changed_conditions(rubric, finding.when):
            findings = {**rubric.findings, id: replace(finding, when=when)}
            yield Mutant(id, change, replace(rubric, findings=findings))
        for change, unless in changed_exceptions(rubric, finding.unless):
            findings = {**rubric.findings, id: replace(finding, unless=unless)}
            yield Mutant(id, change, replace(rubric, findings=findings))


def _decision(rubric: Rubric, decision: Decision) -> Iterator[tuple[str, Change, Decision]]:
    """A decision with every small change; of a table, whose cells are all it is, there is none."""
    if isinstance(decision.body, Bands):
        yield from _bands(rubric, decision, decision.body)
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
        for change, other in _row(rubric, row):
            yield id, change, replace(decision, rows=(*before, other, *after, last))


def _row(rubric: Rubric, row: Row) -> Iterator[tuple[Change, Row]]:
    if row.when is not None:
        for change, when in changed_conditions(rubric, row.when):
            yield change, replace(row, when=when)
    for change, unless in changed_exceptions(rubric, row.unless):
        yield change, replace(row, unless=unless)


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
