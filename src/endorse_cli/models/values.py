"""The only place that works out an amount from given numbers, without a diagram.

Used where nothing else is open: for the constants of an amount, and for a score that rests on one
number alone, whose exact value is wanted.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from endorse_cli.models.amounts import (
    Amount,
    Clamp,
    Gathered,
    Gathering,
    Minus,
    Named,
    Number,
    Round,
    Times,
)
from endorse_cli.models.numbers import read_number
from endorse_cli.models.rounding import rounded
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import SettingUse


def value_of(rubric: Rubric, amount: Amount, given: Mapping[str, Fraction]) -> Fraction:
    """The value of an amount that rests on nothing but what is given: numbers, values of scores."""
    match amount:
        case Number(value=SettingUse(id=id)):
            return read_number(rubric.settings[id].value) or Fraction(0)
        case Number(value=Fraction() as number):
            return number
        case Named(id=id):
            return given[id]
        case Minus(part=part):
            return -value_of(rubric, part, given)
        case Times(factor=factor, part=part):
            return value_of(rubric, factor, given) * value_of(rubric, part, given)
        case Clamp(part=part, at_least=low, at_most=high):
            least, most = value_of(rubric, low, given), value_of(rubric, high, given)
            return min(max(value_of(rubric, part, given), least), most)
        case Round(part=part, to=to, half=half):
            return rounded(value_of(rubric, part, given), value_of(rubric, to, given), half)
        case Gathered(how=how, parts=tuple() as parts):
            return gather(how, [value_of(rubric, part, given) for part in parts])
        case Gathered(how=how, parts=str() as family):
            return gather(how, [given[id] for id in rubric.members(family)])
    raise ValueError(f"not an amount of given numbers alone: {amount!r}")


def gather(how: Gathering, numbers: Sequence[Fraction]) -> Fraction:
    """Several numbers made into one; the sum of none is 0."""
    return _GATHER[how](numbers)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


_GATHER: dict[Gathering, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": _mean,
    "lowest": min,
    "highest": max,
}
