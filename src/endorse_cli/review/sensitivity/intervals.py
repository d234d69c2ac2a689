"""The numbers of a rubric, and how far each can go until some candidate comes out otherwise.

Outcomes are constant between two neighbouring places at which anything may change. So they are
asked for at each such place and between it and the next one: the end that is found is exact, and
so is whether it belongs to the interval.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, Protocol, TypeVar

from endorse_cli.diagnostics import Trail
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.amounts import BandPoints, Number, Round
from endorse_cli.models.audits import EndPart, MoveOfPart
from endorse_cli.models.base import Model, replace
from endorse_cli.models.conditions import Atom, Each
from endorse_cli.models.decisions import Bands
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.plain import read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, Test, bounds_of
from endorse_cli.review.sensitivity.crossings import Crossings, Dial, Known, NotStraight, crossings
from endorse_cli.review.sensitivity.variants import Outcomes
from endorse_cli.rubric.cuts import all_conditions
from endorse_cli.rubric.parts import each_of, rebuild, walk

M = TypeVar("M", bound=Model)


def dials(rubric: Rubric) -> list[Dial]:
    """Every setting that is a number, every weight, and every bound on scores and numbers."""
    return [*_settings(rubric), *_worths(rubric), *_weights(rubric), *_bounds(rubric)]


def _settings(rubric: Rubric) -> Iterator[Dial]:
    for setting in rubric.settings.values():
        number = read_number(setting.value)
        if setting.of is None and number is not None:
            target = (setting.trail, "value")
            yield Dial("setting", setting.id, number, (target,), setting.grounds)


def _worths(rubric: Rubric) -> Iterator[Dial]:
    used = {c.kind.scale for c in rubric.criteria.values() if c.kind.scale}
    for scale in rubric.scales.values():
        for place, number in enumerate(scale.worth or ()):
            if scale.id in used:
                name = f"{scale.id}.{scale.levels[place]}"
                target: tuple[Trail, int] = ((*scale.trail, "worth"), place)
                yield Dial("weight", name, number, (target,), None)


def _weights(rubric: Rubric) -> Iterator[Dial]:
    for score in rubric.scores.values():
        steps = {part.to.trail for part in walk(score.value) if isinstance(part, Round)}
        for part in walk(score.value):
            if isinstance(part, Number) and isinstance(part.value, Fraction):
                if part.trail not in steps:
                    target = (part.trail, "value")
                    yield Dial("weight", score.id, part.value, (target,), score.grounds)
            elif isinstance(part, BandPoints):
                ranges = [band.range for band in part.bands]
                yield from _of_ranges(ranges, score.id, score.grounds)


def _bounds(rubric: Rubric) -> Iterator[Dial]:
    for decision in rubric.decisions.values():
        if isinstance(decision.body, Bands):
            ranges = [cut.range for cut in decision.body.cuts]
            yield from _of_ranges(ranges, decision.id, decision.rows[0].grounds)
    seen: set[Trail] = set()
    deciding = ("findings", "decisions", "scores")
    for condition in all_conditions(rubric, written=True):
        for part in walk(condition):
            found = _tested(part)
            if not found or found[1].trail[0] not in deciding:
                continue
            if found[1].trail not in seen and _is_measured(rubric, found[0]):
                seen.add(found[1].trail)
                own = getattr(part, "grounds", None)
                yield from _of_ranges([found[1]], _owner(found[1].trail), own)


def _tested(part: object) -> tuple[str, Range] | None:
    test: Test | None = None
    id = ""
    if isinstance(part, Atom):
        id, test = part.id, part.test
    else:
        each = each_of(part)  # type: ignore[arg-type]
        if isinstance(each, Each) and not isinstance(each.of, str) and each.of:
            id, test = each.of[0], each.test
    return (id, test) if isinstance(test, Range) else None


def _is_measured(rubric: Rubric, id: str) -> bool:
    criterion = rubric.criteria.get(id)
    return id in rubric.scores or (criterion is not None and criterion.kind.number is not None)


def _of_ranges(ranges: list[Range], id: str, grounds: Grounds | None) -> Iterator[Dial]:
    """The bounds written as numbers; those that neighbours share are one."""
    found: dict[Fraction, list[tuple[Trail, str | int]]] = {}
    for range in ranges:
        for key, bound in bounds_of(range):
            number = read_number(bound) if isinstance(bound, str) else None
            if number is not None:
                found.setdefault(number, []).append((range.trail, key))
    for number, targets in found.items():
        yield Dial("threshold", id, number, tuple(targets), grounds)


def _owner(trail: Trail) -> str:
    """The finding, or the decision with the row, in which a bound stands."""
    words = [str(step) for step in trail]
    if words[0] == "decisions" and len(words) > 3 and words[2] == "rows":
        return f"{words[1]}.{words[3]}"
    return words[1] if len(words) > 1 else words[0]


def turned(rubric: Rubric, dial: Dial, value: Fraction) -> Rubric:
    """The rubric with another number in all the places of one."""
    section, id = map(str, dial.targets[0][0][:2])
    found = getattr(rubric, section)
    part = _written(found[id], frozenset(dial.targets), value)
    changed: dict[str, Any] = {section: {**found, id: part}}
    return replace(rubric, **changed)


def _written(part: M, targets: frozenset[tuple[Trail, str | int]], value: Fraction) -> M:
    """A part with the number written at its targets; what holds none of them is as it was."""
    new: dict[str, object] = {}
    for name, old in part.fields():
        if (part.trail, name) in targets:
            new[name] = value if isinstance(old, Fraction) else show_number(value)
        elif name == "worth" and isinstance(old, tuple):
            at = (*part.trail, "worth")
            new["worth"] = tuple(value if (at, i) in targets else w for i, w in enumerate(old))
    there = replace(part, **new) if new else part

    def write(inner: Model) -> Model:
        return _written(inner, targets, value)

    return rebuild(there, write)


STEPS = 400
"""So many places are tried on one side; past them the end is not told."""


FEW = 4
"""Fewer places than this are looked at one by one."""


class Judge(Protocol):
    """Says what comes out for some candidates with a number turned; None where that has faults."""

    def __call__(
        self, dial: Dial, at: Fraction, who: Sequence[int], /
    ) -> Mapping[int, Outcomes] | None:
        """The outcomes of these candidates, by their places."""

    def stays(self, dial: Dial, first: Fraction, last: Fraction, one: int, /) -> bool:
        """Whether it is sure that one's outcomes are as now for every value between two."""


