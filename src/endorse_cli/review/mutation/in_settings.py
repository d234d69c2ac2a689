"""The only place that changes settings and worths, which conditions and scores only name."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.engine.order import conditions_of
from endorse_cli.models import amounts
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Counted,
    Number,
    conditions_in,
)
from endorse_cli.models.base import replace
from endorse_cli.models.conditions import Atom, Condition, Count, Each, each_of, walk
from endorse_cli.models.mutation import Operator
from endorse_cli.models.numbers import read_number, show_number
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.tests import LOWER, UPPER, Bound, Range, SettingUse, Test
from endorse_cli.review.mutation.change import Change, moved, neighbours, step_of, unit_of

Use: TypeAlias = tuple[str, Fraction | None]
"""A setting and how it is used: as a threshold, with its step, or as a weight, with None."""

Changed: TypeAlias = Iterator[tuple[str, Change, Rubric]]


def changed_settings(rubric: Rubric) -> Changed:
    """The rubric with every setting that is used moved by one, and every use with it."""
    uses = list(_uses(rubric))
    for setting in rubric.settings.values():
        steps = dict.fromkeys(step for id, step in uses if id == setting.id)
        for operator, value in _others(rubric, setting, list(steps)):
            change = Change(operator, (*setting.trail, "value"), setting.value, value)
            settings = {**rubric.settings, setting.id: replace(setting, value=value)}
            yield setting.id, change, replace(rubric, settings=settings)


def changed_worths(rubric: Rubric) -> Changed:
    """The rubric with what a level of a scale is worth one unit less, and one more."""
    for id, scale in rubric.scales.items():
        for place, worth in enumerate(scale.worth or ()):
            for other in moved(worth, unit_of(worth)):
                was, becomes = (f"{scale.levels[place]}: {show_number(n)}" for n in (worth, other))
                change = Change("weight", (*scale.trail, "worth", place), was, becomes)
                worths = (*(scale.worth or ()),)
                worths = (*worths[:place], other, *worths[place + 1 :])
                scales = {**rubric.scales, id: replace(scale, worth=worths)}
                yield id, change, replace(rubric, scales=scales)


def _others(
    rubric: Rubric, setting: Setting, steps: list[Fraction | None]
) -> Iterator[tuple[Operator, str]]:
    """What else a setting could be: the levels beside it, or its number moved as its uses ask."""
    number = read_number(setting.value)
    if setting.of is not None or number is None:
        levels = rubric.criteria[setting.of].kind.names if setting.of and steps else ()
        yield from (("move", other) for other in neighbours(levels, setting.value))
        return
    seen: set[Fraction] = set()
    for step in steps:
        for other in moved(number, unit_of(number) if step is None else step):
            if other not in seen:
                seen.add(other)
                yield "weight" if step is None else "move", show_number(other)


def _uses(rubric: Rubric) -> Iterator[Use]:
    for id in (*rubric.findings, *rubric.decisions):
        for condition in conditions_of(rubric, id):
            yield from _in_condition(rubric, condition)
    for score in rubric.scores.values():
        for condition in conditions_in(score.value):
            yield from _in_condition(rubric, condition)
        for part in amounts.walk(score.value):
            yield from _in_amount(rubric, part)


def _in_condition(rubric: Rubric, condition: Condition) -> Iterator[Use]:
    for part in walk(condition):
        if isinstance(part, Atom):
            yield from _in_test(rubric, part.id, part.test)
        elif each := each_of(part):
            yield from _in_each(rubric, each)
        if isinstance(part, Count):
            yield from _bounds((part.at_least, part.at_most), Fraction(1))


def _in_each(rubric: Rubric, each: Each) -> Iterator[Use]:
    ids = rubric.ids_in(each.of)
    return (use for id in ids for use in _in_test(rubric, id, each.test))


def _in_test(rubric: Rubric, id: str, test: Test) -> Iterator[Use]:
    if isinstance(test, Range):
        yield from _bounds([getattr(test, key) for key in (*LOWER, *UPPER)], step_of(rubric, id))


def _bounds(
    bounds: "list[Bound | None] | tuple[Bound | None, ...]", step: Fraction
) -> Iterator[Use]:
    return ((bound.id, step) for bound in bounds if isinstance(bound, SettingUse))


def _in_amount(rubric: Rubric, amount: Amount) -> Iterator[Use]:
    """The settings written directly in an amount; of a clamp's bounds, that they are thresholds."""
    match amount:
        case Clamp(at_least=least, at_most=most):
            bounds = [n.value for n in (least, most) if isinstance(n.value, SettingUse)]
            yield from _bounds([*bounds], Fraction(1))
        case BandPoints(id=id, bands=bands):
            for band in bands:
                yield from _in_test(rubric, id, band.range)
        case Counted(parts=Each() as each):
            yield from _in_each(rubric, each)
    for part in () if isinstance(amount, Clamp) else amounts.inner(amount):
        if isinstance(part, Number) and isinstance(part.value, SettingUse):
            yield part.value.id, None
