"""The only place for the words of a promise: what is true for every candidate."""

from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.reports.wording.conditions import Line, condition_lines, condition_phrase
from endorse_cli.reports.wording.names import series
from endorse_cli.reports.wording.tests import value_words


def promise_lines(rubric: Rubric, promise: Promise) -> list[Line]:
    """A promise as a list: one sentence, or `whenever` and `always` with their conditions."""
    if promise.when is None or promise.then is None:
        return [Line(0, promise_sentence(rubric, promise))]
    return [
        Line(0, "whenever:"),
        *condition_lines(rubric, promise.when, 1),
        Line(0, "always:"),
        *condition_lines(rubric, promise.then, 1),
    ]


def promise_sentence(rubric: Rubric, promise: Promise) -> str:
    """A promise in one sentence."""
    of, over = _ids_words(rubric, promise.of), _ids_words(rubric, promise.over)
    match promise.form:
        case "when" if promise.when is not None and promise.then is not None:
            when, then = (condition_phrase(rubric, c) for c in (promise.when, promise.then))
            return f"Whenever {when}, always {then}."
        case "no_effect":
            return f"No answer to {of} changes {over}."
        case "some_effect":
            return f"The answer to {of} can change {over}."
        case "more_never_hurts":
            return f"More of {of} never makes {over} worse."
        case "more_never_helps":
            return f"More of {of} never makes {over} better."
        case "no_single_swing":
            ends = (f'"{value_words(rubric, over, name)}"' for name in promise.between)
            return f"{of} alone never moves {over} between {series(ends)}."
    return "A promise that could not be read."


def _ids_words(rubric: Rubric, ids: tuple[str, ...] | str) -> str:
    if isinstance(ids, str):
        members = series(rubric.members(ids), "or") or "none so far"
        return f'any of "{rubric.families[ids].title}" ({members})'
    return series(ids, "or")
