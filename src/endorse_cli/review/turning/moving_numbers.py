"""A rubric along a stretch on which one of its numbers moves: numbers, conditions, amounts.

What grows evenly with the number is added up, clamped, rounded and compared by the engine like any
fraction. Each comparison comes out as it does right past the start of the stretch, and notes how
far from there it stays so.
"""

from collections.abc import Collection
from fractions import Fraction
from math import floor
from operator import ge, gt, le, lt
from typing import NamedTuple, TypeAlias

from endorse_cli.engine import quantities, totals
from endorse_cli.engine.arithmetic import Amounts
from endorse_cli.engine.diagram import NO, YES, Leaf, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Conditions
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.quantities import Clamped, Extreme, Quantity, Rounded, Sum
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.totals import Total
from endorse_cli.models.amounts import Amount, Number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days, Range, Test, bounds_of
from endorse_cli.review.turning.turnable_numbers import Dial
from endorse_cli.rubric.number_regions import NumberRegions, Region

Line: TypeAlias = tuple[Fraction, Fraction]
"""A value at the start, and how much it grows with the number that is turned."""

BESIDE = 24
"""So many comparisons that stay are looked at with those of the same total that move."""

MOST = 48 + BESIDE
"""So many comparisons are looked at together."""

LINES = 4_000
"""So many lines an amount may have that another amount hangs on."""

ZERO = Fraction(0)

PASSES = {"at_least": ge, "more_than": gt, "at_most": le, "less_than": lt}


class NotLinear(Exception):
    """Numbers multiply each other, or so much is open that the lines are too many."""


class Stretch:
    """What lies past a start, up or down: `until` is how far comparisons come out as they did.

    None where they do so without end. It `is_whole` where none was made: then all is so on the
    other side too.
    """

    def __init__(self) -> None:
        self.step = 1
        self.until: Fraction | None = None
        self.is_whole = True

    def begin(self, step: int) -> None:
        """Start anew, up (1) or down (-1)."""
        self.step, self.until, self.is_whole = step, None, True

    def ends_at(self, distance: Fraction | None) -> None:
        """Note where a comparison comes out otherwise, if ever: it holds on this side alone."""
        self.is_whole = False
        if distance is not None:
            self.until = distance if self.until is None else min(self.until, distance)

    @property
    def inside(self) -> Fraction:
        """How much more the number is at a place that lies before anything noted."""
        return self.step * (Fraction(1) if self.until is None else self.until / 2)


class Linear(Fraction):
    """A number at the `start` of a stretch, and its `slope`: how much it grows with that turned."""

    __slots__ = ("slope", "start", "stretch")
    start: Fraction
    slope: Fraction
    stretch: Stretch

    @classmethod
    def of(cls, value: Fraction, slope: Fraction, stretch: Stretch) -> Fraction:
        """The number; a plain fraction where it does not move."""
        if not slope:
            return value
        made = super().__new__(cls, value)
        made.start, made.slope, made.stretch = value, slope, stretch
        return made

    def __add__(self, other: object) -> Fraction:  # type: ignore[override]
        value, slope = line(other)
        return Linear.of(self.start + value, self.slope + slope, self.stretch)

    __radd__ = __add__  # type: ignore[assignment]

    def __neg__(self) -> Fraction:
        return Linear.of(-self.start, -self.slope, self.stretch)

    def __sub__(self, other: object) -> Fraction:  # type: ignore[override]
        value, slope = line(other)
        return Linear.of(self.start - value, self.slope - slope, self.stretch)

    def __rsub__(self, other: object) -> Fraction:  # type: ignore[override]
        return -self + other  # type: ignore[operator, no-any-return]

    def __mul__(self, other: object) -> Fraction:  # type: ignore[override]
        factor, slope = line(other)
        if slope:
            raise NotLinear
        return Linear.of(self.start * factor, self.slope * factor, self.stretch)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: object) -> Fraction:  # type: ignore[override]
        divisor, slope = line(other)
        if slope:
            raise NotLinear
        return Linear.of(self.start / divisor, self.slope / divisor, self.stretch)

    def __rtruediv__(self, other: object) -> Fraction:  # type: ignore[override]
        raise NotLinear

    def __floor__(self) -> int:
        whole = floor(self.start)
        falls = self.slope * self.stretch.step < 0
        below = whole - 1 if whole == self.start and falls else whole
        sign(self - below)
        sign(self - below - 1)
        return below

    def __ceil__(self) -> int:
        return -floor(-self)

    def __lt__(self, other: object) -> bool:
        return sign(self - other) < 0

    def __le__(self, other: object) -> bool:
        return sign(self - other) <= 0

    def __gt__(self, other: object) -> bool:
        return sign(self - other) > 0

    def __ge__(self, other: object) -> bool:
        return sign(self - other) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fraction | int) and line(self) == line(other)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.start, self.slope))

    def __bool__(self) -> bool:
        return True


