"""The packet in a real browser: on a phone, in the dark, on paper, and for those who cannot see."""

import importlib.resources
import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from support.browser import DESK, PHONE, Browser

BOX = """(selector => [...document.querySelectorAll(selector)].map(e => {
  const {top, bottom, left, right} = e.getBoundingClientRect();
  return {top, bottom, left, right};
}))"""

AXE = "axe_core_python"


def anchors(tab: Browser) -> list[str]:
    """The anchors of all candidates of the page that is open."""
    return list(tab.run("[...document.querySelectorAll('article')].map(a => a.id)"))


def test_the_first_screen_of_a_phone_holds_the_result(tab: Browser, packet: Path) -> None:
    """Whoever follows a link to a candidate sees outcomes, rows and what is open, unscrolled."""
    tab.open(packet, PHONE)
    found = anchors(tab)
    assert len(found) > 16
    for anchor in found:
        tab.run(f"document.getElementById('{anchor}').scrollIntoView()")
        for part in ("h2", ".outcome", ".row", ".count span"):
            boxes: list[dict[str, float]] = tab.run(f"{BOX}('#{anchor} {part}')")
            assert boxes, (anchor, part)
            for box in boxes:
                assert 0 <= box["top"] < box["bottom"] <= PHONE[1], (anchor, part, box)
                assert 0 <= box["left"] < box["right"] <= PHONE[0], (anchor, part, box)


@pytest.mark.parametrize("size", [PHONE, (320, 640), DESK])
def test_nothing_is_wider_than_the_window(
    tab: Browser, packet: Path, size: tuple[int, int]
) -> None:
    """Nobody scrolls sideways, whatever is folded or open."""
    tab.open(packet, size)
    tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.run("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing(tab: Browser, few: Path, size: tuple[int, int], dark: bool) -> None:
    """Headings, landmarks, names, contrast and tables pass, with everything unfolded."""
    pytest.importorskip(AXE)
    script = (importlib.resources.files(AXE) / "axe.min.js").read_text(encoding="utf-8")
    tab.open(few, size, dark=dark)
    tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    tab.run(f"{script};0")
    found: list[dict[str, Any]] = tab.run("axe.run().then(r => r.violations)")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_the_dark_is_dark(tab: Browser, packet: Path) -> None:
    """Who asked for a dark screen gets one."""
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.open(packet, dark=False)
    light = tab.run(ground)
    tab.open(packet, dark=True)
    assert (light, tab.run(ground)) == ("rgb(255, 255, 255)", "rgb(22, 22, 22)")


def test_nothing_is_fetched_and_nothing_runs(tab: Browser, packet: Path) -> None:
    """The file asks for nothing but itself, and what candidates wrote is text."""
    tab.open(packet)
    tab.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.fetched() == [packet.as_uri()]
    assert tab.complaints() == []
    assert tab.run("document.querySelectorAll('script, img, iframe, link').length") == 0
    assert tab.run("document.querySelectorAll('style').length") == 1


def test_only_plain_addresses_are_links(tab: Browser, packet: Path) -> None:
    """No script, no name and password, no look-alike letters; the rest is shown as it is."""
    tab.open(packet, anchor="candidate-1")
    outward = "[...document.querySelectorAll('#candidate-1 .lines a')].map(a => a.outerHTML)"
    (link,) = tab.run(outward)
    assert 'href="https://page.example/a?b=c&amp;d=%22"' in link
    assert 'rel="noopener noreferrer nofollow"' in link
    text = tab.run("document.getElementById('candidate-1').textContent")
    for shown in (
        "javascript:alert(1)",
        "user:word@",
        '" onmouseover="',
        "{{ 7 * 7 }}",
        "</table>",
    ):
        assert shown in text
    assert "\u202e" not in text


def test_everything_can_be_reached_by_keyboard(tab: Browser, packet: Path) -> None:
    """The first stop leads past the cover; every fold and link is a stop."""
    tab.open(packet)
    key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    for kind in ("keyDown", "keyUp"):
        tab.ask("Input.dispatchKeyEvent", type=kind, **key)
    assert tab.run("document.activeElement.className") == "skip"
    assert tab.run("document.activeElement.getBoundingClientRect().left") >= 0
    stops = "[...document.querySelectorAll('a, summary')].every(e => e.tabIndex === 0)"
    assert tab.run(stops)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    pypdf = pytest.importorskip("pypdf")
    read = pypdf.PdfReader(io.BytesIO(pdf))
    return [squeezed(page.extract_text()) for page in read.pages]


def squeezed(text: str) -> str:
    """A text without blanks and ligatures, which a page has as it needs them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_on_paper_no_row_is_cut_and_nothing_is_folded(tab: Browser, packet: Path) -> None:
    """Every row of every table stands on one page, evidence and all."""
    tab.open(packet)
    rows: list[str] = tab.run("[...document.querySelectorAll('tbody tr')].map(r => r.textContent)")
    pages = pages_of(tab.pdf())
    wanted = [squeezed(row) for row in rows]
    assert len(wanted) > 400
    cut = [row for row in wanted if not any(row in page for page in pages)]
    assert cut == []


def test_on_paper_every_candidate_begins_a_page(tab: Browser, packet: Path) -> None:
    """The packet can be taken apart by candidate."""
    tab.open(packet)
    names: list[str] = tab.run(
        "[...document.querySelectorAll('article h2')].map(h => h.textContent)"
    )
    pages = pages_of(tab.pdf())
    for name in names:
        assert any(page.startswith(squeezed(name)) for page in pages), name


def test_paper_is_black_and_white(tab: Browser, packet: Path) -> None:
    """A dark screen makes no dark paper, and no colour says anything."""
    tab.open(packet, dark=True)
    tab.media("print", dark=True)
    colours = """[...new Set([...document.querySelectorAll('body *')].map(
      e => getComputedStyle(e).color))]"""
    assert set(tab.run(colours)) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}


LOOKS = """[...document.querySelectorAll('#cover .departures p')].map(p => {
  const key = getComputedStyle(p.querySelector('.key'));
  return [getComputedStyle(p).fontWeight, key.fontWeight, getComputedStyle(p).color];
})"""

INK = "getComputedStyle(document.body).color"


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("media", ["", "print"])
def test_what_a_chapter_loosens_is_set_to_be_read(
    tab: Browser, chapter: Path, size: tuple[int, int], media: str
) -> None:
    """Under a heading, each with its key marked and its text as any other, on paper too."""
    tab.open(chapter, size)
    tab.media(media)
    assert tab.run("document.querySelector('#cover .departures h2').textContent")
    found = tab.run(LOOKS)
    assert len(found) == 3
    assert found == [["400", "600", tab.run(INK)]] * 3
