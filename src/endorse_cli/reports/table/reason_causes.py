"""The only place that groups a reason's answers by what they serve: a finding, or a score."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.engine.order import everything_under, named_in
from endorse_cli.models.conditions import Atom
from endorse_cli.models.record import ReasonPart, deciding_row
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.table.scores import NOT_KNOWN, is_mean, row_parts, score_text, value_text
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    failed_words,
    finding_words,
    series,
    states_words,
    subject_words,
    words_of_test,
)

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


def causes(sheet: Sheet, decision: str) -> Iterator[Cause]:
    """The reason of a decision, by the findings and scores that it serves.

    First what the sufficient answers settle, then what the deciding row needs besides.
    """
    reason = sheet.record["reasons"][decision]
    sufficient, every = reason["sufficient"], answers_of(reason)
    found = list(_served(sheet, decision))
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


def _served(sheet: Sheet, decision: str) -> Iterator[Cause]:
    """What a reason's answers serve, in words: findings, and scores that a comparison tells of."""
    serves = sheet.record["reasons"][decision]["serves"]
    for id, variables in serves.items():
        if id in sheet.rubric.scores:
            found = _by_score(sheet, decision, id)
        else:
            found = _by_finding(sheet, decision, id, tuple(variables))
        if found is not None:
            yield found


def _by_finding(sheet: Sheet, decision: str, id: str, variables: tuple[str, ...]) -> Cause | None:
    """A finding that the answers settle, unless it only tells what a score is."""
    if id not in _asked_outside_scores(sheet.rubric, decision):
        return None
    holds = "holds" if sheet.record["findings"][id] == "yes" else "does not hold"
    return Cause(f"{finding_words(sheet.rubric, id)} {holds}", variables)


def _asked_outside_scores(rubric: Rubric, decision: str) -> set[str]:
    found: set[str] = set()
    stack = [decision]
    while stack:
        id = stack.pop()
        if id not in found and id not in rubric.scores:
            found.add(id)
            stack.extend(named_in(rubric, id))
    return found


def _by_score(sheet: Sheet, decision: str, id: str) -> Cause | None:
    """A score with all answers of the reason that enter it, and what these alone make it.

    None where no comparison with it tells.
    """
    told = _needed(sheet, decision, id)
    if not told:
        return None
    under = everything_under(sheet.rubric, [id])
    mine = tuple(
        variable
        for variable in answers_of(sheet.record["reasons"][decision])
        if not under.isdisjoint(_names_of(sheet.rubric, variable))
    )
    value = sheet.rubric.scores[id].value
    mean = " (a mean)" if is_mean(value) else ""
    words = f"{subject_words(sheet.rubric, id)} is {_number(sheet, id)}{mean}, {told}"
    alone = value_text(sheet.explanation.alone(mine), value)
    return Cause(words, mine, "" if alone == NOT_KNOWN else alone)


def _names_of(rubric: Rubric, variable: str) -> set[str]:
    """The ids by which a rule can name a variable: its criterion, and the families of that."""
    id = variable.partition(".")[0]
    return {id, *rubric.criteria[id].families}


def reason_lines(sheet: Sheet, decision: str) -> Iterator[str]:
    """The same in a sentence each, with the answers by their ids."""
    for cause in causes(sheet, decision):
        answers = _answers(sheet, list(cause.variables))
        yield f"{cause.words}: {answers}" if cause.words else answers


def _answers(sheet: Sheet, variables: list[str]) -> str:
    if len(variables) <= SINGLE:
        return states_words(sheet.rubric, _known(sheet, variables))
    return f"{len(variables)} answers ({series(variables)})"


def _known(sheet: Sheet, ids: list[str]) -> dict[str, list[str]]:
    possible = {id: v for line in sheet.record["lines"] for id, v in line["possible"].items()}
    return {id: possible[id] for id in ids}


def _number(sheet: Sheet, score: str) -> str:
    return score_text(sheet.record["scores"][score])


def _needed(sheet: Sheet, decision: str, score: str) -> str:
    """What the deciding rows need of a score; else what it does not reach of the rows before."""
    rubric = sheet.rubric
    decided = sheet.record["decisions"][decision]
    certain = deciding_row(decided)
    deciding = decided["rows"] if certain is None else [certain]
    needed, missed = [], []
    for row in rubric.decisions[decision].rows:
        for part in row_parts(row):
            if not isinstance(part, Atom) or part.id != score:
                continue
            held = sheet.explanation.passes(score, part.test)
            if row.id in deciding and held != "no":
                needed.append(f"{words_of_test(rubric, score, part.test)} is needed")
            elif row.id not in deciding and held == "no":
                missed.append(failed_words(rubric, score, part.test))
        if row.id in deciding:
            break
    return series(needed or missed)
