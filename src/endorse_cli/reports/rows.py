"""The only place that says which rows and columns candidates make as data, and what is in a cell.

Titles and answers are ids, as in the record, so that whoever computes with them finds them again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.assessment import Decided
from endorse_cli.engine.score_ends import Reach, reach_of
from endorse_cli.models.record import (
    DecisionPart,
    InvalidPart,
    LinePart,
    Record,
    Rows,
    deciding_row,
)
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import ComparedPart
from endorse_cli.views.condition_words import Words, rows_named

Cell: TypeAlias = str | int | Fraction | None
"""A text, a number, or nothing."""

WHO = ("name", "office", "seat", "election")
"""The first columns of every table of candidates."""

LINE = (
    *("criterion", "label", "group", "answer", "state", "bearing", "speaks", "matters"),
    *("citation", "basis", "sources", "first_source", "first_date", "note"),
)
"""The further columns of a table of lines."""

UNDETERMINED = "undetermined"

NOT_READ = "not read or judged"
"""Stands where a file that could not be judged would say what came out."""


class Columns(NamedTuple):
    """The titles of a table, and the places at which a file that could not be judged says so."""

    titles: tuple[str, ...]
    telling: tuple[int, ...]


class Layout(NamedTuple):
    """The columns that a rubric makes, or without one those always there; a record's rows."""

    columns: Callable[[Rubric | None], Columns]
    rows: Callable[[Record, Rubric], Iterator[list[Cell]]]


def _columns(titles: Iterable[str], telling: Iterable[int]) -> Columns:
    """Columns of which no two have one title: of several the later ones are numbered."""
    found: list[str] = []
    for title in titles:
        free, number = title, 2
        while free in found:
            free, number = f"{title}.{number}", number + 1
        found.append(free)
    return Columns(tuple(found), tuple(telling))


# A row a candidate


def candidate_columns(rubric: Rubric | None) -> Columns:
    """Who; of each decision outcome, what is possible and the rows; each score's ends; findings."""
    decisions, scores = (rubric.decisions, rubric.scores) if rubric else ((), ())
    titles = [f"{id}{part}" for id in decisions for part in ("", "_possible", "_rows")]
    titles += [f"{id}_{end}" for id in scores for end in ("low", "high")]
    telling = range(len(WHO), len(WHO) + 3 * len(decisions), 3)
    return _columns((*WHO, *titles, *(rubric.findings if rubric else ())), telling)


def result_cells(
    decided: Mapping[str, Decided],
    scores: Mapping[str, Reach],
    findings: Mapping[str, str],
    rubric: Rubric,
) -> list[Cell]:
    """What came out for a candidate, without who it is; empty for what is not asked on the day.

    With an outcome only the row that holds for certain is named; none where none of several does.
    """
    cells: list[Cell] = []
    for id in rubric.decisions:
        cells += _decided_cells(decided[id]) if id in decided else _NOTHING
    for id in rubric.scores:
        cells += scores.get(id, _NO_REACH)
    cells += [findings.get(id) for id in rubric.findings]
    return cells


_NOTHING = (None, None, None)
_NO_REACH = Reach(None, None)


@lru_cache(maxsize=4096)
def _decided_cells(decided: Decided) -> tuple[str, str, str]:
    named = rows_named(decided.outcome, decided.rows, decided.row)
    return decided.outcome or UNDETERMINED, "; ".join(decided.possible), "; ".join(named)


def _candidate_rows(record: Record, rubric: Rubric) -> Iterator[list[Cell]]:
    decided = {id: _decided(part) for id, part in record["decisions"].items()}
    scores = {id: reach_of(part) for id, part in record["scores"].items()}
    yield [*_who(record), *result_cells(decided, scores, record["findings"], rubric)]


def _decided(part: DecisionPart) -> Decided:
    return Decided(part["outcome"], (*part["possible"],), (*part["rows"],), deciding_row(part), ())


def _who(record: Record) -> tuple[str | None, ...]:
    who = record["candidate"]
    return who["name"], who["office"], who["seat"], who["election"]


# A row a candidate and criterion


def _line_columns(_rubric: Rubric | None) -> Columns:
    titles = (*WHO, *LINE)
    return Columns(titles, (titles.index("state"),))


