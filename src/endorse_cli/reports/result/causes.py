"""The answers of a reason, by what they serve: a finding, or a score."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.order import everything_under, named_in
from endorse_cli.models.conditions import Atom
from endorse_cli.models.record import ReasonPart, deciding_row
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.result.scores import NOT_KNOWN, is_mean, row_parts, score_text, value_text
from endorse_cli.reports.wording import (
    failed_words,
    finding_words,
    series,
    subject_words,
    words_of_test,
)
from endorse_cli.views.result import Result

SINGLE = 3
"""So many answers are said one by one in a sentence; more are counted and named."""


class Cause(NamedTuple):
    """Answers that settle something together, and what; nothing where it is the outcome itself.

    `alone` is what they make a score, whatever the other answers are. `besides` says that only the
    deciding row needs it: the outcome is settled without.
    """

    words: str
    variables: tuple[str, ...]
    alone: str = ""
    besides: bool = False


def causes(result: Result, decision: str) -> Iterator[Cause]:
    """The reason of a decision, by the findings and scores that it serves.

    First what the sufficient answers settle, then what the deciding row needs besides.
    """
    reason = result.record["reasons"][decision]
    sufficient, every = reason["sufficient"], answers_of(reason)
    found = list(_served(result, decision))
    enough = [cause for cause in found if set(cause.variables) <= set(sufficient)]
    yield from enough
    named = {variable for cause in enough for variable in cause.variables}
    if left := tuple(variable for variable in sufficient if variable not in named):
        yield Cause("", left)
    named.update(sufficient)
    for cause in found:
        if cause not in enough:
            yield cause._replace(besides=True)
            named.update(cause.variables)
    if left := tuple(variable for variable in every if variable not in named):
        yield Cause("", left, besides=True)


def answers_of(reason: ReasonPart) -> list[str]:
    """All answers of a reason: those that settle the outcome, and what the row needs besides."""
    return reason.get("row", reason["sufficient"])


def _served(result: Result, decision: str) -> Iterator[Cause]:
    """What a reason's answers serve, in words: findings, and scores that a comparison tells of."""
    serves = result.record["reasons"][decision]["serves"]
    for id, variables in serves.items():
        if id in result.rubric.scores:
            found = _by_score(result, decision, id)
        else:
            found = _by_finding(result, decision, id, tuple(variables))
        if found is not None:
            yield found


def _by_finding(result: Result, decision: str, id: str, variables: tuple[str, ...]) -> Cause | None:
    """A finding that the answers settle, unless it only tells what a score is."""
    if id not in _asked_outside_scores(result.rubric, decision):
        return None
    holds = "holds" if result.record["findings"][id] == "yes" else "does not hold"
    return Cause(f"{finding_words(result.rubric, id)} {holds}", variables)


def _asked_outside_scores(rubric: Rubric, decision: str) -> set[str]:
    found: set[str] = set()
    stack = [decision]
    while stack:
        id = stack.pop()
        if id not in found and id not in rubric.scores:
            found.add(id)
            stack.extend(named_in(rubric, id))
    return found


def _by_score(result: Result, decision: str, id: str) -> Cause | None:
    """A score with all answers of the reason that enter it, and what these alone make it.

    None where no comparison with it tells.
    """
    told = _needed(result, decision, id)
    if not told:
        return None
    under = everything_under(result.rubric, [id])
    mine = tuple(
        variable
        for variable in answers_of(result.record["reasons"][decision])
        if not under.isdisjoint(_names_of(result.rubric, variable))
    )
    value = result.rubric.scores[id].value
    mean = " (a mean)" if is_mean(value) else ""
    words = f"{subject_words(result.rubric, id)} is {_number(result, id)}{mean}, {told}"
    alone = value_text(result.explanation.alone(mine), value)
    return Cause(words, mine, "" if alone == NOT_KNOWN else alone)


def _names_of(rubric: Rubric, variable: str) -> set[str]:
    """The ids by which a rule can name a variable: its criterion, and the families of that."""
    id = variable.partition(".")[0]
    return {id, *rubric.criteria[id].families}


def _number(result: Result, score: str) -> str:
    return score_text(result.record["scores"][score])


def _needed(result: Result, decision: str, score: str) -> str:
    """What the deciding rows need of a score; else what it does not reach of the rows before."""
    rubric = result.rubric
    decided = result.record["decisions"][decision]
    certain = deciding_row(decided)
    deciding = decided["rows"] if certain is None else [certain]
    needed, missed = [], []
    for row in rubric.decisions[decision].rows:
        for part in row_parts(row):
            if not isinstance(part, Atom) or part.id != score:
                continue
            held = result.explanation.passes(score, part.test)
            if row.id in deciding and held != "no":
                needed.append(f"{words_of_test(rubric, score, part.test)} is needed")
            elif row.id not in deciding and held == "no":
                missed.append(failed_words(rubric, score, part.test))
        if row.id in deciding:
            break
    return series(needed or missed)
