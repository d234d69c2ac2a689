"""What is demanded of answers, of a family's members too, and which of two demands is less."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.diagnostics import Trail
from endorse_cli.models.criteria import EVIDENCE, Criterion, EvidenceRule, Family
from endorse_cli.models.grounds import Basis, Span
from endorse_cli.models.kinds import ONE_NAME, Kind, NumberShape
from endorse_cli.models.model import replace
from endorse_cli.models.overlay_chain import Change
from endorse_cli.models.plain_values import number_words
from endorse_cli.models.rubric import Rubric

STRICTNESS = EVIDENCE[::-1]


class Floor(NamedTuple):
    """What members have at least; None where nothing is said. `basis` is the line's own layer."""

    evidence: EvidenceRule | None
    fresh_for: Span | None
    answer: Kind | None
    basis: Basis


class Less(NamedTuple):
    """A key in which a member asks for less than a family, and both in words."""

    key: str
    family: str
    before: str
    after: str
    basis: Basis


def floor_of(family: Family, criteria: dict[str, Criterion]) -> Floor:
    """What a family demands of its members: its own keys, and for the rest its placeholder's."""
    stand_in = criteria.get(family.placeholder or "")
    if stand_in is None or family.id not in stand_in.families:
        return Floor(family.evidence, family.fresh_for, family.answer, "inferred")
    says = stand_in.evidence if "evidence" not in stand_in.inherited else None
    return Floor(
        family.evidence
        or (says if says and (says.required_for or says.rule != "expected") else None),
        family.fresh_for or stand_in.fresh_for,
        family.answer or stand_in.kind,
        stand_in.grounds.basis,
    )


def inherit(criteria: dict[str, Criterion], families: dict[str, Family]) -> dict[str, Criterion]:
    """The criteria, each with what its families demand where it says nothing itself."""
    floors = {id: floor_of(family, criteria) for id, family in families.items()}
    return {
        id: _heir(criterion, [floors[name] for name in criterion.families if name in floors])
        for id, criterion in criteria.items()
    }


def _heir(criterion: Criterion, floors: list[Floor]) -> Criterion:
    if "evidence" in criterion.inherited:
        for floor in floors:
            if floor.evidence is not None:
                evidence = _stricter(criterion.evidence, floor.evidence)
                criterion = replace(criterion, evidence=evidence)
    if "fresh_for" in criterion.inherited:
        spans = [floor.fresh_for for floor in floors if floor.fresh_for]
        if spans:
            criterion = replace(criterion, fresh_for=min(spans, key=lambda span: span.length))
    return criterion


def _stricter(one: EvidenceRule, other: EvidenceRule) -> EvidenceRule:
    """What meets both demands."""
    rule = max(one.rule, other.rule, key=STRICTNESS.index)
    if rule == "required":
        return EvidenceRule.model_construct(rule=rule)
    names = tuple(dict.fromkeys((*one.required_for, *other.required_for)))
    return EvidenceRule.model_construct(rule=rule, required_for=names)


def less_than_family(criterion: Criterion, rubric: Rubric) -> Iterator[Less]:
    """Every key in which a criterion asks for less than one of its families."""
    seen = set[str]()
    for name in criterion.families:
        if name in rubric.families:
            floor = floor_of(rubric.families[name], rubric.criteria)
            for key, before, after in _less(criterion, floor):
                if key not in seen:
                    seen.add(key)
                    yield Less(key, name, before, after, floor.basis)


def _less(criterion: Criterion, floor: Floor) -> Iterator[tuple[str, str, str]]:
    own = criterion.evidence
    if floor.evidence and asks_less(floor.evidence, own, criterion.kind.names):
        yield "evidence", evidence_words(floor.evidence), evidence_words(own)
    if may_be_older(floor.fresh_for, criterion.fresh_for):
        yield "fresh_for", span_words(floor.fresh_for), span_words(criterion.fresh_for)
    if floor.answer and narrows(floor.answer, criterion.kind):
        yield "answer", kind_words(floor.answer), kind_words(criterion.kind)


def asks_less(old: EvidenceRule, new: EvidenceRule, names: Iterable[str] = ()) -> bool:
    """Whether a demand is less than another of a criterion with these answers."""
    if new.rule == "required":
        return False
    every = set(names)
    if old.rule == "required":
        return not every or not every <= set(new.required_for)
    return STRICTNESS.index(new.rule) < STRICTNESS.index(old.rule) or not (
        set(old.required_for) <= set(new.required_for)
    )


