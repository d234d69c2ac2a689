"""The table of a result: a row for each criterion, under what its group comes to."""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.engine.assessment import Truth
from endorse_cli.engine.domain import bound_number
from endorse_cli.engine.score_ends import Reach
from endorse_cli.models.conditions import All, Any, Atom, Condition
from endorse_cli.models.record import LinePart, Said
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.tests import Range, bounds_of
from endorse_cli.reports.look import Style
from endorse_cli.reports.page import Column, Row, Table
from endorse_cli.reports.page import Group as Rows
from endorse_cli.views.condition_words import Words
from endorse_cli.views.points import Given
from endorse_cli.views.printed_names import (
    citation,
    finding_says,
    in_cell,
    outcome_words,
    plain_name,
    series,
)
from endorse_cli.views.result import Did, Group, Line, Mark, Result, Sources

Write: TypeAlias = Callable[[Fraction, Collection[Fraction]], str]
"""Writes a number beside those that it is held against: for a cell, or for a sentence."""

READING = "*"
"""Behind what rests on a reading of the document."""

RESTS = "!"
"""Behind what has no source, though the result rests on it."""

COLUMNS = (
    Column("", whole=True),
    Column("Criterion"),
    Column("Answer"),
    Column("Effect", whole=True),
    Column("Cites"),
    Column("Evidence", whole=True),
)

SIGNS: dict[Mark, str] = {
    "for": "✓",
    "partly": "~",
    "against": "✗",
    "open": "?",
    "plus": "+",
    "minus": "−",
    "none": "·",
}

EFFECTS: dict[Did, str] = {
    "met": "met",
    "barely": "met, barely",
    "partly": "met in part",
    "not_met": "not met",
    "can_decide": "can decide",
    "no_effect": "no effect",
    "mixed": "cuts both ways",
    "for": "for",
    "against": "against",
    "between": "in between",
    "holds": "holds",
    "fails": "does not hold",
    "used": "used",
    "points": "",
}

STATES = {
    "not_asked": "not asked",
    "no_reply": "no reply",
    "declined": "declined to say",
    "could_not_verify": "not verified",
    "unsupported": "not established",
    "disputed": "disputed",
}
"""Why an answer is not known."""

MET = {"at_least": "at least", "more_than": "above", "at_most": "at most", "less_than": "below"}
MISSED = {"at_least": "below", "more_than": "at most", "at_most": "above", "less_than": "at least"}
"""How a number stands to a bound that it meets, and to one that it misses."""


FEW = 4
"""So many comparisons of a score are named where it heads a group."""


def table_of(result: Result) -> Table:
    """Every line that carries weight, in its group."""
    return Table(COLUMNS, tuple(_rows(result.say, group) for group in result.groups))


def _rows(say: Words, group: Group) -> Rows:
    rows = tuple(_row(say, line) for line in group.lines)
    return Rows(heading(say, group), rows, heading(say, group, in_brief=True))


def _row(say: Words, line: Line) -> Row:
    first, *others = [citation([locator]) for locator in line.part["from"]]
    reading = READING if line.is_reading else ""
    before = (SIGNS[line.mark], line.label, answer_text(say, line.part), effect_text(line))
    cites = " ".join((first, *others)) + reading
    short = (f"{first} +{len(others)}" if others else first) + reading
    sources = sources_text(line.sources)
    if line.is_decisive and line.sources.is_lacking:
        sources = f"{sources} {RESTS}"
    return Row((*before, cites, sources), _style(line), (*before, short, sources))


def _style(line: Line) -> Style:
    if line.matters:
        return "open"
    return "quiet" if line.did == "no_effect" else ""


def effect_text(line: Line) -> str:
    """What an answer did: to its tests, or in points."""
    return points_text(line.points) if line.did == "points" and line.points else EFFECTS[line.did]


def points_text(points: Given) -> str:
    """What an answer adds to a score: `+0.67`, `0 to +1`; of a lowest what it is worth."""
    if points.is_added:
        return " to ".join(dict.fromkeys(map(_signed, (points.low, points.high))))
    number = " to ".join(dict.fromkeys(map(in_cell, (points.low, points.high))))
    return f"worth {number}"


def _signed(number: Fraction) -> str:
    return f"+{in_cell(number)}" if number > 0 else in_cell(number)


def answer_text(say: Words, part: LinePart) -> str:
    """The answer in printed words, or why there is none.

    What was given without the evidence that it needs is not repeated.
    """
    id, said, why = part["criterion"], part["answer"], STATES.get(part["state"], "")
    if part["state"] == "unsupported" or said is None:
        return why
    if isinstance(said, dict):
        return _members_text(say, id, said, why)
    if isinstance(said, str):
        return say.answer(id, said)
    return f"{series((say.answer(id, name) for name in said), 'or')} ({why})"


