"""The only place that collects what numbers and days are compared with, and so their regions.

The cuts of a number come from its own comparisons, from points by band, and from comparisons of a
score of which it is the only open term, taken back through the score's arithmetic.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.models import amounts, conditions
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Round,
    Times,
)
from endorse_cli.models.conditions import Atom, Condition, Each, Exempt, each_of
from endorse_cli.models.numbers import read_number
from endorse_cli.models.regions import (
    DayRegions,
    Edge,
    NumberRegions,
    day_regions,
    number_regions,
    steps,
)
from endorse_cli.models.rounding import reaching
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Bound, Day, Days, Range, SettingUse, Test
from endorse_cli.models.values import span_between, value_of

Regions: TypeAlias = NumberRegions | DayRegions
Cuts: TypeAlias = dict[str, list[Edge[Fraction]]]


def regions_of(rubric: Rubric) -> dict[str, Regions]:
    """The regions of every criterion that is answered with a number or a day."""
    return _of_numbers(rubric) | _of_days(rubric)


def tests_in(rubric: Rubric) -> Iterator[tuple[str, Test]]:
    """Every test in a rubric, wherever it stands, with the id that it is asked of."""
    for condition in all_conditions(rubric):
        for part in conditions.walk(condition):
            if isinstance(part, Atom):
                yield part.id, part.test
            elif each := each_of(part):
                yield from _each(rubric, each)
    for score in rubric.scores.values():
        for amount in amounts.walk(score.value):
            if isinstance(amount, Counted) and isinstance(amount.parts, Each):
                yield from _each(rubric, amount.parts)


def _each(rubric: Rubric, each: Each) -> Iterator[tuple[str, Test]]:
    ids = rubric.members(each.of) if isinstance(each.of, str) else each.of
    return ((id, each.test) for id in ids)


def all_conditions(rubric: Rubric, *, written: bool = False) -> Iterator[Condition]:
    """Every condition of a rubric: of findings, rows, promises, scores and the slate.

    With `written` those that somebody wrote: a table's cells and the cuts of bands are none.
    """

    def guarded(when: Condition | None, unless: Iterable[Exempt]) -> Iterator[Condition]:
        if when is not None:
            yield when
        yield from (exception.when for exception in unless)

    for finding in rubric.findings.values():
        yield from guarded(finding.when, finding.unless)
    for decision in rubric.decisions.values():
        for row in () if written and decision.body is not None else decision.rows:
            yield from guarded(row.when, row.unless)
    for score in rubric.scores.values():
        yield from amounts.conditions_in(score.value)
    for promise in rubric.promises.values():
        yield from (c for c in (promise.when, promise.then) if c is not None)
    if rubric.slate:
        yield rubric.slate.of
        yield from (guidance.condition for guidance in rubric.slate.guidance)


def setting_number(rubric: Rubric, bound: Bound | Fraction) -> Fraction | None:
    """The number of a bound, through its setting where it names one; None where it is none."""
    if isinstance(bound, Fraction):
        return bound
    if isinstance(bound, SettingUse):
        setting = rubric.settings.get(bound.id)
        return read_number(setting.value) if setting else None
    return read_number(bound)


def range_edges(rubric: Rubric, range: Range) -> tuple[list[Edge[Fraction]], list[Edge[Fraction]]]:
    """Where a range begins, and where it ends."""

    def edges(*bounds: tuple[Bound | None, bool]) -> list[Edge[Fraction]]:
        numbers = [(setting_number(rubric, b), after) for b, after in bounds if b is not None]
        return [Edge(number, after) for number, after in numbers if number is not None]

    return (
        edges((range.at_least, False), (range.more_than, True)),
        edges((range.less_than, False), (range.at_most, True)),
    )


def _cut_by(rubric: Rubric, range: Range) -> list[Edge[Fraction]]:
    lows, highs = range_edges(rubric, range)
    return [*lows, *highs]


def single_numbers(rubric: Rubric) -> dict[str, str]:
    """The scores that rest on one number criterion and on nothing else that is open."""
    found = {id: open_terms(rubric, score.value) for id, score in rubric.scores.items()}
    return {id: terms[0] for id, terms in found.items() if _is_single_number(rubric, terms)}


def added_up(rubric: Rubric) -> list[tuple[str, str]]:
    """The numbers that a score adds up with other open terms, each with the score."""
    return [
        (term, id)
        for id, score in rubric.scores.items()
        if not _is_single_number(rubric, terms := open_terms(rubric, score.value))
        for term in terms
        if _is_number(rubric, term)
    ]


def _is_single_number(rubric: Rubric, terms: list[str]) -> bool:
    return len(terms) == 1 and _is_number(rubric, terms[0])


def _is_number(rubric: Rubric, id: str) -> bool:
    return id in rubric.criteria and rubric.criteria[id].kind.number is not None


def _of_numbers(rubric: Rubric) -> dict[str, Regions]:
    shapes = {c.id: c.kind.number for c in rubric.criteria.values() if c.kind.number}
    if not shapes:
        return {}
    cuts: Cuts = {id: [] for id in shapes}
    listed = {number for number, _ in added_up(rubric)}
    only = single_numbers(rubric)
    for score in rubric.scores.values():
        for part in amounts.walk(score.value):
            if isinstance(part, BandPoints) and part.id in cuts:
                for band in part.bands:
                    cuts[part.id].extend(_cut_by(rubric, band.range))
    for id, test in tests_in(rubric):
        if isinstance(test, Range) and id in cuts:
            cuts[id].extend(_cut_by(rubric, test))
        elif isinstance(test, Range) and id in only:
            value = rubric.scores[id].value
            found = (pulled(rubric, value, edge) for edge in _cut_by(rubric, test))
            cuts[only[id]].extend(edge for edge in found if edge is not None)
    for promise in rubric.promises.values():
        for id in {promise.over} if isinstance(promise.over, str) else {*promise.over}:
            if id in only and (edge := _telling(rubric, id, only[id])):
                cuts[only[id]].append(edge)
    return {
        id: (steps(shape) if id in listed else None) or number_regions(shape, cuts[id])
        for id, shape in shapes.items()
    }


def _telling(rubric: Rubric, score: str, number: str) -> Edge[Fraction] | None:
    """A cut on whose sides a score differs, so that a promise sees it move; None if it cannot."""
    amount, shape = rubric.scores[score].value, rubric.criteria[number].kind.number
    assert shape is not None
    least, most = span_between(rubric, amount, number, shape.low, shape.high)
    if most is not None:
        return pulled(rubric, amount, Edge(most, False)) if least != most else None
    return pulled(rubric, amount, Edge(least or Fraction(0), least is not None))


OPAQUE = "…"
"""Stands for a term through which a bound cannot be taken back to one number."""


def open_terms(rubric: Rubric, amount: Amount) -> list[str]:
    """What a score's value depends on, term by term: ids of criteria, or `OPAQUE`."""
    match amount:
        case Number():
            return []
        case Named(id=id) if id in rubric.scores:
            return open_terms(rubric, rubric.scores[id].value)
        case Named(id=id):
            return [id]
        case Gathered(parts=str() as family):
            return list(rubric.members(family))
        case Gathered() | Minus() | Times() | Clamp() | Round():
            return [term for part in amounts.inner(amount) for term in open_terms(rubric, part)]
    inside = [term for part in amounts.inner(amount) for term in open_terms(rubric, part)]
    return [OPAQUE, *inside]


