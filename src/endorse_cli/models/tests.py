"""The only place for tests: what a condition asks of one criterion, score or decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.dates import read_day
from endorse_cli.models.numbers import read_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader


@dataclass(frozen=True, slots=True)
class SettingUse:
    """`{setting: id}`, wherever a number or a level may stand."""

    id: str
    trail: Trail


Bound: TypeAlias = str | SettingUse
"""A level or a number as written, or the setting that gives it."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these names; a bare name is a list of one."""

    names: tuple[str, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Range:
    """The answer lies between bounds: levels, numbers, scores, ordered outcomes."""

    at_least: Bound | None
    more_than: Bound | None
    at_most: Bound | None
    less_than: Bound | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class Includes:
    """The set has all of these members, or (`any_of`) at least one."""

    members: tuple[str, ...]
    any_of: bool
    trail: Trail


@dataclass(frozen=True, slots=True)
class Day:
    """A fixed day, or so many units from an anchor: `count` is below 0 for days before it.

    `unit` is None for the bare anchor and for a fixed day.
    """

    day: date | None
    anchor: str | None
    unit: str | None
    count: int
    trail: Trail


@dataclass(frozen=True, slots=True)
class Days:
    """The day lies between two others, both included."""

    first: Day | None
    last: Day | None
    trail: Trail


@dataclass(frozen=True, slots=True)
class BrokenTest:
    """A test that could not be read; nothing that follows from it is reported."""

    trail: Trail


Test: TypeAlias = OneOf | Range | Days | Includes | BrokenTest

LOWER = ("at_least", "more_than")
UPPER = ("at_most", "less_than")
BOUNDS = (*LOWER, *UPPER)
DAYS = ("no_earlier_than", "no_later_than")
KEYS = ("one_of", *LOWER, *UPPER, *DAYS, "includes", "includes_any")
ANCHORS = ("election", "as_of")
UNITS = ("days", "weeks", "months", "years")
MAX_COUNT = 10_000
"""Of any unit: with years it reaches past the calendar, and that is met where days are counted."""


def read_test(reader: Reader, value: Plain, trail: Trail) -> Test:
    """A bare name, or a mapping with one of the accepted forms."""
    if isinstance(value, str) and value.strip():
        return OneOf((value,), trail)
    before = len(reader.found)
    found = reader.keys(value, "The test", trail, (), KEYS)
    if len(reader.found) > before:
        return BrokenTest(trail)
    forms = set(found)
    if forms == {"one_of"}:
        return _read_one_of(reader, found["one_of"], (*trail, "one_of"))
    if forms and forms <= {*LOWER, *UPPER} and not (forms >= set(LOWER) or forms >= set(UPPER)):
        return _read_range(reader, found, trail)
    if forms and forms <= set(DAYS):
        first, last = (
            read_anchored_day(reader, found[key], (*trail, key)) if key in found else None
            for key in DAYS
        )
        return Days(first, last, trail)
    if forms in ({"includes"}, {"includes_any"}):
        (form,) = forms
        members = reader.one_or_more(found[form], quoted(form), (*trail, form))
        return Includes(members, form == "includes_any", trail)
    reader.fault(
        "bad-shape",
        "The test is not one that can be asked.",
        "Write a name, `one_of:`, a lower and an upper bound, a first and a last day, `includes:` "
        "or `includes_any:`.",
        trail,
    )
    return BrokenTest(trail)


def _read_one_of(reader: Reader, value: Plain, trail: Trail) -> Test:
    names = reader.texts(value, "`one_of`", trail)
    if len(names) == 1:
        reader.fault(
            "bad-shape",
            "`one_of` has only one name.",
            f"Write the name alone: {quoted(names[0])}.",
            trail,
        )
    return OneOf(names, trail) if len(names) > 1 else BrokenTest(trail)


def _read_range(reader: Reader, found: dict[str, Plain], trail: Trail) -> Range:
    def bound(key: str) -> Bound | None:
        return read_bound(reader, found[key], (*trail, key)) if key in found else None

    return Range(bound("at_least"), bound("more_than"), bound("at_most"), bound("less_than"), trail)


def bounds_of(range: Range) -> Iterator[tuple[str, Bound]]:
    """The bounds that a range has, each by its key, lower before upper."""
    for key in BOUNDS:
        bound: Bound | None = getattr(range, key)
        if bound is not None:
            yield key, bound


def read_range(reader: Reader, found: dict[str, Plain], what: str, trail: Trail) -> Range | None:
    """The range among a mapping's keys: a lower bound, an upper one, or both."""
    bounds = {key: found[key] for key in (*LOWER, *UPPER) if key in found}
    forms = set(bounds)
    if forms and not (forms >= set(LOWER) or forms >= set(UPPER)):
        return _read_range(reader, bounds, trail)
    reader.fault(
        "bad-shape",
        f"{what} {'has two bounds on one side' if forms else 'has no bound'}.",
        "Write `at_least:` or `more_than:`, `at_most:` or `less_than:`; one or both.",
        trail,
    )
    return None


def read_anchored_day(reader: Reader, value: Plain, trail: Trail) -> Day:
    """A day written out, an anchor, or so many units before or after one."""
    if isinstance(value, str):
        return _written_day(reader, value, trail)
    found = reader.keys(value, "The day", trail, (), (*UNITS, "before", "after"))
    units = [key for key in UNITS if key in found]
    sides = [key for key in ("before", "after") if key in found]
    if len(units) != 1 or len(sides) != 1:
        if isinstance(value, dict) and len(found) == len(value):
            reader.fault(
                "bad-shape",
                "The day is not one that can be counted from.",
                "Write one unit and one side, as `{months: 6, before: election}`.",
                trail,
            )
        return Day(None, "election", None, 0, trail)
    unit, side = units[0], sides[0]
    count = read_whole(reader, found[unit], quoted(unit), (*trail, unit), 1, MAX_COUNT)
    anchor = reader.word(found[side], quoted(side), (*trail, side), ANCHORS) or "election"
    return Day(None, anchor, unit, -count if side == "before" else count, trail)


def _written_day(reader: Reader, text: str, trail: Trail) -> Day:
    if text in ANCHORS:
        return Day(None, text, None, 0, trail)
    day = read_day(text)
    if day is None:
        near = reader.nearest(text, ANCHORS)
        reader.fault(
            "bad-value",
            f"{quoted(text)} is not a day.",
            f"{f'Did you mean {quoted(near)}? ' if near else ''}Write YYYY-MM-DD, `election`, "
            "`as_of`, or `{months: 6, before: election}`.",
            trail,
        )
    return Day(day, None, None, 0, trail)


def read_whole(reader: Reader, value: Plain, what: str, trail: Trail, least: int, most: int) -> int:
    """A whole number between two others; the least where it could not be read."""
    text = reader.text(value, what, trail)
    number = read_number(text)
    if number is not None and number.denominator == 1 and least <= number <= most:
        return int(number)
    if text:
        reader.fault(
            "bad-value",
            f"{what}: {quoted(text)} is not accepted.",
            f"Write a whole number from {least} to {most}.",
            trail,
        )
    return least


def read_bound(reader: Reader, value: Plain, trail: Trail) -> Bound:
    """A number, a level, or `{setting: id}`."""
    if isinstance(value, dict):
        found = reader.keys(value, "The bound", trail, ("setting",))
        return SettingUse(
            reader.text(found.get("setting", ""), "`setting`", (*trail, "setting"))
            if "setting" in found
            else "",
            trail,
        )
    return reader.text(value, "The bound", trail)
