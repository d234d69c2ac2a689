"""The only place for the shape of a compiled rubric, and what it remembers of its diagrams."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from endorse_cli.engine.conditions import Conditions
from endorse_cli.engine.decisions import CompiledDecision
from endorse_cli.engine.diagram import YES, Manager, Node
from endorse_cli.engine.domain import Space, Variable
from endorse_cli.engine.quantities import Quantity
from endorse_cli.models.conditions import Condition
from endorse_cli.models.cuts import Regions
from endorse_cli.models.record import Bearing
from endorse_cli.models.rubric import Rubric

Step: TypeAlias = tuple[Node, int, int, int]
"""On a way to an outcome: the node it leads to, what it costs, the variable and its values."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rubric ready for every question: one manager, and a root for everything named.

    `regions` are the values of numbers and days, by criterion; `numbers` the scores that rest on
    one number alone, with that number.
    `atoms` are the tests of each criterion in the conditions that decisions rest on; `levels` the
    variables of each criterion. `is_partial` says that only a candidate's open answers are in the
    diagrams. Where decisions are stated, `told` are their outcomes as masks, `told_where` is where
    they come out so, and `wide` is the rubric without them: whatever contradicts them ends where
    nothing can be.
    `held` remembers what has been worked out of single criteria, `quantities` amounts that were
    asked for by themselves.
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
    atoms: Mapping[str, tuple[Node, ...]]
    builder: Conditions = field(repr=False)
    is_partial: bool = False
    wide: "Compiled | None" = field(default=None, repr=False)
    told: Mapping[str, int] = field(default_factory=dict)
    told_where: Node = YES
    recorded: frozenset[str] = frozenset()
    orders: dict[Node, list[Node]] = field(default_factory=dict, repr=False)
    supports: dict[Node, frozenset[int]] = field(default_factory=dict, repr=False)
    goals: dict[tuple[str, str], Node] = field(default_factory=dict, repr=False)
    steps: dict[Node, dict[int, tuple[Step, ...]]] = field(default_factory=dict, repr=False)
    held: dict[tuple[str, int], Bearing] = field(default_factory=dict, repr=False)
    quantities: dict[tuple[object, ...], Quantity] = field(default_factory=dict, repr=False)
    narrowed: dict[tuple[tuple[str, int], ...], "Compiled"] = field(
        default_factory=dict, repr=False
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether decisions are stated that leave some answers impossible."""
        return self.wide is not None

    @property
    def space(self) -> Space:
        """What its diagrams are over."""
        return self.builder.space

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

    def outcome_is(self, decided: CompiledDecision, outcome: str) -> Node:
        """Where a decision has this outcome; remembered."""
        key = (decided.decision.id, outcome)
        if key not in self.goals:
            self.goals[key] = self.manager.relabel(decided.outcomes, lambda leaf: leaf == outcome)
        return self.goals[key]

    def condition(self, condition: Condition) -> Node:
        """The diagram of one more condition over the same rubric: a promise's, a guidance's."""
        return self.builder.condition(condition)
