"""The only place for the words of a promise: what is true for every candidate."""

from endorse_cli.models.rubric import Promise, Rubric
from endorse_cli.reports.wording.conditions import Line, condition_lines, condition_phrase
from endorse_cli.reports.wording.names import series
from endorse_cli.reports.wording.tests import value_words

_SENTENCES = {
    "no_effect": "{of}: no answer to {it} changes {over}.",
    "some_effect": "{of}: the answer to {it} can change {over}.",
    "more_never_hurts": "{of}: more of {it} never makes {over} worse.",
    "more_never_helps": "{of}: more of {it} never makes {over} better.",
}


def promise_lines(rubric: Rubric, promise: Promise) -> list[Line]:
    """A promise as a list: one sentence, or `whenever` and `always`."""
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
    if promise.when is not None and promise.then is not None:
        when, then = (condition_phrase(rubric, part) for part in (promise.when, promise.then))
        return f"Whenever {when}, always {then}."
    of, over = (ids_of(rubric, ids) for ids in (promise.of, promise.over))
    if promise.form == "no_single_swing":
        ends = [series(value_words(rubric, id, name) for id in over) for name in promise.between]
        first, second = (value_words(rubric, over[0], name) for name in promise.between)
        return (
            f"{series(of)} alone, all else equal, never moves {series(over)} "
            f"from {first} to {second}, nor back."
        )
    ...
    return ""


def ids_of(rubric: Rubric, ids: tuple[str, ...] | str) -> tuple[str, ...]:
    """The ids on one side of a promise; of a family, its members."""
    return rubric.members(ids) if isinstance(ids, str) else ids
