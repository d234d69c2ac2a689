"""The only place that turns the rows of a decision into a diagram."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.possible import Masks, forced
from endorse_cli.models.decisions import OTHERWISE, Decision


@dataclass(frozen=True, slots=True)
class CompiledDecision:
    """A decision as a diagram whose terminals are row ids, and each row's own condition.

    `outcomes` is the same diagram with the rows' outcomes at its terminals.
    """

    decision: Decision
    root: Node
    outcomes: Node
    conditions: Mapping[str, Node]
    outcome_of: Mapping[str, str]


def compile_decision(
    manager: Manager, decision: Decision, conditions: Mapping[str, Node]
) -> CompiledDecision:
    """A decision of which every row's condition is built: the first row that holds decides."""
    root = manager.terminal(decision.rows[-1].id)
    for row in reversed(decision.rows[:-1]):
        root = manager.choose(conditions[row.id], manager.terminal(row.id), root)
    outcome_of = {row.id: row.outcome for row in decision.rows}
    outcomes = manager.relabel(root, lambda row: outcome_of[str(row)])
    return CompiledDecision(decision, root, outcomes, conditions, outcome_of)


def certain_row(
    manager: Manager, decided: CompiledDecision, rows: Sequence[str], masks: Masks
) -> str | None:
    """Of the rows left, all with one outcome, the one whose condition holds whatever is unknown.

    It is the last of them, since none after it could decide; None where that one may not hold
    either. The row of the rest holds for certain only where it is the only one.
    """
    last = rows[-1]
    if len(rows) == 1:
        return last
    if last != OTHERWISE and forced(manager, decided.conditions[last], masks, True):
        return last
    return None
