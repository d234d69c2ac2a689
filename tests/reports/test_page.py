"""What the page promises to whoever puts text on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.reports.characters import cells
from endorse_cli.reports.look import Look
from endorse_cli.reports.page import Page

hostile = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b[:#\n\r\t ] "))
looks = st.builds(Look, st.integers(0, 140), st.booleans(), st.booleans())


def page_of(look: Look, text: str) -> Page:
    """A page with a text in every kind of place."""
    page = Page(look)
    page.rule()
    page.section(text)
    page.group(text)
    page.put(text, "strong", indent=4, hang=2)
    page.prose(text, indent=2, hang=2)
    page.fact("note", text, indent=6)
    page.bare("name", text, lead="? ")
    page.ends(text, text, "open", keys=("a", "b"), indent=2)
    return page


@given(looks, hostile)
def test_nothing_hostile_reaches_the_page(look: Look, text: str) -> None:
    """No escape byte without colour, no command of a build log, no break but ours."""
    shown = page_of(look, text).text()
    if not look.colour:
        assert "\x1b" not in shown
        assert all(line.isprintable() or not line.isascii() for line in shown.split("\n"))
    assert "::" not in shown
    assert "##[" not in shown
    assert shown.count("\n") == len(shown.splitlines())
    assert look.unicode or shown.isascii()


@given(looks, hostile)
def test_no_line_is_wider_than_the_page(look: Look, text: str) -> None:
    """Whatever is put there is folded to the width; only below 30 columns it is not."""
    plain = Look(look.width, False, look.unicode)
    for line in page_of(plain, text).text().split("\n"):
        assert cells(line) <= max(look.width, 30)


@given(st.integers(0, 59), hostile)
def test_a_narrow_page_has_no_layout(width: int, text: str) -> None:
    """Under 60 columns nothing is indented, ruled or set apart by place."""
    for line in page_of(Look(width), text).text().split("\n"):
        assert not line.startswith(" ")
        assert "━" not in line or "━" in text


def test_narrow_lines_have_their_keys() -> None:
    """Under 60 columns every text has its key before it, and no mark."""
    page = Page(Look(50))
    page.bare("result", "endorse", lead="→ ")
    page.ends("yes", "p1", keys=("answer", "from"), lead="→ ")
    page.fact("note", "long ago\nand far away")
    assert page.text() == "result: endorse\nanswer: yes\nfrom: p1\nnote: long ago and far away\n"


def test_two_ends_share_a_line_where_both_fit() -> None:
    """The right end is flush with the edge; where it does not fit it stands below."""
    page = Page(Look(60))
    page.ends("left", "right")
    page.ends("left" * 12, "right" * 3)
    assert page.lines == ["left" + " " * 51 + "right", "left" * 12, "  " + "right" * 3]


def test_marks_of_ours_have_ascii_forms() -> None:
    """Without Unicode our marks are read as ASCII, and other characters by number."""
    assert Look(80, unicode=False).safe("→ ¶7.3 · ¶5–¶7 … “é”") == '-> p7.3 | p5-p7 ... "\\u{00E9}"'


def test_people_keep_their_line_breaks() -> None:
    """What people wrote in lines is shown in lines, further in, so that none passes for ours."""
    page = Page(Look(80))
    page.fact("note", "one\n\n  two\n", indent=4)
    assert page.lines == ["    Note: one", "      two"]


def test_a_name_stays_on_one_line() -> None:
    """A line break in a name cannot begin a line of its own."""
    page = Page(Look(80))
    page.bare("candidate", "Ann\n::error::x")
    assert page.lines == ["Ann \\u{003A}:error\\u{003A}:x"]


def test_colour_is_only_added() -> None:
    """With colour the words are the same; without, there is no trace of it."""
    plain, coloured = (page_of(Look(80, colour), "x y").text() for colour in (False, True))
    stripped = coloured
    for code in ("1", "2", "1;36", "1;33", "0"):
        stripped = stripped.replace(f"\x1b[{code}m", "")
    assert coloured != plain
    assert stripped == plain


@pytest.mark.parametrize("width", [0, 1, 12, 29])
def test_a_tiny_terminal_loses_nothing(width: int) -> None:
    """A width of nothing still gives every word."""
    page = Page(Look(width))
    page.put("Nothing is lost here")
    assert page.text() == "Nothing is lost here\n"
