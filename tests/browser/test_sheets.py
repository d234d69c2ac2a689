"""What is found of a rubric, as pages in a real browser: for those who cannot see, on a phone."""

import importlib.resources
from pathlib import Path

import pytest

from browser.test_packet_page import pages_of, squeezed, violations
from cli.running import ROOT, run_here
from support.browser import DESK, PHONE, Browser

AXE = "axe_core_python"

RIVERBEND = ROOT / "examples/riverbend/rubric.yaml"

COMMANDS: dict[str, tuple[object, ...]] = {
    "check": ("check", RIVERBEND, "supplier-review"),
    "diff": ("diff", "class-alignment", RIVERBEND),
    "coverage": ("coverage",),
    "sensitivity": ("sensitivity", "--candidates", ROOT / "examples/endorsed-on-surplus.yaml"),
    "mutate": ("mutate", RIVERBEND),
    "trace": ("trace", "supplier-review"),
    "show": ("show", "supplier-review"),
}


@pytest.fixture(scope="session", params=COMMANDS)
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one command."""
    file = tmp_path_factory.mktemp("sheet") / f"{request.param}.html"
    run_here(["rubric", *COMMANDS[request.param], "--format", "html", "-o", file])
    return file


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(tab: Browser, sheet: Path, dark: bool) -> None:
    """Headings, landmarks, names, contrast and tables pass, on a phone, in light and dark."""
    pytest.importorskip(AXE)
    script = (importlib.resources.files(AXE) / "axe.min.js").read_text(encoding="utf-8")
    tab.open(sheet, PHONE, dark=dark)
    tab.run(f"{script};0")
    assert violations(tab, dark) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nothing_is_fetched_and_nothing_is_wider_than_the_window(
    tab: Browser, sheet: Path, size: tuple[int, int]
) -> None:
    """The file asks for nothing but itself, runs nothing, and nobody scrolls sideways."""
    tab.open(sheet, size)
    assert tab.fetched() == [sheet.as_uri()]
    assert tab.complaints() == []
    assert tab.run("document.querySelectorAll('script, img, iframe, link').length") == 0
    assert tab.run("document.documentElement.scrollWidth") <= size[0]


def test_every_printed_page_says_what_it_is_of(tab: Browser, sheet: Path) -> None:
    """The title runs along the head of each page, with the page's number at its foot."""
    tab.open(sheet)
    title = squeezed(tab.run("document.querySelector('h1').textContent"))
    pages = pages_of(tab.pdf())
    for number, page in enumerate(pages, 1):
        assert page.count(title) > (number == 1)
        assert f"{number}/{len(pages)}" in page


BROKEN = """[...document.querySelectorAll('.told th, .told td')].flatMap(cell => {
  const text = cell.firstChild, range = document.createRange();
  return [...(text ? text.data : '').matchAll(/[A-Za-z0-9]{2,12}/g)].filter(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]);
})"""


@pytest.mark.parametrize("media", ["", "print"])
def test_no_short_word_of_a_table_is_broken(tab: Browser, sheet: Path, media: str) -> None:
    """A narrow column is as wide as its words, on a screen and on paper."""
    tab.open(sheet, (760, 900))
    tab.media(media)
    assert tab.run(BROKEN) == []


NAMES = """[...document.querySelectorAll('.told tbody tr:not(.group)')].map(row =>
  [...row.querySelectorAll('td[data-name]:not(:first-child):not(:empty)')].map(
    cell => getComputedStyle(cell, '::before').content))"""


def test_on_a_phone_every_value_says_whose_it_is(tab: Browser, tmp_path: Path) -> None:
    """Where a row has become a list, each value stands behind the head of its column."""
    file = tmp_path / "compared.html"
    pair = (ROOT / "examples/slate" / name for name in ("03-achebe.yaml", "05-okonjo.yaml"))
    words = ("--rubric", RIVERBEND, "--format", "html", "--audience", "members", "-o", file)
    run_here(["compare", *pair, *words])
    tab.open(file, PHONE)
    first, *_ = tab.run(NAMES)
    assert first == ['"Nkiru Achebe-Lund"', '"Philippa Okonjo-Reyes"']
    tab.open(file, DESK)
    assert {name for row in tab.run(NAMES) for name in row} == {"none"}
