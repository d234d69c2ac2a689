"""A finding that holds for every candidate, or for none.

Its parts contradict each other, or together they cover everything. What rests on it then rests on
nothing.

What to do: look at the parts that exclude each other, or leave the finding out. Where a list was
meant as a choice, `any:` belongs there, not `all:`.

Has the fault:

```yaml
findings:
  limited:  # <- finding-constant
    {when: {all: [{need: small}, {need: fair}]}, from: p3.3, basis: inferred}
```

Has not:

```yaml
findings:
  limited:
    {when: {any: [{need: small}, {need: fair}]}, from: p3.3, basis: inferred}
```
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.order import conditions_of
from endorse_cli.review.rests import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every finding whose diagram is a terminal."""
    for id, rule in compiled.rubric.findings.items():
        node = compiled.findings[id]
        tainted = any(
            reported.condition_is_tainted(condition)
            for condition in conditions_of(compiled.rubric, id)
        )
        if node in (NO, YES) and not tainted:
            reported.definitions.add(id)
            how = "every" if node == YES else "no"
            yield Diagnostic(
                "finding-constant",
                f"The finding {quoted(id)} holds for {how} candidate.",
                "Look for parts that exclude or cover each other, or leave it out.",
                rule.trail,
                on_key=True,
            )
