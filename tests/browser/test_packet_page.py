"""The packet in a real browser: on a phone, in the dark, on paper, and for those who cannot see."""

import importlib.resources
import io
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from support.browser import DESK, PHONE, Browser

BOX = """(selector => [...document.querySelectorAll(selector)].map(e => {
  const {top, bottom, left, right} = e.getBoundingClientRect();
  return {top, bottom, left, right};
}))"""

AXE = "axe_core_python"


def test_every_outcome_stands_on_the_first_screen(tab: Browser, slate: Path) -> None:
    """Eleven candidates with their outcomes are seen at a desk without scrolling."""
    tab.open(slate, DESK)
    boxes: list[dict[str, float]] = tab.run(f"{BOX}('.board .advice')")
    assert len(boxes) == 11
    for box in boxes:
        assert 0 <= box["top"] < box["bottom"] <= DESK[1]
        assert 0 <= box["left"] < box["right"] <= DESK[0]


def test_on_a_phone_every_outcome_stands_within_two_screens(tab: Browser, slate: Path) -> None:
    """One swipe, and every candidate was seen with name and outcome."""
    tab.open(slate, PHONE)
    for part in (".board .advice", ".board .who"):
        boxes: list[dict[str, float]] = tab.run(f"{BOX}('{part}')")
        assert len(boxes) == 11
        for box in boxes:
            assert 0 <= box["top"] < box["bottom"] <= 2 * PHONE[1]
            assert 0 <= box["left"] < box["right"] <= PHONE[0]


def test_an_outcome_is_a_word_and_a_shape_beside_its_color(tab: Browser, slate: Path) -> None:
    """Who sees no color, or prints in black, loses nothing: different words, different shapes."""
    tab.open(slate, DESK)
    found = tab.run(
        """[...document.querySelectorAll('.board .advice')].map(e => [
          e.textContent.replace('?', '').trim(),
          e.querySelector('svg') ? e.querySelector('svg').innerHTML : '?',
          getComputedStyle(e).backgroundColor])"""
    )
    by_word = {word: (shape, color) for word, shape, color in found}
    assert sorted(by_word) == ["Do not endorse", "Endorse", "Members deliberate", "Still open"]
    assert len(set(by_word.values())) == len({shape for shape, _ in by_word.values()}) == 4
    assert {(word, *by_word[word]) for word in by_word} == set(map(tuple, found))


SHOWN = "[...document.querySelectorAll('.matrix tbody tr')].filter(r => r.offsetParent).length"


def test_filters_need_no_script(tab: Browser, slate: Path) -> None:
    """All rows, those in which rivals differ, those that decide: fewer than all, never none."""
    tab.open(slate, DESK)
    rows = {}
    for name in ("all", "differ", "decides"):
        tab.run(f"document.getElementById('show-{name}').click()")
        rows[name] = tab.run(SHOWN)
    groups = tab.run("document.querySelectorAll('.matrix tr.group').length")
    assert groups < rows["differ"] < rows["all"]
    assert groups < rows["decides"] < rows["all"]
    outlined = "[...document.querySelectorAll('.matrix td.decides')].every(c => c.offsetParent)"
    assert tab.run(outlined)


