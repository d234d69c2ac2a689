"""The only place that judges whether a rubric does what a case expects, for the reason expected."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.engine.assessment import Assessment, Decided
from endorse_cli.models.case import UNDETERMINED, Case, Expected
from endorse_cli.models.testing import Aspect


class Miss(NamedTuple):
    """One expectation that is not met.

    `missing` are those of the expected that were not found; for reasons nothing else counts, for
    outcomes and rows it also counts what was found and not expected.
    """

    decision: str
    aspect: Aspect
    expected: tuple[str, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]


def misses(case: Case, assessment: Assessment) -> Iterator[Miss]:
    """Every expectation of a case that its assessment does not meet, outcomes first."""
    decisions = assessment.decisions
    for id, expected in case.expect.items():
        if not _is_met(expected, decisions[id]):
            wanted = (UNDETERMINED,) if expected == UNDETERMINED else expected
            yield _miss(id, "outcome", wanted, decisions[id].possible)
    for id, rows in case.rows.items():
        if set(rows) != set(decisions[id].rows):
            yield _miss(id, "rows", rows, decisions[id].rows)
    # Of a rubric that is too large as a whole there are no reasons to be compared.
    for id, criteria in () if assessment.compiled.is_partial else case.reasons.items():
        reason = _reason(assessment, id)
        if not all(_is_named(criterion, reason) for criterion in criteria):
            missing = tuple(c for c in criteria if not _is_named(c, reason))
            yield Miss(id, "reasons", criteria, reason, missing)


def _is_met(expected: Expected, decided: Decided) -> bool:
    if expected == UNDETERMINED:
        return len(decided.possible) > 1
    return set(expected) == set(decided.possible)


def _miss(id: str, aspect: Aspect, expected: Sequence[str], found: Sequence[str]) -> Miss:
    missing = tuple(word for word in expected if word not in found)
    return Miss(id, aspect, tuple(expected), tuple(found), missing)


def _reason(assessment: Assessment, decision: str) -> tuple[str, ...]:
    found = assessment.reasons.get(decision)
    variables = assessment.compiled.variables
    return tuple(variables[level].id for level in found.sufficient) if found else ()


def _is_named(criterion: str, reason: tuple[str, ...]) -> bool:
    """Whether a reason names a variable, or any member of the set that is asked for."""
    return any(id == criterion or id.startswith(f"{criterion}.") for id in reason)
