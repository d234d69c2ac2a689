"""The only place for amounts: how a score is made up, as written, each part with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from endorse_cli.diagnostics import Trail
from endorse_cli.models.conditions import Condition, Each, Exempt, Many
from endorse_cli.models.tests import Range, SettingUse

Gathering = Literal["sum", "mean", "lowest", "highest"]
Half = Literal["up", "down", "even"]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number as written, or the setting that gives it."""

    value: Fraction | SettingUse
    trail: Trail


@dataclass(frozen=True, slots=True)
class Named:
    """Another score, a number criterion, or a criterion on a scale with worth."""

    id: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class Gathered:
    """Several amounts, or every member of a family, made into one."""

    how: Gathering
    parts: "tuple[Amount, ...] | str"
    trail: Trail


@dataclass(frozen=True, slots=True)
class Minus:
    """The amount with its sign turned."""

    part: "Amount"
    trail: Trail


@dataclass(frozen=True, slots=True)
class Times:
    """The amount multiplied by a number."""

    factor: Number
    part: "Amount"
    trail: Trail


@dataclass(frozen=True, slots=True)
class Points:
    """A number for every answer that a criterion can have."""

    id: str
    give: dict[str, Number]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Band:
    """What a number between two bounds gives."""

    range: Range
    give: Number
    trail: Trail


@dataclass(frozen=True, slots=True)
class BandPoints:
    """A number for every band in which the answer to a number criterion can lie.

    `give` names the points where it does not apply, for a criterion that may be so.
    """

    id: str
    bands: tuple[Band, ...]
    give: dict[str, Number]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Worth:
    """What a criterion's level is worth, and what counts where it does not apply."""

    id: str
    not_applicable: Number
    trail: Trail


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the parts hold."""

    parts: Many
    trail: Trail


@dataclass(frozen=True, slots=True)
class Conditional:
    """The amount where a condition holds and no exception does, otherwise 0."""

    part: "Amount"
    when: Condition
    unless: tuple[Exempt, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Clamp:
    """The amount, but never below one number nor above another."""

    part: "Amount"
    at_least: Number
    at_most: Number
    trail: Trail


@dataclass(frozen=True, slots=True)
class Round:
    """The nearest multiple of a number; of two equally near the larger, the smaller, the even."""

    part: "Amount"
    to: Number
    half: Half
    trail: Trail


@dataclass(frozen=True, slots=True)
class Share:
    """One amount divided by another, or a number where there is nothing to divide by."""

    part: "Amount"
    out_of: "Amount"
    if_none: Number
    trail: Trail


@dataclass(frozen=True, slots=True)
class BrokenAmount:
    """An amount that could not be read; nothing that follows from it is reported."""

    trail: Trail


Amount: TypeAlias = (
    Number
    | Named
    | Gathered
    | Minus
    | Times
    | Points
    | BandPoints
    | Worth
    | Counted
    | Conditional
    | Clamp
    | Round
    | Share
    | BrokenAmount
)


def inner(amount: Amount) -> "tuple[Amount, ...]":
    """The amounts written directly inside an amount."""
    match amount:
        case Gathered(parts=parts):
            return parts if isinstance(parts, tuple) else ()
        case Minus(part=part) | Conditional(part=part):
            return (part,)
        case Times(factor=factor, part=part):
            return (factor, part)
        case Points(give=give):
            return tuple(give.values())
        case BandPoints(bands=bands, give=give):
            return (*(band.give for band in bands), *give.values())
        case Worth(not_applicable=number):
            return (number,)
        case Clamp(part=part, at_least=least, at_most=most):
            return (part, least, most)
        case Round(part=part, to=to):
            return (part, to)
        case Share(part=part, out_of=whole, if_none=number):
            return (part, whole, number)
    return ()


def walk(amount: Amount) -> "Iterator[Amount]":
    """An amount and everything inside it, in the order written."""
    yield amount
    for part in inner(amount):
        yield from walk(part)


def conditions_in(amount: Amount) -> Iterator[Condition]:
    """The conditions on which an amount rests: those of its conditional amounts and counts."""
    for part in walk(amount):
        if isinstance(part, Conditional):
            yield part.when
            yield from (exception.when for exception in part.unless)
        elif isinstance(part, Counted) and not isinstance(part.parts, Each):
            yield from part.parts
