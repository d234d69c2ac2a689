"""Answers that only one of two rubrics reads: what is answered in their place, who does better.

Whoever gives an answer that is new had to give another before. Of a scale that is one in the same
place: the level that is gone there, or else one of the two beside it. So a level that was renamed
is held against what it was, and one put between two others against the lower in what it does. Where
more are new than are gone, one that was put there cannot be told from one that was renamed: it is
held against both. Whoever gave an answer that is gone, where none is new, has to give one beside
it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.comparison import Together, branch
from endorse_cli.engine.diagram import NO, YES, Leaf, Manager, Node
from endorse_cli.engine.domain import Variable
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.profiles import example

Pick: TypeAlias = Callable[[tuple[Leaf, ...]], Leaf]


class Line(NamedTuple):
    """The answers to one question in two rubrics, by number.

    `shared` are the pairs of those that both read, `old` and `new` how many either has; `is_line`
    where both have an order, and that of what they share is the same.
    """

    shared: Sequence[tuple[int, int]]
    old: int
    new: int
    is_line: bool

    def stand_ins(self) -> dict[int, tuple[int, ...]]:
        """For each answer that is new those of the old rubric that may have been given for it."""
        known, read = {new for _, new in self.shared}, {old for old, _ in self.shared}
        fresh: dict[tuple[int, int], list[int]] = {}
        for place in range(self.new):
            if place not in known:
                fresh.setdefault(self._beside(place), []).append(place)
        found: dict[int, tuple[int, ...]] = {}
        for (low, high), places in fresh.items():
            inside = range(low + 1, high) if self.is_line else range(self.old)
            gone = [place for place in inside if place not in read]
            for number, place in enumerate(places):
                either = self._either([low, *gone, high], number, len(places))
                found[place] = tuple(was for was in either if 0 <= was < self.old)
        return found

    def given_up(self) -> dict[int, tuple[int, ...]]:
        """For each old answer that is gone, with none new in its place, those given for it now."""
        kept = dict(self.shared)
        taken = {was for either in self.stand_ins().values() for was in either}
        found: dict[int, tuple[int, ...]] = {}
        for place in range(self.old):
            if place in kept or place in taken:
                continue
            low = max((old for old in kept if old < place), default=None)
            high = min((old for old in kept if old > place), default=None)
            beside = (kept[one] for one in (low, high) if one is not None)
            found[place] = tuple(beside) if self.is_line else tuple(range(self.new))
        return found

    def _either(self, ladder: list[int], number: int, fresh: int) -> Sequence[int]:
        """The old answers for which one of some that are new may have been given.

        `ladder` are those that are gone, between the two on either side. One for one they are those
        renamed; else which were put between and which renamed nobody can tell.
        """
        gone = len(ladder) - 2
        if gone == fresh:
            return ladder[number + 1 : number + 2]
        if gone > fresh:
            return ladder[1:-1]
        if not self.is_line:
            return range(self.old)
        return ladder[max(0, gone - fresh + number + 1) : min(number, gone) + 2]

    def _beside(self, place: int) -> tuple[int, int]:
        """The old answers below and above a new one; -1 and their number where there is none."""
        if not self.is_line:
            return -1, self.old
        low = max((old for old, new in self.shared if new < place), default=-1)
        return low, min((old for old, new in self.shared if new > place), default=self.old)


def lined_up(old: Sequence[str], new: Sequence[str], *, ordered: bool) -> Line:
    """The names that two rubrics have for the answers to one question."""
    shared = [(old.index(name), new.index(name)) for name in new if name in old]
    return Line(shared, len(old), len(new), ordered and shared == sorted(shared))


def better_by_new_answers(
    side: Together, decision: str, ranks: Mapping[str, int]
) -> tuple[str, ...]:
    """The variables with an answer that only one rubric reads, of which somebody does too well.

    Too well is better than an answer that may have been given for it, with the same answers to all
    else; where none does so alone, those are named that do together.
    """
    fresh = dict(_fresh(side))
    if not fresh:
        return ()
    wide = _Wide(side, fresh, decision, ranks)
    return tuple(side.variables[level].id for level in wide.too_well())


Group: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Answers of the new rubric, and those of the old one that may have been given for any of them."""