def may_be_older(old: Span | None, new: Span | None) -> bool:
    """Whether a source may be older than before."""
    return old is not None and (new is None or new.length > old.length)


def evidence_words(rule: EvidenceRule) -> str:
    """A demand of evidence as it is written: `required`, `required_for crossing`."""
    return f"required_for {', '.join(rule.required_for)}" if rule.required_for else rule.rule


def span_words(span: Span | None) -> str:
    """A length of time as it is written; `as old as may be` where there is none."""
    return f"{span.count} {span.unit}" if span else "as old as may be"


def kind_words(kind: Kind) -> str:
    """What can be answered, in a few words."""
    if kind.number is not None:
        return kind.number.words
    return ", ".join(kind.names) or "a day"


def member_changes(
    rubric: Rubric, made: Iterable[Change], written: Callable[[Trail], tuple[int, Trail]]
) -> tuple[Change, ...]:
    """The changes made by overlays, with each in which a member asks for less than its family.

    `written` says in which layer, and where there, what stands at a trail was written. A demand
    that a layer made of a member is held against the family, whatever stood below it.
    """
    found = tuple(_departing(rubric, written))
    by_what = {change.what: change for change in found}
    held = tuple(
        change._replace(before=by_what[change.what].before, asks_less=True)
        if change.kind == "demand" and change.what in by_what
        else change
        for change in made
    )
    said = {change.what for change in held if change.kind == "demand"}
    return (*held, *(change for change in found if change.what not in said))


def _departing(rubric: Rubric, written: Callable[[Trail], tuple[int, Trail]]) -> Iterator[Change]:
    for criterion in rubric.criteria.values():
        for less in less_than_family(criterion, rubric):
            layer, trail = written((*criterion.trail, less.key))
            if layer > written(rubric.families[less.family].trail)[0]:
                yield Change(
                    "demand",
                    f"{criterion.id}.{less.key}",
                    layer,
                    criterion.grounds,
                    less.basis,
                    less.before,
                    less.after,
                    trail=trail[:2],
                    asks_less=True,
                )


def narrows(old: Kind, new: Kind) -> bool:
    """Whether an answer that one kind takes is none of the other, or is less or more there."""
    if "broken" in (old.form, new.form):
        return False
    if not are_written_alike(old, new) or (old.ordered and not new.ordered):
        return True
    if old.number is not None and new.number is not None:
        return old.number.unit != new.number.unit or any(_numbers(old.number, new.number))
    shared = tuple(name for name in new.names if name in old.names)
    return shared != old.names if old.ordered else set(shared) != set(old.names)


def lost_words(old: Kind, new: Kind) -> Iterator[str]:
    """The answers of one kind that cannot be read as answers of another, in words."""
    if old.number is not None and new.number is not None:
        yield from _numbers(old.number, new.number)
    elif not are_written_alike(old, new):
        yield _every(old)
    else:
        yield from (name for name in old.names if name not in new.names)


def are_written_alike(old: Kind, new: Kind) -> bool:
    """Whether an answer of the one kind can be an answer of the other."""
    return old.form == new.form or {old.form, new.form} <= ONE_NAME


def _every(kind: Kind) -> str:
    """All that could be answered, in words."""
    if kind.number is not None:
        return kind.number.words
    return "any day" if kind.form == "date" else " or ".join(kind.names)


def _numbers(old: NumberShape, new: NumberShape) -> Iterator[str]:
    if new.low is not None and (old.low is None or old.low < new.low):
        yield f"less than {number_words(new.low)}"
    if new.high is not None and (old.high is None or old.high > new.high):
        yield f"more than {number_words(new.high)}"
    if new.step is not None and _between(old, new, new.step):
        steps = f"of {number_words(new.step)}{f' from {number_words(new.low)}' if new.low else ''}"
        yield f"what is no whole number of steps {steps}"


def _between(old: NumberShape, new: NumberShape, step: Fraction) -> bool:
    """Whether some number within the new bounds could be answered and lies between the new steps.

    Two neighbors that both lie on the new steps have every other on them.
    """
    low = max((bound for bound in (old.low, new.low) if bound is not None), default=None)
    high = min((bound for bound in (old.high, new.high) if bound is not None), default=None)
    if old.step is None:
        return low is None or high is None or low < high
    start = old.low or Fraction(0)
    if low is None and high is not None:
        first = start + (high - start) // old.step * old.step
        tried = (first, first - old.step)
    else:
        first = start - ((start - (start if low is None else low)) // old.step) * old.step
        tried = (first, first + old.step)
    return any((high is None or one <= high) and (one - (new.low or 0)) % step for one in tried)
