"""A rubric tried on its cases: files found, cases read and judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from endorse_cli.api.candidates import undecided
from endorse_cli.api.command_result import Invalid, Look, Page, Result, Several, invalid_part
from endorse_cli.api.rubrics import LoadedRubric, load_rubric
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.engine.assessment import Assessment
from endorse_cli.files.catalog import shipped_rubrics
from endorse_cli.files.document import Document, Findings
from endorse_cli.files.folders import cases_beside, each_once, files_of, other_kind
from endorse_cli.files.paths import (
    AnyPath,
    AnyPaths,
    as_paths,
    as_rubric,
    from_root,
    is_there,
    told_apart,
)
from endorse_cli.files.reading import read_document, read_documents
from endorse_cli.models.audits import UncheckedPart, unchecked
from endorse_cli.models.candidate import Case
from endorse_cli.models.grounds import is_locator, touches
from endorse_cli.models.trials import TEST, CasePart, CaseResults, MissPart
from endorse_cli.review.cases import misses
from endorse_cli.rubric.candidate_reader import CandidateReader
from endorse_cli.rubric.case import CaseReader
from endorse_cli.rubric.measures import own_day


class ReadCase(NamedTuple):
    """One case that could be read, and what its rubric says of it."""

    case: Case
    document: Document
    assessment: Assessment
    diagnostics: Findings = ()

    @property
    def misses(self) -> list[MissPart]:
        """The expectations that are not met."""
        return list(misses(self.case, self.assessment))

    @property
    def unchecked(self) -> list[UncheckedPart]:
        """The reasons expected that could not be worked out."""
        if not self.assessment.compiled.is_partial:
            return []
        return unchecked(f"{self.case.name}: the reasons of {id}" for id in self.case.reasons)


class UntriedCase(NamedTuple):
    """A case that its rubric is too large for."""

    case: Case
    document: Document


class Tested(Result):
    """What came of trying a rubric on its cases, in the order of the files."""

    formats = ("table", "json", "junit", "github")
    diagnostics: Findings = ()
    unchecked: Sequence[UncheckedPart] = ()
    read: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    def __init__(
        self,
        loaded: LoadedRubric,
        files: Sequence[str],
        results: Sequence[ReadCase | Invalid | UntriedCase],
    ) -> None:
        self.loaded = loaded
        self.files, self.again = each_once(files)
        self.read = loaded.document.source.name, *self.files
        called = told_apart(self.files)
        self.cases = tuple(result for result in results if isinstance(result, ReadCase))
        self.invalid = tuple(result for result in results if isinstance(result, Invalid))
        self._parts = [_part(found, called) for found in self.cases]
        self._invalid = [invalid_part(one, called.get(one.source)) for one in self.invalid]
        untried = unchecked(one.case.name for one in results if isinstance(one, UntriedCase))
        self.unchecked = untried + [part for found in self.cases for part in found.unchecked]
        found: list[ReadCase | Invalid] = [*self.cases, *self.invalid]
        self.diagnostics = tuple(one for each in found for one in each.diagnostics)

    @property
    def ok(self) -> bool:
        """Whether there are cases, and each could be read, was tried, and passes."""
        passed = all(part["result"] == "passed" for part in self._parts)
        return bool(self._parts) and passed and super().ok

    def read_again(self, candidates: CandidateReader) -> list[Case]:
        """The same cases read by another reader, whose regions may be finer."""
        reader = CaseReader(candidates)
        read = (reader.read(found.document.value)[0] for found in self.cases)
        return [settled_case(case, candidates) for case in read if case is not None]

    @property
    def form(self) -> CaseResults:
        """What came of every case, in the machine form."""
        passed = sum(part["result"] == "passed" for part in self._parts)
        return {
            "test": TEST,
            "rubric": self.loaded.rubric.id,
            "passed": passed,
            "failed": len(self._parts) - passed,
            "cases": self._parts,
            "invalid": self._invalid,
            "unchecked": [*self.unchecked],
        }

    def _given(self, format: str, look: Look) -> str:
        return self.to_junit() if format == "junit" else self.to_github(look.root)

    def to_junit(self) -> str:
        """The result in the XML that build services read."""
        from endorse_cli.reports.reviews.build_services import to_junit

        return to_junit(self.form)

    def to_github(self, root: str | None = None) -> str:
        """What fails, as annotations in GitHub's log, at paths as seen from the root."""
        from endorse_cli.reports.reviews.build_services import case_annotations

        def seen(path: str) -> str:
            return from_root(path, root) or path

        paths = [seen(found.document.source.name) for found in self.cases]
        placed = zip(self._parts, paths, strict=True)
        cases: list[CasePart] = [{**part, "file": path} for part, path in placed]
        invalid = [invalid_part(one, seen(one.source)) for one in self.invalid]
        rubric = seen(self.loaded.document.source.name)
        return case_annotations({**self.form, "cases": cases, "invalid": invalid}, rubric)

    def put(self, page: Page) -> None:
        """Which cases pass, and what differs in those that fail."""
        from endorse_cli.reports.reviews.case_results import put_test

        put_test(page, self.form)


