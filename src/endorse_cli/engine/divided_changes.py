"""The only place that finds least changes past the node budget, where parts are worked out apart.

The way through the diagram is the cheapest, as ever; what it costs to bring a part to some of its
values is worked out of the part: of a score as the fewest answers, then the fewest levels, with
which its total gets so far. Where that cannot be told the changes of one answer are looked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import YES, Node
from endorse_cli.engine.divided_answers import can_move, led_to
from endorse_cli.engine.divided_ends import SEVERAL, Effort, Ends, ends_left
from endorse_cli.engine.divided_parts import Walked, all_open, is_exact, under, walk
from endorse_cli.engine.divided_values import bare, unit_of
from endorse_cli.engine.domain import members
from endorse_cli.engine.least_changes import Change, distance, price
from endorse_cli.engine.logic import Apart, CompiledDecision
from endorse_cli.engine.possible import Masks
from endorse_cli.engine.quantities import number_at
from endorse_cli.engine.totals import Total

MOST = 1_000_000
"""Steps to find which answers raise a total: about a second."""

MANY = 12
"""Of more values than this those are tried that lie beside a bound."""


class Found(NamedTuple):
    """The changes found, and whether they are the least of all, not only of single answers."""

    changes: tuple[Change, ...]
    are_least: bool


class Way(NamedTuple):
    """What is changed, as one value by variable, and what it costs."""

    cost: int
    change: Mapping[int, int]


def changes_apart(
    compiled: Compiled, decided: CompiledDecision, masks: Masks, possible: tuple[str, ...]
) -> Found:
    """The least change to every outcome that is not possible now, in the order of outcomes."""
    look = _Look(compiled, decided, masks)
    changes, are_least = [], True
    for outcome in decided.decision.outcomes:
        if outcome not in possible:
            change = look.least(outcome)
            are_least = are_least and look.is_sure
            if change is not None:
                changes.append(change)
    return Found(tuple(changes), are_least)


def least_apart(
    compiled: Compiled,
    decided: CompiledDecision,
    masks: Masks,
    outcome: str,
    allowed: Masks,
) -> Change | None:
    """The least change to one outcome that is found, to values that are allowed."""
    return _Look(compiled, decided, masks, allowed).least(outcome)


class _Look:
    """One decision, seen from what is known of a candidate; `allowed` are values to change to."""

    def __init__(
        self,
        compiled: Compiled,
        decided: CompiledDecision,
        masks: Masks,
        allowed: Masks | None = None,
    ) -> None:
        self.allowed = allowed or [variable.all_values for variable in compiled.variables]
        self.compiled = compiled
        self.manager = compiled.manager
        self.decided = decided
        self.masks = list(masks)
        self.walked = walk(compiled, masks)
        self.effort = Effort(left=SEVERAL)
        self.parts = {part.level: part for part in compiled.apart}
        self.is_sure = True
        self.steps: dict[tuple[int, int], Way | None] = {}

    def least(self, outcome: str) -> Change | None:
        """The least change to one outcome."""
        self.is_sure = is_exact(self.compiled)
        goal = self.compiled.outcome_is(self.decided, outcome)
        self.steps = {}
        if self.is_sure:
            for level, wanted in self.needed(goal):
                self.step(level, wanted)
        way = self.way(goal) if self.is_sure else None
        if way is not None:
            change = self.made(outcome, way.change)
            if change is not None:
                return change
        if self.is_sure and way is None:
            return None
        self.is_sure = False
        return self.single(outcome)

    def way(self, goal: Node) -> Way | None:
        """The cheapest way to where a condition holds."""
        manager = self.manager
        best: dict[Node, Way] = {YES: Way(0, {})}
        for node in self.compiled.inner(goal):
            ways = []
            for kid, wanted in self.branches(node):
                below = best.get(kid)
                if below is None:
                    continue
                step = self.step(manager.level[node], wanted)
                if step is not None:
                    ways.append(Way(below.cost + step.cost, {**below.change, **step.change}))
            if ways:
                best[node] = min(ways, key=lambda way: way.cost)
        return best.get(goal)

    def branches(self, node: Node) -> list[tuple[Node, int]]:
        """Where a node leads, each with the values that lead there."""
        kids = self.manager.kids[node]
        return [
            (kid, sum(1 << value for value, each in enumerate(kids) if each == kid))
            for kid in dict.fromkeys(kids)
        ]

    def needed(self, goal: Node) -> list[tuple[int, int]]:
        """The parts that have to change on some way to a goal, and to what: those below first.

        Worked out in this order, none has to wait for another, however many stand in a row.
        """
        found, stack = set[tuple[int, int]](), [goal]
        while stack:
            for node in self.compiled.inner(stack.pop()):
                level = self.manager.level[node]
                for _, wanted in self.branches(node) if level in self.parts else ():
                    if (level, wanted) in found or wanted & self.walked.masks[level]:
                        continue
                    found.add((level, wanted))
                    if not self.parts[level].edges:
                        stack.append(self.goal(self.parts[level], wanted))
        return sorted(found)

    def goal(self, part: Apart, wanted: int) -> Node:
        """Where a finding or a decision has some of its values."""
        compiled, manager = self.compiled, self.manager
        if part.id in compiled.findings:
            node = compiled.parts.findings[part.id]
            return node if wanted & 0b10 else manager.negate(node)
        decided = compiled.parts.decisions[part.id]
        names = frozenset(decided.decision.outcomes[place] for place in members(wanted))
        return manager.relabel(decided.outcomes, names.__contains__, names)

    def step(self, level: int, wanted: int) -> Way | None:
        """What it takes to bring one variable to some of its values."""
        mask = self.walked.masks[level]
        if wanted & mask:
            return Way(0 if mask & ~wanted == 0 else 1, {})
        if level in self.parts:
            if (level, wanted) not in self.steps:
                self.steps[level, wanted] = self.moved(self.parts[level], wanted)
            return self.steps[level, wanted]
        found = [
            Way(cost, {level: value})
            for value in members(wanted & self.allowed[level])
            if (cost := price(self.compiled, level, mask, 1 << value)) is not None
        ]
        return min(found, key=lambda way: way.cost, default=None)

    def moved(self, part: Apart, wanted: int) -> Way | None:
        """What it takes to bring a part to some of its values."""
        if part.edges:
            quantity, cuts = bare(self.compiled.parts.scores[part.id], part.edges)
            if not isinstance(quantity, Total):
                self.is_sure = False
                return None
            goals = self.walked.sums_of(quantity, cuts)[1]
            runs = [self.raised(quantity, *run) for run in _runs(goals, wanted)]
            return min((way for way in runs if way), key=lambda way: way.cost, default=None)
        return self.way(self.goal(part, wanted))

    def raised(self, total: Total, low: float, high: float) -> Way | None:
        """The fewest answers, then levels, with which a total is at least `low`, less than `high`.

        What has to fall is raised the other way round.
        """
        added, _ = self.walked.sums_of(total, ())
        least, most = added.low, added.high
        sign = 1 if low > most else -1
        need = int(low) - most if sign == 1 else least - int(high) + 1
        if need <= 0:
            self.is_sure = False
            return None
        options = [self.options(term, total, sign) for term in total.terms]
        if any(found is None for found in options):
            self.is_sure = False
            return None
        chosen = _fewest([found for found in options if found], need)
        if chosen is None:
            return None
        if not chosen:
            self.is_sure = False
            return None
        costs = (price(self.compiled, o.level, self.masks[o.level], 1 << o.value) for o in chosen)
        return Way(sum(cost or 0 for cost in costs), {o.level: o.value for o in chosen})

    def options(self, term: Node, total: Total, sign: int) -> "list[_Option] | None":
        """The other values of an answer that raise a total; None where it is not one answer's."""
        manager, compiled = self.manager, self.compiled
        level, kids = manager.level[term], manager.kids[term]
        if level in self.parts or any(manager.kids[kid] for kid in kids):
            return None
        variable = compiled.variables[level]
        if compiled.rubric.criteria[variable.criterion].cure == "nobody":
            return []
        unit = unit_of(self.walked.manager, total)
        gains = [sign * int(number_at(manager.leaf[kid]) * unit) for kid in kids]
        now = members(self.masks[level])
        top = max(gains[value] for value in now)
        return [
            _Option(level, value, distance(variable, now, value), gain - top)
            for value, gain in enumerate(gains)
            if gain > top and value not in now and self.allowed[level] >> value & 1
        ]

    def made(self, outcome: str, change: Mapping[int, int]) -> Change | None:
        """The change with the values that nothing tells apart, and what has to turn out so."""
        after = list(self.masks)
        for level, value in change.items():
            after[level] = 1 << value
        if outcome not in self.outcomes(after):
            return None
        provided = self.provided(outcome, after)
        if provided is None:
            return None
        for level, mask in provided.items():
            after[level] = mask
        wide = {level: self.alike(level, change[level]) for level in sorted(change)}
        return Change(outcome, wide, provided)

    def alike(self, level: int, value: int) -> int:
        """The values of an answer that nothing tells from one of them."""
        compiled, roots, found = self.compiled, [self.decided.outcomes], 1 << value
        size = len(compiled.variables[level].values)
        free = self.allowed[level] & ~self.masks[level] & ~found
        for other in members(free):
            two = 1 << value | 1 << other
            if size <= MANY and not can_move(compiled, all_open(compiled), roots, level, two):
                found |= 1 << other
        return found

    def provided(self, outcome: str, masks: Masks) -> dict[int, int] | None:
        """Open answers that have to turn out so for an outcome, none of which can be left out."""
        after, found = list(masks), dict[int, int]()
        open_ = [
            v for v in under(self.compiled, self.decided.outcomes) if masks[v] & (masks[v] - 1)
        ]
        for level in sorted(open_, key=lambda v: (-self.spread(v), v)):
            if self.outcomes(after) == {outcome}:
                break
            ways = []
            for value in members(masks[level]):
                tried = [*after]
                tried[level] = 1 << value
                if outcome in (left := self.outcomes(tried)):
                    ways.append((len(left), -abs(2 * value - len(members(masks[level]))), value))
            if not ways:
                return None
            found[level] = after[level] = 1 << min(ways)[2]
        if self.outcomes(after) != {outcome}:
            return None
        for level in sorted(found, reverse=True):
            tried = [*after]
            tried[level] = masks[level]
            if self.outcomes(tried) == {outcome}:
                after = tried
                del found[level]
        return found

    def spread(self, level: int) -> int:
        """How far an open answer moves the totals that it stands in."""
        widths = [0]
        for part in self.compiled.apart:
            if not part.edges:
                continue
            quantity, _ = bare(self.compiled.parts.scores[part.id], part.edges)
            if isinstance(quantity, Total):
                added, _ = self.walked.sums_of(quantity, ())
                for term, group in zip(quantity.terms, added.groups, strict=True):
                    if self.manager.level[term] == level:
                        widths.append(group[-1] - group[0])
        return sum(widths)

    def outcomes(self, masks: Masks) -> set[str]:
        """The outcomes that are possible; what is not excluded where that cannot be told."""
        return {str(self.manager.leaf[end]) for end in self.ends(masks).nodes}

    def ends(self, masks: Masks) -> Ends:
        """Where the decision can end."""
        walked = Walked(self.compiled, masks, self.walked)
        return ends_left(self.compiled, self.decided.outcomes, walked, masks, self.effort)

    def single(self, outcome: str) -> Change | None:
        """The least change of one answer to an outcome."""
        best: tuple[tuple[int, int, int], Change] | None = None
        root, wanted = self.decided.outcomes, self.manager.terminal(outcome)
        for level in sorted(under(self.compiled, self.decided.outcomes)):
            variable, now = self.compiled.variables[level], members(self.masks[level])
            if self.compiled.rubric.criteria[variable.criterion].cure == "nobody":
                continue
            for value in self.tried(level):
                moved = distance(variable, now, value)
                if best is not None and (moved, 0, level) >= best[0]:
                    continue
                if wanted not in led_to(self.walked, root, level, value):
                    continue
                after = [*self.masks]
                after[level] = 1 << value
                left = self.ends(after)
                if left.is_exact and outcome in self.outcomes(after):
                    change = self.made(outcome, {level: value})
                    if change is not None:
                        cost = (moved, len(change.provided), level)
                        best = min(best or (cost, change), (cost, change), key=lambda b: b[0])
        return best[1] if best else None

    def tried(self, level: int) -> Sequence[int]:
        """The values of an answer to try; of very many those spread evenly over them."""
        every = self.allowed[level] & ~self.masks[level]
        values = members(every)
        return values if len(values) <= MANY else values[:: len(values) // MANY]


class _Option(NamedTuple):
    """A value that an answer could have instead: the levels moved, and what it adds."""

    level: int
    value: int
    moved: int
    more: int


def _runs(goals: Sequence[float], wanted: int) -> Iterable[tuple[float, float]]:
    """The stretches of totals in which so many goals are reached as is wanted."""
    ends = [-float("inf"), *goals, float("inf")]
    start = None
    for place in range(len(ends)):
        inside = wanted >> place & 1 and place < len(ends) - 1
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield ends[start], ends[place]
            start = None


def _fewest(options: Sequence[Sequence[_Option]], need: int) -> "list[_Option] | None":
    """The fewest options, one of each answer, then the fewest levels, that add so much together.

    Ties go to the answers that come first. None where all together are not enough; nothing where it
    takes too long to tell.
    """
    best = sorted((max(each.more for each in found) for found in options), reverse=True)
    sums = list(accumulate(best))
    count = next((place for place, more in enumerate(sums, 1) if more >= need), None)
    if count is None:
        return None
    widest = max(option.moved for found in options for option in found)
    steps = sum(map(len, options)) * count * count * widest
    if steps > MOST:
        return []
    # For each place what the answers from there on can add: so many of them, so many levels.
    ahead: list[list[dict[int, int]]] = [[{0: 0}, *({} for _ in range(count))]]
    for found in reversed(options):
        after = ahead[-1]
        here = [dict(row) for row in after]
        for taken in range(count):
            for moved, more in after[taken].items():
                for option in found:
                    key = moved + option.moved
                    if more + option.more > here[taken + 1].get(key, -1):
                        here[taken + 1][key] = more + option.more
        ahead.append(here)
    ahead.reverse()
    moved = min(moved for moved, more in ahead[0][count].items() if more >= need)
    chosen: list[_Option] = []
    for place, found in enumerate(options):
        for option in found if count else ():
            rest = ahead[place + 1][count - 1].get(moved - option.moved)
            if rest is not None and rest + option.more >= need:
                chosen.append(option)
                count, moved, need = count - 1, moved - option.moved, need - option.more
                break
    return chosen


__all__ = ["Found", "changes_apart"]
