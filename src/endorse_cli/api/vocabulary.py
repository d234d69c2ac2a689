"""The words of the command line that name something in a rubric, and what is supposed by them.

A word is offered in a shell only if every shell takes it as it is: a shell may evaluate what it is
offered, and other people's rubrics and file names must not be evaluated. What cannot be read offers
nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.api.layered_rubric import read_layers
from endorse_cli.diagnostics import NO_TITLES, Fault, listed, named_by, quoted, suggested
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import Variable
from endorse_cli.files.catalog import DEFAULT, find_rubric, shipped_rubrics
from endorse_cli.files.paths import files_beginning
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decisions import Decision
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.plain_values import read_day as read_day
from endorse_cli.models.plain_values import read_number
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.scalars import NOT_APPLICABLE, UNKNOWN
from endorse_cli.rubric.day_regions import DayRegions
from endorse_cli.rubric.measures import accepted, mask_of
from endorse_cli.rubric.regions import Regions
from endorse_cli.rubric.renames import former


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
    titles |= {id: asked.label for id, asked in rubric.criteria.items() if asked.label}
    for decision in rubric.decisions.values():
        titles = {**decision.titles, **titles}
    return {**rubric.groups, **titles}


def explained(word: str, rubric: Rubric) -> str | None:
    """The id whose printed words a word repeats, `p7.3` for `¶7.3`; None for none or several."""
    if word.startswith("¶"):
        return f"p{word.removeprefix('¶')}"
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
        "`endorse rubric show` lists every id; a passage is written as `¶7.3`."
    )


class Required(NamedTuple):
    """What is asked of a decision: one of some outcomes, and that in words."""

    decision: str
    outcomes: tuple[str, ...]
    words: str


def required(rubric: Rubric, requirement: str) -> Required:
    """What `decision=outcome` or `decision>=outcome` asks for, each by id or printed words.

    Raises `UnknownWord` where a rubric has no such decision, or that has no such outcome, or none
    that is better.
    """
    asked, equals, outcome = requirement.partition("=")
    or_better = asked.endswith(">")
    titles = {id: decision.title or "" for id, decision in rubric.decisions.items()}
    id = name_of(asked.removesuffix(">"), "decision", rubric.decisions, titles)
    decision = rubric.decisions[id]
    if not equals:
        words = listed(decision.outcomes)
        raise UnknownWord(f"{quoted(id)} is asked for no outcome: `{id}=…` with {words}.")
    if or_better and not decision.ordered:
        raise UnknownWord(f"No outcome of {quoted(id)} is better than another: write `{id}=…`.")
    name = name_of(outcome, f"outcome of {quoted(id)}", decision.outcomes, decision.titles)
    if not or_better:
        return Required(id, (name,), name)
    place = decision.outcomes.index(name)
    return Required(id, decision.outcomes[place:], f"{name} or better")


def supposed_masks(
    compiled: Compiled, changes: Iterable[str], anchors: Mapping[str, date | None]
) -> Iterator[tuple[int, int]]:
    """The values supposed, as a mask for each variable's level.

    `anchors` are the days of the election and of assessment, from which days are counted. Raises
    `UnknownWord` where the rubric has no such variable or value.
    """
    for change in changes:
        asked, equals, value = change.partition("=")
        id = _variable(compiled, asked)
        level = compiled.index[id]
        variable = compiled.variables[level]
        regions = compiled.regions.get(id)
        if not equals:
            words = _accepted(variable, regions)
            raise UnknownWord(f"{quoted(id)} is given no value: `{id}=…` with {words}.")
        yield level, _mask(variable, regions, value, anchors, _titles(compiled, variable))


def supposed_numbers(compiled: Compiled, changes: Iterable[str]) -> dict[str, Fraction]:
    """The numbers supposed of which scores of several are made, by criterion."""
    made = {id for one in compiled.compounds for id in one.numbers}
    asked = (change.partition("=") for change in changes)
    pairs = ((_variable(compiled, id), read_number(value)) for id, _, value in asked if made)
    return {id: number for id, number in pairs if id in made and number is not None}


def _variable(compiled: Compiled, id: str) -> str:
    """The variable that is named; a member of a set by its printed words too."""
    if id in compiled.rubric.decisions:
        message = f"{quoted(id)} is a decision. What is supposed is an answer that it rests on."
        raise UnknownWord(message)
    criteria = compiled.rubric.criteria
    titles = {
        f"{criterion.id}.{name}": f"{criterion.id}.{title}"
        for criterion in criteria.values()
        for name, title in criterion.titles.items()
    }
    return name_of(former(compiled.rubric).of(id), "variable", compiled.index, titles)


def _titles(compiled: Compiled, variable: Variable) -> Mapping[str, str]:
    """The printed words of the values of a variable; a member of a set is only in it or not."""
    criterion = compiled.rubric.criteria[variable.criterion]
    return NO_TITLES if criterion.kind.form == "set" else criterion.titles


def _mask(
    variable: Variable,
    regions: Regions | None,
    value: str,
    anchors: Mapping[str, date | None],
    titles: Mapping[str, str],
) -> int:
    if value == UNKNOWN:
        return variable.all_values
    if value in variable.values:
        return 1 << variable.values.index(value)
    if regions is None:
        accepted_names = [*variable.values, UNKNOWN]
        name = name_of(value, f"answer to {quoted(variable.id)}", accepted_names, titles)
        return 1 << variable.values.index(name)
    found = _measured(regions, value, anchors)
    if found is None:
        words = _accepted(variable, regions)
        raise UnknownWord(f"{quoted(value)} is no answer to {quoted(variable.id)}: write {words}.")
    return found


def _measured(regions: Regions, value: str, anchors: Mapping[str, date | None]) -> int | None:
    """The regions in which a number or a day lies; None where it cannot be an answer."""
    day = read_day(value)
    if isinstance(regions, DayRegions) and day is not None:
        return regions.possible(day, anchors[regions.anchor] if regions.anchor else None)
    return mask_of(regions, value)


def _accepted(variable: Variable, regions: Regions | None) -> str:
    if regions is None:
        return listed([*variable.values, UNKNOWN])
    names = [quoted(name) for name in (NOT_APPLICABLE,) if name in variable.values]
    return ", ".join((accepted(regions), *names)) + f" or {quoted(UNKNOWN)}"


# What a shell offers


_PLAIN = re.compile(r"[A-Za-z0-9_.=/-]+", re.ASCII)


def rubric_words(typed: str) -> list[str]:
    """Shipped rubrics, and files that may be one."""
    return _plain([*shipped_rubrics(), *files_beginning(typed)])


def id_words(rubric: str | None) -> list[str]:
    """Everything of a rubric that can be explained, and the check codes."""
    from endorse_cli.files.catalog import codes_with_pages

    read = _read(rubric)
    return _plain([*(ids_of(read) if read else ()), *codes_with_pages()])


def supposed_words(rubric: str | None) -> list[str]:
    """Every `id=value` that can be supposed; numbers and days are left to people."""
    read = _read(rubric)
    criteria = read.criteria.values() if read else ()
    return _plain(word for criterion in criteria for word in _supposed(criterion))


def required_words(rubric: str | None) -> list[str]:
    """Every `decision=outcome`."""
    read = _read(rubric)
    decisions = read.decisions.values() if read else ()
    return _plain(f"{decision.id}={name}" for decision in decisions for name in decision.outcomes)


def _supposed(criterion: Criterion) -> Iterator[str]:
    kind = criterion.kind
    if kind.form == "set":
        ids = [f"{criterion.id}.{name}" for name in kind.names]
        yield from (f"{id}={value}" for id in ids for value in (*YES_NO[::-1], UNKNOWN))
        return
    more = (NOT_APPLICABLE,) if criterion.may_be_not_applicable else ()
    yield from (f"{criterion.id}={value}" for value in (*kind.names, *more, UNKNOWN))


def _read(named: str | None) -> Rubric | None:
    """The rubric as far as it can be read: what is wrong with it is told elsewhere."""
    try:
        return read_layers(find_rubric(named or DEFAULT)).read()[0]
    except Fault:
        return None


def _plain(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if _PLAIN.fullmatch(word)]