class Interval(NamedTuple):
    """How far a number can go to either side; None where there is no end.

    `worked_out` is false where the ends cannot be told: where `too_large`, since a variant of the
    rubric would take more nodes than the budget.
    """

    dial: Dial
    low: EndPart | None
    high: EndPart | None
    worked_out: bool = True
    too_large: bool = False


def interval(
    rubric: Rubric,
    dial: Dial,
    known: Sequence[Known],
    judge: Judge,
    now: Mapping[int, Outcomes] | None,
) -> Interval:
    """The interval around a number in which every candidate's outcomes stay what they are `now`.

    Where these are not known exactly (None), nothing can be told.
    """
    if now is None:
        return Interval(dial, None, None, worked_out=False, too_large=True)
    seen: dict[int, Crossings] = {}
    try:
        low, high = (_Walk(rubric, dial, known, judge, now, seen, up).end() for up in (False, True))
    except NotStraight:
        return Interval(dial, None, None, worked_out=False)
    except TooManyNodes:
        return Interval(dial, None, None, worked_out=False, too_large=True)
    return Interval(dial, low, high)


class _Walk:
    """One side of one number."""

    def __init__(
        self,
        rubric: Rubric,
        dial: Dial,
        known: Sequence[Known],
        judge: Judge,
        now: Mapping[int, Outcomes],
        seen: dict[int, Crossings],
        up: bool,
    ) -> None:
        self.rubric = rubric
        self.dial = dial
        self.known = known
        self.judge = judge
        self.now = now
        self.seen = seen
        self.nearest: Callable[[list[Fraction]], Fraction] = min if up else max
        self.sign = 1 if up else -1

    def end(self) -> EndPart | None:
        """The first place at which somebody changes, or past which somebody does."""
        at, here = self.dial.value, list(range(len(self.known)))
        nexts = self.nexts(at, here)
        for _ in range(STEPS):
            changed = self.changed(self.beyond(at, nexts), here)
            if changed is None or changed:
                return _end(at, changed, included=True)
            ahead = [place for place in nexts.values() if place is not None]
            if not ahead:
                return None
            at = self.nearest(ahead)
            here = [who for who, place in nexts.items() if place == at]
            changed = self.changed(at, here)
            if changed is None or changed:
                return _end(at, changed, included=False)
            nexts.update(self.nexts(at, here))
        raise NotStraight

    def beyond(self, at: Fraction, nexts: Mapping[int, Fraction | None]) -> Fraction:
        """A value between a place and the next one."""
        ahead = [place for place in nexts.values() if place is not None]
        return (at + self.nearest(ahead)) / 2 if ahead else at + self.sign

    def nexts(self, at: Fraction, who: Sequence[int]) -> dict[int, Fraction | None]:
        """The next place at which each of some candidates may change."""
        found: dict[int, Fraction | None] = {}
        for one in who:
            if one not in self.seen or self.seen[one].nearby:
                rubric = turned(self.rubric, self.dial, at)
                self.seen[one] = crossings(rubric, self.dial, at, self.known[one])
            ahead = [place for place in self.seen[one].places if (place - at) * self.sign > 0]
            found[one] = self.first(one, at, sorted(ahead, reverse=self.sign < 0))
        return found

    def first(self, one: int, at: Fraction, ahead: Sequence[Fraction]) -> Fraction | None:
        """The first of some places that is not passed over for sure with the outcomes as now."""
        many = 0 if self.seen[one].nearby or len(ahead) < FEW else len(ahead)
        while many:
            near = (at + ahead[0]) / 2
            far = ahead[many:]
            beyond = (ahead[many - 1] + far[0]) / 2 if far else ahead[-1] + self.sign
            if self.judge.stays(self.dial, near, beyond, one):
                break
            many = 0 if many < FEW else many // 2
        return ahead[many] if many < len(ahead) else None

    def changed(self, at: Fraction, who: Sequence[int]) -> list[MoveOfPart] | None:
        """Who of some comes out otherwise at a value; None where the rubric has faults there."""
        judged = self.judge(self.dial, at, who)
        if judged is None:
            return None
        return [
            {
                "candidate": self.known[one].candidate,
                "decision": id,
                "from": list(before),
                "to": list(judged[one][id]),
            }
            for one in who
            for id, before in self.now[one].items()
            if set(judged[one][id]) != set(before)
        ]


def _end(at: Fraction, changed: list[MoveOfPart] | None, *, included: bool) -> EndPart:
    """An end, past which some candidates change, or the rubric has faults where none is told."""
    return {
        "at": show_number(at),
        "included": included,
        "sound": changed is not None,
        "first": changed or [],
    }
