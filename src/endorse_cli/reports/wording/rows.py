"""The only place for how a row is named: a row by its id, a cell by its inputs, a cut as a band."""

from collections.abc import Sequence

from endorse_cli.models.decisions import Bands, Decision, Row, Table
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.reports.wording.conditions import condition_phrase, subject_words
from endorse_cli.reports.wording.names import plain_name, series
from endorse_cli.reports.wording.tests import range_words, value_words

WHICHEVER = "whichever row fits"
"""What decides where several rows may and all have one outcome; none of them is named."""


def rows_named(outcome: str | None, rows: Sequence[str], row: str | None) -> Sequence[str]:
    """The rows that are named with a result: the certain one, or those that an open one hangs on.

    Where the outcome is the same whichever decides, a row that may not fit says nothing true of
    anybody.
    """
    if row is not None:
        return (row,)
    return rows if outcome is None else ()


def row_words(rubric: Rubric, decision: Decision, row: Row) -> str:
    """What decides: `row surplus`, `the cell where a is low and b is yes`, `the band where …`."""
    if row.when is None or decision.body is None:
        return f"row {row.id}"
    what = "cell" if isinstance(decision.body, Table) else "band"
    return f"the {what} where {condition_phrase(rubric, row.when)}"


def rows_words(rubric: Rubric, decision: Decision, rows: Sequence[str]) -> str:
    """The rows of which one decides: `the first that fits of …`, `one of 4 cells, where …`."""
    body = decision.body
    if isinstance(body, Table):
        inputs = series(inputs_words(rubric, body, rows))
        return f"one of {len(rows)} cells, where {inputs}"
    if isinstance(body, Bands):
        return f"one of the bands {series(rows, 'or')} of {subject_words(rubric, body.of)}"
    return f"the first of these rows that fits: {', '.join(rows)}"


def inputs_words(rubric: Rubric, table: Table, rows: Sequence[str]) -> list[str]:
    """What each input of a table still is in some of its cells: `"Grade" is low or middle`."""
    left = [cell for cell in table.cells if ".".join(cell.names) in rows]
    columns = ([cell.names[place] for cell in left] for place in range(len(table.by)))
    return [
        f"{subject_words(rubric, id)} is "
        f"{series((cell_words(rubric, id, name) for name in dict.fromkeys(names)), 'or')}"
        for id, names in zip(table.by, columns, strict=True)
    ]


def bands_words(rubric: Rubric, decision: Decision, rows: Sequence[str]) -> list[str]:
    """The bounds of some bands: `at least 4 and at most 6`."""
    if not isinstance(decision.body, Bands):
        return []
    cuts = {row.id: cut for row, cut in zip(decision.rows, decision.body.cuts, strict=True)}
    return [range_words(rubric, decision.body.of, cuts[id].range, formal=True) for id in rows]


def cell_words(rubric: Rubric, id: str, name: str) -> str:
    """An input of a cell in printed words: an answer, an outcome, or whether a finding holds."""
    if name == NOT_APPLICABLE:
        return "does not apply"
    return plain_name(name) if id in rubric.findings else value_words(rubric, id, name)
