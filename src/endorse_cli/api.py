"""The only place that composes the steps: read, load, check, assess, record, render.

This is what Python users import. Everything that can go wrong with a file comes as a `Fault`
with its diagnostics, or, in a batch, as an `Invalid` among the results.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from endorse_cli.diagnostics import Diagnostic, Fault, listed, nearest, quoted
from endorse_cli.engine.assess import Assessment, Decided, Line
from endorse_cli.engine.compile import CHECK_BUDGET, Compiled, compile_rubric
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.files.document import Document
from endorse_cli.files.reading import read_document, read_documents
from endorse_cli.files.shipped import DEFAULT, find_rubric, shipped_rubrics
from endorse_cli.models.answers import CandidateReader
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.check import CHECK, Check
from endorse_cli.models.dates import read_day
from endorse_cli.models.identity import identity
from endorse_cli.models.kinds import UNKNOWN
from endorse_cli.models.load import read_rubric
from endorse_cli.models.passages import Text, read_text
from endorse_cli.models.record import RECORD, FindingPart, InvalidPart, Record, Records, RubricPart
from endorse_cli.models.rubric import Rubric
from endorse_cli.record.assemble import Origin, assemble, what_if
from endorse_cli.review.check import Verdict, promise_part
from endorse_cli.review.check import check_rubric as prove_rubric
from endorse_cli.review.structure import structure_faults

__all__ = [
    "Assessment",
    "Checked",
    "Decided",
    "Invalid",
    "Line",
    "LoadedRubric",
    "Run",
    "Scored",
    "UnknownWord",
    "blank_candidate",
    "check_rubric",
    "explain",
    "load_rubric",
    "one_line",
    "read_day",
    "record_schema",
    "score",
    "score_document",
    "score_files",
    "shipped",
    "show_diagnostics",
    "show_list",
    "show_rubric",
    "write",
    "write_all",
    "write_new",
]


class LoadedRubric:
    """A sound rubric, compiled, with what is needed to read candidates under it."""

    def __init__(self, document: Document, rubric: Rubric) -> None:
        self.document = document
        self.rubric = rubric
        self._is_too_large = False
        self.part: RubricPart = {
            "id": rubric.id,
            "version": rubric.version,
            "digest": document.digest,
            "extends": [],
        }

    @cached_property
    def compiled(self) -> Compiled:
        """The diagrams; made when first asked for. Raises `TooManyNodes` past the budget."""
        if self._is_too_large:
            raise TooManyNodes
        try:
            return compile_rubric(self.rubric)
        except TooManyNodes:
            self._is_too_large = True
            raise

    @cached_property
    def reader(self) -> CandidateReader:
        """Reads candidates under this rubric."""
        return CandidateReader(self.rubric)

    def assess(self, candidate: Candidate) -> Assessment:
        """What comes out for a candidate.

        Where the whole rubric is over the node budget, the diagrams are built over the candidate's
        open answers only: outcomes are exact, reasons and changes are not worked out.
        """
        try:
            compiled = self.compiled
        except TooManyNodes:
            compiled = self._over_open_answers(candidate)
        return Assessment(compiled, candidate.answers, self.reader.absent)

    def _over_open_answers(self, candidate: Candidate) -> Compiled:
        answers = {**self.reader.absent, **candidate.answers}
        masks = [mask for answer in answers.values() for mask in answer.masks]
        try:
            return compile_rubric(self.rubric, known=masks)
        except TooManyNodes:
            message = f"With so much open, {quoted(self.rubric.id)} is too large to be worked out."
            help = "Answer more of its questions, or divide the rubric's decision."
            place = self.document.place(("decisions",), on_key=True)
            raise Fault(Diagnostic("too-large", message, help, place=place)) from None


class Scored(NamedTuple):
    """One candidate's result."""

    candidate: Candidate
    assessment: Assessment
    loaded: LoadedRubric
    document: Document
    as_of: date | None
    supposed: Mapping[int, int] = MappingProxyType({})

    @property
    def record(self) -> Record:
        """The result as a record: plain values, the same for the same inputs."""
        origin = Origin(
            Path(self.document.source.name).name, self.document.digest, self.loaded.part
        )
        record = assemble(self.candidate, self.assessment, origin, self.as_of)
        if self.supposed:
            record["what_if"] = what_if(self.assessment, self.supposed)
        return record

    def supposing(self, changes: Iterable[str]) -> "Scored":
        """The same with `variable=value` supposed, each value a name or `unknown`.

        Raises `UnknownWord` where the rubric has no such variable or value.
        """
        return self._replace(supposed=dict(_supposed(self.loaded.compiled, changes)))


