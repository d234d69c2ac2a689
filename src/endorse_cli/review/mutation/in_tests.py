"""The only place that changes tests: a bound moved by one, a name more or less."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from endorse_cli.models.base import replace
from endorse_cli.models.cuts import tests_in
from endorse_cli.models.numbers import read_number, show_number
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
from endorse_cli.review.mutation.change import (
    Change,
    moved,
    names_of,
    neighbours,
    ranks_of,
    step_of,
    with_field,
)


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
