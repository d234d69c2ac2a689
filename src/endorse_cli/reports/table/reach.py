"""The only place that says between which numbers an amount lies, part by part.

For a reader who sees a number and asks: out of what? A bound of a sum is the sum of its bounds,
which is never wrong. Where one open answer enters twice the ends need not be reached together, so
it is said as well whether both ends can be: only then are they the least and the greatest.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.diagnostics import Trail
from endorse_cli.engine.order import (
    amount_uses,
    condition_uses,
    conditions_of,
    definition_order,
)
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Gathering,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import Each
from endorse_cli.models.rounding import rounded
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.values import gather
from endorse_cli.reports.table.holding import Known, Reach, counted
from endorse_cli.reports.uses import number_of, numbers_of

ZERO = Fraction(0)
NOTHING = Reach(ZERO, ZERO)


class Spread(NamedTuple):
    """The open answers that something rests on, and whether each of them enters only once."""

    open: frozenset[str] = frozenset()
    once: bool = True


class Bounds:
    """Every score of a rubric between its ends, with what is known of the answers.

    What `known` says of definitions already, as a record does exactly, stays; the rest is worked
    out here, parts before wholes.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.rubric = known.rubric
        self._spread: dict[str, Spread] = {}
        self._found: dict[Trail, Reach | None] = {}
        for id in definition_order(self.rubric):
            self._define(id)

    def _define(self, id: str) -> None:
        known, rubric = self.known, self.rubric
        told = id in known.findings or id in known.outcomes or id in known.scores
        if id in rubric.findings and not told:
            rule = rubric.findings[id]
            known.findings[id] = known.guarded(rule.when, rule.unless)
        elif id in rubric.decisions and not told:
            known.outcomes[id] = known.decided(rubric.decisions[id])
        elif id in rubric.scores and not told:
            known.scores[id] = self.of(rubric.scores[id].value)
        if self._is_settled(id):
            self._spread[id] = Spread()
            return
        if id in rubric.scores:
            found = self.spread(rubric.scores[id].value)
        else:
            found = self._asked(_names_in(rubric, id))
        self._spread[id] = found._replace(once=found.once or told)

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

    def is_exact(self, amount: Amount) -> bool:
        """Whether the ends of an amount are numbers that it can be, and no mere bounds."""
        return self.spread(amount).once

    def of(self, amount: Amount) -> Reach | None:
        """Between which numbers an amount lies; None where it has no end on some side."""
        if not amount.trail:
            return self._of(amount)
        if amount.trail not in self._found:
            self._found[amount.trail] = self._of(amount)
        return self._found[amount.trail]

    def _of(self, amount: Amount) -> Reach | None:
        match amount:
            case Number():
                number = number_of(self.rubric, amount)
                return Reach(number, number)
            case Named() | Points() | BandPoints() | Worth():
                return self._of_answers(amount)
            case Minus(part=part):
                return _times(Fraction(-1), self.of(part))
            case Times(factor=factor, part=part):
                return _times(number_of(self.rubric, factor), self.of(part))
            case Gathered(how=how):
                return _gathered(how, list(map(self.of, parts_of(self.rubric, amount))))
            case Counted(parts=parts):
                return counted(self.known.many(parts))
        return self._governed(amount)

    def _governed(self, amount: Amount) -> Reach | None:
        """What depends on a condition, or is bounded, rounded or divided."""
        match amount:
            case Conditional(part=part, when=when, unless=unless):
                held = self.known.guarded(when, unless)
                inner = self.of(part)
                if held == "no":
                    return NOTHING
                return inner if held == "yes" else inner and _around(inner, NOTHING)
            case Clamp(part=part, at_least=least, at_most=most):
                low, high = number_of(self.rubric, least), number_of(self.rubric, most)
                inner = self.of(part)
                return inner and Reach(*(min(max(end, low), high) for end in inner))
            case Round(part=part, to=to, half=half):
                inner, step = self.of(part), number_of(self.rubric, to)
                return inner and Reach(*(rounded(end, step, half) for end in inner))
            case Share(part=part, out_of=whole, if_none=number):
                none = number_of(self.rubric, number)
                return _divided(self.of(part), self.of(whole), Reach(none, none))
        return None

    def _of_answers(self, amount: Named | Points | BandPoints | Worth) -> Reach | None:
        if amount.id in self.rubric.scores:
            return self.known.scores.get(amount.id)
        numbers = self.numbers(amount, amount.id)
        if numbers is None:
            return self.known.ends(amount.id)
        return Reach(min(numbers), max(numbers)) if numbers else None

    def numbers(self, amount: Amount, criterion: str) -> list[Fraction] | None:
        """What the answers that are still possible to a criterion give; None for a bare number."""
        worth = dict(numbers_of(self.rubric, amount, self.known.regions)).get(criterion)
        if not worth:
            return None
        (variable,) = self.known.variables[criterion]
        names = self.known.values(variable)
        return list(dict.fromkeys(worth[name] for name in names if name in worth))


def _names_in(rubric: Rubric, id: str) -> list[str]:
    """The ids that a finding or a decision names, each as often as it does."""
    return [name for condition in conditions_of(rubric, id) for name in condition_uses(condition)]


def parts_of(rubric: Rubric, amount: Gathered) -> tuple[Amount, ...]:
    """The parts that are made into one; of a family its members."""
    if isinstance(amount.parts, str):
        return tuple(Named(id, ()) for id in rubric.members(amount.parts))
    return amount.parts


def reaches(rubric: Rubric) -> dict[str, Reach]:
    """Between which numbers each score lies whatever the answers; only where both ends can be."""
    bounds = Bounds(Known(rubric, {}))
    return {
        id: found
        for id, found in bounds.known.scores.items()
        if found is not None and bounds.is_exact(rubric.scores[id].value)
    }


def _gathered(how: Gathering, found: Sequence[Reach | None]) -> Reach | None:
    known = [part for part in found if part is not None]
    if len(known) < len(found) or (not known and how != "sum"):
        return None
    return Reach(gather(how, [part.low for part in known]), gather(how, [p.high for p in known]))


def _times(factor: Fraction, part: Reach | None) -> Reach | None:
    return part and Reach(*sorted(factor * end for end in part))


def _around(*found: Reach) -> Reach:
    return Reach(min(part.low for part in found), max(part.high for part in found))


def _divided(part: Reach | None, whole: Reach | None, none: Reach) -> Reach | None:
    """One divided by another; None where there may be nothing, or next to nothing, to divide by."""
    if whole == NOTHING:
        return none
    if part is None or whole is None or whole.low <= 0 <= whole.high:
        return None
    quotients = [above / below for above in part for below in whole]
    return Reach(min(quotients), max(quotients))