class Invalid(NamedTuple):
    """One candidate, or one file, that could not be judged, and why."""

    source: str
    diagnostics: tuple[Diagnostic, ...]


def shipped() -> dict[str, Path]:
    """The rubrics that ship with the program, by name."""
    return shipped_rubrics()


def load_rubric(named: str = DEFAULT, *, beside: Path | None = None) -> LoadedRubric:
    """A rubric by its shipped name or its path, checked for structure.

    Raises `Fault` with every problem found, each at its place.
    """
    document = read_document(str(find_rubric(named, beside)))
    rubric, found = read_rubric(document.value)
    faults = [*found, *structure_faults(rubric)]
    if faults:
        raise Fault(*document.locate(faults))
    return LoadedRubric(document, rubric)


def score(
    paths: Iterable[str], *, rubric: str | None = None, as_of: date | None = None
) -> Iterator[Scored | Invalid]:
    """Every candidate in the files, in order; what cannot be judged is one result among them.

    `rubric` wins over what a candidate names, `as_of` over its own and over its election.
    """
    shelf = _Shelf(rubric)
    seen: dict[tuple[str, ...], str] = {}
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Document):
                yield _once(_score(document, shelf, as_of), seen)
            else:
                yield Invalid(path, document)


def parse(data: bytes, *, name: str = "-") -> list[Document]:
    """The documents of a YAML text as plain values; a `Fault` with everything wrong in it."""
    from endorse_cli.files.source import whole
    from endorse_cli.files.yaml_reader import read_yaml

    return read_yaml(whole(name, data))


def score_text(
    data: bytes, loaded: LoadedRubric, *, name: str = "-", as_of: date | None = None
) -> Scored:
    """One candidate written in YAML; a `Fault` where it cannot be judged."""
    scored = score_document(parse(data, name=name)[0], loaded, as_of)
    if isinstance(scored, Invalid):
        raise Fault(*scored.diagnostics)
    return scored


def score_document(
    document: Document, loaded: LoadedRubric, as_of: date | None = None
) -> Scored | Invalid:
    """One document that has been read, under one rubric."""
    candidate, found = loaded.reader.read(document.value)
    if candidate is None:
        return Invalid(document.source.name, tuple(document.locate(found)))
    day = as_of or candidate.as_of or candidate.election
    try:
        assessment = loaded.assess(candidate)
    except Fault as fault:
        return Invalid(document.source.name, tuple(document.locate(fault.diagnostics)))
    return Scored(candidate, assessment, loaded, document, day)


class _Shelf:
    """Every rubric that a run needs, loaded once."""

    def __init__(self, chosen: str | None) -> None:
        self.loaded: dict[Path, LoadedRubric] = {}
        self.broken: set[Path] = set()
        self.chosen = self.take(find_rubric(chosen)) if chosen is not None else None

    def take(self, path: Path) -> LoadedRubric:
        if path in self.broken:
            message = f"The rubric {quoted(path)} has faults, which are told above."
            raise Fault(Diagnostic("bad-value", message, "Mend it first.", ("rubric",)))
        if path not in self.loaded:
            self.broken.add(path)
            self.loaded[path] = load_rubric(str(path))
            self.broken.discard(path)
        return self.loaded[path]

    def for_document(self, document: Document) -> LoadedRubric:
        if self.chosen is not None:
            return self.chosen
        named = document.value.get("rubric") if isinstance(document.value, dict) else None
        if not isinstance(named, str):
            return self.take(find_rubric(DEFAULT))
        return self.take(find_rubric(named, Path(document.source.name).parent))


def _score(document: Document, shelf: _Shelf, as_of: date | None) -> Scored | Invalid:
    try:
        loaded = shelf.for_document(document)
    except Fault as fault:
        unplaced = any(d.place is None for d in fault.diagnostics)
        found = document.locate(fault.diagnostics) if unplaced else fault.diagnostics
        return Invalid(document.source.name, tuple(found))
    return score_document(document, loaded, as_of)


