"""The only place that holds the rubric to its word on what carries no weight (`type-mismatch`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.engine.order import conditions_of, definition_order
from endorse_cli.models import amounts, conditions
from endorse_cli.models.amounts import Amount
from endorse_cli.models.conditions import Atom, each_of
from endorse_cli.models.reader import Reader
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Includes, Test


def check_recorded(reader: Reader, rubric: Rubric) -> None:
    """Note every use, in what a decision rests on, of an answer that is only recorded.

    The rubric has no cycle.
    """
    for owner in definition_order(rubric, list(rubric.decisions)):
        for id, trail in (*_tested(rubric, owner), *_scored(rubric, owner)):
            reader.fault(
                "type-mismatch",
                f"{quoted(id)} is recorded without weight, and a decision rests on it.",
                "Take it out here, or take away that it is recorded.",
                trail,
                on_key=True,
            )


def _tested(rubric: Rubric, owner: str) -> Iterator[tuple[str, Trail]]:
    score = rubric.scores.get(owner)
    inside = amounts.conditions_in(score.value) if score else conditions_of(rubric, owner)
    for condition in inside:
        for part in conditions.walk(condition):
            if isinstance(part, Atom):
                yield from _weightless(rubric, part.id, part.test, (*part.trail, part.id))
            elif each := each_of(part):
                ids = rubric.ids_in(each.of)
                for id in ids:
                    yield from _weightless(rubric, id, each.test, (*each.trail, "of"))


def _weightless(rubric: Rubric, id: str, test: Test, trail: Trail) -> Iterator[tuple[str, Trail]]:
    criterion = rubric.criteria.get(id)
    if criterion is None:
        return
    if criterion.recorded is not None:
        yield id, trail
    elif isinstance(test, Includes):
        for member in test.members:
            if member in criterion.recorded_members:
                yield f"{id}.{member}", trail


def _scored(rubric: Rubric, owner: str) -> Iterator[tuple[str, Trail]]:
    if owner not in rubric.scores:
        return
    for part in amounts.walk(rubric.scores[owner].value):
        for id, trail in _amounts(rubric, part):
            criterion = rubric.criteria.get(id)
            if criterion is not None and criterion.recorded is not None:
                yield id, trail


def _amounts(rubric: Rubric, part: Amount) -> Iterator[tuple[str, Trail]]:
    if isinstance(part, amounts.Named | amounts.Points | amounts.BandPoints | amounts.Worth):
        yield part.id, part.trail
    elif isinstance(part, amounts.Gathered) and isinstance(part.parts, str):
        for id in rubric.members(part.parts):
            yield id, (*part.trail, part.how, "of")
