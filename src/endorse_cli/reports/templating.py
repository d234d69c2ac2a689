"""The only place that fills templates of ours: for pages everything is escaped, for papers nothing.

Texts from files are data, never templates; what a chapter brings is filled in `template_filling`.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, TypedDict

from endorse_cli.reports.characters import fold, no_command, sanitize

if TYPE_CHECKING:
    from jinja2 import Environment


TEMPLATES = "templates"

AT_ONCE = 256
"""So many pieces of a template are given together."""

COLUMNS = 72
"""Papers are folded at so many columns, as letters are."""


class Folded(str):
    """A text that is laid out already: its line breaks stay."""

    __slots__ = ()


def filled(name: str, values: Mapping[str, object]) -> str:
    """A template of ours with these values; that of a page ends in `.html.j2`."""
    return "".join(filled_in_parts(name, values))


def filled_in_parts(name: str, values: Mapping[str, object]) -> Iterator[str]:
    """The same piece by piece, as the values come in."""
    environment = _environment(pages=name.endswith(".html.j2"))
    pieces = environment.get_template(name).stream(values)
    pieces.enable_buffering(AT_ONCE)
    return pieces


def page_of(name: str, title: str, **values: object) -> str:
    """A page of ours, which fetches nothing and runs nothing; its title is its running head."""
    return filled(name, {"title": title, **set_as(running_head("top-left", title)), **values})


def running_head(place: str, text: str, on: str = "") -> str:
    """What stands at the head of every printed page, or of those that are called `on`."""
    plain = sanitize(_on_one_line(text))
    escaped = (c if c.isalnum() or c == " " else f"\\{ord(c):06x} " for c in plain)
    return f'@page {on} {{ @{place} {{ content: "{"".join(escaped)}"; }} }}\n'


def set_as(own: str) -> dict[str, object]:
    """How a page is set, and that a browser may do nothing with it but set it so.

    `own` is what it has besides what all pages share.
    """
    style = template_text("packet.css") + own
    digest = b64encode(sha256(style.encode()).digest()).decode()
    rules = ("default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'")
    return {"style": style, "policy": "; ".join((*rules, "form-action 'none'"))}


def template_text(name: str) -> str:
    """A file beside the templates, as it stands."""
    environment = _environment(pages=True)
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def fill(text: str, indent: int = 0, hang: int = 0) -> Folded:
    """A text in lines of 72 columns; those after the first stand `hang` columns further in."""
    words = sanitize(no_command(_on_one_line(text)))
    lines = fold(words, COLUMNS - indent, COLUMNS - indent - hang)
    return Folded(
        "\n".join(
            " " * (indent + (hang if place else 0)) + line for place, line in enumerate(lines)
        )
    )


LINES = 60
"""So many lines stand on a page: at six an inch, that is A4 and Letter with narrow margins."""

NEW_PAGE = "\f\n"
"""Where a printer begins a new page."""


def on_pages(text: str, head: str) -> list[str]:
    """The pages of a text that is laid out; those after the first have a head.

    An entry, a line with those indented below it, stands on one page if any page can hold it, and
    no heading stands at the foot of one.
    """
    pages: list[list[str]] = [[]]
    for entry in _entries(text.splitlines()):
        if pages[-1] and len(pages[-1]) + len(entry) > LINES:
            pages.append([fill(f"{head} (continued)", 0, 4), ""])
            entry = entry[not entry[0] :]
        pages[-1].extend(entry)
    return ["".join(f"{line}\n" for line in page) for page in pages]


def _entries(lines: list[str]) -> Iterator[list[str]]:
    """The lines that stay together; a heading and what is blank belong to what follows."""
    entry: list[str] = []
    for line in lines:
        leads = all(not kept or kept.isupper() for kept in entry)
        if not leads and not line.startswith(" "):
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


class Settings(TypedDict):
    """How blocks and the blanks around them are read."""

    trim_blocks: bool
    lstrip_blocks: bool
    keep_trailing_newline: bool


SETTINGS: Settings = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}


@cache
def _environment(*, pages: bool) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("endorse_cli.reports", TEMPLATES),
        autoescape=pages,
        undefined=StrictUndefined,
        finalize=_on_a_page if pages else _on_paper,
        **SETTINGS,
    )
    environment.filters["fill"] = fill
    return environment


def _on_a_page(value: object) -> object:
    """A text on one line with nothing hidden in it; what is the page's own stays."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return sanitize(_on_one_line(value))


def _on_paper(value: object) -> object:
    return on_paper(value) if isinstance(value, str) else value


def on_paper(text: str) -> str:
    """The same on paper, which may be printed to a build log; what is laid out already stays."""
    return text if isinstance(text, Folded) else sanitize(no_command(_on_one_line(text)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