def _once(result: Scored | Invalid, seen: dict[tuple[str, ...], str]) -> Scored | Invalid:
    """The result, or why it is refused: the same candidate was there before."""
    if isinstance(result, Invalid):
        return result
    key = identity(result.candidate)
    first = seen.get(key)
    if first is None:
        seen[key] = f"{result.document.source.name}:{result.document.line}"
        return result
    name = quoted(result.candidate.name)
    message = f"{name} stands here and at {first}, for the same seat and election."
    help = "Remove one of them, or correct the name, the seat or the election."
    doubled = Diagnostic("doubled-id", message, help, ("candidate",))
    return Invalid(result.document.source.name, tuple(result.document.locate([doubled])))


class Checked:
    """What `check` says of one rubric; `loaded` is None where its structure is at fault."""

    def __init__(
        self, named: str, diagnostics: tuple[Diagnostic, ...], loaded: LoadedRubric | None = None
    ) -> None:
        self.named = named
        self.loaded = loaded
        self.diagnostics = diagnostics
        self.verdict: Verdict | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; notes are not."""
        return all(found.severity == "note" for found in self.diagnostics)

    @property
    def check(self) -> Check:
        """Everything that was found, in the machine form."""
        verdict, loaded = self.verdict, self.loaded
        return {
            "check": CHECK,
            "rubric": loaded.rubric.id if loaded else "",
            "findings": [finding_part(found, self.named) for found in self.diagnostics],
            "promises": [promise_part(loaded.compiled, kept) for kept in verdict.promises]
            if verdict and loaded
            else [],
            "profiles": verdict.profiles if verdict else {},
        }

    def to_json(self) -> str:
        """The check as JSON."""
        from endorse_cli.reports.json_form import to_json

        return to_json(self.check)

    def to_github(self) -> str:
        """The findings as annotations for a workflow log."""
        from endorse_cli.reports.github import annotations

        return annotations(self.check["findings"])

    def to_table(self, width: int, *, colour: bool, unicode: bool) -> str:
        """What holds and what does not, for people."""
        from endorse_cli.reports.check import render_check

        rubric = self.loaded.rubric if self.verdict and self.loaded else None
        return render_check(self.check, rubric, width=width, colour=colour, unicode=unicode)

    def examples(self) -> dict[str, str]:
        """A candidate for every broken promise that has one, as the text of a file by its name."""
        from endorse_cli.reports.json_form import to_json

        return {
            f"{part['id']}.json": to_json(part["example"])
            for part in self.check["promises"]
            if part["example"] is not None
        }


def check_rubric(named: str, *, document: str | None = None) -> Checked:
    """Everything that can be proved of a rubric; with `document`, held against its text."""
    text = read_text(_text_of(document)) if document is not None else None
    try:
        loaded = load_rubric(named)
    except Fault as fault:
        return Checked(named, fault.diagnostics)
    try:
        compiled = compile_rubric(loaded.rubric, CHECK_BUDGET)
    except TooManyNodes:
        return Checked(named, (), loaded)
    verdict = prove_rubric(compiled, text)
    checked = Checked(named, loaded.document.locate(verdict.diagnostics), loaded)
    checked.verdict = verdict
    return checked


def _text_of(path: str) -> str:
    from endorse_cli.files.source import decoded, read_source

    return decoded(read_source(path))


class UnknownWord(ValueError):
    """A word on the command line that names nothing; the message says what is accepted."""


class Run:
    """What came of scoring some files: every result in input order."""

    def __init__(self, results: Iterable[Scored | Invalid], text: Text | None = None) -> None:
        self.results = tuple(results)
        self.text = text

    def supposing(self, changes: Iterable[str]) -> "Run":
        """The same with `variable=value` supposed for every candidate; see `Scored.supposing`."""
        wanted = tuple(changes)
        if not wanted:
            return self
        return Run(
            (r.supposing(wanted) if isinstance(r, Scored) else r for r in self.results), self.text
        )

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The results of the candidates that could be judged."""
        return tuple(result for result in self.results if isinstance(result, Scored))

    @property
    def invalid(self) -> tuple[Invalid, ...]:
        """What could not be judged."""
        return tuple(result for result in self.results if isinstance(result, Invalid))

    @property
    def read(self) -> tuple[str, ...]:
        """The rubric files that the results rest on."""
        return tuple({scored.loaded.document.source.name: None for scored in self.scored})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the input, in input order."""
        return tuple(found for result in self.invalid for found in result.diagnostics)

    def records(self) -> Record | Records:
        """One record for one candidate; for several, or where some are invalid, all of them."""
        if len(self.results) == 1 and isinstance(self.results[0], Scored):
            return self.results[0].record
        return {
            "record": RECORD,
            "records": [scored.record for scored in self.scored],
            "invalid": [_invalid_part(invalid) for invalid in self.invalid],
        }

    def unmet(self, requirement: str) -> list[str]:
        """Which candidates do not have the outcome that `decision=outcome` asks for, in words.

        Raises `UnknownWord` where a rubric in use has no such decision or outcome.
        """
        decision, equals, outcome = requirement.partition("=")
        lines = []
        for scored in self.scored:
            _check_words(scored.loaded.rubric, decision, outcome if equals else None)
            decided = scored.assessment.decisions[decision]
            if decided.outcome != outcome:
                found = decided.outcome or "undetermined"
                lines.append(f"{scored.candidate.name}: {decision} is {found}, not {outcome}")
        return lines

    def to_json(self) -> str:
        """The records as JSON."""
        from endorse_cli.reports.json_form import to_json

        return to_json(self.records())

    def to_table(self, width: int, *, colour: bool, unicode: bool, brief: bool = False) -> str:
        """The table of every candidate, for people."""
        from endorse_cli.reports.table import render_tables

        if not self.scored:
            return ""
        return render_tables(
            [(scored.record, scored.loaded.rubric) for scored in self.scored],
            [_invalid_part(invalid) for invalid in self.invalid],
            text=self.text,
            width=width,
            colour=colour,
            unicode=unicode,
            brief=brief,
        )


def score_files(
    paths: Iterable[str],
    *,
    rubric: str | None = None,
    as_of: date | None = None,
    document: str | None = None,
) -> Run:
    """Score every candidate in the files; see `score`.

    `document` is a file with the text that the rubric encodes: tables then show each passage.
    """
    text = read_text(_text_of(document)) if document is not None else None
    return Run(score(paths, rubric=rubric, as_of=as_of), text)


def _supposed(compiled: Compiled, changes: Iterable[str]) -> Iterator[tuple[int, int]]:
    for change in changes:
        id, equals, value = change.partition("=")
        if id not in compiled.index:
            raise UnknownWord(_no_such("variable", id, list(compiled.index)))
        variable = compiled.variables[compiled.index[id]]
        accepted = [*variable.values, UNKNOWN]
        if not equals:
            raise UnknownWord(f"{quoted(id)} is given no value: `{id}=…` with {listed(accepted)}.")
        if value not in accepted:
            raise UnknownWord(_no_such(f"answer to {quoted(id)}", value, accepted))
        known = value != UNKNOWN
        mask = 1 << variable.values.index(value) if known else variable.all_values
        yield compiled.index[id], mask


def finding_part(found: Diagnostic, source: str) -> FindingPart:
    """A diagnostic in the machine form; `source` is named where it has no place of its own."""
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity,
        "file": place.file if place else source,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": found.message,
        "help": found.help,
    }


def _invalid_part(invalid: Invalid) -> InvalidPart:
    name = Path(invalid.source).name
    found = [finding_part(found, name) for found in invalid.diagnostics]
    return {
        "source": name,
        "findings": [
            {**part, "file": name, "message": part["message"].replace(invalid.source, name)}
            for part in found
        ],
    }


def _check_words(rubric: Rubric, decision: str, outcome: str | None) -> None:
    if decision not in rubric.decisions:
        raise UnknownWord(_no_such("decision", decision, list(rubric.decisions)))
    outcomes = rubric.decisions[decision].outcomes
    if outcome is None:
        asked = f"{quoted(decision)} is asked for no outcome"
        raise UnknownWord(f"{asked}: `{decision}=…` with {listed(outcomes)}.")
    if outcome not in outcomes:
        raise UnknownWord(_no_such(f"outcome of {quoted(decision)}", outcome, list(outcomes)))


def _no_such(what: str, word: str, accepted: list[str]) -> str:
    near = nearest(word, accepted)
    hint = f"Did you mean {quoted(near)}? " if near else ""
    return f"{quoted(word)} is no {what}. {hint}Accepted: {listed(accepted)}."


def blank_candidate(rubric: str | None = None) -> str:
    """A candidate file to fill in, with questions, anchors and citations as comments."""
    from endorse_cli.reports.blank import blank_candidate as blank

    return blank(load_rubric(rubric or DEFAULT).rubric)


def show_rubric(named: str, width: int, *, colour: bool, unicode: bool) -> str:
    """A whole rubric as a document to read."""
    from endorse_cli.reports.show import show_rubric as show

    return show(load_rubric(named).rubric, width=width, colour=colour, unicode=unicode)


def show_list(width: int, *, colour: bool, unicode: bool) -> str:
    """The rubrics that ship, each with its title and version."""
    from endorse_cli.reports.show import list_rubrics

    loaded = [load_rubric(name).rubric for name in shipped_rubrics()]
    return list_rubrics(loaded, width=width, colour=colour, unicode=unicode)


def explain(
    id: str,
    *,
    rubric: str | None = None,
    candidate: str | None = None,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """What an id of a rubric or a check code is; with a candidate's file, how it stands there.

    Raises `UnknownWord` where nothing bears the id.
    """
    from endorse_cli.reports.explain import explain as explain_id
    from endorse_cli.reports.explain import explain_code
    from endorse_cli.review.pages import codes_with_pages, page

    text = page(id)
    if text is not None:
        return explain_code(id, text, width=width, colour=colour, unicode=unicode)
    scored = _only_scored(candidate, rubric) if candidate is not None else None
    loaded = scored.loaded if scored else load_rubric(rubric or DEFAULT)
    record = scored.record if scored else None
    found = explain_id(id, loaded.compiled, record, width=width, colour=colour, unicode=unicode)
    if found is None:
        raise UnknownWord(_nothing_bears(id, loaded.rubric, codes_with_pages()))
    return found


def _only_scored(path: str, rubric: str | None) -> Scored:
    first, *others = score([path], rubric=rubric)
    if isinstance(first, Invalid):
        raise Fault(*first.diagnostics)
    if others:
        message = f"{quoted(path)} holds several candidates, and one is explained at a time."
        raise Fault(Diagnostic("bad-shape", message, "Put the candidate in a file of its own."))
    return first


def ids_of(rubric: Rubric) -> list[str]:
    """Everything that can be explained by its id."""
    rows = [f"{d.id}.{row.id}" for d in rubric.decisions.values() for row in d.rows]
    outcomes = [name for d in rubric.decisions.values() for name in d.outcomes]
    sections = (
        rubric.criteria,
        rubric.findings,
        rubric.scores,
        rubric.decisions,
        rubric.promises,
        rubric.settings,
        rubric.families,
        rubric.groups,
    )
    ids = [id for section in sections for id in section]
    return [*ids, *rows, *outcomes, *(reading.id for reading in rubric.readings)]


def _nothing_bears(id: str, rubric: Rubric, codes: Iterable[str]) -> str:
    near = nearest(id, [*ids_of(rubric), *codes])
    hint = f"Did you mean {quoted(near)}? " if near else ""
    return (
        f"Nothing in {quoted(rubric.id)} is called {quoted(id)}. {hint}"
        "`endorse rubric show` lists every id; passages are written as `p7.3`."
    )


def show_diagnostics(
    diagnostics: Iterable[Diagnostic],
    *,
    width: int,
    colour: bool,
    unicode: bool,
    limit: int | None = None,
) -> str:
    """Diagnostics as text, each with its line and a caret; of many the first `limit`."""
    from endorse_cli.reports.diagnostics import show_diagnostics as show

    return show(tuple(diagnostics), width=width, colour=colour, unicode=unicode, limit=limit)


def one_line(text: str) -> str:
    """A text for a log or a terminal: one line, harmless whatever it holds."""
    from endorse_cli.reports.look import Look

    return f"{Look(80).safe(text)}\n"


def record_schema() -> str:
    """The JSON Schema of a record, or of several with what was invalid among them."""
    from pydantic import TypeAdapter

    from endorse_cli.reports.json_form import to_json

    schema = TypeAdapter(Record | Records).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record 1"}
    return to_json({**head, **schema})


def write(path: str, text: str, *, inputs: Iterable[str] = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    from endorse_cli.files.write import refuse_same_file, write_atomic

    refuse_same_file(path, inputs)
    write_atomic(path, text)


def write_all(folder: str, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    from endorse_cli.files.targets import make_folder

    make_folder(folder)
    for name, text in files.items():
        write(str(Path(folder) / name), text)


def write_new(path: str, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    from endorse_cli.files.targets import refuse_existing

    if not replace:
        refuse_existing(path)
    write(path, text)
