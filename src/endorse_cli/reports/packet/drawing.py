"""The only place that draws scores: every candidate's number on a line, and its thresholds.

Places are percentages of the line, so that it is as wide as there is room; words stay as they are.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, pairwise
from math import ceil, floor
from typing import NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.engine.score_ends import Reach, reach_of
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import LOWER, Range
from endorse_cli.reports.result.table import MET, bound_text, compared, ends_of, reach_words
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import in_cell, outcome_words
from endorse_cli.views.race import Matrix, Runner
from endorse_cli.views.ruling import Tone, standing_of

MARGIN = 4
"""Percent of the line that stay free at both ends."""

MOST_TICKS = 9
"""So many numbers have room below a line, on a phone too."""


class Bound(NamedTuple):
    """A number that a score is compared with, by the outcome or finding that it leads to.

    `up` says that what is compared holds from there upwards; `whole` is the comparison in words,
    `phrase` this end of it.
    """

    at: Fraction
    words: str
    tone: Tone
    up: bool
    phrase: str
    whole: str


class Zone(NamedTuple):
    """A stretch of the line on which an outcome's comparison holds."""

    x: str
    width: str
    tone: Tone


class Mark(NamedTuple):
    """A number on the line, or where it does not fit the words for it."""

    x: str
    words: str


class Track(NamedTuple):
    """One candidate's number, or from where to where it can still be."""

    runner: Runner
    words: str
    low: str
    high: str
    width: str
    settled: bool
    decides: bool


class Drawing(NamedTuple):
    """A score of several candidates."""

    title: str
    legend: tuple[str, ...]
    zones: tuple[Zone, ...]
    ticks: tuple[Mark, ...]
    lines: tuple[str, ...]
    tracks: tuple[Track, ...]


def drawn_bounds(say: Words, score: str) -> list[Bound]:
    """What a score is compared with: by the leading decision where it is, else by the others.

    First by rules that ask nothing else, whatever exempts from them; where there are none, by those
    that ask for more too.
    """
    leading = say.rubric.decisions[say.rubric.leading]
    others = [decision for decision in say.rubric.decisions.values() if decision is not leading]
    for decisions in ([leading], others):
        for alone in (True, False):
            found = [b for one in decisions for b in _by_rows(say.rubric, one, score, alone=alone)]
            if found:
                return list(dict.fromkeys(found))
    by_findings = (
        bound
        for rule in say.rubric.findings.values()
        for test in compared(rule.when, score)
        for bound in _of_test(say.rubric, test, say.label(rule.id), "plain")
    )
    return list(dict.fromkeys(by_findings))


def _by_rows(rubric: Rubric, decision: Decision, score: str, *, alone: bool) -> Iterator[Bound]:
    for row in decision.rows:
        if alone and not isinstance(row.when, Atom):
            continue
        for test in compared(row.when, score) if row.when is not None else ():
            tone, _ = standing_of(decision, row.outcome)
            yield from _of_test(rubric, test, outcome_words(decision, row.outcome), tone)


def _of_test(rubric: Rubric, test: Range, words: str, tone: Tone) -> Iterator[Bound]:
    for key, at in ends_of(test, rubric):
        phrase = f"“{words}” {MET[key]} {in_cell(at)}"
        whole = f"“{words}” {bound_text(rubric, test)}"
        yield Bound(at, words, tone, key in LOWER, phrase, whole)


def drawings(matrix: Matrix) -> Iterator[Drawing]:
    """Every score that is compared with something, of whoever's outcome rests on it or may."""
    for id in matrix.rubric.scores:
        bounds = drawn_bounds(matrix.say, id)
        weighed = [r for r in matrix.runners if _is_weighed(r, id)]
        reaches = [reach_of(r.result.record["scores"][id]) for r in weighed]
        ends = [end for reach in reaches for end in reach if end is not None]
        if bounds and ends:
            yield _drawing(matrix, id, bounds, _scale(matrix, id, bounds, ends))


class _Scale(NamedTuple):
    low: Fraction
    high: Fraction

    def place(self, value: Fraction) -> Fraction:
        """Where a number stands, in hundredths of a percent."""
        inside = min(max(value, self.low), self.high)
        room = 100 - 2 * MARGIN
        return MARGIN + (inside - self.low) / (self.high - self.low) * room

    def x(self, value: Fraction) -> str:
        return _percent(self.place(value))


def _percent(value: Fraction) -> str:
    whole, part = divmod(round(value * 100), 100)
    return f"{whole}.{part:02d}%"


