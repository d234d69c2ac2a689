"""The only place that compares what two rubrics demand as evidence."""

from endorse_cli.models.floors import may_be_older
from endorse_cli.models.rubric import Criterion, Rubric


def lowered(old: Rubric, new: Rubric) -> tuple[str, ...]:
    """The criteria of both rubrics of which an answer counts now on less evidence than before.

    It needed a source and needs none, or the source may be older.
    """
    return tuple(
        id
        for id, criterion in new.criteria.items()
        if id in old.criteria and _asks_less(old.criteria[id], criterion)
    )


def _asks_less(old: Criterion, new: Criterion) -> bool:
    return _needs_less(old, new) or may_be_older(old.fresh_for, new.fresh_for)


def _needs_less(old: Criterion, new: Criterion) -> bool:
    """Whether an answer that counted only with a source and a date counts without them."""
    if new.evidence.rule == "required":
        return False
    names, needed = set(new.kind.names), set(new.evidence.required_for)
    if old.evidence.rule == "required":
        return not names or not names <= needed
    return bool((set(old.evidence.required_for) & names) - needed)
