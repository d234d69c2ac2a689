"""The only place that divides a rubric past the node budget into parts that are worked out apart.

What has a name is divided first: scores, then findings and decisions. Where one of them is too
large by itself, what its conditions are made of is given a name too.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from endorse_cli.engine.compile import SCORE_BUDGET, SPARE, Compiled, Compiler, orders_of
from endorse_cli.engine.diagram import Manager, TooManyNodes
from endorse_cli.engine.domain import bound_number, space_of
from endorse_cli.engine.logic import ABOVE, BELOW, Apart, Edge
from endorse_cli.engine.order import definition_order, uses
from endorse_cli.models.amounts import Counted
from endorse_cli.models.base import Model, replace
from endorse_cli.models.conditions import CONDITIONS, Atom, Count, Holds
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.tests import Range, bounds_of
from endorse_cli.rubric.cuts import tests_in
from endorse_cli.rubric.parts import rebuild

Change: TypeAlias = Callable[[Model], Model]
"""What is made of each part of a part."""


def compile_apart(rubric: Rubric, budget: int = SCORE_BUDGET) -> Compiled:
    """A rubric of which parts are worked out by themselves, so that no diagram is large.

    The scores alone, by where they are compared, if that is enough; else every finding and every
    decision that another definition names; else the conditions inside conditions; at last those
    of rows. Raises `TooManyNodes` where one is too large even so.
    """
    space = space_of(rubric, budget)
    walks = orders_of(rubric, space.variables)[::-1]
    for divided, names in _divisions(rubric):
        apart = _parts(divided, len(space.variables), names)
        sizes = [*(len(variable.values) for variable in space.variables), *(p.size for p in apart)]
        for order in walks:
            manager = Manager(sizes, budget * SPARE, (*order, *(p.level for p in apart)))
            compiler = Compiler(divided, space._replace(manager=manager), None, apart)
            if apart and compiler.define_all(budget):
                return _as_written(compiler.compiled(), rubric)
    raise TooManyNodes


def _divisions(rubric: Rubric) -> Iterator[tuple[Rubric, list[str]]]:
    """A rubric divided ever further, each time with the names of its parts."""
    yield rubric, list(rubric.scores)
    yield rubric, _named(rubric)
    for divide in (named_inside, named_throughout):
        divided = divide(rubric)
        yield divided, _named(divided)


def _named(rubric: Rubric) -> list[str]:
    """Everything that has a name."""
    return [*rubric.scores, *rubric.findings, *rubric.decisions]


def _as_written(compiled: Compiled, rubric: Rubric) -> Compiled:
    """The diagrams of a divided rubric, as those of the rubric that somebody wrote."""
    decisions = {
        id: decided._replace(decision=rubric.decisions[id])
        for id, decided in compiled.decisions.items()
    }
    return dataclasses.replace(compiled, rubric=rubric, decisions=decisions)


def named_inside(rubric: Rubric) -> Rubric:
    """A rubric in which the conditions inside conditions have a name, and those inside amounts."""
    naming = _Naming(rubric)
    return naming.divided(naming.inside)


def named_throughout(rubric: Rubric) -> Rubric:
    """The same with the conditions of rows named too."""
    naming = _Naming(rubric)
    return naming.divided(naming.named)


class _Naming:
    """Gives conditions a name: a finding's, of a count a score's.

    It has a space in it, as no name that somebody writes.
    """

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.findings: dict[str, FindingRule] = {}
        self.scores: dict[str, Score] = {}

    def divided(self, rows: Change) -> Rubric:
        """The rubric, each part of its rows changed so."""
        rubric = self.rubric
        scores = {id: rebuild(each, self.named) for id, each in rubric.scores.items()}
        findings = {id: rebuild(each, self.inside) for id, each in rubric.findings.items()}
        decisions = {
            # What tables and bands are made of excludes each other, and is small.
            id: each if each.body is not None else _with_rows(each, rows)
            for id, each in rubric.decisions.items()
        }
        return replace(
            rubric,
            scores={**scores, **self.scores},
            findings={**findings, **self.findings},
            decisions=decisions,
        )

    def inside(self, part: Model) -> Model:
        """A part in which the conditions inside conditions are named."""
        return rebuild(part, self.named if isinstance(part, CONDITIONS) else self.inside)

    def named(self, part: Model) -> Model:
        """A condition by its name; of any other part with its conditions so."""
        found = rebuild(part, self.named)
        if not isinstance(found, CONDITIONS) or isinstance(found, Holds | Atom):
            return found
        id = f" {len(self.findings) + len(self.scores)}"
        if not isinstance(found, Count):
            self.findings[id] = FindingRule.model_construct(id=id, when=found, grounds=NO_GROUNDS)
            return Holds.model_construct(finding=id)
        counted = Counted.model_construct(parts=found.parts, trail=found.trail)
        self.scores[id] = Score.model_construct(id=id, value=counted, grounds=NO_GROUNDS)
        bounds = Range.model_construct(at_least=found.at_least, at_most=found.at_most)
        return Atom.model_construct(id=id, test=bounds, grounds=None)


def _with_rows(decision: Decision, change: Change) -> Decision:
    return replace(decision, rows=tuple(rebuild(row, change) for row in decision.rows))


def _parts(rubric: Rubric, first: int, names: Sequence[str]) -> tuple[Apart, ...]:
    """Those of some definitions that another one names, as variables from `first` on."""
    edges: dict[str, set[Edge]] = {}
    for id, test in tests_in(rubric):
        if id in rubric.scores and isinstance(test, Range):
            for key, bound in bounds_of(test):
                strict = BELOW.get(key, ABOVE.get(key, False))
                edges.setdefault(id, set()).add((bound_number(bound, rubric.settings), strict))
    order = definition_order(rubric)
    used = {name for id in order for name in uses(rubric, id)}
    found: list[Apart] = []
    for id in (id for id in order if id in names):
        level = first + len(found)
        if id in rubric.scores and id in edges:
            found.append(Apart(id, level, len(edges[id]) + 1, tuple(sorted(edges[id]))))
        elif id in used and id in rubric.findings:
            found.append(Apart(id, level, 2))
        elif id in used and id in rubric.decisions:
            found.append(Apart(id, level, len(rubric.decisions[id].outcomes)))
    return tuple(found)
