"""The only place that changes conditions: a branch dropped, a test negated, `all` for `any`."""

from collections.abc import Iterator
from typing import TypeAlias

from endorse_cli.models.base import replace
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
from endorse_cli.models.rubric import Rubric
from endorse_cli.review.mutation.change import Change, with_field
from endorse_cli.review.mutation.in_tests import changed_tests, moved_count

Changed: TypeAlias = Iterator[tuple[Change, Condition]]


def changed_conditions(rubric: Rubric, condition: Condition) -> Changed:
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
            yield from _bounds(condition)
    if isinstance(condition, All | Any | Count):
        for change, many in changed_parts(rubric, condition.parts):
            yield change, replace(condition, parts=many)


def _negated(condition: Holds | Atom) -> tuple[Change, Condition]:
    change = Change("negate", condition.trail, part=condition)
    return change, Not.model_construct(part=condition, trail=condition.trail)


def _bounds(condition: Count) -> Changed:
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
    """Exceptions with every small change to what they ask."""
    for place, exception in enumerate(unless):
        for change, when in changed_conditions(rubric, exception.when):
            other = replace(exception, when=when)
            yield change, (*unless[:place], other, *unless[place + 1 :])
