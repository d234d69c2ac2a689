"""The only place that lays out what decides where it is no list of rows: cells and bands."""

from collections.abc import Sequence

from endorse_cli.models.decisions import Cell, Decision, Row, Table
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.grid import put_grid
from endorse_cli.reports.page import RESULT, Page
from endorse_cli.reports.wording import bands_words, cell_words, outcome_words


def put_cells(
    page: Page,
    rubric: Rubric,
    decision: Decision,
    table: Table,
    cells: Sequence[Cell],
    *,
    indent: int,
) -> None:
    """Cells of a decision table in columns: its inputs, and the outcome."""
    rows = [
        [
            *(cell_words(rubric, id, name) for id, name in zip(table.by, cell.names, strict=True)),
            f"{RESULT}{outcome_words(decision, cell.outcome)}",
        ]
        for cell in cells
    ]
    put_grid(page, [*table.by, decision.id], rows, indent=indent)


def put_bands(
    page: Page, rubric: Rubric, decision: Decision, rows: Sequence[Row], *, indent: int
) -> None:
    """Bands of a decision, one below the other: the bounds, and the outcome."""
    bounds = bands_words(rubric, decision, [row.id for row in rows])
    for row, words in zip(rows, bounds, strict=True):
        outcome = outcome_words(decision, row.outcome)
        page.put(f"{words} {RESULT}{outcome}", indent=indent, hang=2)
