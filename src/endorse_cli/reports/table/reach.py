"""The only place that says between which numbers an amount can lie, part by part.

For a reader who sees a number and asks: out of what? It is worked out from the parts alone, so
only where no answer enters twice and nothing hangs on a condition; else nothing is said.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.order import amount_uses
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Times,
    Worth,
)
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.terms import scores_in_order
from endorse_cli.reports.uses import number_of, numbers_of


class Reach(NamedTuple):
    """The least and the greatest number that something can be, both of which it can be."""

    low: Fraction
    high: Fraction


Answers = Mapping[str, list[str]]
"""The answers that are possible by criterion; one that is not named can have any."""


def reaches(rubric: Rubric, answers: Answers) -> dict[str, Reach]:
    """Between which numbers each score lies with some answers; plain ones only."""
    resting: dict[str, frozenset[str]] = {}
    found: dict[str, Reach] = {}
    for id in scores_in_order(rubric):
        asked = list(_asked(rubric, rubric.scores[id].value, resting))
        resting[id] = frozenset(asked)
        once = len(asked) == len(resting[id])
        own = reach(rubric, rubric.scores[id].value, answers, found) if once else None
        if own is not None:
            found[id] = own
    return found


def _asked(rubric: Rubric, amount: Amount, resting: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The criteria that an amount rests on, each as often as it enters."""
    for id in amount_uses(amount):
        if id in rubric.criteria:
            yield id
        elif id in rubric.families:
            yield from rubric.members(id)
        else:
            yield from resting.get(id, ())


def reach(
    rubric: Rubric, amount: Amount, answers: Answers, scores: Mapping[str, Reach]
) -> Reach | None:
    """Between which numbers an amount lies, that of scores being known; None where not plain."""
    match amount:
        case Number():
            number = number_of(rubric, amount)
            return Reach(number, number)
        case Named(id=id) if id in rubric.scores:
            return scores.get(id)
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            return _of_answers(rubric, amount, id, answers)
        case Minus(part=part):
            return _times(Fraction(-1), reach(rubric, part, answers, scores))
        case Times(factor=factor, part=part):
            return _times(number_of(rubric, factor), reach(rubric, part, answers, scores))
        case Clamp(part=part, at_least=least, at_most=most):
            inner = reach(rubric, part, answers, scores)
            low, high = number_of(rubric, least), number_of(rubric, most)
            return inner and Reach(*(min(max(end, low), high) for end in inner))
        case Gathered(how=how, parts=parts):
            return _gathered(how, _parts(rubric, parts, answers, scores))
    return None


def _parts(
    rubric: Rubric,
    parts: tuple[Amount, ...] | str,
    answers: Answers,
    scores: Mapping[str, Reach],
) -> list[Reach | None]:
    if isinstance(parts, str):
        named = (Named(id, ()) for id in rubric.members(parts))
        return [reach(rubric, part, answers, scores) for part in named]
    return [reach(rubric, part, answers, scores) for part in parts]


def _gathered(how: str, found: list[Reach | None]) -> Reach | None:
    known = [part for part in found if part is not None]
    if not known or len(known) < len(found):
        return None
    lows, highs = zip(*known, strict=True)
    match how:
        case "sum":
            return Reach(sum(lows, Fraction(0)), sum(highs, Fraction(0)))
        case "mean":
            number = len(known)
            return Reach(sum(lows, Fraction(0)) / number, sum(highs, Fraction(0)) / number)
        case "lowest":
            return Reach(min(lows), min(highs))
    return Reach(max(lows), max(highs))


def _times(factor: Fraction, part: Reach | None) -> Reach | None:
    return part and Reach(*sorted(factor * end for end in part))


def _of_answers(rubric: Rubric, amount: Amount, id: str, answers: Answers) -> Reach | None:
    """What the answers to one criterion are worth; None where it is a number as it stands."""
    numbers = {
        name: worth for _, found in numbers_of(rubric, amount) for name, worth in found.items()
    }
    worth = [numbers[name] for name in answers.get(id, numbers) if name in numbers]
    return Reach(min(worth), max(worth)) if worth else None
