"""The only place for what a slate's report is made from: what is said, and the rubrics' words."""

from collections.abc import Iterable
from dataclasses import dataclass

from endorse_cli.models.record import InvalidPart
from endorse_cli.models.rubric import Decision, Rubric
from endorse_cli.models.together import OutcomePart, RunnerPart, TogetherPart
from endorse_cli.reports.wording import outcome_words, series

TEN = 10
"""Under so many candidates there are counts and no percentages."""


@dataclass(frozen=True, slots=True)
class View:
    """What is said of a slate, what could not be judged, and the rubrics by id."""

    part: TogetherPart
    invalid: tuple[InvalidPart, ...]
    rubrics: dict[str, Rubric]

    @property
    def rubric(self) -> Rubric:
        """The rubric that most words come from: the first that was used."""
        return next(iter(self.rubrics.values()))

    def decision(self, rubric: str, id: str) -> Decision:
        """A decision of one of the rubrics."""
        return self.rubrics[rubric].decisions[id]

    @property
    def candidates(self) -> list[RunnerPart]:
        """Every candidate, by race."""
        return [one for race in self.part["races"] for one in race["candidates"]]


def result_words(decision: Decision, decided: OutcomePart) -> str:
    """The outcome in words, or that it is undetermined and what is left."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    return f"undetermined: {outcomes_words(decision, decided['possible'])}"


def outcomes_words(decision: Decision, names: Iterable[str]) -> str:
    """Outcomes of which one will be it."""
    return series((outcome_words(decision, name) for name in names), "or")
