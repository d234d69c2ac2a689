"""The only place that prints what is wrong: the message, the line, and a caret below.

    FILE:LINE:COL: what is wrong. What to do. [code]

That line is never folded, so that editors and other programs can read it.
"""

from collections.abc import Sequence

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.reports.excerpt import excerpt
from endorse_cli.reports.look import PIPED, Look
from endorse_cli.reports.sanitize import escaped
from endorse_cli.reports.wording import counted

FEW = 3
"""So many of the places at which the same is wrong are listed where not all are."""

_BLANKS = {ord(blank): escaped(blank) for blank in "\t\n\r\u00a0\u2007\u202f\u3000"}
"""In a message the exact text counts: what only looks like a space is made visible."""


def show_diagnostics(
    found: Sequence[Diagnostic],
    look: Look = PIPED,
    *,
    limit: int | None = None,
    once: bool = False,
) -> str:
    """Every diagnostic with its line and a caret, and how many there are.

    With `limit` only the first so many are shown, and the count of the rest. With `once` what is
    said in the same words of several places is said once, and the other places are listed.
    """
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
    alike: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for one in found:
        alike.setdefault((one.code, one.message, one.help), []).append(one)
    return list(alike.values())


def _others(rest: Sequence[Diagnostic], look: Look, limit: int | None) -> str:
    """Where else the same is wrong; with `limit` the first so many places, and how many more."""
    if not rest:
        return ""
    places = [f"{one.place.file}:{one.place.line}" for one in rest if one.place]
    more = f" and {len(places) - limit} more" if limit and len(places) > limit else ""
    shown = _shown(", ".join(places[:limit]), look)
    return f"The same in {counted(len(rest), 'more place')}: {shown}{more}\n"


def summary(found: Sequence[Diagnostic]) -> str:
    """`3 problems and 1 note in 2 files`."""
    notes = sum(diagnostic.severity == "note" for diagnostic in found)
    kinds = ((len(found) - notes, "problem"), (notes, "note"))
    words = " and ".join(counted(number, kind) for number, kind in kinds if number)
    files = {diagnostic.place.file for diagnostic in found if diagnostic.place}
    return f"{words} in {counted(len(files), 'file')}" if files else words


def _one(diagnostic: Diagnostic, look: Look) -> str:
    where = look.painted(_shown(_where(diagnostic), look), "strong")
    note = "note: " if diagnostic.severity == "note" else ""
    sentences = filter(None, map(_sentence, (diagnostic.message, diagnostic.help)))
    text = f"{note}{_shown(' '.join(sentences), look)} [{_shown(diagnostic.code, look)}]"
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


def _shown(text: str, look: Look) -> str:
    return look.exact(text.translate(_BLANKS))
