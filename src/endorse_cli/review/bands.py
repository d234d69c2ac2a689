"""The only place that checks that bands meet: no value between two, none in two of them.

Bands of a score are held against the values that the score can have, so a gap that no candidate
can fall into is none.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.engine.compile import CHECK_BUDGET, compile_score
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models import amounts
from endorse_cli.models.cuts import range_edges
from endorse_cli.models.numbers import number_words
from endorse_cli.models.reader import Reader
from endorse_cli.models.regions import Edge, Region, between, number_regions, sample
from endorse_cli.models.rubric import Bands, Rubric
from endorse_cli.models.tests import Range

Witness = Callable[[Region[Fraction]], Fraction | None]
"""A value that can occur in a stretch, or None where none can."""


class Stretch(NamedTuple):
    """A stretch between two edges, and the bands that cover it, by place."""

    region: Region[Fraction]
    bands: tuple[int, ...]


def check_bands(reader: Reader, rubric: Rubric) -> None:
    """Note every gap and every overlap of bands; the rubric has no other fault."""
    for decision in rubric.decisions.values():
        if isinstance(decision.body, Bands):
            body = decision.body
            ranges = [(cut.range, cut.trail) for cut in body.cuts]
            at = (*body.trail, "cuts")
            try:
                _check(reader, rubric, body.of, ranges, at, _witness(rubric, body.of))
            except TooManyNodes:
                message = f"{quoted(body.of)} is too large to tell whether its bands meet."
                help = "Round it, or divide it into several scores."
                reader.fault("too-large", message, help, body.trail)
    for score in rubric.scores.values():
        for part in amounts.walk(score.value):
            if isinstance(part, amounts.BandPoints):
                ranges = [(band.range, band.trail) for band in part.bands]
                at = (*part.trail, "bands")
                _check(reader, rubric, part.id, ranges, at, _witness(rubric, part.id))


def _check(
    reader: Reader,
    rubric: Rubric,
    of: str,
    ranges: Sequence[tuple[Range, Trail]],
    trail: Trail,
    witness: Witness,
) -> None:
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
            _tell_gap(reader, of, value, _beside(stretches, place, ranges, trail))
        elif covering and covering not in overlapping:
            overlapping.add(covering)
            _tell_overlap(reader, of, value, ranges[covering[1]][1], ranges[covering[0]][1])


def _stretches(rubric: Rubric, ranges: Sequence[Range]) -> Iterator[Stretch]:
    ends = [range_edges(rubric, range) for range in ranges]
    for region in between(edge for lows, highs in ends for edge in (*lows, *highs)):
        covering = tuple(
            place for place, (lows, highs) in enumerate(ends) if _covers(lows, highs, region)
        )
        yield Stretch(region, covering)


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


def _tell_gap(reader: Reader, of: str, value: Fraction, at: tuple[Trail, Trail | None]) -> None:
    reader.fault(
        "band-gap",
        f"No band of {quoted(of)} covers {number_words(value)}.",
        "Move a bound, or add a band.",
        at[0],
        other=at[1],
    )


def _tell_overlap(reader: Reader, of: str, value: Fraction, at: Trail, other: Trail) -> None:
    message = f"Two bands of {quoted(of)} cover {number_words(value)}."
    reader.fault("band-overlap", message, "Move one of their bounds.", at, other=other)


def _witness(rubric: Rubric, of: str) -> Witness:
    criterion = rubric.criteria.get(of)
    shape = criterion.kind.number if criterion is not None else None
    if shape is None:
        return _score_witness(rubric, of)

    def found(region: Region[Fraction]) -> Fraction | None:
        edges = [edge for edge in (region.low, region.high) if edge is not None]
        inside = [r for r in number_regions(shape, edges).regions if r == region]
        return sample(shape, region) if inside else None

    return found


def _score_witness(rubric: Rubric, score: str) -> Witness:
    compiled = compile_score(rubric, score, CHECK_BUDGET)
    return compiled.value_in
