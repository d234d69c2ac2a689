"""The only place for what a slate's report is made from: what is said, and the rubrics' words."""

from collections.abc import Iterable
from dataclasses import dataclass

from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import InvalidPart, LeftOutPart, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import (
    JudgedByPart,
    Lack,
    OutcomePart,
    RunnerPart,
    TogetherPart,
    UnderPart,
)
from endorse_cli.views.board import counts_of, elects
from endorse_cli.views.condition_words import WHICHEVER, Words
from endorse_cli.views.printed_names import (
    first_few,
    outcome_words,
    read_words,
    series,
)
from endorse_cli.views.ruling import Tone, standing_of, verdict_of

TEN = 10
"""Under so many candidates there are counts and no percentages."""


@dataclass(frozen=True, slots=True)
class SlateView:
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

    def say(self, judged_by: JudgedByPart) -> Words:
        """What that rubric's parts are called, and its rules in words."""
        return Words(self.rubric(judged_by))

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
    def elects(self) -> bool:
        """Whether anybody is known to be up for election; if not, nothing is said of races."""
        days = (part["election"] for part in self.part["apart"])
        return elects(in_races=bool(self.part["races"]), days=days)

    @property
    def candidates(self) -> list[RunnerPart]:
        """Every candidate, by race; last those in none."""
        groups = (*self.part["races"], *self.part["apart"])
        return [one for group in groups for one in group["candidates"]]


def result_words(decision: Decision, decided: OutcomePart, *, is_full: bool = True) -> str:
    """The outcome in words, or that it is undetermined, and in full what is left."""
    if decided["outcome"] is not None:
        return outcome_words(decision, decided["outcome"])
    left = outcomes_words(decision, decided["possible"])
    return f"{UNDETERMINED}: {left}" if is_full else UNDETERMINED


UNDETERMINED = "undetermined"

SIGNS: dict[Tone, str] = {"good": "✓", "middle": "~", "bad": "✗", "plain": "·"}

FEW = 3
"""So many open answers are named; of more it is said how many."""

LONG = 60
"""A condition in more characters than this is not spelled out in a row."""


def sign_of(decision: Decision, decided: OutcomePart) -> str:
    """The first sign of a row: the best outcome, the worst, one between; open, or in no order."""
    outcome = decided["outcome"]
    return "?" if outcome is None else SIGNS[standing_of(decision, outcome)[0]]


def standing_words(view: SlateView) -> str:
    """How many candidates have each leading outcome, the best first; last those still open."""
    verdicts = (
        verdict_of(rubric.decisions[rubric.leading], part["outcome"], part["possible"])
        for one in view.candidates
        for rubric in [view.rubric(one["rubric"])]
        if (part := one["decisions"].get(rubric.leading))
    )
    found = counts_of(verdicts, view.rubrics.values())
    words = (f"{one.number} {one.outcome.words or UNDETERMINED}" for one in found if one.number)
    return " · ".join(words)


LACKS: dict[Lack, str] = {
    "no_source": "no source given",
    "stale": "sources too old",
    "later": "sources too late",
    "unsettled": "no day given",
}


def because(say: Words, one: RunnerPart) -> str:
    """Why the leading decision came out so, or the answers that can still decide."""
    leading = say.rubric.leading
    decision, part = say.rubric.decisions[leading], one["decisions"].get(leading)
    if one["open"] and (part is None or part["outcome"] is None):
        names = [_open_words(say, one, id) for id in one["open"]]
        return f"open: {'; '.join(first_few(names, FEW))}"
    if part is None or part["row"] is None:
        return WHICHEVER if part else ""
    row = decision.row(part["row"])
    said = row.because
    words = say.bare.condition(row.when) if row.when and not said else ""
    return said or (words if 0 < len(words) <= LONG else say.row_in_brief(decision, row))


def _open_words(say: Words, one: RunnerPart, id: str) -> str:
    lack = one["not_counted"].get(id)
    return f"{say.label(id)} ({LACKS[lack]})" if lack else say.label(id)


def outcomes_words(decision: Decision, names: Iterable[str]) -> str:
    """Outcomes of which one will be it."""
    return series((outcome_words(decision, name) for name in names), "or")
