"""The only place that turns conditions, and the rows of decisions, into diagrams."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeAlias

from endorse_cli.engine import quantities, totals
from endorse_cli.engine.diagram import NO, YES, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import Space, bound_number, passing, regions_passing
from endorse_cli.engine.possible import Masks, forced
from endorse_cli.engine.quantities import Quantity
from endorse_cli.engine.totals import Total
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
from endorse_cli.models.decision_rows import OTHERWISE, Table
from endorse_cli.models.decisions import Decision
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Days, Includes, OneOf, Range, Test, bounds_of
from endorse_cli.rubric.compounds import compounds_of


class CompiledDecision(NamedTuple):
    """A decision as a diagram whose terminals are row ids, and each row's own condition.

    `outcomes` is the same diagram with the rows' outcomes at its terminals.
    """

    decision: Decision
    root: Node
    outcomes: Node
    conditions: Mapping[str, Node]
    outcome_of: Mapping[str, str]

    @property
    def roots(self) -> tuple[Node, ...]:
        """Every diagram of it that has to stay; the others are made of these."""
        kept = () if isinstance(self.conditions, Cells) else self.conditions.values()
        return (self.root, self.outcomes, *kept)

    def where(self, manager: Manager, test: Node) -> "CompiledDecision":
        """The same where a test holds; elsewhere it ends where nothing can be."""
        conditions: Mapping[str, Node]
        if isinstance(self.conditions, Cells):
            conditions = self.conditions.where(test)
        else:
            conditions = {row: manager.only_where(test, n) for row, n in self.conditions.items()}
        return self._replace(
            root=manager.only_where(test, self.root),
            outcomes=manager.only_where(test, self.outcomes),
            conditions=conditions,
        )


class Cells(Mapping[str, Node]):
    """Where each cell of a table holds, made when it is asked for: together they are very many.

    Nothing is remembered, since what is remembered would go with the nodes made later.
    """

    def __init__(self, built: "Conditions", table: Table, test: Node = YES) -> None:
        self.built, self.table, self.test = built, table, test
        self.names = {cell.row: cell.names for cell in table.cells}

    def __getitem__(self, row: str) -> Node:
        """Where the cell holds of which this is the row."""
        built, node = self.built, YES
        for id, name in zip(self.table.by, self.names[row], strict=True):
            node = built.manager.both(built.named(id, name), node)
        return node if self.test == YES else built.manager.only_where(self.test, node)

    def __iter__(self) -> Iterator[str]:
        """The ids of the rows."""
        return iter(self.names)

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self.names)

    def where(self, test: Node) -> "Cells":
        """The same where a test holds; elsewhere they end where nothing can be."""
        return Cells(self.built, self.table, self.built.manager.both(test, self.test))


def compile_decision(built: "Conditions", decision: Decision) -> CompiledDecision:
    """A decision whose parts are built: the first row that holds decides, or the one cell."""
    manager = built.manager
    conditions: Mapping[str, Node]
    if isinstance(decision.body, Table):
        conditions = Cells(built, decision.body)
        inputs = [built.values(id, names) for id, names in decision.body.inputs]
        root = manager.merge(tuple(inputs), lambda names: ".".join(map(str, names)), "cell")
    else:
        conditions = {
            row.id: YES if row.when is None else built.excepted(row.when, row.unless)
            for row in decision.rows
        }
        root = manager.terminal(decision.rows[-1].id)
        for row in reversed(decision.rows[:-1]):
            root = manager.choose(conditions[row.id], manager.terminal(row.id), root)
    outcome_of = {row.id: row.outcome for row in decision.rows}
    named = ("outcome of", *outcome_of.items())
    outcomes = manager.relabel(root, lambda row: outcome_of[str(row)], named)
    return CompiledDecision(decision, root, outcomes, conditions, outcome_of)


def certain_row(
    manager: Manager, decided: CompiledDecision, rows: Sequence[str], masks: Masks
) -> str | None:
    """Of the rows left, all with one outcome, the one whose condition holds whatever is unknown.

    It is the last of them, since none after it could decide; None where that one may not hold
    either. The row of the rest holds for certain only where it is the only one.
    """
    last = rows[-1]
    if len(rows) == 1:
        return last
    if last != OTHERWISE and forced(manager, decided.conditions[last], masks, True):
        return last
    return None


ZERO = Fraction(0)


Edge: TypeAlias = tuple[Fraction, bool]
"""Where an amount is compared: a number, and whether it has to be more than that."""

Cut: TypeAlias = Edge | bool
"""An edge, or whether it is reached whatever the answers are."""


def reached_by(number: Fraction, cuts: Sequence[Cut]) -> int:
    """How many of some cuts a number reaches."""
    return sum(_reaches(number, cut) for cut in cuts)


def _reaches(number: Fraction, cut: Cut) -> bool:
    if isinstance(cut, bool):
        return cut
    return number > cut[0] or (number == cut[0] and not cut[1])


BELOW = {"at_least": False, "more_than": True}
ABOVE = {"at_most": True, "less_than": False}
"""The bounds of a range, and whether what lies beyond each has to be more than its number."""


class Apart(NamedTuple):
    """A part of a rubric that is worked out by itself: in what rests on it, it is a variable.

    Of a score the values are how many of its `edges` it reaches; of a finding no and yes; of a
    decision its outcomes.
    """

    id: str
    level: int
    size: int
    edges: tuple[Edge, ...] = ()

    def reaching(self, edge: Edge) -> int:
        """The mask of the values that reach an edge; `TooManyNodes` where it is none of these."""
        if edge not in self.edges:
            raise TooManyNodes
        return (1 << self.size) - (1 << self.edges.index(edge) + 1)


class Conditions:
    """The conditions of one rubric as diagrams, over what has been built of it so far.

    A condition may name any finding, score or decision that is in `findings`, `scores`,
    `decisions`. `levels` are the variables of each criterion. With `known`, the values still
    possible of a candidate, only open answers are in the diagrams. What is `apart` is named by a
    variable of its own; `made` are the variables of scores of several numbers.
    """

    def __init__(
        self,
        rubric: Rubric,
        space: Space,
        known: Sequence[int] | None = None,
        apart: Iterable[Apart] = (),
    ) -> None:
        self.apart = {part.id: part for part in apart}
        self.rubric = rubric
        self.space = space
        self.variables = space.variables
        self.regions = space.regions
        self.manager = space.manager
        self.known = known
        self.levels: dict[str, tuple[int, ...]] = dict.fromkeys(rubric.criteria, ())
        has_made = not space.regions.keys() <= rubric.criteria.keys()
        compounds = compounds_of(rubric) if has_made else ()
        self.compounds = {one.variable: one for one in compounds}
        self.made: dict[str, int] = {}
        for level, variable in enumerate(space.variables):
            if variable.id in self.compounds:
                self.made[self.compounds[variable.id].score] = level
            else:
                self.levels[variable.criterion] += (level,)
        self.findings: dict[str, Node] = {}
        self.scores: dict[str, Quantity] = {}
        self.decisions: dict[str, CompiledDecision] = {}
        self._tested: dict[tuple[str, Test], Node] = {}

    @cached_property
    def answers_tested(self) -> dict[tuple[str, Test], Node]:
        """Where tests of criteria hold, of those built when this was first asked."""
        return {key: node for key, node in self._tested.items() if key[0] in self.rubric.criteria}

    def take_tests(self, other: "Conditions") -> None:
        """What another has built of tests of criteria, which mean the same in both."""
        self._tested.update(other.answers_tested)

    def roots(self) -> Iterator[Node]:
        """Every diagram that has been built and is still named."""
        yield from self.findings.values()
        yield from self._tested.values()
        for score in self.scores.values():
            yield from quantities.terms_of(score)
        for decided in self.decisions.values():
            yield from decided.roots

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
                return self._holds(id)
            case Atom(id=id, test=test):
                return self.atom(id, test)
            case Not(part=part):
                return self.manager.negate(self.condition(part))
            case All(parts=parts):
                return self._joined(parts, YES)
            case Any(parts=parts):
                return self._joined(parts, NO)
            case Count(parts=parts, at_least=least, at_most=most):
                bounds = Range.model_construct(at_least=least, at_most=most, trail=condition.trail)
                return self._compare(self.counted(parts), bounds)
        raise ValueError(f"a checked rubric has no such condition: {condition!r}")

    def _joined(self, parts: Many, neutral: Node) -> Node:
        """All parts (`neutral` is YES) or at least one of them (`neutral` is NO)."""
        return self._folded(self._each(parts), neutral)

    def _folded(self, parts: Iterable[Node], neutral: Node) -> Node:
        join = self.manager.both if neutral == YES else self.manager.either
        node, depth_of = neutral, self.manager.depth
        # The lowest first: each then stands above what is joined, and nothing is built anew.
        for part in sorted(parts, key=depth_of.__getitem__, reverse=True):
            node = join(part, node)
        return node

    def _each(self, parts: Many) -> Iterator[Node]:
        """The diagrams of several parts, families resolved."""
        if isinstance(parts, Each):
            ids = self.rubric.ids_in(parts.of)
            return (self.atom(id, parts.test) for id in ids)
        return (self.condition(part) for part in parts)

    def counted(self, parts: Many) -> Total:
        """How many of the parts hold."""
        one, none = self.manager.terminal(Fraction(1)), self.manager.terminal(ZERO)
        terms = [self.manager.choose(part, one, none) for part in self._each(parts)]
        return totals.add(self.manager, [Total(ZERO, (term,)) for term in terms])

    def values(self, id: str, names: Sequence[str]) -> Node:
        """Which of some names an answer, a finding or a decision has; it has one of them."""
        if id in self.decisions and id not in self.apart:
            return self.decisions[id].outcomes
        node = self.manager.terminal(names[-1])
        for name in names[:-1]:
            node = self.manager.choose(self.named(id, name), self.manager.terminal(name), node)
        return node

    def named(self, id: str, name: str) -> Node:
        """Where an answer, a finding or a decision has a name; not remembered."""
        return self.met(id, OneOf.model_construct(names=(name,)))

    def atom(self, id: str, test: Test) -> Node:
        """Where a test of one criterion, score or decision holds; built once."""
        key = (id, test)
        if key not in self._tested:
            self._tested[key] = self.met(id, test)
        return self._tested[key]

    def met(self, id: str, test: Test) -> Node:
        """The same, not remembered."""
        if id in self.scores and isinstance(test, Range):
            if id in self.apart:
                return self._within(self.apart[id], test)
            return self._compare(self.scores[id], test)
        if id in self.decisions:
            return self._outcome(self.decisions[id], test)
        if id in self.findings and isinstance(test, OneOf):
            return self._finding(self._holds(id), test)
        if isinstance(test, Includes):
            return self._includes(id, test)
        (level,) = self.levels[id]
        variable = self.variables[level]
        if id in self.regions and isinstance(test, Range | Days):
            return self._test(level, self.within(id, test))
        names = variable.values
        if isinstance(test, Range):
            names = names[: variable.ranks]
        return self._test(level, passing(test, names, self.rubric.settings))

    def _holds(self, finding: str) -> Node:
        if finding in self.apart:
            return self.manager.test(self.apart[finding].level, 0b10)
        return self.findings[finding]

    def _within(self, part: Apart, test: Range) -> Node:
        """Where a score that is worked out apart lies within a range."""
        mask, settings = (1 << part.size) - 1, self.rubric.settings
        for key, bound in bounds_of(test):
            strict = BELOW.get(key, ABOVE.get(key, False))
            reaching = part.reaching((bound_number(bound, settings), strict))
            mask &= reaching if key in BELOW else ~reaching
        return self.manager.test(part.level, mask)

    def _finding(self, node: Node, test: OneOf) -> Node:
        if len(test.names) > 1:
            return YES
        return node if test.names == ("yes",) else self.manager.negate(node)

    def _includes(self, id: str, test: Includes) -> Node:
        named = (
            self._test(level, 0b10)
            for level in self.levels[id]
            if self.variables[level].id.removeprefix(f"{id}.") in test.members
        )
        return self._folded(named, NO if test.any_of else YES)

    def _outcome(self, decided: CompiledDecision, test: Test) -> Node:
        outcomes = decided.decision.outcomes
        mask = passing(test, outcomes, self.rubric.settings)
        if decided.decision.id in self.apart:
            return self.manager.test(self.apart[decided.decision.id].level, mask)
        passing_names = frozenset(name for i, name in enumerate(outcomes) if mask >> i & 1)
        return self.manager.relabel(decided.outcomes, passing_names.__contains__, passing_names)

    def _compare(self, quantity: Quantity, test: Range) -> Node:
        node = YES
        for key, _ in bounds_of(test):
            strict = BELOW.get(key, ABOVE.get(key, False))
            reached = self.reaches(quantity, self.bound(test, key), strict=strict)
            if key in BELOW:
                node = self.manager.both(reached, node)
            else:
                node = self.manager.choose(reached, NO, node)
        return node

    def bound(self, test: Range, key: str) -> Fraction:
        """The number of one bound of a range."""
        return bound_number(getattr(test, key), self.rubric.settings)

    def reaches(self, quantity: Quantity, bound: Fraction, *, strict: bool) -> Node:
        """Where a quantity is at least a number, or (`strict`) more than it."""
        return quantities.reaches(self.manager, quantity, bound, strict=strict)

    def within(self, id: str, test: Range | Days) -> int:
        """The mask of the regions of a number or a day that pass a test, by place."""
        return regions_passing(test, self.regions[id], self.rubric)

    def _test(self, level: int, mask: int) -> Node:
        """Where a variable has one of some values."""
        kids = (YES if mask >> i & 1 else NO for i in range(self.manager.sizes[level]))
        return self.node(level, tuple(kids))

    def node(self, level: int, kids: tuple[Node, ...]) -> Node:
        """The node, or where the answer is known and only open ones count, what it leads to."""
        mask = self.known[level] if self.known is not None else 0
        if mask and mask & (mask - 1) == 0:
            return kids[mask.bit_length() - 1]
        return self.manager.node(level, kids)
