"""The only place that lays a diff out as a comment on a change, in Markdown."""

import re
from collections.abc import Iterable

from endorse_cli.models.versions import ComesOutPart, Diff
from endorse_cli.reports.departure_words import departure_said
from endorse_cli.reports.look import Look
from endorse_cli.reports.reviews import diff_words
from endorse_cli.reports.reviews.diff_opening import opening
from endorse_cli.reports.reviews.diff_words import (
    came_out,
    is_touched,
    others,
    promise_words,
    since_words,
)
from endorse_cli.reports.templating import Folded, filled
from endorse_cli.views import printed_names
from endorse_cli.views.printed_names import series

MOST = 12
"""More changes of one concern than these are folded away."""

_LOOK = Look(width=10_000)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def words(text: str) -> str:
    """A text of the files as plain words: no markup, no picture, no mention, one line."""
    return _PUNCTUATION.sub(_escaped_sign, _LOOK.safe(text))


def _escaped_sign(found: re.Match[str]) -> str:
    character = found[0]
    if character in "<>&":
        return f"&#{ord(character)};"
    # A name after `@`, or a number after `#`, would be made a link after the text is laid out.
    return f"\\{character}&#8203;" if character in "@#" else f"\\{character}"


def code(text: str) -> str:
    """A text as code, letter by letter; as plain words where code could not hold it."""
    safe = _LOOK.safe(text)
    return words(text) if not safe or set(safe) & set("`|") else f"`{safe}`"


def markdown(diff: Diff) -> str:
    """What the change does, in two sentences; then the outcomes, changes and candidates."""
    people = diff.get("candidates", [])
    touched = [person for person in people if is_touched(person)]
    values = {
        "diff": diff,
        "opening": opening(diff),
        "broken": Folded(_with_code(promise_words(diff))),
        "since": Folded(" ".join(map(_with_code, since_words(diff)))),
        "moves": [(id, move) for id, part in diff["decisions"].items() for move in part["moves"]],
        "touched": touched,
        "rest": others(len(people) - len(touched), len(touched)),
        "many": MOST,
        "code": code,
        "words": words,
        "series_of": _series_of,
        "end": _end,
        "departure_said": departure_said,
        "say": diff_words,
        "names": printed_names,
    }
    return filled("diff-comment.md.j2", values)


def _with_code(sentence: str) -> str:
    """A sentence of ours, the names in it as code and all else as plain words."""
    parts = sentence.split("`")
    return "".join(code(part) if place % 2 else _plain(part) for place, part in enumerate(parts))


def _plain(text: str) -> str:
    """Plain words with the blank before and after them."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{words(text)}{after}" if text.strip() else text


def _series_of(names: Iterable[str], last: str = "and") -> str:
    return series(map(code, names), last)


def _end(part: ComesOutPart) -> str:
    ends, rule = came_out(part, code)
    why = ", ".join(f"{code(id)} {_series_of(v, 'or')}" for id, v in part["because"].items())
    return f"{ends} ({rule}{f'; {why}' if why else ''})"
