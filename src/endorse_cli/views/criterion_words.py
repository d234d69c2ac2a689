"""The only place for what people call the parts of a rubric, and for the words of a test."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, Self

from endorse_cli.engine.domain import bound_text
from endorse_cli.models.plain_values import in_thousands, measured_words
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import (
    Bound,
    Day,
    Days,
    Includes,
    OneOf,
    Range,
    SettingUse,
    Test,
    bounds_of,
)
from endorse_cli.rubric.day_regions import NAMES, DayRegions, said_days
from endorse_cli.rubric.number_regions import NumberRegions, Region
from endorse_cli.rubric.regions import Regions, regions_of, tests_in
from endorse_cli.rubric.terms import is_number
from endorse_cli.views.printed_names import (
    headed,
    outcome_words,
    plain_name,
    runs,
    series,
    with_minus,
)

LISTED = 2
"""So many levels are named one by one; of more only the last, with the way that they go on."""

_BOUNDS = {
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "less_than": "less than",
}
_OPPOSITE = {
    "at least": "less than",
    "more than": "at most",
    "at most": "more than",
    "less than": "at least",
    "exactly": "not exactly",
}


class CriterionWords(NamedTuple):
    """What people call the parts of a rubric, their values, and what is asked of these.

    With `is_bare` no setting is named: who is asked, or reads a verdict, needs the bound and not
    what gives it.
    """

    rubric: Rubric
    is_bare: bool = False

    @property
    def bare(self) -> Self:
        """The same words without settings."""
        return self._replace(is_bare=True)

    def label(self, id: str) -> str:
        """What people call a criterion, finding, score, decision or family; `coalition.labor` too.

        A criterion by its label, the others by their title, whatever has neither by its id as
        words. A member of a set comes after the set it belongs to.
        """
        rubric = self.rubric
        owner, _, member = id.partition(".")
        if member in rubric.scores and rubric.criteria[owner].kind.form == "number":
            return self.label(member)
        if member and owner in rubric.criteria:
            return f"{self.label(owner)}: {self.answer(owner, member)}"
        if id in rubric.criteria:
            return rubric.criteria[id].label or headed(plain_name(id))
        sections = (rubric.findings, rubric.scores, rubric.decisions, rubric.families)
        entry = next((entries[id] for entries in sections if id in entries), None)
        return (entry.title if entry else None) or headed(plain_name(id))

    def subject(self, id: str) -> str:
        """What a test is about, as people know it, in quotation marks."""
        return f'"{self.label(id)}"'

    def answer(self, criterion: str, name: str) -> str:
        """The printed words of an answer or of a member of a set; a number comes with its unit."""
        asked = self.rubric.criteria[criterion]
        if name in asked.titles:
            return asked.titles[name]
        if name == NOT_APPLICABLE:
            return "does not apply"
        if asked.kind.number is not None:
            return measured_words(name, asked.kind.number.unit)
        return said_days(name) if asked.kind.form == "date" else plain_name(name)

    def value(self, id: str, value: str) -> str:
        """An answer, an outcome or a number, as printed for the id that it belongs to."""
        if id in self.rubric.criteria:
            return self.answer(id, value)
        if id in self.rubric.decisions:
            return outcome_words(self.rubric.decisions[id], value)
        return with_minus(value)

    def test(self, id: str, test: Test, *, formal: bool = False) -> str:
        """What a test asks for: `at least clear`, `at least 6 months`, `includes c and d`.

        Formal words are for conditions: a name of several words is in quotation marks, and a bound
        comes with the setting that gives it.
        """
        match test:
            case OneOf(names=names):
                return self._names(id, names, "or", formal)
            case Includes(members=members, any_of=any_of):
                return f"includes {self._names(id, members, 'or' if any_of else 'and', formal)}"
            case Range():
                return self.range(id, test, formal=formal)
            case Days(first=first, last=last):
                parts = (("no earlier than", first), ("no later than", last))
                return " and ".join(f"{words} {day_words(day)}" for words, day in parts if day)
        return "a test that could not be read"

    def failed(self, id: str, test: Test, *, formal: bool = False) -> str:
        """The same where it does not hold: `not at least clear`, `less than 6 months`.

        Formal words leave no case out: an answer that does not apply fails every comparison.
        """
        match test:
            case OneOf(names=(name,)) if name == NOT_APPLICABLE and not formal:
                return "it applies"
            case Includes():
                return self._lacking_words(id, test, formal)
            case Days(first=first, last=last):
                parts = (("earlier than", first), ("later than", last))
                words = " or ".join(f"{words} {day_words(day)}" for words, day in parts if day)
                return self._with_the_rest(id, words) if formal else words
            case Range() if is_number(self.rubric, id) or id in self.rubric.scores:
                pairs = [(_OPPOSITE[words], bound) for words, bound in _bounds(test)]
                words = self._bounded(id, pairs, "or", formal)
                return self._with_the_rest(id, words) if formal else words
        return f"not {self.test(id, test, formal=formal)}"

    def _with_the_rest(self, id: str, words: str) -> str:
        asked = self.rubric.criteria.get(id)
        return f"{words}, or does not apply" if asked and asked.may_be_not_applicable else words

    def _lacking_words(self, id: str, test: Includes, formal: bool) -> str:
        names = self._names(id, test.members, "or" if test.any_of else "and", formal)
        if test.any_of or len(test.members) == 1:
            return f"does not include {names}"
        return f"does not include {'both' if len(test.members) == 2 else 'all of'} {names}"

    def values(self, variable: str, values: Sequence[str]) -> str:
        """Some values of a variable: `a or b`; of many levels `clear or higher`.

        Regions of a number or a day that touch are one: `at least 3 people`.
        """
        criterion, _, member = variable.partition(".")
        if member:
            return series(values, "or")
        kind = self.rubric.criteria[criterion].kind
        if self.is_measured(criterion):
            values = self._merged(criterion, values)
        levels = list(kind.names if kind.form == "levels" else ())
        if LISTED < len(values) < len(levels):
            if list(values) == levels[-len(values) :]:
                return f"{self._value(criterion, values[0], True)} or higher"
            if list(values) == levels[: len(values)]:
                return f"{self._value(criterion, values[-1], True)} or lower"
        return series((self._value(criterion, name, True) for name in values), "or")

    def predicate(self, id: str, test: Test, *, holds: bool = True) -> str:
        """A test as it follows what is tested: `is at least clear`."""
        words = (self.test if holds else self.failed)(id, test, formal=True)
        return words if isinstance(test, Includes) else f"is {words}"

    def _names(self, id: str, names: tuple[str, ...], last: str, formal: bool) -> str:
        return series((self._value(id, name, formal) for name in names), last)

    def _value(self, id: str, value: str, formal: bool) -> str:
        """A value inside a sentence; what is no single name there is in quotation marks.

        So is what the rubric's author calls it: a title can be a verb, as "fails".
        """
        words = self.value(id, value)
        is_amount = self.is_measured(id) and value != NOT_APPLICABLE
        is_name = words == with_minus(value)
        return words if not formal or is_amount or is_name else f'"{words}"'

    def is_measured(self, id: str) -> bool:
        """Whether an id is a criterion that is answered with a number or a day."""
        asked = self.rubric.criteria.get(id)
        return asked is not None and asked.kind.form in ("number", "date")

    def range(self, id: str, test: Range, *, formal: bool = False) -> str:
        """What a range asks for: `at least 6 and less than 12 months`."""
        return self._bounded(id, _bounds(test), "and", formal)

    def _bounded(self, id: str, pairs: list[tuple[str, Bound]], last: str, formal: bool) -> str:
        """Bounds in words; the unit of a number stands once, after the last of them."""
        parts = []
        for place, (words, bound) in enumerate(pairs, 1):
            written = bound_text(bound, self.rubric.settings)
            without_unit = is_number(self.rubric, id) and place < len(pairs)
            say = self._digits(id, written) if without_unit else self._value(id, written, formal)
            parts.append(f"{words} {say}{self.given_by(bound) if formal else ''}")
        return f" {last} ".join(parts)

    def _digits(self, id: str, written: str) -> str:
        """A number of a criterion, whose unit stands later."""
        number = self.rubric.criteria[id].kind.number
        return in_thousands(written, number.unit if number else "")

    def given_by(self, bound: Bound | Fraction) -> str:
        """The setting that gives a bound or a number, to stand behind it; or nothing."""
        if self.is_bare or not isinstance(bound, SettingUse):
            return ""
        return f' (setting "{plain_name(bound.id)}")'

    def setting(self, setting: Setting) -> str:
        """The value of a setting: a level in printed words, a number with its unit, if any."""
        if setting.of:
            return self.value(setting.of, setting.value)
        compared = {id for id, test in tests_in(self.rubric) if setting.id in _settings_of(test)}
        words = {self._value(id, setting.value, False) for id in compared}
        return words.pop() if len(words) == 1 else setting.value

    def _merged(self, criterion: str, values: Sequence[str]) -> list[str]:
        """The values of a number or a day, by label, with those that touch as one label."""
        if len(values) < 2:
            return list(values)
        regions = regions_of(self.rubric)[criterion]
        place_of = {name: place for place, name in enumerate(regions.labels)}
        places = [place_of[value] for value in values if value in place_of]
        others = [value for value in values if value not in place_of]
        return [*(across(regions, first, last) for first, last in runs(places)), *others]


def day_words(day: Day) -> str:
    """A day as it is compared with: `2026-03-01`, `6 months before the election`."""
    if day.day is not None or day.anchor is None:
        return str(day.day)
    if day.unit is None or day.count == 0:
        return NAMES[day.anchor]
    unit = day.unit.removesuffix("s") if abs(day.count) == 1 else day.unit
    return f"{abs(day.count)} {unit} {'before' if day.count < 0 else 'after'} {NAMES[day.anchor]}"


def _bounds(test: Range) -> list[tuple[str, Bound]]:
    if test.at_least is not None and test.at_least == test.at_most:
        return [("exactly", test.at_least)]
    return [(_BOUNDS[key], bound) for key, bound in bounds_of(test)]


def _settings_of(test: Test) -> list[str]:
    bounds = bounds_of(test) if isinstance(test, Range) else ()
    return [bound.id for _, bound in bounds if isinstance(bound, SettingUse)]


def across(regions: Regions, first: int, last: int) -> str:
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
