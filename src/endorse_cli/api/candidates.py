"""Candidates: documents read, and judged under their rubrics."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from endorse_cli.api.command_result import Invalid, sound
from endorse_cli.api.rubrics import LoadedRubric, diagrams, load_rubric
from endorse_cli.api.vocabulary import supposed_masks, supposed_numbers
from endorse_cli.diagnostics import Diagnostic, Fault, listed, quoted
from endorse_cli.engine.assessment import NO_NUMBERS
from endorse_cli.engine.assessment import Assessment as Assessment
from endorse_cli.engine.assessment import Decided as Decided
from endorse_cli.engine.assessment import Line as Line
from endorse_cli.engine.domain import names_in
from endorse_cli.engine.explanation import Account
from endorse_cli.files.catalog import DEFAULT, find_rubric
from endorse_cli.files.document import Document
from endorse_cli.files.folders import Files, no_candidate, other_kind
from endorse_cli.files.paths import (
    AnyPath,
    AnyPaths,
    AnyText,
    as_bytes,
    as_path,
    as_paths,
    as_rubric,
)
from endorse_cli.files.reading import read_documents
from endorse_cli.models.candidate import Candidate, identity
from endorse_cli.models.plain_values import Plain, mapping_in
from endorse_cli.models.record import Record, TextPart
from endorse_cli.record.assemble import Origin, assemble, what_if
from endorse_cli.review.citations import Text, read_text
from endorse_cli.rubric.measures import own_day


class Scored(NamedTuple):
    """One candidate's result."""

    candidate: Candidate
    assessment: Assessment
    loaded: LoadedRubric
    document: Document
    as_of: date | None
    supposed: Mapping[int, int] = MappingProxyType({})
    supposed_numbers: Mapping[str, Fraction] = NO_NUMBERS
    notes: tuple[Diagnostic, ...] = ()

    @property
    def record(self) -> Record:
        """The result as a record: plain values, the same for the same inputs."""
        return self.record_with(changes=True)

    def record_with(self, *, changes: bool) -> Record:
        """The same, or without the least changes, where nothing shows them."""
        origin = Origin(
            Path(self.document.source.name).name, self.document.digest, self.loaded.part
        )
        record = assemble(self.candidate, self.assessment, origin, self.as_of, changes=changes)
        if self.supposed:
            record["what_if"] = what_if(self.assessment, self.supposed, self.supposed_numbers)
        return record

    def account(self, record: Record) -> Account:
        """The record, or an edition of it, with what explains it."""
        return Account(record, self.loaded.rubric, lambda: self.assessment.compiled)

    @property
    def self_contained(self) -> Record:
        """The record with the texts that it was made from, so that it alone can be verified."""
        record = self.record
        record["carries"] = {
            "candidate": text_part(self.document),
            "rubrics": [text_part(document) for document in self.loaded.documents],
        }
        return record

    def supposing(self, changes: Iterable[str]) -> "Scored":
        """The same with `variable=value` supposed: a name, a number, a day or `unknown`.

        Raises `UnknownWord` where the rubric has no such variable or value, and a `Fault` where
        what is supposed contradicts a decision that the file states.
        """
        anchors = {"election": self.candidate.election, "as_of": self.as_of}
        over_all = self.over_all
        compiled = over_all.assessment.compiled
        wanted = tuple(changes)
        masks = dict(supposed_masks(compiled, wanted, anchors))
        return over_all.where(masks, supposed_numbers(compiled, wanted))

    @property
    def over_all(self) -> "Scored":
        """The same with diagrams over all answers, if need be with parts worked out apart.

        Of the others nothing could be supposed or compared. Raises a `Fault` where the rubric is
        too large for that.
        """
        assessment = self.assessment
        if assessment.compiled.is_whole:
            return self
        compiled, given = diagrams(self.loaded), self.candidate.given
        whole = Assessment(compiled, assessment.answers, self.loaded.absent, given)
        return self._replace(assessment=whole)

    def where(
        self, supposed: Mapping[int, int], numbers: Mapping[str, Fraction] = NO_NUMBERS
    ) -> "Scored":
        """The same with some variables' values supposed, as masks by level; see `supposing`.

        `numbers` are those that are supposed exactly, of which scores of several are made.
        """
        assessment = self.assessment.supposing(supposed, numbers)
        variables = self.assessment.compiled.variables
        values = {
            variables[level].id: names_in(variables[level], mask)
            for level, mask in supposed.items()
        }
        if found := undecided(assessment, values):
            raise Fault(*self.document.locate(found))
        return self._replace(supposed=supposed, supposed_numbers=numbers)


