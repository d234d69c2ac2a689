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

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.rests import Reported


def check(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
    """Every scale without any anchor that is relied on, and criteria with levels lacking one."""
    told: set[str] = set()
    for id, criterion in rubric.criteria.items():
        bare = [name for name in criterion.kind.names if rubric.anchor(id, name) is None]
        if criterion.kind.form != "levels" or not bare:
            continue
        scale = rubric.scales.get(criterion.kind.scale or "")
        if scale is None or scale.anchors or criterion.anchors:
            yield _note(id, bare, criterion.trail)
        elif scale.id not in told:
            told.add(scale.id)
            yield _note(scale.id, bare, scale.trail)


def _note(id: str, bare: list[str], trail: Trail) -> Diagnostic:
    return Diagnostic(
        "level-no-anchor",
        f"{quoted(id)} has no anchor for {listed(bare, 'and')}.",
        "Say under `anchors:` what an assessor must have seen to give it.",
        trail,
        on_key=True,
    )
