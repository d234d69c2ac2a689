"""What a table's sections say, to be set as headings, texts and lists; and pages of nothing else.

A page says what the table says, in the same words: its sections are written once, for a `Page`. A
`Flow` is a page that keeps the parts apart instead of laying them out in columns.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

from endorse_cli.reports.look import Look, Style
from endorse_cli.reports.page import Page, Table
from endorse_cli.reports.templating import page_of

Kind = Literal["text", "head", "item", "table"]

_QUOTED = re.compile(r'"([^"]*)"')

ITEM = "- "
"""Leads an item of a list."""

_NO_COLUMNS = Look(width=40, full=True)
"""Narrow, so that nobody lays out columns; and nothing is cut off."""


class Part(NamedTuple):
    """A piece of a section: a text with what may stand before and behind it.

    `depth` counts the steps inwards; `anchor` is what a file calls the thing.
    """

    kind: Kind
    text: str
    key: str = ""
    aside: str = ""
    style: Style = ""
    depth: int = 0
    table: Table | None = None
    anchor: str = ""


@dataclass(slots=True)
class Flow(Page):
    """The parts of a section, in order."""

    look: Look = _NO_COLUMNS
    parts: list[Part] = field(default_factory=list)

    def rule(self) -> None:
        """Nothing: a packet has headings instead."""

    def blank(self) -> None:
        """Nothing: distance is a matter of style."""

    def section(self, title: str) -> None:
        """Nothing: whoever takes the parts gives the section its heading."""

    def group(self, title: str) -> None:
        """The name of a part of a section."""
        self.parts.append(Part("head", title))

    def put(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text as one paragraph."""
        if text:
            self.parts.append(Part("text", text, style=style, depth=_depth(indent)))

    def prose(self, text: str, style: Style = "", *, indent: int = 0, hang: int = 0) -> None:
        """A text that people wrote; its lines are paragraphs."""
        for line in filter(str.strip, text.split("\n")):
            self.put(line, style, indent=indent)

    def fact(
        self, key: str, text: str, style: Style = "", *, anchor: str = "", indent: int = 0
    ) -> None:
        """A text with its key before it. Nothing where there is no text."""
        if text:
            words = f"{key[:1].upper()}{key[1:]}"
            depth = _depth(indent)
            self.parts.append(Part("text", text, words, style=style, depth=depth, anchor=anchor))

    def bare(
        self, key: str, text: str, style: Style = "", *, lead: str = "", indent: int = 0
    ) -> None:
        """A text whose place says what it is: the name of a decision, or an item of a list."""
        if not text:
            return
        if key == "decision":
            self.group(text)
        elif lead == ITEM:
            self.parts.append(Part("item", text, style=style, depth=_depth(indent)))
        else:
            words = lead if lead.strip().isalpha() else ""
            self.put(words + text, style, indent=indent)

    def ends(
        self,
        left: str,
        right: str,
        style: Style = "",
        *,
        keys: tuple[str, str] = ("", ""),
        lead: str = "",
        anchor: str = "",
        indent: int = 0,
    ) -> None:
        """A text, and a quiet one behind it."""
        depth = _depth(indent)
        self.parts.append(Part("text", left, "", right, style, depth, anchor=anchor))

    def table(self, table: Table, *, indent: int = 0, most: int | None = None) -> None:
        """A table, whole; nothing where it has no rows."""
        if any(group.rows for group in table.groups):
            self.parts.append(Part("table", "", table=table))


def _depth(indent: int) -> int:
    """Steps inwards; what a table sets two columns in is the edge here."""
    return max(0, indent // 2 - 1)


class Section(NamedTuple):
    """A heading with the parts below it."""

    title: str
    parts: tuple[Part, ...]


def section_of(title: str, put: Callable[[Page], None]) -> Section:
    """What something puts on a page, as a section of a packet."""
    return Section(title, parts_of(put))


def parts_of(put: Callable[[Page], None]) -> tuple[Part, ...]:
    """The same without a heading."""
    flow = Flow()
    put(flow)
    return tuple(curled_parts(flow.parts))


def curled_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts with quotation marks as they are printed."""
    return (part._replace(text=curled(part.text)) for part in parts)


def curled(text: str) -> str:
    """A text with quotation marks as they are printed."""
    return _QUOTED.sub(r"“\1”", text)


def titled_page(title: str, put: Callable[[Page], None]) -> str:
    """What something puts on a page, as a page of its own with a title, set like a packet."""
    return page_of("comparison.html.j2", title, opening=parts_of(put), sections=())


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
    return page_of("comparison.html.j2", first.title, opening=first.parts, sections=sections)
