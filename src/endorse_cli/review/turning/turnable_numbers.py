"""The numbers of a rubric that can be turned, what rests on each, the rubric with one turned."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any, TypeVar

from endorse_cli.diagnostics import Trail
from endorse_cli.engine.order import (
    amount_uses,
    condition_uses,
    definition_order,
    everything_under,
    uses,
)
from endorse_cli.models.amounts import Amount, BandPoints, Clamp, Number, Round, Share
from endorse_cli.models.audits import Sort
from endorse_cli.models.conditions import Atom, Condition
from endorse_cli.models.decision_rows import Bands
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.model import Model, replace
from endorse_cli.models.plain_values import read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, SettingUse, Test, bounds_of
from endorse_cli.review.checks.band_gap import meet_everywhere
from endorse_cli.rubric.part_tree import conditions_in, each_of, nearest, rebuild, walk
from endorse_cli.rubric.regions import all_conditions, number_of, range_edges, tests_in
from endorse_cli.rubric.terms import is_number

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, eq=False)
class Dial:
    """One number that a rubric gives: what it is, and every place at which it stands.

    It is itself alone: much is remembered of each.

    A target is a trail with the field of what stands there, or with a position in `worth`. A bound
    that two neighbouring cuts share is one number with two targets.
    """

    sort: Sort
    id: str
    value: Fraction
    targets: tuple[tuple[Trail, str | int], ...]
    grounds: Grounds | None

    @property
    def trail(self) -> Trail:
        """Where it stands first."""
        trail, key = self.targets[0]
        return trail if key == "value" and self.sort != "setting" else (*trail, key)

    def is_named(self, written: object) -> bool:
        """Whether what is written names it: a setting."""
        is_use = isinstance(written, SettingUse) and self.sort == "setting"
        return is_use and written.id == self.id  # type: ignore[attr-defined]

    def is_in(self, amount: Amount) -> bool:
        """Whether an amount is the number itself."""
        if not isinstance(amount, Number):
            return False
        return self.is_named(amount.value) or (amount.trail, "value") in self.targets

    def is_elsewhere(self, amount: Amount) -> bool:
        """Whether it stands in amounts alone, and not in this one."""
        trails = [trail for trail, _ in self.targets]
        depth = len(amount.trail)
        return self.sort == "weight" and all(
            trail[0] == "scores" and trail[:depth] != amount.trail for trail in trails
        )

    def keys_in(self, test: Range) -> list[str]:
        """The bounds of a range that are the number."""
        return [
            key
            for key, bound in bounds_of(test)
            if (test.trail, key) in self.targets or self.is_named(bound)
        ]


def dials(rubric: Rubric) -> list[Dial]:
    """Every setting that is a number, every weight, and every bound on scores and numbers."""
    return [*_settings(rubric), *_worths(rubric), *_weights(rubric), *_bounds(rubric)]


def _settings(rubric: Rubric) -> Iterator[Dial]:
    for setting in rubric.settings.values():
        number = read_number(setting.value)
        if setting.of is None and number is not None:
            target = (setting.trail, "value")
            yield Dial("setting", setting.id, number, (target,), setting.grounds)


def _worths(rubric: Rubric) -> Iterator[Dial]:
    used = {c.kind.scale for c in rubric.criteria.values() if c.kind.scale}
    for scale in rubric.scales.values():
        for place, number in enumerate(scale.worth or ()):
            if scale.id in used:
                name = f"{scale.id}.{scale.levels[place]}"
                target: tuple[Trail, int] = ((*scale.trail, "worth"), place)
                yield Dial("weight", name, number, (target,), None)


def _weights(rubric: Rubric) -> Iterator[Dial]:
    for score in rubric.scores.values():
        steps = {part.to.trail for part in walk(score.value) if isinstance(part, Round)}
        for part in walk(score.value):
            if isinstance(part, Number) and isinstance(part.value, Fraction):
                if part.trail not in steps:
                    target = (part.trail, "value")
                    yield Dial("weight", score.id, part.value, (target,), score.grounds)
            elif isinstance(part, BandPoints):
                ranges = [band.range for band in part.bands]
                yield from _of_ranges(ranges, score.id, score.grounds)


def _bounds(rubric: Rubric) -> Iterator[Dial]:
    for decision in rubric.decisions.values():
        if isinstance(decision.body, Bands):
            ranges = [cut.range for cut in decision.body.cuts]
            yield from _of_ranges(ranges, decision.id, decision.rows[0].grounds)
    seen: set[Trail] = set()
    deciding = ("findings", "decisions", "scores")
    for condition in all_conditions(rubric, written=True):
        for part in walk(condition):
            found = _tested(part)
            if not found or found[1].trail[0] not in deciding:
                continue
            if found[1].trail not in seen and _is_measured(rubric, found[0]):
                seen.add(found[1].trail)
                own = getattr(part, "grounds", None)
                yield from _of_ranges([found[1]], _owner(found[1].trail), own)


def _tested(part: Condition) -> tuple[str, Range] | None:
    """The range that a condition asks itself, and the first id that it is asked of."""
    test: Test | None = None
    id = ""
    if isinstance(part, Atom):
        id, test = part.id, part.test
    elif (each := each_of(part)) and isinstance(each.of, tuple):
        id, test = each.of[0], each.test
    return (id, test) if isinstance(test, Range) else None


def _is_measured(rubric: Rubric, id: str) -> bool:
    criterion = rubric.criteria.get(id)
    return id in rubric.scores or (criterion is not None and criterion.kind.number is not None)


def _of_ranges(ranges: list[Range], id: str, grounds: Grounds | None) -> Iterator[Dial]:
    """The bounds written as numbers; those that neighbours share are one."""
    found: dict[Fraction, list[tuple[Trail, str | int]]] = {}
    for range in ranges:
        for key, bound in bounds_of(range):
            number = read_number(bound) if isinstance(bound, str) else None
            if number is not None:
                found.setdefault(number, []).append((range.trail, key))
    for number, targets in found.items():
        yield Dial("threshold", id, number, tuple(targets), grounds)


def _owner(trail: Trail) -> str:
    """The finding, or the decision with the row, in which a bound stands."""
    words = [str(step) for step in trail]
    if words[0] == "decisions" and len(words) > 3 and words[2] == "rows":
        return f"{words[1]}.{words[3]}"
    return words[1] if len(words) > 1 else words[0]


def turned(rubric: Rubric, dial: Dial, value: Fraction) -> Rubric:
    """The rubric with another number in all the places of one."""
    section, id = map(str, dial.targets[0][0][:2])
    found = getattr(rubric, section)
    part = _written(found[id], frozenset(dial.targets), value)
    changed: dict[str, Any] = {section: {**found, id: part}}
    return replace(rubric, **changed)


def _written(part: M, targets: frozenset[tuple[Trail, str | int]], value: Fraction) -> M:
    """A part with the number written at its targets; what holds none of them is as it was."""
    depth = len(part.trail)
    if not any(trail[:depth] == part.trail for trail, _ in targets):
        return part
    new: dict[str, object] = {}
    for name, old in part.fields():
        if (part.trail, name) in targets:
            new[name] = value if isinstance(old, Fraction) else show_number(value)
        elif name == "worth" and isinstance(old, tuple):
            at = (*part.trail, "worth")
            new["worth"] = tuple(value if (at, i) in targets else w for i, w in enumerate(old))
    there = replace(part, **new) if new else part

    def write(inner: Model) -> Model:
        return _written(inner, targets, value)

    return rebuild(there, write)


class Reliance:
    """What of a rubric rests on each of its numbers."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.order = definition_order(rubric)
        self.uses = {id: uses(rubric, id) for id in self.order}
        self.ranges = [(id, test) for id, test in tests_in(rubric) if isinstance(test, Range)]
        for decision in rubric.decisions.values():
            if isinstance(decision.body, Bands):
                self.ranges += [(decision.body.of, cut.range) for cut in decision.body.cuts]
        self.parts = {id: (*walk(score.value),) for id, score in rubric.scores.items()}
        for part in self._amounts():
            if isinstance(part, BandPoints):
                self.ranges += [(part.id, band.range) for band in part.bands]
        self.inside = [
            (id, condition)
            for id, parts in self.parts.items()
            for part in parts
            for condition in conditions_in(part)
        ]
        self.ends = [end for part in self._amounts() for end in _ends(part)]
        # Of names alone a share has whatever values its numbers are.
        self.measured_shares = {
            id
            for id, score in rubric.scores.items()
            if isinstance(score.value, Share)
            and any(is_number(rubric, name) for name in _criteria_under(rubric, id))
        }
        self._resting: dict[Dial, frozenset[str]] = {}
        self._holding: dict[Dial, frozenset[str]] = {}
        self._nested: dict[Dial, bool] = {}
        self._tested: dict[Dial, frozenset[str]] = {}

    def _amounts(self) -> Iterator[Amount]:
        """Every amount in its scores, at any depth."""
        return chain.from_iterable(self.parts.values())

    def resting(self, dial: Dial) -> frozenset[str]:
        """The definitions in which a number stands, and all that rest on these; remembered."""
        if dial not in self._resting:
            found: set[str] = set()
            for id in self.order:
                if self.holds(dial, id) or not found.isdisjoint(self.uses[id]):
                    found.add(id)
            self._resting[dial] = frozenset(found)
        return self._resting[dial]

    def holds(self, dial: Dial, id: str) -> bool:
        """Whether a number stands in a definition; remembered."""
        if dial not in self._holding:
            self._holding[dial] = frozenset(one for one in self.order if self._holds(dial, one))
        return id in self._holding[dial]

    def _holds(self, dial: Dial, id: str) -> bool:
        section, owner, *_ = dial.targets[0][0]
        if section == "scales":
            return id in self.rubric.scores and self._is_worth(owner, id)
        if section != "settings":
            return any(trail[:2] == (section, id) for trail, _ in dial.targets)
        rubric = self.rubric
        whole = rubric.scores.get(id) or rubric.findings.get(id) or rubric.decisions[id]
        return any(map(dial.is_named, nearest(whole, (SettingUse,))))

    def _is_worth(self, scale: object, id: str) -> bool:
        """Whether a score is made of criteria on a scale."""
        rubric = self.rubric
        named = set(amount_uses(rubric.scores[id].value))
        named.update(one for name in named & rubric.families.keys() for one in rubric.members(name))
        return any(rubric.criteria[one].kind.scale == scale for one in named & set(rubric.criteria))

    def tested(self, dial: Dial) -> frozenset[str]:
        """What is compared with a number; remembered."""
        if dial not in self._tested:
            self._tested[dial] = frozenset(id for id, test in self.ranges if dial.keys_in(test))
        return self._tested[dial]

    def is_nested(self, dial: Dial) -> bool:
        """Whether an amount hangs on a condition that rests on a number; remembered."""
        if dial not in self._nested:
            self._nested[dial] = self._is_nested(dial)
        return self._nested[dial]

    def _is_nested(self, dial: Dial) -> bool:
        resting = self.resting(dial)
        return any(
            not resting.isdisjoint(condition_uses(condition))
            or any(map(dial.is_named, nearest(condition, (SettingUse,))))
            or any(trail[: len(condition.trail)] == condition.trail for trail, _ in dial.targets)
            for id, condition in self.inside
            if id in resting
        )

    def can_break(self, dial: Dial) -> bool:
        """Whether another number could make the rubric unsound: bands that no longer meet, say."""
        return self.breaks_by_values(dial) or any(
            dial.keys_in(test) and (id in self.rubric.criteria or len(list(bounds_of(test))) > 1)
            for id, test in self.ranges
        )

    def breaks_by_values(self, dial: Dial) -> bool:
        """Whether that hangs on the values that can occur, and not on the other bounds alone."""
        is_an_end = any(map(dial.is_in, self.ends))
        return is_an_end or any(self._is_breakable(id) for id in self.resting(dial))

    def _is_breakable(self, id: str) -> bool:
        rubric = self.rubric
        if id in rubric.scores:
            return id in self.measured_shares
        if id not in rubric.decisions:
            return False
        body = rubric.decisions[id].body
        if isinstance(body, Bands) and not meet_everywhere(rubric, [c.range for c in body.cuts]):
            return True
        return rubric.decisions[id].promises_rows

    def meets(self, dial: Dial) -> set[Fraction]:
        """The numbers beside which a bound stands, where it is one: what it may not pass."""
        rubric = self.rubric
        found: set[Fraction] = set()
        for of in self.tested(dial):
            beside = [test for id, test in self.ranges if id == of]
            edges = [edges for test in beside for edges in range_edges(rubric, test)]
            found |= {edge.at for among in edges for edge in among}
            shape = rubric.criteria[of].kind.number if of in rubric.criteria else None
            found |= {end for end in (shape.low, shape.high) if end is not None} if shape else set()
        for part in self._amounts():
            if any(map(dial.is_in, _ends(part))):
                found |= {number_of(rubric, end) for end in _ends(part)}
        return found


def _criteria_under(rubric: Rubric, id: str) -> Iterator[str]:
    """The criteria that a score rests on."""
    for name in everything_under(rubric, [id]):
        yield from rubric.members(name) if name in rubric.families else (name,)


def _ends(amount: Amount) -> tuple[Number, ...]:
    """The numbers that an amount is clamped between, or rounded to."""
    if isinstance(amount, Round):
        return (amount.to,)
    return (amount.at_least, amount.at_most) if isinstance(amount, Clamp) else ()
