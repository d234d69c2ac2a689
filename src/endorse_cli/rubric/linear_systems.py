"""The only place that solves systems of linear inequalities, exactly.

One number after another is eliminated (Fourier and Motzkin; Dantzig and Eaves 1973): where what is
left cannot be, nothing can; else each number is chosen, last one first, between the ends that the
others leave to it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple, TypeAlias

MOST = 2_000
"""More inequalities than this are not looked at."""

ZERO = Fraction(0)


class TooManyInequalities(Exception):
    """What is left after some numbers were eliminated is too much to go on."""


class Inequality(NamedTuple):
    """That so many times each of some numbers comes to at least so much, or, `is_strict`, more."""

    times: tuple[tuple[str, Fraction], ...]
    least: Fraction
    is_strict: bool

    @classmethod
    def of(cls, times: Mapping[str, Fraction], least: Fraction, *, is_strict: bool) -> "Inequality":
        """With the first number once, and without those that are not in it."""
        some = sorted((id, by) for id, by in times.items() if by)
        scale = abs(some[0][1]) if some else Fraction(1)
        return cls(tuple((id, by / scale) for id, by in some), least / scale, is_strict)

    @property
    def tightness(self) -> tuple[Fraction, bool]:
        """Of two with the same numbers the greater one says more."""
        return self.least, self.is_strict

    @property
    def cannot_be(self) -> bool:
        """Whether it is of no number, and wrong."""
        return not self.times and (self.least > 0 or (self.least == 0 and self.is_strict))


class Limit(NamedTuple):
    """An end of what is left to a number, which it may have itself unless `is_open`."""

    at: Fraction
    is_open: bool


Choose: TypeAlias = Callable[[str, Limit | None, Limit | None], Fraction | None]
"""Picks a number between two ends, or none; None is no end."""


class Solved(NamedTuple):
    """The numbers in the order in which they are chosen, each with what is said of it and of those
    before it; `can_be` where some numbers are as all of that says.
    """

    can_be: bool
    steps: tuple[tuple[str, tuple[Inequality, ...]], ...]

    def numbers(self, choose: Choose) -> dict[str, Fraction] | None:
        """Numbers of which everything holds, each chosen; None where one could not be."""
        found = dict[str, Fraction]()
        for id, said in self.steps:
            low, high = _ends(id, said, found)
            number = choose(id, low, high)
            if number is None:
                return None
            found[id] = number
        return found


def solved(said: Iterable[Inequality]) -> Solved:
    """Whether numbers can be as some inequalities say, and how they are found.

    Raises `TooManyInequalities` past the bound.
    """
    left, steps = _tightest(said), list[tuple[str, tuple[Inequality, ...]]]()
    while left and not any(one.cannot_be for one in left):
        ids = {id for one in left for id, _ in one.times}
        if not ids:
            break
        id = min(sorted(ids), key=lambda id: _growth(left, id))
        steps.append((id, tuple(one for one in left if _times(one, id))))
        left = _without(left, id)
        if len(left) > MOST:
            raise TooManyInequalities
    return Solved(not any(one.cannot_be for one in left), tuple(reversed(steps)))


def _tightest(said: Iterable[Inequality]) -> list[Inequality]:
    """Of all with the same numbers the one that says most."""
    found = dict[tuple[tuple[str, Fraction], ...], Inequality]()
    for one in said:
        kept = found.get(one.times)
        if kept is None or one.tightness > kept.tightness:
            found[one.times] = one
    return [*found.values()]


def _times(one: Inequality, id: str) -> Fraction:
    return next((by for name, by in one.times if name == id), ZERO)


def _growth(said: Sequence[Inequality], id: str) -> int:
    """How many more there are when a number is eliminated."""
    up = sum(_times(one, id) > 0 for one in said)
    down = sum(_times(one, id) < 0 for one in said)
    return up * down - up - down


def _without(said: Sequence[Inequality], id: str) -> list[Inequality]:
    """What is left without a number: what lies below it is below what lies above."""
    lower = [one for one in said if _times(one, id) > 0]
    upper = [one for one in said if _times(one, id) < 0]
    rest = [one for one in said if not _times(one, id)]
    if len(lower) * len(upper) > MOST:
        raise TooManyInequalities
    return _tightest([*rest, *(_together(low, high, id) for low, high in product(lower, upper))])


def _together(low: Inequality, high: Inequality, id: str) -> Inequality:
    """What two say together that does not hang on a number."""
    mine, his = -_times(high, id), _times(low, id)
    times = dict[str, Fraction]()
    for one, by in ((low, mine), (high, his)):
        for name, each in one.times:
            times[name] = times.get(name, ZERO) + by * each
    del times[id]
    least = mine * low.least + his * high.least
    return Inequality.of(times, least, is_strict=low.is_strict or high.is_strict)


def _ends(
    id: str, said: Sequence[Inequality], found: Mapping[str, Fraction]
) -> tuple[Limit | None, Limit | None]:
    """Between which ends a number lies, those before it being known."""
    lows, highs = list[Limit](), list[Limit]()
    for one in said:
        rest = one.least - sum(by * found[name] for name, by in one.times if name != id)
        by = _times(one, id)
        (lows if by > 0 else highs).append(Limit(rest / by, one.is_strict))
    low = max(lows, key=lambda end: (end.at, end.is_open), default=None)
    high = min(highs, key=lambda end: (end.at, not end.is_open), default=None)
    return low, high
