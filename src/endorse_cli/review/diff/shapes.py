"""The only place that says whether two parts of a rubric say the same, wherever they stand."""

from collections.abc import Hashable
from fractions import Fraction

from endorse_cli.models.amounts import Number
from endorse_cli.models.base import Model
from endorse_cli.models.diff import Kind
from endorse_cli.models.tests import BOUNDS, Day


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
