"""Which answers one rubric reads and another does not.

What is lost is told by what can be answered: a diagram does not tell apart what no condition tells
apart, and somebody may have given it all the same.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from endorse_cli.models.criteria import Criterion
from endorse_cli.models.kinds import ONE_NAME, Kind, NumberShape
from endorse_cli.models.plain_values import number_words
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE


def lost_answers(old: Rubric, new: Rubric) -> Mapping[str, tuple[str, ...]]:
    """The answers of the old rubric that the new one cannot read, in words, by criterion.

    A criterion that is gone is not among them: that is a change of its own.
    """
    found = {
        id: tuple(_lost(criterion, new.criteria[id]))
        for id, criterion in old.criteria.items()
        if id in new.criteria
    }
    return {id: lost for id, lost in found.items() if lost}


def _lost(old: Criterion, new: Criterion) -> Iterator[str]:
    before, after = old.kind, new.kind
    if before.number is not None and after.number is not None:
        yield from _numbers(before.number, after.number)
    elif not _written_alike(before, after):
        yield _every(before)
    else:
        yield from (name for name in before.names if name not in after.names)
    if old.may_be_not_applicable and not new.may_be_not_applicable:
        yield NOT_APPLICABLE


def _written_alike(before: Kind, after: Kind) -> bool:
    """Whether an answer of the one kind can be an answer of the other."""
    return before.form == after.form or {before.form, after.form} <= ONE_NAME


def _every(kind: Kind) -> str:
    """All that could be answered, in words."""
    if kind.number is not None:
        return kind.number.words
    return "any day" if kind.form == "date" else " or ".join(kind.names)


def _numbers(old: NumberShape, new: NumberShape) -> Iterator[str]:
    if new.low is not None and (old.low is None or old.low < new.low):
        yield f"less than {number_words(new.low)}"
    if new.high is not None and (old.high is None or old.high > new.high):
        yield f"more than {number_words(new.high)}"
    if new.step is not None and _between(old, new, new.step):
        steps = f"of {number_words(new.step)}{f' from {number_words(new.low)}' if new.low else ''}"
        yield f"what is no whole number of steps {steps}"


def _between(old: NumberShape, new: NumberShape, step: Fraction) -> bool:
    """Whether some number within the new bounds could be answered and lies between the new steps.

    Two neighbors that both lie on the new steps have every other on them.
    """
    low = max((bound for bound in (old.low, new.low) if bound is not None), default=None)
    high = min((bound for bound in (old.high, new.high) if bound is not None), default=None)
    if old.step is None:
        return low is None or high is None or low < high
    start = old.low or Fraction(0)
    if low is None and high is not None:
        first = start + (high - start) // old.step * old.step
        tried = (first, first - old.step)
    else:
        first = start - ((start - (start if low is None else low)) // old.step) * old.step
        tried = (first, first + old.step)
    return any((high is None or one <= high) and (one - (new.low or 0)) % step for one in tried)
