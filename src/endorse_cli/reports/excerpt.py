"""The only place that shows a line of a file with a caret below the column in question."""

from endorse_cli.diagnostics import Place
from endorse_cli.reports.cells import cells, fitting
from endorse_cli.reports.page import Look

TAB = 4
"""The columns between two tab stops."""

WINDOW = 200
WINDOW_CARET = 101
"""A place keeps so many characters of a long line; past them, the column is at this character."""


def excerpt(place: Place, look: Look) -> str:
    """Two lines: the text behind its number, and the caret; nothing where the line is blank.

    The number stands first so that nothing in a file can begin a line of the output.
    """
    if not place.text.strip():
        return ""
    number = f"{place.line:>5} | "
    before, after = _fitted(*_halves(place, look), look.columns - len(number), look.exact("…"))
    caret = look.painted("^", "open")
    return f"{number}{before}{after}\n{'| ':>{len(number)}}{' ' * cells(before)}{caret}\n"


def _halves(place: Place, look: Look) -> tuple[str, str]:
    """The line up to the column, and from it on."""
    windowed = place.column > WINDOW and place.text.startswith("…")
    column = (WINDOW_CARET if windowed else max(place.column, 1)) - 1
    before = _untabbed(place.text[:column], 0)
    after = _untabbed(place.text[column:], cells(before))
    return look.exact(before), look.exact(after.rstrip())


def _untabbed(text: str, column: int) -> str:
    first, *others = text.split("\t")
    for part in others:
        first += " " * (TAB - (column + cells(first)) % TAB) + part
    return first


def _fitted(before: str, after: str, room: int, cut: str) -> tuple[str, str]:
    """Both halves, cut at the outer ends where together they do not fit."""
    if cells(before) + cells(after) <= room:
        return before, after
    most = max(room * 2 // 3, room - cells(after))
    if cells(before) > most:
        kept = fitting(before[::-1], most - cells(cut))
        before = cut + before[len(before) - kept :]
    if cells(before) + cells(after) > room:
        after = after[: fitting(after, room - cells(before) - cells(cut))] + cut
    return before, after
