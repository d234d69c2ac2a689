"""The only place that finds where a rubric uses a criterion: the tests of it, and its worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.domain import members, regions_passing
from endorse_cli.engine.order import conditions_of, definition_order
from endorse_cli.models.amounts import Amount, BandPoints, Counted, Gathered, Named, Points
from endorse_cli.models.amounts import Worth as WorthAmount
from endorse_cli.models.conditions import Atom, Condition, Each
from endorse_cli.models.decisions import Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.tests import Range, SettingUse, Test
from endorse_cli.reports.wording import words_of_test
from endorse_cli.rubric.cuts import Regions, number_of, regions_of
from endorse_cli.rubric.parts import conditions_in, each_of, walk


class Use(NamedTuple):
    """A test of a criterion in what decisions rest on, and the grounds that are its own."""

    test: Test
    grounds: tuple[Grounds, ...]


class Worth(NamedTuple):
    """What each answer to a criterion is worth in one score."""

    score: str
    numbers: Mapping[str, Fraction]


def uses_of(rubric: Rubric) -> dict[str, list[Use]]:
    """The tests of each criterion, in the order written; those in the same words are one."""
    found: dict[str, dict[str, Use]] = {}
    for id, test, own in _deciding_tests(rubric):
        if id not in rubric.criteria:
            continue
        words = words_of_test(rubric, id, test)
        grounds = tuple(_grounds(rubric, test, own))
        same = found.setdefault(id, {}).get(words)
        found[id][words] = Use(test, (*same.grounds, *grounds) if same else grounds)
    return {id: list(uses.values()) for id, uses in found.items()}


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
        for bound in (test.at_least, test.more_than, test.at_most, test.less_than):
            if isinstance(bound, SettingUse):
                yield rubric.settings[bound.id].grounds


def worths_of(rubric: Rubric) -> dict[str, list[Worth]]:
    """What the answers to each criterion are worth, by score."""
    found: dict[str, list[Worth]] = {}
    regions = regions_of(rubric)
    for score in rubric.scores.values():
        for amount in walk(score.value):
            for id, numbers in numbers_of(rubric, amount, regions):
                found.setdefault(id, []).append(Worth(score.id, numbers))
    return found


def numbers_of(
    rubric: Rubric, amount: Amount, regions: Mapping[str, Regions]
) -> Iterator[tuple[str, dict[str, Fraction]]]:
    """What an amount itself gives for the answers to a criterion, where it does."""
    match amount:
        case Named(id=id) if id in rubric.criteria:
            yield id, _levels(rubric, id)
        case Gathered(parts=str(family)):
            yield from ((id, _levels(rubric, id)) for id in rubric.members(family))
        case WorthAmount(id=id, not_applicable=number):
            yield id, {**_levels(rubric, id), NOT_APPLICABLE: number_of(rubric, number)}
        case BandPoints(id=id):
            yield id, _by_band(rubric, amount, regions[id])
        case Points(id=id, give=give):
            yield id, {name: number_of(rubric, number) for name, number in give.items()}


def _levels(rubric: Rubric, id: str) -> dict[str, Fraction]:
    names, worth = rubric.criteria[id].kind.names, rubric.worth(id)
    return dict(zip(names, worth, strict=True)) if worth else {}


def _by_band(rubric: Rubric, points: BandPoints, regions: Regions) -> dict[str, Fraction]:
    by_region = {
        regions.labels[place]: number_of(rubric, band.give)
        for band in points.bands
        for place in members(regions_passing(band.range, regions, rubric))
    }
    return {**by_region, **{n: number_of(rubric, number) for n, number in points.give.items()}}
