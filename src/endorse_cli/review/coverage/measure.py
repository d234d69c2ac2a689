"""The only place that measures what cases try of a rubric."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.models.plain import Plain
from endorse_cli.review.coverage.goals import Goal, goals
from endorse_cli.review.coverage.made import profiles_for
from endorse_cli.review.coverage.trials import Trial, trial, tried_by
from endorse_cli.review.generated import generated_case, masks_of, unused


class Tried(NamedTuple):
    """A goal, and the cases that meet it: one, two together, or none."""

    goal: Goal
    by: tuple[str, ...]


class Untried(NamedTuple):
    """A goal that no case meets, and the names of cases made up that do."""

    goal: Goal
    examples: tuple[str, ...]


class Measured(NamedTuple):
    """What cases try of a rubric, what they do not, and cases made up for that."""

    tried: tuple[Tried, ...]
    untried: tuple[Untried, ...]
    examples: tuple[dict[str, Plain], ...]

    @property
    def share(self) -> Fraction:
        """How much of all there is to be tried is tried; all of nothing is 1."""
        total = len(self.tried) + len(self.untried)
        return Fraction(len(self.tried), total) if total else Fraction(1)


def measure(compiled: Compiled, trials: Sequence[Trial], taken: Sequence[str]) -> Measured:
    """What some cases try; no case made up gets one of the names taken."""
    found = [Tried(goal, tried_by(compiled, goal, trials)) for goal in goals(compiled)]
    maker = _Maker(compiled, trials, taken)
    untried = tuple(Untried(one.goal, maker.examples_for(one.goal)) for one in found if not one.by)
    return Measured(tuple(one for one in found if one.by), untried, tuple(maker.made))


class _Maker:
    """Makes up cases one after the other; one made for a goal serves others too."""

    def __init__(self, compiled: Compiled, trials: Sequence[Trial], taken: Sequence[str]) -> None:
        self.compiled = compiled
        self.trials = list(trials)
        self.taken = set(taken)
        self.made: list[dict[str, Plain]] = []

    def examples_for(self, goal: Goal) -> tuple[str, ...]:
        by = tried_by(self.compiled, goal, self.trials)
        if not by:
            for profile in profiles_for(self.compiled, goal, self.trials):
                name = unused(f"{goal.id} {goal.asks}", self.taken)
                self.trials.append(trial(self.compiled, name, masks_of(self.compiled, profile)))
                why = "Made up to try what no case tried; confirm what comes out, and say why."
                self.made.append(generated_case(self.compiled, profile, name, why))
            by = tried_by(self.compiled, goal, self.trials)
        own = {case["case"] for case in self.made}
        return tuple(name for name in by if name in own)
