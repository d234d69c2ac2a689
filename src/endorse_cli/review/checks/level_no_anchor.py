"""A level of which nothing says what an assessor must have seen (`level-no-anchor`)."""

from collections.abc import Iterator

from endorse_cli.diagnostics import Diagnostic, Trail, listed, quoted
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.reported import Reported


def check(rubric: Rubric, _reported: Reported) -> Iterator[Diagnostic]:
    """Every criterion with levels lacking one; where it relies on its scale's, the scale, once."""
    told: set[str] = set()
    for id, criterion in rubric.criteria.items():
        bare = [name for name in criterion.kind.names if rubric.anchor(id, name) is None]
        if criterion.kind.form != "levels" or not bare:
            continue
        scale = rubric.scales.get(criterion.kind.scale or "")
        if scale is None or criterion.anchors:
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
