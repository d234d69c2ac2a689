"""The only place that finds what lies next to a threshold: the nearest values on either side."""

from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine import totals
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.quantities import Clamped, Quantity, Rounded
from endorse_cli.engine.totals import Total
from endorse_cli.models.rounding import reaching


class Side(NamedTuple):
    """A value that a quantity can have, and where it has it."""

    value: Fraction
    node: Node


def sides(manager: Manager, quantity: Quantity, bound: Fraction, *, strict: bool) -> list[Side]:
    """The greatest value that does not reach a bound and the least that does, where there are any.

    Of what is clamped or rounded, the value before that. Of the lowest or highest of several, and
    of one amount divided by another, nothing: their values lie too close to be told apart.
    """
    match quantity:
        case Total():
            found = totals.around(manager, quantity, bound, strict=strict)
            return [Side(v, _equal(manager, quantity, v)) for v in found if v is not None]
        case Clamped(part=part, low=low, high=high):
            return sides(manager, part, bound, strict=strict) if low < bound < high else []
        case Rounded(part=part, to=to, half=half):
            at, beyond = reaching(bound, to, half, strict=strict)
            return sides(manager, part, at, strict=beyond)
    return []


def _equal(manager: Manager, total: Total, value: Fraction) -> Node:
    above = totals.more_than(manager, total, value)
    return manager.choose(above, 0, totals.at_least(manager, total, value))
