"""The only place that turns a rubric into diagrams: findings, decisions and scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from endorse_cli.engine import quantities
from endorse_cli.engine.amounts import Amounts
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.conditions import Conditions
from endorse_cli.engine.counting import example
from endorse_cli.engine.decisions import compile_decision
from endorse_cli.engine.diagram import YES, Manager, Node
from endorse_cli.engine.domain import Space, space_of
from endorse_cli.engine.order import deciding_tests, definition_order
from endorse_cli.engine.quantities import Quantity
from endorse_cli.engine.spans import span
from endorse_cli.models.cuts import single_numbers
from endorse_cli.models.regions import Region
from endorse_cli.models.rubric import Rubric

SCORE_BUDGET = 50_000
CHECK_BUDGET = 2_000_000


def compile_rubric(
    rubric: Rubric, budget: int = SCORE_BUDGET, known: Sequence[int] | None = None
) -> Compiled:
    """Every finding, score and decision of a checked rubric as diagrams in one manager.

    With `known`, the values still possible of a candidate, the diagrams are built over the open
    answers only. Raises `TooManyNodes` past the budget.
    """
    return compile_over(rubric, space_of(rubric, budget), known)


def compile_over(rubric: Rubric, space: Space, known: Sequence[int] | None = None) -> Compiled:
    """A rubric over variables and regions that are given, in a manager that others may share."""
    compiler = Compiler(rubric, space, known)
    for id in definition_order(rubric):
        compiler.define(id)
    return compiler.compiled()


class Compiler:
    """Builds what a rubric defines, part by part; `built` is all there is so far."""

    def __init__(self, rubric: Rubric, space: Space, known: Sequence[int] | None = None) -> None:
        self.rubric = rubric
        self.built = Conditions(rubric, space, known)
        self.amounts = Amounts(self.built)

    def define(self, id: str) -> None:
        """Build one finding, score or decision, whose parts are built."""
        rubric, built = self.rubric, self.built
        if id in rubric.findings:
            rule = rubric.findings[id]
            built.findings[id] = built.excepted(rule.when, rule.unless)
        elif id in rubric.scores:
            built.scores[id] = self.amounts.quantity(rubric.scores[id].value)
        else:
            decision = rubric.decisions[id]
            conditions = {
                row.id: YES if row.when is None else built.excepted(row.when, row.unless)
                for row in decision.rows
            }
            built.decisions[id] = compile_decision(built.manager, decision, conditions)

    def take(self, id: str, other: Compiled) -> None:
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
            levels=built.levels,
            index={variable.id: level for level, variable in enumerate(built.variables)},
            findings=built.findings,
            scores=built.scores,
            decisions=built.decisions,
            regions=built.regions,
            numbers=single_numbers(rubric) if built.regions else {},
            atoms=self._deciding_atoms(),
            builder=built,
            is_partial=built.known is not None,
            recorded=frozenset(id for id, c in rubric.criteria.items() if c.recorded is not None),
        )

    def _deciding_atoms(self) -> dict[str, tuple[Node, ...]]:
        """The tests of each criterion in what decisions rest on, each once, as written."""
        found: dict[str, dict[Node, None]] = {}
        for id, test in deciding_tests(self.rubric):
            if id in self.built.levels:
                found.setdefault(id, {})[self.built.atom(id, test)] = None
        return {id: tuple(nodes) for id, nodes in found.items()}


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
        return span(self.manager, self.quantity, masks)[0]


def compile_score(rubric: Rubric, id: str, budget: int) -> CompiledScore:
    """One score of a checked rubric and what it rests on; raises `TooManyNodes`."""
    compiler = Compiler(rubric, space_of(rubric, budget))
    for name in definition_order(rubric, [id]):
        compiler.define(name)
    return CompiledScore(compiler.built.manager, compiler.built.scores[id])
