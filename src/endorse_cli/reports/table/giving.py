"""The only place that says what an answer gives in each score: its worth there, with its factor."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.explain import Explanation, parts_of
from endorse_cli.engine.known import Reach
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
from endorse_cli.reports.table.making import reach_text, shown
from endorse_cli.reports.uses import number_of
from endorse_cli.reports.wording import series

LISTED = 3
"""So many numbers are named one by one; of more the least and the greatest."""


class Given(NamedTuple):
    """The numbers that an answer can give; of a range the least and the greatest."""

    numbers: tuple[Fraction, ...]
    is_range: bool = False


class Gift(NamedTuple):
    """What an answer gives at one place of a score, and what else that place says.

    `path` holds the amounts around it that let only some of it through, the outermost first.
    """

    given: Given
    factor: Fraction
    path: tuple[tuple[Amount, str], ...]


def gifts_of(known: Explanation) -> dict[str, list[str]]:
    """What each answer is worth in each score that it enters: `worth 2 × 3 = 6 in total`."""
    found: dict[str, dict[str, None]] = {}
    for id, score in known.rubric.scores.items():
        for criterion, gift in _gifts(known, score.value, Fraction(1), ()):
            words = f"worth {_number_words(gift)} in {id}{_path_words(known, gift)}"
            found.setdefault(criterion, {})[words] = None
    return {criterion: list(words) for criterion, words in found.items()}


def _gifts(
    known: Explanation, amount: Amount, factor: Fraction, path: tuple[tuple[Amount, str], ...]
) -> Iterator[tuple[str, Gift]]:
    for criterion, given in _own_numbers(known, amount).items():
        yield criterion, Gift(given, factor, path)
    if isinstance(amount, Minus | Times):
        by = number_of(known.rubric, amount.factor) if isinstance(amount, Times) else Fraction(-1)
        factor *= by
    elif isinstance(amount, Gathered) and amount.how == "mean":
        factor /= len(parts_of(known.rubric, amount))
    for part, side in _inside(known, amount):
        yield from _gifts(known, part, factor, (*path, (amount, side)))


def _inside(known: Explanation, amount: Amount) -> Iterator[tuple[Amount, str]]:
    """The amounts in which an answer can stand inside an amount; of a share, on which side."""
    match amount:
        case Gathered():
            yield from ((part, "") for part in parts_of(known.rubric, amount))
        case Share(part=part, out_of=whole):
            yield from ((part, ", as part of the share"), (whole, ", as part of the whole"))
        case Minus(part=part) | Times(part=part) | Clamp(part=part) | Round(part=part):
            yield part, ""
        case Conditional(part=part):
            yield part, ""


def _own_numbers(known: Explanation, amount: Amount) -> dict[str, Given]:
    """What answers give that stand in an amount as such, by criterion."""
    match amount:
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            given = _given(known, amount) if id in known.rubric.criteria else None
            return {id: given} if given is not None else {}
        case Conditional(part=Number(), when=when, unless=unless):
            asked = {id for c in (when, *(e.when for e in unless)) for id in condition_uses(c)}
            if len(asked) > 1 or asked.isdisjoint(known.rubric.criteria):
                return {}
            return dict.fromkeys(asked, Given(known.values(amount)))
        case Counted(parts=parts):
            return _counted(known, parts)
    return {}


def _given(known: Explanation, amount: Amount) -> Given | None:
    """What an amount can be; None where that has no end."""
    if values := known.values(amount):
        return Given(values)
    low, high = known.reach(amount)
    return None if low is None or high is None else Given((low, high), is_range=True)


def _counted(known: Explanation, parts: Many) -> dict[str, Given]:
    """What each answer adds to a count, where it adds or can add something."""
    tests: dict[str, tuple[Atom, ...]] = {}
    if isinstance(parts, Each):
        named = parts.atoms(known.rubric.ids_in(parts.of))
    else:
        named = tuple(part for part in parts if isinstance(part, Atom))
    for atom in named:
        if atom.id in known.rubric.criteria:
            tests[atom.id] = (*tests.get(atom.id, ()), atom)
    counts = {id: Counted.model_construct(parts=atoms) for id, atoms in tests.items()}
    found = {id: known.values(count) for id, count in counts.items()}
    return {id: Given(values, is_range=True) for id, values in found.items() if any(values)}


def _number_words(gift: Gift) -> str:
    (numbers, is_range), factor = gift.given, gift.factor
    given = _text(sorted(factor * number for number in numbers), is_range)
    if factor in (1, -1) or given == "0" or len(set(numbers)) > 1:
        return given
    return f"{shown(numbers[0])} × {shown(factor)} = {given}"


def _text(numbers: Sequence[Fraction], is_range: bool) -> str:
    if is_range or len(numbers) > LISTED:
        return reach_text(Reach(numbers[0], numbers[-1]))
    return series(map(shown, numbers), "or")


def _path_words(known: Explanation, gift: Gift) -> str:
    """What stands between an answer and the score: `, if it is the lowest there`."""
    return "".join(dict.fromkeys(_step_words(known, *step) for step in gift.path))


def _step_words(known: Explanation, amount: Amount, side: str) -> str:
    match amount:
        case Gathered(how="mean"):
            return ", a mean"
        case Gathered(how="lowest" | "highest" as how):
            return f", if it is the {how}"
        case Conditional(when=when, unless=unless):
            held = known.guarded(when, unless)
            return {"yes": "", "no": ", where it does not count", "open": ", if it counts there"}[
                held
            ]
        case Clamp(part=part) if known.reach(amount) != known.reach(part):
            return ", before its bounds"
        case Round(part=part) if known.reach(amount) != known.reach(part):
            return ", before rounding"
    return side