def _line_rows(record: Record, rubric: Rubric) -> Iterator[list[Cell]]:
    who = _who(record)
    for line in record["lines"]:
        sources = line["evidence"]
        first = sources[0] if sources else None
        yield [
            *who,
            line["criterion"],
            Words(rubric).label(line["criterion"]),
            rubric.groups[line["group"]],
            _answer(line),
            line["state"],
            line["bearing"],
            line.get("speaks"),
            "yes" if line.get("matters") else "no",
            "; ".join(line["from"]),
            line["basis"],
            len(sources),
            first and first["source"],
            first and first["date"],
            line["note"],
        ]


def _answer(line: LinePart) -> str | None:
    """The answer as one text: what assessors gave, or each member with what is said of it."""
    answer = line["answer"]
    if isinstance(answer, dict):
        members = ((name, said or "unknown") for name, said in answer.items())
        return "; ".join(f"{name}={_one(said, ' or ')}" for name, said in members)
    return None if answer is None else _one(answer, "; ")


def _one(said: str | Sequence[str], between: str) -> str:
    return said if isinstance(said, str) else between.join(said)


# Answers side by side


def _wide_columns(rubric: Rubric | None) -> Columns:
    decisions, criteria = (rubric.decisions, rubric.criteria) if rubric else ((), ())
    return _columns((*WHO, *decisions, *criteria), range(len(WHO), len(WHO) + len(decisions)))


def _wide_rows(record: Record, rubric: Rubric) -> Iterator[list[Cell]]:
    lines = {line["criterion"]: line for line in record["lines"]}
    decided = record["decisions"]
    yield [
        *_who(record),
        *(
            decided[id]["outcome"] or UNDETERMINED if id in decided else None
            for id in rubric.decisions
        ),
        *(_stated(lines[id]) if id in lines else None for id in rubric.criteria),
    ]


def _stated(line: LinePart) -> str:
    """An answer that alone says what is known: `unknown: no_reply`, `disputed: some; clear`."""
    answer = _answer(line)
    if answer is None:
        return f"unknown: {line['state']}"
    return f"disputed: {answer}" if isinstance(line["answer"], list) else answer


LAYOUTS: dict[Rows, Layout] = {
    "candidates": Layout(candidate_columns, _candidate_rows),
    "lines": Layout(_line_columns, _line_rows),
    "wide": Layout(_wide_columns, _wide_rows),
}


def unread_row(part: InvalidPart, columns: Columns) -> list[Cell]:
    """The row of what could not be read or judged, so that it is missed by nobody."""
    cells: list[Cell] = [None] * len(columns.titles)
    for place in columns.telling:
        cells[place] = NOT_READ
    cells[0] = part["source"]
    return cells


def table_of(
    kind: Rows, judged: Sequence[tuple[Record, Rubric]], invalid: Iterable[InvalidPart] = ()
) -> tuple[Columns, Iterator[list[Cell]]]:
    """A whole table: a column for each that any of the rubrics makes, and the rows under them.

    Last come the rows of what could not be read or judged.
    """
    layout = LAYOUTS[kind]
    made = {id(rubric): layout.columns(rubric) for _, rubric in judged}
    telling = [each.titles[place] for each in made.values() for place in each.telling]
    titles = tuple(dict.fromkeys(title for each in made.values() for title in each.titles))
    columns = layout.columns(None)
    if judged:
        places = sorted({titles.index(title) for title in telling})
        columns = Columns(titles, tuple(places))
    return columns, _under(columns, layout, made, judged, invalid)


def _under(
    columns: Columns,
    layout: Layout,
    made: Mapping[int, Columns],
    judged: Iterable[tuple[Record, Rubric]],
    invalid: Iterable[InvalidPart],
) -> Iterator[list[Cell]]:
    for record, rubric in judged:
        own = made[id(rubric)].titles
        for cells in layout.rows(record, rubric):
            by_title = dict(zip(own, cells, strict=True))
            yield [by_title.get(title) for title in columns.titles]
    yield from (unread_row(part, columns) for part in invalid)


COMPARED = ("first", "second", "variable", "answer_first", "answer_second", "moves", "explains")


def difference_rows(compared: Iterable[ComparedPart]) -> Iterator[list[Cell]]:
    """A row for every answer that differs between two candidates.

    The last cell names the decisions that it explains together with other answers, and not alone.
    """
    for part in compared:
        first, second = part["names"]
        for found in part["differences"]:
            variable, moves = found["variable"], "; ".join(found["moves"])
            told = [id for id, one in part["explained"].items() if variable in one["variables"]]
            sides = map(_known, (found["before"], found["after"]))
            yield [first, second, variable, *sides, moves, "; ".join(told)]


def _known(names: list[str] | None) -> str:
    return "not known" if names is None else "; ".join(names)