def _scale(matrix: Matrix, score: str, bounds: Sequence[Bound], ends: Sequence[Fraction]) -> _Scale:
    """From the least to the greatest number that anybody can have, where there are such."""
    value = matrix.rubric.scores[score].value
    whole = matrix.runners[0].result.explanation.alone(()).reach(value)
    shown = [*ends, *(bound.at for bound in bounds), *(end for end in whole if end is not None)]
    low, high = Fraction(floor(min(shown))), Fraction(ceil(max(shown)))
    return _Scale(low, high if high > low else low + 1)


def _drawing(matrix: Matrix, id: str, bounds: Sequence[Bound], scale: _Scale) -> Drawing:
    beside = {bound.at for bound in bounds}
    tracks = (_track(r, id, scale, beside) for r in matrix.runners if _is_weighed(r, id))
    return Drawing(
        title=matrix.say.label(id),
        legend=tuple(dict.fromkeys(bound.whole for bound in bounds)),
        zones=tuple(_zones(bounds, scale)),
        ticks=tuple(Mark(scale.x(tick), in_cell(tick)) for tick in _ticks(scale)),
        lines=tuple(scale.x(at) for at in sorted(beside)),
        tracks=tuple(tracks),
    )


def _zones(bounds: Sequence[Bound], scale: _Scale) -> Iterator[Zone]:
    """The stretches between two numbers, each in the tone of the one outcome that holds there."""
    by_words = by_key((bound.words, bound) for bound in bounds).values()
    cuts = sorted({scale.low, *(b.at for b in bounds), scale.high})
    for low, high in pairwise(cuts):
        middle = (low + high) / 2
        held = [
            own[0].tone
            for own in by_words
            if all(middle > b.at if b.up else middle < b.at for b in own)
        ]
        if len(held) == 1:
            yield Zone(scale.x(low), _percent(scale.place(high) - scale.place(low)), held[0])


def _ticks(scale: _Scale) -> list[Fraction]:
    """A few round numbers from end to end."""
    span = scale.high - scale.low
    step = next(step for step in _round_steps() if span / step < MOST_TICKS)
    number = int(span / step)
    return [scale.low + step * place for place in range(number + 1)]


def _round_steps() -> Iterator[Fraction]:
    """Distances at which numbers are easily read: a quarter, a half, 1, 2, 5, 10, 20 and so on."""
    yield from (Fraction(1, 4), Fraction(1, 2))
    for power in count():
        yield from (Fraction(step * 10**power) for step in (1, 2, 5))


def _track(runner: Runner, score: str, scale: _Scale, beside: set[Fraction]) -> Track:
    reach = reach_of(runner.result.record["scores"][score])
    low = scale.low if reach.low is None else reach.low
    high = scale.high if reach.high is None else reach.high
    return Track(
        runner=runner,
        words=reach_words(reach, beside),
        low=scale.x(low),
        high=scale.x(high),
        width=_percent(scale.place(high) - scale.place(low)),
        settled=reach.low is not None and reach.low == reach.high,
        decides=_serves(runner, score),
    )


def _serves(runner: Runner, score: str) -> bool:
    """Whether a score is among what the leading outcome rests on."""
    reason = runner.result.leading.reason
    return reason is not None and score in reason["serves"]


def _is_weighed(runner: Runner, score: str) -> bool:
    """Whether a leading outcome rests on a score, or is open and may; no other number is drawn."""
    is_open = runner.result.leading.outcome is None
    return score in runner.result.record["scores"] and (is_open or _serves(runner, score))


def margins(runner: Runner) -> Iterator[str]:
    """How far each score that the leading outcome rests on is from what it is compared with."""
    say = runner.result.say
    for id in say.rubric.scores:
        if not _serves(runner, id):
            continue
        reach: Reach = reach_of(runner.result.record["scores"][id])
        if reach.low is None or reach.low != reach.high:
            continue
        told = [_margin(reach.low, bound) for bound in _nearest(reach.low, drawn_bounds(say, id))]
        if told:
            number = in_cell(reach.low, {bound.at for bound in drawn_bounds(say, id)})
            yield f"{say.label(id)} is {number}: {'; '.join(told)}"


def _nearest(value: Fraction, bounds: Sequence[Bound]) -> Iterator[Bound]:
    """The next number below, or met, and the next above."""
    below = [bound for bound in bounds if bound.at <= value]
    above = [bound for bound in bounds if bound.at > value]
    yield from (b for b in below if b.at == max(b.at for b in below))
    yield from (b for b in above if b.at == min(b.at for b in above))


def _margin(value: Fraction, bound: Bound) -> str:
    far = value - bound.at
    if not far:
        return f"no margin ({bound.phrase})"
    side = "above" if far > 0 else "below"
    return f"{in_cell(abs(far))} {side} {in_cell(bound.at)} ({bound.phrase})"
