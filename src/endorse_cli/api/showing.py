"""The only place that shows rubrics, ids and faults to people."""

from collections.abc import Iterable

from endorse_cli.api.loading import LoadedRubric, load_rubric
from endorse_cli.api.scoring import Invalid, Scored, score
from endorse_cli.api.whole import diagrams
from endorse_cli.api.words import UnknownWord, explained, ids_of, nothing_bears
from endorse_cli.diagnostics import Diagnostic, Fault, quoted
from endorse_cli.files.paths import AnyPath, as_path, as_rubric
from endorse_cli.files.rubrics import DEFAULT, shipped_rubrics


def show_rubric(named: AnyPath, width: int, *, colour: bool, unicode: bool) -> str:
    """A whole rubric as a document to read."""
    from endorse_cli.reports.printed_rubric.rubric_document import show_rubric as show

    loaded = load_rubric(named)
    return show(loaded.rubric, width=width, colour=colour, unicode=unicode, part=loaded.part)


def show_list(width: int, *, colour: bool, unicode: bool) -> str:
    """The rubrics that ship, each with its title and version."""
    from endorse_cli.reports.printed_rubric.rubric_document import list_rubrics

    loaded = [load_rubric(name).rubric for name in shipped_rubrics()]
    return list_rubrics(loaded, width=width, colour=colour, unicode=unicode)


def explain(
    id: str,
    *,
    rubric: AnyPath | None = None,
    candidate: AnyPath | None = None,
    width: int,
    colour: bool,
    unicode: bool,
) -> str:
    """What an id of a rubric or a check code is; with a candidate's file, how it stands there.

    Raises `UnknownWord` where nothing bears the id.
    """
    from endorse_cli.files.check_pages import codes_with_pages, page
    from endorse_cli.reports.faults import explain_code
    from endorse_cli.reports.printed_rubric.lookup import explain as explain_id

    text = page(id)
    if text is not None:
        return explain_code(id, text, width=width, colour=colour, unicode=unicode)
    scored = _only_scored(candidate, rubric) if candidate is not None else None
    loaded = scored.loaded if scored else load_rubric(rubric or DEFAULT)
    record = scored.record if scored else None
    id = explained(id, loaded.rubric) or id if id not in ids_of(loaded.rubric) else id
    found = explain_id(id, diagrams(loaded), record, width=width, colour=colour, unicode=unicode)
    if found is None and scored is not None:
        # What is not asked on the candidate's day is explained without the candidate.
        whole = diagrams(LoadedRubric(loaded.layered, loaded.whole))
        found = explain_id(id, whole, None, width=width, colour=colour, unicode=unicode)
    if found is None:
        raise UnknownWord(nothing_bears(id, loaded.rubric, codes_with_pages()))
    return found


def _only_scored(path: AnyPath, rubric: AnyPath | None) -> Scored:
    first, *others = score([path], rubric=rubric)
    if isinstance(first, Invalid):
        raise Fault(*first.diagnostics)
    if others:
        message = (
            f"{quoted(as_path(path))} holds several candidates, and one is explained at a time."
        )
        raise Fault(Diagnostic("bad-shape", message, "Put the candidate in a file of its own."))
    return first


def show_diagnostics(
    diagnostics: Iterable[Diagnostic],
    *,
    width: int,
    colour: bool,
    unicode: bool,
    limit: int | None = None,
    once: bool = False,
) -> str:
    """Diagnostics as text, each with its line and a caret; of many the first `limit`.

    With `once` what is wrong in the same words in several places is said once.
    """
    from endorse_cli.reports.faults import show_diagnostics as show

    return show(
        tuple(diagnostics), width=width, colour=colour, unicode=unicode, limit=limit, once=once
    )


def one_line(text: str) -> str:
    """A text for a log or a terminal: one line, harmless whatever it holds."""
    from endorse_cli.reports.page import Look

    return f"{Look(80).safe(text)}\n"


def score_command(file: AnyPath, rubric: AnyPath | None = None, *, by_id: bool = False) -> str:
    """The command that scores a file just written for a rubric, as it is typed in a shell.

    It has `--rubric` where the file itself does not lead to it: from outside the rubric's folder,
    or, `by_id`, where it names a rubric that does not ship by its id alone.
    """
    from shlex import quote

    from endorse_cli.files.rubrics import name_beside

    path, named = as_path(file), as_rubric(rubric)
    words = ["endorse", "score", quote(path)]
    if named is not None and named not in shipped_rubrics():
        words += ["--rubric", quote(named)] if by_id or name_beside(named, path) is None else []
    return " ".join(words)


def blank_candidate(rubric: AnyPath | None = None, file: AnyPath = "-") -> str:
    """A candidate file to fill in, with questions, anchors and citations as comments.

    It names its rubric as seen from `file`, where that is a path inside the file's own folder.
    """
    from endorse_cli.files.rubrics import name_beside
    from endorse_cli.reports.blank_files import blank_candidate as blank

    named = as_rubric(rubric)
    loaded = load_rubric(named or DEFAULT).rubric
    return blank(loaded, name_beside(named, as_path(file)) if named else None)
