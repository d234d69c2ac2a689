"""The only place for the words of a test: what a condition asks of one answer."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from endorse_cli.engine.domain import bound_text
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Bound, Day, Days, Includes, OneOf, Range, SettingUse, Test
from endorse_cli.rubric.cuts import Regions, regions_of, tests_in
from endorse_cli.rubric.day_regions import NAMES, DayRegions
from endorse_cli.rubric.number_regions import NumberRegions, Region
from endorse_cli.rubric.terms import is_number
from endorse_cli.views.printed_names import (
    answer_words,
    in_thousands,
    outcome_words,
    plain_name,
    series,
)

_SETTING = re.compile(r' \(setting "[^"]*"\)')
"""What a bound says of the setting that gives it."""

LISTED = 2
"""So many levels are named one by one; of more only the last, with the way that they go on."""

_BOUNDS = (
    ("at_least", "at least"),
    ("more_than", "more than"),
    ("at_most", "at most"),
    ("less_than", "less than"),
)
_OPPOSITE = {
    "at least": "less than",
    "more than": "at most",
    "at most": "more than",
    "less than": "at least",
}


def value_words(rubric: Rubric, id: str, value: str) -> str:
    """An answer, an outcome or a number, as printed for the id that it belongs to."""
    if id in rubric.criteria:
        return answer_words(rubric, id, value)
    if id in rubric.decisions:
        return outcome_words(rubric.decisions[id], value)
    return value


def words_of_test(rubric: Rubric, id: str, test: Test, *, formal: bool = False) -> str:
    """What a test asks for: `at least clear`, `at least 6 months`, `a or b`, `includes c and d`.

    Formal words are for conditions: a name of several words is in quotation marks, and a bound
    comes with the setting that gives it.
    """
    match test:
        case OneOf(names=names):
            return _names(rubric, id, names, "or", formal)
        case Includes(members=members, any_of=any_of):
            return f"includes {_names(rubric, id, members, 'or' if any_of else 'and', formal)}"
        case Range():
            return range_words(rubric, id, test, formal=formal)
        case Days(first=first, last=last):
            parts = (("no earlier than", first), ("no later than", last))
            return " and ".join(f"{words} {day_words(day)}" for words, day in parts if day)
    return "a test that could not be read"


def failed_words(rubric: Rubric, id: str, test: Test, *, formal: bool = False) -> str:
    """The same where it does not hold: `not at least clear`, `less than 6 months`.

    Formal words leave no case out: an answer that does not apply fails every comparison.
    """
    match test:
        case Includes():
            return _lacking_words(rubric, id, test, formal)
        case Days(first=first, last=last):
            parts = (("earlier than", first), ("later than", last))
            words = " or ".join(f"{words} {day_words(day)}" for words, day in parts if day)
            return _with_the_rest(rubric, id, words) if formal else words
        case Range() if is_number(rubric, id) or id in rubric.scores:
            pairs = [(_OPPOSITE[words], bound) for words, bound in _bounds(test)]
            words = _bounded(rubric, id, pairs, "or", formal)
            return _with_the_rest(rubric, id, words) if formal else words
    return f"not {words_of_test(rubric, id, test, formal=formal)}"


def _with_the_rest(rubric: Rubric, id: str, words: str) -> str:
    asked = rubric.criteria.get(id)
    return f"{words}, or does not apply" if asked and asked.may_be_not_applicable else words


def _lacking_words(rubric: Rubric, id: str, test: Includes, formal: bool) -> str:
    names = _names(rubric, id, test.members, "or" if test.any_of else "and", formal)
    if test.any_of or len(test.members) == 1:
        return f"does not include {names}"
    return f"does not include {'both' if len(test.members) == 2 else 'all of'} {names}"


def values_words(rubric: Rubric, variable: str, values: Sequence[str]) -> str:
    """Some values of a variable: `a or b`; of many levels `clear or higher`.

    Regions of a number or a day that touch are one: `at least 3 people`.
    """
    criterion, _, member = variable.partition(".")
    if member:
        return series(values, "or")
    kind = rubric.criteria[criterion].kind
    if is_measured(rubric, criterion):
        values = merged(rubric, criterion, values)
    levels = list(kind.names if kind.form == "levels" else ())
    if LISTED < len(values) < len(levels):
        if list(values) == levels[-len(values) :]:
            return f"{_value(rubric, criterion, values[0], True)} or higher"
        if list(values) == levels[: len(values)]:
            return f"{_value(rubric, criterion, values[-1], True)} or lower"
    return series((_value(rubric, criterion, name, True) for name in values), "or")


def predicate(
    rubric: Rubric, id: str, test: Test, *, holds: bool = True, bare: bool = False
) -> str:
    """A test as it follows what is tested: `is at least clear`; bare, without settings."""
    words = (words_of_test if holds else failed_words)(rubric, id, test, formal=True)
    if bare:
        words = _SETTING.sub("", words)
    return words if isinstance(test, Includes) else f"is {words}"


def _names(rubric: Rubric, id: str, names: tuple[str, ...], last: str, formal: bool) -> str:
    return series((_value(rubric, id, name, formal) for name in names), last)


def _value(rubric: Rubric, id: str, value: str, formal: bool) -> str:
    words = value_words(rubric, id, value)
    bare = is_measured(rubric, id) and value != NOT_APPLICABLE
    return f'"{words}"' if formal and " " in words and not bare else words


def is_measured(rubric: Rubric, id: str) -> bool:
    """Whether an id is a criterion that is answered with a number or a day."""
    asked = rubric.criteria.get(id)
    return asked is not None and asked.kind.form in ("number", "date")


def day_words(day: Day) -> str:
    """A day as it is compared with: `2026-03-01`, `6 months before the election`."""
    if day.day is not None or day.anchor is None:
        return str(day.day)
    if day.unit is None or day.count == 0:
        return NAMES[day.anchor]
    unit = day.unit.removesuffix("s") if abs(day.count) == 1 else day.unit
    return f"{abs(day.count)} {unit} {'before' if day.count < 0 else 'after'} {NAMES[day.anchor]}"


def _bounds(test: Range) -> list[tuple[str, Bound]]:
    pairs: list[tuple[str, Bound | None]] = [(w, getattr(test, key)) for key, w in _BOUNDS]
    return [(words, bound) for words, bound in pairs if bound is not None]


def range_words(rubric: Rubric, id: str, test: Range, *, formal: bool = False) -> str:
    """What a range asks for: `at least 6 and less than 12 months`."""
    return _bounded(rubric, id, _bounds(test), "and", formal)


def _bounded(
    rubric: Rubric, id: str, pairs: list[tuple[str, Bound]], last: str, formal: bool
) -> str:
    """Bounds in words; the unit of a number stands once, after the last of them."""
    parts = []
    for place, (words, bound) in enumerate(pairs, 1):
        written = bound_text(bound, rubric.settings)
        without_unit = is_number(rubric, id) and place < len(pairs)
        say = _digits if without_unit else partial(_value, formal=formal)
        value = say(rubric, id, written)
        parts.append(f"{words} {value}{setting_named(bound) if formal else ''}")
    return f" {last} ".join(parts)


def _digits(rubric: Rubric, id: str, written: str) -> str:
    """A number of a criterion, whose unit stands later."""
    number = rubric.criteria[id].kind.number
    return in_thousands(written, number.unit if number else "")


def setting_named(bound: Bound | Fraction) -> str:
    """The setting that gives a bound or a number, to stand behind it; nothing where none does."""
    return f' (setting "{plain_name(bound.id)}")' if isinstance(bound, SettingUse) else ""


def setting_words(rubric: Rubric, setting: Setting) -> str:
    """The value of a setting: a level in printed words, a number with its unit where it has one."""
    if setting.of:
        return value_words(rubric, setting.of, setting.value)
    compared = {id for id, test in tests_in(rubric) if setting.id in _settings_of(test)}
    words = {_value(rubric, id, setting.value, False) for id in compared}
    return words.pop() if len(words) == 1 else setting.value


def _settings_of(test: Test) -> list[str]:
    bounds = [bound for _, bound in _bounds(test)] if isinstance(test, Range) else []
    return [bound.id for bound in bounds if isinstance(bound, SettingUse)]


def merged(rubric: Rubric, criterion: str, values: Sequence[str]) -> list[str]:
    """The values of a number or a day, by label, with those that touch as one label."""
    if len(values) < 2:
        return list(values)
    regions = regions_of(rubric)[criterion]
    place_of = {label: place for place, label in enumerate(regions.labels)}
    places = [place_of[value] for value in values if value in place_of]
    others = [value for value in values if value not in place_of]
    return [*(label(regions, first, last) for first, last in _runs(places)), *others]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of places that follow each other: the first and the last of each."""
    starts = [i for i, place in enumerate(places) if not i or place != places[i - 1] + 1]
    ends = [*(i - 1 for i in starts[1:]), len(places) - 1]
    return ((places[start], places[end]) for start, end in zip(starts, ends, strict=False))


def label(regions: Regions, first: int, last: int) -> str:
    """The name of all that lies from one region to another, in the words of a single one.

    What reaches to an end of the number has no bound on that side.
    """
    if first == last:
        return regions.labels[first]
    if isinstance(regions, DayRegions):
        days = Region(regions.regions[first].low, regions.regions[last].high)
        return DayRegions(regions.anchor, regions.unit, (days,)).labels[0]
    low = regions.regions[first].low if first else None
    high = regions.regions[last].high if last + 1 < len(regions.regions) else None
    return NumberRegions(regions.shape, (Region(low, high),)).labels[0]
