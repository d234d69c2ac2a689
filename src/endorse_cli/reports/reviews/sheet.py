"""The writer of a page: a sheet of sections about a rubric, set as a packet is.

It fetches nothing and runs nothing, and holds everything, what a screen leaves out too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from endorse_cli.reports.packet.flow import Flow, Section, curled_parts
from endorse_cli.reports.page import Page, Style
from endorse_cli.reports.papers.templating import page_of


@dataclass(slots=True)
class Sheet(Flow):
    """Sections, each with its heading; what stands before the first one opens the page."""

    alone: ClassVar[bool] = True
    heading: str = ""
    sections: list[Section] = field(default_factory=list)

    def section(self, title: str) -> None:
        """A heading; what comes after it stands below it."""
        self.close()
        self.heading = title

    def put(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text; one that is strong and stands at the edge is a heading."""
        if style == "strong" and not indent:
            self.section(text)
        else:
            Flow.put(self, text, style, indent=indent, hang=hang)

    def close(self) -> None:
        """Keep what has been put so far."""
        if self.heading or self.parts:
            self.sections.append(Section(self.heading, tuple(curled_parts(self.parts))))
        self.parts = []


def to_html(put: Callable[[Page], None]) -> str:
    """What something puts on a page, as a page of its own; its first heading is the title."""
    sheet = Sheet()
    put(sheet)
    sheet.close()
    first, *sections = sheet.sections
    return page_of(
        "comparison.html.j2", first.title, opening=first.parts, sections=sections, closing=()
    )
