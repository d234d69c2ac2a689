"""The only place for the shape of `slate.yaml`: what a body votes on, printed and never computed.

It stands beside the candidates. A threshold or a deadline in it changes no outcome.
"""

from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic
from endorse_cli.models.entries import optional_text
from endorse_cli.models.plain import Plain
from endorse_cli.models.reader import Reader

SLATE_FILE = "slate.yaml"
"""What the file is called; in a folder it is no candidate."""

REQUIRED = ("slate",)
OPTIONAL = ("ballot_question", "chapter")
CHAPTER = ("body", "voting_threshold", "deadlines")


class Slate(NamedTuple):
    """What is printed of a slate: its title, what is voted on, who votes and by when.

    `deadlines` are pairs of what has to be done and the day, both as written.
    """

    title: str
    ballot_question: str | None = None
    body: str | None = None
    voting_threshold: str | None = None
    deadlines: tuple[tuple[str, str], ...] = ()


def read_slate(value: Plain) -> tuple[Slate | None, tuple[Diagnostic, ...]]:
    """The slate, or everything that is wrong with the file."""
    reader = Reader()
    found = reader.keys(value, "The slate", (), REQUIRED, OPTIONAL)
    at = ("chapter",)
    chapter = reader.keys(found.get("chapter") or {}, "`chapter`", at, (), CHAPTER)
    slate = Slate(
        title=optional_text(reader, found, "slate") or "",
        ballot_question=optional_text(reader, found, "ballot_question"),
        body=optional_text(reader, chapter, "body", at),
        voting_threshold=optional_text(reader, chapter, "voting_threshold", at),
        deadlines=_deadlines(reader, chapter),
    )
    return (None if reader.found else slate), tuple(reader.found)


def _deadlines(reader: Reader, chapter: dict[str, Plain]) -> tuple[tuple[str, str], ...]:
    if chapter.get("deadlines") is None:
        return ()
    at = ("chapter", "deadlines")
    named = reader.mapping(chapter["deadlines"], "`deadlines`", at)
    return tuple((what, reader.text(day, f"`{what}`", (*at, what))) for what, day in named.items())
