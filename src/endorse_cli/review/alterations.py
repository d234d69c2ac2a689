"""Every small change to a condition, an amount, a setting or what a level is worth."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias, TypeVar

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
from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Count,
    Each,
    Exempt,
    Holds,
    Not,
)
from endorse_cli.models.decision_rows import Row
from endorse_cli.models.model import Model, replace
from endorse_cli.models.plain_values import read_number, show_number
from endorse_cli.models.rubric import FindingRule, Rubric, Score, Setting
from endorse_cli.models.tests import LOWER, UPPER, Bound, Range, SettingUse, Test
from endorse_cli.models.trials import Operator
from endorse_cli.review.small_changes import (
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
from endorse_cli.rubric.part_tree import conditions_in, inner, walk
from endorse_cli.rubric.regions import asked_by

M = TypeVar("M", bound=Model)

WALKED: Mapping[type[Model], tuple[str, ...]] = {
    FindingRule: ("when", "unless"),
    Row: ("when", "unless"),
    Exempt: ("when",),
    Not: ("part",),
    All: ("parts",),
    Any: ("parts",),
    Count: ("parts",),
    Counted: ("parts",),
    Score: ("value",),
    Minus: ("part",),
    Times: ("factor", "part"),
    Share: ("part", "out_of", "if_none"),
    Worth: ("not_applicable",),
    Round: ("part",),
    Clamp: ("part",),
    Conditional: ("part", "when", "unless"),
    Gathered: ("parts",),
    Points: ("give",),
}
"""The fields in which something is changed, in the order written."""

Changed: TypeAlias = Iterator[tuple[Change, Model]]


def altered(rubric: Rubric, part: Model) -> Changed:
    """A condition, an amount or an exception with every small change to it."""
    yield from _own(rubric, part)
    yield from inside(rubric, part)
    if isinstance(part, Clamp):
        yield from _clamped(part)


def inside(rubric: Rubric, part: M) -> Iterator[tuple[Change, M]]:
    """A part with every small change to what is written inside it."""
    for field in WALKED.get(type(part), ()):
        value = getattr(part, field)
        if isinstance(value, Each):
            held: Iterator[tuple[Change, object]] = _changed_each(rubric, value)
        elif isinstance(value, tuple):
            held = _changed_list(rubric, part, value)
        elif isinstance(value, Mapping):
            held = (
                (change, {**value, name: other})
                for name, one in value.items()
                for change, other in altered(rubric, one)
            )
        else:
            held = altered(rubric, value) if isinstance(value, Model) else iter(())
        for change, found in held:
            yield change, with_field(part, field, found)


def _changed_list(
    rubric: Rubric, owner: Model, parts: tuple[Model, ...]
) -> Iterator[tuple[Change, object]]:
    """Several parts with one of them dropped or changed; of conditions never none is left."""
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if isinstance(part, Exempt):
            yield Change("drop_exception", part.trail, part=part.when), (*before, *after)
        elif len(parts) > 1 and not isinstance(owner, Gathered):
            dropped: Condition = part  # type: ignore[assignment]
            yield Change("drop_branch", part.trail, part=dropped), (*before, *after)
        for change, other in altered(rubric, part):
            yield change, (*before, other, *after)


def _own(rubric: Rubric, part: Model) -> Changed:
    """What is changed of a part itself."""
    match part:
        case Holds():
            yield _negated(part)
        case Atom(id=id, test=test):
            yield _negated(part)
            for change, other in changed_tests(rubric, id, test):
                yield change, replace(part, test=other)
        case All(parts=parts, grounds=own, trail=trail):
            turned = Any.model_construct(parts=parts, grounds=own, trail=trail)
            yield Change("all_any", trail, "all", "any"), turned
        case Any(parts=parts, grounds=own, trail=trail):
            other_way = All.model_construct(parts=parts, grounds=own, trail=trail)
            yield Change("all_any", trail, "any", "all"), other_way
        case Count():
            yield from _counts(part)
        case Number():
            yield from _weights(part)
        case BandPoints():
            yield from _banded(rubric, part)


def _negated(condition: Holds | Atom) -> tuple[Change, Condition]:
    change = Change("negate", condition.trail, part=condition)
    return change, Not.model_construct(part=condition, trail=condition.trail)


def _counts(condition: Count) -> Changed:
    for key, bound in (("at_least", condition.at_least), ("at_most", condition.at_most)):
        for other in moved_count(bound):
            change = Change("move", (*condition.trail, key), str(bound), other)
            yield change, with_field(condition, key, other)


def _changed_each(rubric: Rubric, each: Each) -> Iterator[tuple[Change, object]]:
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


def _weights(number: Number) -> Iterator[tuple[Change, Number]]:
    """A number one unit less and one more; a setting is changed where it stands."""
    value = number.value
    if isinstance(value, Fraction):
        for other in moved(value, unit_of(value)):
            change = Change("weight", number.trail, show_number(value), show_number(other))
            yield change, replace(number, value=other)


def _clamped(amount: Clamp) -> Changed:
    for key, number in (("at_least", amount.at_least), ("at_most", amount.at_most)):
        value = number.value
        for other in moved(value, Fraction(1)) if isinstance(value, Fraction) else ():
            change = Change("move", number.trail, str(value), show_number(other))
            yield change, with_field(amount, key, replace(number, value=other))


def _banded(rubric: Rubric, amount: BandPoints) -> Changed:
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
