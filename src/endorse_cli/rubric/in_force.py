"""A rubric without some of its lines: switched off, stood in for, not in force on a day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeVar, cast

from endorse_cli.models.amounts import BandPoints, Gathered, Named, Points, Worth
from endorse_cli.models.base import Model, replace
from endorse_cli.models.conditions import Atom, Each, Exempt, Holds
from endorse_cli.models.decisions import OTHERWISE, Decision, Row
from endorse_cli.models.promises import Guidance, Promise, SlateRule
from endorse_cli.models.rubric import Criterion, Family, FindingRule, Rubric, Score
from endorse_cli.rubric.parts import children, rebuild

T = TypeVar("T")
N = TypeVar("N", Criterion, Family)

NAMING = (Atom, Named, Points, BandPoints, Worth)
"""Forms that ask one criterion, score or decision by its id."""


def without(rubric: Rubric, off: Iterable[str]) -> Rubric:
    """The rubric without these criteria, scores, findings and `decision.row`s.

    Trails stay those of the rubric given.
    """
    cut = _Cut(rubric, frozenset(off))
    return cut.rubric_left() if cut.off else rubric


def gone_with(rubric: Rubric, off: Iterable[str]) -> frozenset[str]:
    """These lines, and the findings and scores that ask only for them."""
    return frozenset(_Cut(rubric, frozenset(off)).gone)


def detached(rubric: Rubric, off: Iterable[str]) -> Rubric:
    """The same, but criteria stay in it with nothing that rests on them: so do the variables."""
    cut = _Cut(rubric, frozenset(off))
    apart = {id: replace(c, families=()) for id, c in rubric.criteria.items() if id in cut.off}
    left = cut.rubric_left()
    return replace(left, criteria={**rubric.criteria, **left.criteria, **apart})


class _Cut:
    """What is gone, and what is left of everything else."""

    def __init__(self, rubric: Rubric, off: frozenset[str]) -> None:
        self.rubric = rubric
        self.off = off
        self.gone = set(off)
        self.criteria = {id: c for id, c in rubric.criteria.items() if id not in off}
        self.kept_members = {
            family: any(family in c.families for c in self.criteria.values())
            for family in rubric.families
        }
        self.spread()

    def spread(self) -> None:
        """What asks only for what is gone is gone too, however far it reaches."""
        before = -1
        while before != len(self.gone):
            before = len(self.gone)
            for finding in self.rubric.findings.values():
                if self.left(finding.when) is None:
                    self.gone.add(finding.id)
            for score in self.rubric.scores.values():
                if self.left(score.value) is None:
                    self.gone.add(score.id)

    def left(self, part: T) -> T | None:
        """What is left of a condition, an amount or a part of one; None where nothing is."""
        if isinstance(part, Holds):
            return None if part.finding in self.gone else part
        if isinstance(part, NAMING) and part.id in self.gone:
            return None
        if isinstance(part, Each):
            return cast("T | None", self.each(part))
        if isinstance(part, Gathered) and isinstance(part.parts, str):
            has_any = self.kept_members.get(part.parts, True) or part.how == "sum"
            return part if has_any else None
        return cast("T | None", rebuild(part, self.left)) if isinstance(part, Model) else part

    def each(self, each: Each) -> Each | None:
        if isinstance(each.of, str):
            return each
        ids = tuple(id for id in each.of if id not in self.gone)
        return replace(each, of=ids) if ids else None

    def rubric_left(self) -> Rubric:
        rubric = self.rubric
        return replace(
            rubric,
            criteria={id: self.noticed(criterion) for id, criterion in self.criteria.items()},
            families={id: self.family(family) for id, family in rubric.families.items()},
            scores={id: self.score(s) for id, s in rubric.scores.items() if id not in self.gone},
            findings={
                id: self.finding(f) for id, f in rubric.findings.items() if id not in self.gone
            },
            decisions={id: self.decision(d) for id, d in rubric.decisions.items()},
            promises={p.id: p for p in map(self.promise, rubric.promises.values()) if p},
            slate=self.slate(rubric.slate) if rubric.slate else None,
        )

    def noticed(self, owner: N) -> N:
        """With the notices that are left: one on a condition that is gone is gone too."""
        if not any(notice.when for notice in owner.notice.values()):
            return owner
        left = {name: self.left(notice) for name, notice in owner.notice.items()}
        kept = {
            name: notice
            for name, notice in left.items()
            if notice and (notice.when is None) == (owner.notice[name].when is None)
        }
        return replace(owner, notice=kept)

    def family(self, family: Family) -> Family:
        family = self.noticed(family)
        return replace(family, placeholder=None) if family.placeholder in self.gone else family

    def score(self, score: Score) -> Score:
        return replace(score, value=self.left(score.value) or score.value)

    def finding(self, finding: FindingRule) -> FindingRule:
        when = self.left(finding.when) or finding.when
        return replace(finding, when=when, unless=self.exceptions(finding.unless))

    def exceptions(self, unless: tuple[Exempt, ...]) -> tuple[Exempt, ...]:
        return tuple(left for left in map(self.left, unless) if left is not None)

    def decision(self, decision: Decision) -> Decision:
        rows = (self.row(decision, row) for row in decision.rows)
        return replace(decision, rows=tuple(row for row in rows if row is not None))

    def row(self, decision: Decision, row: Row) -> Row | None:
        if row.id == OTHERWISE or row.when is None:
            return row
        if f"{decision.id}.{row.id}" in self.gone:
            return None
        when = self.left(row.when)
        return replace(row, when=when, unless=self.exceptions(row.unless)) if when else None

    def promise(self, promise: Promise) -> Promise | None:
        if promise.form == "when":
            when, then = self.left(promise.when), self.left(promise.then)
            return replace(promise, when=when, then=then) if when and then else None
        of, over = self._ids(promise.of), self._ids(promise.over)
        return replace(promise, of=of, over=over) if of and over else None

    def _ids(self, ids: tuple[str, ...] | str) -> tuple[str, ...] | str:
        if isinstance(ids, str):
            return ids
        return tuple(id for id in ids if id.partition(".")[0] not in self.gone)

    def slate(self, slate: SlateRule) -> SlateRule | None:
        of = self.left(slate.of)
        if of is None:
            return None
        left = (self.guidance(entry) for entry in slate.guidance.values())
        return replace(slate, of=of, guidance={entry.id: entry for entry in left if entry})

    def guidance(self, entry: Guidance) -> Guidance | None:
        """Without what is gone; nothing of it where all that it asks, or whom it looks at, is."""
        condition, among = self.left(entry.condition), self.left(entry.among)
        if condition is None or (entry.among is not None and among is None):
            return None
        return replace(entry, condition=condition, among=among)


def named_directly(rubric: Rubric) -> frozenset[str]:
    """Every id that a condition, an amount or a promise names itself, not by way of a family."""
    found: set[str] = set()
    for owner in (*rubric.findings.values(), *rubric.scores.values(), *rubric.decisions.values()):
        found.update(_names(owner))
    for promise in rubric.promises.values():
        found.update(_names(promise))
        found.update(() if isinstance(promise.of, str) else promise.of)
    if rubric.slate:
        found.update(_names(rubric.slate))
    return frozenset(id.partition(".")[0] for id in found)


def _names(part: Model) -> Iterator[str]:
    if isinstance(part, NAMING):
        yield part.id
    if isinstance(part, Each) and isinstance(part.of, tuple):
        yield from part.of
    for child in children(part):
        yield from _names(child)


def stood_in_for(rubric: Rubric) -> frozenset[str]:
    """Placeholders not asked: their family has members, and nothing else names them."""
    named = named_directly(rubric)
    return frozenset(
        family.placeholder
        for family in rubric.families.values()
        if family.placeholder in rubric.criteria
        and family.placeholder not in named
        and all(
            rubric.families[other].placeholder == family.placeholder
            and any(id != family.placeholder for id in rubric.members(other))
            for other in _families(rubric.criteria[family.placeholder], rubric)
        )
    )


def _families(criterion: Criterion, rubric: Rubric) -> list[str]:
    return [family for family in criterion.families if family in rubric.families]


class Period(NamedTuple):
    """The days from `first` on, until the next period; None is from the beginning of time.

    `day` is one of them.
    """

    first: date | None
    day: date
    rubric: Rubric


def everything(rubric: Rubric) -> Rubric:
    """The rubric as its overlays leave it, with everything in force."""
    return _filled(without(rubric, rubric.chain.switched_off))


def at(rubric: Rubric, day: date) -> Rubric:
    """The rubric as it stands on a day, as its overlays leave it."""
    return _filled(without(rubric, rubric.chain.switched_off | not_in_force(rubric, day)))


def not_in_force(rubric: Rubric, day: date) -> frozenset[str]:
    """The criteria that are not asked on a day."""
    return frozenset(
        id
        for id, criterion in rubric.criteria.items()
        if criterion.in_force is not None and not criterion.in_force.covers(day)
    )


def _filled(rubric: Rubric) -> Rubric:
    return without(rubric, stood_in_for(rubric))


def is_dated(rubric: Rubric) -> bool:
    """Whether what is in force depends on the day."""
    return any(criterion.in_force is not None for criterion in rubric.criteria.values())


def periods(rubric: Rubric) -> Iterator[Period]:
    """Every period in which something else is in force than in the one before, in order."""
    before: frozenset[str] | None = None
    days = _first_days(rubric)
    for place, first in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        day = first or (following - timedelta(days=1) if following else date.min)
        off = not_in_force(rubric, day)
        if off != before:
            yield Period(first, day, at(rubric, day))
        before = off


def _first_days(rubric: Rubric) -> list[date | None]:
    days: set[date] = set()
    for criterion in rubric.criteria.values():
        if criterion.in_force is not None:
            since, until = criterion.in_force.since, criterion.in_force.until
            days.update([since] if since else [])
            days.update([until + timedelta(days=1)] if until and until < date.max else [])
    return [None, *sorted(days - {date.min})]
