"""The only place that reads a day: YYYY-MM-DD, a day of the calendar, never the clock's."""

from datetime import date


def read_day(text: str) -> date | None:
    """The day that a text names, or None where it names none (`2026-02-30`, `1 May`)."""
    # `fromisoformat` takes weeks and days without dashes too; with the dashes here, only this.
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