def _members_text(say: Words, id: str, said: dict[str, Said], why: str) -> str:
    """A set: who is in it, who is not, and of whom that is open."""
    named: dict[str, list[str]] = {"yes": [], "no": [], "": []}
    for name, answer in said.items():
        given = answer if isinstance(answer, str) else ""
        named[given].append(say.answer(id, name))
    parts = [series(named["yes"])] if named["yes"] else []
    if named["no"]:
        parts.append(f"not {series(named['no'], 'or')}" if parts else "none")
        if not named["yes"] and named[""]:
            parts[-1] = f"not {series(named['no'], 'or')}"
    if named[""]:
        # Why is known of the line, not of each member.
        of_all = len(named[""]) == 1 or why == STATES["not_asked"]
        parts.append(f"{why if of_all and why else 'open'}: {series(named[''])}")
    return "; ".join(parts)


def sources_text(sources: Sources) -> str:
    """How many sources an answer has and the day of the newest; nothing where none is expected."""
    if not sources.number:
        return "no source" if sources.is_lacking else ""
    return f"{sources.number}, {'too old' if sources.is_old else sources.newest or 'no date'}"


def heading(say: Words, group: Group, *, in_brief: bool = False) -> str:
    """The group's title with what the finding or score that it feeds comes to.

    In brief it has no words that the finding or the score itself can do without.
    """
    head = group.head
    if head is None:
        return group.title
    mark = READING if head.entry.grounds.basis == "inferred" else ""
    if isinstance(head.entry, Score):
        needed = "" if group.is_needed else ", not needed here"
        text = _score_text(say, head.entry, head.reach)
        own = in_brief or group.title.casefold() == say.label(head.entry.id).casefold()
        return f"{'' if own else f'{group.title} · '}{text}{mark}{needed}"
    return f"{_finding_text(group.title, head.entry, head.truth or 'open', in_brief)}{mark}"


def _finding_text(title: str, finding: FindingRule, truth: Truth, in_brief: bool) -> str:
    """What a finding comes to, under the title of its group; no word of which is said twice."""
    says = finding_says(finding, truth)
    if says is None:
        named = finding.title or f"{title} · {plain_name(finding.id)}"
        return f"{named}: {truth}"
    short = in_brief or truth == "open" or title.casefold() in says.casefold()
    return f"{title}{'' if title.endswith('?') else ':'} {truth if short else says}"


def _score_text(say: Words, score: Score, reach: Reach | None) -> str:
    """A score with its number and its bars: `Balance: 1.25 (1 or more: endorse)`."""
    leads: dict[str, dict[str, None]] = {}
    for words, test in bars_of(say, score.id):
        leads.setdefault(_range(test, say.rubric), {})[words] = None
    said = [f"{test}: {series(words, 'or')}" for test, words in leads.items()]
    number = reach_words(reach, thresholds(say, score.id)) if reach else ""
    compared = f" ({'; '.join(said)})" if 0 < len(said) <= FEW else ""
    return f"{say.label(score.id)}: {number}{compared}"


def reach_words(reach: Reach, beside: Collection[Fraction] = (), write: Write = in_cell) -> str:
    """A score's number, or the least and the greatest that it can be."""
    low, high = (None if end is None else write(end, beside) for end in reach)
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}" if high else "any number"


def thresholds(say: Words, score: str) -> set[Fraction]:
    """The numbers that a score is compared with."""
    tests = (test for _, test in bars_of(say, score))
    return {number for test in tests for _, number in ends_of(test, say.rubric)}


def bars_of(say: Words, score: str) -> list[tuple[str, Range]]:
    """What a score is compared with, each with the outcome or finding that it leads to."""
    found = []
    for decision in say.rubric.decisions.values():
        for row in decision.rows:
            if row.when is not None:
                words = outcome_words(decision, row.outcome)
                found += [(words, test) for test in compared(row.when, score)]
    for finding in say.rubric.findings.values():
        words = say.label(finding.id)
        found += [(words, test) for test in compared(finding.when, score)]
    return found


def compared(condition: Condition, score: str) -> Iterator[Range]:
    """The comparisons of a score that must hold, or of which one must."""
    match condition:
        case Atom(id=id, test=Range() as test) if id == score:
            yield test
        case All(parts=tuple(parts)) | Any(parts=tuple(parts)):
            for part in parts:
                yield from compared(part, score)


def bound_text(rubric: Rubric, test: Range, *, missed: bool = False, write: Write = in_cell) -> str:
    """The bounds of a comparison as a number meets them: `at least 1`; or misses: `below 1`."""
    words = MISSED if missed else MET
    said = (f"{words[key]} {write(number, ())}" for key, number in ends_of(test, rubric))
    return (" or " if missed else " and ").join(said)


def ends_of(test: Range, rubric: Rubric) -> Iterator[tuple[str, Fraction]]:
    """The numbers between which a comparison holds, by the keys of its bounds."""
    return ((key, bound_number(bound, rubric.settings)) for key, bound in bounds_of(test))


def _range(test: Range, rubric: Rubric) -> str:
    """A comparison before what it leads to: `1 or more`, `below 4`, `4 to below 6`."""
    bounds = dict(ends_of(test, rubric))
    if len(bounds) == 1:
        ((key, number),) = bounds.items()
        said = in_cell(number)
        return {"at_least": f"{said} or more", "at_most": f"{said} or less"}.get(
            key, f"{MET[key]} {said}"
        )
    low, high = (
        f"{'' if key.startswith('at_') else f'{MET[key]} '}{in_cell(number)}"
        for key, number in bounds.items()
    )
    return f"{low} to {high}"
