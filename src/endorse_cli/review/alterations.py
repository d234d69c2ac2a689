"""Every small change to a condition, an amount, a setting or what a level is worth."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.engine.order import conditions_of
from endorse_cli.models.amounts import (
    Amount,
    BandPoints,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.base import Model, replace
from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Count,
    Each,
    Exempt,
    Holds,
    Many,
    Not,
)
from endorse_cli.models.plain import read_number, show_number
from endorse_cli.models.rubric import Rubric, Setting
from endorse_cli.models.tests import LOWER, UPPER, Bound, Range, SettingUse, Test
from endorse_cli.models.trials import Operator
from endorse_cli.review.steps import (
    Change,
    changed_ranges,
    changed_tests,
    moved,
    moved_count,
    neighbours,
    step_of,
    unit_of,
    with_field,
)
from endorse_cli.rubric.cuts import asked_by
from endorse_cli.rubric.parts import conditions_in, inner, walk

ChangedConditions: TypeAlias = Iterator[tuple[Change, Condition]]


def changed_conditions(rubric: Rubric, condition: Condition) -> ChangedConditions:
    """A condition with every small change to it, in the order written."""
    match condition:
        case Holds():
            yield _negated(condition)
        case Atom(id=id, test=test):
            yield _negated(condition)
            for change, other in changed_tests(rubric, id, test):
                yield change, replace(condition, test=other)
        case Not(part=part):
            for change, inner in changed_conditions(rubric, part):
                yield change, replace(condition, part=inner)
        case All(parts=parts, grounds=own, trail=trail):
            yield (
                Change("all_any", trail, "all", "any"),
                Any.model_construct(parts=parts, grounds=own, trail=trail),
            )
        case Any(parts=parts, grounds=own, trail=trail):
            yield (
                Change("all_any", trail, "any", "all"),
                All.model_construct(parts=parts, grounds=own, trail=trail),
            )
        case Count():
            yield from _counts(condition)
    if isinstance(condition, All | Any | Count):
        for change, many in changed_parts(rubric, condition.parts):
            yield change, replace(condition, parts=many)


def _negated(condition: Holds | Atom) -> tuple[Change, Condition]:
    change = Change("negate", condition.trail, part=condition)
    return change, Not.model_construct(part=condition, trail=condition.trail)


def _counts(condition: Count) -> ChangedConditions:
    for key, bound in (("at_least", condition.at_least), ("at_most", condition.at_most)):
        for other in moved_count(bound):
            change = Change("move", (*condition.trail, key), str(bound), other)
            yield change, with_field(condition, key, other)


def changed_parts(rubric: Rubric, parts: Many) -> Iterator[tuple[Change, Many]]:
    """Several parts with one of them dropped or changed; never with none left."""
    if isinstance(parts, Each):
        yield from _changed_each(rubric, parts)
        return
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if len(parts) > 1:
            yield Change("drop_branch", part.trail, part=part), (*before, *after)
        for change, other in changed_conditions(rubric, part):
            yield change, (*before, other, *after)


def _changed_each(rubric: Rubric, each: Each) -> Iterator[tuple[Change, Many]]:
    """`of … are` as the tests it stands for: each dropped or negated; what is asked, once."""
    ids = rubric.ids_in(each.of)
    atoms = each.atoms(ids)
    for place, atom in enumerate(atoms):
        before, after = atoms[:place], atoms[place + 1 :]
        if len(atoms) > 1:
            yield Change("drop_branch", each.trail, part=atom), (*before, *after)
        change, other = _negated(atom)
        yield change, (*before, other, *after)
    for change, test in changed_tests(rubric, ids[0], each.test) if ids else ():
        yield change, replace(each, test=test)


def changed_exceptions(
    rubric: Rubric, unless: tuple[Exempt, ...]
) -> Iterator[tuple[Change, tuple[Exempt, ...]]]:
    """Exceptions with one of them dropped, and with every small change to what they ask."""
    for place, exception in enumerate(unless):
        dropped = Change("drop_exception", exception.trail, part=exception.when)
        yield dropped, (*unless[:place], *unless[place + 1 :])
        for change, when in changed_conditions(rubric, exception.when):
            other = replace(exception, when=when)
            yield change, (*unless[:place], other, *unless[place + 1 :])


ChangedAmounts: TypeAlias = Iterator[tuple[Change, Amount]]
PARTS = ("factor", "part", "out_of", "not_applicable", "if_none")
"""The fields of an amount that are amounts themselves, in the order written."""


def changed_amounts(rubric: Rubric, amount: Amount) -> ChangedAmounts:
    """An amount with every small change to it, in the order written."""
    match amount:
        case Number():
            yield from _weights(amount)
        case Minus() | Times() | Share() | Worth() | Round() | Clamp() | Conditional():
            yield from _fields(rubric, amount)
        case Gathered(parts=tuple(parts)):
            for place, part in enumerate(parts):
                for change, other in changed_amounts(rubric, part):
                    yield (
                        change,
                        replace(amount, parts=(*parts[:place], other, *parts[place + 1 :])),
                    )
        case Points(give=give):
            for name, number in give.items():
                for change, weight in _weights(number):
                    yield change, replace(amount, give={**give, name: weight})
        case BandPoints():
            yield from _banded(rubric, amount)
        case Counted(parts=parts):
            for change, many in changed_parts(rubric, parts):
                yield change, replace(amount, parts=many)
    if isinstance(amount, Clamp):
        yield from _clamped(amount)
    elif isinstance(amount, Conditional):
        yield from _guarded(rubric, amount)


def _fields(rubric: Rubric, amount: Amount) -> ChangedAmounts:
    for field in PARTS:
        part: Amount | None = getattr(amount, field, None)
        for change, other in changed_amounts(rubric, part) if part is not None else ():
            yield change, with_field(amount, field, other)


def _weights(number: Number) -> Iterator[tuple[Change, Number]]:
    """A number one unit less and one more; a setting is changed where it stands."""
    value = number.value
    if isinstance(value, Fraction):
        for other in moved(value, unit_of(value)):
            change = Change("weight", number.trail, show_number(value), show_number(other))
            yield change, replace(number, value=other)


def _clamped(amount: Clamp) -> ChangedAmounts:
    for key, number in (("at_least", amount.at_least), ("at_most", amount.at_most)):
        value = number.value
        for other in moved(value, Fraction(1)) if isinstance(value, Fraction) else ():
            change = Change("move", number.trail, str(value), show_number(other))
            yield change, with_field(amount, key, replace(number, value=other))


def _guarded(rubric: Rubric, amount: Conditional) -> ChangedAmounts:
    for change, when in changed_conditions(rubric, amount.when):
        yield change, replace(amount, when=when)
    for change, unless in changed_exceptions(rubric, amount.unless):
        yield change, replace(amount, unless=unless)


def _banded(rubric: Rubric, amount: BandPoints) -> ChangedAmounts:
    ranges = tuple(band.range for band in amount.bands)
    for change, others in changed_ranges(rubric, amount.id, ranges):
        bands = zip(amount.bands, others, strict=True)
        yield change, replace(amount, bands=tuple(replace(b, range=r) for b, r in bands))
    for place, band in enumerate(amount.bands):
        for change, give in _weights(band.give):
            other = replace(band, give=give)
            changed = (*amount.bands[:place], other, *amount.bands[place + 1 :])
            yield change, replace(amount, bands=changed)


Use: TypeAlias = tuple[str, Fraction | None]
"""A setting and how it is used: as a threshold, with its step, or as a weight, with None."""

ChangedRubrics: TypeAlias = Iterator[tuple[str, Change, Rubric]]


def changed_settings(rubric: Rubric) -> ChangedRubrics:
    """The rubric with every setting that is used moved by one, and every use with it."""
    uses = list(_uses(rubric))
    for setting in rubric.settings.values():
        steps = dict.fromkeys(step for id, step in uses if id == setting.id)
        for operator, value in _others(rubric, setting, list(steps)):
            change = Change(operator, (*setting.trail, "value"), setting.value, value)
            settings = {**rubric.settings, setting.id: replace(setting, value=value)}
            yield setting.id, change, replace(rubric, settings=settings)


def changed_worths(rubric: Rubric) -> ChangedRubrics:
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
        for part in walk(score.value):
            yield from _in_amount(rubric, part)


def _in_condition(rubric: Rubric, condition: Condition) -> Iterator[Use]:
    for part in walk(condition):
        yield from _asked(rubric, part)
        if isinstance(part, Count):
            yield from _bounds((part.at_least, part.at_most), Fraction(1))


def _asked(rubric: Rubric, part: Model) -> Iterator[Use]:
    return (use for id, test in asked_by(rubric, part) for use in _in_test(rubric, id, test))


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
        case Counted():
            yield from _asked(rubric, amount)
    for part in () if isinstance(amount, Clamp) else inner(amount):
        if isinstance(part, Number) and isinstance(part.value, SettingUse):
            yield part.value.id, None
