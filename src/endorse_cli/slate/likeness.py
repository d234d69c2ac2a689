"""The only place that looks for like cases that were not decided alike.

Someone who is at least as good in everything that counts must not be decided worse. Which way
is good follows from the rubric itself, proved for each variable; where a rubric is not monotone
a later level is taken to be better, as it is written, and only then can such a pair exist.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import permutations
from typing import Literal, NamedTuple

from endorse_cli.engine.apart import under
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import names_in
from endorse_cli.engine.proofs import prove
from endorse_cli.models.candidate import race_of
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.promises import Promise
from endorse_cli.models.side_by_side import AnsweredPart, Compared, SameSourcePart, UnlikePart
from endorse_cli.slate.entry import Entry

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


def unlike(compiled: Compiled, entries: list[Entry]) -> list[UnlikePart]:
    """Pairs of settled candidates of whom the one at least as good is decided worse."""
    found = []
    for id, decided in compiled.decisions.items():
        if not decided.decision.ordered:
            continue
        counting = _counting(compiled, id)
        place = {name: i for i, name in enumerate(decided.decision.outcomes)}
        for one, other in _pairs(entries):
            worse, better = one.outcomes[id].outcome, other.outcomes[id].outcome
            if worse is None or better is None or place[worse] >= place[better]:
                continue
            if _at_least_as_good(compiled, counting, one.masks, other.masks):
                found.append(_part(id, one, worse, other, better))
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
    by_race: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        if race := race_of(entry.seat, entry.office, entry.election):
            by_race.setdefault(race, []).append(entry)
    for rivals in by_race.values():
        yield from permutations(rivals, 2)


def _counting(compiled: Compiled, decision: str) -> list[Counting]:
    support = sorted(under(compiled, compiled.decisions[decision].outcomes))
    return [Counting(level, _way(compiled, level, decision)) for level in support]


def _way(compiled: Compiled, level: int, decision: str) -> Way:
    variable = compiled.variables[level]
    if not variable.ordered:
        return "same"
    try:
        if _proved(compiled, "more_never_hurts", variable.id, decision):
            return "up"
        return "down" if _proved(compiled, "more_never_helps", variable.id, decision) else "up"
    except TooManyNodes:
        # Where parts are worked out apart only what holds is told.
        return _way_apart(compiled, variable.id, decision)


def _way_apart(compiled: Compiled, variable: str, decision: str) -> Way:
    with suppress(TooManyNodes):
        if _proved(compiled, "more_never_helps", variable, decision):
            return "down"
    return "same"


def _proved(compiled: Compiled, form: str, variable: str, decision: str) -> bool:
    promise = Promise.model_construct(
        form=form, of=(variable,), over=(decision,), grounds=NO_GROUNDS
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
    under: dict[tuple[str, bytes], list[Entry]] = {}
    for entry in entries:
        for given in entry.given:
            for said in dict.fromkeys(given.said):
                under.setdefault((given.criterion, said), []).append(entry)
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
