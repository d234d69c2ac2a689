"""What there is to be tried of a rubric, what cases try of it, and cases made up for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import ne
from typing import NamedTuple

from endorse_cli.diagnostics import Trail, unused
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Leaf, Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.order import conditions_of, definition_order
from endorse_cli.engine.possible import Masks, ends, forced
from endorse_cli.engine.profiles import Path, example, moved_alone
from endorse_cli.engine.quantities import sides
from endorse_cli.models.amounts import BandPoints
from endorse_cli.models.conditions import Condition, Not
from endorse_cli.models.plain_values import Plain, show_number
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, Test
from endorse_cli.models.trials import Kind
from endorse_cli.review.cases import generated_case, masks_of, settled
from endorse_cli.review.progress import UNHEARD, Progress, as_far_as
from endorse_cli.rubric.compounds import called
from endorse_cli.rubric.part_tree import conditions_in, each_of, own_conditions, walk
from endorse_cli.rubric.regions import asked_by, cut_by

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
            node = manager.relabel(decided.root, row.id.__eq__, ("decided by", row.id))
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
        yield from ((finding.id, c) for c in own_conditions(finding))
    for decision in rubric.decisions.values():
        for row in decision.rows if decision.body is None else ():
            owner = f"{decision.id}.{row.id}"
            yield from ((owner, c) for c in own_conditions(row))


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
            for edge in cut_by(compiled.rubric, test):
                for side in sides(
                    compiled.manager, compiled.scores[id], edge.at, strict=edge.after
                ):
                    yield Goal("levels", id, show_number(side.value), test.trail, side.node)


def _criteria(compiled: Compiled) -> Iterator[Goal]:
    supports = [compiled.support(decided.outcomes) for decided in compiled.decisions.values()]
    for level in sorted(set().union(*supports)):
        variable = compiled.variables[level]
        trail = compiled.rubric.criteria[variable.criterion].trail
        yield Goal("criteria", variable.id, ALONE, trail)


class Trial(NamedTuple):
    """A case as it counts here: what its answers leave possible, and what they settle.

    `ended` remembers where diagrams end for it.
    """

    name: str
    masks: tuple[int, ...]
    outcomes: Mapping[str, str]
    ended: dict[Node, Leaf | None]

    def meets(self, manager: Manager, node: Node) -> bool:
        """Whether a diagram comes out true whatever its answers leave open."""
        if manager.is_plain(node):
            return ending(manager, node, self.masks) is True
        if node not in self.ended:
            self.ended[node] = ending(manager, node, self.masks)
        return self.ended[node] is True


def trial(compiled: Compiled, name: str, masks: Masks) -> Trial:
    """A case by its answers; `outcomes` has the decisions that these settle."""
    found = {id: outcome(compiled, decided, masks) for id, decided in compiled.decisions.items()}
    settled = {id: came for id, came in found.items() if came is not None}
    return Trial(name, tuple(masks), settled, {})


def outcome(compiled: Compiled, decided: CompiledDecision, masks: Masks) -> str | None:
    """The outcome that some answers force, or None where they leave several."""
    found = ending(compiled.manager, decided.outcomes, masks)
    return None if found is None else str(found)


def ending(manager: Manager, root: Node, masks: Masks) -> Leaf | None:
    """What a diagram ends with whatever some answers leave open, or None where that differs."""
    leaf_of, found = manager.leaf, None
    for end in ends(manager, root, masks):
        if found not in (None, leaf_of[end]):
            return None
        found = leaf_of[end]
    return found


def tried_by(compiled: Compiled, goal: Goal, trials: Sequence[Trial]) -> tuple[str, ...]:
    """The first case that meets a goal, or the first two that meet it together; else none."""
    if goal.node is None:
        return _swing(compiled, compiled.index[goal.id], trials)
    for tried in trials:
        if tried.meets(compiled.manager, goal.node):
            return (tried.name,)
    return ()


def _swing(compiled: Compiled, level: int, trials: Sequence[Trial]) -> tuple[str, ...]:
    """Two cases of which the one gets the other's outcome by this answer of the other alone.

    This is masking MC/DC: elsewhere they may differ in what makes no difference to that.
    """
    for id, decided in compiled.decisions.items():
        if level not in compiled.support(decided.outcomes):
            continue
        having: dict[tuple[int, str], str] = {}
        for tried in trials:
            if id in tried.outcomes:
                having.setdefault((tried.masks[level], tried.outcomes[id]), tried.name)
        for tried in trials:
            for (mask, came), other in having.items() if id in tried.outcomes else ():
                if came != tried.outcomes[id] and mask != tried.masks[level]:
                    masks = list(tried.masks)
                    masks[level] = mask
                    if forced(compiled.manager, decided.outcomes, masks, came):
                        return (tried.name, other)
    return ()


def profiles_for(compiled: Compiled, goal: Goal, trials: Sequence[Trial]) -> list[Path]:
    """One profile that meets a goal; for a criterion one beside a case there is, or two."""
    if goal.node is not None:
        where = compiled.manager.both(goal.node, _reached(compiled, goal))
        path = example(compiled.manager, goal.node if where == NO else where, bool)
        return [settled(compiled, path or {})]
    level = compiled.index[goal.id]
    return _beside(compiled, level, trials) or _pair(compiled, level)


def _reached(compiled: Compiled, goal: Goal) -> Node:
    """Where no row before the one that a goal stands in decides: there people see it matter."""
    manager, trail = compiled.manager, goal.trail
    for decided in compiled.decisions.values():
        if trail[: len(decided.decision.trail)] != decided.decision.trail:
            continue
        earlier = NO
        for row in decided.decision.rows:
            if trail[: len(row.trail)] == row.trail:
                return manager.negate(earlier)
            earlier = manager.either(earlier, decided.conditions[row.id])
    return YES


def _beside(compiled: Compiled, level: int, trials: Sequence[Trial]) -> list[Path]:
    """A case there is, with this one answer changed so that an outcome changes."""
    for tried in trials:
        for id, came in tried.outcomes.items():
            for value in range(compiled.manager.sizes[level]):
                masks = list(tried.masks)
                masks[level] = 1 << value
                other = outcome(compiled, compiled.decisions[id], masks)
                if other not in (None, came):
                    return [dict(_chosen(compiled, masks))]
    return []


def _chosen(compiled: Compiled, masks: list[int]) -> Iterator[tuple[int, int]]:
    """A value for every variable of which something is known; of a dispute the first."""
    for level, mask in enumerate(masks):
        if mask != compiled.variables[level].all_values:
            yield level, members(mask)[0]


def _pair(compiled: Compiled, level: int) -> list[Path]:
    """Two profiles that differ in this answer alone and in an outcome."""
    for decided in compiled.decisions.values():
        found = moved_alone(compiled, decided.outcomes, level, ne, set())
        if found is not None and found.moved is not None:
            _, *both = found.moved
            return [settled(compiled, {**found.profile, level: value}) for value in both]
    return []


class Tried(NamedTuple):
    """A goal, and the cases that meet it: one, two together, or none."""

    goal: Goal
    by: tuple[str, ...]


class Untried(NamedTuple):
    """A goal that no case meets, and the names of cases made up that do."""

    goal: Goal
    examples: tuple[str, ...]


class Measured(NamedTuple):
    """What cases try of a rubric, what they do not, and cases made up for that."""

    tried: tuple[Tried, ...]
    untried: tuple[Untried, ...]
    examples: tuple[dict[str, Plain], ...]
    left: tuple[Kind, ...] = ()
    """The kinds of what was not looked at any more."""
    is_cut: bool = False
    """Whether there would be more cases to make up than are made."""

    @property
    def share(self) -> Fraction:
        """How much of all there is to be tried is tried; all of nothing is 1."""
        total = len(self.tried) + len(self.untried)
        return Fraction(len(self.tried), total) if total else Fraction(1)


def measure(
    compiled: Compiled, trials: Sequence[Trial], taken: Sequence[str], progress: Progress = UNHEARD
) -> Measured:
    """What some cases try; no case made up gets one of the names taken."""
    every, maker = list(goals(compiled)), _Maker(compiled, trials, taken)

    def looked_at(goal: Goal) -> Tried | Untried:
        by = tried_by(compiled, goal, trials)
        return Tried(goal, by) if by else Untried(goal, maker.examples_for(goal))

    found = as_far_as(map(looked_at, every), len(every), "things looked for", progress)
    return Measured(
        tuple(one for one in found if isinstance(one, Tried)),
        tuple(one for one in found if isinstance(one, Untried)),
        tuple(maker.made.values()),
        tuple(dict.fromkeys(goal.kind for goal in every[len(found) :])),
        maker.is_cut,
    )


MOST = 2_500_000
"""So many steps may be taken for cases that are made up."""

STEPS = 3
"""Steps for each node of the decisions, to make up one case; and one for each answer of each."""


class _Maker:
    """Makes up cases one after the other; one made for a goal serves others too."""

    def __init__(self, compiled: Compiled, trials: Sequence[Trial], taken: Sequence[str]) -> None:
        self.compiled = compiled
        self.trials = list(trials)
        self.taken = set(taken)
        self.made: dict[str, dict[str, Plain]] = {}
        decided = compiled.decisions.values()
        nodes = compiled.manager.descendants([one.root for one in decided])
        each = STEPS * len(nodes) + sum(len(compiled.support(one.outcomes)) for one in decided)
        self.room = MOST // each
        self.is_cut = False

    def examples_for(self, goal: Goal) -> tuple[str, ...]:
        by = tried_by(self.compiled, goal, self.trials)
        if not by and len(self.made) >= self.room:
            self.is_cut = True
        elif not by:
            for profile in profiles_for(self.compiled, goal, self.trials):
                name = unused(f"{called(self.compiled.rubric, goal.id)} {goal.asks}", self.taken)
                self.trials.append(trial(self.compiled, name, masks_of(self.compiled, profile)))
                why = "Made up to try what no case tried; confirm what comes out, and say why."
                self.made[name] = generated_case(self.compiled, profile, name, why)
            by = tried_by(self.compiled, goal, self.trials)
        return tuple(name for name in by if name in self.made)
