"""The only place that turns a rubric into diagrams: findings, decisions and scores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from endorse_cli.engine import quantities, totals
from endorse_cli.engine.condition import bound_number, passing, regions_passing
from endorse_cli.engine.counting import example
from endorse_cli.engine.diagram import NO, YES, Leaf, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import Variable, members, rubric_variables
from endorse_cli.engine.order import deciding_tests, definition_order
from endorse_cli.engine.quantities import Clamped, Extreme, Quantity, Ratio, Rounded
from endorse_cli.engine.totals import Total
from endorse_cli.models.amounts import (
    Amount,
    Band,
    BandPoints,
    BrokenAmount,
    Clamp,
    Conditional,
    Counted,
    Gathered,
    Minus,
    Named,
    Number,
    Points,
    Round,
    Share,
    Times,
    Worth,
)
from endorse_cli.models.conditions import (
    All,
    Any,
    Atom,
    Condition,
    Count,
    Each,
    Exempt,
    Holds,
    Many,
    Not,
)
from endorse_cli.models.cuts import Regions, regions_of, single_numbers
from endorse_cli.models.number_regions import NumberRegions
from endorse_cli.models.record import Bearing
from endorse_cli.models.regions import Region
from endorse_cli.models.rubric import Decision, Rubric
from endorse_cli.models.tests import Bound, Days, Includes, OneOf, Range, SettingUse, Test

SCORE_BUDGET = 50_000
CHECK_BUDGET = 2_000_000
ZERO = Fraction(0)

Step: TypeAlias = tuple[Node, int, int, int]
"""On a way to an outcome: the node it leads to, what it costs, the variable and its values."""


@dataclass(frozen=True, slots=True)
class CompiledDecision:
    """A decision as a diagram whose terminals are row ids, and each row's own condition.

    `outcomes` is the same diagram with the rows' outcomes at its terminals.
    """

    decision: Decision
    root: Node
    outcomes: Node
    conditions: Mapping[str, Node]
    outcome_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rubric ready for every question: one manager, and a root for everything named.

    `regions` are the values of numbers and days, by criterion; `numbers` the scores that rest on
    one number alone, with that number.
    `atoms` are the tests of each criterion in the conditions that decisions rest on; `levels` the
    variables of each criterion. `is_partial` says that only a candidate's open answers are in the
    diagrams. Where decisions are stated, `told` are their outcomes as masks and `wide` is the
    rubric without them: whatever contradicts them ends where nothing can be.
    `held` remembers what has been worked out of single criteria.
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
    builder: "Compiler" = field(repr=False)
    is_partial: bool = False
    wide: "Compiled | None" = field(default=None, repr=False)
    told: Mapping[str, int] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()
    orders: dict[Node, list[Node]] = field(default_factory=dict, repr=False)
    supports: dict[Node, frozenset[int]] = field(default_factory=dict, repr=False)
    goals: dict[tuple[str, str], Node] = field(default_factory=dict, repr=False)
    steps: dict[Node, dict[int, tuple[Step, ...]]] = field(default_factory=dict, repr=False)
    held: dict[tuple[str, int], Bearing] = field(default_factory=dict, repr=False)
    narrowed: dict[tuple[tuple[str, int], ...], "Compiled"] = field(
        default_factory=dict, repr=False
    )

    @property
    def is_narrowed(self) -> bool:
        """Whether decisions are stated that leave some answers impossible."""
        return self.wide is not None

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

    def given(self, stated: Mapping[str, int]) -> "Compiled":
        """The same where some decisions are stated, each as a mask of outcomes; remembered.

        Whatever contradicts them ends where nothing can be.
        """
        if self.wide is not None:
            # Narrowed already: what is stated now is stated besides.
            return self.wide.given({**self.told, **stated})
        key = tuple(stated.items())
        if key and key not in self.narrowed:
            self.narrowed[key] = self._narrowed(stated)
        return self.narrowed[key] if key else self

    def stated(self, stated: Mapping[str, int]) -> Node:
        """Where the decisions come out as stated."""
        node = YES
        for id, mask in stated.items():
            names = self.decisions[id].decision.outcomes
            wanted = {name for place, name in enumerate(names) if mask >> place & 1}
            agrees = self.manager.relabel(self.decisions[id].outcomes, wanted.__contains__)
            node = self.manager.both(node, agrees)
        return node

    def _narrowed(self, stated: Mapping[str, int]) -> "Compiled":
        manager, test = self.manager, self.stated(stated)
        decisions = {
            id: replace(
                decided,
                root=manager.only_where(test, decided.root),
                outcomes=manager.only_where(test, decided.outcomes),
                conditions={
                    row: manager.only_where(test, node) for row, node in decided.conditions.items()
                },
            )
            for id, decided in self.decisions.items()
        }
        return replace(
            self,
            decisions=decisions,
            findings={id: manager.only_where(test, n) for id, n in self.findings.items()},
            scores={id: self._score_where(test, id) for id in self.scores},
            wide=self,
            told=dict(stated),
            orders={},
            supports={},
            goals={},
            steps={},
            held={},
            narrowed={},
        )

    def _score_where(self, test: Node, id: str) -> Quantity:
        """A score whose values are those that go with what is stated."""
        try:
            values = quantities.as_diagram(self.manager, self.scores[id])
            return Total(ZERO, (self.manager.only_where(test, values),))
        except TooManyNodes:
            # What is stated can only narrow it: the wider range still holds.
            return self.scores[id]

    def condition(self, condition: Condition) -> Node:
        """The diagram of one more condition over the same rubric: a promise's, a guidance's."""
        return self.builder.condition(condition)


def compile_rubric(
    rubric: Rubric, budget: int = SCORE_BUDGET, known: Sequence[int] | None = None
) -> Compiled:
    """Every finding, score and decision of a checked rubric as diagrams in one manager.

    With `known`, the values still possible of a candidate, the diagrams are built over the open
    answers only. Raises `TooManyNodes` past the budget.
    """
    regions = regions_of(rubric)
    variables = rubric_variables(rubric, regions)
    manager = Manager([len(v.values) for v in variables], budget)
    return compile_over(rubric, variables, regions, manager, known)


def compile_over(
    rubric: Rubric,
    variables: tuple[Variable, ...],
    regions: Mapping[str, Regions],
    manager: Manager,
    known: Sequence[int] | None = None,
) -> Compiled:
    """A rubric over variables and regions that are given, in a manager that others may share."""
    compiler = Compiler(rubric, variables, regions, manager, known)
    for id in definition_order(rubric):
        compiler.define(id)
    return compiler.compiled()


@dataclass(frozen=True, slots=True)
class CompiledScore:
    """One score alone, to ask which values it can have."""

    manager: Manager
    quantity: Quantity

    def value_in(self, region: Region[Fraction]) -> Fraction | None:
        """A value that the score can have between two edges, None where it can have none."""
        node = YES
        for edge in (region.low, region.high):
            if edge is not None:
                reached = quantities.reaches(
                    self.manager, self.quantity, edge.at, strict=edge.after
                )
                if edge is region.high:
                    reached = self.manager.negate(reached)
                node = self.manager.both(node, reached)
        path = example(self.manager, node, lambda leaf: leaf is True)
        if path is None:
            return None
        masks = [1 << path.get(level, 0) for level in range(self.manager.bottom)]
        return quantities.span(self.manager, self.quantity, masks)[0]


def compile_score(rubric: Rubric, id: str, budget: int) -> CompiledScore:
    """One score of a checked rubric and what it rests on; raises `TooManyNodes`."""
    regions = regions_of(rubric)
    variables = rubric_variables(rubric, regions)
    manager = Manager([len(v.values) for v in variables], budget)
    compiler = Compiler(rubric, variables, regions, manager, None)
    for name in definition_order(rubric, [id]):
        compiler.define(name)
    return CompiledScore(manager, compiler.scores[id])


class Compiler:
    """What is known while compiling: roots of everything defined so far."""

    def __init__(
        self,
        rubric: Rubric,
        variables: tuple[Variable, ...],
        regions: Mapping[str, Regions],
        manager: Manager,
        known: Sequence[int] | None,
    ) -> None:
        self.rubric = rubric
        self.variables = variables
        self.regions = regions
        self.manager = manager
        self.known = known
        self.index = {v.id: level for level, v in enumerate(variables)}
        self.levels: dict[str, tuple[int, ...]] = dict.fromkeys(rubric.criteria, ())
        for level, variable in enumerate(variables):
            self.levels[variable.criterion] += (level,)
        self.findings: dict[str, Node] = {}
        self.scores: dict[str, Quantity] = {}
        self.decisions: dict[str, CompiledDecision] = {}
        self.tested: dict[tuple[object, ...], Node] = {}

    def compiled(self) -> Compiled:
        """Everything built so far."""
        return Compiled(
            rubric=self.rubric,
            variables=self.variables,
            manager=self.manager,
            levels=self.levels,
            index=self.index,
            findings=self.findings,
            scores=self.scores,
            decisions=self.decisions,
            regions=self.regions,
            numbers=single_numbers(self.rubric) if self.regions else {},
            atoms=self._deciding_atoms(),
            builder=self,
            is_partial=self.known is not None,
            recorded=frozenset(
                id for id, c in self.rubric.criteria.items() if c.recorded is not None
            ),
        )

    def define(self, id: str) -> None:
        """Build one finding, score or decision, whose parts are built."""
        rubric = self.rubric
        if id in rubric.findings:
            rule = rubric.findings[id]
            self.findings[id] = self.excepted(rule.when, rule.unless)
        elif id in rubric.scores:
            self.scores[id] = self.quantity(rubric.scores[id].value)
        else:
            self.decisions[id] = self.decision(rubric.decisions[id])

    def decision(self, decision: Decision) -> CompiledDecision:
        """A decision as a diagram of its rows."""
        conditions = {
            row.id: YES if row.when is None else self.excepted(row.when, row.unless)
            for row in decision.rows
        }
        root = self.manager.terminal(decision.rows[-1].id)
        for row in reversed(decision.rows[:-1]):
            root = self.manager.choose(conditions[row.id], self.manager.terminal(row.id), root)
        outcome_of = {row.id: row.outcome for row in decision.rows}
        outcomes = self.manager.relabel(root, lambda row: outcome_of[str(row)])
        return CompiledDecision(decision, root, outcomes, conditions, outcome_of)

    def excepted(self, when: Condition, unless: tuple[Exempt, ...]) -> Node:
        """Where a condition holds and none of its exceptions does."""
        node = self.condition(when)
        for exception in unless:
            node = self.manager.choose(self.condition(exception.when), NO, node)
        return node

    def condition(self, condition: Condition) -> Node:
        """Where a condition holds."""
        match condition:
            case Holds(finding=id):
                return self.findings[id]
            case Atom(id=id, test=test):
                return self.atom(id, test)
            case Not(part=part):
                return self.manager.negate(self.condition(part))
            case All(parts=parts):
                return self.joined(parts, YES)
            case Any(parts=parts):
                return self.joined(parts, NO)
            case Count(parts=parts, at_least=least, at_most=most):
                bounds = Range(least, None, most, None, condition.trail)
                return self._compare(self.counted(parts), bounds)
        raise ValueError(f"a checked rubric has no such condition: {condition!r}")

    def joined(self, parts: Many, neutral: Node) -> Node:
        """All parts (`neutral` is YES) or at least one of them (`neutral` is NO)."""
        join = self.manager.both if neutral == YES else self.manager.either
        node = neutral
        for part in reversed(list(self.each(parts))):
            node = join(part, node)
        return node

    def each(self, parts: Many) -> Iterator[Node]:
        """The diagrams of several parts, families resolved."""
        if isinstance(parts, Each):
            ids = self.rubric.ids_in(parts.of)
            return (self.atom(id, parts.test) for id in ids)
        return (self.condition(part) for part in parts)

    def counted(self, parts: Many) -> Total:
        """How many of the parts hold."""
        one, none = self.manager.terminal(Fraction(1)), self.manager.terminal(ZERO)
        terms = [self.manager.choose(part, one, none) for part in self.each(parts)]
        return totals.add(self.manager, [Total(ZERO, (term,)) for term in terms])

    def atom(self, id: str, test: Test) -> Node:
        """Where a test of one criterion, score or decision holds; built once."""
        key = (id, test)
        if key not in self.tested:
            self.tested[key] = self._atom(id, test)
        return self.tested[key]

    def _atom(self, id: str, test: Test) -> Node:
        if id in self.scores and isinstance(test, Range):
            return self._compare(self.scores[id], test)
        if id in self.decisions:
            return self._outcome(self.decisions[id], test)
        if id in self.findings and isinstance(test, OneOf):
            return self._finding(self.findings[id], test)
        if isinstance(test, Includes):
            return self._includes(id, test)
        (level,) = self.levels[id]
        variable = self.variables[level]
        if id in self.regions and isinstance(test, Range | Days):
            return self.test(level, regions_passing(test, self.regions[id], self.rubric))
        names = variable.values
        if isinstance(test, Range):
            names = names[: variable.ranks]
        return self.test(level, passing(test, names, self.rubric.settings))

    def _finding(self, node: Node, test: OneOf) -> Node:
        if len(test.names) > 1:
            return YES
        return node if test.names == ("yes",) else self.manager.negate(node)

    def test(self, level: int, mask: int) -> Node:
        """Where a variable has one of some values."""
        kids = (YES if mask >> i & 1 else NO for i in range(self.manager.sizes[level]))
        return self.node(level, tuple(kids))

    def node(self, level: int, kids: tuple[Node, ...]) -> Node:
        """The node, or where the answer is known and only open ones count, what it leads to."""
        mask = self.known[level] if self.known is not None else 0
        if mask and mask & (mask - 1) == 0:
            return kids[mask.bit_length() - 1]
        return self.manager.node(level, kids)

    def _includes(self, id: str, test: Includes) -> Node:
        join, node = (self.manager.either, NO) if test.any_of else (self.manager.both, YES)
        for level in reversed(self.levels[id]):
            if self.variables[level].id.removeprefix(f"{id}.") in test.members:
                node = join(self.test(level, 0b10), node)
        return node

    def _outcome(self, decided: CompiledDecision, test: Test) -> Node:
        outcomes = decided.decision.outcomes
        mask = passing(test, outcomes, self.rubric.settings)
        passes = {name: bool(mask >> i & 1) for i, name in enumerate(outcomes)}

        def label(outcome: Leaf) -> Leaf:
            return passes[str(outcome)]

        return self.manager.relabel(decided.outcomes, label)

    def _compare(self, quantity: Quantity, test: Range) -> Node:
        node = YES
        if test.at_least is not None:
            node = self._reaches(quantity, test.at_least, strict=False)
        if test.more_than is not None:
            node = self._reaches(quantity, test.more_than, strict=True)
        if test.at_most is not None:
            above = self._reaches(quantity, test.at_most, strict=True)
            node = self.manager.choose(above, NO, node)
        if test.less_than is not None:
            above = self._reaches(quantity, test.less_than, strict=False)
            node = self.manager.choose(above, NO, node)
        return node

    def _reaches(self, quantity: Quantity, bound: Bound, *, strict: bool) -> Node:
        number = bound_number(bound, self.rubric.settings)
        return quantities.reaches(self.manager, quantity, number, strict=strict)

    def number(self, number: Number) -> Fraction:
        """A number as written or as its setting gives it."""
        value = number.value
        if isinstance(value, SettingUse):
            return bound_number(value, self.rubric.settings)
        return value

    def quantity(self, amount: Amount) -> Quantity:
        """A whole amount, kept in the form in which it is cheapest to compare."""
        match amount:
            case Named(id=id) if id in self.scores:
                return self.scores[id]
            case Clamp(part=part, at_least=low, at_most=high):
                return Clamped(self.quantity(part), self.number(low), self.number(high))
            case Round(part=part, to=to, half=half):
                return Rounded(self.quantity(part), self.number(to), half)
            case Share(part=part, out_of=whole, if_none=number):
                return Ratio(self.amount(part), self.amount(whole), self.number(number))
            case Gathered(how="lowest" | "highest" as how, parts=parts):
                return Extreme(tuple(self._gather(parts)), how == "lowest")
        return self.amount(amount)

    def amount(self, amount: Amount) -> Total:
        """An amount as a part of another: something that can be added up."""
        manager = self.manager
        match amount:
            case Number():
                return Total(self.number(amount))
            case Named(id=id) if id not in self.scores:
                return self._worth(id)
            case Minus(part=part):
                return totals.scale(manager, self.amount(part), Fraction(-1))
            case Times(factor=factor, part=part):
                return totals.scale(manager, self.amount(part), self.number(factor))
            case Points(id=id, give=give):
                return self._valued(id, [self.number(give[n]) for n in self._names(id)])
            case BandPoints(id=id, bands=bands, give=give):
                return self._valued(id, self._by_band(id, bands, give))
            case Worth(id=id, not_applicable=number):
                return self._worth(id, self.number(number))
            case Counted(parts=parts):
                return self.counted(parts)
            case Conditional(part=part, when=when, unless=unless):
                return self._conditional(self.amount(part), self.excepted(when, unless))
            case Gathered(how="sum" | "mean" as how, parts=parts):
                gathered = [quantities.as_total(manager, part) for part in self._gather(parts)]
                share = Fraction(1, len(gathered)) if how == "mean" else Fraction(1)
                return totals.scale(manager, totals.add(manager, gathered), share)
            case BrokenAmount():
                raise ValueError(f"a checked rubric has no such amount: {amount!r}")
        return quantities.as_total(manager, self.quantity(amount))

    def _conditional(self, total: Total, holds: Node) -> Total:
        manager, none = self.manager, self.manager.terminal(ZERO)
        terms = [manager.choose(holds, term, none) for term in total.terms]
        if total.constant:
            terms.append(manager.choose(holds, manager.terminal(total.constant), none))
        return totals.add(manager, [Total(ZERO, (term,)) for term in terms])

    def _gather(self, parts: tuple[Amount, ...] | str) -> list[Quantity]:
        if isinstance(parts, str):
            return [self._worth(id) for id in self.rubric.members(parts)]
        return [self.quantity(part) for part in parts]

    def _names(self, criterion: str) -> tuple[str, ...]:
        (level,) = self.levels[criterion]
        return self.variables[level].values

    def _worth(self, criterion: str, not_applicable: Fraction | None = None) -> Total:
        """What each answer to a criterion is worth: its scale says so, or it is a number."""
        regions = self.regions.get(criterion)
        if isinstance(regions, NumberRegions):
            worth = [regions.sample(place) for place in range(len(regions.regions))]
        else:
            worth = list(self.rubric.worth(criterion) or ())
        if not_applicable is not None:
            worth.append(not_applicable)
        return self._valued(criterion, worth)

    def _by_band(
        self, criterion: str, bands: tuple[Band, ...], give: Mapping[str, Number]
    ) -> list[Fraction]:
        regions = self.regions[criterion]
        given = [ZERO] * len(regions.labels) + [self.number(number) for number in give.values()]
        for band in bands:
            for place in members(regions_passing(band.range, regions, self.rubric)):
                given[place] = self.number(band.give)
        return given

    def _valued(self, criterion: str, values: list[Fraction]) -> Total:
        (level,) = self.levels[criterion]
        kids = tuple(self.manager.terminal(value) for value in values)
        return totals.add(self.manager, [Total(ZERO, (self.node(level, kids),))])

    def _deciding_atoms(self) -> dict[str, tuple[Node, ...]]:
        """The tests of each criterion in what decisions rest on, each once, as written."""
        found: dict[str, dict[Node, None]] = {}
        for id, test in deciding_tests(self.rubric):
            if id in self.levels:
                found.setdefault(id, {})[self.atom(id, test)] = None
        return {id: tuple(nodes) for id, nodes in found.items()}
