"""Amounts of several numbers: between which ends they lie, which way they go with each number.

Scores may stand in one another however deep: what one comes to is worked out once.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple, TypeAlias

from endorse_cli.models.amounts import (
    Amount,
    Clamp,
    Gathered,
    Minus,
    Named,
    Number,
    Round,
    Share,
    Times,
)
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.number_regions import Edge
from endorse_cli.rubric.terms import (
    BEYOND,
    FOR_AMOUNTS,
    OfScores,
    once_for,
    rounded,
    score_values,
    value_at,
    value_of,
)

Stretch: TypeAlias = tuple[Fraction, Fraction]
"""The least and the greatest that a number can be, `BEYOND` where there is no end."""


Box: TypeAlias = Mapping[str, Stretch]
"""What each number can be."""


class Linear(NamedTuple):
    """A constant and so many times each of some numbers."""

    constant: Fraction
    times: Mapping[str, Fraction]

    def plus(self, other: "Linear", factor: Fraction = Fraction(1)) -> "Linear":
        """This and a multiple of another."""
        ids = {**self.times, **other.times}
        each = {
            id: self.times.get(id, Fraction(0)) + factor * other.times.get(id, Fraction(0))
            for id in ids
        }
        return Linear(self.constant + factor * other.constant, each)

    def over(self, box: Box) -> Stretch:
        """The least and the greatest that it comes to, each number being as it can be."""
        low = high = self.constant
        for id, factor in self.times.items():
            ends = sorted(factor * end for end in box[id])
            low, high = low + ends[0], high + ends[1]
        return low, high


@once_for(*FOR_AMOUNTS)
def _straight(rubric: Rubric) -> OfScores[Linear | None]:
    """The scores of a rubric as multiples of numbers."""
    return OfScores(rubric, _linear, {})


def linear(rubric: Rubric, amount: Amount) -> Linear | None:
    """An amount as multiples of its numbers; None where it is none."""
    return _linear(rubric, amount, _straight(rubric))


def _linear(rubric: Rubric, amount: Amount, scores: Mapping[str, Linear | None]) -> Linear | None:
    match amount:
        case Number():
            return Linear(value_at(rubric, amount, {}), {})
        case Named(id=id) if id in rubric.scores:
            return scores[id]
        case Named(id=id):
            return Linear(Fraction(0), {id: Fraction(1)})
        case Minus(part=part):
            return _added(rubric, (part,), Fraction(-1), scores)
        case Times(factor=factor, part=part):
            return _added(rubric, (part,), value_at(rubric, factor, {}), scores)
        case Gathered(how="sum" | "mean" as how, parts=parts):
            each = parts_of(rubric, parts)
            times = Fraction(1, len(each)) if how == "mean" else Fraction(1)
            return _added(rubric, each, times, scores)
    return None


def parts_of(rubric: Rubric, parts: tuple[Amount, ...] | str) -> tuple[Amount, ...]:
    """Several amounts; of a family its members."""
    if isinstance(parts, str):
        return tuple(Named.model_construct(id=id) for id in rubric.members(parts))
    return parts


def _added(
    rubric: Rubric,
    parts: Sequence[Amount],
    factor: Fraction,
    scores: Mapping[str, Linear | None],
) -> Linear | None:
    constant, times = Fraction(0), dict[str, Fraction]()
    for part in parts:
        one = _linear(rubric, part, scores)
        if one is None:
            return None
        constant += factor * one.constant
        for id, by in one.times.items():
            times[id] = times.get(id, Fraction(0)) + factor * by
    return Linear(constant, times)


class Ends:
    """Between which ends the amounts of a rubric lie, each number being as it can be."""

    def __init__(self, rubric: Rubric, box: Box) -> None:
        self.rubric = rubric
        self.box = box
        self.is_known = all(low == high for low, high in box.values())
        self.numbers = score_values(rubric, {id: low for id, (low, _) in box.items()})
        self.scores = OfScores(rubric, self._stretch, {})
        self.straight = _straight(rubric)

    def linear(self, amount: Amount) -> Linear | None:
        """An amount as multiples of its numbers; None where it is none."""
        return _linear(self.rubric, amount, self.straight)

    def stretch(self, amount: Amount) -> Stretch:
        """No less and no more than this an amount comes to."""
        return self._stretch(self.rubric, amount, self.scores)

    def _stretch(self, rubric: Rubric, amount: Amount, scores: Mapping[str, Stretch]) -> Stretch:
        straight = self.linear(amount)
        if straight is not None:
            return straight.over(self.box)
        if self.is_known:
            exact = value_of(rubric, amount, self.numbers)
            return exact, exact
        match amount:
            case Named(id=id):
                return scores[id]
            case Minus(part=part):
                low, high = self._stretch(rubric, part, scores)
                return -high, -low
            case Times(factor=factor, part=part):
                by = value_at(rubric, factor, {})
                low, high = sorted(by * end for end in self._stretch(rubric, part, scores))
                return low, high
            case Clamp(part=part, at_least=low_end, at_most=high_end):
                least, most = (value_at(rubric, end, {}) for end in (low_end, high_end))
                low, high = self._stretch(rubric, part, scores)
                return min(max(low, least), most), min(max(high, least), most)
            case Round(part=part, to=to, half=half):
                by = value_at(rubric, to, {})
                low, high = self._stretch(rubric, part, scores)
                return rounded(low, by, half), rounded(high, by, half)
            case Gathered(how=how, parts=parts):
                found = [self._stretch(rubric, part, scores) for part in parts_of(rubric, parts)]
                lows, highs = [low for low, _ in found], [high for _, high in found]
                pick = {"lowest": min, "highest": max}.get(how, sum)
                shared = len(found) if how == "mean" else 1
                return Fraction(pick(lows)) / shared, Fraction(pick(highs)) / shared
            case Share():
                return self._share(amount)
        raise ValueError(f"not an amount of numbers alone: {amount!r}")

    def _share(self, share: Share) -> Stretch:
        none = value_at(self.rubric, share.if_none, {})
        low, high = self.stretch(share.out_of)
        found = {none} if low <= 0 <= high else set()
        above = ends_of(self.rubric, self._above_nothing(share))
        low, high = wholes = above.stretch(share.out_of)
        if low <= 0 < high or low < 0:
            found |= {-BEYOND, BEYOND}
        elif low > 0:
            # Where what it is divided by is above nothing, its ends lie at the ends of its numbers.
            if self._is_straight(share) and len(self.box) <= 8:
                each = above.box
                corners = (dict(zip(each, one, strict=True)) for one in product(*each.values()))
                found |= {value_at(self.rubric, share, corner) for corner in corners}
            else:
                ends = above.stretch(share.part)
                found |= {part / whole for part in ends for whole in wholes}
        return min(found), max(found)

    def _is_straight(self, share: Share) -> bool:
        return None not in (self.linear(share.part), self.linear(share.out_of))

    def _above_nothing(self, share: Share) -> Box:
        """The same where what is divided by is above nothing, as far as one number says so."""
        whole = self.linear(share.out_of)
        if whole is None or len(whole.times) != 1 or whole.constant:
            return self.box
        ((id, factor),) = whole.times.items()
        shape = self.rubric.criteria[id].kind.number
        low, high = self.box[id]
        if factor <= 0 or low > 0 or high <= 0 or shape is None or shape.step is None:
            return self.box
        start = shape.low if shape.low is not None and shape.low % shape.step else Fraction(0)
        least = next(n for k in (0, 1) if (n := start % shape.step + k * shape.step) > 0)
        return {**self.box, id: (min(least, high), high)}

    def sides(self, amount: Amount, edge: Edge[Fraction]) -> tuple[bool, bool]:
        """Whether an amount can reach an edge, and whether it can fail to."""
        if self.is_known or not isinstance(amount, Share) or not self._is_straight(amount):
            low, high = self.stretch(amount)
            return reaches_edge(high, edge), not reaches_edge(low, edge)
        part, whole = self.linear(amount.part), self.linear(amount.out_of)
        assert part is not None
        assert whole is not None
        low, high = whole.over(self.box)
        can = cannot = low < 0
        if low <= 0 <= high:
            none = reaches_edge(value_at(self.rubric, amount.if_none, {}), edge)
            can, cannot = can or none, cannot or not none
        if high > 0:
            least, most = part.plus(whole, -edge.at).over(self._above_nothing(amount))
            zero = Edge(Fraction(0), edge.after)
            can, cannot = can or reaches_edge(most, zero), cannot or not reaches_edge(least, zero)
        return can, cannot


def ends_of(rubric: Rubric, box: Box) -> Ends:
    """The ends of amounts for numbers that are as they can be; for the same ones the same."""
    return _boxed(rubric)(tuple(box.items()))


@once_for(*FOR_AMOUNTS)
def _boxed(rubric: Rubric) -> Callable[[tuple[tuple[str, Stretch], ...]], Ends]:
    return lru_cache(maxsize=64)(lambda box: Ends(rubric, dict(box)))


def reaches_edge(value: Fraction, edge: Edge[Fraction]) -> bool:
    """Whether a value lies past an edge."""
    return not Edge(value, False) < edge


@once_for("criteria")
def anything(rubric: Rubric) -> Box:
    """The least and the greatest answer to each number."""
    return {id: span_of_shape(rubric, id) for id, c in rubric.criteria.items() if c.kind.number}


def span_of_shape(rubric: Rubric, id: str) -> Stretch:
    """The least and the greatest answer to a number."""
    shape = rubric.criteria[id].kind.number
    assert shape is not None
    return (
        shape.low if shape.low is not None else -BEYOND,
        shape.high if shape.high is not None else BEYOND,
    )


def direction(rubric: Rubric, amount: Amount, id: str) -> int | None:
    """Which way an amount goes with one of its numbers: 1 up, -1 down, 0 neither; None both."""
    return _direction(rubric, amount, _directions(rubric)(id), id)


Ways: TypeAlias = Mapping[str, int | None]


@once_for(*FOR_AMOUNTS)
def _directions(rubric: Rubric) -> Callable[[str], Ways]:
    """Which way each score goes with a number."""
    return lru_cache(maxsize=64)(lambda id: OfScores(rubric, partial(_direction, id=id), {}))


def _direction(rubric: Rubric, amount: Amount, scores: Ways, id: str) -> int | None:
    straight = linear(rubric, amount)
    if straight is not None:
        return _sign(straight.times.get(id, Fraction(0)))
    match amount:
        case Named(id=named):
            return scores[named]
        case Minus(part=part):
            return _turned(_direction(rubric, part, scores, id), -1)
        case Times(factor=factor, part=part):
            by = _sign(value_at(rubric, factor, {}))
            return _turned(_direction(rubric, part, scores, id), by)
        case Clamp(part=part) | Round(part=part):
            return _direction(rubric, part, scores, id)
        case Gathered(parts=parts):
            each = parts_of(rubric, parts)
            return _alike([_direction(rubric, part, scores, id) for part in each])
        case Share(part=part, out_of=whole):
            return _direction_of_share(rubric, part, whole, id)
    return None


def _direction_of_share(rubric: Rubric, part: Amount, whole: Amount, id: str) -> int | None:
    ends = ends_of(rubric, anything(rubric))
    above, below = direction(rubric, part, id), direction(rubric, whole, id)
    least, _ = ends.stretch(whole)
    if above == below == 0:
        return 0
    if least < 0:
        return None
    if below == 0:
        return above
    low, high = ends.stretch(part)
    if least == 0 or above != 0 or below is None or low < 0 < high:
        # At nothing it is what stands for it, be that more or less.
        return None
    return -below if low >= 0 else below


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _turned(way: int | None, sign: int) -> int | None:
    return None if way is None else way * sign


def _alike(ways: Sequence[int | None]) -> int | None:
    found = {way for way in ways if way != 0}
    return 0 if not found else found.pop() if len(found) == 1 else None
