"""The only place that words, for a paper, what came out and what it rests on.

With the rubric's own words where it has them: a row's `because`, a finding's `says`; else with the
answers that decide.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import DecisionPart, deciding_row
from endorse_cli.reports.papers.numbered_answers import numbers_words
from endorse_cli.reports.papers.spoken import clause, sentence
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.reports.result.outcomes import pruned
from endorse_cli.reports.result.verdict_lines import Told, numbers_told
from endorse_cli.views.printed_names import (
    because_of,
    citation,
    finding_says,
    headed,
    in_text,
    outcome_words,
    series,
    title_of,
)

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
    leading = subject.rubric.leading
    ids = [*(id for id in subject.record["decisions"] if id != leading), leading]
    return [_decision(subject, id) for id in ids]


def _decision(subject: Subject, id: str) -> PaperDecision:
    decision, decided = subject.rubric.decisions[id], subject.record["decisions"][id]
    possible = tuple(outcome_words(decision, name) for name in decided["possible"])
    outcome = decided["outcome"]
    return PaperDecision(
        id=id,
        title=headed(title_of(decision)),
        outcome=outcome_words(decision, outcome) if outcome else _still_open(possible),
        settled=outcome is not None,
        why=_why(subject, decision, decided) if outcome else "",
        possible=possible,
        weighed=_weighed(subject, id) if outcome and id == subject.leading.id else "",
    )


def _still_open(possible: Sequence[str]) -> str:
    return f"still open ({series((f'“{words}”' for words in possible), 'or')})"


def _why(subject: Subject, decision: Decision, decided: DecisionPart) -> str:
    """Why it came out so, in a sentence or two; of a decision that does not lead in the fewest."""
    if len(decided.get("given", ())) == 1:
        return "This was stated to us, not worked out."
    row = deciding_row(decided)
    leads = decision.id == subject.leading.id
    where = citation(decision.row(row).grounds.locators) if row else ""
    said = because_of(decision, row) or ""
    if not leads:
        return sentence(said)
    said = clause(said) or _by_condition(subject, decision, row)
    said = said or _by_answers(subject, decision.id)
    found = [f"{said} ({where})" if said and where else said]
    scores = scores_said(subject, decision.id)
    found += [f"{each.title}: {each.number}, {held_to(each)}" for each in scores]
    return " ".join(sentence(each) for each in found if each)


def _weighed(subject: Subject, decision: str) -> str:
    reason = subject.record["reasons"].get(decision)
    serves = reason["serves"] if reason else {}
    under = {each for id in serves if id in subject.rubric.scores for each in serves[id]}
    return numbers_words(map(subject.numbered.of, under))


def _by_condition(subject: Subject, decision: Decision, row: str | None) -> str:
    """What the rule asks for, where that is short; nothing of what is left when no rule applies."""
    asked = decision.row(row).when if row else None
    left = pruned(asked, subject.record) if asked else None
    words = subject.say.bare.condition(left) if left else ""
    return re.sub(r'"([^"]*)"', "“\\1”", words) if len(words.split()) <= MOST_WORDS else ""


def _by_answers(subject: Subject, decision: str) -> str:
    """What decides, by the answers themselves."""
    reason = subject.record["reasons"].get(decision)
    named = [subject.numbered.of(variable) for variable in reason["sufficient"]] if reason else []
    if len(named) > MANY:
        return f"this rests on {len(named)} answers"
    if len(named) > FEW:
        return f"this rests on the answers to {numbers_words(named)}"
    return series(f"“{answer.label}” is answered “{answer.answer}”" for answer in named)


def findings_said(subject: Subject, decision: str, *, row: bool = False) -> list[Said]:
    """What the rubric says of the findings that the reason settles; those with `row` besides."""
    reason = subject.record["reasons"].get(decision)
    if reason is None:
        return []
    enough = set(reason.get("row", reason["sufficient"]) if row else reason["sufficient"])
    found = []
    for id, variables in reason["serves"].items():
        rule = subject.rubric.findings.get(id)
        held = subject.record["findings"].get(id, "open")
        said = finding_says(rule, held) if rule and enough.issuperset(variables) else None
        if rule and said:
            where = citation(rule.grounds.locators)
            found.append(Said(clause(said), where, not subject.against.isdisjoint(variables)))
    return found


def scores_said(subject: Subject, decision: str) -> Iterator[Told]:
    """The scores that the reason of a decision serves, each as the row that decides holds it."""
    reason = subject.record["reasons"].get(decision)
    decided = deciding_row(subject.record["decisions"][decision])
    if reason is None or decided is None:
        return
    rule = subject.rubric.decisions[decision]
    for told in numbers_told(subject.account, rule, rule.row(decided), in_text):
        if told.id in reason["serves"]:
            yield told


def held_to(told: Told) -> str:
    """How a score is held against the rules, in a sentence."""
    return f"and the rule asks for {told.asked}" if told.asked else told.missed