def try_rubric(named: AnyPath, cases: AnyPaths = ()) -> Tested:
    """Try a rubric on the cases in some files and folders, or on those beside it.

    A case that cannot be read is an `Invalid` among the others. Raises `Fault` where the rubric
    itself has faults.
    """
    loaded = load_rubric(named)
    given = as_paths(cases)
    files = files_of(given) if given else cases_beside(loaded.document.source.name)
    return Tested(loaded, files, list(read_cases(loaded, each_once(files)[0])))


class SeveralTested(Several[Tested]):
    """What came of trying several rubrics, each on its cases."""

    formats = Tested.formats

    def _given(self, format: str, look: Look) -> str:
        from endorse_cli.reports.reviews.build_services import to_junit

        if format == "junit":
            return to_junit(*(one.form for one in self.results))
        return super()._given(format, look)


def try_rubrics(rubrics: Iterable[AnyPath], cases: AnyPaths = ()) -> Tested | SeveralTested:
    """Some rubrics tried on their cases; see `try_rubric`.

    Raises `Fault` with everything that is wrong with any of the rubrics; then none is tried.
    """
    results, faults = [], list[Diagnostic]()
    for named in rubrics:
        try:
            results.append(try_rubric(named, cases))
        except Fault as fault:
            faults += fault.diagnostics
    if faults:
        raise Fault(*faults)
    return results[0] if len(results) == 1 else SeveralTested(results)


def rubrics_among(named: AnyPaths) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rubrics among some words, and the cases: files and folders with other things in them."""
    words = as_paths(named)
    rubrics = tuple(word for word in words if _is_rubric(word))
    return rubrics, tuple(word for word in words if word not in rubrics)


def _is_rubric(word: str) -> bool:
    named = as_rubric(word)
    if named in shipped_rubrics() or is_there(str(Path(word) / "rubric.yaml")):
        return True
    if Path(word).stem == "rubric":
        # One with an error in it is a rubric all the same.
        return True
    try:
        return other_kind(read_document(word).value) == "rubric"
    except Fault:
        return False


def read_cases(
    loaded: LoadedRubric, files: Sequence[str]
) -> Iterator[ReadCase | Invalid | UntriedCase]:
    """Every case in some files, in order, no name twice."""
    reader = CaseReader(loaded.reader)
    seen: dict[str, str] = {}
    for path in files:
        for document in read_documents(path):
            if isinstance(document, Document):
                yield _once(_read(loaded, reader, document), seen)
            else:
                yield Invalid(path, document)


def _read(
    loaded: LoadedRubric, reader: CaseReader, document: Document
) -> ReadCase | Invalid | UntriedCase:
    view = loaded.at(own_day(document.value))
    case, found = (reader if view is loaded else CaseReader(view.reader)).read(document.value)
    if case is None:
        return Invalid(document.source.name, document.locate(found))
    case = settled_case(case, view.reader)
    try:
        assessment = view.assess(case.candidate)
    except Fault as fault:
        if all(found.code == "too-large" for found in fault.diagnostics):
            return UntriedCase(case, document)
        return Invalid(document.source.name, document.locate(fault.diagnostics))
    if faults := undecided(assessment):
        return Invalid(document.source.name, document.locate(faults))
    return ReadCase(case, document, assessment, document.locate(found))


def cases_citing(locator: str, loaded: LoadedRubric) -> list[Case]:
    """The cases beside a rubric that try a passage, or a part of it; none where it is none.

    What cannot be read as a case is left to `rubric test`, which reports it.
    """
    if not is_locator(locator):
        return []
    reader = CaseReader(loaded.reader)
    documents = (
        document
        for path in cases_beside(loaded.document.source.name)
        for document in read_documents(path)
        if isinstance(document, Document)
    )
    read = (reader.read(document.value)[0] for document in documents)
    return [
        case
        for case in read
        if case is not None and any(touches(own, locator) for own in case.locators)
    ]


def settled_case(case: Case, candidates: CandidateReader) -> Case:
    """The case as it stands on its own day: its `as_of`, else its election."""
    candidate = case.candidate
    day = candidate.as_of or candidate.election
    return case._replace(candidate=candidates.settled(candidate, day))


def _once(
    result: ReadCase | Invalid | UntriedCase, seen: dict[str, str]
) -> ReadCase | Invalid | UntriedCase:
    if isinstance(result, Invalid):
        return result
    source = result.document.source
    first = seen.setdefault(result.case.name, f"{source.name}:{result.document.line}")
    if first == f"{source.name}:{result.document.line}":
        return result
    message = f"The case {quoted(result.case.name)} stands here and at {first}."
    doubled = Diagnostic("doubled-id", message, "Give one of them another name.", ("case",))
    return Invalid(source.name, result.document.locate([doubled]))


def _part(found: ReadCase, called: Mapping[str, str]) -> CasePart:
    missed = found.misses
    return {
        "case": found.case.name,
        "file": called[found.document.source.name],
        "line": found.document.line,
        "result": "failed" if missed else "passed",
        "misses": missed,
    }
