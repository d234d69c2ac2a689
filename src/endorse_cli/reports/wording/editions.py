"""The only place for the words of an edition: for whom it is, and what it leaves out."""

from collections.abc import Collection, Iterator

from endorse_cli.models.record import Audience, LeftOutPart
from endorse_cli.reports.wording.names import counted, series

TITLES: dict[Audience, str] = {"members": "for members", "public": "for the public"}

MARKED = "Where contact data stood, […] stands."


def edition_title(audience: Audience) -> str:
    """For whom an edition is: `for members`, `for the public`."""
    return TITLES[audience]


def left_out_words(left_out: LeftOutPart, unread: Collection[str] = ()) -> str:
    """What an edition leaves out, counted, and that it moves nothing.

    Of what is `unread` nobody knows what would have been left out.
    """
    found = list(_parts(left_out))
    if not found:
        return "Of what could be read nothing was left out." if unread else "Nothing was left out."
    mark = f" {MARKED}" if left_out["contacts"] else ""
    head = "Left out of what could be read" if unread else "Left out"
    return f"{head}: {series(found)}.{mark} No result depends on that."


def _parts(left_out: LeftOutPart) -> Iterator[str]:
    if notes := left_out["notes"]:
        yield counted(notes, "note for members", "notes for members")
    if contacts := left_out["contacts"]:
        yield f"contact data in {counted(contacts, 'place')}"
