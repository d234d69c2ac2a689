"""An outcome that no candidate can get (`outcome-unreachable`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.models.decisions import Decision
from endorse_cli.review.reported import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every outcome that is no terminal of its decision."""
    for id, decided in compiled.decisions.items():
        manager, decision = compiled.manager, decided.decision
        reached = {manager.leaf[n] for n in manager.descendants((decided.outcomes,))}
        for place, outcome in enumerate(decision.outcomes):
            if outcome not in reached and not _follows(decision, outcome, reported):
                inside = () if decision.ordered else ("unordered",)
                yield Diagnostic(
                    "outcome-unreachable",
                    f"No candidate can get {quoted(outcome)} from {quoted(id)}.",
                    "Give it a row, or take it off the list.",
                    (*decision.trail, "outcomes", *inside, place),
                )


def _follows(decision: Decision, outcome: str, reported: Reported) -> bool:
    """Whether a row with this outcome, or one before it, has been reported or rests on what was."""
    if all(row.outcome != outcome for row in decision.rows):
        return False
    return any(
        (decision.id, row.id) in reported.rows or reported.condition_is_tainted(row.when)
        for row in decision.rows
    )
