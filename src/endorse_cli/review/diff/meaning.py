"""The only place that says what a change does to a decision, exactly: verdict, moves, examples."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.engine import counting
from endorse_cli.engine.counting import Path
from endorse_cli.engine.possible import forced
from endorse_cli.engine.together import Together
from endorse_cli.models.diff import Verdict
from endorse_cli.models.rubric import Decision

OLD, NEW = 0, 1
"""The places of the two rubrics in a `Together`."""


class Move(NamedTuple):
    """Profiles that go from one outcome to another: how many, and the smallest that shows it.

    `example` has a value for each of some common variables; whatever else is answered, both
    rubrics decide it as the move says.
    """

    before: str
    after: str
    profiles: int
    example: Path


class Meaning(NamedTuple):
    """What a change does to one decision; `profiles` are all that both rubrics can read."""

    decision: str
    verdict: Verdict
    profiles: int
    moves: tuple[Move, ...]


def meanings(side: Together) -> Iterator[Meaning]:
    """What the change does to every decision that both rubrics have, in the old order."""
    old, new = (compiled.rubric.decisions for compiled in side.rubrics)
    for id in old:
        if id in new:
            yield _meaning(side, old[id], new[id])


def _meaning(side: Together, old: Decision, new: Decision) -> Meaning:
    ranks = _ranks(old, new)
    moves = _in_order(_moves(side, old.id), [*old.outcomes, *new.outcomes])
    total = counting.profiles(side.manager, side.counted)
    if moves:
        return Meaning(old.id, _verdict(moves, ranks), total, moves)
    same = side.rows(OLD, old.id) == side.rows(NEW, old.id)
    return Meaning(old.id, "equivalent" if same else "rows_only", total, ())


def _moves(side: Together, decision: str) -> list[Move]:
    before, after = side.outcomes(OLD, decision), side.outcomes(NEW, decision)
    return [
        Move(
            str(found.before),
            str(found.after),
            found.profiles,
            _settling(side, decision, found),
        )
        for found in counting.moves(side.manager, before, after, side.counted)
    ]


def _in_order(moves: list[Move], outcomes: Sequence[str]) -> tuple[Move, ...]:
    place = {name: outcomes.index(name) for name in outcomes}
    return tuple(sorted(moves, key=lambda move: (place[move.before], place[move.after])))


def _ranks(old: Decision, new: Decision) -> dict[str, int] | None:
    """Every outcome of the two by rank, worst first; None where they have no common order."""
    if not (old.ordered and new.ordered):
        return None
    shared = [name for name in old.outcomes if name in new.outcomes]
    if shared != [name for name in new.outcomes if name in old.outcomes]:
        return None
    order = list(old.outcomes)
    after = 0
    for name in new.outcomes:
        if name in order:
            after = order.index(name) + 1
        else:
            order.insert(after, name)
            after += 1
    return {name: rank for rank, name in enumerate(order)}


def _verdict(moves: Sequence[Move], ranks: dict[str, int] | None) -> Verdict:
    if ranks is None:
        return "neither"
    better = any(ranks[move.after] > ranks[move.before] for move in moves)
    worse = any(ranks[move.after] < ranks[move.before] for move in moves)
    if better and worse:
        return "neither"
    return "looser" if better else "stricter"


def loosens(side: Together, meaning: Meaning) -> bool:
    """Whether any profile gets a better outcome than before."""
    old, new = (compiled.rubric.decisions[meaning.decision] for compiled in side.rubrics)
    ranks = _ranks(old, new)
    return ranks is not None and any(
        ranks[move.after] > ranks[move.before] for move in meaning.moves
    )


def _settling(side: Together, decision: str, move: counting.Move) -> Path:
    """Answers that show a move, of which none can be left out.

    A path says nothing of variables that make no difference among the values compared. Where a
    rubric knows more values than those, it may have to be told that none of them is meant.
    """
    ends = (move.before, move.after)

    def settled(path: Path) -> bool:
        return all(_settles(side, which, decision, path, ends[which]) for which in (OLD, NEW))

    found = dict(move.example)
    for level in _partly_read(side):
        if level not in found and not settled(found):
            found[level] = 0
    for level in sorted(found, reverse=True):
        fewer = {one: value for one, value in found.items() if one != level}
        if settled(fewer):
            found = fewer
    return found


def _partly_read(side: Together) -> list[int]:
    """The common variables of which some rubric knows more values than are compared."""
    return sorted(
        side.seats[which][own].level for which in (OLD, NEW) for own in side.unread(which)
    )


def _settles(side: Together, which: int, decision: str, path: Path, outcome: object) -> bool:
    """Whether one rubric decides so, whatever else may be answered."""
    compiled = side.rubrics[which]
    masks = [variable.all_values for variable in compiled.variables]
    for level, value in side.own(which, path).items():
        masks[level] = 1 << value
    return forced(compiled.manager, compiled.decisions[decision].outcomes, masks, outcome)
