"""A row whose own condition cannot hold (`row-never`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO
from endorse_cli.models.decisions import Table
from endorse_cli.review.reported import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every row whose condition is the terminal NO."""
    for id, decided in compiled.decisions.items():
        if isinstance(decided.decision.body, Table):
            # A table has a cell for every combination, also for those that cannot occur.
            continue
        for row in decided.decision.rows:
            if decided.conditions[row.id] == NO and not reported.row_is_tainted(row):
                reported.rows.add((id, row.id))
                yield Diagnostic(
                    "row-never",
                    f"The row {quoted(f'{id}.{row.id}')} can never hold.",
                    "Look for parts of its condition that exclude each other.",
                    row.trail,
                    on_key=True,
                )
