"""The only place that follows `extends` from file to file, down to the rubric at the bottom."""

from pathlib import Path

from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_document
from endorse_cli.files.tree import find_base, tree_of

LONGEST = 8
"""So many rubrics may stand one on the other."""

AT = ("extends",)


def read_chain(path: Path) -> tuple[Document, ...]:
    """A rubric's document and those of all that it extends, from the bottom up.

    Raises a `Fault`, placed at the `extends` in question, where one may not be read, where they
    go round in a circle, or where there are more than eight.
    """
    documents = [read_document(str(path))]
    seen: list[Path] = []
    while (named := _extends(documents[0])) is not None:
        seen = seen or [path.resolve()]
        try:
            below = find_base(named, path.parent, tree_of(seen[0]))
            _refuse_circle(below, seen)
        except Fault as fault:
            raise Fault(*documents[0].locate(fault.diagnostics)) from None
        path = below
        documents.insert(0, read_document(str(path)))
        seen.append(path.resolve())
    return tuple(documents)


def _extends(document: Document) -> str | None:
    """What a document builds on; None where it builds on nothing."""
    if not isinstance(document.value, dict) or "extends" not in document.value:
        return None
    named = document.value["extends"]
    if isinstance(named, str) and named.strip():
        return named
    message = "`extends` does not name a rubric."
    help = "Write a shipped name or a relative path, or leave it out."
    raise Fault(*document.locate([Diagnostic("bad-shape", message, help, AT)]))


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
