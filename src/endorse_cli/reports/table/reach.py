"""The only place that says between which numbers an amount lies, part by part.

For a reader who sees a number and asks: out of what? A bound of a sum is the sum of its bounds,
which is never wrong; whether both ends can be reached is told in `bounds`.
"""

from collections.abc import Sequence
from fractions import Fraction

from endorse_cli.diagnostics import Trail
from endorse_cli.engine.order import (
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
from endorse_cli.models.rounding import rounded
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.values import gather
from endorse_cli.reports.table.holding import Known
from endorse_cli.reports.table.truth import Reach, counted
from endorse_cli.reports.uses import number_of, numbers_of

ZERO = Fraction(0)
NOTHING = Reach(ZERO, ZERO)


class Ends:
    """Every score of a rubric between its ends, with what is known of the answers.

    What `known` says of definitions already, as a record does exactly, stays and is `told`; the
    rest is worked out here, parts before wholes.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.rubric = known.rubric
        self.told = frozenset((*known.findings, *known.outcomes, *known.scores))
        self._found: dict[Trail, Reach | None] = {}
        for id in definition_order(self.rubric):
            if id not in self.told:
                self._define(id)

    def _define(self, id: str) -> None:
        known, rubric = self.known, self.rubric
        if id in rubric.findings:
            rule = rubric.findings[id]
            known.findings[id] = known.guarded(rule.when, rule.unless)
        elif id in rubric.decisions:
            known.outcomes[id] = known.decided(rubric.decisions[id])
        else:
            known.scores[id] = self.of(rubric.scores[id].value)

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


def parts_of(rubric: Rubric, amount: Gathered) -> tuple[Amount, ...]:
    """The parts that are made into one; of a family its members."""
    if isinstance(amount.parts, str):
        return tuple(Named.model_construct(id=id) for id in rubric.members(amount.parts))
    return amount.parts


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
