"""The only place that walks from a number to either side until somebody comes out otherwise.

Outcomes are constant between two neighbouring places at which anything may change. So they are
asked for at each such place and between it and the next one: the end that is found is exact, and
so is whether it belongs to the interval.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.sensitivity.dials import Dial, turned
from endorse_cli.review.sensitivity.forms import Crossings, Known, NotStraight, crossings

STEPS = 400
"""So many places are tried on one side; past them the end is not told."""

Outcomes: TypeAlias = Mapping[str, tuple[str, ...]]
"""The outcomes possible, by decision."""


class Judge(Protocol):
    """Says what comes out for some candidates under a variant; None where that has faults."""

    def __call__(self, rubric: Rubric, who: Sequence[int], /) -> Mapping[int, Outcomes] | None:
        """The outcomes of these candidates, by their places."""


class Change(NamedTuple):
    """A candidate who comes out otherwise past an end."""

    who: int
    decision: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class End(NamedTuple):
    """Where the interval ends, whether the end belongs to it, and who changes first past it.

    `sound` is false where the rubric itself would have faults past it.
    """

    at: Fraction
    included: bool
    first: tuple[Change, ...]
    sound: bool = True


class Interval(NamedTuple):
    """How far a number can go to either side; None where there is no end.

    `worked_out` is false where the ends cannot be told: where `too_large`, since a variant of the
    rubric would take more nodes than the budget.
    """

    dial: Dial
    low: End | None
    high: End | None
    worked_out: bool = True
    too_large: bool = False


def outcomes_now(
    rubric: Rubric, known: Sequence[Known], judge: Judge
) -> Mapping[int, Outcomes] | None:
    """What comes out for the candidates as the rubric is; None where that is too large."""
    try:
        return judge(rubric, range(len(known)))
    except TooManyNodes:
        return None


def interval(
    rubric: Rubric,
    dial: Dial,
    known: Sequence[Known],
    judge: Judge,
    now: Mapping[int, Outcomes] | None,
) -> Interval:
    """The interval around a number in which every candidate's outcomes stay what they are `now`."""
    if now is None:
        return Interval(dial, None, None, worked_out=False, too_large=True)
    try:
        low, high = (_Walk(rubric, dial, known, judge, now, up).end() for up in (False, True))
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
        up: bool,
    ) -> None:
        self.rubric = rubric
        self.dial = dial
        self.known = known
        self.judge = judge
        self.now = now
        self.seen: dict[int, Crossings] = {}
        self.nearest: Callable[[list[Fraction]], Fraction] = min if up else max
        self.sign = 1 if up else -1

    def end(self) -> End | None:
        """The first place at which somebody changes, or past which somebody does."""
        at, here = self.dial.value, list(range(len(self.known)))
        nexts = self.nexts(at, here)
        for _ in range(STEPS):
            changed = self.changed(self.beyond(at, nexts), here)
            if changed is None or changed:
                return End(at, True, changed or (), changed is not None)
            ahead = [place for place in nexts.values() if place is not None]
            if not ahead:
                return None
            at = self.nearest(ahead)
            here = [who for who, place in nexts.items() if place == at]
            changed = self.changed(at, here)
            if changed is None or changed:
                return End(at, False, changed or (), changed is not None)
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
            found[one] = self.nearest(ahead) if ahead else None
        return found

    def changed(self, at: Fraction, who: Sequence[int]) -> tuple[Change, ...] | None:
        """Who of some comes out otherwise at a value; None where the rubric has faults there."""
        judged = self.judge(turned(self.rubric, self.dial, at), who)
        if judged is None:
            return None
        return tuple(
            Change(one, id, before, judged[one][id])
            for one in who
            for id, before in self.now[one].items()
            if set(judged[one][id]) != set(before)
        )
