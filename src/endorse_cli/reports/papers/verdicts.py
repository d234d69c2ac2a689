"""The only place that words, for a paper, what came out and what it rests on.

With the rubric's own words where it has them: a row's `because`, a finding's `says`; else with the
answers that decide.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.reach import reach_of
from endorse_cli.models.conditions import Atom
from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.record import DecisionPart, deciding_row
from endorse_cli.models.tests import Range
from endorse_cli.reports.papers.numbered_answers import numbers_words
from endorse_cli.reports.papers.spoken import clause, sentence
from endorse_cli.reports.papers.subject import Subject
from endorse_cli.reports.result.outcomes import pruned
from endorse_cli.reports.wording.condition_words import condition_phrase
from endorse_cli.rubric.cuts import setting_number
from endorse_cli.views.printed_names import (
    because_of,
    citation,
    finding_says,
    headed,
    in_text,
    label_of,
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
    found += [score.words for score in scores_said(subject, decision.id)]
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
    words = condition_phrase(subject.rubric, left, asked=True) if left else ""
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


class PaperScore(NamedTuple):
    """A score that a decision compares: what it is called, its number, and on which side it is.

    `words` are all of it; `side` follows the number: `, at least 1`.
    """

    title: str
    number: str
    side: str
    words: str
    where: str


def scores_said(subject: Subject, decision: str) -> list[PaperScore]:
    """The scores that the reason of a decision serves, each with its thresholds."""
    reason = subject.record["reasons"].get(decision)
    if reason is None:
        return []
    return [
        score
        for id in reason["serves"]
        if id in subject.rubric.scores
        for score in _score(subject, subject.rubric.decisions[decision], id)
    ]


def _score(subject: Subject, decision: Decision, id: str) -> Iterator[PaperScore]:
    low, high = reach_of(subject.record["scores"][id])
    bars = list(_bars(subject, decision, id))
    if low is None or high is None or not bars:
        return
    beside = [bar.number for bar in bars]
    number = " to ".join(dict.fromkeys(in_text(end, beside) for end in (low, high)))
    decided = deciding_row(subject.record["decisions"][decision.id])
    own = [bar for bar in bars if bar.row.id == decided]
    against = series(_bars_words(decision, own or bars, low, high))
    title = label_of(subject.rubric, id)
    where = citation(
        own[0].row.grounds.locators if own else subject.rubric.scores[id].grounds.locators
    )
    words = ", ".join(filter(None, (f"{title}: {number}", against)))
    yield PaperScore(title, number, f", {against}", words, where)


class _Bar(NamedTuple):
    """A threshold of a row: the number, and whether the score has to reach or to stay below it."""

    row: Row
    number: Fraction
    upward: bool
    strict: bool


def _bars(subject: Subject, decision: Decision, score: str) -> Iterator[_Bar]:
    """The thresholds of rows that ask for nothing else: a score alone settles no other."""
    for row in decision.rows:
        asked = row.when
        if not isinstance(asked, Atom) or asked.id != score or not isinstance(asked.test, Range):
            continue
        test = asked.test
        for bound, upward, strict in (
            (test.at_least, True, False),
            (test.more_than, True, True),
            (test.at_most, False, False),
            (test.less_than, False, True),
        ):
            number = None if bound is None else setting_number(subject.rubric, bound)
            if number is not None:
                yield _Bar(row, number, upward, strict)


def _bars_words(
    decision: Decision, bars: Sequence[_Bar], low: Fraction, high: Fraction
) -> Iterator[str]:
    """Where a score lies by the thresholds of each row: `below 1 for “endorse”`."""
    for row in dict.fromkeys(bar.row.id for bar in bars):
        mine = [bar for bar in bars if bar.row.id == row]
        outcome = outcome_words(decision, mine[0].row.outcome)
        yield f"{series(_bar_words(bar, low, high) for bar in mine)} for “{outcome}”"


def _bar_words(bar: _Bar, low: Fraction, high: Fraction) -> str:
    number = in_text(bar.number)
    if bar.upward:
        over = low > bar.number if bar.strict else low >= bar.number
        under = high <= bar.number if bar.strict else high < bar.number
        near = ("more than" if bar.strict else "at least", "at most" if bar.strict else "below")
    else:
        under = high < bar.number if bar.strict else high <= bar.number
        over = low >= bar.number if bar.strict else low > bar.number
        near = ("at least" if bar.strict else "above", "less than" if bar.strict else "at most")
    side = near[0] if over else near[1] if under else "around"
    return f"{side} {number}"
