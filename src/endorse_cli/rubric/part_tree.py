"""The parts of a rubric's lines: the one walk over conditions, amounts and tests, and their names.

Whoever asks about every form asks here, so that a new form is known to all of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import ForwardRef, Literal, TypeVar, get_args, get_origin, overload

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import (
    AMOUNTS,
    Amount,
    BandPoints,
    Counted,
    Gathered,
    Named,
    Points,
    Worth,
)
from endorse_cli.models.conditions import CONDITIONS, All, Any, Atom, Condition, Count, Each, Holds
from endorse_cli.models.grounds import KEYS
from endorse_cli.models.model import Model, replace
from endorse_cli.models.plain_values import Plain

P = TypeVar("P", bound=Model)
M = TypeVar("M", bound=Model)


@cache
def _holding(kind: type[Model]) -> tuple[str, ...]:
    """The fields of a model that may hold parts."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if any(_models_in(field.annotation)))


def _models_in(annotation: object) -> Iterator[type[Model]]:
    """The models that an annotation names; `Model` for what is still the name of one."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Model):
            yield annotation
    elif isinstance(annotation, str | ForwardRef):
        yield Model
    elif get_origin(annotation) is not Literal:
        for inside in get_args(annotation):
            yield from _models_in(inside)


@cache
def _leads_to(kind: type[Model], kinds: tuple[type[Model], ...]) -> bool:
    """Whether parts of some kinds may stand inside a model, however deep."""
    found, stack = set[type[Model]](), [kind]
    while stack:
        for field in stack.pop().model_fields.values():
            met = set(_models_in(field.annotation)) - found
            found |= met
            stack += met
            if any(other is Model or issubclass(other, kinds) for other in met):
                return True
    return False


def children(part: Model) -> list[Model]:
    """The parts written directly inside a part, in the order of its fields."""
    # All of a rubric comes by here, many times: what holds no parts is not looked at.
    held, found = part.__dict__, list[Model]()
    for name in _holding(type(part)):
        value = held[name]
        if isinstance(value, Model):
            found.append(value)
        elif isinstance(value, tuple | dict):
            items = value.values() if isinstance(value, dict) else value
            found += [item for item in items if isinstance(item, Model)]
    return found


def nearest(
    part: Model, kinds: tuple[type[P], ...], apart: tuple[type[Model], ...] = ()
) -> list[P]:
    """The parts of some kinds inside a part, none that is inside another; not through `apart`."""
    found: list[P] = []
    for child in children(part) if _leads_to(type(part), kinds) else ():
        if isinstance(child, kinds):
            found.append(child)
        elif not isinstance(child, apart):
            found += nearest(child, kinds, apart)
    return found


@overload
def inner(part: Condition) -> list[Condition]: ...


@overload
def inner(part: Amount) -> list[Amount]: ...


@overload
def inner(part: Model) -> list[Model]: ...


def inner(part: Model) -> Sequence[Model]:
    """The conditions directly inside a condition, none for `of … are`; the amounts in an amount."""
    if isinstance(part, CONDITIONS):
        return nearest(part, CONDITIONS)
    return nearest(part, AMOUNTS, CONDITIONS)


@overload
def walk(part: Condition) -> Iterator[Condition]: ...


@overload
def walk(part: Amount) -> Iterator[Amount]: ...


def walk(part: Condition | Amount) -> Iterator[Model]:
    """A condition or an amount and everything of its kind inside it, in the order written."""
    stack: list[Model] = [part]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(inner(one)))


def conditions_in(amount: Amount) -> Iterator[Condition]:
    """The conditions on which an amount rests: those of its conditional amounts and counts."""
    for part in walk(amount):
        yield from conditions_on(part)


def conditions_on(amount: Amount) -> Iterable[Condition]:
    """The conditions in an amount that are in none of the amounts inside it."""
    return nearest(amount, CONDITIONS, AMOUNTS)


ASKING = (Atom, Each)
"""Forms that put a test to something."""

NAMING = (Atom, Named, Points, BandPoints, Worth)
"""Forms that ask one criterion, score or decision by its id."""


def asking(part: Model) -> list[Atom | Each]:
    """The parts that put a test to something, in a part or the part itself, in order."""
    return [part] if isinstance(part, ASKING) else nearest(part, ASKING)


def own_ids(part: Model) -> tuple[str, ...]:
    """The ids that a part names itself; a family by its name."""
    match part:
        case Holds(finding=id):
            return (id,)
        case Each(of=of) | Gathered(parts=str() as of):
            return (of,) if isinstance(of, str) else of
        case _ if isinstance(part, NAMING):
            return (part.id,)
    return ()


def own_conditions(line: Model) -> Iterable[Condition]:
    """The conditions of a line that is none: its own, and those of its exceptions and notices."""
    return nearest(line, CONDITIONS)


def each_of(part: Model) -> Each | None:
    """The `of … are` of an `all`, `any` or `count`, where it has one."""
    if isinstance(part, All | Any | Count | Counted) and isinstance(part.parts, Each):
        return part.parts
    return None


@overload
def rebuild(part: M, change: Callable[[Model], Model]) -> M: ...


@overload
def rebuild(part: M, change: Callable[[Model], Model | None]) -> M | None: ...


def rebuild(part: M, change: Callable[[Model], Model | None]) -> M | None:
    """The part with every part directly inside it changed; the same where none is.

    What is changed to None is left out. Where a key that must be there has nothing left under it,
    nothing is left of the part.
    """
    changed: dict[str, object] = {}
    for name, value in part.fields():
        other = _rebuilt(value, change)
        if other is not value:
            if not other and type(part).model_fields[name].is_required():
                return None
            changed[name] = other
    return replace(part, **changed) if changed else part


def _rebuilt(value: object, change: Callable[[Model], Model | None]) -> object:
    if isinstance(value, Model):
        return change(value)
    if isinstance(value, tuple):
        items = [_rebuilt(item, change) for item in value]
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else tuple(item for item in items if item is not None)
    if isinstance(value, dict):
        entries = {key: _rebuilt(item, change) for key, item in value.items()}
        same = all(entries[key] is item for key, item in value.items())
        return value if same else {k: item for k, item in entries.items() if item is not None}
    return value


Look = Callable[[Trail], Plain]
"""What stands at the end of a trail; None where nothing does."""


def way(look: Look, trail: Trail) -> str:
    """The entries of lists that lead to a part: `points meetings, at_least 10: give`.

    Empty where the keys of the line lead there: it is told apart by its id then.
    """
    places = [(place, step) for place, step in enumerate(trail) if isinstance(step, int)]
    if not places:
        return ""
    last, step = places[-1]
    found = [words for place, _ in places if (words := _entry(look, trail, place))]
    entries = ", ".join(found) or _bare(look, trail[: last - 1], step)
    keys = " ".join(map(str, trail[last + 1 :]))
    return f"{entries}: {keys}" if keys else entries


def _entry(look: Look, trail: Trail, place: int) -> str:
    """One entry of a list by its own words; empty where it has none."""
    entry = look(trail[: place + 1])
    following = trail[place + 1] if place + 1 < len(trail) else None
    return ", ".join(_words(entry, following)) if isinstance(entry, dict) else ""


def _bare(look: Look, owner: Trail, step: int) -> str:
    """A number in a list by the level that it belongs to, or by its place."""
    levels = look((*owner, "levels"))
    if isinstance(levels, list) and step < len(levels):
        return str(levels[step])
    return f"number {step + 1}"


def _words(entry: dict[str, Plain], following: str | int | None) -> Iterator[str]:
    for key, value in entry.items():
        if isinstance(value, str) and key != following and key not in KEYS:
            yield f"{key} {value}"
