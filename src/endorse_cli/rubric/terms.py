"""What scores are made of, and what they come to for given numbers, without a diagram."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import wraps
from math import ceil, floor
from operator import is_
from typing import NamedTuple, TypeVar

from endorse_cli.models import amounts
from endorse_cli.models.amounts import (
    Amount,
    Clamp,
    Gathered,
    Gathering,
    Half,
    Minus,
    Named,
    Number,
    Round,
    Share,
    Times,
)
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import SettingUse
from endorse_cli.rubric.part_tree import inner, walk

V = TypeVar("V")


def rounded(value: Fraction, to: Fraction, half: Half) -> Fraction:
    """The nearest multiple of `to`; of two equally near the larger, the smaller or the even."""
    count = value / to
    below = floor(count)
    rest = count - below
    if rest == Fraction(1, 2):
        upward = half == "up" or (half == "even" and below % 2 == 1)
    else:
        upward = rest > Fraction(1, 2)
    return (below + upward) * to


def reaching(bound: Fraction, to: Fraction, half: Half, *, strict: bool) -> tuple[Fraction, bool]:
    """From where on a value rounds to the bound or more, and whether only beyond that place.

    With `strict`, to more than the bound.
    """
    count = floor(bound / to) + 1 if strict else ceil(bound / to)
    included = half == "up" or (half == "even" and count % 2 == 0)
    return (count - Fraction(1, 2)) * to, not included


def value_of(rubric: Rubric, amount: Amount, given: Mapping[str, Fraction]) -> Fraction:
    """The value of an amount that rests on nothing but what is given: numbers, values of scores."""
    match amount:
        case Number(value=SettingUse(id=id)):
            return read_number(rubric.settings[id].value) or Fraction(0)
        case Number(value=Fraction() as number):
            return number
        case Named(id=id):
            return given[id]
        case Minus(part=part):
            return -value_of(rubric, part, given)
        case Times(factor=factor, part=part):
            return value_of(rubric, factor, given) * value_of(rubric, part, given)
        case Clamp(part=part, at_least=low, at_most=high):
            least, most = value_of(rubric, low, given), value_of(rubric, high, given)
            return min(max(value_of(rubric, part, given), least), most)
        case Round(part=part, to=to, half=half):
            return rounded(value_of(rubric, part, given), value_of(rubric, to, given), half)
        case Share(part=part, out_of=whole, if_none=none):
            by = value_of(rubric, whole, given)
            return value_of(rubric, part if by else none, given) / (by or 1)
        case Gathered(how=how, parts=tuple() as parts):
            return gather(how, [value_of(rubric, part, given) for part in parts])
        case Gathered(how=how, parts=str() as family):
            return gather(how, [given[id] for id in rubric.members(family)])
    raise ValueError(f"not an amount of given numbers alone: {amount!r}")


def gather(how: Gathering, numbers: Sequence[Fraction]) -> Fraction:
    """Several numbers made into one; the sum of none is 0."""
    return _GATHER[how](numbers)


_GATHER: dict[Gathering, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda numbers: sum(numbers, Fraction(0)),
    "mean": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "lowest": min,
    "highest": max,
}


class Terms(NamedTuple):
    """What an amount depends on: criteria, how many terms they are, and whether only these.

    `is_plain` is False where conditions, points or a divisor stand between the criteria and the
    value, so that no bound can be taken back through them; `are_numbers` where anything but
    numbers that are always asked. Of more than one term it is enough to know that.
    """

    ids: frozenset[str] = frozenset()
    number: int = 0
    is_plain: bool = True
    are_numbers: bool = True

    def and_(self, other: "Terms") -> "Terms":
        """Both together."""
        return Terms(
            self.ids | other.ids,
            min(self.number + other.number, 2),
            self.is_plain and other.is_plain,
            self.are_numbers and other.are_numbers,
        )


def scores_in_order(rubric: Rubric) -> Iterator[str]:
    """The scores, parts before wholes; those that rest on themselves are left out."""
    waiting = scores_named(rubric)
    wholes: dict[str, list[str]] = {id: [] for id in rubric.scores}
    for id, parts in waiting.items():
        for part in parts:
            wholes[part].append(id)
    left = {id: len(parts) for id, parts in waiting.items()}
    ready = [id for id, number in left.items() if not number]
    for id in ready:
        yield id
        for whole in wholes[id]:
            left[whole] -= 1
            if not left[whole]:
                ready.append(whole)


KEPT = 8


def once_for(
    *sections: str, kept: int = KEPT
) -> Callable[[Callable[[Rubric], V]], Callable[[Rubric], V]]:
    """Of a rubric something is worked out once, and of others in which some sections are the same.

    What is found belongs to all who ask for it. Of the last few rubrics it is kept.
    """

    def decorated(work: Callable[[Rubric], V]) -> Callable[[Rubric], V]:
        known: deque[tuple[tuple[object, ...], V]] = deque(maxlen=kept)

        @wraps(work)
        def found(rubric: Rubric) -> V:
            own = tuple(getattr(rubric, section) for section in sections)
            for other, value in known:
                if all(map(is_, own, other)):
                    return value
            value = work(rubric)
            known.appendleft((own, value))
            return value

        return found

    return decorated


FOR_AMOUNTS = ("scores", "criteria", "families", "settings")
"""The sections on which an amount of numbers rests."""


@once_for(*FOR_AMOUNTS)
def scores_named(rubric: Rubric) -> Mapping[str, Collection[str]]:
    """The other scores that each score names itself."""
    amounts_in = {id: walk(score.value) for id, score in rubric.scores.items()}
    return {
        id: dict.fromkeys(p.id for p in parts if isinstance(p, Named) and p.id in rubric.scores)
        for id, parts in amounts_in.items()
    }


@once_for(*FOR_AMOUNTS)
def terms_of_scores(rubric: Rubric) -> Mapping[str, Terms]:
    """What every score depends on; those that rest on themselves are left out."""
    found: dict[str, Terms] = {}
    for id in scores_in_order(rubric):
        found[id] = terms_of(rubric, rubric.scores[id].value, found)
    return found


def terms_of(rubric: Rubric, amount: Amount, scores: Mapping[str, Terms]) -> Terms:
    """What an amount depends on, that of scores being known."""
    match amount:
        case Number():
            return Terms()
        case Named(id=id):
            if id in rubric.scores:
                return scores.get(id, Terms(is_plain=False, are_numbers=False))
            return _asked(rubric, (id,))
        case Gathered(parts=str() as family):
            return _asked(rubric, rubric.members(family))
    plain = isinstance(amount, Gathered | Minus | Times | Clamp | Round)
    found = Terms(frozenset(), 0 if plain else 1, plain, plain or isinstance(amount, Share))
    if isinstance(amount, amounts.Worth):
        found = found.and_(_asked(rubric, (amount.id,)))
    for part in inner(amount):
        found = found.and_(terms_of(rubric, part, scores))
    return found


def _asked(rubric: Rubric, ids: tuple[str, ...]) -> Terms:
    """Some criteria, each a term of its own."""
    always = all(
        is_number(rubric, id) and not rubric.criteria[id].may_be_not_applicable for id in ids
    )
    return Terms(frozenset(ids), min(len(ids), 2), are_numbers=always)


def single_number(rubric: Rubric, terms: Terms) -> str | None:
    """The one number criterion that an amount rests on, where nothing else in it is open."""
    if terms.number != 1 or not terms.is_plain:
        return None
    (id,) = terms.ids
    return id if is_number(rubric, id) else None


def is_number(rubric: Rubric, id: str) -> bool:
    """Whether an id is a criterion that is answered with a number."""
    return id in rubric.criteria and rubric.criteria[id].kind.number is not None


class OfScores(Mapping[str, V]):
    """What is worked out of scores, each once and when it is asked for, and by `known` of criteria.

    `work` makes it of an amount, given what is known of the scores that the amount names.
    """

    def __init__(
        self,
        rubric: Rubric,
        work: Callable[[Rubric, Amount, Mapping[str, V]], V],
        known: Mapping[str, V],
    ) -> None:
        self.rubric = rubric
        self.work = work
        self.known = dict(known)

    def __getitem__(self, id: str) -> V:
        stack = [id]
        while stack:
            one = stack.pop()
            if one in self.known:
                continue
            # The scores inside one come first: they may stand in one another however deep.
            inside = scores_named(self.rubric)[one]
            if missing := [part for part in inside if part not in self.known]:
                stack += (one, *missing)
            else:
                amount = self.rubric.scores[one].value
                self.known[one] = self.work(self.rubric, amount, self.known)
        return self.known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def score_values(rubric: Rubric, numbers: Mapping[str, Fraction]) -> OfScores[Fraction]:
    """Numbers by criterion, and what scores come to for them."""
    return OfScores(rubric, value_of, numbers)


def value_at(rubric: Rubric, amount: Amount, numbers: Mapping[str, Fraction]) -> Fraction:
    """The value of an amount that rests on nothing but the numbers given, by criterion."""
    return value_of(rubric, amount, score_values(rubric, numbers))


BEYOND = Fraction(10**60)
"""More than any number, or any product of some, that a rubric can write."""


def span_between(
    rubric: Rubric, amount: Amount, number: str, low: Fraction | None, high: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest value of what rests on one number alone; None without end.

    The number lies between `low` and `high`, None where nothing bounds it. Such an amount only
    ever rises with its number, or only falls, so its ends are those of the number.
    """

    def value(at: Fraction) -> Fraction:
        return value_at(rubric, amount, {number: at})

    from_, to = low if low is not None else -BEYOND, high if high is not None else BEYOND
    first, second = value(from_), value(to)
    # Past every bound that can be written an amount that still moves has no end on that side.
    endless = {
        first: low is None and value(2 * from_) != first,
        second: high is None and value(2 * to) != second,
    }
    least, most = min(first, second), max(first, second)
    return None if endless[least] else least, None if endless[most] else most
