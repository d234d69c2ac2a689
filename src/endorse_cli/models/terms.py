"""The only place that knows what scores are made of, without a diagram: terms, order, values.

A score may name others, and those others again; everything here is worked out once for each score,
parts before wholes, so that no chain of scores is too long and none is walked twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from endorse_cli.models import amounts
from endorse_cli.models.amounts import Amount, Clamp, Gathered, Minus, Named, Number, Round, Times
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.values import value_of


@dataclass(frozen=True, slots=True)
class Terms:
    """What an amount depends on: criteria, how many terms they are, and whether only these.

    `is_plain` is False where conditions or points stand between the criteria and the value, so
    that no bound can be taken back through them. Of more than one term it is enough to know that.
    """

    ids: frozenset[str] = frozenset()
    number: int = 0
    is_plain: bool = True

    def and_(self, other: "Terms") -> "Terms":
        """Both together."""
        return Terms(
            self.ids | other.ids,
            min(self.number + other.number, 2),
            self.is_plain and other.is_plain,
        )


def scores_in_order(rubric: Rubric) -> Iterator[str]:
    """The scores, parts before wholes; those that rest on themselves are left out."""
    waiting = {id: _scores_named(rubric, id) for id in rubric.scores}
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


def _scores_named(rubric: Rubric, id: str) -> set[str]:
    parts = amounts.walk(rubric.scores[id].value)
    return {p.id for p in parts if isinstance(p, Named) and p.id in rubric.scores}


def terms_of_scores(rubric: Rubric) -> dict[str, Terms]:
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
                return scores.get(id, Terms(is_plain=False))
            return Terms(frozenset((id,)), 1)
        case Gathered(parts=str() as family):
            members = rubric.members(family)
            return Terms(frozenset(members), min(len(members), 2))
    plain = isinstance(amount, Gathered | Minus | Times | Clamp | Round)
    found = Terms(number=0 if plain else 1, is_plain=plain)
    if isinstance(amount, amounts.Worth):
        found = found.and_(Terms(frozenset((amount.id,)), 1))
    for part in amounts.inner(amount):
        found = found.and_(terms_of(rubric, part, scores))
    return found


def single_number(rubric: Rubric, terms: Terms) -> str | None:
    """The one number criterion that an amount rests on, where nothing else in it is open."""
    if terms.number != 1 or not terms.is_plain:
        return None
    (id,) = terms.ids
    return id if is_number(rubric, id) else None


def is_number(rubric: Rubric, id: str) -> bool:
    """Whether an id is a criterion that is answered with a number."""
    return id in rubric.criteria and rubric.criteria[id].kind.number is not None


def values_of_scores(rubric: Rubric, given: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The value of every score that rests on nothing but the numbers given, by criterion."""
    terms = terms_of_scores(rubric)
    values = dict(given)
    for id, rests_on in terms.items():
        if rests_on.is_plain and rests_on.ids <= given.keys():
            values[id] = value_of(rubric, rubric.scores[id].value, values)
    return values


def value_at(rubric: Rubric, amount: Amount, given: Mapping[str, Fraction]) -> Fraction:
    """The value of an amount that rests on nothing but the numbers given, by criterion."""
    return value_of(rubric, amount, values_of_scores(rubric, given))


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
