"""The only place that words what would lead to a better outcome, for the person it is about.

Only ways up: nobody is told how to do worse, and nobody to do less good.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from endorse_cli.engine.least_changes import Change
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.papers.numbered_answers import (
    PaperAnswer,
    numbers_words,
    questions_named,
)
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.reports.wording import answer_words, headed, label_of, outcome_words, series

JUDGED_FIRST = ("committee", "campaign", "candidate", None, "roll")
"""What assessors judge stands before what a record shows."""


MOST_LABELED = 2
"""So many questions of a way are named by their labels; of more only the numbers are."""


class PaperStep(NamedTuple):
    """An answer that would have to be another: which would do, what that means, and who can do it.

    `wanted` is in quotation marks already; `number` is that of the sheet; `whom` is empty where it
    is the candidate.
    """

    number: int
    label: str
    now: str
    wanted: str
    means: str
    whom: str


class PaperWay(NamedTuple):
    """What leads to a better outcome: `any` one of these answers by itself, or all together.

    `asks` say the same by question, those of one answer together; `chapter` names the questions
    that are for the chapter to change, `provided` those that are open and have to turn out well.
    """

    outcome: str
    any: bool
    steps: tuple[PaperStep, ...]
    asks: tuple[str, ...]
    chapter: str
    provided: str


def ways_up(subject: Subject) -> tuple[PaperWay, ...]:
    """Every way to a better outcome of the leading decision, the best outcome first."""
    alone, together = subject.improvements
    ways = []
    changed: list[Mapping[int, int]] = []
    for change in together:
        # The same answers that lead to the better outcome are not asked for once more.
        if change.change not in changed:
            ways.append(_way(subject, [change], any=False))
        changed.append(change.change)
    for outcome in dict.fromkeys(change.to for change in alone):
        ways.append(_way(subject, [change for change in alone if change.to == outcome], any=True))
    return tuple(ways)


def _way(subject: Subject, changes: Sequence[Change], *, any: bool) -> PaperWay:
    """The answers of some changes, those that are judged before those of record."""
    pairs = [
        subject.values(level, mask) for change in changes for level, mask in change.change.items()
    ]
    pairs.sort(key=lambda pair: JUDGED_FIRST.index(_owner(subject, pair[0]).asked_of))
    steps = [_step(subject, variable, values) for variable, values in pairs]
    answers = [subject.numbered.of(variable) for variable, _ in pairs]
    same: dict[str, list[PaperAnswer]] = {}
    for step, answer in zip(steps, answers, strict=True):
        same.setdefault(step.wanted, []).append(answer)
    last = "or" if any else "and"
    named = questions_named if len(steps) <= MOST_LABELED else numbers_words
    others = [answer for step, answer in zip(steps, answers, strict=True) if step.whom]
    return PaperWay(
        outcome_words(subject.leading, changes[0].to),
        any,
        tuple(steps),
        tuple(headed(f"{named(those, last)}: {wanted}") for wanted, those in same.items()),
        numbers_words(others),
        "" if any else _provided(subject, changes[0]),
    )


def _provided(subject: Subject, change: Change) -> str:
    """Which open questions would have to turn out well besides."""
    variables = (subject.values(level, mask)[0] for level, mask in change.provided.items())
    return numbers_words(map(subject.numbered.of, variables))


def _owner(subject: Subject, variable: str) -> Criterion:
    return subject.rubric.criteria[variable.partition(".")[0]]


def _step(subject: Subject, variable: str, values: Sequence[str]) -> PaperStep:
    criterion, answer = _owner(subject, variable), subject.numbered.of(variable)
    member = variable.partition(".")[2]
    line = next(one for one in subject.record["lines"] if one["criterion"] == criterion.id)
    nearest = _nearest(criterion, line["possible"][variable], values)
    wanted = _wanted(subject.rubric, criterion, nearest, values)
    if criterion.kind.number is not None and member:
        # What several numbers come to: no answer is that, but one can lead to it.
        wanted = f"such that “{label_of(subject.rubric, variable)}” is {series(values, 'or')}"
    now = answer.answer.partition(": ")[2] if member else answer.answer
    whom = "the chapter" if criterion.cure == "chapter" else ""
    return PaperStep(
        number=answer.number,
        label=answer.label,
        now=now,
        wanted=wanted,
        means=subject.rubric.anchor(criterion.id, member or nearest) or "",
        whom=whom,
    )


def _nearest(criterion: Criterion, now: Sequence[str], values: Sequence[str]) -> str:
    """Of the values that would do the one that is the fewest levels away."""
    names = list(criterion.kind.names)
    places = [names.index(name) for name in now if name in names]
    if criterion.kind.form != "levels" or not places:
        return values[0]
    ranked = [name for name in values if name in names] or list(values)
    return min(ranked, key=lambda name: min(abs(names.index(name) - at) for at in places))


def _wanted(rubric: Rubric, criterion: Criterion, nearest: str, values: Sequence[str]) -> str:
    others = [name for name in values if name != nearest]
    names = list(criterion.kind.names)
    words = f"“{answer_words(rubric, criterion.id, nearest)}”"
    if others and criterion.kind.form == "levels":
        if others == names[names.index(nearest) + 1 :]:
            return f"at least {words}"
        if len(others) > 1 and others == names[: names.index(nearest)]:
            return f"at most {words}"
    return series([words, *(f"“{answer_words(rubric, criterion.id, n)}”" for n in others)], "or")