def line(number: object) -> tuple[Fraction, Fraction]:
    """A number at the start, and how much it grows."""
    if isinstance(number, Linear):
        return number.start, number.slope
    assert isinstance(number, Fraction | int)
    return number if isinstance(number, Fraction) else Fraction(number), ZERO


def sign(number: Fraction) -> Fraction:
    """Something above, below or at 0 as the number is right past the start; and it is noted."""
    if not isinstance(number, Linear):
        return number
    value, ahead = number.start, number.slope * number.stretch.step
    number.stretch.ends_at(-value / ahead if value and (value > 0) != (ahead > 0) else None)
    return value or ahead


def at(number: Fraction, more: Fraction) -> Fraction:
    """A number as a plain one, where that which is turned is so much more than at the start."""
    value, slope = line(number)
    return value + slope * more


def moves_besides(quantity: Quantity) -> bool:
    """Whether an amount moves besides its terms: with a number added, or one it is held at."""
    match quantity:
        case Total(constant=constant):
            return isinstance(constant, Linear)
        case Clamped(part=part, low=low, high=high):
            return isinstance(low, Linear) or isinstance(high, Linear) or moves_besides(part)
        case Rounded(part=part, to=to):
            return isinstance(to, Linear) or moves_besides(part)
        case Extreme(parts=parts):
            return any(map(moves_besides, parts))
        case Sum(addends=addends):
            return any(isinstance(each.by, Linear) or moves_besides(each.part) for each in addends)
    return (
        isinstance(quantity.if_none, Linear)
        or moves_besides(quantity.part)
        or moves_besides(quantity.whole)
    )


def stays(conditions: Conditions, quantity: Quantity) -> bool:
    """Whether an amount does not move at all."""
    numbers = conditions.manager.numbers(quantities.terms_of(quantity))
    return not moves_besides(quantity) and not any(isinstance(each, Linear) for each in numbers)


class Compared(NamedTuple):
    """Whether some terms and a number are at least 0 together, or (`strict`) more."""

    terms: tuple[Node, ...]
    constant: Line
    strict: bool


