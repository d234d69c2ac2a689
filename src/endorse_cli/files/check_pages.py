"""Finds the page of a check code: what it means, why it matters, what to do, with examples.

The pages are Markdown, written by hand: `docs/checks/<code>.md`, and `pages` inside the wheel.
"""

from functools import cache
from pathlib import Path

from endorse_cli.diagnostics import CODES

_PACKAGE = Path(__file__).parents[1]


def pages_folder() -> Path:
    """Where the pages are: inside the wheel, or among the documentation of the source tree."""
    inside = _PACKAGE / "pages"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "docs" / "checks"


@cache
def codes_with_pages() -> tuple[str, ...]:
    """The codes that have a page, in the order of `CODES`: all that can be raised so far."""
    there = {path.stem for path in pages_folder().glob("*.md")}
    return tuple(code for code in CODES if code in there)


def page(code: str) -> str | None:
    """What a code means, why it matters and what to do; None where it has no page.

    The heading, which is the code, is left out.
    """
    if code not in codes_with_pages():
        return None
    text = (pages_folder() / f"{code}.md").read_text(encoding="utf-8")
    return text.removeprefix(f"# {code}\n").strip()
