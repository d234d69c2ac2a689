"""Days for people: `June 8, 2026` where a file has 2026-06-08."""

import re

from endorse_cli.models.plain import read_day
from endorse_cli.views.printed_names import day_words

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def with_days(text: str) -> str:
    """A text in which every day of the calendar is written as people write it."""
    return _DAY.sub(lambda found: _written(found[0]), text)


def _written(text: str) -> str:
    day = read_day(text)
    return day_words(day) if day else text
