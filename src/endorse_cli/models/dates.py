"""The only place that reads a day: YYYY-MM-DD, a day of the calendar, never the clock's."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def read_day(text: str) -> date | None:
    """The day that a text names, or None where it names none (`2026-02-30`, `1 May`)."""
    match = _DAY.fullmatch(text)
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
