"""The only place that says whether two parts of a rubric say the same, wherever they stand."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from endorse_cli.models.amounts import Number
from endorse_cli.models.diff import Kind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

BOUNDS = frozenset({"at_least", "more_than", "at_most", "less_than"})


def shape(value: object, *, cited: bool = False, counted: bool = True) -> Hashable:
    """What a part says: its values without their places.

    With `cited`, what its parts rest on too. Without `counted`, whatever its numbers and bounds
    are: two conditions of one such shape differ by a threshold only.
    """
    if isinstance(value, Fraction | Number) and not counted:
        return "a number"
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *_parts(value, cited, counted))
    if isinstance(value, dict):
        entries = ((key, shape(v, cited=cited, counted=counted)) for key, v in value.items())
        return tuple(sorted(entries))
    if isinstance(value, tuple | list):
        return tuple(shape(item, cited=cited, counted=counted) for item in value)
    return value


def _parts(value: "DataclassInstance", cited: bool, counted: bool) -> list[Hashable]:
    found: list[Hashable] = []
    for field in fields(value):
        part = getattr(value, field.name)
        if field.name == "trail" or (field.name == "grounds" and not cited):
            continue
        if field.name in BOUNDS and not counted:
            found.append(part is None)
        else:
            found.append(shape(part, cited=cited, counted=counted))
    return found


def rule_kind(old: object, new: object, kind: Kind, number: Kind) -> Kind | None:
    """How two rules differ: by `kind`, by a `number` alone, by what they cite, or not at all."""
    if shape(old) != shape(new):
        return number if shape(old, counted=False) == shape(new, counted=False) else kind
    return None if shape(old, cited=True) == shape(new, cited=True) else "citation"
