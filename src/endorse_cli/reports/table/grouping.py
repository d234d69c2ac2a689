"""The only place that groups a reason's answers by what they serve: a finding, or a score."""

from collections.abc import Iterator
from typing import NamedTuple

from endorse_cli.models import conditions
from endorse_cli.models.conditions import Atom, Condition
from endorse_cli.models.rubric import Row
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.table.working import score_text
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
    """Answers that settle something together, and what; nothing where it is the outcome itself."""

    words: str
    variables: tuple[str, ...]


def causes(sheet: Sheet, decision: str) -> Iterator[Cause]:
    """The sufficient reason of a decision, by the findings and scores that it serves."""
    reason = sheet.record["reasons"][decision]
    left = list(reason["sufficient"])
    for id, variables in reason["serves"].items():
        yield Cause(_served(sheet, decision, id), tuple(variables))
        left = [variable for variable in left if variable not in variables]
    if left:
        yield Cause("", tuple(left))


def reason_lines(sheet: Sheet, decision: str) -> Iterator[str]:
    """The same in a sentence each, with the answers by their ids."""
    for cause in causes(sheet, decision):
        answers = _answers(sheet, list(cause.variables))
        yield f"{cause.words}: {answers}" if cause.words else answers


def _served(sheet: Sheet, decision: str, id: str) -> str:
    if id in sheet.rubric.scores:
        needed = _needed(sheet, decision, id)
        number = f"{subject_words(sheet.rubric, id)} is {_number(sheet, id)}"
        return ", ".join(filter(None, (number, needed)))
    holds = "holds" if sheet.record["findings"][id] == "yes" else "does not hold"
    return f"{finding_words(sheet.rubric, id)} {holds}"


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
    """What the deciding rows need of a score; else what it does not reach."""
    rubric = sheet.rubric
    deciding = sheet.record["decisions"][decision]["rows"]
    needed, missed = [], []
    for row in rubric.decisions[decision].rows:
        for part in _parts(row):
            if isinstance(part, Atom) and part.id == score:
                if row.id in deciding:
                    needed.append(f"{words_of_test(rubric, score, part.test)} is needed")
                else:
                    missed.append(failed_words(rubric, score, part.test))
    return series(needed or missed)


def _parts(row: Row) -> Iterator[Condition]:
    for condition in (row.when, *(exception.when for exception in row.unless)):
        if condition is not None:
            yield from conditions.walk(condition)
