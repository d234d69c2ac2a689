"""The only place for lengths of time and for the days between which a line is in force."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.dates import read_date
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

UNITS = ("days", "weeks", "months", "years")
LENGTHS = {
    "days": Fraction(1), "weeks": Fraction(7), "months": Fraction(365, 12), "years": Fraction(365),
}  # fmt: skip
"""In days, so that twelve months are a year; which of two lengths is longer needs no more."""

LONGEST = 4000
"""No length is longer, in whatever unit: more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `{months: 6}`."""

    unit: str
    count: int

    @property
    def length(self) -> Fraction:
        """How long it is, to be set beside another."""
        return LENGTHS[self.unit] * self.count

    def before(self, day: date) -> date:
        """The day this long before; in a shorter month its last day, at worst the first of all."""
        try:
            if self.unit in ("days", "weeks"):
                return day - timedelta(days=self.count * (7 if self.unit == "weeks" else 1))
            back = self.count * (12 if self.unit == "years" else 1)
            year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (ValueError, OverflowError):
            return date.min

    def __str__(self) -> str:
        """`6 months`, `1 year`."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


@dataclass(frozen=True, slots=True)
class InForce:
    """The first and the last day on which a line is asked; None where there is none."""

    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether a line is in force on a day; both ends are included."""
        if self.since and day < self.since:
            return False
        return not (self.until and day > self.until)


def read_span(reader: Reader, value: Plain, what: str, trail: Trail) -> Span | None:
    """A length of time with one unit, or None where it could not be read."""
    found = reader.keys(value, what, trail, (), UNITS)
    if len(found) != 1:
        if isinstance(value, dict) and len(found) == len(value):
            help = "Write one unit, as `{months: 6}`."
            reader.fault("bad-shape", f"{what} does not name one length of time.", help, trail)
        return None
    ((unit, written),) = found.items()
    text = reader.text(written, quoted(unit), (*trail, unit))
    if text and not (text.isascii() and text.isdigit() and 0 < len(text) < 6):
        _not_a_count(reader, text, unit, trail)
        return None
    count = int(text or "0")
    if text and not 0 < count <= LONGEST:
        _not_a_count(reader, text, unit, trail)
        return None
    return Span(unit, count) if count else None


def _not_a_count(reader: Reader, text: str, unit: str, trail: Trail) -> None:
    reader.fault(
        "bad-value",
        f"{quoted(unit)}: {quoted(text)} is not a number of {unit}.",
        f"Write a whole number from 1 to {LONGEST}.",
        (*trail, unit),
    )


def read_in_force(reader: Reader, value: Plain, trail: Trail) -> InForce | None:
    """The days between which a line is in force; None where they could not be read."""
    found = reader.keys(value, "`in_force`", trail, (), ("since", "until"))
    if isinstance(value, dict) and not value:
        help = "Write `since:`, `until:` or both, or leave the key out."
        reader.fault("bad-shape", "`in_force` names no day.", help, trail)
    since, until = (
        read_date(reader, found[key], quoted(key), (*trail, key)) if key in found else None
        for key in ("since", "until")
    )
    if since and until and until < since:
        reader.fault(
            "bad-value",
            f"`in_force` ends on {until}, before it begins on {since}.",
            "Exchange the two days, or correct one.",
            (*trail, "until"),
        )
        return None
    return InForce(since, until) if since or until else None
