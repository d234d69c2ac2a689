"""Columns: aligned where there is room, folded where there is less, never cut."""

from endorse_cli.reports.page import Look, Page, put_grid

HEADS = ["grade", "size of what was asked for", "fund"]
ROWS = [["low", "small", "→ reserve"], ["very high indeed", "large", "→ the summer fund"]]


def laid(width: int, *, unicode: bool = True, rows: list[list[str]] = ROWS) -> list[str]:
    """The lines of a table on a page of some columns."""
    page = Page(Look(width, unicode=unicode))
    put_grid(page, HEADS, rows, indent=2)
    return page.text().splitlines()


def test_columns_are_as_wide_as_their_cells() -> None:
    """Where all fits, every cell begins below its head."""
    assert laid(80) == [
        "  grade             size of what was asked for  fund",
        "  ────────────────  ──────────────────────────  ─────────────────",
        "  low               small                       → reserve",
        "  very high indeed  large                       → the summer fund",
    ]


def test_the_widest_column_is_folded_first() -> None:
    """With less room a cell takes several lines; no word of it is lost."""
    lines = laid(62)
    assert max(map(len, lines)) <= 62
    assert lines[0].split() == ["grade", "size", "of", "what", "was", "asked", "fund"]
    assert lines[1].split() == ["for"]


def test_a_narrow_page_has_no_columns() -> None:
    """Each row is a line of its own, with every head before its cell."""
    assert " ".join(laid(40)[:2]) == (
        "grade: low; size of what was asked for: small; fund: → reserve"
    )


def test_too_many_columns_become_lines() -> None:
    """Where columns would be too narrow to read, each row is one line."""
    page = Page(Look(60))
    put_grid(page, [f"c{i}" for i in range(9)], [["a long word"] * 9])
    assert page.text().startswith("c0: a long word; c1: a long word;")


def test_no_text_of_a_cell_can_do_harm() -> None:
    """Escapes and line breaks in a cell are made harmless, and plain bytes stay plain."""
    text = "\n".join(laid(80, unicode=False, rows=[["a\x1b[31m\nb", "c", "→ d"]]))
    assert "\x1b" not in text
    assert text.isascii()
    assert len(text.splitlines()) == 3
