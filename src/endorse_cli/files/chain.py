"""The only place that follows `extends` from file to file, down to the rubric at the bottom."""

from collections.abc import Callable
from pathlib import Path

from endorse_cli.diagnostics import Diagnostic, Fault, nearest, quoted
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_document
from endorse_cli.files.tree import find_base, tree_of
from endorse_cli.models.plain import Plain

LONGEST = 8
"""So many rubrics may stand one on the other."""

AT = ("extends",)

OVERLAY_ONLY = ("set", "demand", "switch_off", "waive")
"""Sections that only an overlay has."""


def read_chain(path: Path, read: Callable[[str], Document] = read_document) -> tuple[Document, ...]:
    """A rubric's document and those of all that it extends, from the bottom up.

    `read` gives the document of a path: as it is on the disk, or as it was at some time.
    Raises a `Fault`, placed at the `extends` in question, where one may not be read, where they
    go round in a circle, or where there are more than eight.
    """
    documents = [read(str(path))]
    seen: list[Path] = []
    while (named := _extends(documents[0])) is not None:
        seen = seen or [path.resolve()]
        try:
            below = find_base(named, path.parent, tree_of(seen[0]))
            _refuse_circle(below, seen)
        except Fault as fault:
            raise Fault(*documents[0].locate(fault.diagnostics)) from None
        path = below
        documents.insert(0, read(str(path)))
        seen.append(path.resolve())
    return tuple(documents)


def _extends(document: Document) -> str | None:
    """What a document builds on; None where it builds on nothing."""
    if not isinstance(document.value, dict):
        return None
    if "extends" not in document.value:
        _refuse_headless(document, document.value)
        return None
    named = document.value["extends"]
    if isinstance(named, str) and named.strip():
        return named
    message = "`extends` does not name a rubric."
    help = "Write a shipped name or a relative path, or leave it out."
    raise Fault(*document.locate([Diagnostic("bad-shape", message, help, AT)]))


def _refuse_headless(document: Document, value: dict[str, Plain]) -> None:
    """A `Fault` where a file is plainly an overlay and does not say of what.

    Read as a whole rubric it would be told of everything that a rubric has and it has not.
    """
    for key in value:
        if key not in OVERLAY_ONLY and nearest(key, ("extends",)):
            message = f"{quoted(key)} is not a key of the rubric."
            found = Diagnostic("unknown-key", message, "Did you mean `extends`?", (key,), True)
            raise Fault(*document.locate([found]))
    changes = [key for key in OVERLAY_ONLY if key in value]
    if changes:
        message = f"The rubric has {quoted(changes[0])} and no `extends`."
        help = "Say on which rubric it builds, as `extends: class-alignment`."
        raise Fault(*document.locate([Diagnostic("missing-key", message, help, (), True)]))


def _refuse_circle(path: Path, seen: list[Path]) -> None:
    here = path.resolve()
    if here in seen:
        names = " → ".join(quoted(f"{p.parent.name}/{p.name}") for p in (*seen, here))
        message = f"`extends` goes round in a circle: {names}."
        help = "Let the one at the bottom extend nothing."
        raise Fault(Diagnostic("cycle", message, help, AT))
    if len(seen) >= LONGEST:
        message = f"More than {LONGEST} rubrics stand one on the other."
        raise Fault(Diagnostic("too-large", message, "Put some of the overlays together.", AT))
