"""The only place that says which answers must be looked at again after a change."""

from endorse_cli.models.rubric import Criterion, Rubric


def to_look_at_again(old: Rubric, new: Rubric) -> tuple[str, ...]:
    """The criteria of both rubrics of which the wording, the answers or the anchors changed.

    An anchor is what an assessor must have seen to give an answer, the criterion's own or that of
    its scale; so an answer given under another one may no longer be what would be given now.
    """
    return tuple(
        id
        for id, criterion in new.criteria.items()
        if id in old.criteria and _words(old, old.criteria[id]) != _words(new, criterion)
    )


def _words(rubric: Rubric, criterion: Criterion) -> tuple[object, ...]:
    """All that an assessor reads to answer."""
    names = criterion.kind.names
    anchors = {name: rubric.anchor(criterion.id, name) for name in (*names, *criterion.anchors)}
    kind = (criterion.kind.form, names, criterion.may_be_not_applicable)
    return criterion.ask, kind, anchors, criterion.titles
