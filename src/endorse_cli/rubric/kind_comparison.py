"""Which answers of one kind another kind does not take."""

from collections.abc import Iterator
from fractions import Fraction

from endorse_cli.models.kinds import ONE_NAME, Kind, NumberShape
from endorse_cli.models.plain_values import number_words


def narrows(old: Kind, new: Kind) -> bool:
    """Whether an answer that one kind takes is none of the other, or is less or more there."""
    if "broken" in (old.form, new.form):
        return False
    if not are_written_alike(old, new) or (old.ordered and not new.ordered):
        return True
    if old.number is not None and new.number is not None:
        return old.number.unit != new.number.unit or any(_numbers(old.number, new.number))
    shared = tuple(name for name in new.names if name in old.names)
    return shared != old.names if old.ordered else set(shared) != set(old.names)


def lost_words(old: Kind, new: Kind) -> Iterator[str]:
    """The answers of one kind that cannot be read as answers of another, in words."""
    if old.number is not None and new.number is not None:
        yield from _numbers(old.number, new.number)
    elif not are_written_alike(old, new):
        yield _every(old)
    else:
        yield from (name for name in old.names if name not in new.names)


def are_written_alike(old: Kind, new: Kind) -> bool:
    """Whether an answer of the one kind can be an answer of the other."""
    return old.form == new.form or {old.form, new.form} <= ONE_NAME


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
