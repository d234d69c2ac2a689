"""The only place for words of the command line that name nothing in a rubric."""

from collections.abc import Iterable

from endorse_cli.diagnostics import listed, nearest, quoted
from endorse_cli.models.rubric import Rubric


class UnknownWord(ValueError):
    """A word on the command line that names nothing; the message says what is accepted."""


def no_such(what: str, word: str, accepted: list[str]) -> str:
    """That a word names nothing of its sort, with the nearest and all that are accepted."""
    near = nearest(word, accepted)
    hint = f"Did you mean {quoted(near)}? " if near else ""
    return f"{quoted(word)} is no {what}. {hint}Accepted: {listed(accepted)}."


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
    ids += [guidance.id for guidance in rubric.slate.guidance] if rubric.slate else []
    return [*ids, *rows, *outcomes, *(reading.id for reading in rubric.readings)]


def nothing_bears(id: str, rubric: Rubric, codes: Iterable[str]) -> str:
    """That an id is borne by nothing in a rubric, with the nearest."""
    near = nearest(id, [*ids_of(rubric), *codes])
    hint = f"Did you mean {quoted(near)}? " if near else ""
    return (
        f"Nothing in {quoted(rubric.id)} is called {quoted(id)}. {hint}"
        "`endorse rubric show` lists every id; passages are written as `p7.3`."
    )


def check_words(rubric: Rubric, decision: str, outcome: str | None) -> None:
    """Raise `UnknownWord` where a rubric has no such decision, or that has no such outcome."""
    if decision not in rubric.decisions:
        raise UnknownWord(no_such("decision", decision, list(rubric.decisions)))
    outcomes = rubric.decisions[decision].outcomes
    if outcome is None:
        asked = f"{quoted(decision)} is asked for no outcome"
        raise UnknownWord(f"{asked}: `{decision}=…` with {listed(outcomes)}.")
    if outcome not in outcomes:
        raise UnknownWord(no_such(f"outcome of {quoted(decision)}", outcome, list(outcomes)))
