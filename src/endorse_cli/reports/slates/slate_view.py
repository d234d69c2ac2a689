"""The only place for what a slate's report is made from: what is said, and the rubrics' words."""

from collections.abc import Iterable
from dataclasses import dataclass

from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import InvalidPart, LeftOutPart, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import (
    JudgedByPart,
    OutcomePart,
    RunnerPart,
    TogetherPart,
    UnderPart,
)
from endorse_cli.reports.wording import outcome_words, read_words, series

TEN = 10
"""Under so many candidates there are counts and no percentages."""


@dataclass(frozen=True, slots=True)
class View:
    """What is said of a slate, what could not be judged, and the rubrics by digest.

    `parts` are what records say of the rubrics, by digest too.
    `left_out` is what the public edition leaves out; None for members.
    """

    part: TogetherPart
    invalid: tuple[InvalidPart, ...]
    rubrics: dict[str, Rubric]
    parts: dict[str, RubricPart]
    left_out: LeftOutPart | None = None

    def rubric(self, judged_by: JudgedByPart) -> Rubric:
        """The rubric that candidates were judged by: every word about them comes from it."""
        return self.rubrics[judged_by["digest"]]

    def heading(self, part: UnderPart) -> str:
        """What sets apart what is said under one rubric; nothing where there is only one."""
        if len(self.part["under"]) == 1:
            return ""
        named = self.rubric(part["rubric"])
        day = f", as it stood on {part['as_of']}" if part["as_of"] else ""
        return f"{named.title}, version {named.version}{day}"

    @property
    def unread(self) -> list[str]:
        """The file of each that could not be read or judged."""
        return self.part["unread"]

    def only_read(self, lead: str = "of ") -> str:
        """Of whom something is said, where some could not be read; nothing where all could be."""
        return f" {lead}{read_words(len(self.candidates))}" if self.unread else ""

    @property
    def candidates(self) -> list[RunnerPart]:
        """Every candidate, by race; last those in none."""
        groups = (*self.part["races"], *self.part["apart"])
        return [one for group in groups for one in group["candidates"]]


def result_words(decision: Decision, decided: OutcomePart) -> str:
    """The outcome in words, or that it is undetermined and what is left."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    return f"undetermined: {outcomes_words(decision, decided['possible'])}"


def outcomes_words(decision: Decision, names: Iterable[str]) -> str:
    """Outcomes of which one will be it."""
    return series((outcome_words(decision, name) for name in names), "or")