@pytest.mark.parametrize("size", [PHONE, (320, 640), DESK])
def test_nothing_is_wider_than_the_window(
    tab: Browser, packet: Path, size: tuple[int, int]
) -> None:
    """Nobody scrolls sideways, whatever is folded or open."""
    tab.open(packet, size)
    assert tab.run("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(tab: Browser, few: Path, size: tuple[int, int], dark: bool) -> None:
    """Headings, landmarks, names, contrast and tables pass, with everything unfolded."""
    pytest.importorskip(AXE)
    script = (importlib.resources.files(AXE) / "axe.min.js").read_text(encoding="utf-8")
    tab.open(few, size, dark=dark)
    tab.run(f"{script};0")
    assert violations(tab, dark) == []


def violations(tab: Browser, dark: bool) -> list[tuple[str, str]]:
    """The rules of axe that the page does not keep, each with the first element that breaks it."""
    # Only colours are others in the dark.
    only = ", runOnly: ['color-contrast']" if dark else ""
    asked = f"axe.run({{resultTypes: ['violations']{only}}}).then(r => r.violations)"
    found: list[dict[str, Any]] = tab.run(asked)
    return [(v["id"], v["nodes"][0]["html"]) for v in found]


def test_the_dark_is_dark(tab: Browser, few: Path) -> None:
    """Who asked for a dark screen gets one."""
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.open(few, dark=False)
    light = tab.run(ground)
    tab.open(few, dark=True)
    assert (light, tab.run(ground)) == ("rgb(255, 255, 255)", "rgb(22, 23, 26)")


def test_nothing_is_fetched_and_nothing_runs(tab: Browser, few: Path) -> None:
    """The file asks for nothing but itself, and what candidates wrote is text."""
    tab.open(few)
    assert tab.fetched() == [few.as_uri()]
    assert tab.complaints() == []
    assert tab.run("document.querySelectorAll('script, img, iframe, link').length") == 0
    assert tab.run("document.querySelectorAll('style').length") == 1


def test_only_plain_addresses_are_links(tab: Browser, few: Path) -> None:
    """No script, no name and password, no look-alike letters; the rest is shown as it is."""
    tab.open(few)
    hard = "'#question-dsa-member .sources a'"
    links = tab.run(f"[...document.querySelectorAll({hard})].map(a => a.outerHTML)")
    (link,) = [link for link in links if "page.example" in link]
    assert 'href="https://page.example/a?b=c&amp;d=%22"' in link
    assert 'rel="noopener noreferrer nofollow"' in link
    text = tab.run("document.body.textContent")
    for shown in (
        "javascript:alert(1)",
        "user:word@",
        '" onmouseover="',
        "{{ 7 * 7 }}",
        "</table>",
    ):
        assert shown in text
    assert "\u202e" not in text


def test_everything_can_be_reached_by_keyboard(tab: Browser, few: Path) -> None:
    """The first stop leads past the cover; every fold and link is a stop."""
    tab.open(few)
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    for kind in ("keyDown", "keyUp"):
        tab.ask("Input.dispatchKeyEvent", type=kind, **key)
    assert tab.run("document.activeElement.className") == "skip"
    assert tab.run("document.activeElement.getBoundingClientRect().left") >= 0
    stops = "[...document.querySelectorAll('a, input')].every(e => e.tabIndex === 0)"
    assert tab.run(stops)


@cache
def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(io.BytesIO(pdf))
    return [squeezed(page.extract_text()) for page in read.pages]


def squeezed(text: str) -> str:
    """A text without blanks and ligatures, which a page has as it needs them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


ROWS = """[...document.querySelectorAll('.matrix tbody tr, .rules tbody tr')].map(row => {
  const seen = row.cloneNode(true);
  seen.querySelectorAll('.hidden').forEach(e => e.remove());
  return seen.textContent;
})"""


def test_on_paper_no_row_is_cut(tab: Browser, slate: Path, printed: bytes, few: Path) -> None:
    """Every row of every table stands on one page, also where names and notes are hard to set."""
    count = 0
    for page, pdf in ((slate, printed), (few, None)):
        tab.open(page)
        wanted = [squeezed(row) for row in tab.run(ROWS)]
        pages = pages_of(pdf or tab.pdf())
        cut = [row for row in wanted if not any(row in page for page in pages)]
        assert cut == []
        count += len(wanted)
    assert count > 300


def test_the_example_slate_is_short_enough_to_be_handed_out(printed: bytes) -> None:
    """At most 25 sheets of A4 before the appendix and 45 in all, each with a head and a number."""
    pypdf = pytest.importorskip("pypdf")
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} == {(595, 842)}
    pages = pages_of(printed)
    assert len(pages) <= 45
    begins = next(n for n, page in enumerate(pages) if "Everyanswer" in page and n > 1)
    assert begins <= 25
    for number, page in enumerate(pages, 1):
        assert "Riverbendslate,autumn2026·editionformembers" in page
        assert f"{number}/{len(pages)}" in page
    races = ("SchoolBoard,Seat4", "MayorofRiverbend")
    assert all(any(page.count(race) > 1 for page in pages) for race in races)


SMALL = """[...new Set([...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(e => parseFloat(getComputedStyle(e).fontSize)))].sort((a, b) => a - b)[0]"""


def test_on_paper_nothing_is_smaller_than_nine_points(tab: Browser, slate: Path) -> None:
    """What is handed out can be read: a point is four thirds of a pixel."""
    tab.open(slate)
    tab.media("print")
    assert tab.run(SMALL) * 3 / 4 >= 9


def test_a_dark_screen_makes_no_dark_paper(tab: Browser, few: Path) -> None:
    """On paper the ground is white and the ink black."""
    tab.open(few, dark=True)
    tab.media("print", dark=True)
    both = (
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert tab.run(both) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("media", ["", "print"])
def test_what_a_chapter_loosens_is_set_to_be_read(
    tab: Browser, slate: Path, size: tuple[int, int], media: str
) -> None:
    """Under a heading of the rubric, an item each, with what is departed from before it."""
    tab.open(slate, size)
    tab.media(media)
    heads = tab.run("[...document.querySelectorAll('#rubric h3')].map(h => h.textContent)")
    assert heads[0] == "What the chapter loosens"
    found = tab.run(
        "[...document.querySelectorAll('#rubric ul:first-of-type > li > .strong')]"
        ".map(e => [e.textContent, getComputedStyle(e).fontWeight])"
    )
    assert len(found) == 3
    assert {weight for _, weight in found} == {"600"}
