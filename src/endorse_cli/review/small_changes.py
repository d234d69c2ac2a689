"""One small change to a test or to the bounds of bands: what it is, and every one there is."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from endorse_cli.diagnostics import Trail
from endorse_cli.models.conditions import Condition
from endorse_cli.models.model import replace
from endorse_cli.models.plain_values import read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import (
    LOWER,
    UPPER,
    Bound,
    Day,
    Days,
    Includes,
    OneOf,
    Range,
    SettingUse,
    Test,
)
from endorse_cli.models.trials import Operator
from endorse_cli.rubric.number_regions import Edge
from endorse_cli.rubric.regions import tests_in

M = TypeVar("M", bound=BaseModel)


class Change(NamedTuple):
    """What a small change does, and where; `part` is the condition that it drops or negates.

    `was` and `becomes` are ids, names or numbers; for a part, the words that stand for it.
    """

    operator: Operator
    trail: Trail
    was: str = ""
    becomes: str = ""
    part: Condition | None = None


def with_field(value: M, field: str, part: object) -> M:
    """A frozen value with one of its fields replaced, whichever that is."""
    # No type says that a field found by its name fits; whoever calls has read it from there.
    return replace(value, **{field: part})


def neighbours(names: tuple[str, ...], name: str) -> list[str]:
    """The names beside one in an order, the lower first."""
    if name not in names:
        return []
    place = names.index(name)
    return [names[beside] for beside in (place - 1, place + 1) if 0 <= beside < len(names)]


def moved(number: Fraction, by: Fraction) -> list[Fraction]:
    """A number one unit less, and one unit more."""
    return [number - by, number + by]


def unit_of(number: Fraction) -> Fraction:
    """One unit of a weight: 1 over its denominator."""
    return Fraction(1, number.denominator)


def names_of(rubric: Rubric, id: str) -> tuple[str, ...]:
    """What a test of an id can name: answers, members of a set, or outcomes."""
    if id in rubric.decisions:
        return rubric.decisions[id].outcomes
    return rubric.criteria[id].answers.names if id in rubric.criteria else ()


def ranks_of(rubric: Rubric, id: str) -> tuple[str, ...]:
    """The levels or outcomes of an id from lowest to highest; none where it has no such order."""
    if id in rubric.decisions:
        return rubric.decisions[id].outcomes if rubric.decisions[id].ordered else ()
    if id in rubric.criteria and rubric.criteria[id].kind.form == "levels":
        return rubric.criteria[id].kind.names
    return ()


def step_of(rubric: Rubric, id: str) -> Fraction:
    """By how much a threshold on an id moves: a number's step, else 1."""
    if id in rubric.criteria:
        shape = rubric.criteria[id].kind.number
        return shape.step if shape and shape.step is not None else Fraction(1)
    return Fraction(1)


def changed_tests(rubric: Rubric, id: str, test: Test) -> Iterator[tuple[Change, Test]]:
    """A test of an id with every small change to it."""
    match test:
        case OneOf(names=(name,)):
            for other in neighbours(_levels(rubric, id), name):
                yield Change("move", test.trail, name, other), replace(test, names=(other,))
        case OneOf(names=names):
            for change, changed in _members(names, names_of(rubric, id)):
                yield change._replace(trail=test.trail), replace(test, names=changed)
        case Includes(members=names):
            for change, changed in _members(names, names_of(rubric, id)):
                yield change._replace(trail=test.trail), replace(test, members=changed)
        case Range():
            yield from _ranges(rubric, id, test)
        case Days():
            yield from _days(test, _unit(rubric, id))


def _levels(rubric: Rubric, id: str) -> tuple[str, ...]:
    return ranks_of(rubric, id) if id in rubric.criteria else ()


def _members(
    names: tuple[str, ...], accepted: tuple[str, ...]
) -> Iterator[tuple[Change, tuple[str, ...]]]:
    """One name less while one is left, and each other name more."""
    for name in names if len(names) > 1 else ():
        yield Change("set_member", (), name), tuple(other for other in names if other != name)
    for name in accepted:
        if name not in names:
            yield Change("set_member", (), "", name), (*names, name)


