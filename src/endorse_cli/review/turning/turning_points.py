"""Where one candidate first comes out otherwise as one number of the rubric is turned.

Only what rests on the number is built again, over the candidate's open answers alone; everything
else is what it was. From one stretch to the next the rubric is linear in the number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.budget import SCORE_BUDGET, SPARE
from endorse_cli.engine.compile import Compiled, Compiler
from endorse_cli.engine.diagram import ANY, YES, Leaf, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import Space, Variable, rubric_variables
from endorse_cli.engine.logic import Conditions
from endorse_cli.engine.possible import reachable
from endorse_cli.engine.quantities import terms_of
from endorse_cli.engine.undated import UndatedAssessment
from endorse_cli.models.evidence import Answer
from endorse_cli.review.turning.closed_form import (
    ALWAYS,
    Allowance,
    Along,
    Place,
    Span,
    first_change,
    possible_at,
)
from endorse_cli.review.turning.moving_numbers import (
    MOST,
    Linear,
    NotLinear,
    Stretch,
    Turned,
    TurnedAmounts,
    line,
    moves_besides,
)
from endorse_cli.review.turning.turnable_numbers import Dial, Reliance, turned
from endorse_cli.rubric.measures import numbers_said
from endorse_cli.rubric.number_regions import Edge, NumberRegions, Region, steps
from endorse_cli.rubric.regions import Regions

ROOM = 20_000
"""So many nodes may come before those that are done with are freed."""

NODE = 20
"""What it takes to make a node, in what it takes to add to a line."""

STEPS = 400
"""So many stretches are looked at on one side; past them the end is not told."""

Outcomes: TypeAlias = Mapping[str, tuple[str, ...]]
"""The outcomes possible, by decision; none where what a file states cannot come out."""


class Turn(NamedTuple):
    """Where a candidate first comes out otherwise: at a value, or (`beyond`) right past it."""

    value: Fraction
    beyond: bool
    outcomes: Outcomes


class Judge:
    """One candidate's outcomes as a number is turned; without a day, those of all periods."""

    def __init__(self, assessment: Assessment, reliances: dict[int, Reliance]) -> None:
        periods = assessment.periods if isinstance(assessment, UndatedAssessment) else (assessment,)
        self.periods = [_Period(one, reliances) for one in periods]
        self.stretch = Stretch()
        self.now = {id: found.possible for id, found in assessment.decisions.items()}
        self.decisions = assessment.compiled.rubric.decisions

    @property
    def key(self) -> object:
        """What tells it from candidates of whom something else is known or stated."""
        return tuple(period.key for period in self.periods)

    def first_turn(
        self, dial: Dial, up: bool, tried: set[Fraction], allowance: Allowance
    ) -> Turn | None:
        """Where the candidate first comes out otherwise; `tried` are places looked at besides."""
        value, step, stretch = dial.value, 1 if up else -1, self.stretch
        if not any(period.is_moved_by(dial) for period in self.periods):
            return None
        for _ in range(STEPS):
            stretch.begin(step)
            spans = self._spans(dial, Linear.of(value, Fraction(1), stretch), stretch, allowance)
            first = self._first(spans, stretch.until)
            if first is not None:
                found = {id: possible_at(among, first) for id, among in spans.items()}
                return Turn(value + step * first[0], first[1], self._named(found))
            if stretch.until is None:
                return None
            value += step * stretch.until
            tried.add(value)
            there = self._spans(dial, value, stretch, allowance)
            found = {id: set(among) for id, among in there.items()}
            if any(found[id] != set(self.now[id]) for id in found):
                return Turn(value, False, self._named(found))
        raise NotLinear

    def _spans(
        self, dial: Dial, number: Fraction, stretch: Stretch, allowance: Allowance
    ) -> dict[str, dict[Leaf, list[Span]]]:
        """Where each outcome is possible, by the decisions that may come out otherwise."""
        found: dict[str, dict[Leaf, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for period in self.periods:
            for id, spans in period.spans(dial, number, stretch, allowance):
                for leaf, among in spans.items():
                    found[id][leaf] = sorted([*found[id][leaf], *among], key=_start)
        return found

    def _first(
        self, spans: Mapping[str, Mapping[Leaf, list[Span]]], until: Fraction | None
    ) -> Place | None:
        """The first place of a stretch at which something changes, if there is any."""
        changes = []
        for id, among in spans.items():
            is_now: dict[Leaf, bool] = {
                name: name in self.now[id] for name in self.decisions[id].outcomes
            }
            change = first_change(among, is_now)
            changes += [] if change is None else [change]
        first = min(changes, default=None)
        return first if first is None or until is None or first[0] < until else None

    def _named(self, found: Mapping[str, Iterable[Leaf]]) -> Outcomes:
        decisions = self.decisions
        return self.now | {
            id: tuple(name for name in decisions[id].outcomes if name in held)
            for id, held in found.items()
        }


def _start(span: Span) -> Place:
    return span.start


class _Period:
    """A candidate under the rubric as it is in force at one time."""

    def __init__(self, assessment: Assessment, reliances: dict[int, Reliance]) -> None:
        compiled = assessment.compiled
        rubric = compiled.rubric
        self.reliance = reliances.setdefault(id(rubric), Reliance(rubric))
        self.kept: tuple[Turned, Along] | None = None
        self.kept_for: tuple[Dial, Fraction] | None = None
        self.stated = {id: answer.masks[0] for id, answer in assessment.given.items()}
        regions, masks = _points(assessment)
        # With their numbers as points, scores of several need no variables of their own.
        asked = len(compiled.variables) - len(compiled.compounds)
        variables = rubric_variables(rubric, regions)[:asked]
        self.masks = masks[:asked]
        regions = {id: cut for id, cut in regions.items() if not _is_made(compiled, id)}
        self.space = _wide_space(variables, regions, compiled.manager.order)
        self.base = Compiler(Conditions(rubric, self.space, self.masks))
        # Foreseen of the rubric as it is; what is turned in it is small.
        self.space.manager.limit = SCORE_BUDGET
        if not self.base.define_all(SCORE_BUDGET):
            raise TooManyNodes
        self.space.manager.limit = ANY
        self.room = self.space.manager.live + ROOM

    @property
    def key(self) -> object:
        """What tells it from candidates of whom something else is known or stated."""
        regions = self.space.regions.values()
        numbers = tuple(cut.samples for cut in regions if isinstance(cut, NumberRegions))
        return id(self.reliance), tuple(self.masks), tuple(self.stated.items()), numbers

    def is_moved_by(self, dial: Dial) -> bool:
        """Whether anything rests on a number."""
        return bool(self.reliance.resting(dial))

    def spans(
        self, dial: Dial, number: Fraction, stretch: Stretch, allowance: Allowance
    ) -> Iterable[tuple[str, dict[Leaf, list[Span]]]]:
        """Where along a stretch each outcome of a decision is possible."""
        always: dict[str, dict[Leaf, list[Span]]] = {}
        if self.kept is None or (dial, number) != self.kept_for:
            building = self._building(dial, number, stretch, allowance)
            # Farther along, what does not move any more is not what it was at first.
            if line(number)[0] == dial.value:
                still, resting = self._still(next(building)), self.reliance.resting(dial)
                decisions = [id for id in self.base.built.decisions if id in resting]
                always = {id: self._all_along(id, still) for id in decisions}
                if all(always.values()):
                    return always.items()
            *_, built = building
            along = Along(built.manager, self.masks, list(built.compared), allowance)
            self.kept, self.kept_for = (built, along), (dial, number) if stretch.is_whole else None
        built, along = self.kept
        along.step, along.allowance = stretch.step, allowance
        return [
            (id, always.get(id) or along.spans(root)) for id, root in self._roots(built).items()
        ]

    def _still(self, built: Turned) -> list[int] | None:
        """The answers with which no score moves; None where one does whatever they are."""
        if self.stated or built.at_once or self.reliance.tested(built.dial):
            return None
        manager, masks = built.manager, list(self.masks)
        moved = [built.scores[id] for id in built.moved & built.scores.keys()]
        for term in {term for quantity in moved for term in terms_of(quantity)}:
            ends = {
                value: any(isinstance(manager.leaf[n], Linear) for n in manager.descendants((kid,)))
                for value, kid in enumerate(manager.kids[term])
            }
            masks[manager.level[term]] &= ~sum(1 << value for value, moves in ends.items() if moves)
        return None if any(map(moves_besides, moved)) or 0 in masks else masks

    def _all_along(self, id: str, still: list[int] | None) -> dict[Leaf, list[Span]]:
        """A decision that can come out in every way with answers with which nothing moves."""
        decided = self.base.built.decisions[id]
        ends = reachable(self.space.manager, decided.outcomes, still) if still else []
        names = decided.decision.outcomes
        return {name: [ALWAYS] for name in names} if len(ends) == len(names) else {}

    def _roots(self, built: Turned) -> dict[str, Node]:
        """The decisions that may come out otherwise, where what is stated comes out so."""
        manager, decisions, agrees = built.manager, built.decisions, YES
        if not self.stated:
            return {id: found.outcomes for id, found in decisions.items() if id in built.moved}
        for id, mask in self.stated.items():
            names = decisions[id].decision.outcomes
            wanted = {name for place, name in enumerate(names) if mask >> place & 1}
            told = manager.relabel(decisions[id].outcomes, wanted.__contains__)
            agrees = manager.both(agrees, told)
        return {id: manager.only_where(agrees, found.outcomes) for id, found in decisions.items()}

    def _building(
        self, dial: Dial, number: Fraction, stretch: Stretch, allowance: Allowance
    ) -> Iterator[Turned]:
        """The rubric with a number turned: what moves with it anew, all else as it is.

        First with its scores alone, where none hangs on a condition that moves; then with all.
        """
        reliance, base = self.reliance, self.base.built
        if base.manager.live > self.room:
            self.kept_for = None
            base.manager.collect(base.roots())
        rubric = turned(reliance.rubric, dial, number)
        nested, tested = reliance.is_nested(dial), reliance.tested(dial)
        built = Turned(rubric, base, dial, number, stretch, at_once=nested, tested=tested)
        compiler = Compiler(built, TurnedAmounts(built))
        resting = reliance.resting(dial)
        alone = frozenset() if nested else resting & base.scores.keys()
        scores = [id for id in reliance.order if id in alone]
        for id in reliance.order:
            if id not in resting:
                compiler.take(id, base)
        for ids in (scores, [id for id in reliance.order if id in resting - alone]):
            before = base.manager.work
            for id in ids:
                if reliance.holds(dial, id) or not built.moved.isdisjoint(reliance.uses[id]):
                    compiler.define(id)
                    if built.differs(id):
                        built.moved.add(id)
                else:
                    compiler.take(id, base)
            allowance.spend(NODE * max(0, base.manager.work - before))
            yield built


def _wide_space(
    variables: Sequence[Variable], regions: Mapping[str, Regions], order: Sequence[int]
) -> Space:
    """A space with room below all answers for comparisons that move."""
    first = len(variables)
    sizes = [*(len(variable.values) for variable in variables), *[2] * MOST]
    above = [level for level in order if level < first]
    manager = Manager(sizes, SCORE_BUDGET * SPARE, (*above, *range(first, first + MOST)))
    return Space(tuple(variables), regions, manager)


def _points(assessment: Assessment) -> tuple[dict[str, Regions], list[int]]:
    """The regions of numbers, each that a candidate gives by itself, and the values possible."""
    compiled, masks = assessment.compiled, list(assessment.masks)
    regions = dict(compiled.regions)
    numbers = {id for one in compiled.compounds for id in one.numbers}
    for id, cut in compiled.regions.items():
        level = compiled.index[id]
        if isinstance(cut, NumberRegions) and not _is_made(compiled, id):
            regions[id] = found = _cut_for(assessment.answers[id], masks[level], cut)
            masks[level] = _moved(masks[level], len(cut.regions), len(found.regions))
            if id in numbers and not found.are_listed:
                raise TooManyNodes
    return regions, masks


def _is_made(compiled: Compiled, id: str) -> bool:
    """Whether it is no answer, but what several numbers come to."""
    return any(one.variable == id for one in compiled.compounds)


def _cut_for(answer: Answer, mask: int, cut: NumberRegions) -> NumberRegions:
    said = numbers_said(answer) if answer.state in ("answered", "disputed") else ()
    points = sorted({number for number in said if mask >> cut.place(number) & 1})
    if points:
        return NumberRegions(cut.shape, tuple(map(_point, points)))
    is_open = mask & (1 << len(cut.regions)) - 1
    return (steps(cut.shape) if is_open else None) or cut


def _moved(mask: int, before: int, after: int) -> int:
    """The values possible with other regions: if any of them was, all; and what is besides them."""
    among = (1 << after) - 1 if mask & (1 << before) - 1 else 0
    return among | mask >> before << after


def _point(value: Fraction) -> Region[Fraction]:
    return Region(Edge(value, False), Edge(value, True))
