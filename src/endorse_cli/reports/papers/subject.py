"""The only place for the candidate that a paper is about: the record, and what is looked up of it.

What speaks against them, what the result hangs on and what would better it are worked out here,
each once and when it is first asked for. What would better it is told to the person it is about, so
only ways up are: nobody is told how to do worse, and nobody to do less good.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.engine.improvements import NONE, Improvements, adverse, improvements
from endorse_cli.engine.least_changes import Change
from endorse_cli.models.criteria import Criterion
from endorse_cli.reports.papers.numbered_answers import (
    Numbered,
    PaperAnswer,
    numbers_words,
    questions_named,
)
from endorse_cli.views.condition_words import Words
from endorse_cli.views.printed_names import headed, outcome_words, series
from endorse_cli.views.result import Result


class Subject(Result):
    """A candidate in the public edition, with the questions numbered."""

    @cached_property
    def numbered(self) -> Numbered:
        """The questions as the enclosed sheet has them."""
        return Numbered(self.record, self.say)

    @cached_property
    def improvements(self) -> Improvements:
        """Every way to a better outcome of the leading decision."""
        return improvements(*self.known) if self.known else NONE

    def values(self, level: int, mask: int) -> tuple[str, Sequence[str]]:
        """A variable by its place, and the values of a mask."""
        assert self.known is not None
        variable = self.known[0].variables[level]
        return variable.id, [v for at, v in enumerate(variable.values) if mask >> at & 1]

    @cached_property
    def against(self) -> frozenset[str]:
        """The variables whose answers speak against the candidate, whatever else is answered."""
        if self.known is None:
            return frozenset()
        compiled = self.known[0]
        return frozenset(compiled.variables[level].id for level in adverse(*self.known))

    @property
    def asked(self) -> list[PaperAnswer]:
        """The same in the order of their numbers."""
        found = [self.numbered.by_criterion[line["criterion"]] for line in self.open_lines]
        return sorted(found, key=lambda answer: answer.number)

    @cached_property
    def adverse(self) -> list[PaperAnswer]:
        """The answers in the reason of the leading decision that speak against the candidate."""
        named = (each for each in self.leading.sufficient if each in self.against)
        found = map(self.numbered.of, named)
        return sorted(found, key=lambda answer: answer.number)


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

    `asks` say the same by question, those of one answer together, `labels` by label; `chapter`
    names the questions that are for the chapter to change, `provided` those that are open and have
    to turn out well.
    """

    outcome: str
    any: bool
    steps: tuple[PaperStep, ...]
    asks: tuple[str, ...]
    labels: tuple[str, ...]
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
    same = by_key((step.wanted, answer) for step, answer in zip(steps, answers, strict=True))
    last = "or" if any else "and"
    named = questions_named if len(steps) <= MOST_LABELED else numbers_words
    if len(steps) > MOST_LABELED:
        same = dict(sorted(same.items(), key=lambda pair: min(one.number for one in pair[1])))
    others = [answer for step, answer in zip(steps, answers, strict=True) if step.whom]
    return PaperWay(
        outcome_words(subject.leading.decision, changes[0].to),
        any,
        tuple(steps),
        tuple(headed(f"{named(those, last)}: {wanted}") for wanted, those in same.items()),
        tuple(_by_label(steps, last)),
        numbers_words(others),
        "" if any else _provided(subject, changes[0]),
    )


def _by_label(steps: Sequence[PaperStep], last: str) -> Iterator[str]:
    """Which answers instead of which, those that are the same together."""
    same: dict[str, list[str]] = {}
    for step in steps:
        whose = f" (for {step.whom} to change)" if step.whom else ""
        words = f"{step.wanted} instead of “{step.now}”{whose}"
        same.setdefault(words, []).append(f"“{step.label}”")
    yield from (f"{series(labels, last)}: {words}" for words, labels in same.items())


def _provided(subject: Subject, change: Change) -> str:
    """Which open questions would have to turn out well besides."""
    variables = (subject.values(level, mask)[0] for level, mask in change.provided.items())
    return numbers_words(map(subject.numbered.of, variables))


def _owner(subject: Subject, variable: str) -> Criterion:
    return subject.rubric.criteria[variable.partition(".")[0]]


def _step(subject: Subject, variable: str, values: Sequence[str]) -> PaperStep:
    criterion, answer = _owner(subject, variable), subject.numbered.of(variable)
    member = variable.partition(".")[2]
    line = subject.record_lines[criterion.id]
    nearest = _nearest(criterion, line["possible"][variable], values)
    wanted = _wanted(subject.say, criterion, nearest, values)
    if criterion.kind.number is not None and member:
        # What several numbers come to: no answer is that, but one can lead to it.
        wanted = f"such that “{subject.say.label(variable)}” is {series(values, 'or')}"
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


def _wanted(say: Words, criterion: Criterion, nearest: str, values: Sequence[str]) -> str:
    others = [name for name in values if name != nearest]
    names = list(criterion.kind.names)
    words = f"“{say.answer(criterion.id, nearest)}”"
    if others and criterion.kind.form == "levels":
        if others == names[names.index(nearest) + 1 :]:
            return f"at least {words}"
        if len(others) > 1 and others == names[: names.index(nearest)]:
            return f"at most {words}"
    return series([words, *(f"“{say.answer(criterion.id, n)}”" for n in others)], "or")
