"""The README's picture is what its command prints, and every page can be found from the index."""

import re
import shlex
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest
from rich.text import Text

from cli.running import Endorse
from docs.test_pages_run import ROOT, commands

DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md")))
LINK = re.compile(r"\]\(\s*([^()\s]+)\s*\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
SIZE = re.compile(r'<svg width="(\d+)" height="(\d+)"')


def load_picture() -> ModuleType:
    """`docs/picture.py`, which is no part of a package."""
    sys.path.insert(0, str(DOCS))
    try:
        return import_module("picture")
    finally:
        sys.path.remove(str(DOCS))


picture = load_picture()


def anchors(page: Path) -> set[str]:
    """What a link can lead to inside a page, as it is called on the web."""
    found = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in found}


def test_the_picture_is_what_its_command_prints_today() -> None:
    """Who compares the picture with their own terminal finds the same words."""
    assert picture.PICTURE.read_text("utf-8") == picture.picture()


def test_the_picture_is_of_the_command_below_it(
    endorse: Endorse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line of the picture but the dots is a line of that command's output, in its order."""
    monkeypatch.chdir(ROOT)
    command = commands(ROOT / "README.md")[0]
    assert command == ["score", picture.EXAMPLE]
    assert shlex.join(["endorse", *command]) in picture.PICTURE.read_text("utf-8").replace(
        "&#160;", " "
    )
    printed = endorse(*command, terminal=True, env={"COLUMNS": str(picture.COLUMNS)}).out
    rest = iter(Text.from_ansi(line).plain.rstrip() for line in printed.splitlines())
    shown = [Text.from_ansi(line).plain.rstrip() for line in picture.shown()]
    assert "  ⋮" in shown
    assert [line for line in shown if line != "  ⋮" and line not in rest] == []


def test_the_picture_fits_the_page_and_shows_table_and_verdict() -> None:
    """At most 900 by 500 pixels, with rows of the table and the recommendation in it."""
    svg = picture.PICTURE.read_text("utf-8")
    size = SIZE.search(svg)
    assert size is not None
    assert int(size[1]) <= 900
    assert int(size[2]) <= 500
    words = svg.replace("&#160;", " ")
    for word in ("Criterion", "Evidence", "met", "Recommendation", "Ask next", "Watch"):
        assert word in words, word
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


OLD_WORDS = re.compile(
    r"\b(faults?|mended|stands twice|known again|whence|passed over as|deciding row|like cases)\b",
    re.I,
)
"""What reports no longer say, and no page should."""


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.parent.name != "decisions"],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_pages_say_what_reports_say(page: Path) -> None:
    """One thing has one name, in a page and on the screen."""
    prose = re.sub(r"```python\n.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert OLD_WORDS.findall(prose) == []


def test_every_page_is_in_the_index() -> None:
    """No page of docs/ is left for people to find by chance."""
    index = LINK.findall((DOCS / "README.md").read_text("utf-8"))
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in index}
    assert {p for p in DOCS.glob("*.md") if p.name != "README.md"} - linked == set()
    assert "docs/README.md" in LINK.findall((ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link to a file, a folder or a heading of this repository finds it."""
    for link in LINK.findall(page.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link
