"""The only place that moves the bounds of bands: one that two neighbours share moves in both."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.models.numbers import read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Bound, Range
from endorse_cli.review.mutation.change import Change, moved, step_of, with_field

_AFTER = {"at_least": False, "less_than": False, "more_than": True, "at_most": True}
"""Whether the cut of a bound lies just after its number, or just before it."""


class _Cut(NamedTuple):
    number: Fraction
    after: bool


def changed_ranges(
    rubric: Rubric, id: str, ranges: tuple[Range, ...]
) -> Iterator[tuple[Change, tuple[Range, ...]]]:
    """Ranges side by side with every cut between them one step lower, and one higher."""
    cuts = {cut: range for range in reversed(ranges) for cut in _cuts(range)}
    for cut, where in sorted(cuts.items(), key=lambda item: item[0]):
        for other in moved(cut.number, step_of(rubric, id)):
            change = Change("move", where.trail, show_number(cut.number), show_number(other))
            yield change, tuple(_moved(range, cut, other) for range in ranges)


def _cut(key: str, bound: Bound | None) -> _Cut | None:
    number = read_number(bound) if isinstance(bound, str) else None
    return None if number is None else _Cut(number, _AFTER[key])


def _cuts(range: Range) -> list[_Cut]:
    found = (_cut(key, getattr(range, key)) for key in _AFTER)
    return [cut for cut in found if cut is not None]


def _moved(range: Range, cut: _Cut, to: Fraction) -> Range:
    keys = [key for key in _AFTER if _cut(key, getattr(range, key)) == cut]
    for key in keys:
        range = with_field(range, key, show_number(to))
    return range
