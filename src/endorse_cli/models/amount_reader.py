"""The only place that reads amounts from plain values into their shapes; see `amounts`."""

from fractions import Fraction
from typing import cast

from endorse_cli.diagnostics import Trail, listed, quoted
from endorse_cli.models.amounts import (
    Amount,
    Band,
    BandPoints,
    BrokenAmount,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Gathering,
    Half,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import exceptions_at, read_many, when_at
from endorse_cli.models.entries import text_at
from endorse_cli.models.numbers import read_number
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader
from endorse_cli.models.tests import LOWER, UPPER, SettingUse, read_bound, read_range

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
    match form:
        case "setting":
            return _read_number(reader, found, trail)
        case "sum" | "mean" | "lowest" | "highest":
            return _read_gathered(reader, form, found[form], trail)
        case "minus":
            return Minus(_amount_at(reader, found, form, trail), trail)
        case "times":
            return _read_times(reader, found[form], trail)
        case "count":
            return Counted(read_many(reader, found[form], (*trail, form)), trail)
        case "points":
            return _read_points(reader, found, trail)
        case "worth":
            id = reader.text(found[form], "`worth`", (*trail, form))
            return Worth(id, _number_at(reader, found, "not_applicable", trail), trail)
        case "amount":
            return _read_conditional(reader, found, trail)
        case "clamp":
            return _read_clamp(reader, found, trail)
        case "round":
            return _read_round(reader, found, trail)
    part, whole = (_amount_at(reader, found, key, trail) for key in ("share", "out_of"))
    return Share(part, whole, _number_at(reader, found, "if_none", trail), trail)


def _amount_at(reader: Reader, found: dict[str, Plain], key: str, trail: Trail) -> Amount:
    return read_amount(reader, found[key], (*trail, key))


def _number_at(reader: Reader, found: dict[str, Plain], key: str, trail: Trail) -> Number:
    return _read_number(reader, found[key], (*trail, key))


def _read_number(reader: Reader, value: Plain, trail: Trail) -> Number:
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
    factor = _read_number(reader, items[0], (*at, 0))
    return Times(factor, read_amount(reader, items[1], (*at, 1)), trail)


def _read_points(reader: Reader, found: dict[str, Plain], trail: Trail) -> Amount:
    id = reader.text(found["points"], "`points`", (*trail, "points"))
    if "give" not in found and "bands" not in found:
        help = "Write `give:` with every answer, or `bands:` for a number."
        reader.fault("bad-shape", f"The points of {quoted(id)} give nothing.", help, trail)
        return BrokenAmount(trail)
    at = (*trail, "give")
    given = reader.mapping(found.get("give", {}), "`give`", at)
    give = {name: _read_number(reader, number, (*at, name)) for name, number in given.items()}
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
            bands.append(Band(range, _number_at(reader, found, "give", at), at))
    return tuple(bands)


def _read_conditional(reader: Reader, found: dict[str, Plain], trail: Trail) -> Conditional:
    part = _amount_at(reader, found, "amount", trail)
    when = when_at(reader, found, trail)
    unless = exceptions_at(reader, found, "an amount", trail)
    return Conditional(part, when, unless, trail)


def _read_clamp(reader: Reader, found: dict[str, Plain], trail: Trail) -> Amount:
    part, before = _amount_at(reader, found, "clamp", trail), len(reader.found)
    low, high = (_number_at(reader, found, key, trail) for key in ("at_least", "at_most"))
    return Clamp(part, low, high, trail) if len(reader.found) == before else BrokenAmount(trail)


def _read_round(reader: Reader, found: dict[str, Plain], trail: Trail) -> Amount:
    half = reader.word(found["half"], "`half`", (*trail, "half"), ("up", "down", "even"))
    part, before = _amount_at(reader, found, "round", trail), len(reader.found)
    rounded = Round(part, _number_at(reader, found, "to", trail), cast("Half", half or "up"), trail)
    return rounded if len(reader.found) == before else BrokenAmount(trail)
