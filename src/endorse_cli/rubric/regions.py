"""What numbers and days are compared with, and so their regions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Gathered,
    Minus,
    Named,
    Number,
    Round,
    Times,
)
from endorse_cli.models.conditions import Atom, Condition, Each
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.model import Model
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.rubric import Rubric, Score
from endorse_cli.models.tests import Bound, Day, Days, Range, SettingUse, Test
from endorse_cli.rubric.compounds import compound_regions, compounds_of
from endorse_cli.rubric.day_regions import DayRegions, day_regions
from endorse_cli.rubric.number_regions import Edge, NumberRegions, number_regions, steps
from endorse_cli.rubric.part_tree import asking, conditions_in, each_of, own_conditions, walk
from endorse_cli.rubric.terms import (
    FOR_AMOUNTS,
    Terms,
    is_number,
    once_for,
    reaching,
    single_number,
    span_between,
    terms_of,
    terms_of_scores,
    value_at,
)

Regions: TypeAlias = NumberRegions | DayRegions
Asked: TypeAlias = tuple[str, Test]
"""What a test is asked of, and the test."""
Cuts: TypeAlias = dict[str, list[Edge[Fraction]]]


@once_for(*FOR_AMOUNTS, "findings", "decisions", "promises", "slate")
def regions_of(rubric: Rubric) -> Mapping[str, Regions]:
    """The regions of every criterion that is answered with a number or a day.

    Besides those of the scores that are variables of their own.
    """
    numbers = {c.id: c.kind.number for c in rubric.criteria.values() if c.kind.number}
    dated = {c.id for c in rubric.criteria.values() if c.kind.form == "date"}
    if not numbers and not dated:
        return {}
    tests = [*tests_in(rubric)]
    return (_of_numbers(rubric, numbers, tests) if numbers else {}) | _of_days(dated, tests)


def tests_in(rubric: Rubric) -> Iterator[Asked]:
    """Every test in a rubric, wherever it stands, with the id that it is asked of."""
    for line in lines_with_conditions(rubric):
        yield from _tests_of(rubric, line)


def _tests_of(rubric: Rubric, line: Model) -> Iterator[Asked]:
    for part in asking(line):
        yield from asked_by(rubric, part)


class Gatherer:
    """Gathers the tests of rubrics with the same families that share most lines: each once."""

    def __init__(self) -> None:
        # The line is kept, so that no other gets its number.
        self._of: dict[int, tuple[Model, tuple[Asked, ...]]] = {}

    def tests_in(self, rubric: Rubric) -> list[Asked]:
        """Every test in a rubric, as `tests_in` has them."""
        return [test for line in lines_with_conditions(rubric) for test in self._in(rubric, line)]

    def _in(self, rubric: Rubric, line: Model) -> tuple[Asked, ...]:
        kept = self._of.get(id(line))
        if kept is None:
            kept = self._of[id(line)] = (line, tuple(_tests_of(rubric, line)))
        return kept[1]


def asked_by(rubric: Rubric, part: Model) -> Iterator[Asked]:
    """The tests that a condition or an amount asks itself, each with the id it is asked of."""
    if isinstance(part, Atom):
        yield part.id, part.test
    elif each := part if isinstance(part, Each) else each_of(part):
        yield from ((id, each.test) for id in rubric.ids_in(each.of))


def lines_with_conditions(rubric: Rubric, *, written: bool = False) -> Iterator[Model]:
    """The lines of a rubric that have conditions, or amounts with some, in them.

    With `written` those that somebody wrote: a table's cells and the cuts of bands are none.
    """
    yield from rubric.findings.values()
    for decision in rubric.decisions.values():
        yield from decision.rows if decision.body is None or not written else ()
    yield from rubric.scores.values()
    yield from rubric.promises.values()
    yield from (rubric.slate,) if rubric.slate else ()
    for asked in rubric.criteria.values():
        yield from asked.notice.values()
    for family in rubric.families.values():
        yield from family.notice.values()


def all_conditions(rubric: Rubric, *, written: bool = False) -> Iterator[Condition]:
    """Every condition of a rubric: of findings, rows, promises, scores, the slate and notices."""
    for line in lines_with_conditions(rubric, written=written):
        yield from conditions_in(line.value) if isinstance(line, Score) else own_conditions(line)


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


def is_reversed(rubric: Rubric, range: Range) -> bool:
    """Whether nothing lies between the bounds of a range."""
    lows, highs = range_edges(rubric, range)
    return bool(lows and highs) and max(lows) >= min(highs)


def cut_by(rubric: Rubric, range: Range) -> list[Edge[Fraction]]:
    """Where a range begins and where it ends, lower bounds first."""
    lows, highs = range_edges(rubric, range)
    return [*lows, *highs]


def single_numbers(rubric: Rubric) -> dict[str, str]:
    """The scores that rest on one number criterion and on nothing else that is open."""
    found = terms_of_scores(rubric).items()
    return {id: number for id, terms in found if (number := single_number(rubric, terms))}


def added_up(rubric: Rubric) -> dict[str, frozenset[str]]:
    """The numbers that each score adds up with other open terms."""
    return {
        id: frozenset(term for term in terms.ids if is_number(rubric, term))
        for id, terms in terms_of_scores(rubric).items()
        if single_number(rubric, terms) is None
    }


def _of_numbers(
    rubric: Rubric, shapes: Mapping[str, NumberShape], tests: Sequence[Asked]
) -> dict[str, Regions]:
    cuts: Cuts = {id: [] for id in shapes}
    compounds = {one.score: one for one in compounds_of(rubric)}
    added = added_up(rubric).items()
    listed = frozenset[str]().union(*(ids for id, ids in added if id not in compounds))
    only, terms = single_numbers(rubric), terms_of_scores(rubric)
    for score in rubric.scores.values():
        for part in walk(score.value):
            if isinstance(part, BandPoints) and part.id in cuts:
                for band in part.bands:
                    cuts[part.id].extend(cut_by(rubric, band.range))
    cuts.update({id: [] for id in compounds})
    for id, test in tests:
        if isinstance(test, Range) and id in cuts:
            cuts[id].extend(cut_by(rubric, test))
        elif isinstance(test, Range) and id in only:
            found = (pulled(rubric, id, edge, terms) for edge in cut_by(rubric, test))
            cuts[only[id]].extend(edge for edge in found if edge is not None)
    for promise in rubric.promises.values():
        for id in {promise.over} if isinstance(promise.over, str) else {*promise.over}:
            if id in only and (edge := _telling(rubric, id, only[id], terms)):
                cuts[only[id]].append(edge)
    made = {o.variable: compound_regions(rubric, o, cuts[id]) for id, o in compounds.items()}
    asked: dict[str, Regions] = {
        id: (steps(shape) if id in listed else None) or number_regions(shape, cuts[id])
        for id, shape in shapes.items()
    }
    return asked | made


def _telling(
    rubric: Rubric, score: str, number: str, terms: Mapping[str, Terms]
) -> Edge[Fraction] | None:
    """A cut on whose sides a score differs, so that a promise sees it move; None if it cannot."""
    shape = rubric.criteria[number].kind.number
    assert shape is not None
    amount = rubric.scores[score].value
    least, most = span_between(rubric, amount, number, shape.low, shape.high)
    if most is not None:
        return pulled(rubric, score, Edge(most, False), terms) if least != most else None
    return pulled(rubric, score, Edge(least or Fraction(0), least is not None), terms)


def pulled(
    rubric: Rubric, score: str, edge: Edge[Fraction], terms: Mapping[str, Terms]
) -> Edge[Fraction] | None:
    """The place of the one number that a score rests on at which the score passes an edge.

    None where the score lies on one side of it whatever the number.
    """
    amount: Amount | None = rubric.scores[score].value
    at: Edge[Fraction] | None = edge
    while amount is not None and at is not None:
        amount, at = _inwards(rubric, amount, at, terms)
    return at


Inwards: TypeAlias = tuple[Amount | None, Edge[Fraction] | None]
"""What is inside an amount, None at the number itself, and where it passes the edge, if it does."""


def _inwards(
    rubric: Rubric, amount: Amount, edge: Edge[Fraction], terms: Mapping[str, Terms]
) -> Inwards:
    match amount:
        case Named(id=id):
            return (rubric.scores[id].value if id in rubric.scores else None), edge
        case Minus(part=part):
            return part, Edge(-edge.at, not edge.after)
        case Times(factor=factor, part=part):
            by = number_of(rubric, factor)
            after = edge.after if by > 0 else not edge.after
            return part, Edge(edge.at / by, after) if by else None
        case Clamp(part=part, at_least=low, at_most=high):
            floor = Edge(number_of(rubric, low), False)
            ceiling = Edge(number_of(rubric, high), True)
            return part, edge if floor < edge < ceiling else None
        case Round(part=part, to=to, half=half):
            at, beyond = reaching(edge.at, number_of(rubric, to), half, strict=edge.after)
            return part, Edge(at, beyond)
        case Gathered(parts=tuple() as parts):
            return _through(rubric, amount, parts, edge, terms)
        case Gathered():
            return None, edge  # a family of this one number
    return None, None


def _through(
    rubric: Rubric,
    amount: Gathered,
    parts: tuple[Amount, ...],
    edge: Edge[Fraction],
    terms: Mapping[str, Terms],
) -> Inwards:
    open_ = [terms_of(rubric, part, terms).number > 0 for part in parts]
    part = parts[open_.index(True)]
    fixed = [
        value_at(rubric, other, {})
        for other, is_open in zip(parts, open_, strict=True)
        if not is_open
    ]
    if amount.how == "lowest":
        return part, edge if all(edge <= Edge(number, False) for number in fixed) else None
    if amount.how == "highest":
        return part, edge if all(Edge(number, False) < edge for number in fixed) else None
    shared = len(parts) if amount.how == "mean" else 1
    return part, Edge(edge.at * shared - sum(fixed, Fraction(0)), edge.after)


def number_of(rubric: Rubric, number: Number) -> Fraction:
    """A number as written or as its setting gives it; 0 where the setting is at fault."""
    value = number.value
    return setting_number(rubric, value) or Fraction(0)


def _of_days(dated: Collection[str], tests: Sequence[Asked]) -> dict[str, Regions]:
    found: dict[str, list[tuple[Day, bool]]] = {id: [] for id in dated}
    for id, test in tests:
        if isinstance(test, Days) and id in found:
            found[id] += [(day, False) for day in (test.first,) if day is not None]
            found[id] += [(day, True) for day in (test.last,) if day is not None]
    return {id: day_regions(days) for id, days in found.items()}
