"""The only place that tells which totals can be reached, without listing them all.

A total is one whole number of each of several groups. Whether one lies in a stretch is settled by
bounds where it can be: the least and the greatest total are reached, and totals never lie further
apart than a gap that is found in one pass. Else the totals are listed, as the bits of an integer or
in two halves. All of it is exact; what is too large for that is not guessed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import gcd
from typing import TypeAlias

Group: TypeAlias = tuple[int, ...]
"""The numbers of which one is added, ascending and each once."""

WIDEST = 1 << 21
"""So many bits a list of totals may take."""

MOST = 1 << 9, 1 << 13, 1 << 16
"""So many totals one half may have: few are tried first, since they lie close together already."""


BITS = 20_000
"""To move so many bits takes as long as to list a total."""


class Sums:
    """What comes of adding one number of each group: `low` the least of it, `high` the greatest.

    `work` is how much has been listed so far, as so many totals.
    """

    def __init__(self, groups: Sequence[Group], but: int | None = None) -> None:
        self._groups, self._but = groups, but
        self._without: dict[Group, Sums] = {}
        self._told: dict[tuple[int, int], bool | None] = {}
        self.work = 0
        self.low = sum([group[0] for group in groups])
        self.high = sum([group[-1] for group in groups])

    @property
    def groups(self) -> Sequence[Group]:
        """The groups."""
        if self._but is None:
            return self._groups
        return [*self._groups[: self._but], *self._groups[self._but + 1 :]]

    @property
    def is_told(self) -> bool:
        """Whether of every stretch it is told if a total lies in it, whatever is left out."""
        return self.high - self.low <= WIDEST

    @cached_property
    def gap(self) -> int:
        """No two neighbouring totals lie further apart than this.

        With the groups of small steps first, what they reach is all but solid where the next one's
        steps are no wider than all of it.
        """
        return max([0, *self._needed.values()])

    @cached_property
    def _needed(self) -> dict[int, int]:
        """By place, those of small steps first: what a group's step leaves beyond those before."""
        groups = self.groups
        steps = [_step(group) for group in groups]
        reach, found = 0, dict[int, int]()
        for place in sorted(range(len(steps)), key=lambda place: (steps[place], groups[place])):
            found[place] = steps[place] - reach
            reach += groups[place][-1] - groups[place][0]
        return found

    @cached_property
    def _around(self) -> dict[int, tuple[int, int]]:
        """By place, the most that is needed of the groups before it, and of those after."""
        needed = [*self._needed.values()]
        before = [0, *accumulate(needed, max)]
        after = [*accumulate(reversed(needed), max)][::-1] + [-before[-1] - 1]
        rest = after[1:] + [after[-1]]
        return {p: (max(0, before[i]), rest[i]) for i, p in enumerate(self._needed)}

    def without(self, place: int) -> "Sums":
        """The same without one group; without one that is like another it is the same."""
        group = self.groups[place]
        if group not in self._without:
            before, after = self._around[place]
            found = Sums((), place)
            found._groups = self.groups
            found.low, found.high = self.low - group[0], self.high - group[-1]
            is_last = place == next(reversed(self._needed))
            found.gap = before if is_last else max(before, after + group[-1] - group[0])
            self._without[group] = found
        return self._without[group]

    def reached(self, low: int, high: int) -> bool | None:
        """Whether some total is at least `low`, less than `high`; None where that is too large."""
        if high <= self.low or low > self.high or low >= high:
            return False
        if low <= self.low or high > self.high:
            return True
        if high - low >= self.gap:
            return True
        stretch = low - self.low, high - self.low
        if stretch not in self._told:
            self._told[stretch] = self._listed(*stretch)
        return self._told[stretch]

    def _listed(self, low: int, high: int) -> bool | None:
        """Whether some total lies in a stretch, the least total being 0."""
        unit, groups = self._whole
        low, high = -(-low // unit), -(-high // unit)
        if low >= high:
            return False
        if (self.high - self.low) // unit <= WIDEST:
            left = self._bits >> low
            return (left & -left).bit_length() <= high - low and left != 0
        found = None
        for most in MOST:
            if found is None:
                found, listed = _in_halves(groups, low, high, most)
                self.work += listed
        return found

    @cached_property
    def _whole(self) -> tuple[int, list[Group]]:
        """The greatest unit in which all that is added is whole, and the groups from 0 on in it."""
        open_ = [tuple(number - group[0] for number in group) for group in self.groups if group[1:]]
        unit = gcd(*(number for group in open_ for number in group))
        return unit, [tuple(number // unit for number in group) for group in open_]

    @cached_property
    def _bits(self) -> int:
        """Every total, as the bits of an integer."""
        unit, groups = self._whole
        self.work += (self.high - self.low) // unit * sum(map(len, groups)) // BITS
        found = 1
        for group in groups:
            added = 0
            for number in group:
                added |= found << number
            found = added
        return found


@lru_cache(maxsize=64)
def _step(group: Group) -> int:
    return max([b - a for a, b in pairwise(group)], default=0)


def _in_halves(groups: Sequence[Group], low: int, high: int, most: int) -> tuple[bool | None, int]:
    """Whether a total lies in a stretch: those of one half are looked for beside the other's.

    And how many were listed, at `most` so many of each.
    """
    first: set[int] = {0}
    second: set[int] = {0}
    # In no order of the questions.
    left = sorted(groups, key=lambda group: (len(group), group))
    while left:
        group = left.pop()
        smaller, larger = (first, second) if len(first) <= len(second) else (second, first)
        if len(smaller) * len(group) > most:
            left.append(group)
            break
        grown = {total + number for total in smaller for number in group}
        first, second = grown, larger
    one, other = sorted(first), sorted(second)
    work = len(one) + len(other)
    # What was not listed stands at its least, at its greatest, and as high as still fits.
    for rest in _rests(left, low, high, one[-1] + other[-1]):
        for total in one:
            at = bisect_left(other, low - rest - total)
            if at < len(other) and other[at] < high - rest - total:
                return True, work
    return (None if left else False), work


def _rests(groups: Sequence[Group], low: int, high: int, listed: int) -> list[int]:
    """Some totals of the groups that were not listed, beside which the others have to lie."""
    if not groups:
        return [0]
    wanted, rest = max((low + high - listed) // 2, 0), 0
    for group in groups:
        rest += max((number for number in group if rest + number <= wanted), default=group[0])
    least, most = sum(group[0] for group in groups), sum(group[-1] for group in groups)
    return [*{rest, least, most}]


__all__ = ["Group", "Sums"]
