"""The only place that finds what a record was made from: beside it, inside it, or as named."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from endorse_cli.api.loading import LoadedRubric, load_documents, load_rubric
from endorse_cli.api.records import Kept
from endorse_cli.diagnostics import Diagnostic, Fault, Place, quoted
from endorse_cli.files.document import Document
from endorse_cli.files.paths import beside, is_there
from endorse_cli.files.reading import read_documents
from endorse_cli.files.rubrics import find_rubric, shipped_rubrics
from endorse_cli.models.record import TextPart


class Materials(NamedTuple):
    """A candidate's document and the rubric to score it under, and whether the record gave them."""

    document: Document
    loaded: LoadedRubric
    rested_on: Literal["files", "record"]


def materials(
    kept: Kept, *, candidates: Sequence[str] = (), rubric: str | None = None
) -> Materials:
    """What a record was made from. What is named wins over what the record carries, and that
    over what is found beside it.

    Raises a `Fault` where the candidate or the rubric is nowhere to be found.
    """
    document = candidate_of(kept, candidates)
    loaded = rubric_of(kept, rubric, document)
    carried = "carries" in kept.record and not candidates and rubric is None
    return Materials(document, loaded, "record" if carried else "files")


def candidate_of(kept: Kept, named: Sequence[str] = ()) -> Document:
    """The document that a record was made from; the likeliest, where none has its digest."""
    carries = kept.record.get("carries")
    if not named and carries is not None:
        return _document(carries["candidate"])
    source = kept.record["candidate"]["source"]
    found = beside(kept.source, source)
    paths = named or ([found] if found else [])
    documents = [document for path in paths for document in _documents(path)]
    if not documents:
        message = f"The file {quoted(source)} that the record was made from is not beside it."
        help = "Name it with `--candidate`, or make records with `--self-contained`."
        raise Fault(Diagnostic("unreadable", message, help, place=Place(kept.source)))
    return _likeliest(documents, kept)


def _documents(path: str) -> Iterator[Document]:
    for read in read_documents(path):
        if not isinstance(read, Document):
            raise Fault(*read)
        yield read


def _likeliest(documents: Sequence[Document], kept: Kept) -> Document:
    """By the digest, else by the name, else the first."""
    who = kept.record["candidate"]

    def likeness(document: Document) -> tuple[bool, bool]:
        value = document.value
        called = isinstance(value, dict) and value.get("candidate") == who["name"]
        return document.digest == who["digest"], called

    return max(documents, key=likeness)


def rubric_of(
    kept: Kept, named: str | None = None, candidate: Document | None = None
) -> LoadedRubric:
    """The rubric that a record was made with; the likeliest, where none has its digest.

    Looked for in what is named, in what the record carries, beside the candidate and beside the
    record, and among those that ship.
    """
    if named is not None:
        return load_rubric(named)
    carries = kept.record.get("carries")
    if carries is not None and carries["rubrics"]:
        return load_documents([_document(part) for part in carries["rubrics"]])
    found = [load_rubric(str(path)) for path in _paths(kept, candidate)]
    if not found:
        id = quoted(kept.record["rubric"]["id"])
        message = f"The rubric {id} that the record was made with was not found."
        help = "Name it with `--rubric`, or make records with `--self-contained`."
        raise Fault(Diagnostic("unreadable", message, help, place=Place(kept.source)))
    return max(found, key=lambda loaded: loaded.part == kept.record["rubric"])


def the_rubric_of(kept: Kept, named: str | None = None) -> LoadedRubric:
    """The very rubric that a record was made with; a `Fault` where what was found is another."""
    from endorse_cli.record.verification import misfits

    loaded = rubric_of(kept, named)
    if loaded.part != kept.record["rubric"]:
        made, found = kept.record["rubric"], loaded.part
        message = (
            f"The record was made with {quoted(made['id'])} version {made['version']}, and what "
            f"was found is {quoted(found['id'])} version {found['version']} with another digest."
        )
        help = "Name the rubric that it was made with by `--rubric`, or make the record again."
        raise kept.at([Diagnostic("bad-value", message, help, ("rubric",))])
    if wrong := misfits(kept.record, loaded.rubric):
        raise kept.at(wrong)
    return loaded


def _paths(kept: Kept, candidate: Document | None) -> Iterator[Path]:
    """Where the rubric is to be found: the likeliest place first."""
    value = candidate.value if candidate is not None else None
    named = value.get("rubric") if isinstance(value, dict) else None
    if candidate is not None and isinstance(named, str):
        path = find_rubric(named, Path(candidate.source.name).parent)
        if is_there(str(path)):
            yield path
    id = kept.record["rubric"]["id"]
    for name in (f"{id}.yaml", "rubric.yaml"):
        if found := beside(kept.source, name):
            yield Path(found)
    if id in shipped_rubrics():
        yield shipped_rubrics()[id]


def _document(part: TextPart) -> Document:
    """A text that a record carries, read as the file that it was."""
    from endorse_cli.files.reading import read_carried

    return read_carried(part["source"], part["text"], part["written_in"])
