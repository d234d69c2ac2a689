"""What a file is once read and before it means anything, and what its plain texts write.

Scalars stay text: a criterion reads its answer by its own words, so `no` is never a truth
value and `1:30` never a number. `None` is a value left out (`key:` with nothing after it,
`~` or `null` unquoted; `null` in JSON). A number is exact, decimal or n/d, never a float; a day is
YYYY-MM-DD, never the clock's; the fixed words of the language stand here too.
"""

import re
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, cast, get_args

from endorse_cli.diagnostics import Trail

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"
Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Schema: TypeAlias = "dict[str, Json]"
"""What an editor is told, as JSON Schema."""


def lacking(value: Plain, trail: Trail) -> Plain:
    """A value without what stands at the end of a trail of keys, and what is empty without it."""
    if not isinstance(value, dict) or not trail or trail[0] not in value:
        return value
    rest = {key: part for key, part in value.items() if key != trail[0]}
    inner = lacking(value[str(trail[0])], trail[1:]) if trail[1:] else None
    if not inner:
        return rest
    return {key: inner if key == trail[0] else part for key, part in value.items()}


def value_at(whole: Plain, trail: Trail) -> Plain:
    """What stands at the end of a trail; None where nothing does."""
    return cast("Plain", under(whole, trail))


def under(whole: object, trail: Trail) -> object:
    """The same of whatever is being validated, in which more than plain values may stand."""
    value = whole
    for key in trail:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def text_in(value: Plain) -> str:
    """A text; an empty one where there is none."""
    return value if isinstance(value, str) else ""


def mapping_in(value: Plain) -> dict[str, Plain]:
    """A mapping; an empty one where there is none."""
    return value if isinstance(value, dict) else {}


def read_day(text: str) -> date | None:
    """The day that a text names, or None where it names none (`2026-02-30`, `1 May`)."""
    # `fromisoformat` takes weeks and days without dashes too; with the dashes here, only this.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def without_accents(text: str) -> str:
    """`Août` as `Aout`."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))


DECIMALS = 9
"""So many digits can stand after the point of a decimal."""

_NUMBER = re.compile(rf"-?\d{{1,12}}(?:\.\d{{1,{DECIMALS}}})?", re.ASCII)
_RATIO = re.compile(r"(-?\d{1,12})/(\d{1,12})", re.ASCII)


def read_number(text: str) -> Fraction | None:
    """The number that a text writes, or None where it writes none.

    At most twelve digits before the point and nine after it, or a ratio of two whole numbers.
    """
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    ratio = _RATIO.fullmatch(text)
    if ratio and int(ratio[2]):
        return Fraction(int(ratio[1]), int(ratio[2]))
    return None


def show_number(value: Fraction) -> str:
    """A number as it is printed and recorded: `7/4`, `1`, `-1/2`."""
    return str(value)


def number_words(value: Fraction) -> str:
    """A number as people read it: a decimal where that is exact, `1.75`, else the fraction."""
    for digits in range(DECIMALS + 1):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, part = divmod(abs(scaled.numerator), 10**digits)
            after = f".{part:0{digits}d}" if digits else ""
            return f"{'-' if value < 0 else ''}{whole}{after}"
    return show_number(value)


Holding = Literal["yes", "no", "open"]
"""How a finding can turn out."""


def measured_words(said: str, unit: str) -> str:
    """An amount, or amounts within bounds, as people read them: `1 point`, `at most 9,000 euros`.

    Whatever else is said, such as `not_applicable`, stays as it is.
    """
    is_number = read_number(said) is not None
    if not is_number and not said.endswith(f" {unit}"):
        return said
    digits = said if is_number else said.removesuffix(f" {unit}")
    words = " ".join(in_thousands(word, unit) for word in digits.split(" "))
    is_one = words.rpartition(" ")[2].removeprefix("-") == "1"
    return f"{words} {_one(unit) if is_one else unit}".rstrip()


THOUSAND = 1000


def in_thousands(number: str, unit: str = "") -> str:
    """The digits of an amount with their commas, `4,180.50`; a ratio and a year have none."""
    value = read_number(number)
    if value is None or "/" in number or abs(value) < THOUSAND or unit.startswith("year"):
        return number
    whole, point, part = number.partition(".")
    return f"{int(whole):,}{point}{part}"


def _one(unit: str) -> str:
    """A unit in the singular, of which the first word tells the number: `hour a week`."""
    first, *others = unit.split(" ")
    for many, one in _SINGULAR:
        if first.endswith(many):
            first = first.removesuffix(many) + one
            break
    return " ".join((first, *others))


_SINGULAR = (
    *(("ss", "ss"), ("us", "us"), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch")),
    *(("shes", "sh"), ("s", "")),
)
"""How a word ends that is said of many, and how it does of one; the first that fits."""


Cure = Literal["candidate", "chapter", "time", "nobody"]
Whom = Literal["candidate", "campaign", "roll", "committee"]
Panel = Literal["mean", "median", "lowest", "highest", "unanimous"]
HOLDING: tuple[Holding, ...] = get_args(Holding)
CURES: tuple[Cure, ...] = get_args(Cure)
WHOM: tuple[Whom, ...] = get_args(Whom)
PANELS: tuple[Panel, ...] = get_args(Panel)
WhyUnknown = Literal["not_asked", "no_reply", "declined", "could_not_verify"]
REASONS_UNKNOWN: tuple[WhyUnknown, ...] = get_args(WhyUnknown)

RESERVED = (
    *("all", "any", "not", "count", "at_least", "at_most", "from", "basis", "adopted", "note"),
    *("otherwise", "yes_no", "date", "yes", "no", "true", "false", "null"),
    *("on", "off", "y", "n", "unknown", "not_applicable"),
)
"""No id may be one of these: words that can stand where an id can, and those that are read apart.

First the keys of a condition beside the one that names an id, the row of the rest and the kinds of
answer that are one word; then words that readers of YAML disagree on, and those of every answer.
"""
