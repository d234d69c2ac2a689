"""The only place for amounts: how a score is made up, as written, each part with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, cast

from endorse_cli.diagnostics import Trail, listed, quoted
from endorse_cli.models.conditions import (
    Condition,
    Each,
    Exempt,
    Many,
    exceptions_at,
    read_many,
    when_at,
)
from endorse_cli.models.entries import text_at
from endorse_cli.models.numbers import read_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.tests import LOWER, UPPER, Range, SettingUse, read_bound, read_range

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

ZERO = Fraction(0)
_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "setting": ((), ()),
    "sum": ((), ()),
    "mean": ((), ()),
    "lowest": ((), ()),
    "highest": ((), ()),
    "minus": ((), ()),
    "times": ((), ()),
    "count": ((), ()),
    "points": ((), ("give", "bands")),
    "worth": (("not_applicable",), ()),
    "amount": (("when",), ("unless",)),
    "clamp": (("at_least", "at_most"), ()),
    "round": (("to", "half"), ()),
    "share": (("out_of", "if_none"), ()),
}
"""Each form by the key that names it: the keys that must stand beside it, and those that may."""

FORMS = tuple(_SHAPES)


def read_amount(reader: Reader, value: Plain, trail: Trail) -> Amount:
    """One amount, whatever its form."""
    if isinstance(value, str) and value.strip():
        number = read_number(value)
        return Named(value, trail) if number is None else Number(number, trail)
    if not isinstance(value, dict) or not value:
        wanted = f"a number, the id of a score or criterion, or one of {listed(FORMS)}"
        reader.shape(value, wanted, "An amount", trail)
        return BrokenAmount(trail)
    forms = [form for form in FORMS if form in value]
    if len(forms) != 1:
        return _not_one(reader, value, forms, trail)
    form = forms[0]
    required, optional = _SHAPES[form]
    found = reader.keys(value, f"The amount {quoted(form)}", trail, (form, *required), optional)
    if any(key not in found for key in required) or len(found) < len(value):
        return BrokenAmount(trail)
    return _read_form(reader, form, found, trail)


def _not_one(
    reader: Reader, value: dict[str, Plain], forms: list[str], trail: Trail
) -> BrokenAmount:
    beside = {key for required, optional in _SHAPES.values() for key in (*required, *optional)}
    accepted = (*FORMS, *sorted(beside))
    unknown = [key for key in value if key not in accepted]
    for key in unknown:
        reader.unknown_key(key, "an amount", accepted, (*trail, key))
    if not unknown:
        what = f"says {listed(forms, 'and')} at once" if forms else "names no form"
        reader.fault("bad-shape", f"An amount {what}.", f"Write one of {listed(FORMS)}.", trail)
    return BrokenAmount(trail)


def _read_form(reader: Reader, form: str, found: dict[str, Plain], trail: Trail) -> Amount:
    def amount(key: str) -> Amount:
        return read_amount(reader, found[key], (*trail, key))

    def number(key: str) -> Number:
        return read_written_number(reader, found[key], (*trail, key))

    match form:
        case "setting":
            return read_written_number(reader, found, trail)
        case "sum" | "mean" | "lowest" | "highest":
            return _read_gathered(reader, form, found[form], trail)
        case "minus":
            return Minus(amount(form), trail)
        case "times":
            return _read_times(reader, found[form], trail)
        case "count":
            return Counted(read_many(reader, found[form], (*trail, form)), trail)
        case "points":
            return _read_points(reader, found, trail)
        case "worth":
            id = reader.text(found[form], "`worth`", (*trail, form))
            return Worth(id, number("not_applicable"), trail)
        case "amount":
            return _read_conditional(reader, found, trail)
        case "clamp":
            part, before = amount(form), len(reader.found)
            clamp = Clamp(part, number("at_least"), number("at_most"), trail)
            return clamp if len(reader.found) == before else BrokenAmount(trail)
        case "round":
            half = reader.word(found["half"], "`half`", (*trail, "half"), ("up", "down", "even"))
            part, before = amount(form), len(reader.found)
            rounded = Round(part, number("to"), cast("Half", half or "up"), trail)
            return rounded if len(reader.found) == before else BrokenAmount(trail)
    return Share(amount("share"), amount("out_of"), number("if_none"), trail)


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
    return Number(number if number is not None else ZERO, trail)


def _read_gathered(reader: Reader, how: Gathering, parts: Plain, trail: Trail) -> Gathered:
    at = (*trail, how)
    if isinstance(parts, dict):
        found = reader.keys(parts, f"`{how}`", at, ("of",))
        return Gathered(how, text_at(reader, found, "of", at), trail)
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


def _read_points(reader: Reader, found: dict[str, Plain], trail: Trail) -> Amount:
    id = reader.text(found["points"], "`points`", (*trail, "points"))
    if "give" not in found and "bands" not in found:
        help = "Write `give:` with every answer, or `bands:` for a number."
        reader.fault("bad-shape", f"The points of {quoted(id)} give nothing.", help, trail)
        return BrokenAmount(trail)
    at = (*trail, "give")
    given = reader.mapping(found.get("give", {}), "`give`", at)
    give = {
        name: read_written_number(reader, number, (*at, name)) for name, number in given.items()
    }
    if "bands" in found:
        return BandPoints(id, _read_bands(reader, found["bands"], (*trail, "bands")), give, trail)
    return Points(id, give, trail)


def _read_bands(reader: Reader, value: Plain, trail: Trail) -> tuple[Band, ...]:
    bands = []
    for position, item in enumerate(reader.list_of(value, "`bands`", trail)):
        at = (*trail, position)
        found = reader.keys(item, "A band", at, ("give",), (*LOWER, *UPPER))
        range = read_range(reader, found, "A band", at) if isinstance(item, dict) else None
        if range is not None and "give" in found:
            give = read_written_number(reader, found["give"], (*at, "give"))
            bands.append(Band(range, give, at))
    return tuple(bands)


def _read_conditional(reader: Reader, found: dict[str, Plain], trail: Trail) -> Conditional:
    part = read_amount(reader, found["amount"], (*trail, "amount"))
    when = when_at(reader, found, trail)
    unless = exceptions_at(reader, found, "an amount", trail)
    return Conditional(part, when, unless, trail)


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
