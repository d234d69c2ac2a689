"""The only place for words of the command line that name nothing in a rubric."""

from collections.abc import Iterable, Mapping

from endorse_cli.diagnostics import NO_TITLES, listed, named_by, quoted, suggested
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import FindingRule, Rubric, Score


class UnknownWord(ValueError):
    """A word on the command line that names nothing; the message says what is accepted."""


def no_such(
    what: str, word: str, accepted: list[str], titles: Mapping[str, str] = NO_TITLES
) -> str:
    """That a word names nothing of its sort, with the nearest and all that are accepted."""
    hint = suggested(word, accepted, titles)
    return f"{quoted(word)} is no {what}. {hint}Accepted: {listed(accepted)}."


def name_of(
    word: str, what: str, accepted: Iterable[str], titles: Mapping[str, str] = NO_TITLES
) -> str:
    """The name that a word of the command line is, or whose printed words it repeats.

    Raises `UnknownWord` where it is neither.
    """
    names = list(accepted)
    found = word if word in names else named_by(word, names, titles)
    if found is None:
        raise UnknownWord(no_such(what, word, names, titles))
    return found


def titles_of(rubric: Rubric) -> dict[str, str]:
    """The printed words of everything that can be explained and has some; an id once."""
    titled: list[Decision | FindingRule | Score] = [*rubric.decisions.values()]
    titled += [*rubric.findings.values(), *rubric.scores.values()]
    titles = {entry.id: entry.title for entry in titled if entry.title}
    titles |= {id: family.title for id, family in rubric.families.items()}
    for decision in rubric.decisions.values():
        titles = {**decision.titles, **titles}
    return {**rubric.groups, **titles}


def explained(word: str, rubric: Rubric) -> str | None:
    """The id whose printed words a word repeats; None where none does, or several do."""
    titles = titles_of(rubric)
    return named_by(word, titles, titles)


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
    ids += [*rubric.slate.guidance] if rubric.slate else []
    return [*ids, *rows, *outcomes, *rubric.readings]


def nothing_bears(id: str, rubric: Rubric, codes: Iterable[str]) -> str:
    """That an id is borne by nothing in a rubric, with the nearest."""
    hint = suggested(id, [*ids_of(rubric), *codes], titles_of(rubric))
    return (
        f"Nothing in {quoted(rubric.id)} is called {quoted(id)}. {hint}"
        "`endorse rubric show` lists every id; passages are written as `p7.3`."
    )


def required_names(rubric: Rubric, requirement: str) -> tuple[str, str]:
    """The decision and the outcome that `decision=outcome` names, each by id or printed words.

    Raises `UnknownWord` where a rubric has no such decision, or that has no such outcome.
    """
    asked, equals, outcome = requirement.partition("=")
    titles = {id: decision.title or "" for id, decision in rubric.decisions.items()}
    id = name_of(asked, "decision", rubric.decisions, titles)
    decision = rubric.decisions[id]
    if not equals:
        words = listed(decision.outcomes)
        raise UnknownWord(f"{quoted(id)} is asked for no outcome: `{id}=…` with {words}.")
    return id, name_of(outcome, f"outcome of {quoted(id)}", decision.outcomes, decision.titles)
