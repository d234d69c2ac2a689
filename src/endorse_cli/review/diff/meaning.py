"""What a change does to each decision, exactly: verdict, moves and the days of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from endorse_cli.engine import profiles
from endorse_cli.engine.comparison import Together, woven
from endorse_cli.engine.compile import Compiled, compile_for_trial
from endorse_cli.engine.possible import forced
from endorse_cli.engine.profiles import Path
from endorse_cli.models.criteria import Family
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.versions import Verdict
from endorse_cli.review.cases import masks_of
from endorse_cli.review.diff.new_answers import better_by_new_answers
from endorse_cli.rubric.in_force import at, everything, is_dated, not_in_force, periods
from endorse_cli.rubric.renames import Filling, filled_as_in, fillings


class Days(NamedTuple):
    """The days from `since` to `until`, both included; None is from or to the end of time."""

    since: date | None
    until: date | None

    @property
    def sample(self) -> date:
        """One of the days."""
        return self.since or self.until or date(2000, 1, 1)


class Stretch(NamedTuple):
    """All days on which one and the same is in force of the old rubric, and of the new one.

    `is_whole` where that is everything of both; `is_uneven` where a line of both rubrics is asked
    by one of them only.
    """

    days: tuple[Days, ...]
    old: Rubric
    new: Rubric
    is_whole: bool
    is_uneven: bool


def stretches(old: Rubric, new: Rubric) -> Iterator[Stretch]:
    """Every stretch of two rubrics given with every line in them; none where nothing is dated."""
    found: dict[tuple[frozenset[str], frozenset[str]], list[Days]] = {}
    for days in _days(old, new) if is_dated(old) or is_dated(new) else ():
        off = not_in_force(old, days.sample), not_in_force(new, days.sample)
        found.setdefault(off, []).append(days)
    shared = old.criteria.keys() & new.criteria.keys()
    for (before, after), days_of_it in found.items():
        day = days_of_it[0].sample
        uneven = bool((before ^ after) & shared)
        views = at(old, day), at(new, day)
        yield Stretch(tuple(days_of_it), *views, not (before or after), uneven)


def _days(old: Rubric, new: Rubric) -> Iterator[Days]:
    firsts = {period.first for rubric in (old, new) for period in periods(rubric)}
    since: date | None = None
    for following in sorted(first for first in firsts if first is not None):
        yield Days(since, following - timedelta(days=1))
        since = following
    yield Days(since, None)


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
    """What a change does to one decision; `profiles` are all that both rubrics can read.

    `gains` are the variables of which an answer does better than what may have been given in its
    place before, where one of the two is read by one rubric only.
    """

    decision: str
    verdict: Verdict
    profiles: int
    moves: tuple[Move, ...]
    gains: tuple[str, ...] = ()


class Compared(NamedTuple):
    """Two rubrics side by side as they stand on some days; no days where nothing hangs on them.

    `is_whole` where every line of both is asked, in whatever days those are. Where a placeholder
    was filled, the old side has the members of the new one, and `before` is the old rubric with the
    placeholders.
    """

    side: Together
    days: tuple[Days, ...]
    is_whole: bool
    meanings: tuple[Meaning, ...]
    fillings: tuple[Filling, ...] = ()
    before: Compiled | None = None

    @property
    def day(self) -> date | None:
        """One of the days; None where there are none."""
        return self.days[0].sample if self.days else None


def compare(
    old: Rubric, new: Rubric, compiled: Callable[[Rubric], Compiled] = compile_for_trial
) -> tuple[Compared, ...]:
    """What a change does, first with everything in force, then on the days when it is not.

    Given are the rubrics with every line in them, and what makes diagrams of one. On other days
    only those moves are told that the first does not have, or that come of a line asked by one of
    the two only. Raises `TooManyNodes` past the budget.
    """
    over_time = tuple(stretches(old, new))
    whole_days = next((one.days for one in over_time if one.is_whole), ())
    placeholders = new.families
    views = everything(old), everything(new)
    first = _compared(compiled, *views, whole_days, placeholders, is_whole=True)
    known = {(m.decision, move.before, move.after) for m in first.meanings for move in m.moves}
    found = [first]
    for one in over_time:
        if not one.is_whole:
            then = _compared(compiled, one.old, one.new, one.days, placeholders, is_whole=False)
            found.append(then if one.is_uneven else _unknown(then, known))
    return tuple(found)


def _compared(
    compiled: Callable[[Rubric], Compiled],
    old: Rubric,
    new: Rubric,
    days: tuple[Days, ...],
    placeholders: Mapping[str, Family],
    *,
    is_whole: bool,
) -> Compared:
    filled = fillings(old, new, placeholders)
    was = filled_as_in(new, old, filled) if filled else old
    side = Together([compiled(rubric) for rubric in (was, new)])
    before = compiled(old) if filled else None
    return Compared(side, days, is_whole, tuple(meanings(side)), filled, before)


def _unknown(compared: Compared, known: set[tuple[str, str, str]]) -> Compared:
    """The same with those moves only that are not known."""
    left = (
        meaning._replace(
            moves=tuple(
                move
                for move in meaning.moves
                if (meaning.decision, move.before, move.after) not in known
            )
        )
        for meaning in compared.meanings
    )
    return compared._replace(meanings=tuple(left))


def joined(verdicts: Iterable[Verdict]) -> Verdict:
    """What all of them come to: the worst that can be said."""
    found = set(verdicts)
    moving = found - {"equivalent", "rows_only"}
    if len(moving) > 1:
        return "neither"
    return moving.pop() if moving else "rows_only" if "rows_only" in found else "equivalent"


def meanings(side: Together) -> Iterator[Meaning]:
    """What the change does to every decision that both rubrics have, in the old order."""
    old, new = (compiled.rubric.decisions for compiled in side.rubrics)
    for id in old:
        if id in new:
            yield _meaning(side, old[id], new[id])


def _meaning(side: Together, old: Decision, new: Decision) -> Meaning:
    ranks = _ranks(old, new)
    moves = _in_order(_moves(side, old.id), [*old.outcomes, *new.outcomes])
    total = profiles.profile_count(side.manager, side.counted)
    gains = better_by_new_answers(side, old.id, ranks.above) if ranks else ()
    if moves:
        return Meaning(old.id, _verdict(moves, ranks), total, moves, gains)
    same = side.rows(OLD, old.id) == side.rows(NEW, old.id)
    return Meaning(old.id, "equivalent" if same else "rows_only", total, (), gains)


def _moves(side: Together, decision: str) -> list[Move]:
    before, after = side.outcomes(OLD, decision), side.outcomes(NEW, decision)
    return [
        Move(
            str(found.before),
            str(found.after),
            found.profiles,
            _settling(side, decision, found),
        )
        for found in profiles.moves(side.manager, before, after, side.counted)
    ]


def _in_order(moves: list[Move], outcomes: Sequence[str]) -> tuple[Move, ...]:
    place = {name: outcomes.index(name) for name in outcomes}
    return tuple(sorted(moves, key=lambda move: (place[move.before], place[move.after])))


class Ranks(NamedTuple):
    """Every outcome of two decisions by rank, worst first.

    One that only the new has and one that only the old had, between the same two that both have,
    can be either above the other: in `above` the new is, in `below` the old.
    """

    above: dict[str, int]
    below: dict[str, int]

    def is_better(self, move: Move) -> bool:
        """Whether a move may be one to a better outcome."""
        return self.above[move.after] > self.above[move.before]

    def is_worse(self, move: Move) -> bool:
        """Whether a move may be one to a worse outcome."""
        return self.below[move.after] < self.below[move.before]


def _ranks(old: Decision, new: Decision) -> Ranks | None:
    """The order of the outcomes of both; None where they have none in common."""
    if not (old.ordered and new.ordered):
        return None
    shared = [name for name in old.outcomes if name in new.outcomes]
    if shared != [name for name in new.outcomes if name in old.outcomes]:
        return None
    below = woven((old.outcomes, new.outcomes))
    above = woven((old.outcomes[::-1], new.outcomes[::-1]))[::-1]
    return Ranks(*({name: rank for rank, name in enumerate(order)} for order in (above, below)))


def _verdict(moves: Sequence[Move], ranks: Ranks | None) -> Verdict:
    if ranks is None:
        return "neither"
    better = any(map(ranks.is_better, moves))
    worse = any(map(ranks.is_worse, moves))
    if better and worse:
        return "neither"
    return "looser" if better else "stricter"


def loosens(side: Together, meaning: Meaning) -> bool:
    """Whether any profile, or any answer that is new, gets a better outcome than before.

    Where the outcomes had an order and have another, or none, nobody can tell that none does.
    """
    old, new = (compiled.rubric.decisions[meaning.decision] for compiled in side.rubrics)
    ranks = _ranks(old, new)
    if ranks is None:
        return old.ordered
    is_better = any(map(ranks.is_better, meaning.moves))
    return is_better or bool(meaning.gains) or (new.may_be_given and not old.may_be_given)


def _settling(side: Together, decision: str, move: profiles.Move) -> Path:
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
    masks = masks_of(compiled, side.own(which, path))
    return forced(compiled.manager, compiled.decisions[decision].outcomes, masks, outcome)
