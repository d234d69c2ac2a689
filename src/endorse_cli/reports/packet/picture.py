"""The only place that draws a slate: a mark for each candidate, by race and by outcome.

A mark says where a candidate stands and nothing about how near another outcome is; what can be
seen in the picture is said in its text too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from endorse_cli.models.record import Record
from endorse_cli.reports.table.sheet import Sheet
from endorse_cli.reports.wording import counted, outcome_words, plain_name, series

UNDETERMINED = "undetermined"

WIDTH = 360
HEAD, STEP, MARK = 34, 34, 15
"""Heights of the heading and of a race, and the distance between two marks, in the picture."""

LINE = 14
"""Characters that a heading of a column has room for, on each of its two lines."""


class Column(NamedTuple):
    """An outcome, its heading in up to two lines, and where it is drawn."""

    words: str
    lines: tuple[str, ...]
    x: int


class Mark(NamedTuple):
    """A candidate; one whose outcome is open is drawn hollow."""

    x: int
    y: int
    settled: bool


class RaceRow(NamedTuple):
    """A race and the marks in it."""

    title: str
    y: int
    marks: tuple[Mark, ...]


class Picture(NamedTuple):
    """What is drawn, and the same in words."""

    width: int
    height: int
    title: str
    words: str
    columns: tuple[Column, ...]
    rows: tuple[RaceRow, ...]


def race_of(record: Record) -> tuple[str, str, str]:
    """The day, the seat and the title of a candidate's race; the same seat is the same race."""
    who = record["candidate"]
    seat = who["seat"] or who["office"] or ""
    title = who["office"] or plain_name(who["seat"] or "") or "No office given"
    return who["election"] or "", seat, title


def picture_of(sheets: Sequence[Sheet]) -> Picture | None:
    """The picture of a slate; None of a single candidate, whose result stands in words."""
    if len(sheets) < 2:
        return None
    outcomes = [_outcome(sheet) for sheet in sheets]
    columns = _columns(sheets)
    races: dict[tuple[str, str], list[str]] = {}
    titles: dict[tuple[str, str], str] = {}
    for sheet, outcome in zip(sheets, outcomes, strict=True):
        day, seat, title = race_of(sheet.record)
        titles.setdefault((day, seat), title)
        races.setdefault((day, seat), []).append(outcome)
    order = sorted(races, key=lambda race: (not race[0], race[0]))
    rows = tuple(
        _row(titles[race], races[race], HEAD + STEP * place, columns)
        for place, race in enumerate(order)
    )
    counts = (
        f"{column.words}: {outcomes.count(column.words)}"
        for column in columns
        if column.words in outcomes
    )
    what = f"{counted(len(sheets), 'candidate')} in {counted(len(races), 'race')}"
    words = f"{what}. {'; '.join(counts)}. By race: {series(_said(races, titles, order), 'and')}."
    height = HEAD + STEP * len(rows)
    return Picture(WIDTH, height, "The slate at a glance", words, columns, rows)


def _said(
    races: dict[tuple[str, str], list[str]],
    titles: dict[tuple[str, str], str],
    order: Sequence[tuple[str, str]],
) -> list[str]:
    return [f"{titles[race]} ({', '.join(races[race])})" for race in order]


def _outcome(sheet: Sheet) -> str:
    """The outcome of the last decision, which is the one that the others lead to."""
    id, decided = list(sheet.record["decisions"].items())[-1]
    if decided["outcome"] is None:
        return UNDETERMINED
    return outcome_words(sheet.rubric.decisions[id], decided["outcome"])


def _columns(sheets: Sequence[Sheet]) -> tuple[Column, ...]:
    """Every outcome of the rubrics in use, worst first, and last what is undetermined."""
    words: dict[str, None] = {}
    for sheet in sheets:
        decision = sheet.rubric.decisions[list(sheet.record["decisions"])[-1]]
        words |= {outcome_words(decision, name): None for name in decision.outcomes}
    names = [*words, UNDETERMINED]
    width = WIDTH // len(names)
    return tuple(
        Column(name, _in_two(name), width * place + width // 2) for place, name in enumerate(names)
    )


def _in_two(words: str) -> tuple[str, ...]:
    """A heading on up to two lines."""
    first, rest = "", ""
    for word in words.split():
        if not rest and len(first) + len(word) < LINE:
            first = f"{first} {word}".strip()
        else:
            rest = f"{rest} {word}".strip()
    return tuple(filter(None, (first, rest)))


def _row(title: str, outcomes: list[str], y: int, columns: Sequence[Column]) -> RaceRow:
    marks: list[Mark] = []
    for column in columns:
        number = outcomes.count(column.words)
        left = column.x - MARK * (number - 1) // 2
        settled = column.words != UNDETERMINED
        marks += (Mark(left + MARK * place, y + 22, settled) for place in range(number))
    return RaceRow(title, y, tuple(marks))
