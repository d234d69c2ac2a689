"""A row that could hold, but an earlier row always decides (`row-shadowed`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.models.decisions import OTHERWISE, Row
from endorse_cli.review.reported import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every row that can hold and at which no candidate arrives."""
    for id, decided in compiled.decisions.items():
        yield from _of_decision(compiled, id, decided, reported)


def _of_decision(
    compiled: Compiled, id: str, decided: CompiledDecision, reported: Reported
) -> Iterator[Diagnostic]:
    manager = compiled.manager
    arriving = {manager.leaf[n] for n in manager.descendants((decided.root,))}
    before, covered, tainted = NO, False, False
    for row in decided.decision.rows:
        condition = decided.conditions[row.id]
        tainted = tainted or reported.row_is_tainted(row)
        if condition != NO and row.id not in arriving and not tainted and not covered:
            reported.rows.add((id, row.id))
            covered = before == YES
            yield _fault(compiled, id, decided, row)
        before = manager.either(condition, before)


def _fault(compiled: Compiled, id: str, decided: CompiledDecision, row: Row) -> Diagnostic:
    manager, mine = compiled.manager, decided.conditions[row.id]
    blockers = []
    for earlier in decided.decision.rows:
        if earlier.id == row.id:
            break
        if manager.both(decided.conditions[earlier.id], mine) != NO:
            blockers.append(quoted(earlier.id))
    return Diagnostic(
        "row-shadowed",
        f"The row {quoted(f'{id}.{row.id}')} never decides: whenever it holds, "
        f"{' or '.join(blockers)} decides before it.",
        "Leave it out: where the rows before it are total, there is no rest."
        if row.id == OTHERWISE
        else "Move it up, or narrow the row before it.",
        row.trail,
        on_key=True,
    )
