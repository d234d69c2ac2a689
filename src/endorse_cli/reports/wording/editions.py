"""The only place for the words of an edition: for whom it is, and what it leaves out."""

from collections.abc import Iterator

from endorse_cli.models.record import Audience, LeftOutPart
from endorse_cli.reports.wording.names import counted, series

TITLES: dict[Audience, str] = {"members": "for members", "public": "for the public"}

MARKED = "Where contact data stood, […] stands."


def edition_title(audience: Audience) -> str:
    """For whom an edition is: `for members`, `for the public`."""
    return TITLES[audience]


def left_out_words(left_out: LeftOutPart) -> str:
    """What an edition leaves out, counted, and that it moves nothing."""
    found = list(_parts(left_out))
    if not found:
        return "Nothing was left out."
    mark = f" {MARKED}" if left_out["contacts"] else ""
    return f"Left out: {series(found)}.{mark} No result depends on that."


def _parts(left_out: LeftOutPart) -> Iterator[str]:
    if notes := left_out["notes"]:
        yield counted(notes, "note for members", "notes for members")
    if contacts := left_out["contacts"]:
        yield f"contact data in {counted(contacts, 'place')}"
