"""The only place that lays several rubrics side by side: one manager, one order of variables.

Each rubric is compiled on its own and its diagrams are then carried over into the common manager,
so that two of them mean the same exactly if they are the same node.

A variable that several rubrics have is one variable, with the values that all of them read. What
only some of them read is left out: no outcome of the others could be set beside it. A variable of
some rubrics only is free in the others, and so is one of which no value is shared: it stands there
once for each rubric.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from endorse_cli.engine.compile import CHECK_BUDGET, Compiled
from endorse_cli.engine.counting import Path
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import Variable


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a variable of one rubric stands among the common ones, and how it reads their values.

    `reads` is the rubric's own value, by place, for each value of the common variable.
    """

    level: int
    reads: tuple[int, ...]


class Together:
    """Several compiled rubrics over common variables, in the order of the first.

    `seats` has for each rubric the seat of each of its own variables; `counted` are the common
    variables that are not merely recorded wherever they stand. Raises `TooManyNodes` past the
    budget.
    """

    def __init__(self, rubrics: Sequence[Compiled], budget: int = CHECK_BUDGET) -> None:
        self.rubrics = tuple(rubrics)
        found = _merged([compiled.variables for compiled in rubrics])
        self.variables = tuple(variable for variable, _ in found)
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


_Place = tuple[int, int]
"""A variable of a rubric: which rubric, and which of its own levels."""

_Merged = list[tuple[Variable, dict[_Place, tuple[int, ...]]]]
"""The common variables, each with how those who have it read its values."""


def _merged(rubrics: Sequence[Sequence[Variable]]) -> _Merged:
    having: dict[str, list[tuple[_Place, Variable]]] = {}
    for which, variables in enumerate(rubrics):
        for level, variable in enumerate(variables):
            having.setdefault(variable.id, []).append(((which, level), variable))
    return [one for id in _order(rubrics) for one in _shared(having[id])]


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


def _shared(having: list[tuple[_Place, Variable]]) -> _Merged:
    """The common variable of those with one id; each of them alone where no value is shared."""
    variables = [variable for _, variable in having]
    first = variables[0]
    values = tuple(v for v in first.values if all(v in other.values for other in variables))
    if not values:
        return [(own, {place: tuple(range(len(own.values)))}) for place, own in having]
    common = replace(first, values=values, recorded=all(v.recorded for v in variables))
    return [(common, {place: tuple(own.values.index(v) for v in values) for place, own in having})]


def _seats(merged: _Merged, which: int) -> tuple[Seat, ...]:
    """The seats of one rubric's variables, in its own order."""
    found = {
        own: Seat(level, reads)
        for level, (_, readers) in enumerate(merged)
        for (rubric, own), reads in readers.items()
        if rubric == which
    }
    return tuple(found[own] for own in sorted(found))
