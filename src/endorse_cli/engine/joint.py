"""The only place that tells whether several totals of the same answers can come out together.

Two bounds are refuted where some weighted sum of the two totals falls short of what they ask for;
the weights are found along the hull of what the totals can be. That totals can be where they are
to be is shown by answers that bring them there, changed one at a time. Both are exact; what is
neither refuted nor shown is not guessed.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

Gains: TypeAlias = Sequence[tuple[int, ...]]
"""For each value that an answer can have, what it adds to each of the totals."""

Pair: TypeAlias = tuple[int, int]

PASSES = 20
"""So often every answer is looked at while such answers are looked for."""


class Bound(NamedTuple):
    """That a total, or with `sign` -1 its opposite, comes to at least so much."""

    total: int
    sign: int
    least: int


def together(answers: Sequence[Gains], bounds: Sequence[Bound]) -> bool | None:
    """Whether totals can be within all bounds at once; None where that is not told."""
    starts = (
        [0] * len(answers),
        [len(each) - 1 for each in answers],
        [-(i % 2) % len(each) for i, each in enumerate(answers)],
    )
    if any(brought(answers, bounds, start)[1] for start in starts):
        return True
    for one, other in combinations(bounds, 2):
        if one.total != other.total and _refuted(answers, one, other):
            return False
    return None


def brought(
    answers: Sequence[Gains], bounds: Sequence[Bound], start: Sequence[int]
) -> tuple[list[int], bool]:
    """Which value of each answer brings totals within all bounds, from some on; and if they do."""
    needs = [
        [[-bound.sign * gains[bound.total] for bound in bounds] for gains in answer]
        for answer in answers
    ]
    chosen, lacks = [*start], [bound.least for bound in bounds]
    for each, place in zip(needs, chosen, strict=True):
        lacks = _added(lacks, each[place])
    for _ in range(PASSES):
        before = list(chosen)
        for place, each in enumerate(needs):
            if max(lacks, default=0) <= 0:
                return chosen, True
            rest = [lack - need for lack, need in zip(lacks, each[chosen[place]], strict=True)]
            lacking = [_lacking(rest, need) for need in each]
            chosen[place] = lacking.index(min(lacking))
            lacks = _added(rest, each[chosen[place]])
        if chosen == before:
            break
    return chosen, False


def _added(lacks: Sequence[int], needs: Sequence[int]) -> list[int]:
    return [lack + need for lack, need in zip(lacks, needs, strict=True)]


def _lacking(rest: Sequence[int], needs: Sequence[int]) -> int:
    """What is still lacking of all bounds together."""
    return sum([lack for lack in _added(rest, needs) if lack > 0])


def _refuted(answers: Sequence[Gains], one: Bound, other: Bound) -> bool:
    """Whether some weights of two totals show that they cannot reach both bounds.

    What is left over of both is a point for every candidate; along the outermost of these, from
    what is most of the one to what is most of the other, lies the way that tells, if one does.
    """
    least = one.least, other.least
    pairs = [
        [(one.sign * gains[one.total], other.sign * gains[other.total]) for gains in answer]
        for answer in answers
    ]
    right, left = _farthest(pairs, (1, 0), least), _farthest(pairs, (0, 1), least)
    if right[0] < 0 or left[1] < 0:
        return True
    while right[1] < 0 and left[0] < 0:
        way = left[1] - right[1], right[0] - left[0]
        far = _farthest(pairs, way, least)
        if _along(way, far) < 0:
            return True
        if _along(way, far) == _along(way, right):
            break
        right, left = (far, left) if far[1] < 0 else (right, far)
    return False


def _farthest(pairs: Sequence[Sequence[Pair]], way: Pair, least: Pair) -> Pair:
    """The most that two totals come to in one direction, over what they are to be."""
    x, y = -least[0], -least[1]
    for each in pairs:
        # Of those that are equally far, what is most of both together.
        best = max(each, key=lambda pair: (_along(way, pair), pair[0] + pair[1]))
        x, y = x + best[0], y + best[1]
    return x, y


def _along(way: Pair, pair: Pair) -> int:
    return way[0] * pair[0] + way[1] * pair[1]
