"""What each answer adds to a score: its own number there, with every factor on the way."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.explanation import Explanation
from endorse_cli.engine.known import parts_of
from endorse_cli.engine.order import condition_uses
from endorse_cli.engine.reach import Reach
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
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.cuts import number_of


class Given(NamedTuple):
    """The least and the greatest number that an answer can add to a score.

    `is_added` says that the score is the sum of such numbers at this place; where it is a lowest, a
    highest or a share, an answer has its number and may add nothing.
    """

    low: Fraction
    high: Fraction
    is_added: bool = True


def points_of(known: Explanation, score: str) -> dict[str, Given]:
    """What the answer to each criterion adds to a score; of one that stands twice, both together.

    Nothing of those whose number has no end.
    """
    found: dict[str, Given] = {}
    for criterion, given in _given(known, known.rubric.scores[score].value, Fraction(1), True):
        before = found.get(criterion, Given(Fraction(0), Fraction(0)))
        found[criterion] = Given(
            before.low + given.low, before.high + given.high, before.is_added and given.is_added
        )
    return found


def _given(
    known: Explanation, amount: Amount, factor: Fraction, is_added: bool
) -> Iterator[tuple[str, Given]]:
    for criterion, (low, high) in _own(known, amount):
        if low is not None and high is not None:
            ends = sorted((factor * low, factor * high))
            yield criterion, Given(ends[0], ends[1], is_added)
    for part, by, keeps in _parts(known, amount):
        yield from _given(known, part, factor * by, is_added and keeps)


def _parts(known: Explanation, amount: Amount) -> Iterator[tuple[Amount, Fraction, bool]]:
    """The amounts inside, what each is multiplied by, and whether it is added as it is."""
    one = Fraction(1)
    match amount:
        case Named(id=id) if id in known.rubric.scores:
            yield known.rubric.scores[id].value, one, True
        case Gathered(how=how):
            parts = parts_of(known.rubric, amount)
            by = one / len(parts) if how == "mean" else one
            yield from ((part, by, how in ("sum", "mean")) for part in parts)
        case Minus(part=part):
            yield part, -one, True
        case Times(part=part):
            yield part, number_of(known.rubric, amount.factor), True
        case Conditional(part=part, when=when, unless=unless) if not isinstance(part, Number):
            held = known.guarded(when, unless)
            if held != "no":
                yield part, one, held == "yes"
        case Clamp(part=part) | Round(part=part):
            yield part, one, True
        case Share(part=part, out_of=whole):
            yield from ((part, one, False), (whole, one, False))


def _own(known: Explanation, amount: Amount) -> Iterator[tuple[str, Reach]]:
    """The numbers of answers that stand in an amount as such, by criterion."""
    match amount:
        case Named(id=id) | Points(id=id) | BandPoints(id=id) | Worth(id=id):
            if id in known.rubric.criteria:
                yield id, known.reach(amount)
        case Conditional(part=Number(), when=when, unless=unless):
            asked = {id for c in (when, *(e.when for e in unless)) for id in condition_uses(c)}
            if len(asked) == 1 and not asked.isdisjoint(known.rubric.criteria):
                yield asked.pop(), known.reach(amount)
        case Counted(parts=parts):
            for id, atoms in _counted(known.rubric, parts).items():
                yield id, known.reach(Counted.model_construct(parts=tuple(atoms)))


def _counted(rubric: Rubric, parts: Many) -> dict[str, list[Atom]]:
    """The tests of each criterion that are counted one by one."""
    if isinstance(parts, Each):
        named = list(parts.atoms(rubric.ids_in(parts.of)))
    else:
        named = [part for part in parts if isinstance(part, Atom)]
    found: dict[str, list[Atom]] = {}
    for atom in named:
        if atom.id in rubric.criteria:
            found.setdefault(atom.id, []).append(atom)
    return found
