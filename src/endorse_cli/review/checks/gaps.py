"""What bands and rows leave out, or cover twice.

`band-gap` and `band-overlap`: bands of a score are held against the values that it can have, so a
gap that no candidate can fall into is none. `row-gap` and `row-overlap` are proved on the diagram
of every decision that leaves `otherwise` out or says `hit: unique`, with everything in force and on
the days when it is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import NamedTuple

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.profiles import example
from endorse_cli.engine.reach import CompiledScore, compile_score
from endorse_cli.models import amounts
from endorse_cli.models.decisions import OTHERWISE, Bands, Decision
from endorse_cli.models.kinds import NumberShape
from endorse_cli.models.plain import number_words
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range
from endorse_cli.review.cases import answers_words
from endorse_cli.review.reported import Reader
from endorse_cli.rubric.cuts import is_reversed, range_edges, setting_number
from endorse_cli.rubric.in_force import everything, periods
from endorse_cli.rubric.number_regions import Edge, Region, between, number_regions, sample
from endorse_cli.rubric.parts import walk

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


def check_bands(reader: Reader, rubric: Rubric) -> None:
    """Note every gap and every overlap of bands; the rubric has no other fault."""
    check_number_bands(reader, rubric, ())
    for cutting in _cuttings(rubric):
        if cutting.of in rubric.criteria:
            continue
        try:
            _check_bands(reader, rubric, cutting, _score_witness(rubric, cutting.of))
        except TooManyNodes:
            message = f"{quoted(cutting.of)} is too large to tell whether its bands meet."
            help = "Round it, or divide it into several scores."
            reader.fault("too-large", message, help, cutting.trail[:-1])


def check_number_bands(reader: Reader, rubric: Rubric, faulty: Iterable[Trail]) -> None:
    """Note every gap and every overlap of the bands of a number, but of none with a fault in it."""
    places = tuple(faulty)
    for cutting in _cuttings(rubric):
        criterion = rubric.criteria.get(cutting.of)
        shape = criterion.kind.number if criterion is not None else None
        within = any(place[: len(cutting.trail)] == cutting.trail for place in places)
        if shape is not None and not within and _are_numbers(rubric, cutting):
            _check_bands(reader, rubric, cutting, _number_witness(shape))


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


def _check_bands(
    reader: Reader,
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
            _band_gap(reader, of, value, _beside(stretches, place, ranges, trail))
        elif covering and covering not in overlapping:
            overlapping.add(covering)
            _band_overlap(reader, of, value, ranges[covering[1]][1], ranges[covering[0]][1])


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


def _band_gap(reader: Reader, of: str, value: Fraction, at: tuple[Trail, Trail | None]) -> None:
    reader.fault(
        "band-gap",
        f"No band of {quoted(of)} covers {number_words(value)}.",
        "Move a bound, or add a band.",
        at[0],
        other=at[1],
    )


def _band_overlap(reader: Reader, of: str, value: Fraction, at: Trail, other: Trail) -> None:
    message = f"Two bands of {quoted(of)} cover {number_words(value)}."
    reader.fault("band-overlap", message, "Move one of their bounds.", at, other=other)


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


def check_rows(reader: Reader, rubric: Rubric) -> None:
    """Note every gap and every overlap of rows that promise to have none; each decision once.

    The rubric has no other fault.
    """
    told: set[str] = set()
    for asked in (
        _in_force(rubric) if any(d.promises_rows for d in rubric.decisions.values()) else ()
    ):
        left = [d for d in asked.decisions.values() if d.promises_rows and d.id not in told]
        empty = [decision for decision in left if not decision.rows]
        for decision in empty:
            _row_gap(reader, decision, "with its lines switched off or out of force none is left")
        told.update(decision.id for decision in empty)
        if not told:
            told.update(_rows_of(reader, asked, left))


def _in_force(rubric: Rubric) -> Iterator[Rubric]:
    """The rubric with everything in force, and as it stands in every period."""
    yield everything(rubric)
    yield from (period.rubric for period in periods(rubric))


def _rows_of(reader: Reader, rubric: Rubric, decisions: Sequence[Decision]) -> Iterator[str]:
    """The decisions of which something was told."""
    try:
        compiled = compile_rubric(rubric, CHECK_BUDGET)
        for decision in decisions:
            if _are_amiss(reader, compiled, decision):
                yield decision.id
    except TooManyNodes:
        for decision in decisions:
            named = quoted(decision.id)
            said = f"{named} is too large to tell whether its rows leave nobody out and agree."
            help = "Write `otherwise:` and leave `hit: unique` out, or divide the decision."
            reader.fault("too-large", said, help, (*decision.trail, "rows"), on_key=True)
            yield decision.id


def _are_amiss(reader: Reader, compiled: Compiled, decision: Decision) -> bool:
    """Whether something is wrong with the rows of a decision."""
    manager, conditions = compiled.manager, compiled.decisions[decision.id].conditions
    covered: Node = NO
    for row in decision.rows:
        covered = manager.either(conditions[row.id], covered)
    if covered != YES:
        _row_gap(reader, decision, f"no row holds{_for_whom(compiled, covered, leaf=False)}")
        return True
    rows = [row for row in decision.rows if row.id != OTHERWISE]
    for one, other in combinations(rows if decision.hit == "unique" else (), 2):
        both = manager.both(conditions[one.id], conditions[other.id])
        if one.outcome != other.outcome and both != NO:
            named = f"{quoted(f'{decision.id}.{one.id}')} and {quoted(other.id)}"
            reader.fault(
                "row-overlap",
                f"The rows {named} can both hold and differ{_for_whom(compiled, both, leaf=True)}.",
                "Narrow one of them, or leave `hit: unique` out: then the first decides.",
                other.trail,
                on_key=True,
                other=one.trail,
            )
            return True
    return False


def _row_gap(reader: Reader, decision: Decision, how: str) -> None:
    reader.fault(
        "row-gap",
        f"The rows of {quoted(decision.id)} leave somebody out: {how}.",
        "Add a row for it, or `otherwise:` for all who are left.",
        (*decision.trail, "rows"),
        on_key=True,
    )


def _for_whom(compiled: Compiled, node: Node, *, leaf: bool) -> str:
    """The answers of somebody at whom a diagram ends so."""
    path = example(compiled.manager, node, lambda end: end is leaf)
    words = answers_words(compiled, path or {})
    return f" where {words}" if words else ", whatever is answered"
