"""The only place that says what there is to be tried of a rubric."""

from collections.abc import Iterator
from dataclasses import dataclass

from endorse_cli.diagnostics import Trail
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node
from endorse_cli.engine.order import conditions_of, definition_order
from endorse_cli.engine.quantities import sides
from endorse_cli.models.amounts import BandPoints
from endorse_cli.models.conditions import Condition, Exempt, Not
from endorse_cli.models.plain import show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Bound, Range, Test
from endorse_cli.models.trials import Kind
from endorse_cli.rubric.cuts import asked_by, setting_number
from endorse_cli.rubric.parts import conditions_in, each_of, walk

DECIDES = "decides"
HOLDS = "holds"
FAILS = "fails"
ALONE = "changes an outcome alone"


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to be tried: a row, a branch, a value beside a threshold, or a criterion.

    `id` is the row's (`decision.row`), of a branch that of the finding, row or score it stands in,
    else the variable's or the score's; `asks` is one of the four words above, or a value. `node`
    is where the goal is met; a criterion has none, since it takes two cases to show that.
    """

    kind: Kind
    id: str
    asks: str
    trail: Trail
    node: Node | None = None
    condition: Condition | None = None


def goals(compiled: Compiled) -> list[Goal]:
    """Everything that can be tried, in rubric order; what can never happen is not asked for."""
    return [*_rows(compiled), *_branches(compiled), *_levels(compiled), *_criteria(compiled)]


def _rows(compiled: Compiled) -> Iterator[Goal]:
    manager = compiled.manager
    for decided in compiled.decisions.values():
        for row in decided.decision.rows:
            node = manager.relabel(decided.root, row.id.__eq__)
            if node != NO:
                yield Goal("rows", f"{decided.decision.id}.{row.id}", DECIDES, row.trail, node)


def _branches(compiled: Compiled) -> Iterator[Goal]:
    for owner, condition in _owned_conditions(compiled):
        seen: set[Node] = set()
        for part in _parts(compiled, condition):
            node = compiled.condition(part)
            if node in seen:
                continue
            seen |= {node, compiled.manager.negate(node)}
            if node != NO:
                yield Goal("branches", owner, HOLDS, part.trail, node, part)
            if node != YES:
                fails = compiled.manager.negate(node)
                yield Goal("branches", owner, FAILS, part.trail, fails, part)


def _owned_conditions(compiled: Compiled) -> Iterator[tuple[str, Condition]]:
    """The conditions that somebody wrote for findings, rows and scores, each with its owner."""
    rubric = compiled.rubric
    for score in rubric.scores.values():
        yield from ((score.id, condition) for condition in conditions_in(score.value))
    for finding in rubric.findings.values():
        yield from ((finding.id, c) for c in _guarded(finding.when, finding.unless))
    for decision in rubric.decisions.values():
        for row in decision.rows if decision.body is None else ():
            owner = f"{decision.id}.{row.id}"
            yield from ((owner, c) for c in _guarded(row.when, row.unless))


def _guarded(when: Condition | None, unless: tuple[Exempt, ...]) -> Iterator[Condition]:
    if when is not None:
        yield when
    yield from (exception.when for exception in unless)


def _parts(compiled: Compiled, condition: Condition) -> Iterator[Condition]:
    """A condition and every branch in it; the members of `of … are` as tests of their own."""
    for part in walk(condition):
        if not isinstance(part, Not):
            yield part
        if each := each_of(part):
            yield from each.atoms(compiled.rubric.ids_in(each.of))


def _levels(compiled: Compiled) -> Iterator[Goal]:
    """The values on either side of every place where a test tells neighbours apart."""
    seen: set[tuple[str, str]] = set()
    for goal in (*_beside_cuts(compiled), *_beside_bounds(compiled)):
        if (goal.id, goal.asks) not in seen:
            seen.add((goal.id, goal.asks))
            yield goal


def _asked(rubric: Rubric) -> Iterator[tuple[str, Test]]:
    """Every test that decisions rest on, those of tables, bands and scores among them."""
    for id in definition_order(rubric, list(rubric.decisions)):
        amount = rubric.scores[id].value if id in rubric.scores else None
        conditions = conditions_of(rubric, id) if amount is None else conditions_in(amount)
        for part in (part for condition in conditions for part in walk(condition)):
            yield from asked_by(rubric, part)
        for inside in walk(amount) if amount is not None else ():
            if isinstance(inside, BandPoints):
                yield from ((inside.id, band.range) for band in inside.bands)
            yield from asked_by(rubric, inside)


def _beside_cuts(compiled: Compiled) -> Iterator[Goal]:
    manager = compiled.manager
    for id, test in _asked(compiled.rubric):
        # What is asked of a score of one number alone cuts that number.
        asked = compiled.numbers.get(id, id)
        form = compiled.rubric.criteria[asked].kind.form if asked in compiled.levels else ""
        for level in compiled.levels[asked] if form in ("levels", "number", "date") else ():
            variable = compiled.variables[level]
            node = compiled.builder.atom(id, test)
            kids = manager.kids[node]
            if manager.level[node] != level:
                continue
            for place in range(1, variable.ranks):
                if kids[place - 1] != kids[place]:
                    for value in (place - 1, place):
                        here = manager.test(level, 1 << value)
                        asks = variable.values[value]
                        yield Goal("levels", variable.id, asks, test.trail, here)


def _beside_bounds(compiled: Compiled) -> Iterator[Goal]:
    for id, test in _asked(compiled.rubric):
        if id in compiled.scores and id not in compiled.numbers and isinstance(test, Range):
            for bound, strict in _bounds(test):
                number = setting_number(compiled.rubric, bound)
                if number is not None:
                    quantity = compiled.scores[id]
                    for side in sides(compiled.manager, quantity, number, strict=strict):
                        asks = show_number(side.value)
                        yield Goal("levels", id, asks, test.trail, side.node)


def _bounds(test: Range) -> Iterator[tuple[Bound, bool]]:
    """The bounds of a range, and whether a value that equals one lies below the cut."""
    bounds = ((test.at_least, False), (test.more_than, True))
    beyond = ((test.at_most, True), (test.less_than, False))
    yield from ((bound, strict) for bound, strict in (*bounds, *beyond) if bound is not None)


def _criteria(compiled: Compiled) -> Iterator[Goal]:
    supports = [compiled.support(decided.outcomes) for decided in compiled.decisions.values()]
    for level in sorted(set().union(*supports)):
        variable = compiled.variables[level]
        trail = compiled.rubric.criteria[variable.criterion].trail
        yield Goal("criteria", variable.id, ALONE, trail)
