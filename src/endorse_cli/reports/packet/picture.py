"""The only place that draws a slate: a mark for each candidate, by race and by outcome.

A mark says where a candidate stands and nothing about how near another outcome is; what can be
seen in the picture is said in its text too.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from endorse_cli.models.candidate import race_of
from endorse_cli.models.record import Record
from endorse_cli.reports.wording import NO_RACE, outcome_words, plain_name, series, slate_words
from endorse_cli.views.result import Result

T = TypeVar("T")

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


class Place(NamedTuple):
    """The day of a candidate's election and the race on it; None with neither seat nor office."""

    day: str
    race: tuple[str, ...] | None


def place_of(record: Record) -> tuple[Place, str]:
    """Where a candidate stands, and the title of that race."""
    who = record["candidate"]
    race = race_of(who["seat"], who["office"], who["election"])
    title = who["office"] or plain_name(who["seat"] or "") if race else NO_RACE
    return Place(who["election"] or "", race), title


def by_race(results: Sequence[Result], found: Sequence[T]) -> list[tuple[Place, str, list[T]]]:
    """What was found of candidates by their races, each with its title.

    By day, none last; on a day in the order given, and last those who are in no race.
    """
    races: dict[Place, tuple[str, list[T]]] = {}
    for result, one in zip(results, found, strict=True):
        place, title = place_of(result.record)
        races.setdefault(place, (title, []))[1].append(one)
    order = sorted(races, key=lambda place: (not place.day, place.day, place.race is None))
    return [(place, *races[place]) for place in order]


def picture_of(results: Sequence[Result], *, whole: bool = True) -> Picture | None:
    """The picture of a slate; None of a single candidate, whose result stands in words.

    It is not the `whole` slate where some could not be read.
    """
    if len(results) < 2:
        return None
    outcomes = [_outcome(result) for result in results]
    columns = _columns(results)
    races = by_race(results, outcomes)
    rows = tuple(
        _row(title, found, HEAD + STEP * number, columns)
        for number, (_, title, found) in enumerate(races)
    )
    counts = (
        f"{column.words}: {outcomes.count(column.words)}"
        for column in columns
        if column.words in outcomes
    )
    apart = sum(len(found) for place, _, found in races if place.race is None)
    known = sum(place.race is not None for place, _, _ in races)
    what = f"{slate_words(len(results), known, apart)}{'' if whole else ' could be read'}"
    said = series(f"{title} ({', '.join(found)})" for _, title, found in races)
    words = f"{what}. {'; '.join(counts)}. By race: {said}."
    height = HEAD + STEP * len(rows)
    return Picture(WIDTH, height, "The slate at a glance", words, columns, rows)


def _outcome(result: Result) -> str:
    """The outcome of the decision that leads."""
    id = result.rubric.leading
    decided = result.record["decisions"][id]
    if decided["outcome"] is None:
        return UNDETERMINED
    return outcome_words(result.rubric.decisions[id], decided["outcome"])


def _columns(results: Sequence[Result]) -> tuple[Column, ...]:
    """Every outcome of the rubrics in use, worst first, and last what is undetermined."""
    words: dict[str, None] = {}
    for result in results:
        decision = result.rubric.decisions[result.rubric.leading]
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
