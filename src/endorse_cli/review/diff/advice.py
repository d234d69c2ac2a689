"""What a version's number should do after a change, and what must be looked at again.

Two questions settle it: are answers that were given still usable, and do outcomes change? The page
docs/changing-a-rubric.md writes the rules out; each has an id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from endorse_cli.models.criteria import Criterion
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.models.versions import Advice, Kind, VersionPart
from endorse_cli.review.diff.edits import Change
from endorse_cli.review.diff.meaning import Meaning
from endorse_cli.review.diff.new_answers import lined_up
from endorse_cli.rubric.demands import lost_words, may_be_older
from endorse_cli.rubric.renames import Filling


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
    number = criterion.kind.number
    measured = (number.unit, number.step) if number else None
    kind = (criterion.kind.form, names, measured, criterion.may_be_not_applicable)
    return criterion.ask, kind, anchors, criterion.titles


def lowered(old: Rubric, new: Rubric, filled: Iterable[Filling] = ()) -> tuple[str, ...]:
    """The criteria of both rubrics of which an answer counts now on less evidence than before.

    It needed a source and needs none, or the source may be older. What takes the place of a
    placeholder is held against that.
    """
    was = {id: old.criteria[one.placeholder] for one in filled for id in one.members}
    was |= old.criteria
    return tuple(
        id for id, criterion in new.criteria.items() if id in was and _asks_less(was[id], criterion)
    )


def _asks_less(old: Criterion, new: Criterion) -> bool:
    return _needs_less(old, new) or may_be_older(old.fresh_for, new.fresh_for)


def _needs_less(old: Criterion, new: Criterion) -> bool:
    """Whether an answer that counted only with a source and a date counts without them.

    An answer that is new counted as what was given for it.
    """
    if new.evidence.rule == "required":
        return False
    names, needed = new.kind.names, set(new.evidence.required_for)
    if not names:
        return old.evidence.rule == "required"
    was = set(old.kind.names if old.evidence.rule == "required" else old.evidence.required_for)
    ordered = old.kind.ordered and new.kind.ordered
    stand_ins = lined_up(old.kind.names, names, ordered=ordered).stand_ins()
    return any(
        name not in needed
        and (name in was or any(old.kind.names[p] in was for p in stand_ins.get(place, ())))
        for place, name in enumerate(names)
    )


def lost_answers(old: Rubric, new: Rubric) -> Mapping[str, tuple[str, ...]]:
    """The answers of the old rubric that the new one cannot read, in words, by criterion.

    They are told by what can be answered: a diagram does not tell apart what no condition does, and
    somebody may have given it all the same. A criterion that is gone is a change of its own.
    """
    found = {
        id: tuple(_lost(criterion, new.criteria[id]))
        for id, criterion in old.criteria.items()
        if id in new.criteria
    }
    return {id: lost for id, lost in found.items() if lost}


def _lost(old: Criterion, new: Criterion) -> Iterator[str]:
    yield from lost_words(old.kind, new.kind)
    if old.may_be_not_applicable and not new.may_be_not_applicable:
        yield NOT_APPLICABLE


RULES: dict[str, Advice] = {
    "answers-unusable": "major",
    "names-gone": "major",
    "outcomes-change": "minor",
    "more-is-asked": "minor",
    "answers-again": "minor",
    "evidence": "minor",
    "other": "patch",
}
"""Every rule with what it calls for; the gravest that applies is the advice."""

ORDER: tuple[Advice, ...] = ("major", "minor", "patch", "none")

_OF_KIND: dict[Kind, str] = {
    "criterion-removed": "answers-unusable",
    "decision-removed": "names-gone",
    "decision-added": "outcomes-change",
    "criterion-added": "more-is-asked",
    "evidence": "evidence",
    "fresh-for": "evidence",
}


def advise(
    changed: Sequence[Change],
    meaning: Iterable[Meaning],
    old: Rubric,
    new: Rubric,
    again: Sequence[str],
) -> VersionPart:
    """The advice for a change from one rubric to another; none where they are two rubrics."""
    if old.id != new.id:
        return {"advice": "none", "because": [], "next": None}
    found = {_OF_KIND[change.kind] for change in changed if change.kind in _OF_KIND}
    if any(change.kind != "version" for change in changed):
        found.add("other")
    if any(part.moves for part in meaning):
        found.add("outcomes-change")
    if again:
        found.add("answers-again")
    found |= set(_of_names(old, new))
    called = {RULES[rule] for rule in found}
    advice: Advice = next((one for one in ORDER if one in called), "none")
    because = [rule for rule in RULES if rule in found and RULES[rule] == advice]
    return {"advice": advice, "because": because, "next": following(old.version, advice)}


def _of_names(old: Rubric, new: Rubric) -> Iterator[str]:
    """The rules that speak of answers and outcomes that are there on one side only."""
    if lost_answers(old, new):
        yield "answers-unusable"
    if lost_answers(new, old):
        yield "more-is-asked"
    for id, decision in old.decisions.items():
        if id in new.decisions and set(decision.outcomes) - set(new.decisions[id].outcomes):
            yield "names-gone"


def following(version: str, advice: Advice) -> str | None:
    """The next version that an advice calls for; None where there is none or it is no `1.2.3`."""
    parts = version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, second, third = map(int, parts)
    match advice:
        case "major":
            return f"{first + 1}.0.0"
        case "minor":
            return f"{first}.{second + 1}.0"
        case "patch":
            return f"{first}.{second}.{third + 1}"
    return None
