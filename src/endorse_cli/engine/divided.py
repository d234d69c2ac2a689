"""The only place that divides a rubric past the node budget into parts that are worked out apart.

What has a name is divided first: scores, then findings and decisions. Where one of them is too
large by itself, what its conditions are made of is given a name too.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from typing import TypeAlias

from endorse_cli.engine.budget import CHECK_BUDGET, SCORE_BUDGET, SPARE
from endorse_cli.engine.compile import Compiled, Compiler, compile_rubric, orders_of
from endorse_cli.engine.diagram import Manager, TooManyNodes
from endorse_cli.engine.domain import Space, bound_number, space_of
from endorse_cli.engine.logic import ABOVE, BELOW, Apart, Conditions, Edge
from endorse_cli.engine.order import amount_uses, definition_order, written_conditions
from endorse_cli.models.amounts import Counted
from endorse_cli.models.conditions import CONDITIONS, Atom, Count, Each, Holds
from endorse_cli.models.criteria import Criterion
from endorse_cli.models.decisions import Decision
from endorse_cli.models.grounds import NO_GROUNDS
from endorse_cli.models.kinds import YES_NO
from endorse_cli.models.model import Model, replace
from endorse_cli.models.rubric import FindingRule, Rubric, Score
from endorse_cli.models.tests import OneOf, Range, bounds_of
from endorse_cli.rubric.number_regions import steps
from endorse_cli.rubric.part_tree import rebuild, walk
from endorse_cli.rubric.regions import tests_in
from endorse_cli.rubric.terms import once_for

Change: TypeAlias = Callable[[Model], Model]
"""What is made of each part of a part."""


def compile_apart(rubric: Rubric, budget: int = SCORE_BUDGET) -> Compiled:
    """A rubric of which parts are worked out by themselves, so that no diagram is large.

    The scores alone, by where they are compared, if that is enough; else every finding and every
    decision that another definition names; else the conditions inside conditions; at last those
    of rows. Raises `TooManyNodes` where one is too large even so.
    """
    space = space_of(rubric, budget)
    walks = [*orders_of(rubric, space.variables)][::-1]
    for divided, names in _divisions(rubric):
        apart = _parts(divided, len(space.variables), names)
        for order in walks:
            found = _built(divided, space, apart, order, budget)
            if found is not None:
                return _as_written(found, rubric)
    raise TooManyNodes


def largest_diagrams(rubric: Rubric, budget: int = CHECK_BUDGET) -> Compiled:
    """The diagrams with the budget of a check, or past it those with parts worked out apart.

    Raises `TooManyNodes` where even so one is too large. Of the last rubric they are kept.
    """
    return _largest(rubric)(budget)


@once_for(*Rubric.model_fields, kept=1)
def _largest(rubric: Rubric) -> Callable[[int], Compiled]:
    @cache
    def within(budget: int) -> Compiled:
        with suppress(TooManyNodes):
            return compile_rubric(rubric, budget)
        return compile_apart(rubric, budget)

    return within


LIGHT, MANY, OUTLINED = 50, 8, 2_000
"""What adds up fewer steps is compiled as soon as outlined; so many answers that are counted are a
part; and nodes of an outline."""


def outline_of(rubric: Rubric) -> Compiled | None:
    """What is made soon, and tells outcomes where no two of its parts hang on a common open answer.

    Every definition that another one names is worked out apart, and every count of many answers.
    None where the rubric adds up little, so that all of it is made as soon; where an outcome is
    not all that is asked of a decision; where nothing is apart, and where even so it is large.
    """
    if not _adds_up_much(rubric) or any(d.list_others for d in rubric.decisions.values()):
        return None
    naming = _Naming(rubric)
    divided = naming.divided(None, naming.counting, naming.counting)
    space = space_of(rubric, OUTLINED)
    budget = OUTLINED + 2 * sum(space.manager.sizes)
    apart = _parts(divided, len(space.variables), _named(divided))
    found = _built(divided, space, apart, range(len(space.variables)), budget)
    return _as_written(found, rubric) if found else None


def _adds_up_much(rubric: Rubric) -> bool:
    """Whether the answers that are counted or added up can take many steps."""
    steps = 0
    for step in _steps_added(rubric):
        steps += step
        if steps >= LIGHT:
            return True
    return False


def _steps_added(rubric: Rubric) -> Iterator[int]:
    """How many steps each answer can take that is counted or added up."""
    written = (written_conditions(rubric, id) for id in (*rubric.findings, *rubric.decisions))
    for condition in chain.from_iterable(written):
        for part in walk(condition):
            if isinstance(part, Count):
                many = part.parts
                yield len(rubric.ids_in(many.of) if isinstance(many, Each) else many)
    for score in rubric.scores.values():
        for name in amount_uses(score.value):
            ids = rubric.members(name) if name in rubric.families else (name,)
            yield from (_steps_of(rubric.criteria[id]) for id in ids if id in rubric.criteria)


def _steps_of(criterion: Criterion) -> int:
    """How many steps an answer can take."""
    shape = criterion.kind.number
    listed = steps(shape) if shape is not None else None
    return len(listed.regions if listed else criterion.kind.names or YES_NO) - 1


def _built(
    rubric: Rubric, space: Space, apart: Sequence[Apart], order: Sequence[int], budget: int
) -> Compiled | None:
    """A rubric with parts as variables that are met last.

    None where there are no parts, and past a budget of nodes.
    """
    sizes = [*space.manager.sizes, *(part.size for part in apart)]
    manager = Manager(sizes, budget * SPARE, (*order, *(part.level for part in apart)))
    manager.limit = budget
    compiler = Compiler(Conditions(rubric, space._replace(manager=manager), None, apart))
    with suppress(TooManyNodes):
        if apart and compiler.define_all(budget):
            return compiler.compiled()
    return None


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
    return naming.divided(naming.named, naming.inside, naming.inside)


def named_throughout(rubric: Rubric) -> Rubric:
    """The same with the conditions of rows named too."""
    naming = _Naming(rubric)
    return naming.divided(naming.named, naming.inside, naming.named)


class _Naming:
    """Gives conditions a name: a finding's, of a count a score's, of the same count the same.

    It has a space in it, as no name that somebody writes.
    """

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.findings: dict[str, FindingRule] = {}
        self.scores: dict[str, Score] = {}
        self.counted: dict[tuple[str | tuple[str, ...], tuple[str, ...]], str] = {}

    def divided(self, scores: Change | None, findings: Change, rows: Change) -> Rubric:
        """The rubric, each part of its scores, of its findings and of its rows changed so."""
        rubric = self.rubric
        changed = {id: rebuild(each, findings) for id, each in rubric.findings.items()}
        decisions = {
            # What tables and bands are made of excludes each other, and is small.
            id: each if each.body is not None else _with_rows(each, rows)
            for id, each in rubric.decisions.items()
        }
        amounts = rubric.scores
        if scores is not None:
            amounts = {id: rebuild(each, scores) for id, each in amounts.items()}
        return replace(
            rubric,
            scores={**amounts, **self.scores},
            findings={**changed, **self.findings},
            decisions=decisions,
        )

    def counting(self, part: Model) -> Model:
        """A part in which counts of many answers are named."""
        if isinstance(part, Count) and isinstance(part.parts, Each):
            ids = self.rubric.ids_in(part.parts.of)
            if len(ids) >= MANY and self.rubric.criteria.keys() >= {*ids}:
                return self._count(part)
        return rebuild(part, self.counting)

    def inside(self, part: Model) -> Model:
        """A part in which the conditions inside conditions are named."""
        return rebuild(part, self.named if isinstance(part, CONDITIONS) else self.inside)

    def named(self, part: Model) -> Model:
        """A condition by its name; of any other part with its conditions so."""
        found = rebuild(part, self.named)
        if not isinstance(found, CONDITIONS) or isinstance(found, Holds | Atom):
            return found
        if isinstance(found, Count):
            return self._count(found)
        id = f" {len(self.findings) + len(self.scores)}"
        self.findings[id] = FindingRule.model_construct(id=id, when=found, grounds=NO_GROUNDS)
        return Holds.model_construct(finding=id)

    def _count(self, count: Count) -> Model:
        """How many hold, as a score that is compared."""
        id = f" {len(self.findings) + len(self.scores)}"
        many = count.parts
        if isinstance(many, Each) and isinstance(many.test, OneOf):
            id = self.counted.setdefault((many.of, many.test.names), id)
        if id not in self.scores:
            counted = Counted.model_construct(parts=many, trail=count.trail)
            score = Score.model_construct(id=id, value=counted, grounds=NO_GROUNDS)
            self.scores[id] = score
        bounds = Range.model_construct(at_least=count.at_least, at_most=count.at_most)
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
    below: dict[str, list[str]] = {}
    order = definition_order(rubric, known=below)
    used = {name for names in below.values() for name in names}
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
