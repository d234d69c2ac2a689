"""Tables: aligned where there is room, folded where there is less, never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorse_cli.reports.characters import cells
from endorse_cli.reports.look import Look
from endorse_cli.reports.markdown import markdown_page
from endorse_cli.reports.page import Column, Group, Page, Row, Table, plain_table

HEADS = ["grade", "size of what was asked for", "fund"]
ROWS = [["low", "small", "→ reserve"], ["very high indeed", "large", "→ the summer fund"]]

GROUPED = Table(
    (Column("", whole=True), Column("Plant"), Column("Height", right=True), Column("Seen")),
    (
        Group("In the yard", (Row(("✓", "Elder", "3", "today"), "strong"),)),
        Group("Elsewhere", (Row(("?", "Sorrel | dock", "12", ""), "open"),)),
    ),
)

hostile = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b[:#\n\r\t| "))


def lines_of(table: Table, look: Look, indent: int = 0) -> list[str]:
    """The lines of a table on a page."""
    page = Page(look)
    page.table(table, indent=indent)
    return page.text().splitlines()


def laid(width: int, rows: list[list[str]] = ROWS) -> list[str]:
    """The lines of a plain table on a page of some columns."""
    return lines_of(plain_table(HEADS, rows), Look(width), 2)


def test_columns_are_as_wide_as_their_cells() -> None:
    """Where all fits, every cell begins below its head."""
    assert laid(80) == [
        "  grade             size of what was asked for  fund",
        "  low               small                       → reserve",
        "  very high indeed  large                       → the summer fund",
    ]


def test_the_widest_column_is_folded_first() -> None:
    """With less room a cell takes several lines; no word of it is lost."""
    lines = laid(62)
    assert max(map(len, lines)) <= 62
    assert lines[0].split() == ["size", "of", "what", "was", "asked"]
    assert lines[1].split() == ["grade", "for", "fund"]


def test_a_narrow_page_has_no_columns() -> None:
    """Each row is a line of its own: what its first column names, and each head before its cell."""
    assert " ".join(laid(40)) == (
        "low: size of what was asked for small; fund → reserve "
        "very high indeed: size of what was asked for large; fund → the summer fund"
    )


def test_too_many_columns_become_lines() -> None:
    """Where columns would be too narrow to read, each row is one line."""
    table = plain_table([f"c{i}" for i in range(9)], [["a long word"] * 9])
    assert lines_of(table, Look(60))[0].startswith("a long word: c1 a long word;")


def test_a_group_has_its_title_across_the_columns() -> None:
    """The columns of all groups stand below each other, and marks have no heading."""
    assert lines_of(GROUPED, Look(60)) == [
        "  Plant          Height  Seen",
        "─ In the yard ──────────────────────────────────────────────",
        "✓ Elder               3  today",
        "─ Elsewhere ────────────────────────────────────────────────",
        "? Sorrel | dock      12",
    ]


def test_a_column_that_is_whole_is_never_folded() -> None:
    """A day or a mark stays on one line, whatever else has to give way."""
    columns = (Column("What"), Column("Day", whole=True))
    rows = (Row(("a text that is much too long for what is left of this line", "2026-05-01")),)
    lines = lines_of(Table(columns, (Group("", rows),)), Look(60))
    assert sum("2026-05-01" in line for line in lines) == 1
    assert len(lines) > 2


def test_without_columns_marks_are_left_out_and_titles_stay() -> None:
    """What a screen reader or a phone is given: names, then what is said of them, in that order."""
    assert lines_of(GROUPED, Look(50)) == [
        "In the yard",
        "Elder: height 3; seen today",
        "",
        "Elsewhere",
        "Sorrel | dock: height 12",
    ]


def test_markdown_has_real_tables() -> None:
    """A table for each group below its heading; a bar in a cell opens no new one."""
    page = markdown_page()
    page.table(GROUPED)
    assert page.text().splitlines()[:6] == [
        "### In the yard",
        "",
        "|  | Plant | Height | Seen |",
        "| --- | --- | --: | --- |",
        "| **✓** | **Elder** | **3** | **today** |",
        "",
    ]
    assert "| **?** | **Sorrel \\| dock** | **12** |  |" in page.lines[-2]


def test_colour_is_only_added() -> None:
    """With colour the words are the same; without, there is no trace of it."""
    import re

    plain, coloured = (lines_of(GROUPED, Look(60, colour)) for colour in (False, True))
    assert [re.sub("\x1b\\[[0-9;]*m", "", line).rstrip() for line in coloured] == plain
    assert any("\x1b" in line for line in coloured)


@pytest.mark.parametrize("width", [40, 80])
@given(text=hostile)
def test_no_text_of_a_cell_can_do_harm(width: int, text: str) -> None:
    """Escapes and line breaks in a cell or a title are made harmless, in plain bytes too."""
    table = Table((Column("a"), Column("b", whole=True)), (Group(text, (Row((text, "x")),)),))
    shown = "\n".join(lines_of(table, Look(width, unicode=False)))
    assert "\x1b" not in shown
    assert "::" not in shown
    assert "##[" not in shown
    assert shown.isascii()
    assert all(cells(line) <= width for line in shown.splitlines())
