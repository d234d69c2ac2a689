"""How far each number of a rubric can go until some candidate comes out otherwise."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.audits import EndPart, MoveOfPart
from endorse_cli.models.plain_values import show_number
from endorse_cli.review.structure import number_faults
from endorse_cli.review.turning.closed_form import Allowance
from endorse_cli.review.turning.moving_numbers import NotLinear
from endorse_cli.review.turning.turnable_numbers import Dial, Reliance, turned
from endorse_cli.review.turning.turning_points import Judge, Turn


class Known(NamedTuple):
    """A candidate by name, and what judges it: the same for all of whom the same is known."""

    candidate: str
    judge: Judge


class Interval(NamedTuple):
    """How far a number can go to either side; None where there is no end.

    `worked_out` is false where the ends cannot be told: where `too_large`, since a variant of the
    rubric would take more nodes than the budget.
    """

    low: EndPart | None
    high: EndPart | None
    worked_out: bool = True
    too_large: bool = False


NOTHING_TOLD = Interval(None, None, worked_out=False, too_large=True)
"""Where what comes out as the rubric is cannot be told already."""


def interval(
    reliance: Reliance, dial: Dial, known: Sequence[Known], allowance: Allowance
) -> Interval:
    """The interval around a number in which every candidate's outcomes stay what they are.

    `allowance` is what may be looked at for all numbers.
    """
    try:
        low, high = (_end(reliance, dial, known, up, allowance) for up in (False, True))
    except NotLinear:
        return Interval(None, None, worked_out=False)
    except TooManyNodes:
        return NOTHING_TOLD
    return Interval(low, high)


def _end(
    reliance: Reliance, dial: Dial, known: Sequence[Known], up: bool, allowance: Allowance
) -> EndPart | None:
    """The first place at which somebody changes, or past which somebody does."""
    tried: set[Fraction] = set()
    judges = dict.fromkeys(one.judge for one in known)
    every = {judge: judge.first_turn(dial, up, tried, allowance.share()) for judge in judges}
    turns = {judge: turn for judge, turn in every.items() if turn is not None}
    sign = 1 if up else -1
    first = min(((sign * t.value, t.beyond) for t in turns.values()), default=None)
    if reliance.can_break(dial):
        places = reliance.meets(dial)
        if reliance.breaks_by_values(dial):
            places |= tried | {turn.value for turn in turns.values()}
        broken = _broken(reliance, dial, places, first, sign)
        if broken is not None:
            at, included = broken
            return {"at": show_number(at), "included": included, "sound": False, "first": []}
    if first is None:
        return None
    here = {judge: t for judge, t in turns.items() if (sign * t.value, t.beyond) == first}
    moves = [move for one in known if one.judge in here for move in _moves(one, here[one.judge])]
    return {"at": show_number(sign * first[0]), "included": first[1], "sound": True, "first": moves}


def _moves(known: Known, turn: Turn) -> Iterable[MoveOfPart]:
    """What comes out otherwise for one candidate."""
    for id, before in known.judge.now.items():
        after = turn.outcomes[id]
        if set(after) != set(before):
            yield {
                "candidate": known.candidate,
                "decision": id,
                "from": list(before),
                "to": list(after),
            }


def _broken(
    reliance: Reliance,
    dial: Dial,
    places: Iterable[Fraction],
    first: tuple[Fraction, bool] | None,
    sign: int,
) -> tuple[Fraction, bool] | None:
    """Where the rubric first has faults: at a place, or right past it; None where it has none.

    Looked at is all as far as where somebody changes `first`.
    """
    ahead = sorted(sign * place for place in places if sign * place > sign * dial.value)

    def is_faulty(at: Fraction) -> bool:
        return bool(number_faults(turned(reliance.rubric, dial, sign * at)))

    for at, after in pairwise([sign * dial.value, *ahead, None]):
        assert at is not None
        if first is not None and at > first[0]:
            return None
        if at != sign * dial.value and is_faulty(at):
            return sign * at, False
        beyond = at + 1 if after is None else (at + after) / 2
        if (first is None or (at, True) <= first) and is_faulty(beyond):
            return sign * at, True
    return None
