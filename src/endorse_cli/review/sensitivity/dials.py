"""The only place that finds the numbers that a rubric gives, and writes another in their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar, cast

from endorse_cli.diagnostics import Trail
from endorse_cli.models import amounts
from endorse_cli.models.amounts import BandPoints, Clamp, Number, Round, Share
from endorse_cli.models.base import Model, replace
from endorse_cli.models.conditions import Atom, Each, each_of, walk
from endorse_cli.models.cuts import all_conditions
from endorse_cli.models.decisions import Bands
from endorse_cli.models.grounds import Grounds
from endorse_cli.models.numbers import read_number, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.sensitivity import Sort
from endorse_cli.models.tests import Range, Test, bounds_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dial:
    """One number that a rubric gives: what it is, and every place at which it stands.

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


def dials(rubric: Rubric) -> list[Dial]:
    """Every setting that is a number, every weight, and every bound on scores and numbers."""
    return [*_settings(rubric), *_worths(rubric), *_weights(rubric), *_bounds(rubric)]


def can_break(rubric: Rubric) -> bool:
    """Whether another number could make the rubric unsound: bands that no longer meet, and such."""
    return (
        any(isinstance(decision.body, Bands) for decision in rubric.decisions.values())
        or any(c.kind.number is not None for c in rubric.criteria.values())
        or any(
            isinstance(part, BandPoints | Clamp | Round | Share)
            for score in rubric.scores.values()
            for part in amounts.walk(score.value)
        )
    )


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
        steps = {part.to.trail for part in amounts.walk(score.value) if isinstance(part, Round)}
        for part in amounts.walk(score.value):
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


def _tested(part: object) -> tuple[str, Range] | None:
    test: Test | None = None
    id = ""
    if isinstance(part, Atom):
        id, test = part.id, part.test
    else:
        each = each_of(part)  # type: ignore[arg-type]
        if isinstance(each, Each) and not isinstance(each.of, str) and each.of:
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


def _written(part: T, targets: frozenset[tuple[Trail, str | int]], value: Fraction) -> T:
    """A part with the number written at its targets; what holds none of them is as it was."""
    if isinstance(part, tuple):
        items = tuple(_written(item, targets, value) for item in part)
        return cast("T", items)
    if isinstance(part, dict):
        return cast("T", {k: _written(v, targets, value) for k, v in part.items()})
    if not isinstance(part, Model) or isinstance(part, Grounds):
        return part
    trail = part.trail
    new: dict[str, object] = {}
    for name, old in part.fields():
        if (trail, name) in targets:
            new[name] = value if isinstance(old, Fraction) else show_number(value)
        elif name == "worth" and isinstance(old, tuple):
            at = (*trail, "worth")
            new["worth"] = tuple(value if (at, i) in targets else w for i, w in enumerate(old))
        else:
            new[name] = _written(old, targets, value)
    return cast("T", replace(part, **new))
