"""The only place for amounts: how a score is made up, as written, each part with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, cast

from endorse_cli.diagnostics import Trail, listed, quoted
from endorse_cli.models.numbers import read_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.tests import SettingUse, read_bound

Gathering = Literal["sum", "mean"]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number as written, or the setting that gives it."""

    value: Fraction | SettingUse
    trail: Trail


@dataclass(frozen=True, slots=True)
class Named:
    """Another score, or a criterion on a scale with worth."""

    id: str
    trail: Trail


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sum or the mean of several amounts, or of every member of a family."""

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
class BrokenAmount:
    """An amount that could not be read; nothing that follows from it is reported."""

    trail: Trail


Amount: TypeAlias = Number | Named | Gathered | Minus | Times | Points | BrokenAmount

FORMS = ("sum", "mean", "minus", "times", "points", "setting")
LATER = (
    "lowest",
    "highest",
    "count",
    "bands",
    "worth",
    "amount",
    "clamp",
    "round",
    "share",
)


def read_amount(reader: Reader, value: Plain, trail: Trail) -> Amount:
    """One amount, whatever its form."""
    if isinstance(value, str) and value.strip():
        number = read_number(value)
        return Named(value, trail) if number is None else Number(number, trail)
    if not isinstance(value, dict) or not value:
        reader.shape(
            value,
            f"a number, the id of a score or criterion, or one of {listed(FORMS)}",
            "An amount",
            trail,
        )
        return BrokenAmount(trail)
    later = [key for key in value if key in LATER]
    if later:
        reader.fault(
            "bad-value",
            f"{quoted(later[0])} cannot be read yet.",
            f"Use {listed(FORMS)} until this version of the language is complete.",
            (*trail, later[0]),
            on_key=True,
        )
        return BrokenAmount(trail)
    return _read_form(reader, value, trail)


def _read_form(reader: Reader, value: dict[str, Plain], trail: Trail) -> Amount:
    match sorted(value):
        case ["setting"]:
            return read_written_number(reader, value, trail)
        case ["mean"] | ["sum"]:
            ((how, parts),) = value.items()
            return _read_gathered(reader, cast("Gathering", how), parts, trail)
        case ["minus"]:
            return Minus(read_amount(reader, value["minus"], (*trail, "minus")), trail)
        case ["times"]:
            return _read_times(reader, value["times"], trail)
        case ["give", "points"]:
            return _read_points(reader, value, trail)
    accepted = ("sum", "mean", "minus", "times", "points", "give", "setting")
    unknown = [key for key in value if key not in accepted]
    for key in unknown:
        reader.unknown_key(key, "an amount", accepted, (*trail, key))
    if not unknown:
        reader.fault(
            "bad-shape",
            "An amount is one thing only.",
            f"Write one of {listed(FORMS)}; `points` goes with `give`.",
            trail,
        )
    return BrokenAmount(trail)


def read_written_number(reader: Reader, value: Plain, trail: Trail) -> Number:
    """A number or `{setting: id}`."""
    bound = read_bound(reader, value, trail)
    if isinstance(bound, SettingUse):
        return Number(bound, trail)
    number = read_number(bound)
    if bound and number is None:
        reader.fault(
            "bad-value",
            f"{quoted(bound)} is not a number.",
            "Write a whole number, a decimal such as `0.25`, a fraction such as `1/4`, "
            "or `{setting: id}`.",
            trail,
        )
    return Number(number if number is not None else Fraction(0), trail)


def _read_gathered(reader: Reader, how: Gathering, parts: Plain, trail: Trail) -> Gathered:
    at = (*trail, how)
    if isinstance(parts, dict):
        found = reader.keys(parts, f"`{how}`", at, ("of",))
        of = reader.text(found["of"], "`of`", (*at, "of")) if "of" in found else ""
        return Gathered(how, of, trail)
    items = reader.list_of(parts, f"`{how}`", at)
    return Gathered(
        how, tuple(read_amount(reader, item, (*at, i)) for i, item in enumerate(items)), trail
    )


def _read_times(reader: Reader, value: Plain, trail: Trail) -> Amount:
    at = (*trail, "times")
    items = reader.list_of(value, "`times`", at)
    if len(items) != 2:
        if items:
            reader.fault(
                "bad-shape",
                f"`times` has {len(items)} parts.",
                "Write a number and an amount: `times: [2, …]`.",
                at,
            )
        return BrokenAmount(trail)
    factor = read_written_number(reader, items[0], (*at, 0))
    return Times(factor, read_amount(reader, items[1], (*at, 1)), trail)


def _read_points(reader: Reader, value: dict[str, Plain], trail: Trail) -> Points:
    id = reader.text(value["points"], "`points`", (*trail, "points"))
    at = (*trail, "give")
    given = reader.mapping(value["give"], "`give`", at)
    give = {
        name: read_written_number(reader, number, (*at, name)) for name, number in given.items()
    }
    return Points(id, give, trail)


def inner(amount: Amount) -> "tuple[Amount, ...]":
    """The amounts written directly inside an amount."""
    match amount:
        case Gathered(parts=parts):
            return parts if isinstance(parts, tuple) else ()
        case Minus(part=part):
            return (part,)
        case Times(factor=factor, part=part):
            return (factor, part)
        case Points(give=give):
            return tuple(give.values())
    return ()


def walk(amount: Amount) -> "Iterator[Amount]":
    """An amount and everything inside it, in the order written."""
    yield amount
    for part in inner(amount):
        yield from walk(part)
