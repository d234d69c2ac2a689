"""The only place for how a paper says days, those of a vote too, small numbers and bodies."""

from collections.abc import Sequence

from endorse_cli.diagnostics import counted
from endorse_cli.models.candidate import Slate
from endorse_cli.views.printed_names import plain_name, with_days

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip

BLANK = "____"
"""Stands for what nothing says: to be filled in by hand."""


def days_said(text: object) -> str:
    """A text in which every day of the calendar is written as people write it: `June 8, 2026`."""
    return with_days("" if text is None else str(text))


def counted_words(number: int, one: str) -> str:
    """`one question`, `two questions`; from 13 on in digits."""
    words = counted(number, one)
    if number >= len(NUMBERS):
        return words
    return f"{NUMBERS[number]} {words.partition(' ')[2]}"


def sentence(words: str) -> str:
    """Words as a sentence: a capital first, and an end."""
    text = words.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?' else '.'}"


def clause(words: str) -> str:
    """Words inside a sentence: without an end."""
    return words.strip().rstrip(".")


CORRECT_BY = ("corrections", "correction", "answers", "replies")
ANSWER_BY = ("answers", "questions", "replies", "corrections", "correction")
VOTE_ON = ("vote", "votes", "voting", "general meeting", "meeting")
"""The names under which a deadline is looked for in `slate.yaml`, the first that is there."""


NO_SLATE = Slate.model_construct(title="")
"""What says nothing of a vote, where there is no `slate.yaml`."""


def due(slate: Slate, names: Sequence[str]) -> str:
    """The day by which something is due, under the first of some names that `slate.yaml` has."""
    deadlines = slate.chapter.deadlines.items()
    known = {plain_name(what).strip().lower(): day for what, day in deadlines}
    return next((days_said(known[name]) for name in names if name in known), "")