class Turned(Conditions):
    """Conditions along a stretch: a comparison of a total that moves is a variable of its own.

    So is one that stays, of a total that is compared with the number elsewhere: the scores that
    are `tested`. With `at_once` it is told as it comes out past the start, as far as that stays so:
    in that case an amount hangs on such a comparison. What is asked of nothing that has `moved` is
    as in `base`.
    """

    def __init__(
        self,
        rubric: Rubric,
        base: Conditions,
        dial: Dial,
        number: Fraction,
        stretch: Stretch,
        *,
        at_once: bool,
        tested: Collection[str] = (),
    ) -> None:
        self.masks = base.known or ()
        super().__init__(rubric, base.space, self.masks)
        self.base = base
        self.dial = dial
        self.number = number
        self.stretch = stretch
        self.at_once = at_once
        self.tested = base.scores.keys() & set(tested)
        scores = [base.scores[id] for id in self.tested]
        self.terms = frozenset(term for score in scores for term in quantities.terms_of(score))
        self.moved: set[str] = set()
        self.compared: dict[Compared, int] = {}

    def atom(self, id: str, test: Test) -> Node:
        """Where a test holds: as in the base, unless what it is asked of has moved."""
        turns = isinstance(test, Range) and self.dial.keys_in(test)
        is_own = turns or id in self.moved or id in self.tested
        return super().atom(id, test) if is_own else self.base.atom(id, test)

    def differs(self, id: str) -> bool:
        """Whether a definition is not what it is in the base."""
        base = self.base
        if id in self.findings:
            return self.findings[id] != base.findings[id]
        if id in self.scores:
            return self.scores[id] != base.scores[id]
        return self.decisions[id].root != base.decisions[id].root

    def bound(self, test: Range, key: str) -> Fraction:
        """The number of one bound: the one that is turned, or as it is written."""
        return self.number if key in self.dial.keys_in(test) else super().bound(test, key)

    def within(self, id: str, test: Range | Days) -> int:
        """The regions that pass a test; where a bound moves, of the values that are possible."""
        regions = self.regions[id]
        if not (isinstance(test, Range) and self.dial.keys_in(test)):
            return super().within(id, test)
        assert isinstance(regions, NumberRegions)
        (level,) = self.levels[id]
        places = [p for p in members(self.masks[level]) if p < len(regions.regions)]
        if not all(is_point(regions.regions[place]) for place in places):
            raise NotLinear
        return sum(1 << place for place in places if self.passes(regions.sample(place), test))

    def passes(self, value: Fraction, test: Range) -> bool:
        """Whether a number passes a test past the start."""
        bounds = {key: self.bound(test, key) for key, _ in bounds_of(test)}
        return all(PASSES[key](value, bound) for key, bound in bounds.items())

    def reaches(self, quantity: Quantity, bound: Fraction, *, strict: bool) -> Node:
        """Where a quantity is at least a number, or (`strict`) more than it."""
        if isinstance(bound, Linear) and isinstance(quantity, Rounded) and stays(self, quantity):
            # Past all that it can come to, what it is rounded to tells nothing apart any more.
            least, most = span(self.manager, quantity, self.masks)
            ahead = bound.slope * self.stretch.step
            if (bound.start <= least and ahead < 0) or (bound.start >= most and ahead > 0):
                self.stretch.ends_at(None)
                return YES if ahead < 0 else NO
        return quantities.reaches(
            self.manager, quantity, bound, strict=strict, compare=self.compare
        )

    def compare(self, manager: Manager, total: Total, bound: Fraction, *, strict: bool) -> Node:
        """Where a total reaches a number: as ever, at once, or told by a variable."""
        over = total.constant - bound
        moves = any(isinstance(n, Linear) for n in (over, *manager.numbers(total.terms)))
        is_known = not total.terms or not self.terms.issuperset(total.terms)
        is_beside = not is_known and len(self.compared) < BESIDE
        if not moves and (self.at_once or not is_beside):
            return totals.compare(manager, total, bound, strict=strict)
        if self.at_once:
            return self.told(Total(over, total.terms), strict=strict)
        key = Compared(total.terms, line(over), strict)
        place = self.compared.setdefault(key, len(self.compared))
        if place >= MOST:
            raise TooManyNodes
        return manager.test(len(self.variables) + place, 0b10)

    def told(self, total: Total, *, strict: bool) -> Node:
        """Where a total is at least 0 past the start, and as far as it stays so."""
        lines = {total.constant}
        for term in total.terms:
            ends = reachable(self.manager, term, self.masks)
            leaves = [quantities.number_at(self.manager.leaf[end]) for end in ends]
            lines = {had + leaf for had in lines for leaf in leaves}
            if len(lines) > LINES:
                raise NotLinear
        for found in lines:
            sign(found)
        inside = self.stretch.inside

        def there(leaf: Leaf) -> Fraction:
            return at(quantities.number_at(leaf), inside)

        terms = tuple(self.manager.relabel(term, there) for term in total.terms)
        rest = totals.add(self.manager, [Total(at(total.constant, inside), terms)])
        return totals.compare(self.manager, rest, Fraction(0), strict=strict)


class TurnedAmounts(Amounts):
    """The amounts of a rubric of which a number moves."""

    conditions: Turned

    def number(self, number: Number) -> Fraction:
        """A number as written, or the one that is turned."""
        is_dial = self.conditions.dial.is_named(number.value)
        return self.conditions.number if is_dial else super().number(number)

    def part(self, amount: Amount, by: Fraction = quantities.ONE) -> Quantity:
        """What the number does not stand in is made once for all stretches."""
        dial, manager = self.conditions.dial, self.manager
        if self.conditions.moved or not dial.is_elsewhere(amount) or isinstance(by, Linear):
            return super().part(amount, by)
        key = ("part", amount.trail, by)
        kept = manager.memo.get(key)
        if not isinstance(kept, Quantity):
            kept = manager.memo[key] = super().part(amount, by)
        return kept

    def _listed(self, quantity: Quantity) -> Total | None:
        """What does not move is listed once for all stretches."""
        manager = self.manager
        if not stays(self.conditions, quantity):
            return super()._listed(quantity)
        key = ("total of", type(quantity), quantity)
        if key not in manager.memo:
            manager.memo[key] = super()._listed(quantity)
        kept = manager.memo[key]
        return kept if isinstance(kept, Total) else None

    def _worth(self, criterion: str, by: Fraction, not_applicable: Fraction | None = None) -> Total:
        regions = self.regions.get(criterion)
        if isinstance(regions, NumberRegions) and not all(map(is_point, regions.regions)):
            raise NotLinear
        return super()._worth(criterion, by, not_applicable)


def is_point(region: Region[Fraction]) -> bool:
    """Whether only one number lies in a region."""
    return region.low is not None and region.high is not None and region.low.at == region.high.at
