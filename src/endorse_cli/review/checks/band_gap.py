"""Bands that do not meet: a value between two, or in two of them (`band-gap`, `band-overlap`).

Bands of a score are held against the values that the score can have, so a gap that no candidate
can fall into is none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.engine.budget import CHECK_BUDGET
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.score_values import CompiledScore, compile_score
from endorse_cli.models import amounts
from endorse_cli.models.decision_rows import Bands
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.plain_values import number_words
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range
from endorse_cli.review.reported import Noted
from endorse_cli.rubric.number_regions import Edge, Region, between, number_regions, sample
from endorse_cli.rubric.part_tree import walk
from endorse_cli.rubric.regions import is_reversed, range_edges, setting_number

Witness = Callable[[Region[Fraction]], Fraction | None]
"""A value that can occur in a stretch, or None where none can."""


class Stretch(NamedTuple):
    """A stretch between two edges, and the bands that cover it, by place."""

    region: Region[Fraction]
    bands: tuple[int, ...]


class Cutting(NamedTuple):
    """What bands cut, the bands with their places, and where they stand."""

    of: str
    ranges: tuple[tuple[Range, Trail], ...]
    trail: Trail


def check_bands(noted: Noted, rubric: Rubric) -> None:
    """Note every gap and every overlap of bands; the rubric has no other fault."""
    check_number_bands(noted, rubric, ())
    for cutting in _cuttings(rubric):
        if cutting.of in rubric.criteria:
            continue
        try:
            _check(noted, rubric, cutting, _score_witness(rubric, cutting.of))
        except TooManyNodes:
            message = f"{quoted(cutting.of)} is too large to tell whether its bands meet."
            help = "Let each band begin where the one before it ends."
            noted.fault("too-large", message, help, cutting.trail[:-1])


def check_number_bands(noted: Noted, rubric: Rubric, faulty: Iterable[Trail]) -> None:
    """Note every gap and every overlap of the bands of a number, but of none with a fault in it."""
    places = tuple(faulty)
    for cutting in _cuttings(rubric):
        criterion = rubric.criteria.get(cutting.of)
        shape = criterion.kind.number if criterion is not None else None
        within = any(place[: len(cutting.trail)] == cutting.trail for place in places)
        if shape is not None and not within and _are_numbers(rubric, cutting):
            _check(noted, rubric, cutting, _number_witness(shape))


def _cuttings(rubric: Rubric) -> Iterator[Cutting]:
    for decision in rubric.decisions.values():
        if isinstance(decision.body, Bands):
            body = decision.body
            ranges = tuple((cut.range, cut.trail) for cut in body.cuts)
            yield Cutting(body.of, ranges, (*body.trail, "cuts"))
    for score in rubric.scores.values():
        for part in walk(score.value):
            if isinstance(part, amounts.BandPoints):
                ranges = tuple((band.range, band.trail) for band in part.bands)
                yield Cutting(part.id, ranges, (*part.trail, "bands"))


def _are_numbers(rubric: Rubric, cutting: Cutting) -> bool:
    """Whether every bound is a number; a setting that is none has been reported where it stands."""
    return all(
        setting_number(rubric, bound) is not None
        for range, _ in cutting.ranges
        for bound in (range.at_least, range.more_than, range.at_most, range.less_than)
        if bound is not None
    ) and not any(is_reversed(rubric, range) for range, _ in cutting.ranges)


def _check(
    noted: Noted,
    rubric: Rubric,
    cutting: Cutting,
    witness: Witness,
) -> None:
    of, ranges, trail = cutting
    overlapping: set[tuple[int, ...]] = set()
    told = False
    stretches = list(_stretches(rubric, [range for range, _ in ranges]))
    for place, (region, covering) in enumerate(stretches):
        if len(covering) == 1:
            told = False
            continue
        value = witness(region)
        if value is None:
            continue
        if not covering and not told:
            # Neighbouring stretches outside all bands are one gap.
            told = True
            _tell_gap(noted, of, value, _beside(stretches, place, ranges, trail))
        elif covering and covering not in overlapping:
            overlapping.add(covering)
            _tell_overlap(noted, of, value, ranges[covering[1]][1], ranges[covering[0]][1])


def _stretches(rubric: Rubric, ranges: Sequence[Range]) -> Iterator[Stretch]:
    ends = [range_edges(rubric, range) for range in ranges]
    for region in between(edge for lows, highs in ends for edge in (*lows, *highs)):
        covering = tuple(
            place for place, (lows, highs) in enumerate(ends) if _covers(lows, highs, region)
        )
        yield Stretch(region, covering)


def meet_everywhere(rubric: Rubric, ranges: Sequence[Range]) -> bool:
    """Whether ranges cover every number once, whichever numbers there can be."""
    return all(len(stretch.bands) == 1 for stretch in _stretches(rubric, ranges))


def _covers(
    lows: list[Edge[Fraction]], highs: list[Edge[Fraction]], region: Region[Fraction]
) -> bool:
    above = not lows or (region.low is not None and max(lows) <= region.low)
    return above and (not highs or (region.high is not None and region.high <= min(highs)))


def _beside(
    stretches: list[Stretch],
    place: int,
    ranges: Sequence[tuple[Range, Trail]],
    trail: Trail,
) -> tuple[Trail, Trail | None]:
    """The places of the bands above and below a gap."""
    below = [s.bands[0] for s in stretches[:place] if s.bands]
    above = [s.bands[0] for s in stretches[place + 1 :] if s.bands]
    near = [ranges[found][1] for found in (*above[:1], *below[-1:])]
    if not near:
        return trail, None
    return near[0], near[1] if len(near) > 1 else None


def _tell_gap(noted: Noted, of: str, value: Fraction, at: tuple[Trail, Trail | None]) -> None:
    noted.fault(
        "band-gap",
        f"No band of {quoted(of)} covers {number_words(value)}.",
        "Move a bound, or add a band.",
        at[0],
        other=at[1],
    )


def _tell_overlap(noted: Noted, of: str, value: Fraction, at: Trail, other: Trail) -> None:
    message = f"Two bands of {quoted(of)} cover {number_words(value)}."
    noted.fault("band-overlap", message, "Move one of their bounds.", at, other=other)


def _score_witness(rubric: Rubric, id: str) -> Witness:
    @cache
    def score() -> CompiledScore:
        return compile_score(rubric, id, CHECK_BUDGET)

    return lambda region: score().value_in(region)


def _number_witness(shape: NumberShape) -> Witness:
    def found(region: Region[Fraction]) -> Fraction | None:
        edges = [edge for edge in (region.low, region.high) if edge is not None]
        inside = [r for r in number_regions(shape, edges).regions if r == region]
        return sample(shape, region) if inside else None

    return found
