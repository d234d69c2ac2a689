"""A comparison that always or never holds.

A test that every possible answer passes, or none, decides nothing: `at_least` the lowest level,
`one_of` all the choices, a threshold that a score cannot reach. Most often the bound is one level
off or the threshold is on another scale than the score. In the example the score goes from 0 to 6,
and 50 was perhaps meant as per cent.

What to do: move the bound, or leave the comparison out.

Has the fault:

```yaml
findings:
  far_reaching:
    {when: {weight: {at_least: 50}}, from: p3.3, basis: inferred}  # <- comparison-constant
```

Has not:

```yaml
findings:
  far_reaching:
    {when: {weight: {at_least: 3}}, from: p3.3, basis: inferred}
```
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.order import conditions_of
from endorse_cli.models.conditions import Atom, each_of, walk
from endorse_cli.models.tests import Includes
from endorse_cli.review.rests import Reported


def check(compiled: Compiled, reported: Reported) -> Iterator[Diagnostic]:
    """Every test in a finding or decision that is constant of itself."""
    rubric = compiled.rubric
    for id in (*rubric.findings, *rubric.decisions):
        for condition in conditions_of(rubric, id):
            for part in walk(condition):
                if isinstance(part, Atom) and part.id not in rubric.decisions:
                    node = compiled.builder.atom(part.id, part.test)
                    if node in (NO, YES) and not isinstance(part.test, Includes):
                        reported.places.add(part.trail)
                        yield _fault(part.id, node, (*part.trail, part.id))
                elif each := each_of(part):
                    ids = rubric.members(each.of) if isinstance(each.of, str) else each.of
                    nodes = {compiled.builder.atom(name, each.test) for name in ids}
                    constant = nodes & {NO, YES}
                    if constant:
                        reported.places.add(part.trail)
                        yield _fault(ids[0], min(constant), (*each.trail, "are"))


def _fault(id: str, node: Node, trail: tuple[str | int, ...]) -> Diagnostic:
    how = "always" if node == YES else "never"
    return Diagnostic(
        "comparison-constant",
        f"This comparison of {quoted(id)} {how} holds.",
        "Move the bound, or leave the comparison out.",
        trail,
        on_key=True,
    )
