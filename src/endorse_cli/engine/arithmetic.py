"""The only place that turns amounts, what a score is made of, into quantities."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from endorse_cli.engine import quantities, totals
from endorse_cli.engine.budget import LISTED, LISTED_APART
from endorse_cli.engine.diagram import Hopeless, Node, TooManyNodes
from endorse_cli.engine.domain import bound_number, members
from endorse_cli.engine.logic import ZERO, Conditions
from endorse_cli.engine.quantities import Clamped, Extreme, Quantity, Ratio, Rounded, Sum
from endorse_cli.engine.totals import Total
from endorse_cli.models.amounts import (
    Amount,
    Band,
    BandPoints,
    BrokenAmount,
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
from endorse_cli.models.tests import SettingUse
from endorse_cli.rubric.amount_ends import parts_of
from endorse_cli.rubric.number_regions import NumberRegions

ONE = Fraction(1)


class Amounts:
    """The amounts of one rubric as quantities, over its conditions and the scores built so far."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.rubric = conditions.rubric
        self.regions = conditions.regions
        self.manager = conditions.manager
        self._shared: dict[tuple[int, Fraction], tuple[Node, ...]] = {}

    def number(self, number: Number) -> Fraction:
        """A number as written or as its setting gives it."""
        value = number.value
        if isinstance(value, SettingUse):
            return bound_number(value, self.rubric.settings)
        return value

    def score(self, id: str) -> Quantity:
        """A whole score; one of several numbers is the variable that stands for it."""
        level = self.conditions.made.get(id)
        if level is None:
            return self.quantity(self.rubric.scores[id].value)
        regions = self.regions[self.conditions.variables[level].id]
        assert isinstance(regions, NumberRegions)
        return self._at(level, regions.samples)

    def quantity(self, amount: Amount) -> Quantity:
        """A whole amount, kept in the form in which it is cheapest to compare."""
        match amount:
            case Named(id=id) if id in self.conditions.scores:
                return self.conditions.scores[id]
            case Clamp(part=part, at_least=low, at_most=high):
                return Clamped(self.quantity(part), self.number(low), self.number(high))
            case Round(part=part, to=to, half=half):
                return Rounded(self.quantity(part), self.number(to), half)
            case Share(part=part, out_of=whole, if_none=number):
                divided_by = quantities.as_total(self.manager, self.part(whole))
                return Ratio(self.part(part), divided_by, self.number(number))
            case Gathered(how="lowest" | "highest" as how, parts=parts):
                each = parts_of(self.rubric, parts)
                return Extreme(tuple(map(self.quantity, each)), how == "lowest")
        return self.part(amount)

    def part(self, amount: Amount, by: Fraction = ONE) -> Quantity:
        """An amount as a part of another: something that can be added up, so many times.

        It is one total, unless its numbers are too many for that and it is worked out apart.
        """
        manager = self.manager
        match amount:
            case Number():
                return Total(self.number(amount) * by)
            case Named(id=id) if id not in self.conditions.scores:
                return self._worth(id, by)
            case Minus(part=part):
                return self.part(part, -by)
            case Times(factor=factor, part=part):
                return self.part(part, by * self.number(factor))
            case Points(id=id, give=give):
                return self._valued(id, [self.number(give[n]) for n in self._names(id)], by)
            case BandPoints(id=id, bands=bands, give=give):
                return self._valued(id, self._by_band(id, bands, give), by)
            case Worth(id=id, not_applicable=number):
                return self._worth(id, by, self.number(number))
            case Conditional(part=part, when=when, unless=unless):
                holds = self.conditions.excepted(when, unless)
                return quantities.where(manager, self.part(part, by), holds)
            case Gathered(how="sum" | "mean" as how, parts=parts):
                each = parts_of(self.rubric, parts)
                share = by / len(each) if how == "mean" else by
                return self._sum([self.part(part, share) for part in each])
            case BrokenAmount():
                raise ValueError(f"a checked rubric has no such amount: {amount!r}")
            case Counted(parts=parts):
                return quantities.scaled(manager, self.conditions.counted(parts), by)
        whole = self.quantity(amount)
        return quantities.scaled(manager, self._listed(whole) or whole, by)

    def _sum(self, parts: Sequence[Quantity]) -> Quantity:
        """Several amounts added up: those of which each term is one answer's as one total."""
        found = self._added(parts)
        if found is not None:
            return found
        plain = [part for part in parts if isinstance(part, Total) and self._is_plain(part)]
        others = [part for part in parts if not isinstance(part, Total) or not self._is_plain(part)]
        addends = [quantities.Addend(totals.add(self.manager, plain), ONE)] if plain else []
        return Sum((*addends, *chain.from_iterable(map(quantities.addends_of, others))))

    def _added(self, parts: Sequence[Quantity]) -> Total | None:
        """The sum as one total; None where that is too large and what is too large is apart."""
        each = [part for part in parts if isinstance(part, Total)]
        if len(each) < len(parts):
            return None
        return self._within(lambda: totals.add(self.manager, each))

    def _listed(self, quantity: Quantity) -> Total | None:
        """A quantity as one total with all its numbers; None where there are too many of them."""
        if isinstance(quantity, Total):
            return quantity
        return self._within(lambda: quantities.as_total(self.manager, quantity))

    def _within(self, made: Callable[[], Total]) -> Total | None:
        """What is made; None where it takes too many nodes, and what does is worked out apart."""
        manager, usual, is_apart = self.manager, self.manager.budget, bool(self.conditions.apart)
        manager.budget = min(usual, manager.live + (LISTED_APART if is_apart else LISTED))
        try:
            return made()
        except TooManyNodes:
            if is_apart:
                return None
            if manager.budget < usual:
                raise Hopeless from None
            raise
        finally:
            manager.budget = usual

    def _is_plain(self, total: Total) -> bool:
        return all(map(self.manager.is_plain, total.terms))

    def _names(self, criterion: str) -> tuple[str, ...]:
        (level,) = self.conditions.levels[criterion]
        return self.conditions.variables[level].values

    def _worth(self, criterion: str, by: Fraction, not_applicable: Fraction | None = None) -> Total:
        """What each answer to a criterion is worth: its scale says so, or it is a number."""
        regions = self.regions.get(criterion)
        if not isinstance(regions, NumberRegions):
            worth = self.rubric.worth(criterion) or ()
        elif not_applicable is None:
            (level,) = self.conditions.levels[criterion]
            return self._leading(level, self._numbered(regions, by))
        else:
            worth = regions.samples
        if not_applicable is not None:
            worth = (*worth, not_applicable)
        return self._valued(criterion, worth, by)

    def _numbered(self, regions: NumberRegions, by: Fraction) -> tuple[Node, ...]:
        """What the values of a number come to; questions of the same steps share one list."""
        key = (id(regions.regions), by)
        if key not in self._shared:
            numbers = regions.samples if by == 1 else [number * by for number in regions.samples]
            self._shared[key] = tuple(map(self.manager.terminal, numbers))
        return self._shared[key]

    def _by_band(
        self, criterion: str, bands: tuple[Band, ...], give: Mapping[str, Number]
    ) -> list[Fraction]:
        regions = self.regions[criterion]
        given = [ZERO] * len(regions.labels) + [self.number(number) for number in give.values()]
        for band in bands:
            for place in members(self.conditions.within(criterion, band.range)):
                given[place] = self.number(band.give)
        return given

    def _valued(self, criterion: str, values: Sequence[Fraction], by: Fraction) -> Total:
        (level,) = self.conditions.levels[criterion]
        return self._at(level, values if by == 1 else [value * by for value in values])

    def _at(self, level: int, values: Iterable[Fraction]) -> Total:
        """What each value of a variable is worth."""
        return self._leading(level, tuple(map(self.manager.terminal, values)))

    def _leading(self, level: int, ends: tuple[Node, ...]) -> Total:
        node = self.conditions.node(level, ends)
        leaf = self.manager.leaf[node]
        return Total(leaf) if isinstance(leaf, Fraction) else Total(ZERO, (node,))
