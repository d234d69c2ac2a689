"""A level without an anchor: nothing says what an assessor must have seen to give it.

Two assessors then mean different things by the same word. This is a note, not an error, and leaves
the exit status as it is.

What to do: add a sentence for the level under the criterion's `anchors`, or under its scale's.

Has the fault:

```yaml
criteria:
  trust:  # <- level-no-anchor
    group: house
    ask: "How do the tenants get on with the owner?"
    answer: {levels: [badly, well]}
    anchors: {badly: "There is a case in court."}
    recorded: "For the visit."
    from: p2.5
    basis: stated
```

Has not:

```yaml
criteria:
  trust:
    group: house
    ask: "How do the tenants get on with the owner?"
    answer: {levels: [badly, well]}
    anchors: {badly: "There is a case in court.", well: "Letters are answered."}
    recorded: "For the visit."
    from: p2.5
    basis: stated
```
"""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, listed, quoted
from endorse_cli.engine.compile import Compiled
from endorse_cli.review.rests import Reported


def check(compiled: Compiled, _reported: Reported) -> Iterator[Diagnostic]:
    """Every criterion with levels of which some have no anchor."""
    rubric = compiled.rubric
    for id, criterion in rubric.criteria.items():
        if criterion.kind.form != "levels":
            continue
        bare = [name for name in criterion.kind.names if rubric.anchor(id, name) is None]
        if bare:
            yield Diagnostic(
                "level-no-anchor",
                f"{quoted(id)} has no anchor for {listed(bare, 'and')}.",
                "Say under `anchors:` what an assessor must have seen to give it.",
                criterion.trail,
                on_key=True,
            )
