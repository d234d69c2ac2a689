"""An outcome that no candidate can get.

It is listed, and no row that can decide has it. Members who read the list believe that it can
happen.

What to do: give it a row, or take it off the list.

Has the fault:

```yaml
decisions:
  visit:
    outcomes: [none, later, soon]  # <- outcome-unreachable
    rows:
      bad: {is: soon, when: unlivable, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```

Has not:

```yaml
decisions:
  visit:
    outcomes: [none, later, soon]
    rows:
      bad: {is: soon, when: unlivable, from: p5.1, basis: stated}
      wide: {is: later, when: {reach: great}, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.models.decisions import Decision
from endorse_cli.review.rests import Reported


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
