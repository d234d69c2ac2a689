"""Candidates judged under two rubrics, and what comes out otherwise; the cases of each."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from endorse_cli.api.candidates import Scored, score_document
from endorse_cli.api.result import Invalid, invalid_part
from endorse_cli.api.rubrics import LoadedRubric
from endorse_cli.diagnostics import Fault
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import Gathered, cases_beside
from endorse_cli.files.history import Revision
from endorse_cli.files.paths import told_apart
from endorse_cli.files.reading import read_documents, read_whole
from endorse_cli.models.plain import Plain
from endorse_cli.models.versions import CandidateDiffPart, CasesPart, InvalidUnderPart
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
            elif not files.is_beside(path, document.value):
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


NOT_COMPARED = ("case", "why", "from")
"""What in a case says nothing of what comes out."""


def cases_part(revision: Revision, was: Path, now: Path) -> CasesPart:
    """What became of the cases beside a rubric since a revision at which it stood somewhere.

    What cannot be read has no cases: that is told where it is to be read.
    """
    folder = was.parent / "cases"
    old = _cases(one for path in revision.below(folder) for one in _then(revision, path))
    new = _cases(one for path in cases_beside(str(now)) for one in read_documents(path))
    return {
        "gone": [name for name in old if name not in new],
        "changed": [name for name in old if name in new and old[name] != new[name]],
    }


def _then(revision: Revision, path: Path) -> Iterator[Document | Findings]:
    with suppress(Fault):
        yield from read_whole(revision.source(path), path.suffix.lower())


def _cases(found: Iterable[Document | Findings]) -> dict[str, list[Plain]]:
    """What each case says, by its name; several of one name in order."""
    cases: dict[str, list[Plain]] = {}
    for value in (one.value for one in found if isinstance(one, Document)):
        if isinstance(value, dict) and isinstance(name := value.get("case"), str):
            said = {key: part for key, part in value.items() if key not in NOT_COMPARED}
            cases.setdefault(name, []).append(said)
    return cases