def score(
    paths: AnyPaths, *, rubric: AnyPath | None = None, as_of: date | None = None
) -> Iterator[Scored | Invalid]:
    """Every candidate in the files, in order; what cannot be judged is one result among them.

    `rubric` wins over what a candidate names, `as_of` over its own and over its election.
    """
    return score_gathered(Files(as_paths(paths)), rubric, as_of)


def score_gathered(
    files: Files, rubric: AnyPath | None = None, as_of: date | None = None
) -> Iterator[Scored | Invalid]:
    """The same of files of which some were found in folders, and what lies there beside them."""
    return chain.from_iterable(score_each(files, Shelf(as_rubric(rubric)), as_of))


def score_each(
    files: Files, shelf: "Shelf", as_of: date | None = None
) -> Iterator[Iterator[Scored | Invalid]]:
    """The same, file by file, under the rubrics of a run."""
    seen: dict[tuple[str, ...], str] = {}

    def scored(path: str) -> Iterator[Scored | Invalid]:
        for document in read_documents(path):
            if not isinstance(document, Document):
                yield Invalid(path, document)
            elif not files.is_beside(path, document.value):
                yield _once(judge_document(document, shelf, as_of), seen)

    return map(scored, files.files)


def parse(text: AnyText, *, name: AnyPath = "-") -> list[Document]:
    """The documents of a YAML text as plain values; a `Fault` with everything wrong in it."""
    from endorse_cli.files.source import whole
    from endorse_cli.files.yaml import read_yaml

    return read_yaml(whole(as_path(name), as_bytes(text)))


def score_text(
    text: AnyText, loaded: LoadedRubric, *, name: AnyPath = "-", as_of: date | None = None
) -> Scored:
    """One candidate written in YAML; a `Fault` where it cannot be judged."""
    return sound(score_document(parse(text, name=name)[0], loaded, as_of))


def score_document(
    document: Document, loaded: LoadedRubric, as_of: date | None = None
) -> Scored | Invalid:
    """One document that has been read, under one rubric."""
    day = as_of or own_day(document.value)
    view = loaded.at(day)
    candidate, found = view.reader.read(document.value)
    if candidate is None:
        return Invalid(document.source.name, tuple(document.locate(found)))
    candidate = view.reader.settled(candidate, day)
    try:
        assessment = view.assess(candidate)
        if day is None and view.over_time:
            assessment = _without_day(document.value, view, assessment)
    except Fault as fault:
        return Invalid(document.source.name, tuple(document.locate(fault.diagnostics)))
    if against := undecided(assessment):
        return Invalid(document.source.name, tuple(document.locate(against)))
    return Scored(candidate, assessment, view, document, day, notes=document.locate(found))


def _without_day(value: Plain, loaded: LoadedRubric, whole: Assessment) -> Assessment:
    """What comes out whatever the day is."""
    from endorse_cli.engine.undated import UndatedAssessment

    found = []
    for view in loaded.over_time:
        candidate, _ = view.reader.read(value)
        if candidate is not None:
            found.append(view.assess(view.reader.settled(candidate, None)))
    return UndatedAssessment(whole, found)


