"""What a file is once read and before it means anything, and what its plain texts write.

Scalars stay text: a criterion reads its answer by its own words, so `no` is never a truth
value and `1:30` never a number. `None` is a value left out (`key:` with nothing after it,
`~` or `null` unquoted; `null` in JSON). A number is exact, decimal or n/d, never a float; a day is
YYYY-MM-DD, never the clock's; the fixed words of the language stand here too.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, cast, get_args

from endorse_cli.diagnostics import Trail, listed, quoted

Plain: TypeAlias = "str | None | list[Plain] | dict[str, Plain]"


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


_MONTHS = (
    ("january", "januar", "janvier", "enero"),
    ("february", "februar", "fevrier", "febrero"),
    ("march", "marz", "mars", "marzo", "mrz"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"),
    ("july", "juli", "juillet", "julio"),
    ("august", "aout", "agosto"),
    ("september", "septembre", "septiembre"),
    ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "decembre", "diciembre"),
)
_WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag"),
    *("dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi", "mardi"),
    *("mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miercoles"),
    *("jueves", "viernes", "sabado", "domingo"),
)
"""In English, German, French and Spanish, without accents."""
_BESIDE_DAYS = ("st", "nd", "rd", "th", "of", "t", "z", "er", "the", "den", "le", "el", "de", "del")
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")


def without_accents(text: str) -> str:
    """`Août` as `Aout`."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))


def _begins(part: str, names: Iterable[str]) -> bool:
    """Whether a word is one of some names, or the beginning of one."""
    return len(part) > 2 and any(name.startswith(part) for name in names)


def _month(part: str) -> int:
    """The number of a month by its name; 0 for other words."""
    return next((n for n, names in enumerate(_MONTHS, 1) if _begins(part, names)), 0)


def meant_days(text: str) -> tuple[str, ...]:
    """The days that somebody may mean who writes one in another way, as they should be written.

    Several where month and day could be either: `11/03/2026`.
    """
    parts = _PARTS.findall(without_accents(text.lower()[:40]))
    parts = [part for part in parts if part not in _BESIDE_DAYS]
    parts = [part for part in parts if _month(part) or not _begins(part, _WEEKDAYS)]
    if len(parts) == 1 and re.fullmatch(r"(19|20)\d{6}", parts[0]):
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    months = [month for part in parts if (month := _month(part))]
    if len(parts) == 3 and len(parts[2]) == 2 and (months or all(len(p) < 3 for p in parts)):
        # A year of two digits can only be the last, and of this century.
        parts[2] = f"20{parts[2]}"
    numbers = [part for part in parts if part.isdigit()]
    if len(months) == 1 and len(numbers) == 2 and len(parts) == 3:
        year, day = sorted(numbers, key=len, reverse=True)
        return _days([(year, str(months[0]), day)])
    if len(numbers) != len(parts) or len(numbers) < 3:
        return ()
    first, second, third = numbers[:3]
    if len(first) == 4:
        return _days([(first, second, third)])
    return _days([(third, first, second), (third, second, first)]) if len(numbers) == 3 else ()


def _days(tried: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    written = (f"{year:0>4}-{month:0>2}-{day:0>2}" for year, month, day in tried if len(year) == 4)
    return tuple(dict.fromkeys(day for day in written if read_day(day)))


def day_ends(text: str) -> tuple[str, str] | None:
    """The first and the last day of `2026`, `2026-05` or `May 2026`; None for other texts."""
    parts = _PARTS.findall(without_accents(text.lower()[:40]))
    parts = [part for part in parts if part not in _BESIDE_DAYS]
    years = [part for part in parts if re.fullmatch(r"(19|20)\d\d", part)]
    months = [_month(p) or int(p) for p in parts if _month(p) or (len(p) < 3 and p.isdigit())]
    if len(years) != 1 or len(parts) != 1 + len(months) or len(months) > 1:
        return None
    if any(not 0 < month < 13 for month in months):
        return None
    first, last = (months or [1])[0], (months or [12])[-1]
    end = monthrange(int(years[0]), last)[1]
    return f"{years[0]}-{first:02}-01", f"{years[0]}-{last:02}-{end:02}"


def day_help(text: str) -> str:
    """How to write a day that is written otherwise: the one that is meant, where that is clear."""
    days = meant_days(text)
    if not days and (found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])-\d\d", text)):
        first, last = (
            f"{found[1]}-{found[2]}-{day}"
            for day in ("01", monthrange(*map(int, found.groups()))[1])
        )
        return f"That month goes from {quoted(first)} to {quoted(last)}."
    if not days and (ends := day_ends(text)):
        return f"Write the day as YYYY-MM-DD: that goes from {listed(ends, 'to')}."
    if not days:
        return "Write it as YYYY-MM-DD."
    return f"Write {listed(days)}{', whichever is meant' if len(days) > 1 else ''}."


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


Cure = Literal["candidate", "chapter", "time", "nobody"]
Whom = Literal["candidate", "campaign", "roll", "committee"]
Panel = Literal["mean", "median", "lowest", "highest", "unanimous"]
CURES: tuple[Cure, ...] = get_args(Cure)
WHOM: tuple[Whom, ...] = get_args(Whom)
PANELS: tuple[Panel, ...] = get_args(Panel)
REASONS_UNKNOWN = ("not_asked", "no_reply", "declined", "could_not_verify")

RESERVED = (
    *("all", "any", "not", "count", "at_least", "at_most", "from", "basis", "adopted", "note"),
    *("otherwise", "yes_no", "date", "yes", "no", "true", "false", "null"),
    *("on", "off", "y", "n", "unknown", "not_applicable"),
)
"""No id may be one of these: words that can stand where an id can, and those that are read apart.

First the keys of a condition beside the one that names an id, the row of the rest and the kinds of
answer that are one word; then words that readers of YAML disagree on, and those of every answer.
"""
