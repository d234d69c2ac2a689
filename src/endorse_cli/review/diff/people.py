"""The only place that says what a change does to one candidate, decision by decision."""

from typing import NamedTuple

from endorse_cli.engine.assessment import Assessment, Decided
from endorse_cli.engine.domain import names_in
from endorse_cli.models.candidate import Candidate


class ComesOut(NamedTuple):
    """What a decision comes to, and of which answers: values by variable, none where it is open."""

    decided: Decided
    because: dict[str, list[str]]


class Moved(NamedTuple):
    """A decision that comes out otherwise."""

    decision: str
    before: ComesOut
    after: ComesOut


def moved(old: Assessment, new: Assessment) -> list[Moved]:
    """Every decision of both rubrics of which other outcomes are possible now."""
    return [
        Moved(id, _comes_out(old, id), _comes_out(new, id))
        for id, before in old.decisions.items()
        if id in new.decisions and set(before.possible) != set(new.decisions[id].possible)
    ]


def _comes_out(assessment: Assessment, decision: str) -> ComesOut:
    variables, masks = assessment.compiled.variables, assessment.masks
    reason = assessment.reasons.get(decision)
    because = {
        variables[level].id: names_in(variables[level], masks[level])
        for level in (reason.sufficient if reason else ())
    }
    return ComesOut(assessment.decisions[decision], because)


def answers_again(candidate: Candidate, again: tuple[str, ...]) -> list[str]:
    """Of the criteria to look at again those that this candidate's file answers."""
    return [id for id in again if id in candidate.answers and candidate.answers[id].state in GIVEN]


GIVEN = frozenset({"answered", "disputed", "unsupported"})
"""The states of an answer that somebody gave."""
