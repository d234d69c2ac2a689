"""What people write at first for a day, and the days that may be meant by it."""

import re
from calendar import monthrange
from collections.abc import Iterable

from endorse_cli.diagnostics import listed, quoted
from endorse_cli.models.plain_values import read_day, without_accents

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
