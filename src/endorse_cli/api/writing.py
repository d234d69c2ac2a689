"""What is shown or written besides results: rubrics, ids, faults, schemas, files to start from."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from endorse_cli.api.candidates import Scored, score
from endorse_cli.api.command_result import PIPED, Look, laid_out, sound
from endorse_cli.api.rubrics import LoadedRubric, diagrams, load_rubric
from endorse_cli.api.vocabulary import UnknownWord, explained, ids_of, nothing_bears
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files import paths
from endorse_cli.files.catalog import (
    DEFAULT,
    WORKFLOW,
    codes_with_pages,
    name_beside,
    page,
    shipped_rubrics,
    starter_files,
    workflow,
)
from endorse_cli.files.paths import AnyPath, AnyPaths, as_path, as_paths, as_rubric
from endorse_cli.files.paths import is_folder as is_folder
from endorse_cli.files.paths import is_screen as is_screen
from endorse_cli.files.write import Renewed as Renewed
from endorse_cli.files.write import Writing, refuse_same_file, write_atomic, writing
from endorse_cli.files.write import write_folder as write_folder
from endorse_cli.models.candidate import Candidate
from endorse_cli.models.plain_values import Plain
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


# Files to start from, and how to go on with them


NOBODY = Candidate.model_construct(name="nobody", answers={})


StarterKind = Literal["gate", "points", "table"]
"""What a new rubric may be."""


def new_rubric(folder: AnyPath, kind: StarterKind = "gate") -> tuple[str, ...]:
    """Write a rubric to start from, with its document, cases and a candidate; the files written.

    `gate`: conditions in order. `points`: ratings, weights and bands behind a gate. `table`: an
    outcome for every combination of answers.
    A `Fault`, and nothing is written, where one of them is there already.
    """

    return _written(as_path(folder), starter_files(kind))


def new_overlay(folder: AnyPath, extends: AnyPath) -> tuple[str, ...]:
    """Write an overlay of a rubric to start from, with a case and a blank candidate.

    `extends` is a shipped name, or a path as it is seen from the folder. A `Fault`, and nothing is
    written, where one of the files is there already or the rubric below has faults.
    """
    from endorse_cli.reports.blank_files import blank_candidate, first_case, overlay_start

    folder, base = as_path(folder), as_rubric(extends)
    below = base if base in shipped_rubrics() else Path(paths.seen_from(folder, base))
    loaded = load_rubric(below)
    blank = blank_candidate(loaded.rubric)
    files = {
        "rubric.yaml": overlay_start(loaded.rubric, base, _id(folder)),
        "cases/first.yaml": first_case(_expected(loaded)),
        "candidate.yaml": blank.replace(f"rubric: {loaded.rubric.id}", "rubric: ./rubric.yaml", 1),
        WORKFLOW: workflow(document=""),
    }
    return _written(folder, files)


def _written(folder: str, files: dict[str, str]) -> tuple[str, ...]:
    write_all_new(folder, files)
    return tuple(str(Path(folder) / name) for name in files)


def _id(folder: str) -> str:
    """An id made of the folder's name."""
    words = re.sub(r"[^a-z0-9]+", "-", Path(folder).name.lower()).strip("-")
    return words if re.match(r"[a-z]", words) else "our-chapter"


def _expected(loaded: LoadedRubric) -> dict[str, Plain]:
    """What comes out for somebody of whom nothing is known."""
    decisions = loaded.at(None).assess(NOBODY).decisions
    return {
        id: decided.outcome if decided.outcome is not None else list(decided.possible)
        for id, decided in decisions.items()
    }


def score_command(file: AnyPath, rubric: AnyPath | None = None, *, by_id: bool = False) -> str:
    """The command that scores a file just written for a rubric, as it is typed in a shell.

    It has `--rubric` where the file itself does not lead to it: from outside the rubric's folder,
    or, `by_id`, where it names a rubric that does not ship by its id alone.
    """
    from shlex import quote

    path, named = as_path(file), as_rubric(rubric)
    words = ["endorse", "score", quote(path)]
    if named is not None and named not in shipped_rubrics():
        words += ["--rubric", quote(named)] if by_id or name_beside(named, path) is None else []
    return " ".join(words)


def blank_candidate(rubric: AnyPath | None = None, file: AnyPath = "-") -> str:
    """A candidate file to fill in, with questions, anchors and citations as comments.

    It names its rubric as seen from `file`, where that is a path inside the file's own folder;
    where it is not, a comment says how the command names it.
    """
    from endorse_cli.reports.blank_files import blank_candidate as blank

    named = as_rubric(rubric) or DEFAULT
    loaded, beside = load_rubric(named).rubric, name_beside(named, as_path(file))
    elsewhere = named if beside is None and named not in shipped_rubrics() else None
    return blank(loaded, beside, elsewhere)
