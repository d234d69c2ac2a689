"""The only place that lays several rubrics side by side: one manager, one order of variables.

Each rubric is compiled on its own and its diagrams are then carried over into the common manager,
so that two of them mean the same exactly if they are the same node.

A variable that several rubrics have is one variable, with the values that all of them read. What
only some of them read is left out: no outcome of the others could be set beside it. A variable of
some rubrics only is free in the others, and so is one of which no value is shared: it stands there
once for each rubric. A number or a day has the regions that all the rubrics cut together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from endorse_cli.engine.compile import CHECK_BUDGET, Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import Variable
from endorse_cli.models.common_regions import common_regions
from endorse_cli.models.cuts import Regions
from endorse_cli.models.kinds import NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a variable of one rubric stands among the common ones, and how it reads their values.

    `reads` is the rubric's own value, by place, for each value of the common variable.
    """

    level: int
    reads: tuple[int, ...]


class Together:
    """Several compiled rubrics over common variables, in the order of the first.

    `seats` has for each rubric the seat of each of its own variables; `regions` those of common
    variables that are numbers or days; `counted` are the common
    variables that are not merely recorded wherever they stand. Raises `TooManyNodes` past the
    budget.
    """

    def __init__(self, rubrics: Sequence[Compiled], budget: int = CHECK_BUDGET) -> None:
        self.rubrics = tuple(rubrics)
        found = _merged(self.rubrics)
        self.variables = tuple(one.variable for one in found)
        self.regions = tuple(one.regions for one in found)
        self.seats = tuple(_seats(found, place) for place in range(len(self.rubrics)))
        self.manager = Manager([len(v.values) for v in self.variables], budget)
        self.counted = frozenset(
            level for level, variable in enumerate(self.variables) if not variable.recorded
        )
        self._carried: tuple[dict[Node, Node], ...] = tuple({} for _ in self.rubrics)

    def outcomes(self, which: int, decision: str) -> Node:
        """A decision of one rubric with outcomes at its terminals, in the common manager."""
        return self.carried(which, self.rubrics[which].decisions[decision].outcomes)

    def rows(self, which: int, decision: str) -> Node:
        """A decision of one rubric with rows at its terminals, in the common manager."""
        return self.carried(which, self.rubrics[which].decisions[decision].root)

    def carried(self, which: int, root: Node) -> Node:
        """A diagram of one rubric's own manager in the common one."""
        own, done = self.rubrics[which].manager, self._carried[which]
        for node in own.descendants((root,)) if root not in done else ():
            if node not in done:
                leaf = own.leaf[node]
                done[node] = (
                    self._branch(which, own.level[node], [done[kid] for kid in own.kids[node]])
                    if leaf is None
                    else self.manager.terminal(leaf)
                )
        return done[root]

    def _branch(self, which: int, own_level: int, kids: list[Node]) -> Node:
        manager, seat = self.manager, self.seats[which][own_level]
        children = tuple(kids[place] for place in seat.reads)
        if all(manager.level[kid] > seat.level for kid in children):
            return manager.node(seat.level, children)
        # The rubrics have their variables in another order: the children come first elsewhere.
        found = children[0]
        for value, kid in enumerate(children):
            found = manager.choose(manager.test(seat.level, 1 << value), kid, found)
        return found

    def own(self, which: int, path: Path) -> dict[int, int]:
        """What a profile of common variables says in one rubric's own variables and values."""
        return {
            level: seat.reads[path[seat.level]]
            for level, seat in enumerate(self.seats[which])
            if seat.level in path
        }

    def unread(self, which: int) -> Mapping[int, tuple[str, ...]]:
        """The values of one rubric's own variables that another does not read, by its own level."""
        found = {}
        for level, (variable, seat) in enumerate(
            zip(self.rubrics[which].variables, self.seats[which], strict=True)
        ):
            left = set(range(len(variable.values))) - set(seat.reads)
            if left:
                found[level] = tuple(variable.values[place] for place in sorted(left))
        return found


class _Having(NamedTuple):
    """A variable of one rubric: which rubric, which of its own levels, and its regions if any."""

    which: int
    level: int
    variable: Variable
    regions: Regions | None


class _Merged(NamedTuple):
    """A common variable, and how those who have it read its values, by rubric and own level."""

    variable: Variable
    regions: Regions | None
    reads: dict[tuple[int, int], tuple[int, ...]]


def _merged(rubrics: Sequence[Compiled]) -> list[_Merged]:
    having: dict[str, list[_Having]] = {}
    for which, compiled in enumerate(rubrics):
        for level, variable in enumerate(compiled.variables):
            regions = compiled.regions.get(variable.criterion)
            having.setdefault(variable.id, []).append(_Having(which, level, variable, regions))
    order = _order([compiled.variables for compiled in rubrics])
    return [one for id in order for one in _shared(having[id])]


def _order(rubrics: Sequence[Sequence[Variable]]) -> list[str]:
    """Every id once: the first rubric's order, what others add right after what it follows there.

    So the order is that of each rubric, unless two of them contradict each other.
    """
    order: list[str] = []
    for variables in rubrics:
        known = set(order)
        after = 0
        for variable in variables:
            if variable.id in known:
                after = order.index(variable.id) + 1
            else:
                order.insert(after, variable.id)
                after += 1
    return order


def _shared(having: list[_Having]) -> list[_Merged]:
    """The common variable of those with one id; each of them alone where no value is shared."""
    is_cut = any(one.regions is not None for one in having)
    found = _cut(having) if is_cut else _named(having)
    if found is not None:
        return [found]
    return [
        _Merged(one.variable, one.regions, {(one.which, one.level): _as_they_are(one.variable)})
        for one in having
    ]


def _as_they_are(variable: Variable) -> tuple[int, ...]:
    return tuple(range(len(variable.values)))


def _named(having: list[_Having]) -> _Merged | None:
    """The common variable with the names that all have, in the order of the first."""
    first, every = having[0].variable, [one.variable.values for one in having]
    values = tuple(name for name in first.values if all(name in names for names in every))
    if not values:
        return None
    reads = {
        (one.which, one.level): tuple(one.variable.values.index(name) for name in values)
        for one in having
    }
    return _Merged(_common(having, values), None, reads)


def _cut(having: list[_Having]) -> _Merged | None:
    """The common variable with the regions that all cut together."""
    own = [one.regions for one in having if one.regions is not None]
    common = common_regions(own) if len(own) == len(having) else None
    if common is None:
        return None
    values = common.regions.labels
    reads = {(h.which, h.level): r for h, r in zip(having, common.reads, strict=True)}
    if all(one.variable.values[-1] == NOT_APPLICABLE for one in having):
        values = (*values, NOT_APPLICABLE)
        for one in having:
            last = len(one.variable.values) - 1
            reads[one.which, one.level] = (*reads[one.which, one.level], last)
    return _Merged(_common(having, values), common.regions, reads)


def _common(having: list[_Having], values: tuple[str, ...]) -> Variable:
    recorded = all(one.variable.recorded for one in having)
    return replace(having[0].variable, values=values, recorded=recorded)


def _seats(merged: Sequence[_Merged], which: int) -> tuple[Seat, ...]:
    """The seats of one rubric's variables, in its own order."""
    found = {
        own: Seat(level, reads)
        for level, one in enumerate(merged)
        for (rubric, own), reads in one.reads.items()
        if rubric == which
    }
    return tuple(found[own] for own in sorted(found))
