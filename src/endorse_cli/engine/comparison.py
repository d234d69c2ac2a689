"""The only place that lays several rubrics side by side: one manager, one order of variables.

So two of them mean the same exactly if they are the same node. Rubrics that ask for other things
are each compiled on their own and carried over; variants, which ask for the same, are compiled
over one space.

A variable that several rubrics have is one variable, with the values that all of them read. What
only some of them read is left out: no outcome of the others could be set beside it. A variable of
some rubrics only is free in the others, and so is one of which no value is shared: it stands there
once for each rubric. A number or a day has the regions that all the rubrics cut together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.budget import CHECK_BUDGET, TRIAL_BUDGET
from endorse_cli.engine.compile import Compiled, Compiler, compile_in_order
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import Space, Variable, manager_over, rubric_variables
from endorse_cli.engine.logic import Conditions
from endorse_cli.engine.order import definition_order
from endorse_cli.engine.profiles import Path
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.scalars import NOT_APPLICABLE
from endorse_cli.rubric.common_regions import common_regions
from endorse_cli.rubric.regions import Gatherer, Regions, regions_of
from endorse_cli.rubric.terms import FOR_AMOUNTS

Asked: TypeAlias = tuple[Sequence[Variable], Mapping[str, Regions]]
"""The variables of one rubric, and its regions of those that are numbers or days, by criterion."""


class Common(NamedTuple):
    """A common variable, and how those rubrics that have it read its values, by their places.

    `reads` is a rubric's own value, by place, for each value of the common variable.
    """

    variable: Variable
    regions: Regions | None
    reads: Mapping[int, tuple[int, ...]]


class _Own(NamedTuple):
    """A variable of one rubric, and its regions if it is a number or a day."""

    variable: Variable
    regions: Regions | None


def common_variables(rubrics: Sequence[Asked]) -> list[Common]:
    """Every common variable, in the order of the first rubric."""
    having: dict[str, dict[int, _Own]] = {}
    for which, (variables, regions) in enumerate(rubrics):
        for variable in variables:
            own = _Own(variable, regions.get(variable.id))
            having.setdefault(variable.id, {})[which] = own
    order = woven([v.id for v in variables] for variables, _ in rubrics)
    return [one for id in order for one in _shared(having[id])]


def woven(orders: Iterable[Iterable[str]]) -> list[str]:
    """Every name once: the first order, what others add right after what it follows there.

    So the order is that of each, unless two of them contradict each other.
    """
    order: list[str] = []
    for names in dict.fromkeys(map(tuple, orders)):
        after = 0
        for name in names:
            if name in order:
                after = order.index(name) + 1
            else:
                order.insert(after, name)
                after += 1
    return order


def _shared(having: Mapping[int, _Own]) -> list[Common]:
    """The common variable of those with one id; each of them alone where no value is shared."""
    is_cut = any(own.regions is not None for own in having.values())
    found = _cut(having) if is_cut else _named(having)
    if found is not None:
        return [found]
    return [
        Common(own.variable, own.regions, {which: tuple(range(len(own.variable.values)))})
        for which, own in having.items()
    ]


def _named(having: Mapping[int, _Own]) -> Common | None:
    """The common variable with the names that all have, in the order of the first."""
    every = dict.fromkeys(own.variable.values for own in having.values())
    values = tuple(name for name in next(iter(every)) if all(name in names for names in every))
    reads = {names: tuple(names.index(name) for name in values) for names in every}
    by_rubric = {which: reads[own.variable.values] for which, own in having.items()}
    return Common(_common(having, values), None, by_rubric) if values else None


def _cut(having: Mapping[int, _Own]) -> Common | None:
    """The common variable with the regions that all cut together."""
    own = [one.regions for one in having.values() if one.regions is not None]
    common = common_regions(own) if len(own) == len(having) else None
    if common is None:
        return None
    values = common.regions.labels
    reads = dict(zip(having, common.reads, strict=True))
    if all(one.variable.values[-1] == NOT_APPLICABLE for one in having.values()):
        values = (*values, NOT_APPLICABLE)
        for which, one in having.items():
            reads[which] = (*reads[which], len(one.variable.values) - 1)
    return Common(_common(having, values), common.regions, reads)


def _common(having: Mapping[int, _Own], values: tuple[str, ...]) -> Variable:
    recorded = all(own.variable.recorded for own in having.values())
    return next(iter(having.values())).variable._replace(values=values, recorded=recorded)


class Seat(NamedTuple):
    """Where a variable of one rubric stands among the common ones, and how it reads their values.

    `reads` is the rubric's own value, by place, for each value of the common variable.
    """

    level: int
    reads: tuple[int, ...]


class Together:
    """Several compiled rubrics over common variables, in the order of the first.

    `seats` has for each rubric the seat of each of its own variables; `regions` those of common
    variables that are numbers or days; `counted` are the common variables that are not merely
    recorded wherever they stand. Raises `TooManyNodes` past the budget.
    """

    def __init__(self, rubrics: Sequence[Compiled]) -> None:
        self.rubrics = tuple(rubrics)
        found = common_variables([(own.variables, own.regions) for own in self.rubrics])
        self.variables = tuple(one.variable for one in found)
        self.regions = tuple(one.regions for one in found)
        self.seats = tuple(_seats(found, *one) for one in enumerate(self.rubrics))
        self.manager = manager_over(self.variables, CHECK_BUDGET, self._order())
        self.counted = frozenset(
            level for level, variable in enumerate(self.variables) if not variable.recorded
        )
        self._carried: tuple[dict[Node, Node], ...] = tuple({} for _ in self.rubrics)

    def _order(self) -> list[int]:
        """The order of the largest of the rubrics, what only others ask last."""
        which = max(range(len(self.rubrics)), key=lambda i: self.rubrics[i].manager.live)
        own = self.rubrics[which].manager
        if not own.is_reordered:
            return [*range(len(self.variables))]
        asked = [self.seats[which][level].level for level in own.order]
        return [*asked, *(level for level in range(len(self.variables)) if level not in asked)]

    def outcomes(self, which: int, decision: str) -> Node:
        """A decision of one rubric with outcomes at its terminals, in the common manager."""
        return self.carried(which, self.rubrics[which].decisions[decision].outcomes)

    def rows(self, which: int, decision: str) -> Node:
        """A decision of one rubric with rows at its terminals, in the common manager."""
        return self.carried(which, self.rubrics[which].decisions[decision].root)

    def carried(self, which: int, root: Node) -> Node:
        """A diagram of one rubric's own manager in the common one."""
        own, done = self.rubrics[which].manager, self._carried[which]
        stack = [root]
        while stack:
            node = stack.pop()
            if node in done:
                continue
            leaf, kids = own.leaf[node], own.kids[node]
            missing = [kid for kid in kids if kid not in done]
            if leaf is not None:
                done[node] = self.manager.terminal(leaf)
            elif missing:
                stack += (node, *missing)
            else:
                done[node] = self._branch(which, own.level[node], [done[kid] for kid in kids])
        return done[root]

    def _branch(self, which: int, own_level: int, kids: list[Node]) -> Node:
        seat = self.seats[which][own_level]
        return branch(self.manager, seat.level, tuple(kids[place] for place in seat.reads))

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


