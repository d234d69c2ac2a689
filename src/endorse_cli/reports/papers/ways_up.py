"""The only place that words what would lead to a better outcome, for the person it is about.

Only ways up: nobody is told how to do worse, and nobody to do less good.
"""

from collections.abc import Sequence
from typing import NamedTuple

from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import members
from endorse_cli.engine.improvements import NONE, Improvements, improvements
from endorse_cli.engine.known import as_stated, known_of, masks_of
from endorse_cli.engine.least_changes import Change
from endorse_cli.models.in_force import is_dated
from endorse_cli.models.rubric import Criterion, Rubric
from endorse_cli.reports.papers.numbered_answers import Numbered
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import answer_words, outcome_words, series

JUDGED_FIRST = ("committee", "campaign", "candidate", None, "roll")
"""What assessors judge stands before what a record shows."""

MOST = 5
"""So many answers are named with their words; more of them only by their number."""


class PaperStep(NamedTuple):
    """An answer that would have to be another: which would do, what that means, and who can do it.

    `wanted` is in quotation marks already; `number` is that of the sheet.
    """

    number: int
    label: str
    now: str
    wanted: str
    means: str
    whom: str


class PaperWay(NamedTuple):
    """What leads to a better outcome: `any` one of these answers by itself, or all together.

    `more` are the numbers of further questions of which any one would do.
    """

    outcome: str
    any: bool
    steps: tuple[PaperStep, ...]
    more: str


def ways_up(sheet: Sheet, numbered: Numbered) -> tuple[PaperWay, ...]:
    """Every way to a better outcome of the leading decision, the best outcome first."""
    found, variables = _improvements(sheet)
    decision = sheet.rubric.decisions[sheet.rubric.leading]
    ways = []
    for outcome in dict.fromkeys(change.to for change in found.together):
        (change,) = (change for change in found.together if change.to == outcome)
        steps = _ordered(sheet, numbered, [change], variables)
        words = outcome_words(decision, outcome)
        ways.append(PaperWay(words, False, tuple(steps), ""))
    for outcome in dict.fromkeys(change.to for change in found.alone):
        changes = [change for change in found.alone if change.to == outcome]
        steps = list(_ordered(sheet, numbered, changes, variables))
        shown, rest = (steps[:MOST], steps[MOST:]) if len(steps) > MOST + 1 else (steps, [])
        more = series(str(step.number) for step in rest)
        ways.append(PaperWay(outcome_words(decision, outcome), True, tuple(shown), more))
    return tuple(ways)


def _improvements(sheet: Sheet) -> tuple[Improvements, Sequence[tuple[str, Sequence[str]]]]:
    """What the engine finds, and the variables with their values; nothing where it is too large.

    Of a candidate with no day nobody knows what is asked, so nothing is said.
    """
    if sheet.record["as_of"] is None and is_dated(sheet.rubric):
        return NONE, ()
    known = known_of(sheet.record, sheet.rubric)
    try:
        compiled = as_stated(sheet.account.diagrams(), known)
    except TooManyNodes:
        return NONE, ()
    variables = [(variable.id, variable.values) for variable in compiled.variables]
    return improvements(compiled, masks_of(compiled.variables, known)), variables


def _ordered(
    sheet: Sheet,
    numbered: Numbered,
    changes: Sequence[Change],
    variables: Sequence[tuple[str, Sequence[str]]],
) -> list[PaperStep]:
    """The answers of some changes, those that are judged before those of record."""
    pairs = [
        (variables[level][0], [variables[level][1][value] for value in members(mask)])
        for change in changes
        for level, mask in change.change.items()
    ]
    pairs.sort(key=lambda pair: JUDGED_FIRST.index(_owner(sheet, pair[0]).asked_of))
    return [_step(sheet, numbered, variable, values) for variable, values in pairs]


def _owner(sheet: Sheet, variable: str) -> Criterion:
    return sheet.rubric.criteria[variable.partition(".")[0]]


def _step(sheet: Sheet, numbered: Numbered, variable: str, values: Sequence[str]) -> PaperStep:
    criterion, answer = _owner(sheet, variable), numbered.of(variable)
    member = variable.partition(".")[2]
    line = next(one for one in sheet.record["lines"] if one["criterion"] == criterion.id)
    nearest = _nearest(criterion, line["possible"][variable], values)
    anchor = sheet.rubric.anchor(criterion.id, member or nearest)
    return PaperStep(
        number=answer.number,
        label=answer.label,
        now=answer.answer.partition(": ")[2] if member else answer.answer,
        wanted=_wanted(sheet.rubric, criterion, nearest, values),
        means=anchor or "",
        whom="the chapter" if criterion.cure == "chapter" else "",
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
    if criterion.kind.form == "levels" and len(others) > 1:
        place = names.index(nearest)
        if others == names[place + 1 :]:
            return f"{words} or higher"
        if others == names[:place]:
            return f"{words} or lower"
    return series([words, *(f"“{answer_words(rubric, criterion.id, n)}”" for n in others)], "or")
