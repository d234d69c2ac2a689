"""Candidates by race, how completely each was examined, whom to ask; like cases decided unalike.

Someone who is at least as good in everything that counts must not be decided worse. Which way
is good follows from the rubric itself, proved for each variable; where a rubric is not monotone
a later level is taken to be better, as it is written, and only then can such a pair exist.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import permutations
from typing import Literal, NamedTuple

from endorse_cli.diagnostics import by_key
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.divided_answers import is_shown, surely_helps
from endorse_cli.engine.divided_parts import under
from endorse_cli.engine.domain import names_in
from endorse_cli.engine.proofs import prove
from endorse_cli.models.candidate import race_of
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.promises import Promise
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.side_by_side import (
    AnsweredPart,
    ApartPart,
    AskPart,
    Compared,
    JudgedByPart,
    RacePart,
    RunnerPart,
    SameSourcePart,
    UnlikePart,
    Why,
)
from endorse_cli.record.assemble import outcome_part
from endorse_cli.slate.entry import Entry

LAST = "9999-99-99"
"""Comes after every day of an election: races without one stand last."""


def races(entries: Sequence[Entry], rubrics: dict[str, Rubric]) -> list[RacePart]:
    """The races by day of election, then in input order, as are the candidates in each.

    The same seat on the same day is the same race; without a seat the office stands for it.
    Nobody is ranked. Whoever has neither is in no race: see `apart`.
    """
    found: dict[tuple[str, ...], RacePart] = {}
    for entry in entries:
        key = _race(entry)
        if key is None:
            continue
        race = found.setdefault(
            key,
            {
                "election": entry.election,
                "seat": entry.seat,
                "office": entry.office,
                "candidates": [],
            },
        )
        race["candidates"].append(_runner(entry, rubrics[entry.rubric]))
    return sorted(found.values(), key=lambda race: race["election"] or LAST)


def apart(entries: Sequence[Entry], rubrics: dict[str, Rubric]) -> list[ApartPart]:
    """Who is in no race, having neither a seat nor an office, by day of election."""
    in_none = (entry for entry in entries if _race(entry) is None)
    found = by_key((one.election, _runner(one, rubrics[one.rubric])) for one in in_none)
    days = sorted(found, key=lambda day: day or LAST)
    return [{"election": day, "candidates": found[day]} for day in days]


def _race(entry: Entry) -> tuple[str, ...] | None:
    return race_of(entry.seat, entry.office, entry.election)


def _runner(entry: Entry, rubric: Rubric) -> RunnerPart:
    weighty = [given for given in entry.given if rubric.criteria[given.criterion].recorded is None]
    return {
        "name": entry.name,
        "office": entry.office,
        "chapter": entry.chapter,
        "source": entry.origin.source,
        "rubric": judged_by(entry, rubric),
        "decisions": {id: outcome_part(o) for id, o in entry.outcomes.items()},
        "open": list(entry.open),
        "asked": len(weighty),
        "answered": sum(given.known for given in weighty),
        "sources": sum(given.sources for given in weighty),
        "as_of": entry.origin.as_of.isoformat() if entry.origin.as_of else None,
        "as_of_from": entry.origin.as_of_from,
        "notices": [{"criterion": id, "name": name} for id, name in entry.notices],
        "not_counted": {given.criterion: given.lacks for given in entry.given if given.lacks},
    }


def judged_by(entry: Entry, rubric: Rubric) -> JudgedByPart:
    """The rubric that a candidate was judged by, in the machine form."""
    return {"id": rubric.id, "version": rubric.version, "digest": entry.rubric}


WHOM = ("candidate", "campaign", "roll", "committee", None)
"""The order of those who are asked; None is nobody that the rubric names."""


def questions(
    entries: Sequence[Entry],
    rubrics: dict[str, Rubric],
    needed: Mapping[bytes, Collection[str]],
) -> list[AskPart]:
    """What every undetermined outcome still hangs on, by whom to ask and fewest first.

    A question is left out only where no answer to it could matter any more, so nothing less than
    all of them is sure to settle a candidate. `needed` are by candidate the criteria on which open
    guidance hangs: who is asked nothing else comes last.
    """
    asked = [
        part
        for entry in entries
        for part in _of(entry, rubrics[entry.rubric], needed.get(entry.who, ()))
    ]
    return sorted(
        asked,
        key=lambda part: (WHOM.index(part["asked_of"]), not part["criteria"], part["open"]),
    )


def why_open(entry: Entry) -> dict[str, Why]:
    """Why each answer is open where somebody asked, by criterion."""
    found: dict[str, Why] = {}
    for given in entry.given:
        if given.lacks:
            found[given.criterion] = given.lacks
        elif given.state in ("no_reply", "declined", "could_not_verify", "disputed"):
            found[given.criterion] = given.state
    return found


def _of(entry: Entry, rubric: Rubric, needed: Collection[str]) -> Iterable[AskPart]:
    of: dict[str | None, tuple[list[str], list[str]]] = {}
    for id in rubric.criteria:
        if id in entry.open or id in needed:
            settling, others = of.setdefault(rubric.criteria[id].asked_of, ([], []))
            (settling if id in entry.open else others).append(id)
    why = why_open(entry)
    for whom, (settling, others) in of.items():
        yield {
            "name": entry.name,
            "seat": entry.seat,
            "rubric": judged_by(entry, rubric),
            "asked_of": whom,
            "criteria": settling,
            "for_slate": others,
            "why": {id: why[id] for id in (*settling, *others) if id in why},
            "settles": [id for id, decided in entry.outcomes.items() if decided.outcome is None],
            "open": len(entry.open),
        }


MOST_ENTRIES = 300
"""So many candidates are compared each with each; of more, only those of one race."""

Way = Literal["up", "down", "same"]


class Counting(NamedTuple):
    """A variable that a decision depends on, and which way is good; `same` where neither is."""

    level: int
    way: Way


def compared(compiled: Compiled, entries: list[Entry]) -> Compared:
    """Who is held against whom: nobody where no two have a settled outcome in one decision."""
    ordered = [id for id, decided in compiled.decisions.items() if decided.decision.ordered]
    for one, other in _pairs(entries):
        if any(one.outcomes[id].outcome and other.outcomes[id].outcome for id in ordered):
            return "each" if len(entries) <= MOST_ENTRIES else "rivals"
    return "nobody"


def unlike(
    compiled: Compiled, entries: list[Entry], telling: Callable[[], Compiled] | None = None
) -> list[UnlikePart]:
    """Pairs of settled candidates of whom the one at least as good is decided worse.

    `telling` gives the diagrams that tell which way is good, where that is asked.
    """
    found = []
    for id, decided in compiled.decisions.items():
        if not decided.decision.ordered:
            continue
        place = {name: i for i, name in enumerate(decided.decision.outcomes)}
        pairs = []
        for one, other in _pairs(entries):
            worse, better = one.outcomes[id].outcome, other.outcomes[id].outcome
            if worse is not None and better is not None and place[worse] < place[better]:
                pairs.append((one, worse, other, better))
        # Which way is good is asked only where that could tell anything.
        counting = _counting(telling() if telling else compiled, id) if pairs else []
        found += [
            _part(id, one, worse, other, better)
            for one, worse, other, better in pairs
            if _at_least_as_good(compiled, counting, one.masks, other.masks)
        ]
    return found


def _part(id: str, one: Entry, worse: str, other: Entry, better: str) -> UnlikePart:
    return {
        "decision": id,
        "name": one.name,
        "outcome": worse,
        "other": other.name,
        "other_outcome": better,
    }


def _pairs(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    if len(entries) <= MOST_ENTRIES:
        yield from permutations(entries, 2)
        return
    in_races = ((race, entry) for entry in entries if (race := _race(entry)))
    for rivals in by_key(in_races).values():
        yield from permutations(rivals, 2)


def _counting(compiled: Compiled, decision: str) -> list[Counting]:
    support = sorted(under(compiled, compiled.decisions[decision].outcomes))
    ranked = [variable.id for level in support if (variable := compiled.variables[level]).ordered]
    with suppress(TooManyNodes):
        # In most rubrics all go up, which is proved of all together as soon as of one.
        if ranked and _proved(compiled, "more_never_hurts", ranked, decision):
            up = {compiled.index[id] for id in ranked}
            return [Counting(level, "up" if level in up else "same") for level in support]
    return [Counting(level, _way(compiled, level, decision)) for level in support]


def _way(compiled: Compiled, level: int, decision: str) -> Way:
    variable = compiled.variables[level]
    if not variable.ordered:
        return "same"
    try:
        if _proved(compiled, "more_never_hurts", [variable.id], decision):
            return "up"
        return "down" if _proved(compiled, "more_never_helps", [variable.id], decision) else "up"
    except TooManyNodes:
        # Where parts are worked out apart only what holds is told.
        return _way_apart(compiled, level, decision)


def _way_apart(compiled: Compiled, level: int, decision: str) -> Way:
    with suppress(TooManyNodes):
        if _proved(compiled, "more_never_helps", [compiled.variables[level].id], decision):
            return "down"
    decided = compiled.decisions[decision]
    return "up" if is_shown(compiled) or surely_helps(compiled, decided, level) else "same"


def _proved(compiled: Compiled, form: str, variables: list[str], decision: str) -> bool:
    promise = Promise.model_construct(
        form=form, of=tuple(variables), over=(decision,), grounds=NO_GROUNDS
    )
    return prove(compiled, promise).broken is None


def _at_least_as_good(
    compiled: Compiled,
    counting: list[Counting],
    one: tuple[int, ...],
    other: tuple[int, ...],
) -> bool:
    """Whether one is at least as good, whatever is open; what has no rank equals only itself."""
    for level, way in counting:
        mine, theirs = one[level], other[level]
        if mine == theirs and mine & (mine - 1) == 0:
            continue
        unranked = (mine | theirs) >> compiled.variables[level].ranks
        if way == "same" or unranked:
            return False
        low, high = (mine, theirs) if way == "up" else (theirs, mine)
        if (low & -low).bit_length() < high.bit_length():
            return False
    return True


def same_source(compiled: Compiled, entries: list[Entry]) -> list[SameSourcePart]:
    """What one source was given for under one question, where the answers are not the same.

    A source is the same where address, day and what it says are.
    """
    under = by_key(
        ((given.criterion, said), entry)
        for entry in entries
        for given in entry.given
        for said in dict.fromkeys(given.said)
    )
    found = []
    for (criterion, _), sharing in under.items():
        levels = compiled.builder.levels[criterion]
        answers = {tuple(entry.masks[level] for level in levels) for entry in sharing}
        if len(answers) > 1:
            named: list[AnsweredPart] = [
                {"name": entry.name, "answer": _names(compiled, levels, entry.masks)}
                for entry in sharing
            ]
            part: SameSourcePart = {"criterion": criterion, "answers": named}
            if part not in found:
                found.append(part)
    return found


def _names(compiled: Compiled, levels: tuple[int, ...], masks: tuple[int, ...]) -> list[str]:
    variables = compiled.variables
    if len(levels) == 1:
        return names_in(variables[levels[0]], masks[levels[0]])
    return [
        f"{variables[v].id}={name}" for v in levels for name in names_in(variables[v], masks[v])
    ]
