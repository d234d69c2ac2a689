"""The only place that turns amounts, what a score is made of, into quantities."""

from collections.abc import Mapping
from fractions import Fraction

from endorse_cli.engine import quantities, totals
from endorse_cli.engine.diagram import Node
from endorse_cli.engine.domain import bound_number, members
from endorse_cli.engine.logic import ZERO, Conditions
from endorse_cli.engine.quantities import Clamped, Extreme, Quantity, Ratio, Rounded
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
from endorse_cli.rubric.number_regions import NumberRegions


class Amounts:
    """The amounts of one rubric as quantities, over its conditions and the scores built so far."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.rubric = conditions.rubric
        self.regions = conditions.regions
        self.manager = conditions.manager

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
        return self._at(level, list(regions.samples))

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
                return Ratio(self.amount(part), self.amount(whole), self.number(number))
            case Gathered(how="lowest" | "highest" as how, parts=parts):
                return Extreme(tuple(self._gather(parts)), how == "lowest")
        return self.amount(amount)

    def amount(self, amount: Amount) -> Total:
        """An amount as a part of another: something that can be added up."""
        manager = self.manager
        match amount:
            case Number():
                return Total(self.number(amount))
            case Named(id=id) if id not in self.conditions.scores:
                return self._worth(id)
            case Minus(part=part):
                return totals.scale(manager, self.amount(part), Fraction(-1))
            case Times(factor=factor, part=part):
                return totals.scale(manager, self.amount(part), self.number(factor))
            case Points(id=id, give=give):
                return self._valued(id, [self.number(give[n]) for n in self._names(id)])
            case BandPoints(id=id, bands=bands, give=give):
                return self._valued(id, self._by_band(id, bands, give))
            case Worth(id=id, not_applicable=number):
                return self._worth(id, self.number(number))
            case Counted(parts=parts):
                return self.conditions.counted(parts)
            case Conditional(part=part, when=when, unless=unless):
                return self._conditional(self.amount(part), self.conditions.excepted(when, unless))
            case Gathered(how="sum" | "mean" as how, parts=parts):
                gathered = [quantities.as_total(manager, part) for part in self._gather(parts)]
                share = Fraction(1, len(gathered)) if how == "mean" else Fraction(1)
                return totals.scale(manager, totals.add(manager, gathered), share)
            case BrokenAmount():
                raise ValueError(f"a checked rubric has no such amount: {amount!r}")
        return quantities.as_total(manager, self.quantity(amount))

    def _conditional(self, total: Total, holds: Node) -> Total:
        manager, none = self.manager, self.manager.terminal(ZERO)
        terms = [manager.choose(holds, term, none) for term in total.terms]
        if total.constant:
            terms.append(manager.choose(holds, manager.terminal(total.constant), none))
        return totals.add(manager, [Total(ZERO, (term,)) for term in terms])

    def _gather(self, parts: tuple[Amount, ...] | str) -> list[Quantity]:
        if isinstance(parts, str):
            return [self._worth(id) for id in self.rubric.members(parts)]
        return [self.quantity(part) for part in parts]

    def _names(self, criterion: str) -> tuple[str, ...]:
        (level,) = self.conditions.levels[criterion]
        return self.conditions.variables[level].values

    def _worth(self, criterion: str, not_applicable: Fraction | None = None) -> Total:
        """What each answer to a criterion is worth: its scale says so, or it is a number."""
        regions = self.regions.get(criterion)
        if isinstance(regions, NumberRegions):
            worth = [regions.sample(place) for place in range(len(regions.regions))]
        else:
            worth = list(self.rubric.worth(criterion) or ())
        if not_applicable is not None:
            worth.append(not_applicable)
        return self._valued(criterion, worth)

    def _by_band(
        self, criterion: str, bands: tuple[Band, ...], give: Mapping[str, Number]
    ) -> list[Fraction]:
        regions = self.regions[criterion]
        given = [ZERO] * len(regions.labels) + [self.number(number) for number in give.values()]
        for band in bands:
            for place in members(self.conditions.within(criterion, band.range)):
                given[place] = self.number(band.give)
        return given

    def _valued(self, criterion: str, values: list[Fraction]) -> Total:
        (level,) = self.conditions.levels[criterion]
        return self._at(level, values)

    def _at(self, level: int, values: list[Fraction]) -> Total:
        kids = tuple(self.manager.terminal(value) for value in values)
        return totals.add(self.manager, [Total(ZERO, (self.conditions.node(level, kids),))])
