"""The only place that words, for a paper, what came out and what it rests on.

With the rubric's own words where it has them: a row's `because`, a finding's `says`; else with the
answers that decide.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.improvements import adverse
from endorse_cli.engine.known import as_stated, known_of, masks_of
from endorse_cli.engine.reach import reach_of
from endorse_cli.models.conditions import Atom
from endorse_cli.models.cuts import setting_number
from endorse_cli.models.decisions import Decision, Row
from endorse_cli.models.in_force import is_dated
from endorse_cli.models.record import DecisionPart, deciding_row
from endorse_cli.models.tests import Range
from endorse_cli.reports.papers.numbered_answers import Numbered, PaperAnswer, numbers_words
from endorse_cli.reports.papers.spoken import clause, number_words, sentence, to_you
from endorse_cli.reports.table.outcomes import is_stated
from endorse_cli.reports.table.scores import row_parts
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import (
    because_of,
    citation,
    finding_says,
    label_of,
    outcome_words,
    series,
    title_of,
)

FEW = 3
"""So many answers are named in a sentence; more are counted."""


class PaperDecision(NamedTuple):
    """A decision: what it is called, what came of it, and why, as a sentence.

    `why` is empty where it is not settled; `possible` are the outcomes that are left.
    """

    id: str
    title: str
    outcome: str
    settled: bool
    why: str
    possible: tuple[str, ...]


class Said(NamedTuple):
    """A clause about the candidate, where it rests, and whether it speaks against them."""

    clause: str
    where: str
    against: bool


def decisions_of(sheet: Sheet, numbered: Numbered) -> list[PaperDecision]:
    """Every decision, that which leads last."""
    leading = sheet.rubric.leading
    ids = [*(id for id in sheet.record["decisions"] if id != leading), leading]
    return [_decision(sheet, numbered, id) for id in ids]


def _decision(sheet: Sheet, numbered: Numbered, id: str) -> PaperDecision:
    decision, decided = sheet.rubric.decisions[id], sheet.record["decisions"][id]
    possible = tuple(outcome_words(decision, name) for name in decided["possible"])
    outcome = decided["outcome"]
    return PaperDecision(
        id=id,
        title=title_of(decision),
        outcome=outcome_words(decision, outcome)
        if outcome
        else f"still open: {series(possible, 'or')}",
        settled=outcome is not None,
        why=_why(sheet, numbered, decision, decided) if outcome else "",
        possible=possible,
    )


def _why(sheet: Sheet, numbered: Numbered, decision: Decision, decided: DecisionPart) -> str:
    """Why it came out so, in a sentence or two."""
    row = deciding_row(decided)
    if is_stated(decided):
        return "It was given to us as it is."
    where = citation(decision.row(row).grounds.locators) if row else ""
    said = because_of(decision, row)
    if said is None:
        said = series(to_you(one.clause) for one in findings_said(sheet, decision.id))
    if said:
        sentences = [f"{clause(said)} ({where})" if where else said]
    else:
        sentences = [_by_answers(sheet, numbered, decision.id, where)]
    sentences += [score.words for score in scores_said(sheet, decision.id)]
    return " ".join(sentence(each) for each in sentences if each)


def _by_answers(sheet: Sheet, numbered: Numbered, decision: str, where: str) -> str:
    """What decides, by the answers themselves."""
    reason = sheet.record["reasons"].get(decision)
    named = [numbered.of(variable) for variable in reason["sufficient"]] if reason else []
    cites = f" ({where})" if where else ""
    if not named:
        return f"it follows from {where}" if where else ""
    if len(named) > FEW:
        return f"this rests on the answers to {numbers_words(named)}{cites}"
    words = series(f"“{answer.label}” is answered “{answer.answer}”" for answer in named)
    return f"{words}{cites}"


def findings_said(sheet: Sheet, decision: str, *, row: bool = False) -> list[Said]:
    """What the rubric says of the findings that the reason settles; those with `row` besides."""
    reason = sheet.record["reasons"].get(decision)
    if reason is None:
        return []
    enough = set(reason.get("row", reason["sufficient"]) if row else reason["sufficient"])
    against = against_of(sheet)
    found = []
    for id, variables in reason["serves"].items():
        rule = sheet.rubric.findings.get(id)
        held = sheet.record["findings"].get(id, "open")
        said = finding_says(rule, held) if rule and enough.issuperset(variables) else None
        if rule and said:
            where = citation(rule.grounds.locators)
            found.append(Said(clause(said), where, not against.isdisjoint(variables)))
    return found


def against_of(sheet: Sheet) -> frozenset[str]:
    """The variables whose answers speak against the candidate, whatever else is answered."""
    if sheet.record["as_of"] is None and is_dated(sheet.rubric):
        return frozenset()
    known = known_of(sheet.record, sheet.rubric)
    try:
        compiled = as_stated(sheet.account.diagrams(), known)
    except TooManyNodes:
        return frozenset()
    levels = adverse(compiled, masks_of(compiled.variables, known))
    return frozenset(compiled.variables[level].id for level in levels)


def adverse_answers(sheet: Sheet, numbered: Numbered) -> tuple[PaperAnswer, ...]:
    """The answers in the reason of the leading decision that speak against the candidate."""
    reason = sheet.record["reasons"].get(sheet.rubric.leading)
    against = against_of(sheet)
    named = reason["sufficient"] if reason else []
    return tuple(numbered.of(variable) for variable in named if variable in against)


class PaperScore(NamedTuple):
    """A score that a decision compares: what it is called, its number, and on which side it is.

    `words` are all of it; `side` follows the number: `, at least 1`.
    """

    title: str
    number: str
    side: str
    words: str
    where: str


def scores_said(sheet: Sheet, decision: str) -> list[PaperScore]:
    """The scores that the reason of a decision serves, each with its thresholds."""
    reason = sheet.record["reasons"].get(decision)
    if reason is None:
        return []
    return [
        score
        for id in reason["serves"]
        if id in sheet.rubric.scores
        for score in _score(sheet, sheet.rubric.decisions[decision], id)
    ]


def _score(sheet: Sheet, decision: Decision, id: str) -> Iterator[PaperScore]:
    low, high = reach_of(sheet.record["scores"][id])
    bars = list(_bars(sheet, decision, id))
    if low is None or high is None or not bars:
        return
    number = _number(low, bars) if low == high else f"{_number(low, bars)} to {_number(high, bars)}"
    decided = deciding_row(sheet.record["decisions"][decision.id])
    own = [bar for bar in bars if bar.row.id == decided]
    against = series(_bar_words(decision, bar, low, high) for bar in own or bars)
    title = label_of(sheet.rubric, id)
    where = citation(
        own[0].row.grounds.locators if own else sheet.rubric.scores[id].grounds.locators
    )
    words = ", ".join(filter(None, (f"{title}: {number}", against)))
    yield PaperScore(title, number, f", {against}", f"{words} ({where})", where)


class _Bar(NamedTuple):
    """A threshold of a row: the number, and whether the score has to reach or to stay below it."""

    row: Row
    number: Fraction
    upward: bool
    strict: bool


def _bars(sheet: Sheet, decision: Decision, score: str) -> Iterator[_Bar]:
    for row in decision.rows:
        for part in row_parts(row):
            if isinstance(part, Atom) and part.id == score and isinstance(part.test, Range):
                test = part.test
                for bound, upward, strict in (
                    (test.at_least, True, False),
                    (test.more_than, True, True),
                    (test.at_most, False, False),
                    (test.less_than, False, True),
                ):
                    number = None if bound is None else setting_number(sheet.rubric, bound)
                    if number is not None:
                        yield _Bar(row, number, upward, strict)


def _bar_words(decision: Decision, bar: _Bar, low: Fraction, high: Fraction) -> str:
    """Where a score lies by a threshold: `below 1 (endorse)`, `above −1 (do not endorse)`."""
    number, outcome = number_words(bar.number), outcome_words(decision, bar.row.outcome)
    if bar.upward:
        over = low > bar.number if bar.strict else low >= bar.number
        under = high <= bar.number if bar.strict else high < bar.number
        near = ("more than" if bar.strict else "at least", "at most" if bar.strict else "below")
    else:
        under = high < bar.number if bar.strict else high <= bar.number
        over = low >= bar.number if bar.strict else low > bar.number
        near = ("at least" if bar.strict else "above", "less than" if bar.strict else "at most")
    side = near[0] if over else near[1] if under else "around"
    return f"{side} {number} (“{outcome}”)"


def _number(number: Fraction, bars: Sequence[_Bar]) -> str:
    """A number for people; the fraction alone where rounding would touch a threshold."""
    words = number_words(number)
    rounded = Fraction(round(number * 100), 100)
    return words.partition(" (")[0] if any(bar.number == rounded for bar in bars) else words
