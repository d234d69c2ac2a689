"""The only place for a compiled rubric: its findings, scores and decisions as diagrams.

What it is, how it is built, and what is left of it where decisions are stated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from endorse_cli.engine import quantities
from endorse_cli.engine.arithmetic import Amounts
from endorse_cli.engine.budget import EACH, FIRST, SCORE_BUDGET, SPARE, TRIAL_BUDGET
from endorse_cli.engine.diagram import ANY, NO, YES, Hopeless, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import Space, Variable, space_of
from endorse_cli.engine.logic import (
    Apart,
    CompiledDecision,
    Conditions,
    compile_decision,
)
from endorse_cli.engine.order import (
    asked_order,
    deciding_tests,
    definition_order,
    named_in,
)
from endorse_cli.engine.quantities import Quantity
from endorse_cli.engine.totals import Total
from endorse_cli.models.conditions import Condition
from endorse_cli.models.decisions import Decision
from endorse_cli.models.record import Bearing, Speaks
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.compounds import Compound, Numbers, mask_left
from endorse_cli.rubric.number_regions import NumberRegions
from endorse_cli.rubric.regions import Regions, single_numbers

Step: TypeAlias = tuple[Node, int, int, int]
"""On a way to an outcome: the node it leads to, what it costs, the variable and its values."""

Directed: TypeAlias = tuple[str, tuple[tuple[int, Mapping[int, Speaks | None]], ...]]
"""A criterion, and which way each value of its variables speaks, by the value's mask."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rubric ready for every question: one manager, and a root for everything named.

    `regions` are the values of numbers and days, by criterion; `numbers` the scores that rest on
    one number alone, with that number.
    `levels` are the variables of each criterion, those of scores of several numbers with each of
    these.
    `is_partial` says that only a candidate's open answers are in the
    diagrams; what is `apart` is worked out by itself, and a variable in the diagrams of the rest.
    Where decisions are stated, `told` are their outcomes as masks, `told_where` is where they come
    out so, and `wide` is the rubric without them: whatever contradicts them ends where nothing can
    be.
    `held` remembers what has been worked out of single criteria, `directed` which way all answers
    speak, `quantities` amounts that were asked for by themselves.
    """

    rubric: Rubric
    variables: tuple[Variable, ...]
    manager: Manager
    levels: Mapping[str, tuple[int, ...]]
    index: Mapping[str, int]
    findings: Mapping[str, Node]
    scores: Mapping[str, Quantity]
    decisions: Mapping[str, CompiledDecision]
    regions: Mapping[str, Regions]
    numbers: Mapping[str, str]
    builder: Conditions = field(repr=False)
    compounds: tuple[Compound, ...] = ()
    is_partial: bool = False
    apart: tuple[Apart, ...] = ()
    wide: "Compiled | None" = field(default=None, repr=False)
    told: Mapping[str, int] = field(default_factory=dict)
    told_where: Node = YES
    recorded: frozenset[str] = frozenset()
    orders: dict[Node, list[Node]] = field(default_factory=dict, init=False, repr=False)
    supports: dict[Node, frozenset[int]] = field(default_factory=dict, init=False, repr=False)
    goals: dict[tuple[str, str], Node] = field(default_factory=dict, init=False, repr=False)
    steps: dict[Node, dict[int, tuple[Step, ...]]] = field(
        default_factory=dict, init=False, repr=False
    )
    held: dict[tuple[str, int], Bearing] = field(default_factory=dict, init=False, repr=False)
    directed: list[Directed] = field(default_factory=list, init=False, repr=False)
    quantities: dict[tuple[object, ...], Quantity] = field(
        default_factory=dict, init=False, repr=False
    )
    narrowed: dict[tuple[tuple[str, int], ...], "Compiled"] = field(
        default_factory=dict, init=False, repr=False
    )
    rests_on: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)
    beneath_each: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False)
    compared: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)
    tested: list[dict[str, tuple[Node, ...]]] = field(default_factory=list, init=False, repr=False)

    @property
    def is_narrowed(self) -> bool:
        """Whether decisions are stated that leave some answers impossible."""
        return self.wide is not None

    @property
    def space(self) -> Space:
        """What its diagrams are over."""
        return self.builder.space

    @property
    def atoms(self) -> Mapping[str, tuple[Node, ...]]:
        """The tests of each criterion in what decisions rest on, each once, as written."""
        if not self.tested:
            found: dict[str, dict[Node, None]] = {}
            for id, test in deciding_tests(self.rubric):
                if id in self.builder.levels:
                    found.setdefault(id, {})[self.builder.atom(id, test)] = None
            self.tested.append({id: tuple(nodes) for id, nodes in found.items()})
        return self.tested[0]

    def inner(self, root: Node) -> list[Node]:
        """A diagram's nodes without its terminals, children before parents; remembered."""
        if root not in self.orders:
            self.orders[root] = [
                node
                for node in self.manager.descendants((root,))
                if self.manager.level[node] < self.manager.bottom
            ]
        return self.orders[root]

    def support(self, node: Node) -> frozenset[int]:
        """The variables that a diagram depends on; remembered."""
        if node not in self.supports:
            self.supports[node] = self.manager.support(node)
        return self.supports[node]

    def beneath(self, decision: str) -> list[str]:
        """Everything that a decision rests on, and it itself, parts before wholes; remembered."""
        if decision not in self.beneath_each:
            found = definition_order(self.rubric, [decision], self.rests_on)
            self.beneath_each[decision] = found
        return self.beneath_each[decision]

    def compares(self, decision: str) -> frozenset[str]:
        """The ids in a decision's own conditions; remembered."""
        if decision not in self.compared:
            self.compared[decision] = frozenset(named_in(self.rubric, decision))
        return self.compared[decision]

    def outcome_is(self, decided: CompiledDecision, outcome: str) -> Node:
        """Where a decision has this outcome; remembered."""
        key = (decided.decision.id, outcome)
        if key not in self.goals:
            wanted = frozenset((outcome,))
            with self.manager.room(ANY):
                node = self.manager.relabel(decided.outcomes, wanted.__contains__, wanted)
            self.goals[key] = node
        return self.goals[key]

    def condition(self, condition: Condition) -> Node:
        """The diagram of one more condition over the same rubric: a promise's, a guidance's."""
        return self.builder.condition(condition)

    def variables_beside(self, criterion: str) -> tuple[int, ...]:
        """The variables of a criterion, with those of scores that stand beside it."""
        return tuple(v for v in self.levels[criterion] if self.variables[v].criterion == criterion)

    @property
    def parts(self) -> "Compiled":
        """What is worked out apart is made of this: of the diagrams before they were narrowed."""
        return self.wide.parts if self.wide is not None else self

    @property
    def is_whole(self) -> bool:
        """Whether the diagrams are over all answers, and over nothing else."""
        return not self.is_partial and not self.apart


