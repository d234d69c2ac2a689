"""The only place that prints what is wrong: the message, the line, and a caret below.

    FILE:LINE:COL: what is wrong. What to do. [code]

That line is never folded, so that editors and other programs can read it.
"""

from collections.abc import Iterable, Iterator, Sequence

from endorse_cli.diagnostics import Diagnostic, Place, by_key, counted
from endorse_cli.reports.characters import cells, escaped, fitting
from endorse_cli.reports.look import PIPED, Look
from endorse_cli.reports.page import Page

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


FEW = 3
"""So many of the places at which the same is wrong are listed where not all are."""


_BLANKS = {ord(blank): escaped(blank) for blank in "\t\n\r\u00a0\u2007\u202f\u3000"}
"""In a message the exact text counts: what only looks like a space is made visible."""


def show_diagnostics(
    diagnostics: Iterable[Diagnostic],
    look: Look = PIPED,
    *,
    limit: int | None = None,
    once: bool = False,
) -> str:
    """Every diagnostic with its line and a caret, and how many there are.

    With `limit` only the first so many are shown, and the count of the rest. With `once` what is
    said in the same words of several places is said once, and the other places are listed.
    """
    found = [*diagnostics]
    if not found:
        return ""
    alike = _alike(found) if once else [[one] for one in found]
    shown = alike[:limit]
    parts = [
        _one(first, look) + _others(rest, look, FEW if limit else None) for first, *rest in shown
    ]
    if left := len(found) - sum(map(len, shown)):
        parts.append(f"And {left} more.\n")
    return "".join(parts) + f"{summary(found)}\n"


def _alike(found: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Diagnostics by what they say, in the order in which it is first said."""
    return [*by_key(((one.code, one.message, one.help), one) for one in found).values()]


def _others(rest: Sequence[Diagnostic], look: Look, limit: int | None) -> str:
    """Where else the same is wrong; with `limit` the first so many places, and how many more."""
    if not rest:
        return ""
    places = [f"{one.place.file}:{one.place.line}" for one in rest if one.place]
    more = f" and {len(places) - limit} more" if limit and len(places) > limit else ""
    shown = _visible(", ".join(places[:limit]), look)
    return f"The same in {counted(len(rest), 'more place')}: {shown}{more}\n"


def summary(found: Sequence[Diagnostic]) -> str:
    """`3 problems and 1 note in 2 files`."""
    notes = sum(diagnostic.severity == "note" for diagnostic in found)
    kinds = ((len(found) - notes, "problem"), (notes, "note"))
    words = " and ".join(counted(number, kind) for number, kind in kinds if number)
    files = {diagnostic.place.file for diagnostic in found if diagnostic.place}
    return f"{words} in {counted(len(files), 'file')}" if files else words


def _one(diagnostic: Diagnostic, look: Look) -> str:
    where = look.painted(_visible(_where(diagnostic), look), "strong")
    note = "note: " if diagnostic.severity == "note" else ""
    sentences = filter(None, map(_sentence, (diagnostic.message, diagnostic.help)))
    text = f"{note}{_visible(' '.join(sentences), look)} [{_visible(diagnostic.code, look)}]"
    line = f"{where} {text}" if where else text
    place = diagnostic.place
    return f"{line}\n{excerpt(place, look) if place and place.line else ''}"


def _where(diagnostic: Diagnostic) -> str:
    """The place; without one, the keys that lead to the value."""
    place = diagnostic.place
    if place is None:
        return f"{'.'.join(map(str, diagnostic.trail))}:" if diagnostic.trail else ""
    return ":".join((place.file, *(str(part) for part in (place.line, place.column) if part), ""))


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text}." if text and text[-1] not in ".!?" else text


def _visible(text: str, look: Look) -> str:
    return look.exact(text.translate(_BLANKS))


def explain_code(code: str, text: str, look: Look) -> str:
    """The page of a check code."""
    page = Page(look)
    page.section(code)
    for fenced, lines in _blocks(text):
        page.blank()
        if fenced:
            page.lines.extend(f"    {_verbatim(page, line)}" for line in lines)
        else:
            page.put(" ".join(lines), indent=2)
    return page.text()


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Paragraphs, and fenced examples whose lines stay as they are."""
    fenced, lines = False, list[str]()
    for line in [*text.splitlines(), ""]:
        fence = line.startswith("```")
        if fence or (not fenced and not line.strip()):
            if lines:
                yield fenced, lines
            fenced, lines = fenced ^ fence, []
        else:
            lines.append(line)


def _verbatim(page: Page, line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * indent + page.look.safe(line)