def _fresh(side: Together) -> Iterator[tuple[int, list[Group]]]:
    """The common variables with answers that are new or gone, and these."""
    before, after = ({seat.level: own for own, seat in enumerate(seats)} for seats in side.seats)
    odd = {side.seats[which][own].level for which in (0, 1) for own in side.unread(which)}
    for level in sorted(odd & before.keys() & after.keys()):
        was, now = before[level], after[level]
        asked = (side.rubrics[0].variables[was], side.rubrics[1].variables[now])
        reads = [*zip(side.seats[0][was].reads, side.seats[1][now].reads, strict=True)]
        if groups := _groups(*asked, reads):
            yield level, groups


def _groups(old: Variable, new: Variable, reads: Sequence[tuple[int, int]]) -> list[Group]:
    sizes = old.ranks, new.ranks
    line = Line(
        [pair for pair in reads if pair[0] < sizes[0] and pair[1] < sizes[1]],
        *sizes,
        old.ordered and new.ordered and [now for _, now in reads] == sorted(n for _, n in reads),
    )
    found: dict[tuple[int, ...], list[int]] = {}
    for place, stand_ins in line.stand_ins().items():
        found.setdefault(stand_ins, []).append(place)
    if new.ranks < len(new.values) and old.ranks == len(old.values):
        # That a question does not apply may be said in place of any answer.
        found.setdefault(tuple(range(old.ranks)), []).append(new.ranks)
    gone = [(now, (was,)) for was, now in line.given_up().items()]
    if old.ranks < len(old.values) and new.ranks == len(new.values):
        # Of whom it did not apply an answer is wanted now, be it any.
        gone.append((tuple(range(new.ranks)), (old.ranks,)))
    return [*((tuple(places), stand_ins) for stand_ins, places in found.items()), *gone]


class _Wide:
    """Both rubrics side by side, with a value more for each group of answers that are new.

    There the new rubric has the best outcome of any of them, the old one the worst of any of those
    that may have been given for them.
    """

    def __init__(
        self,
        side: Together,
        fresh: Mapping[int, list[Group]],
        decision: str,
        ranks: Mapping[str, int],
    ) -> None:
        self.side, self.fresh, self.decision = side, fresh, decision
        self.shared = [len(variable.values) for variable in side.variables]
        sizes = [size + len(fresh.get(level, ())) for level, size in enumerate(self.shared)]
        self.manager = Manager(sizes, side.manager.budget, side.manager.order)

        def rank(leaf: Leaf) -> int:
            return ranks.get(str(leaf), -1)

        def worst(leaves: tuple[Leaf, ...]) -> Leaf:
            return min(leaves, key=lambda leaf: (rank(leaf) < 0, rank(leaf)))

        before = self._carried(0, worst)
        after = self._carried(1, lambda leaves: max(leaves, key=rank))
        self.better = self.manager.merge(
            (before, after), lambda leaves: rank(leaves[1]) > rank(leaves[0]) >= 0
        )

    def too_well(self) -> Collection[int]:
        """The variables of which a new answer does too well; with others' where none does alone."""
        alone = [level for level in self.fresh if self._reaches({level})]
        if alone or self.better == NO:
            return alone
        if self._reaches(set()):
            return ()
        path = example(self.manager, self.better, bool) or {}
        return [level for level in self.fresh if path.get(level, 0) >= self.shared[level]]

    def _reaches(self, levels: Collection[int]) -> bool:
        """Whether somebody does better by new answers to these, and old ones to all else."""
        masks = [
            (1 << self.manager.sizes[level]) - (1 << size) if level in levels else (1 << size) - 1
            for level, size in enumerate(self.shared)
        ]
        return YES in reachable(self.manager, self.better, masks)

    def _carried(self, which: int, pick: Pick) -> Node:
        compiled, done = self.side.rubrics[which], dict[Node, Node]()
        own, root = compiled.manager, compiled.decisions[self.decision].outcomes
        for node in own.descendants((root,)):
            leaf = own.leaf[node]
            if leaf is not None:
                done[node] = self.manager.terminal(leaf)
                continue
            kids, seat = (
                [done[kid] for kid in own.kids[node]],
                self.side.seats[which][own.level[node]],
            )
            groups = [group[1 - which] for group in self.fresh.get(seat.level, ())]
            more = [self.manager.merge(tuple({kids[p] for p in one}), pick) for one in groups]
            children = (*(kids[place] for place in seat.reads), *more)
            done[node] = branch(self.manager, seat.level, children)
        return done[root]
