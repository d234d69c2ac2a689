"""The only place that finds where a rubric uses a criterion: the tests of it, and its worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.domain import members, regions_passing
from endorse_cli.models.amounts import Amount, BandPoints, Gathered, Named, Points
from endorse_cli.models.amounts import Worth as WorthAmount
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.rubric.cuts import Regions, number_of, regions_of
from endorse_cli.rubric.parts import walk


class Worth(NamedTuple):
    """What each answer to a criterion is worth in one score."""

    score: str
    numbers: Mapping[str, Fraction]


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
