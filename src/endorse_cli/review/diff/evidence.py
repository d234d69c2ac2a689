"""The only place that compares what two rubrics demand as evidence."""

from endorse_cli.models.rubric import Criterion, Rubric


def lowered(old: Rubric, new: Rubric) -> tuple[str, ...]:
    """The criteria of both rubrics of which an answer that needed a source needs none now."""
    return tuple(
        id
        for id, criterion in new.criteria.items()
        if id in old.criteria and _demanded(old.criteria[id]) - _demanded(criterion)
    )


def _demanded(criterion: Criterion) -> set[str]:
    """The answers that count only with a source and a date."""
    rule = criterion.evidence
    return set(criterion.kind.names if rule.rule == "required" else rule.required_for)
