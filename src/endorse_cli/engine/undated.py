"""The only place for a candidate with no day: what holds whenever the day is, and no more."""

from collections.abc import Collection, Sequence
from functools import cached_property

from endorse_cli.engine.assessment import Assessment, Decided, Line, Truth
from endorse_cli.engine.least_changes import Change
from endorse_cli.engine.next_question import Question
from endorse_cli.engine.reasons import Reason
from endorse_cli.engine.score_ends import Reach
from endorse_cli.models.record import Bearing, Speaks


def _at_all_times(spoken: Collection[Speaks | None]) -> Speaks | None:
    """Which way an answer speaks in all periods together: where they differ, it is mixed."""
    if "open" in spoken or None in spoken:
        return "open" if "open" in spoken else None
    found = set(spoken) - {"neither"}
    return "mixed" if len(found) > 1 else found.pop() if found else "neither"


class UndatedAssessment(Assessment):
    """One candidate under every period of a rubric at once.

    An outcome is settled where every period gives it. Reasons and changes belong to one period,
    so there are none.
    """

    def __init__(self, whole: Assessment, periods: Sequence[Assessment]) -> None:
        super().__init__(whole.compiled, whole.answers, {}, whole.given)
        self.periods = (whole, *periods)

    @cached_property
    def decisions(self) -> dict[str, Decided]:
        """Every decision: what any period leaves possible."""
        return {id: self._together(id) for id in self.compiled.decisions}

    def _together(self, id: str) -> Decided:
        found = [period.decisions[id] for period in self.periods]
        decided = self.compiled.decisions[id]
        possible = tuple(
            name for name in decided.decision.outcomes if any(name in d.possible for d in found)
        )
        rows = tuple(row for row in decided.outcome_of if any(row in d.rows for d in found))
        also = tuple(row for row in found[0].also if all(row in d.also for d in found))
        outcome = possible[0] if len(possible) == 1 else None
        certain = {d.row for d in found}
        row = certain.pop() if outcome and len(certain) == 1 else None
        return Decided(outcome, possible, rows, row, also, all(d.is_exact for d in found))

    @cached_property
    def findings(self) -> dict[str, Truth]:
        """Every finding: open where the periods differ."""
        return {id: self._truth(id) for id in self.compiled.rubric.findings}

    def _truth(self, id: str) -> Truth:
        found = {period.findings[id] for period in self.periods if id in period.findings}
        return found.pop() if len(found) == 1 else "open"

    @cached_property
    def scores(self) -> dict[str, Reach]:
        """Every score's least and greatest value in any period; None where there is no bound."""
        return {id: self._span(id) for id in self.compiled.rubric.scores}

    def _span(self, id: str) -> Reach:
        spans = [period.scores[id] for period in self.periods if id in period.scores]
        lows, highs = zip(*spans, strict=True)
        low = None if None in lows else min(low for low in lows if low is not None)
        high = None if None in highs else max(high for high in highs if high is not None)
        return Reach(low, high)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every criterion's line; what bears in any period bears, what matters in any matters."""
        bearings: dict[str, Bearing] = {}
        spoken: dict[str, set[Speaks | None]] = {}
        for period in self.periods:
            for line in period.lines:
                old = bearings.get(line.criterion.id, "no_bearing")
                if old == "no_bearing" or line.bearing == "open":
                    bearings[line.criterion.id] = line.bearing
                spoken.setdefault(line.criterion.id, set()).add(line.speaks)
        return tuple(
            line._replace(
                bearing=bearings[line.criterion.id], speaks=_at_all_times(spoken[line.criterion.id])
            )
            for line in super().lines
        )

    @cached_property
    def mattering(self) -> tuple[str, ...]:
        """The criteria that matter in any period, in rubric order."""
        found = {id for period in self.periods for id in period.mattering}
        return tuple(id for id in self.compiled.levels if id in found)

    @cached_property
    def reasons(self) -> dict[str, Reason]:
        """None: a reason holds in one period."""
        return {}

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """None: a change leads somewhere in one period."""
        return {}

    @cached_property
    def stand_ins(self) -> Assessment | None:
        """None: what stands in may not be asked on the day."""
        return None

    @cached_property
    def next_question(self) -> Question | None:
        """None: the day is what is missing."""
        return None