def compile_rubric(
    rubric: Rubric, budget: int = SCORE_BUDGET, known: Sequence[int] | None = None
) -> Compiled:
    """Every finding, score and decision of a checked rubric as diagrams in one manager.

    With `known`, the values still possible of a candidate, the diagrams are built over the open
    answers only. Raises `TooManyNodes` where more nodes than the budget would have to stay.
    """
    return compile_in_order(rubric, space_of(rubric, budget), known)


def compile_for_trial(rubric: Rubric) -> Compiled:
    """A rubric beside which another is laid, or what is looked for: half of the room is its own."""
    return compile_rubric(rubric, TRIAL_BUDGET // 2)


def compile_in_order(rubric: Rubric, space: Space, known: Sequence[int] | None = None) -> Compiled:
    """A rubric over variables that are given, in the first order in which few nodes are enough.

    Rubric order comes first, so that nothing changes where that does; then the order in which a
    walk of the decisions comes to the questions; then that backwards. Little is allowed at first,
    so that a bad order is left before it has cost much; the one that got furthest goes on from
    there.
    """
    budget = space.manager.budget
    allowed = min(max(FIRST, EACH * len(space.variables)), budget)
    tried: list[Compiler] = []
    for order in orders_of(rubric, space.variables):
        tried.append(Compiler(Conditions(rubric, space.ordered(order, allowed * SPARE), known)))
        tried[-1].built.manager.limit = budget
        if tried[-1].define_all(allowed):
            break
    else:
        # Of those that got equally far the walked one, which the last is backwards.
        tried.append(max((tried[-2:][0], *tried), key=lambda one: one.done))
    best = tried.pop()
    if not best.define_all(allowed):
        best.built.manager.budget = budget * SPARE
        if not best.define_all(budget):
            raise TooManyNodes
    best.built.manager.budget = best.built.manager.limit = budget * SPARE
    return best.compiled()


def orders_of(rubric: Rubric, variables: Sequence[Variable]) -> Iterator[tuple[int, ...]]:
    """The orders to try, each once."""
    written = tuple(range(len(variables)))
    yield written
    levels: dict[str, list[int]] = {}
    for level, variable in enumerate(variables):
        levels.setdefault(variable.criterion, []).append(level)
    walked = tuple(level for id in asked_order(rubric) for level in levels[id])
    yield from dict.fromkeys(order for order in (walked, walked[::-1]) if order != written)


def compile_over(rubric: Rubric, space: Space) -> Compiled:
    """A rubric over variables and regions that are given, in a manager that others may share."""
    compiler = Compiler(Conditions(rubric, space))
    for id in compiler.order:
        compiler.define(id)
    return compiler.compiled()


class Compiler:
    """Builds what a rubric defines, part by part; `built` is all there is so far."""

    def __init__(self, built: Conditions, amounts: Amounts | None = None) -> None:
        self.rubric = built.rubric
        self.built = built
        self.amounts = amounts or Amounts(built)
        self.done = 0

    @cached_property
    def order(self) -> list[str]:
        """Everything that is to be built, parts before wholes."""
        return definition_order(self.rubric)

    def define_all(self, allowed: int) -> bool:
        """Build what is left in a manager of its own; false where too many nodes have to stay."""
        manager, room = self.built.manager, allowed
        try:
            for id in self.order[self.done :]:
                self.define(id)
                self.done += 1
                if manager.live > room:
                    manager.collect(self.built.roots())
                    if manager.live > allowed:
                        return False
                    # What was remembered has to be made anew: not again before it pays.
                    room = max(allowed, manager.live + allowed // 2)
            if manager.live > allowed:
                manager.collect(self.built.roots())
        except Hopeless:
            raise
        except TooManyNodes:
            return False
        return manager.live <= allowed

    def define(self, id: str) -> None:
        """Build one finding, score or decision, whose parts are built."""
        rubric, built = self.rubric, self.built
        if id in rubric.findings:
            rule = rubric.findings[id]
            built.findings[id] = built.excepted(rule.when, rule.unless)
        elif id in rubric.scores:
            built.scores[id] = self.amounts.score(id)
        else:
            built.decisions[id] = compile_decision(built, rubric.decisions[id])

    def take(self, id: str, other: Conditions) -> None:
        """What another rubric in the same space has built, for a definition that both have."""
        if id in other.scores:
            self.built.scores[id] = other.scores[id]
        elif id in other.findings:
            self.built.findings[id] = other.findings[id]
        else:
            self.built.decisions[id] = other.decisions[id]

    def compiled(self) -> Compiled:
        """Everything built so far."""
        rubric, built = self.rubric, self.built
        return Compiled(
            rubric=rubric,
            variables=built.variables,
            manager=built.manager,
            levels=_answering(built),
            index={variable.id: level for level, variable in enumerate(built.variables)},
            findings=built.findings,
            scores=built.scores,
            decisions=built.decisions,
            regions=built.regions,
            numbers=single_numbers(rubric) if built.regions else {},
            builder=built,
            is_partial=built.known is not None,
            apart=tuple(built.apart.values()),
            compounds=tuple(built.compounds.values()),
            recorded=frozenset(id for id, c in rubric.criteria.items() if c.recorded is not None),
        )


def _answering(built: Conditions) -> dict[str, tuple[int, ...]]:
    """The variables of each criterion, with those that it is worked out into."""
    found = dict(built.levels)
    for one in built.compounds.values():
        for id in one.numbers:
            found[id] += (built.made[one.score],)
    return found


def made_levels(compiled: Compiled) -> list[int]:
    """The variables of scores of several numbers."""
    return [compiled.index[one.variable] for one in compiled.compounds]


def made_masks(compiled: Compiled, left: Numbers) -> list[int]:
    """What is left to them, each of their numbers being as it can be."""
    found = []
    for one in compiled.compounds:
        regions = compiled.regions[one.variable]
        assert isinstance(regions, NumberRegions)
        found.append(mask_left(compiled.rubric, one, regions, left))
    return found


def where_given(compiled: Compiled, stated: Mapping[str, int]) -> Compiled:
    """The same where some decisions are stated, each as a mask of outcomes; remembered.

    Whatever contradicts them ends where nothing can be.
    """
    if compiled.wide is not None and compiled.told:
        # Narrowed already: what is stated now is stated besides.
        return where_given(compiled.wide, {**compiled.told, **stated})
    key = tuple(stated.items())
    if key and key not in compiled.narrowed:
        # What is asked of it then has as much room as without anything stated.
        with compiled.manager.room(ANY):
            compiled.narrowed[key] = narrowed(compiled, _agreeing(compiled, stated), stated)
    return compiled.narrowed[key] if key else compiled


def _agreeing(compiled: Compiled, stated: Mapping[str, int]) -> Node:
    """Where the decisions come out as stated."""
    manager, node = compiled.manager, YES
    for id, mask in stated.items():
        names = compiled.decisions[id].decision.outcomes
        wanted = frozenset(name for place, name in enumerate(names) if mask >> place & 1)
        agrees = manager.relabel(compiled.decisions[id].outcomes, wanted.__contains__, wanted)
        node = manager.both(node, agrees)
    return node


def row_held(compiled: Compiled, decision: Decision) -> Node:
    """Where some row of a decision holds, whatever may have been narrowed."""
    manager, held = compiled.manager, NO
    for node in compiled.parts.decisions[decision.id].conditions.values():
        held = manager.either(node, held)
    return held


def is_left_open(compiled: Compiled, decision: Decision) -> bool:
    """Whether rows that are to leave nobody out may do so, as far as diagrams tell."""
    return decision.promises_rows and row_held(compiled, decision) != YES


def where_rows_hold(compiled: Compiled) -> Compiled:
    """The same where of every decision without a rest some row holds; elsewhere nothing can be.

    It is for a rubric of which it was too much to prove that this is everywhere.
    """
    manager, held = compiled.manager, YES
    for decision in compiled.rubric.decisions.values():
        if decision.promises_rows:
            held = manager.both(row_held(compiled, decision), held)
    return compiled if held == YES else narrowed(compiled, held, {})


def narrowed(compiled: Compiled, test: Node, told: Mapping[str, int]) -> Compiled:
    """The same where a test holds; elsewhere it ends where nothing can be."""
    manager = compiled.manager
    return replace(
        compiled,
        decisions={id: decided.where(manager, test) for id, decided in compiled.decisions.items()},
        findings={id: manager.only_where(test, node) for id, node in compiled.findings.items()},
        # What is stated of one part is none of what another is: the wider range still holds.
        scores=compiled.scores
        if compiled.apart
        else {id: quantity_where(manager, test, q) for id, q in compiled.scores.items()},
        wide=compiled,
        told_where=manager.both(test, compiled.told_where),
        told=dict(told),
    )


def quantity_where(manager: Manager, test: Node, score: Quantity) -> Quantity:
    """A score, or a part of one, whose values are those that go with what is stated."""
    try:
        values = quantities.as_diagram(manager, score)
        return Total(Fraction(0), (manager.only_where(test, values),))
    except TooManyNodes:
        # What is stated can only narrow it: the wider range still holds.
        return score
