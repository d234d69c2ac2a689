"""Where in a file an error of pydantic is, and what a message calls the thing that stands there.

An error's `loc` is led back to the keys of the file, past what is no key of it, and to the models
on the way.
"""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import Tag

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.conditions import Atom
from endorse_cli.models.model import OWN, Inside, Model, aliases, model_in, steps_of
from endorse_cli.models.plain_values import under


class Owner(NamedTuple):
    """A model on the way to an error, and the keys that lead to it."""

    model: type[Model]
    trail: Trail


class Spot(NamedTuple):
    """Where an error is: its keys, the type that is wanted there, the models on the way to it."""

    trail: Trail
    wanted: object
    owners: tuple[Owner, ...]
    in_mapping: bool


def spot_of(model: type[Model], value: object, loc: tuple[str | int, ...]) -> Spot:
    """Where an error is in a value that was read as a model."""
    wanted: object = model
    trail: list[str | int] = []
    owners = [Owner(model, ())]
    in_mapping = False
    for step in loc:
        if step == "[key]":
            break
        for key in _path(step, value):
            trail.append(key)
            value = under(value, (key,))
        wanted, in_mapping = _wanted_under(_bare(wanted), step)
        wanted = _bare(wanted)
        if isinstance(wanted, type) and issubclass(wanted, Model):
            owners.append(Owner(wanted, tuple(trail)))
    return Spot(tuple(trail), wanted, tuple(owners), in_mapping)


def _path(step: str | int, value: object) -> Iterator[str | int]:
    """The keys in the file for one step of a `loc`."""
    if isinstance(step, int):
        if isinstance(value, list):
            yield step
        return
    for key in steps_of(step):
        if key == "@" and key != step and isinstance(value, dict):
            yield Atom.key_in(value)
        else:
            yield key


def _bare(wanted: object) -> object:
    """A type without what is only said of it."""
    if isinstance(wanted, type):
        return wanted
    while get_origin(wanted) is Annotated:
        inner, *said = get_args(wanted)
        inside = next((one for one in said if isinstance(one, Inside)), None)
        wanted = inside.model if inside else inner
    if isinstance(wanted, str) or hasattr(wanted, "__forward_arg__"):
        return _bare(_named(str(getattr(wanted, "__forward_arg__", wanted))))
    if get_origin(wanted) in (Union, UnionType):
        rest = [part for part in get_args(wanted) if part is not NoneType]
        if len(rest) == 1:
            return _bare(rest[0])
    return wanted


def _named(name: str) -> object:
    from endorse_cli.models import amounts, conditions

    return getattr(amounts if name == "Amount" else conditions, name)


def _wanted_under(wanted: object, step: str | int) -> tuple[object, bool]:
    """The type under one step, and whether the step is a key of a mapping of the user's own."""
    if isinstance(wanted, type) and issubclass(wanted, Model):
        return _types_in(wanted).get(step), False
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return next((part for part in parts if _is_tagged(part, step)), None), False
    if origin is dict:
        return parts[1], True
    return (parts[0] if parts else None), False


@cache
def _types_in(model: type[Model]) -> dict[str | int, object]:
    """The type under each key of a model."""
    found: dict[str | int, object] = {}
    for name, field in model.model_fields.items():
        inside = next((one for one in field.metadata if isinstance(one, Inside)), None)
        for key in aliases(field) or (name,):
            found.setdefault(key, inside.model if inside else field.annotation)
    return found


def wanted_at(model: type[Model], key: str) -> object:
    """The type under a key of a mapping, also of one whose keys stand among those of another."""
    inside = (
        model_in(field.annotation)
        for field in model.model_fields.values()
        if (aliases(field) or ("",))[0].startswith(OWN)
    )
    return next(
        (found for one in (model, *inside) if one and (found := _wanted_under(one, key)[0])), None
    )


def takes_list(wanted: object) -> bool:
    """Whether a list can stand where a type is wanted."""
    wanted = _bare(wanted)
    is_union = get_origin(wanted) in (Union, UnionType)
    return get_origin(wanted) is tuple or (is_union and any(map(takes_list, get_args(wanted))))


def _is_tagged(part: object, step: str | int) -> bool:
    said = get_args(part)[1:] if get_origin(part) is Annotated else ()
    return any(isinstance(one, Tag) and one.tag == step for one in said)


def subject(spot: Spot) -> str:
    """What a message calls the thing at a spot; nothing for the whole."""
    # Of parts in one place the outermost is meant: the bounds of a cut are no test.
    named = [one for one in spot.owners if one.trail == spot.trail and one.model.noun]
    if not spot.trail:
        return ""
    if named:
        model, trail = named[0]
        return _with_id(model, trail) if model.noun in WITH_ID else model.noun
    return field_words(spot.trail, spot.in_mapping)


WITH_ID = frozenset(
    (
        *("Criterion", "Family", "Setting", "Score", "Finding", "Decision", "Row", "Promise"),
        *("Reading", "Guidance", "Scale", "Group"),
    )
)


def _with_id(model: type[Model], trail: Trail) -> str:
    if model.noun != "Row":
        return f"{model.noun} {quoted(trail[-1])}"
    if trail[-2] == "rows":
        return f"Row {quoted(f'{trail[1]}.{trail[-1]}')}"
    return f"{quoted(trail[-1])} of {quoted(trail[1])}"


def field_words(trail: Trail, in_mapping: bool) -> str:
    """What a message calls what stands under a key, or in a list; nothing for the whole."""
    words = [step for step in trail if isinstance(step, str)]
    if not words:
        return ""
    if isinstance(trail[-1], int):
        return f"An item of {quoted(words[-1])}"
    if in_mapping and len(words) > 1:
        return f"{quoted(words[-2])} of {quoted(words[-1])}"
    return quoted(words[-1])


def words_of(spot: Spot) -> tuple[str, ...]:
    """The few words that can stand at a spot."""
    return get_args(spot.wanted) if get_origin(spot.wanted) is Literal else ()


def holder_of(spot: Spot) -> Spot:
    """Where the mapping stands in which a key is missing or too much."""
    owners = spot.owners[: -1 if _is_model(spot.wanted) else None] or spot.owners[:1]
    return Spot(owners[-1].trail, owners[-1].model, owners, False)


def names_of(model: type[Model], key: str) -> tuple[str, ...]:
    """Every key under which what is missing could stand."""
    fields = model.model_fields.items()
    return next((found for n, f in fields if key in (found := aliases(f) or (n,))), (key,))


def _is_model(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Model)
