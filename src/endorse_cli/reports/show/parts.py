"""The only place for the small parts that every section of a shown rubric is made of."""

from collections.abc import Iterable

from endorse_cli.models.grounds import Grounds
from endorse_cli.reports.page import Page
from endorse_cli.reports.wording import Line, cited

STEP = 2
"""The columns of one step inwards."""


def put_entry(page: Page, title: str, id: str, grounds: Grounds | None = None) -> None:
    """What an entry is called, its id, and what it rests on."""
    page.blank()
    right = id if grounds is None else f"{id} · {cited(grounds)}"
    page.ends(title, right, "strong", keys=("entry", "id"), indent=2)


def put_outline(page: Page, lines: Iterable[Line], indent: int) -> None:
    """A list with indents; what a line rests on stands at its end."""
    for line in lines:
        own = indent + STEP * line.depth
        words = "- " * (page.look.narrow and line.depth) + line.text
        if line.grounds is None:
            page.put(words, indent=own, hang=STEP)
            continue
        page.ends(words, cited(line.grounds), indent=own)
        put_note(page, line.grounds, own + STEP)


def put_note(page: Page, grounds: Grounds, indent: int = 4) -> None:
    """The note that goes with a citation, where there is one."""
    page.fact("note", grounds.note or "", "quiet", indent=indent)
