"""A row whose own condition cannot hold.

No answers make the condition true, so the row never decides, wherever it stands. What it was
written for goes to another row, and the members who wanted it are not told.

What to do: look for parts of the condition that exclude each other, and for an exception under
`unless:` that covers all of it.

Has the fault:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    rows:
      bad:  # <- row-never
        {is: soon, when: {all: [unlivable, {need: small}]}, from: p5.1, basis: stated}
      wide: {is: soon, when: {reach: great}, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```

Has not:

```yaml
decisions:
  visit:
    outcomes: [none, soon]
    rows:
      bad:
        {is: soon, when: {all: [unlivable, {need: great}]}, from: p5.1, basis: stated}
      wide: {is: soon, when: {reach: great}, from: p5.1, basis: stated}
    otherwise: {is: none, from: p5.2, basis: stated}
```
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO
from endorse_cli.models.decisions import Table
from endorse_cli.review.rests import Reported


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
