"""Where the caret stands."""

import pytest

from endorse_cli.diagnostics import Place
from endorse_cli.reports.characters import cells
from endorse_cli.reports.faults import excerpt
from endorse_cli.reports.look import Look


def marked(text: str, column: int, width: int = 80) -> str:
    """What stands above the caret, to the end of the line."""
    above, below = excerpt(Place("f", 7, column, text), Look(width)).splitlines()
    at = cells(below) - 1
    shown = ""
    for character in above:
        if cells(shown) >= at:
            return above[len(shown) :]
        shown += character
    return above[len(shown) :]


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("key: value", 6, "value"),
        ("名前: 漢字", 5, "漢字"),
        ("e\u0301a: x", 5, " x"),
        ("\tkey:\tvalue", 7, "value"),
        ("名\tkey:\tvalue", 3, "key:    value"),
        ("key:", 5, ""),
        ("key", 0, "key"),
    ],
)
def test_the_caret_stands_below_the_column(text: str, column: int, found: str) -> None:
    """Wide characters, marks and tabs are counted as they are seen."""
    assert marked(text, column) == found


def test_escaped_characters_move_the_caret_along() -> None:
    """What is shown by number is longer, and the caret follows."""
    assert marked("a\x1b: bad", 5) == "bad"


def test_long_lines_are_cut_at_both_ends() -> None:
    """The column in question stays in view, and the cuts are shown."""
    line = "a" * 90 + "HERE" + "b" * 90
    above, _ = excerpt(Place("f", 7, 91, line), Look(80)).splitlines()
    assert above.startswith("    7 | …aaa")
    assert above.endswith("bbb…")
    assert marked(line, 91).startswith("HERE")
    assert cells(above) <= 80


def test_a_window_of_a_very_long_line_has_its_caret() -> None:
    """A place far along a line keeps a window of it; the caret is under its 101st character."""
    window = "…" + "a" * 99 + "HERE" + "b" * 90
    assert marked(window, 5000).startswith("HERE")


def test_a_line_of_blanks_is_not_shown() -> None:
    """There is nothing to point at."""
    assert excerpt(Place("f", 7, 1, "   "), Look(80)) == ""
