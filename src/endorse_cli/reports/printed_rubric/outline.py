"""The only place for what every section of a shown rubric is made of: entries, lists, cells."""

from collections.abc import Iterable, Sequence

from endorse_cli.models.decisions import Cell, Decision, Row, Table
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.page import RESULT, Page, plain_table
from endorse_cli.reports.wording import Line, bands_words, cell_words, cited, outcome_words

STEP = 2
"""The columns of one step inwards."""


def put_entry(page: Page, title: str, id: str, grounds: Grounds | None = None) -> None:
    """What an entry is called, its id, and what it rests on."""
    page.blank()
    right = id if grounds is None else f"{id} · {cited(grounds)}"
    page.ends(title, right, "strong", keys=("entry", "id"), indent=2)


def put_outline(page: Page, lines: Iterable[Line], indent: int) -> None:
    """A list with indents; what a line rests on stands at its end."""
    for line in lines:
        own = indent + STEP * line.depth
        words = "- " * (page.look.narrow and line.depth) + line.text
        if line.grounds is None:
            page.put(words, indent=own, hang=STEP)
            continue
        page.ends(words, cited(line.grounds), indent=own)
        put_note(page, line.grounds, own + STEP)


def put_note(page: Page, grounds: Grounds, indent: int = 4) -> None:
    """The note that goes with a citation, where there is one."""
    page.fact("note", grounds.note or "", "quiet", indent=indent)


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
    page.table(plain_table([*table.by, decision.id], rows), indent=indent)


def put_bands(
    page: Page, rubric: Rubric, decision: Decision, rows: Sequence[Row], *, indent: int
) -> None:
    """Bands of a decision, one below the other: the bounds, and the outcome."""
    bounds = bands_words(rubric, decision, [row.id for row in rows])
    for row, words in zip(rows, bounds, strict=True):
        outcome = outcome_words(decision, row.outcome)
        page.put(f"{words} {RESULT}{outcome}", indent=indent, hang=2)
