"""The only place that composes what is proved of a sound rubric: rows, outcomes, criteria."""

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.engine.compiled import Compiled
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

IN_ORDER = (
    comparison_constant.check,
    finding_constant.check,
    row_never.check,
    row_shadowed.check,
    outcome_unreachable.check,
    criterion_idle.check,
    not_monotone.check,
    level_no_anchor.check,
)
"""Causes before what follows from them."""


def soundness_faults(compiled: Compiled, reported: Reported) -> tuple[Diagnostic, ...]:
    """Everything that can never happen, decides nothing, or says too little."""
    return tuple(found for check in IN_ORDER for found in check(compiled, reported))