def undecided(
    assessment: Assessment, supposed: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> list[Diagnostic]:
    """Why nothing at all can come out; nothing where something can.

    Decisions that are stated do not go with the answers, or no row holds that was to hold.
    """
    if not ((assessment.given or assessment.first.is_narrowed) and assessment.contradicts):
        return []
    if assessment.given:
        return contradictions(assessment.contradicted, supposed)
    return [
        Diagnostic(
            "row-gap",
            f"No row of {quoted(id)} holds for these answers, so that it has no outcome.",
            f"Add a row to {quoted(id)} in the rubric, or `otherwise:` for all who are left.",
            ("answers",),
            on_key=True,
        )
        for id in assessment.left_out
    ]


def contradictions(
    stated: Sequence[str], supposed: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> list[Diagnostic]:
    """That decisions which a file states cannot come of its other answers, or of what is supposed.

    `supposed` are the values supposed instead of answers, by variable.
    """
    said = [f"{id}={' or '.join(names)}" for id, names in supposed.items()]
    cause = f"supposing {listed(said, 'and')}, the" if said else "the other"
    one = len(stated) == 1
    outcomes = "is stated" if one else "are stated"
    allow = "that outcome" if one else "these outcomes together"
    message = f"{listed(stated, 'and')} {outcomes}, and {cause} answers do not allow {allow}."
    change = "Suppose something else" if said else "Correct the answers"
    help = f"{change}, or leave the stated outcome{'' if one else 's'} out and let them decide."
    return [Diagnostic("bad-value", message, help, ("answers", stated[0]))]


class Shelf:
    """Every rubric that a run needs, loaded once."""

    def __init__(self, chosen: LoadedRubric | str | None) -> None:
        self.loaded: dict[Path, LoadedRubric] = {}
        self.broken: set[Path] = set()
        self.chosen = self.take(find_rubric(chosen)) if isinstance(chosen, str) else chosen
        self.shipped: LoadedRubric | None = None

    def take(self, path: Path) -> LoadedRubric:
        """A rubric by its path; a `Fault` where it has faults, told in full once."""
        if path in self.broken:
            message = f"The rubric {quoted(path)} has errors, which are shown above."
            raise Fault(Diagnostic("bad-value", message, "Fix them first.", ("rubric",)))
        if path not in self.loaded:
            self.broken.add(path)
            self.loaded[path] = load_rubric(str(path))
            self.broken.discard(path)
        return self.loaded[path]

    def for_document(self, document: Document) -> LoadedRubric:
        """The rubric that a candidate is judged under; a `Fault` where there is none."""
        named = mapping_in(document.value).get("rubric")
        return self.for_name(named if isinstance(named, str) else None, document.source.name)

    def for_name(self, named: str | None, path: str) -> LoadedRubric:
        """The same of the rubric that a file at a path names."""
        if self.chosen is not None:
            return self.chosen
        if named not in (None, DEFAULT):
            return self.take(find_rubric(named, Path(path).parent))
        if self.shipped is None:
            self.shipped = self.take(find_rubric(DEFAULT))
        return self.shipped


def of_another_kind(document: Document) -> Invalid | None:
    """That a document is plainly something else than a candidate; None where it may be one."""
    kind = other_kind(document.value)
    if kind is None:
        return None
    return Invalid(document.source.name, (*document.locate([no_candidate(kind)]),), kind)


def judge_document(document: Document, shelf: Shelf, as_of: date | None) -> Scored | Invalid:
    """One document that has been read, under the rubric that the run or it itself names."""
    if (other := of_another_kind(document)) is not None:
        return other
    try:
        loaded = shelf.for_document(document)
    except Fault as fault:
        unplaced = any(d.place is None for d in fault.diagnostics)
        found = document.locate(fault.diagnostics) if unplaced else fault.diagnostics
        return Invalid(document.source.name, tuple(found))
    result = score_document(document, loaded, as_of)
    is_named = shelf.chosen is not None or "rubric" in mapping_in(document.value)
    if isinstance(result, Invalid) and not is_named:
        return result._replace(diagnostics=_not_named(result.diagnostics))
    return result


def _not_named(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The same, the first answer that the default does not ask for saying how to name another."""
    first = next((place for place, one in enumerate(found) if one.code == "unknown-id"), None)
    if first is None:
        return found
    judged = f"No rubric is named, so it is judged under {quoted(DEFAULT)}"
    help = f"{found[first].help} {judged}: name another with `--rubric FILE`."
    return (*found[:first], replace(found[first], help=help), *found[first + 1 :])


def _once(result: Scored | Invalid, seen: dict[tuple[str, ...], str]) -> Scored | Invalid:
    """The result, or why it is refused: the same candidate was there before."""
    if isinstance(result, Invalid):
        return result
    key = identity(result.candidate)
    first = seen.get(key)
    if first is None:
        seen[key] = f"{result.document.source.name}:{result.document.line}"
        return result
    return refused_as_doubled(result.document, first)


def refused_as_doubled(document: Document, first: str) -> Invalid:
    """That a candidate was there before, at `first`, a file and a line."""
    name = mapping_in(document.value).get("candidate")
    message = f"{quoted(name)} stands here and at {first}, for the same seat and election."
    help = "Remove one of them, or correct the name, the seat or the election."
    doubled = Diagnostic("doubled-id", message, help, ("candidate",))
    return Invalid(document.source.name, tuple(document.locate([doubled])))


def text_part(document: Document) -> TextPart:
    """A document as it was read; a byte order mark is a character of it."""
    mark = "\ufeff" * document.source.bom
    return {
        "source": Path(document.source.name).name,
        "written_in": document.written_in,
        "text": mark + document.source.text,
    }


def text_of(path: AnyPath) -> str:
    """The text of a file; a `Fault` where it cannot be read."""
    from endorse_cli.files.source import decoded, read_source

    return decoded(read_source(as_path(path)))


def document_of(path: AnyPath | None) -> Text | None:
    """The paragraphs of the document in a file; None where no file is named."""
    return read_text(text_of(path)) if path is not None else None
