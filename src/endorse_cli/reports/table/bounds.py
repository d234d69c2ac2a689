"""The only place that says whether the ends of an amount can both be reached.

They can where no open answer enters twice: only then are bounds the least and the greatest.
"""

from collections.abc import Iterable
from typing import NamedTuple

from endorse_cli.engine.order import (
    amount_uses,
    condition_uses,
    conditions_of,
    definition_order,
)
from endorse_cli.models.amounts import (
    Amount,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Round,
    Share,
    Times,
)
from endorse_cli.models.conditions import Each
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.table.holding import Known
from endorse_cli.reports.table.reach import Ends
from endorse_cli.reports.table.truth import Reach


class Spread(NamedTuple):
    """The open answers that something rests on, and whether each of them enters only once."""

    open: frozenset[str] = frozenset()
    once: bool = True


class Bounds(Ends):
    """Every score between its ends, and of which amounts both ends can be reached."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self._spread: dict[str, Spread] = {}
        for id in definition_order(self.rubric):
            self._spread[id] = Spread() if self._is_settled(id) else self._of_definition(id)

    def is_exact(self, amount: Amount) -> bool:
        """Whether the ends of an amount are numbers that it can be, and no mere bounds."""
        return self.spread(amount).once

    def _of_definition(self, id: str) -> Spread:
        if id in self.rubric.scores:
            found = self.spread(self.rubric.scores[id].value)
        else:
            found = self._asked(_names_in(self.rubric, id))
        return found._replace(once=found.once or id in self.told)

    def _is_settled(self, id: str) -> bool:
        if id in self.rubric.scores:
            found = self.known.scores[id]
            return found is not None and found.low == found.high
        if id in self.rubric.findings:
            return self.known.findings[id] != "open"
        return len(self.known.outcomes[id]) == 1

    def _named(self, id: str) -> Spread:
        if id in self.rubric.families:
            return self._together(map(self._named, self.rubric.members(id)))
        if id in self.rubric.criteria:
            return Spread(frozenset([id] if self.known.is_open(id) else []))
        return self._spread.get(id, Spread(once=False))

    def _asked(self, ids: Iterable[str]) -> Spread:
        """What some conditions rest on; a score between two bounds can miss what lies there."""
        found = [(id, self._named(id)) for id in ids]
        return self._together(
            spread._replace(once=spread.once and not (spread.open and id in self.rubric.scores))
            for id, spread in found
        )

    def _together(self, found: Iterable[Spread]) -> Spread:
        whole = Spread()
        for part in found:
            apart = whole.open.isdisjoint(part.open)
            whole = Spread(whole.open | part.open, whole.once and part.once and apart)
        return whole

    def spread(self, amount: Amount) -> Spread:
        """The open answers that an amount rests on, and whether each enters only once."""
        found = self.of(amount)
        if found is not None and found.low == found.high:
            return Spread()
        match amount:
            case Conditional(part=part, when=when, unless=unless):
                asked = [
                    *condition_uses(when),
                    *(u for e in unless for u in condition_uses(e.when)),
                ]
                return self._together([self.spread(part), self._asked(asked)])
            case Counted(parts=Each(of=of)):
                return self._asked(self.rubric.ids_in(of))
            case Counted(parts=tuple(counted)):
                return self._asked([id for part in counted for id in condition_uses(part)])
            case Gathered(parts=tuple(parts)):
                return self._together(map(self.spread, parts))
            case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
                return self.spread(part)
            case Share(part=part, out_of=whole):
                return self._together([self.spread(part), self.spread(whole)])
        return self._together(map(self._named, amount_uses(amount)))


def _names_in(rubric: Rubric, id: str) -> list[str]:
    """The ids that a finding or a decision names, each as often as it does."""
    return [name for condition in conditions_of(rubric, id) for name in condition_uses(condition)]


def reaches(rubric: Rubric) -> dict[str, Reach]:
    """Between which numbers each score lies whatever the answers; only where both ends can be."""
    bounds = Bounds(Known(rubric, {}))
    return {
        id: found
        for id, found in bounds.known.scores.items()
        if found is not None and bounds.is_exact(rubric.scores[id].value)
    }
