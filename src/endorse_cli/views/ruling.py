"""What a decision came to for one candidate, and how its outcome is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from endorse_cli.models.decision_rows import Row
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import DecisionPart, ReasonPart, deciding_row
from endorse_cli.views.printed_names import headed, outcome_words, title_of

Tone = Literal["good", "middle", "bad", "open", "plain"]
"""How an outcome is set, besides its words: `plain` where outcomes have no order."""


class Verdict(NamedTuple):
    """What a decision came to: the printed words of its outcome, none while several are possible.

    `left` are those, worst first. `share` is how far up the outcome stands among all, from 0 for
    the worst to 1 for the best; None while it is open, or where outcomes have no order.
    """

    title: str
    words: str
    left: tuple[str, ...]
    tone: Tone
    share: Fraction | None


def verdict_of(decision: Decision, outcome: str | None, possible: Sequence[str]) -> Verdict:
    """What a decision came to: its outcome, or those still possible."""
    if outcome is not None:
        return settled(decision, outcome)
    left = tuple(outcome_words(decision, name) for name in possible)
    return Verdict(headed(title_of(decision)), "", left, "open", None)


def settled(decision: Decision, outcome: str) -> Verdict:
    """One outcome of a decision, whether or not it is anybody's."""
    tone, share = standing_of(decision, outcome)
    words = outcome_words(decision, outcome)
    return Verdict(headed(title_of(decision)), words, (words,), tone, share)


def standing_of(decision: Decision, outcome: str) -> tuple[Tone, Fraction | None]:
    """How an outcome is set, and how far up it stands among all."""
    number = len(decision.outcomes)
    if not decision.ordered or number < 2:
        return "plain", None
    share = Fraction(decision.outcomes.index(outcome), number - 1)
    return ("good" if share == 1 else "middle" if share else "bad"), share


@dataclass(frozen=True)
class Ruling:
    """What a decision came to, as the record has it; `reason` is None where none is known."""

    decision: Decision
    part: DecisionPart
    reason: ReasonPart | None = None

    @property
    def id(self) -> str:
        """The id of the decision."""
        return self.decision.id

    @property
    def title(self) -> str:
        """What people call the decision."""
        return title_of(self.decision)

    @property
    def outcome(self) -> str | None:
        """The outcome; None while several are possible."""
        return self.part["outcome"]

    @property
    def is_stated(self) -> bool:
        """Whether the candidate's file states the outcome itself."""
        return len(self.part.get("given", ())) == 1

    @cached_property
    def row(self) -> Row | None:
        """The row that decides for certain; None where it may be one of several."""
        id = deciding_row(self.part)
        return None if id is None else self.decision.row(id)

    @property
    def verdict(self) -> Verdict:
        """How the outcome is set."""
        return verdict_of(self.decision, self.outcome, self.part["possible"])

    @property
    def words(self) -> str:
        """The outcome, or that it is undetermined and the outcomes still possible."""
        if self.outcome is not None:
            return outcome_words(self.decision, self.outcome)
        return f"UNDETERMINED: {' / '.join(self.verdict.left)}"

    @property
    def sufficient(self) -> Sequence[str]:
        """The variables whose values settle the outcome."""
        return self.reason["sufficient"] if self.reason else ()

    @property
    def answers(self) -> Sequence[str]:
        """The same, and what the row that decides needs besides."""
        return self.reason.get("row", self.sufficient) if self.reason else ()

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The criteria whose answers alone force the outcome; none while it is open."""
        return frozenset(name.partition(".")[0] for name in self.sufficient)
