"""The only place that tells which totals can be reached, without listing them all.

A total is one whole number of each of several groups. Whether one lies in a stretch is settled by
bounds where it can be: the least and the greatest total are reached, and totals never lie further
apart than a gap that is found in one pass. Else the totals are listed, as the bits of an integer or
in two halves. All of it is exact; what is too large for that is not guessed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import gcd
from typing import TypeAlias

Group: TypeAlias = tuple[int, ...]
"""The numbers of which one is added, ascending and each once."""

WIDEST = 1 << 21
"""So many bits a list of totals may take."""

MOST = 1 << 16
"""So many totals one half may have."""


def ends(groups: Iterable[Group]) -> tuple[int, int]:
    """The least and the greatest total."""
    low = high = 0
    for group in groups:
        low += group[0]
        high += group[-1]
    return low, high


def gap(groups: Iterable[Group]) -> int:
    """No two neighbouring totals lie further apart than this.

    With the groups of small steps first, what they reach is all but solid where the next one's
    steps are no wider than all of it.
    """
    widest = reach = 0
    for step, width in sorted((_step(group), group[-1] - group[0]) for group in groups):
        widest = max(widest, step - reach)
        reach += width
    return widest


def _step(group: Group) -> int:
    return max((b - a for a, b in pairwise(group)), default=0)


def reached(groups: Sequence[Group], low: int, high: int) -> bool | None:
    """Whether some total is at least `low` and less than `high`; None where that is too large."""
    least, most = ends(groups)
    if high <= least or low > most or low >= high:
        return False
    if low <= least or high > most:
        return True
    if high - low >= gap(groups):
        return True
    open_groups = [tuple(number - group[0] for number in group) for group in groups if group[1:]]
    low, high = low - least, high - least
    unit = gcd(*(number for group in open_groups for number in group))
    low, high = -(-low // unit), -(-high // unit)
    if low >= high:
        return False
    open_groups = [tuple(number // unit for number in group) for group in open_groups]
    if (most - least) // unit <= WIDEST:
        return bool(_bits(open_groups, high) >> low)
    return _in_halves(open_groups, low, high)


def _bits(groups: Sequence[Group], high: int) -> int:
    """The totals below a number, as the bits of an integer."""
    inside, found = (1 << high) - 1, 1
    for group in groups:
        added = 0
        for number in group:
            added |= found << number
        found = added & inside
    return found


def _in_halves(groups: Sequence[Group], low: int, high: int) -> bool | None:
    """Whether a total lies in a stretch: those of one half are looked for beside the other's."""
    first: set[int] = {0}
    second: set[int] = {0}
    left = sorted(groups, key=len)
    while left:
        group = left.pop()
        smaller, larger = (first, second) if len(first) <= len(second) else (second, first)
        if len(smaller) * len(group) > MOST:
            left.append(group)
            break
        grown = {total + number for total in smaller for number in group}
        first, second = grown, larger
    one, other = sorted(first), sorted(second)
    # What was not listed stands at its least, at its greatest, and as high as still fits.
    for rest in _rests(left, low, high, one[-1] + other[-1]):
        for total in one:
            at = bisect_left(other, low - rest - total)
            if at < len(other) and other[at] < high - rest - total:
                return True
    return None if left else False


def _rests(groups: Sequence[Group], low: int, high: int, listed: int) -> list[int]:
    """Some totals of the groups that were not listed, beside which the others have to lie."""
    if not groups:
        return [0]
    wanted, rest = max((low + high - listed) // 2, 0), 0
    for group in groups:
        rest += max((number for number in group if rest + number <= wanted), default=group[0])
    least, most = ends(groups)
    return [*{rest, least, most}]


__all__ = ["Group", "ends", "gap", "reached"]
