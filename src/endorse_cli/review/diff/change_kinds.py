"""Which kind of change it is where a part of a rubric says something else than before."""

from collections.abc import Hashable
from fractions import Fraction
from functools import cache
from typing import NamedTuple, get_origin

from pydantic.fields import FieldInfo

from endorse_cli.diagnostics import Trail
from endorse_cli.models.amounts import Number
from endorse_cli.models.model import OWN, Changed, Model, aliases
from endorse_cli.models.plain_values import Plain
from endorse_cli.models.tests import BOUNDS, Day
from endorse_cli.models.versions import KINDS, Kind


def shape(value: object, *, cited: bool = False, counted: bool = True) -> Hashable:
    """What a part says: its values without their places.

    With `cited`, what its parts rest on too. Without `counted`, whatever its numbers, days and
    bounds are: two conditions of one such shape differ by a threshold only.
    """
    if isinstance(value, Fraction | Number | Day) and not counted:
        return "a number"
    if isinstance(value, Model):
        said = [_part(name, part, cited, counted) for name, part in value.fields()]
        return (type(value).__name__, *said)
    if isinstance(value, dict):
        entries = ((key, shape(v, cited=cited, counted=counted)) for key, v in value.items())
        return tuple(sorted(entries))
    if isinstance(value, tuple | list):
        return tuple(shape(item, cited=cited, counted=counted) for item in value)
    return value


def _part(name: str, part: object, cited: bool, counted: bool) -> Hashable:
    if name == "grounds" and not cited:
        return None
    if name in BOUNDS and not counted:
        return part is None
    return shape(part, cited=cited, counted=counted)


def rule_kind(old: object, new: object, kind: Kind, number: Kind) -> Kind | None:
    """How two rules differ: by `kind`, by a `number` alone, by what they cite, or not at all."""
    if shape(old) != shape(new):
        return number if shape(old, counted=False) == shape(new, counted=False) else kind
    return None if shape(old, cited=True) == shape(new, cited=True) else "citation"


def narrow(old: Plain, new: Plain) -> Trail:
    """The keys and positions that lead, from both values alike, to where alone they differ."""
    trail: Trail = ()
    while True:
        inside = _only_difference(old, new)
        if inside is None:
            return trail
        key, old, new = inside
        trail = (*trail, key)


def _only_difference(old: Plain, new: Plain) -> tuple[str | int, Plain, Plain] | None:
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        keys = [key for key in old if old[key] != new[key]]
        return (keys[0], old[keys[0]], new[keys[0]]) if len(keys) == 1 else None
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        places = [place for place, item in enumerate(old) if item != new[place]]
        return (places[0], old[places[0]], new[places[0]]) if len(places) == 1 else None
    return None


class Field(NamedTuple):
    """A field: its key in the file, empty where it has none of its own, and the kind of change.

    `number` is the kind where only numbers or bounds differ; `by_name` fields hold a text for each
    name, and each text is a change of its own.
    """

    key: str
    kind: Kind
    number: Kind | None = None
    by_name: bool = False


ELSEWHERE = frozenset({"id", "trail", "grounds", "rows", "guidance", "inherited"})
"""Fields that are looked at on their own: what a part rests on, and the parts inside it."""


def part_model(part: Model) -> type[Model]:
    """The model of a part, of which what it is written as may be a form."""
    return next(model for model in type(part).__mro__ if "noun" in vars(model))


@cache
def change_fields(model: type[Model]) -> dict[str, Field]:
    """Every field of a part by its name, with what a change of it is."""
    fields = model.model_fields.items()
    return {name: _field(model, name, field) for name, field in fields if name not in ELSEWHERE}


def _field(model: type[Model], name: str, field: FieldInfo) -> Field:
    said = next((one for one in field.metadata if isinstance(one, Changed)), Changed())
    keys = [alias for alias in aliases(field) or (name,) if OWN not in alias]
    key = said.key or (keys[0] if len(keys) == 1 else "")
    by_name = get_origin(field.annotation) is dict
    own = key.removesuffix("s") if by_name else key.replace("_", "-")
    kind = _known(said.kind or model.changes or own)
    return Field(key, kind, _known(said.number) if said.number else None, by_name)


def _known(kind: str) -> Kind:
    for known in KINDS:
        if known == kind:
            return known
    raise LookupError(f"{kind} is no kind of change: name one beside the field, with Changed")
