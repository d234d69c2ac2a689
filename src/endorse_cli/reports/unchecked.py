"""The one way to say what was not looked at."""

from collections.abc import Sequence

from endorse_cli.models.unchecked import UncheckedPart
from endorse_cli.reports.page import Page


def put_unchecked(page: Page, parts: Sequence[UncheckedPart]) -> None:
    """Each thing that was not looked at, by itself, with the reason."""
    if not parts:
        return
    page.section("Not checked")
    for part in parts:
        page.put(unchecked_words(part), "open", indent=2, hang=2)


def unchecked_words(part: UncheckedPart) -> str:
    """One thing that was not looked at."""
    return f"{part['what']}: not checked: {part['why']}"
