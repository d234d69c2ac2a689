"""What is shown or written besides results: rubrics, ids, faults, schemas."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from endorse_cli.api.candidates import Scored, score
from endorse_cli.api.deliverable import PIPED, Look, laid_out, sound
from endorse_cli.api.rubrics import LoadedRubric, diagrams, load_rubric
from endorse_cli.api.vocabulary import UnknownWord, explained, ids_of, nothing_bears
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import paths
from endorse_cli.files.catalog import (
    DEFAULT,
    codes_with_pages,
    page,
    shipped_rubrics,
)
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths
from endorse_cli.files.paths import is_folder as is_folder
from endorse_cli.files.paths import is_screen as is_screen
from endorse_cli.files.write import Renewed as Renewed
from endorse_cli.files.write import Writing, refuse_same_file, write_atomic, writing
from endorse_cli.files.write import write_folder as write_folder
from endorse_cli.models.record import Record, Records
from endorse_cli.reports.faults import show_diagnostics as show_diagnostics
from endorse_cli.rubric.renames import former
from endorse_cli.slate.workers import held as held


def write(path: AnyPath, text: str | bytes, *, inputs: AnyPaths = ()) -> None:
    """Write a file whole or not at all; never over one of the inputs."""
    refuse_same_file(as_path(path), as_paths(inputs))
    write_atomic(as_path(path), text)


@contextmanager
def write_parts(path: AnyPath, *, inputs: AnyPaths = ()) -> Iterator[Writing]:
    """Write a file piece by piece: whole, or where it is interrupted beside it as `PATH.part`.

    What the `with` gives is called with each piece. Its `keep()`, called while an interrupt is on
    its way out, says which name it was: one that nobody has.
    """
    refuse_same_file(as_path(path), as_paths(inputs))
    with writing(as_path(path)) as write:
        yield write


def write_all(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder, which is made where it is missing."""
    paths.make_folder(as_path(folder))
    for name, text in files.items():
        path = Path(folder) / name
        paths.make_folder(str(path.parent))
        write(str(path), text)


def write_all_new(folder: AnyPath, files: Mapping[str, str]) -> None:
    """Write several files into a folder; a `Fault`, and nothing written, where one is there."""
    for name in files:
        advice = "Choose another folder, or take it away first."
        paths.refuse_existing(str(Path(folder) / name), advice)
    write_all(folder, files)


def write_new(path: AnyPath, text: str, *, replace: bool = False) -> None:
    """Write a file that is not there yet, or with `replace` one that is."""
    if not replace:
        paths.refuse_existing(as_path(path))
    write(path, text)


def need_library() -> None:
    """A `Fault` where the library that writes workbooks is not installed."""
    from endorse_cli.reports import workbook

    workbook.need_library()


def show_rubric(
    named: AnyPath, look: Look = PIPED, format: Literal["table", "markdown", "html"] = "table"
) -> str:
    """A whole rubric as a document to read: laid out, as Markdown, or as a page."""
    from endorse_cli.reports.printed_rubric.rubric_document import put_rubric

    loaded = load_rubric(named)
    return laid_out(partial(put_rubric, rubric=loaded.rubric, part=loaded.part), format, look)


def show_list(look: Look = PIPED) -> str:
    """The rubrics that ship, each with its title and version."""
    from endorse_cli.reports.printed_rubric.rubric_document import put_list

    loaded = [load_rubric(name).rubric for name in shipped_rubrics()]
    return laid_out(partial(put_list, rubrics=loaded), "table", look)


def explain(
    id: str,
    *,
    rubric: AnyPath | None = None,
    candidate: AnyPath | None = None,
    look: Look = PIPED,
) -> str:
    """What an id of a rubric or a check code is; with a candidate's file, how it stands there.

    Raises `UnknownWord` where nothing bears the id.
    """
    from endorse_cli.api.suite import cases_citing
    from endorse_cli.reports.faults import explain_code
    from endorse_cli.reports.printed_rubric.lookup import explain as explain_id

    text = page(id)
    if text is not None:
        return explain_code(id, text, look)
    scored = _only_scored(candidate, rubric) if candidate is not None else None
    loaded = scored.loaded if scored else load_rubric(rubric or DEFAULT)
    record = scored.record if scored else None
    if id not in ids_of(loaded.rubric):
        id = explained(id, loaded.rubric) or former(loaded.rubric).of(id)
    cases = cases_citing(id, loaded)
    found = explain_id(id, diagrams(loaded), record, look, cases)
    if found is None and scored is not None:
        # What is not asked on the candidate's day is explained without the candidate.
        whole = diagrams(LoadedRubric(loaded.layered, loaded.whole))
        found = explain_id(id, whole, None, look)
    if found is None:
        raise UnknownWord(nothing_bears(id, loaded.rubric, codes_with_pages()))
    return found


def _only_scored(path: AnyPath, rubric: AnyPath | None) -> Scored:
    first, *others = score([path], rubric=rubric)
    scored = sound(first)
    if others:
        message = (
            f"{quoted(as_path(path))} holds several candidates, and one is explained at a time."
        )
        raise Fault(Diagnostic("bad-shape", message, "Put the candidate in a file of its own."))
    return scored


def one_line(text: str) -> str:
    """A text for a log or a terminal: one line, harmless whatever it holds."""
    return f"{PIPED.safe(text)}\n"


def candidate_schema(rubric: AnyPath | None = None) -> str:
    """The JSON Schema of candidates' files under a rubric, for editors."""
    from endorse_cli.reports.candidate_schema import candidate_schema as schema
    from endorse_cli.reports.machine_text import to_json

    return to_json(schema(load_rubric(rubric or DEFAULT).whole))


def case_schema(rubric: AnyPath | None = None) -> str:
    """The JSON Schema of a rubric's cases, for editors."""
    from endorse_cli.reports.candidate_schema import case_schema as schema
    from endorse_cli.reports.machine_text import to_json

    return to_json(schema(load_rubric(rubric or DEFAULT).whole))


def rubric_schema() -> str:
    """The JSON Schema of the rubric language, overlays too, for editors."""
    from endorse_cli.models.json_schema import rubric_schema as schema
    from endorse_cli.reports.machine_text import to_json

    return to_json(schema())


def record_schema() -> str:
    """The JSON Schema of a record, or of several with what was invalid among them."""
    from pydantic import TypeAdapter

    from endorse_cli.reports.machine_text import to_json

    schema = TypeAdapter(Record | Records).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record 1"}
    return to_json({**head, **schema})
