"""Amounts of numbers in pieces: where each is a multiple of numbers, and what it is there."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain, product
from math import prod
from typing import NamedTuple, TypeAlias

from endorse_cli.models.amounts import Amount, Clamp, Gathered, Minus, Named, Times
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.amount_ends import Linear, linear, parts_of
from endorse_cli.rubric.linear_systems import Inequality
from endorse_cli.rubric.terms import FOR_AMOUNTS, OfScores, once_for, value_at

MOST = 81
"""More pieces than this are not told apart."""

ZERO = Fraction(0)
NOTHING = Linear(ZERO, {})


class Piece(NamedTuple):
    """What an amount is where some inequalities hold."""

    amount: Linear
    where: tuple[Inequality, ...] = ()

    def times(self, by: Fraction) -> "Piece":
        """So many times the amount, where it is that."""
        return Piece(NOTHING.plus(self.amount, by), self.where)


Pieces: TypeAlias = Sequence[Piece]


def pieces_of(rubric: Rubric, amount: Amount) -> Pieces | None:
    """An amount in pieces, of which one holds for all numbers; None of what is rounded or divided.

    And of what has very many.
    """
    return _pieces(rubric, amount, _pieced(rubric))


@once_for(*FOR_AMOUNTS)
def _pieced(rubric: Rubric) -> OfScores[Pieces | None]:
    return OfScores(rubric, _pieces, {})


def _pieces(rubric: Rubric, amount: Amount, scores: Mapping[str, Pieces | None]) -> Pieces | None:
    straight = linear(rubric, amount)
    if straight is not None:
        return [Piece(straight)]
    match amount:
        case Named(id=id):
            return scores[id]
        case Minus(part=part):
            return _times(_pieces(rubric, part, scores), Fraction(-1))
        case Times(factor=factor, part=part):
            return _times(_pieces(rubric, part, scores), value_at(rubric, factor, {}))
        case Clamp(part=part, at_least=low, at_most=high):
            ends = [Linear(value_at(rubric, end, {}), {}) for end in (low, high)]
            return _clamped(_pieces(rubric, part, scores), *ends)
        case Gathered(how=how, parts=parts):
            each = [_pieces(rubric, part, scores) for part in parts_of(rubric, parts)]
            return _gathered(how, [part for part in each if part], len(each))
    return None


def _times(pieces: Pieces | None, by: Fraction) -> Pieces | None:
    return None if pieces is None else [piece.times(by) for piece in pieces]


def _clamped(pieces: Pieces | None, low: Linear, high: Linear) -> Pieces | None:
    """Each piece between two ends, and these ends where it lies past them."""
    if pieces is None or 3 * len(pieces) > MOST:
        return None
    return [
        piece
        for amount, where in pieces
        for piece in (
            Piece(low, (*where, at_least(low, amount))),
            Piece(amount, (*where, at_least(amount, low), at_least(high, amount))),
            Piece(high, (*where, at_least(amount, high))),
        )
    ]


def _gathered(how: str, parts: Sequence[Pieces], count: int) -> Pieces | None:
    """Several amounts together, each piece of the one with each of the others."""
    is_end = how in ("lowest", "highest")
    if len(parts) < count or prod(map(len, parts)) * (count if is_end else 1) > MOST:
        return None
    found = list[Piece]()
    for each in product(*parts):
        where = tuple(chain.from_iterable(piece.where for piece in each))
        if not is_end:
            total, by = NOTHING, Fraction(1, count) if how == "mean" else Fraction(1)
            for amount, _ in each:
                total = total.plus(amount, by)
            found.append(Piece(total, where))
            continue
        for mine, _ in each:
            others = (other for other, _ in each if other is not mine)
            ends = (at_least(mine, o) if how == "highest" else at_least(o, mine) for o in others)
            found.append(Piece(mine, (*where, *ends)))
    return found


def at_least(one: Linear, other: Linear, *, is_strict: bool = False) -> Inequality:
    """That one amount comes to at least as much as another, or to more."""
    over = one.plus(other, Fraction(-1))
    return Inequality.of(over.times, -over.constant, is_strict=is_strict)
