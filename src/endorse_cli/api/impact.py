"""Candidates judged under two rubrics, and what comes out otherwise."""

from collections.abc import Iterator

from endorse_cli.api.candidates import Scored, score_document
from endorse_cli.api.result import Invalid, invalid_part
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import Gathered, other_kind
from endorse_cli.files.paths import told_apart
from endorse_cli.files.reading import read_documents
from endorse_cli.models.versions import CandidateDiffPart, InvalidUnderPart
from endorse_cli.review.diff.moved_candidates import answers_again, moved


def candidate_parts(
    files: Gathered, old: LoadedRubric, new: LoadedRubric, again: tuple[str, ...]
) -> Iterator[tuple[CandidateDiffPart, Findings]]:
    """What a change does to every candidate in the files, in order.

    With each what is wrong with the file itself, whichever rubric it is read under. What is plainly
    no candidate's is passed over where it was not named itself.
    """
    called = told_apart(files.files)
    for path in files.files:
        for document in read_documents(path):
            if not isinstance(document, Document):
                found = invalid_part(Invalid(path, document), called[path])["findings"]
                yield _nothing("", called[path], {"old": found, "new": found}), document
            elif path not in files.found or other_kind(document.value) is None:
                yield _part(document, old, new, again, called[path])


def _part(
    document: Document,
    old: LoadedRubric,
    new: LoadedRubric,
    again: tuple[str, ...],
    source: str,
) -> tuple[CandidateDiffPart, Findings]:
    before, after = (score_document(document, loaded) for loaded in (old, new))
    name = document.value.get("candidate") if isinstance(document.value, dict) else None
    part = _nothing(name if isinstance(name, str) else "", source, {"old": [], "new": []})
    if isinstance(before, Invalid):
        part["invalid"]["old"] = invalid_part(before, source)["findings"]
    if isinstance(after, Invalid):
        part["invalid"]["new"] = invalid_part(after, source)["findings"]
    read = after if isinstance(after, Scored) else before
    if isinstance(read, Scored):
        part["again"] = answers_again(read.candidate, again)
    if isinstance(before, Scored) and isinstance(after, Scored):
        part["decisions"] = moved(before.assessment, after.assessment)
    both = isinstance(before, Invalid) and isinstance(after, Invalid)
    return part, after.diagnostics if both and isinstance(after, Invalid) else ()


def _nothing(name: str, source: str, invalid: InvalidUnderPart) -> CandidateDiffPart:
    return {
        "candidate": name,
        "source": source,
        "decisions": {},
        "again": [],
        "invalid": invalid,
    }
