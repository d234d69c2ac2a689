"""The numbers that a rubric gives, and where one could make a difference to one candidate.

Every amount is worked out as straight lines in that number: a value here, and a slope. Where lines
meet, a comparison may turn. More places may be found than matter, never fewer: whether anything
changes there is asked of the rubric itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import floor
from typing import NamedTuple, TypeAlias

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.audits import Sort
from endorse_cli.models.conditions import Each
from endorse_cli.models.decisions import Bands
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.plain import read_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import BOUNDS, Bound, Range, SettingUse
from endorse_cli.rubric.cuts import tests_in
from endorse_cli.rubric.number_regions import steps
from endorse_cli.rubric.terms import rounded

MOST = 4_000
"""So many lines one amount may have; past it too much is open to say anything exactly."""

Line: TypeAlias = tuple[Fraction, Fraction]
"""The value where the number stands now, and how much it grows with the number."""

Lines: TypeAlias = frozenset[Line]
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Dial:
    """One number that a rubric gives: what it is, and every place at which it stands.

    A target is a trail with the field of what stands there, or with a position in `worth`. A bound
    that two neighbouring cuts share is one number with two targets.
    """

    sort: Sort
    id: str
    value: Fraction
    targets: tuple[tuple[Trail, str | int], ...]
    grounds: Grounds | None

    @property
    def trail(self) -> Trail:
        """Where it stands first."""
        trail, key = self.targets[0]
        return trail if key == "value" and self.sort != "setting" else (*trail, key)


class NotStraight(Exception):
    """An amount is no straight line in the number, or it has too many lines."""


class Known(NamedTuple):
    """What is known of a candidate: the names that each answer can still be, or its numbers.

    A criterion that is open altogether, or is not asked on the day, may be left out. `candidate`
    is the name.
    """

    candidate: str
    names: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[Fraction, ...]]


class Crossings(NamedTuple):
    """The values of a number at which something may change for a candidate.

    With `nearby` they are those next to the value from which was looked; else they are all.
    """

    places: frozenset[Fraction]
    nearby: bool


def crossings(rubric: Rubric, dial: Dial, at: Fraction, known: Known) -> Crossings:
    """Where something may change for a candidate, seen from one value of a number.

    Raises `NotStraight` where it cannot be told.
    """
    look = _Crossings(rubric, dial, at, known)
    return Crossings(frozenset(look.found()), look.nearby)


class _Crossings:
    """One look at a rubric from one value of the number, for one candidate."""

    def __init__(self, rubric: Rubric, dial: Dial, at: Fraction, known: Known) -> None:
        self.rubric = rubric
        self.dial = dial
        self.at = at
        self.known = known
        self.targets = frozenset(dial.targets)
        self.scores: dict[str, Lines] = {}
        self.places: set[Fraction] = set()
        self.nearby = False

    def found(self) -> set[Fraction]:
        for id, test in tests_in(self.rubric):
            if isinstance(test, Range):
                self.compare(id, [test])
        for decision in self.rubric.decisions.values():
            if isinstance(decision.body, Bands):
                self.compare(decision.body.of, [cut.range for cut in decision.body.cuts])
        return self.places

    def compare(self, id: str, ranges: list[Range]) -> None:
        bounds = {self.bound(r, key) for r in ranges for key in BOUNDS if getattr(r, key)}
        lines = {line for line in bounds if line is not None}
        if any(slope for _, slope in lines):
            for first, second in combinations(sorted(lines), 2):
                self.meet(first, second)
        if id in self.rubric.scores:
            self.compare_score(id, lines)
        elif any(slope for _, slope in lines):
            for value in self.measured(id):
                for line in lines:
                    self.meet(line, (value, ZERO))

    def compare_score(self, id: str, bounds: set[Line]) -> None:
        value = self.rubric.scores[id].value
        if not isinstance(value, Share):
            for line, bound in product(self.score(id), bounds):
                self.meet(line, bound)
            return
        for part, whole in product(self.amount(value.part), self.amount(value.out_of)):
            self.meet(whole, (ZERO, ZERO))
            for bound in bounds:
                self.meet(part, self.times(bound, whole))
        for line, bound in product(self.amount(value.if_none), bounds):
            self.meet(line, bound)

    def meet(self, first: Line, second: Line) -> None:
        """Note where two lines meet."""
        slope = first[1] - second[1]
        if slope:
            self.places.add(self.at - (first[0] - second[0]) / slope)

    def bound(self, range: Range, key: str) -> Line | None:
        bound: Bound = getattr(range, key)
        if (range.trail, key) in self.targets:
            return self.at, ONE
        if isinstance(bound, SettingUse):
            return self.setting(bound.id)
        number = read_number(bound)
        return None if number is None else (number, ZERO)

    def setting(self, id: str) -> Line | None:
        if self.dial.sort == "setting" and self.dial.id == id:
            return self.at, ONE
        number = read_number(self.rubric.settings[id].value)
        return None if number is None else (number, ZERO)

    def number(self, number: Number) -> Line:
        if isinstance(number.value, SettingUse):
            return self.setting(number.value.id) or (ZERO, ZERO)
        if (number.trail, "value") in self.targets:
            return self.at, ONE
        return number.value, ZERO

    def score(self, id: str) -> Lines:
        if id not in self.scores:
            self.scores[id] = self.amount(self.rubric.scores[id].value)
        return self.scores[id]

    def amount(self, amount: Amount) -> Lines:
        found = frozenset(self.lines(amount))
        if len(found) > MOST:
            raise NotStraight
        return found

    def lines(self, amount: Amount) -> Iterable[Line]:
        match amount:
            case Number():
                return (self.number(amount),)
            case Named(id=id):
                return self.score(id) if id in self.rubric.scores else self.criterion(id)
            case Minus(part=part):
                return ((-value, -slope) for value, slope in self.amount(part))
            case Times(factor=factor, part=part):
                by = self.number(factor)
                return [self.times(by, line) for line in self.amount(part)]
            case Gathered():
                return self.gathered(amount)
            case Points(id=id, give=give):
                return [self.number(give[name]) for name in self.known.names.get(id, give)]
            case BandPoints():
                return self.banded(amount)
            case Worth(id=id, not_applicable=instead):
                return {*self.criterion(id), self.number(instead)}
            case Counted(parts=parts):
                return ((Fraction(n), ZERO) for n in range(self.most(parts) + 1))
            case Conditional(part=part):
                return {(ZERO, ZERO), *self.amount(part)}
            case Clamp():
                return self.clamped(amount)
            case Round():
                return self.rounded(amount)
        raise NotStraight

    def times(self, first: Line, second: Line) -> Line:
        if first[1] and second[1]:
            raise NotStraight
        return first[0] * second[0], first[0] * second[1] + first[1] * second[0]

    def most(self, parts: object) -> int:
        if isinstance(parts, Each):
            return len(self.rubric.ids_in(parts.of))
        return len(parts) if isinstance(parts, tuple) else 0

    def criterion(self, id: str) -> Lines:
        worth = self.rubric.worth(id)
        if worth is None:
            return frozenset((value, ZERO) for value in self.measured(id))
        kind = self.rubric.criteria[id].kind
        scale = self.rubric.scales[kind.scale or ""]
        at = {name: place for place, name in enumerate(kind.names)}
        return frozenset(
            (self.at, ONE)
            if ((*scale.trail, "worth"), at[name]) in self.targets
            else (worth[at[name]], ZERO)
            for name in self.known.names.get(id, kind.names)
            if name != NOT_APPLICABLE
        )

    def measured(self, id: str) -> tuple[Fraction, ...]:
        """The numbers that an answer can be; of one that is open, every step."""
        if id in self.known.numbers:
            return self.known.numbers[id]
        shape = self.rubric.criteria[id].kind.number if id in self.rubric.criteria else None
        if shape is None:
            return ()
        listed = steps(shape)
        if listed is None:
            raise NotStraight
        return tuple(listed.sample(place) for place in range(len(listed.regions)))

    def gathered(self, amount: Gathered) -> Iterable[Line]:
        if isinstance(amount.parts, str):
            parts = [self.criterion(id) for id in self.rubric.members(amount.parts)]
        else:
            parts = [self.amount(part) for part in amount.parts]
        if amount.how in ("lowest", "highest"):
            return self.one_of(parts)
        total: Lines = frozenset({(ZERO, ZERO)})
        for lines in parts:
            total = frozenset((a + c, b + d) for (a, b), (c, d) in product(total, lines))
            if len(total) > MOST:
                raise NotStraight
        share = Fraction(1, len(parts)) if amount.how == "mean" and parts else ONE
        return ((value * share, slope * share) for value, slope in total)

    def one_of(self, parts: list[Lines]) -> Iterator[Line]:
        every = sorted({line for lines in parts for line in lines})
        if len(every) ** 2 > MOST * 100:
            raise NotStraight
        for first, second in combinations(every, 2):
            self.meet(first, second)
        return iter(every)

    def banded(self, amount: BandPoints) -> Iterable[Line]:
        self.compare(amount.id, [band.range for band in amount.bands])
        return [
            *(self.number(band.give) for band in amount.bands),
            *(self.number(given) for given in amount.give.values()),
        ]

    def clamped(self, amount: Clamp) -> Iterable[Line]:
        ends = (self.number(amount.at_least), self.number(amount.at_most))
        self.meet(*ends)
        lines = self.amount(amount.part)
        for line, end in product(lines, ends):
            self.meet(line, end)
        return {*lines, *ends}

    def rounded(self, amount: Round) -> Iterator[Line]:
        """The value rounded here, and those that it is next rounded to on either side."""
        to = self.number(amount.to)
        if to[1]:
            raise NotStraight
        for value, slope in self.amount(amount.part):
            if not slope:
                yield rounded(value, to[0], amount.half), ZERO
                continue
            self.nearby = True
            below = floor(value / to[0])
            for count in range(below - 1, below + 3):
                self.meet((value, slope), ((count + Fraction(1, 2)) * to[0], ZERO))
                yield count * to[0], ZERO