def branch(manager: Manager, level: int, children: tuple[Node, ...]) -> Node:
    """The diagram that tests a variable and goes on to these, wherever they test theirs."""
    if all(manager.depth[kid] > manager.depths[level] for kid in children):
        return manager.node(level, children)
    # The rubrics have their variables in another order: the children come first elsewhere.
    found = children[0]
    for value, kid in enumerate(children):
        found = manager.choose(manager.test(level, 1 << value), kid, found)
    return found


def _seats(common: Sequence[Common], which: int, own: Compiled) -> tuple[Seat, ...]:
    """The seats of one rubric's variables, in its own order."""
    found = {
        one.variable.id: Seat(level, one.reads[which])
        for level, one in enumerate(common)
        if which in one.reads
    }
    return tuple(found[variable.id] for variable in own.variables)


class Incomparable(Exception):
    """Some answer is read in such ways that no value of it could be shared."""


CUTTING = (*FOR_AMOUNTS, "promises")
"""The sections on which regions hang besides the tests in all of a rubric."""


def compile_among(variants: Sequence[Rubric], budget: int = TRIAL_BUDGET) -> Compiled:
    """The first of some variants with the same criteria, in a space that is good for all of them.

    That is in the order in which the first takes few nodes; `TooManyNodes` where there is none. Its
    regions of numbers and days are those that comparisons of all of them cut together;
    `Incomparable` where an answer has none. In its manager there may be as many nodes as the budget
    allows.
    """
    gatherer, original = Gatherer(), variants[0]
    first = regions_of(original)
    tests = gatherer.tests_in(original) if first else []
    own = [(rubric_variables(original, first), first)]
    for rubric in variants[1:]:
        # Most differ in nothing that is asked, and there may be thousands of them.
        is_cut_alike = all(getattr(rubric, p) is getattr(original, p) for p in CUTTING)
        if is_cut_alike and (not first or gatherer.tests_in(rubric) == tests):
            continue
        regions = regions_of(rubric)
        if rubric.criteria is not original.criteria or regions != first:
            own.append((rubric_variables(rubric, regions), regions))
    found = common_variables(own)
    if len(found) > len(own[0][0]):
        raise Incomparable
    variables = tuple(one.variable for one in found)
    cut = {one.variable.id: one.regions for one in found if one.regions is not None}
    compiled = compile_in_order(original, Space(variables, cut, manager_over(variables, budget)))
    compiled.manager.allow(budget)
    return compiled


AROUND = ("settings", "scales", "criteria", "families")
"""The sections on which the meaning of a definition hangs besides those that it names."""


def compile_variant(original: Compiled, rubric: Rubric) -> Compiled:
    """A variant in the space of the original; what is written alike is not built again.

    Raises `TooManyNodes` where both together take more nodes than the manager's budget.
    """
    compiler = Compiler(Conditions(rubric, original.space))
    same: set[str] = set()
    before = original.rubric
    if len(original.rests_on) < len(before.scores) + len(before.findings) + len(before.decisions):
        definition_order(before, None, original.rests_on)
    alike: set[str] = set()
    if all(getattr(before, part) is getattr(rubric, part) for part in AROUND):
        compiler.built.take_tests(original.builder)
        alike = original.rests_on.keys() & _written_alike(before, rubric)
    used = {id: original.rests_on[id] for id in alike}
    for id in definition_order(rubric, None, used):
        if id in alike and same.issuperset(used[id]):
            same.add(id)
            compiler.take(id, original.builder)
        else:
            compiler.define(id)
    return compiler.compiled()


def _written_alike(original: Rubric, rubric: Rubric) -> set[str]:
    """The definitions that are the original's own."""
    found = set[str]()
    for section in ("scores", "findings", "decisions"):
        before, after = getattr(original, section), getattr(rubric, section)
        found.update(id for id, one in after.items() if before.get(id) is one)
    return found
