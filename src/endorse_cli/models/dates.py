"""The only place that reads a day: YYYY-MM-DD, a day of the calendar, never the clock's."""

from datetime import date

from endorse_cli.diagnostics import Trail, quoted
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader


def read_day(text: str) -> date | None:
    """The day that a text names, or None where it names none (`2026-02-30`, `1 May`)."""
    # `fromisoformat` takes weeks and days without dashes too; with the dashes here, only this.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_date(reader: Reader, value: Plain, what: str, trail: Trail) -> date | None:
    """A day, or a fault at its place."""
    text = reader.text(value, what, trail)
    day = read_day(text)
    if text and day is None:
        reader.fault(
            "bad-value",
            f"{what}: {quoted(text)} is not a day.",
            "Write a day of the calendar as YYYY-MM-DD.",
            trail,
        )
    return day