def pulled(rubric: Rubric, amount: Amount, edge: Edge[Fraction]) -> Edge[Fraction] | None:
    """The place of the one number that an amount rests on at which the amount passes an edge.

    None where the amount lies on one side of it whatever the number.
    """
    match amount:
        case Named(id=id) if id in rubric.scores:
            return pulled(rubric, rubric.scores[id].value, edge)
        case Named():
            return edge
        case Minus(part=part):
            return pulled(rubric, part, Edge(-edge.at, not edge.after))
        case Times(factor=factor, part=part):
            by = number_of(rubric, factor)
            after = edge.after if by > 0 else not edge.after
            return pulled(rubric, part, Edge(edge.at / by, after)) if by else None
        case Gathered(parts=tuple() as parts):
            return _pulled_through(rubric, amount, parts, edge)
        case Gathered():
            return edge  # a family of this one number
        case Clamp(part=part, at_least=low, at_most=high):
            floor = Edge(number_of(rubric, low), False)
            ceiling = Edge(number_of(rubric, high), True)
            return pulled(rubric, part, edge) if floor < edge < ceiling else None
        case Round(part=part, to=to, half=half):
            at, beyond = reaching(edge.at, number_of(rubric, to), half, strict=edge.after)
            return pulled(rubric, part, Edge(at, beyond))
    return None


def _pulled_through(
    rubric: Rubric, amount: Gathered, parts: tuple[Amount, ...], edge: Edge[Fraction]
) -> Edge[Fraction] | None:
    open_parts = [part for part in parts if open_terms(rubric, part)]
    fixed = [value_of(rubric, part, {}) for part in parts if part not in open_parts]
    (part,) = open_parts
    if amount.how == "lowest":
        within = all(edge <= Edge(number, False) for number in fixed)
        return pulled(rubric, part, edge) if within else None
    if amount.how == "highest":
        within = all(Edge(number, False) < edge for number in fixed)
        return pulled(rubric, part, edge) if within else None
    shared = len(parts) if amount.how == "mean" else 1
    rest = sum(fixed, Fraction(0))
    return pulled(rubric, part, Edge(edge.at * shared - rest, edge.after))


def number_of(rubric: Rubric, number: Number) -> Fraction:
    """A number as written or as its setting gives it; 0 where the setting is at fault."""
    value = number.value
    return setting_number(rubric, value) or Fraction(0)


def _of_days(rubric: Rubric) -> dict[str, Regions]:
    dated = {c.id for c in rubric.criteria.values() if c.kind.form == "date"}
    if not dated:
        return {}
    found: dict[str, list[tuple[Day, bool]]] = {id: [] for id in dated}
    for id, test in tests_in(rubric):
        if isinstance(test, Days) and id in found:
            found[id] += [(day, False) for day in (test.first,) if day is not None]
            found[id] += [(day, True) for day in (test.last,) if day is not None]
    return {id: day_regions(days) for id, days in found.items()}
