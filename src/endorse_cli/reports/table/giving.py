"""The only place that says what an answer gives in each score: its worth there, with its factor."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.order import condition_uses
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import Atom, Each, Many
from endorse_cli.reports.table.bounds import Bounds
from endorse_cli.reports.table.making import reach_text, shown
from endorse_cli.reports.table.reach import parts_of
from endorse_cli.reports.table.truth import Held, Reach, counted
from endorse_cli.reports.uses import number_of
from endorse_cli.reports.wording import series

LISTED = 3
"""So many numbers are named one by one; of more the least and the greatest."""


class Gift(NamedTuple):
    """What an answer gives at one place of a score, and what else that place says.

    `path` holds the amounts around it that let only some of it through, the outermost first.
    """

    numbers: tuple[Fraction, ...] | Reach
    factor: Fraction
    path: tuple[tuple[Amount, str], ...]


def gifts_of(bounds: Bounds) -> dict[str, list[str]]:
    """What each answer is worth in each score that it enters: `worth 2 × 3 = 6 in total`."""
    found: dict[str, dict[str, None]] = {}
    for id, score in bounds.rubric.scores.items():
        for criterion, gift in _gifts(bounds, score.value, Fraction(1), ()):
            words = f"worth {_number_words(gift)} in {id}{_path_words(bounds, gift)}"
            found.setdefault(criterion, {})[words] = None
    return {criterion: list(words) for criterion, words in found.items()}


def _gifts(
    bounds: Bounds, amount: Amount, factor: Fraction, path: tuple[tuple[Amount, str], ...]
) -> Iterator[tuple[str, Gift]]:
    own = _own_numbers(bounds, amount)
    for criterion, numbers in own.items():
        if numbers is not None:
            yield criterion, Gift(numbers, factor, path)
    if isinstance(amount, Minus | Times):
        by = number_of(bounds.rubric, amount.factor) if isinstance(amount, Times) else Fraction(-1)
        factor *= by
    elif isinstance(amount, Gathered) and amount.how == "mean":
        factor /= len(parts_of(bounds.rubric, amount))
    for part, side in _inside(bounds, amount):
        yield from _gifts(bounds, part, factor, (*path, (amount, side)))


def _inside(bounds: Bounds, amount: Amount) -> Iterator[tuple[Amount, str]]:
    """The amounts in which an answer can stand inside an amount; of a share, on which side."""
    match amount:
        case Gathered():
            yield from ((part, "") for part in parts_of(bounds.rubric, amount))
        case Share(part=part, out_of=whole):
            yield from ((part, ", as part of the share"), (whole, ", as part of the whole"))
        case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
            yield part, ""
        case Conditional(part=part):
            yield part, ""


def _own_numbers(bounds: Bounds, amount: Amount) -> dict[str, tuple[Fraction, ...] | Reach | None]:
    """What answers give that stand in an amount as such, by criterion."""
    match amount:
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            if id not in bounds.rubric.criteria:
                return {}
            numbers = bounds.numbers(amount, id)
            return {id: bounds.known.ends(id) if numbers is None else tuple(numbers)}
        case Conditional(part=Number() as number, when=when, unless=unless):
            asked = {id for c in (when, *(e.when for e in unless)) for id in condition_uses(c)}
            if len(asked) > 1 or asked.isdisjoint(bounds.rubric.criteria):
                return {}
            held = bounds.known.guarded(when, unless)
            return dict.fromkeys(asked, _if_held(held, number_of(bounds.rubric, number)))
        case Counted(parts=parts):
            return _counted(bounds, parts)
    return {}


def _counted(bounds: Bounds, parts: Many) -> dict[str, tuple[Fraction, ...] | Reach | None]:
    """What each answer adds to a count, where it adds or can add something."""
    held: dict[str, list[Held]] = {}
    if isinstance(parts, Each):
        tests = [(id, parts.test) for id in bounds.rubric.ids_in(parts.of)]
    else:
        tests = [(part.id, part.test) for part in parts if isinstance(part, Atom)]
    for id, test in tests:
        if id in bounds.rubric.criteria:
            held.setdefault(id, []).append(bounds.known.passes(id, test))
    return {id: counted(found) for id, found in held.items() if set(found) - {"no"}}


def _if_held(held: Held, number: Fraction) -> tuple[Fraction, ...]:
    zero = Fraction(0)
    return {"yes": (number,), "no": (zero,), "open": (zero, number)}[held]


def _number_words(gift: Gift) -> str:
    numbers, factor = gift.numbers, gift.factor
    given = _text(sorted(factor * number for number in numbers))
    if isinstance(numbers, Reach):
        given = reach_text(Reach(*sorted(factor * end for end in numbers)))
    if factor in (1, -1) or given == "0" or len(set(numbers)) > 1:
        return given
    return f"{shown(numbers[0])} × {shown(factor)} = {given}"


def _text(numbers: Sequence[Fraction]) -> str:
    if len(numbers) > LISTED:
        return reach_text(Reach(min(numbers), max(numbers)))
    return series(map(shown, numbers), "or")


def _path_words(bounds: Bounds, gift: Gift) -> str:
    """What stands between an answer and the score: `, if it is the lowest there`."""
    return "".join(dict.fromkeys(_step_words(bounds, *step) for step in gift.path))


def _step_words(bounds: Bounds, amount: Amount, side: str) -> str:
    match amount:
        case Gathered(how="mean"):
            return ", a mean"
        case Gathered(how="lowest" | "highest" as how):
            return f", if it is the {how}"
        case Conditional(when=when, unless=unless):
            held = bounds.known.guarded(when, unless)
            return {"yes": "", "no": ", where it does not count", "open": ", if it counts there"}[
                held
            ]
        case Clamp(part=part) if bounds.of(amount) != bounds.of(part):
            return ", before its bounds"
        case Round(part=part) if bounds.of(amount) != bounds.of(part):
            return ", before rounding"
    return side
