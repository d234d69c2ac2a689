"""What answers are for: the tests of each criterion, its worths, what it adds to a score."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.engine.domain import members, regions_passing
from endorse_cli.engine.explanation import Explanation
from endorse_cli.engine.known_answers import parts_of
from endorse_cli.engine.order import condition_uses, conditions_of, definition_order
from endorse_cli.engine.score_ends import Reach
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
    Times,
    Worth,
)
from endorse_cli.models.conditions import Atom, Condition, Each, Many
from endorse_cli.models.decision_rows import Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Range, SettingUse, Test, bounds_of
from endorse_cli.rubric.part_tree import conditions_in, each_of, walk
from endorse_cli.rubric.regions import Regions, number_of, regions_of


class Given(NamedTuple):
    """The least and the greatest number that an answer can add to a score.

    `is_added` says that the score is the sum of such numbers at this place; where it is a lowest or
    a highest, an answer has its number and may add nothing. What stands in a share adds nothing.
    """

    low: Fraction
    high: Fraction
    is_added: bool = True

    def times(self, factor: Fraction, is_added: bool) -> "Given":
        """The same, multiplied, at a place inside another amount."""
        ends = sorted((factor * self.low, factor * self.high))
        return Given(ends[0], ends[1], self.is_added and is_added)

    def beside(self, other: "Given | None") -> "Given":
        """Both together."""
        if other is None:
            return self
        low, high = self.low + other.low, self.high + other.high
        return Given(low, high, self.is_added and other.is_added)


def points_of(known: Explanation, score: str) -> dict[str, Given]:
    """What the answer to each criterion adds to a score; of one that stands twice, both together.

    Nothing of those whose number has no end.
    """
    added: dict[str, dict[str, Given]] = {}
    for id in definition_order(known.rubric, [score]):
        if id in known.rubric.scores:
            found = added[id] = {}
            value = known.rubric.scores[id].value
            for criterion, given in _given(known, value, Fraction(1), True, added):
                found[criterion] = given.beside(found.get(criterion))
    return added[score]


def _given(
    known: Explanation,
    amount: Amount,
    factor: Fraction,
    is_added: bool,
    added: dict[str, dict[str, Given]],
) -> Iterator[tuple[str, Given]]:
    """What answers give in an amount, that of the scores that it names being known."""
    if isinstance(amount, Named) and amount.id in added:
        for criterion, given in added[amount.id].items():
            yield criterion, given.times(factor, is_added)
    for criterion, (low, high) in _own(known, amount):
        if low is not None and high is not None:
            yield criterion, Given(low, high).times(factor, is_added)
    for part, by, keeps in _parts(known, amount):
        yield from _given(known, part, factor * by, is_added and keeps, added)


def _parts(known: Explanation, amount: Amount) -> Iterator[tuple[Amount, Fraction, bool]]:
    """The amounts inside, what each is multiplied by, and whether it is added as it is."""
    one = Fraction(1)
    match amount:
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
    return by_key((atom.id, atom) for atom in named if atom.id in rubric.criteria)


class InScore(NamedTuple):
    """What each answer to a criterion is worth in one score."""

    score: str
    numbers: Mapping[str, Fraction]


def worths_of(rubric: Rubric) -> dict[str, list[InScore]]:
    """What the answers to each criterion are worth, by score."""
    regions = regions_of(rubric)
    return by_key(
        (id, InScore(score.id, numbers))
        for score in rubric.scores.values()
        for amount in walk(score.value)
        for id, numbers in numbers_of(rubric, amount, regions)
    )


def numbers_of(
    rubric: Rubric, amount: Amount, regions: Mapping[str, Regions]
) -> Iterator[tuple[str, dict[str, Fraction]]]:
    """What an amount itself gives for the answers to a criterion, where it does."""
    match amount:
        case Named(id=id) if id in rubric.criteria:
            yield id, _worths(rubric, id)
        case Gathered(parts=str(family)):
            yield from ((id, _worths(rubric, id)) for id in rubric.members(family))
        case Worth(id=id, not_applicable=number):
            yield id, {**_worths(rubric, id), NOT_APPLICABLE: number_of(rubric, number)}
        case BandPoints(id=id):
            yield id, _by_band(rubric, amount, regions[id])
        case Points(id=id, give=give):
            yield id, {name: number_of(rubric, number) for name, number in give.items()}


def _worths(rubric: Rubric, id: str) -> dict[str, Fraction]:
    names, worth = rubric.criteria[id].kind.names, rubric.worth(id)
    return dict(zip(names, worth, strict=True)) if worth else {}


def _by_band(rubric: Rubric, points: BandPoints, regions: Regions) -> dict[str, Fraction]:
    by_region = {
        regions.labels[place]: number_of(rubric, band.give)
        for band in points.bands
        for place in members(regions_passing(band.range, regions, rubric))
    }
    return {**by_region, **{n: number_of(rubric, number) for n, number in points.give.items()}}


class Use(NamedTuple):
    """A test of a criterion in what decisions rest on, and the grounds that are its own."""

    test: Test
    grounds: tuple[Grounds, ...]


def tests_of(rubric: Rubric) -> dict[str, list[Use]]:
    """Every test of each criterion, in the order written."""
    return by_key(
        (id, Use(test, tuple(_grounds(rubric, test, own))))
        for id, test, own in _deciding_tests(rubric)
        if id in rubric.criteria
    )


def _deciding_tests(rubric: Rubric) -> Iterator[tuple[str, Test, Grounds | None]]:
    for definition in definition_order(rubric, list(rubric.decisions)):
        for condition in _said_by(rubric, definition):
            for part in walk(condition):
                own: Grounds | None = getattr(part, "grounds", None)
                if isinstance(part, Atom):
                    yield part.id, part.test, own
                elif each := each_of(part):
                    yield from ((id, each.test, own) for id in rubric.ids_in(each.of))
        if definition in rubric.scores:
            for amount in walk(rubric.scores[definition].value):
                if isinstance(amount, Counted) and isinstance(amount.parts, Each):
                    each = amount.parts
                    yield from ((id, each.test, None) for id in rubric.ids_in(each.of))


def _said_by(rubric: Rubric, id: str) -> Iterator[Condition]:
    """The conditions of a definition; a table's cells ask nothing, they only say what follows."""
    if id in rubric.scores:
        yield from conditions_in(rubric.scores[id].value)
    elif id not in rubric.decisions or not isinstance(rubric.decisions[id].body, Table):
        yield from conditions_of(rubric, id)


def _grounds(rubric: Rubric, test: Test, own: Grounds | None) -> Iterator[Grounds]:
    if own is not None:
        yield own
    if isinstance(test, Range):
        for _, bound in bounds_of(test):
            if isinstance(bound, SettingUse):
                yield rubric.settings[bound.id].grounds
