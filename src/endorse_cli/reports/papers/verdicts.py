"""The only place that words, for a paper, what came out and what it rests on.

With the rubric's own words where it has them: a row's `because`, a finding's `says`; else with the
answers that decide.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.models.decision_rows import Row
from endorse_cli.reports.papers.numbered_answers import numbers_words
from endorse_cli.reports.papers.spoken import clause, sentence
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.reports.result.outcomes import pruned
from endorse_cli.reports.result.verdict_lines import ScoreTold, numbers_told
from endorse_cli.views.printed_names import (
    citation,
    finding_says,
    in_text,
    series,
)
from endorse_cli.views.ruling import Ruling

FEW = 3
MANY = 8
"""So many answers are named in a sentence; up to as many by their numbers; more are counted."""


MOST_WORDS = 30
"""So many words of a condition are read at a glance."""


class PaperDecision(NamedTuple):
    """A decision: what it is called, what came of it, and why, as a sentence.

    `why` is empty where it is not settled; `possible` are the outcomes that are left; `weighed`
    says from which questions a number was made that decides.
    """

    id: str
    title: str
    outcome: str
    settled: bool
    why: str
    possible: tuple[str, ...]
    weighed: str


class Said(NamedTuple):
    """A clause about the candidate, where it rests, and whether it speaks against them."""

    clause: str
    where: str
    against: bool


def decisions_of(subject: Subject) -> list[PaperDecision]:
    """Every decision, that which leads last."""
    others = (one for id, one in subject.rulings.items() if id != subject.leading.id)
    return [_decision(subject, one) for one in (*others, subject.leading)]


def _decision(subject: Subject, ruling: Ruling) -> PaperDecision:
    verdict, settled = ruling.verdict, ruling.outcome is not None
    leads = ruling is subject.leading
    return PaperDecision(
        id=ruling.id,
        title=verdict.title,
        outcome=verdict.words or _still_open(verdict.left),
        settled=settled,
        why=_why(subject, ruling) if settled else "",
        possible=verdict.left,
        weighed=_weighed(subject, ruling) if settled and leads else "",
    )


def _still_open(possible: Sequence[str]) -> str:
    return f"still open ({series((f'“{words}”' for words in possible), 'or')})"


def _why(subject: Subject, ruling: Ruling) -> str:
    """Why it came out so, in a sentence or two; of a decision that does not lead in the fewest."""
    if ruling.is_stated:
        return "This was stated to us, not worked out."
    row = ruling.row
    said = (row.because if row else None) or ""
    if ruling is not subject.leading:
        return sentence(said)
    said = clause(said) or _by_condition(subject, row) or _by_answers(subject, ruling)
    where = citation(row.grounds.locators) if row else ""
    found = [f"{said} ({where})" if said and where else said]
    scores = scores_said(subject)
    found += [f"{each.title}: {each.number}, {held_to(each)}" for each in scores]
    return " ".join(sentence(each) for each in found if each)


def _weighed(subject: Subject, ruling: Ruling) -> str:
    serves = ruling.reason["serves"] if ruling.reason else {}
    under = {each for id in serves if id in subject.rubric.scores for each in serves[id]}
    return numbers_words(map(subject.numbered.of, under))


def _by_condition(subject: Subject, row: Row | None) -> str:
    """What the rule asks for, where that is short; nothing of what is left when no rule applies."""
    left = pruned(row.when, subject.record) if row and row.when else None
    words = subject.say.bare.condition(left) if left else ""
    return re.sub(r'"([^"]*)"', "“\\1”", words) if len(words.split()) <= MOST_WORDS else ""


def _by_answers(subject: Subject, ruling: Ruling) -> str:
    """What decides, by the answers themselves."""
    named = [subject.numbered.of(variable) for variable in ruling.sufficient]
    if len(named) > MANY:
        return f"this rests on {len(named)} answers"
    if len(named) > FEW:
        return f"this rests on the answers to {numbers_words(named)}"
    return series(f"“{answer.label}” is answered “{answer.answer}”" for answer in named)


def findings_said(subject: Subject) -> Iterator[Said]:
    """What the rubric says of the findings that the reason of what leads settles, or its row."""
    reason, enough = subject.leading.reason, set(subject.leading.answers)
    for id, variables in reason["serves"].items() if reason else ():
        rule = subject.rubric.findings.get(id)
        held = subject.record["findings"].get(id, "open")
        said = finding_says(rule, held) if rule and enough.issuperset(variables) else None
        if rule and said:
            where = citation(rule.grounds.locators)
            yield Said(clause(said), where, not subject.against.isdisjoint(variables))


def scores_said(subject: Subject) -> Iterator[ScoreTold]:
    """The scores that the reason of what leads serves, each as the row that decides holds it."""
    leads = subject.leading
    if leads.reason is None or leads.row is None:
        return
    for told in numbers_told(subject, leads.decision, leads.row, in_text):
        if told.id in leads.reason["serves"]:
            yield told


def held_to(told: ScoreTold) -> str:
    """How a score is held against the rules, in a sentence."""
    return f"and the rule asks for {told.asked}" if told.asked else told.missed
