"""A rubric without some of its lines: switched off, stood in for, not in force on a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from endorse_cli.models.amounts import Gathered
from endorse_cli.models.conditions import Each, Holds
from endorse_cli.models.criteria import Criterion, Family
from endorse_cli.models.decision_rows import OTHERWISE
from endorse_cli.models.decisions import Decision
from endorse_cli.models.model import Model, replace
from endorse_cli.models.phrases import Notice
from endorse_cli.models.promises import Guidance, Promise, SlateRule
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.rubric.part_tree import NAMING, children, own_ids, rebuild

LINES = ("criteria", "families", "scores", "findings", "decisions", "promises")


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
        kept = [criterion for id, criterion in rubric.criteria.items() if id not in off]
        self.kept_members = {
            family: any(family in criterion.families for criterion in kept)
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

    def left(self, part: Model) -> Model | None:
        """What is left of a line or of a part of one; None where nothing is."""
        match part:
            case Holds(finding=id) | Criterion(id=id) | FindingRule(id=id) | Score(id=id):
                if id in self.gone:
                    return None
            case Gathered(parts=str() as family, how=how):
                has_any = self.kept_members.get(family, True) or how == "sum"
                return part if has_any else None
            case Each():
                ids = self._ids(part.of)
                return replace(part, of=ids) if ids else None
            case Promise(form=form) if form != "when":
                of, over = self._ids(part.of), self._ids(part.over)
                return replace(part, of=of, over=over) if of and over else None
            case Family(placeholder=str() as id) if id in self.gone:
                part = replace(part, placeholder=None)
            case Decision(id=id):
                off = self.gone - {f"{id}.{OTHERWISE}"}
                rows = tuple(row for row in part.rows if f"{id}.{row.id}" not in off)
                part = replace(part, rows=rows)
            case SlateRule():
                whom, guidance = self.left(part.of), self.each_left(part.guidance)
                return replace(part, of=whom, guidance=guidance) if whom else None
            case Notice(when=Model() as when) | Guidance(among=Model() as when):
                # Without its condition it would be said of everybody.
                if self.left(when) is None:
                    return None
            case _ if isinstance(part, NAMING) and part.id in self.gone:
                return None
        return rebuild(part, self.left)

    def each_left(self, parts: Mapping[str, Model]) -> dict[str, Model]:
        """What is left of some lines, by id."""
        left = {id: self.left(part) for id, part in parts.items()}
        return {id: part for id, part in left.items() if part is not None}

    def _ids(self, ids: tuple[str, ...] | str) -> tuple[str, ...] | str:
        """Ids without those that are gone; a family is left as it is."""
        if isinstance(ids, str):
            return ids
        return tuple(id for id in ids if id.partition(".")[0] not in self.gone)

    def rubric_left(self) -> Rubric:
        """The rubric, each section with what is left of its lines."""
        left = {section: self.each_left(getattr(self.rubric, section)) for section in LINES}
        slate = self.left(self.rubric.slate) if self.rubric.slate else None
        return replace(self.rubric, **left, slate=slate)


def named_directly(rubric: Rubric) -> frozenset[str]:
    """Every id that a condition, an amount or a promise names itself, families by their names."""
    found: set[str] = set()
    for section in ("findings", "scores", "decisions", "promises"):
        for line in getattr(rubric, section).values():
            found.update(_ids_in(line))
    for promise in rubric.promises.values():
        found.update(() if isinstance(promise.of, str) else promise.of)
    if rubric.slate:
        found.update(_ids_in(rubric.slate))
    return frozenset(id.partition(".")[0] for id in found)


def _ids_in(part: Model) -> Iterator[str]:
    yield from own_ids(part)
    for child in children(part):
        yield from _ids_in(child)


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