def _ranges(rubric: Rubric, id: str, test: Range) -> Iterator[tuple[Change, Test]]:
    for key in (*LOWER, *UPPER):
        bound: Bound | None = getattr(test, key)
        if bound is not None:
            for other in moved_bounds(rubric, id, bound):
                change = Change("move", (*test.trail, key), str(bound), other)
                yield change, with_field(test, key, other)


def moved_bounds(rubric: Rubric, id: str, bound: Bound) -> list[str]:
    """A bound one level, or one step, lower and higher; of a setting, none here."""
    if isinstance(bound, SettingUse):
        return []
    if ranks := ranks_of(rubric, id):
        return neighbours(ranks, bound)
    number = read_number(bound)
    if number is None:
        return []
    return [show_number(other) for other in moved(number, step_of(rubric, id))]


def moved_count(bound: Bound | None) -> list[str]:
    """How many must hold, one less and one more; of a setting, none here."""
    number = read_number(bound) if isinstance(bound, str) else None
    return [] if number is None else [show_number(other) for other in moved(number, Fraction(1))]


def _unit(rubric: Rubric, id: str) -> str:
    """The unit in which a criterion's days count from their anchor: a bare anchor moves by it."""
    tests = (test for asked, test in tests_in(rubric) if asked == id and isinstance(test, Days))
    days = (day for test in tests for day in (test.first, test.last) if day is not None)
    return next((day.unit for day in days if day.unit is not None), "days")


def _days(test: Days, unit: str) -> Iterator[tuple[Change, Test]]:
    for key, day in (("first", test.first), ("last", test.last)):
        for other in _moved_days(day, unit) if day is not None else ():
            words = (day_words(day), day_words(other)) if day is not None else ("", "")
            yield Change("move", test.trail, *words), with_field(test, key, other)


def _moved_days(day: Day, unit: str) -> list[Day]:
    """A day one earlier and one later; one that counts from an anchor, by one of its units."""
    if day.day is None:
        return [replace(day, count=day.count + by, unit=unit) for by in (-1, 1)]
    days = (day.day.toordinal() + by for by in (-1, 1))
    return [
        replace(day, day=day.day + timedelta(days=at - day.day.toordinal()))
        for at in days
        if 1 <= at <= date.max.toordinal()
    ]


def day_words(day: Day) -> str:
    """A day as it is written: `2026-03-01`, `6 months before election`."""
    if day.day is not None:
        return day.day.isoformat()
    if not day.count:
        return str(day.anchor)
    return f"{abs(day.count)} {day.unit} {'before' if day.count < 0 else 'after'} {day.anchor}"


_AFTER = {"at_least": False, "less_than": False, "more_than": True, "at_most": True}
"""Whether the cut of a bound lies just after its number, or just before it."""


def changed_ranges(
    rubric: Rubric, id: str, ranges: tuple[Range, ...]
) -> Iterator[tuple[Change, tuple[Range, ...]]]:
    """Ranges side by side with every cut between them one step lower, and one higher."""
    cuts = {cut: range for range in reversed(ranges) for cut in _cuts(range)}
    for cut, where in sorted(cuts.items(), key=lambda item: item[0]):
        for other in moved(cut.at, step_of(rubric, id)):
            change = Change("move", where.trail, show_number(cut.at), show_number(other))
            yield change, tuple(_moved(range, cut, other) for range in ranges)


def _cut(key: str, bound: Bound | None) -> Edge[Fraction] | None:
    number = read_number(bound) if isinstance(bound, str) else None
    return None if number is None else Edge(number, _AFTER[key])


def _cuts(range: Range) -> list[Edge[Fraction]]:
    found = (_cut(key, getattr(range, key)) for key in _AFTER)
    return [cut for cut in found if cut is not None]


def _moved(range: Range, cut: Edge[Fraction], to: Fraction) -> Range:
    keys = [key for key in _AFTER if _cut(key, getattr(range, key)) == cut]
    for key in keys:
        range = with_field(range, key, show_number(to))
    return range
