"""The only place that composes what is proved of a sound rubric: rows, outcomes, criteria."""

from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.checks import (
    comparison_constant,
    criterion_idle,
    finding_constant,
    level_no_anchor,
    not_monotone,
    outcome_unreachable,
    row_never,
    row_shadowed,
)
from endorse_cli.review.rests import Reported

BUILT = (
    comparison_constant,
    finding_constant,
    row_never,
    row_shadowed,
    outcome_unreachable,
    criterion_idle,
)
"""Asked of the diagrams; causes before what follows from them."""

WRITTEN = (not_monotone, level_no_anchor)
"""Asked of the rubric as it is written."""


class Soundness(NamedTuple):
    """What can never happen, decides nothing or says too little; and the codes not looked for."""

    faults: tuple[Diagnostic, ...]
    unchecked: tuple[str, ...]


def soundness(rubric: Rubric, compiled: Compiled | None, reported: Reported) -> Soundness:
    """Every check by itself; without diagrams, those that need none."""
    faults: list[Diagnostic] = []
    unchecked = []
    for check in BUILT:
        try:
            if compiled is None:
                raise TooManyNodes
            faults.extend(check.check(compiled, reported))
        except TooManyNodes:
            unchecked.append(check.__name__.rpartition(".")[2].replace("_", "-"))
    for written in WRITTEN:
        faults.extend(written.check(rubric, reported))
    return Soundness(tuple(faults), tuple(unchecked))
