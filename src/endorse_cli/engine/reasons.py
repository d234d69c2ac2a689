"""The only place that says why: answers that force an outcome, and those it cannot do without.

A sufficient reason is a set of the answers given which alone forces the outcome and of which none
can be dropped (Darwiche and Hirth 2020). It is found by dropping in a fixed order and is not
claimed to be the shortest.
"""

from collections.abc import Sequence
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.divided_parts import under, walked
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.possible import Masks, Restriction, ends, forced, mattering
from endorse_cli.engine.quantities import terms_of


class Reason(NamedTuple):
    """Variables, in rubric order: those that together force the outcome, those always needed.

    `row` are the first and what is needed besides so that the row that is certain holds, and where
    no other can decide, so that it is the one that does.
    """

    sufficient: tuple[int, ...]
    necessary: tuple[int, ...]
    row: tuple[int, ...]


def reason(
    compiled: Compiled,
    decided: CompiledDecision,
    restriction: Restriction,
    rows: Sequence[str],
    row: str | None,
) -> Reason:
    """Why a settled decision came out as it did; `rows` can still decide, `row` is certain.

    What the deciding rows do not name is dropped first, so that the reason speaks of them where
    it can; inside each half the last in rubric order first.
    """
    manager, masks = compiled.manager, restriction.masks
    root = decided.outcomes
    outcome = next(manager.leaf[end] for end in ends(manager, root, masks))
    deciding = rows if row is None else (row,)
    named = {level for id in deciding for level in compiled.support(decided.conditions[id])}
    freed = [(1 << size) - 1 for size in manager.sizes]
    given = [v for v in levels_met(manager, decided.root, masks) if masks[v] != freed[v]]
    necessary = mattering(restriction, root).intersection(given)
    # Whatever the walk did not meet cannot be needed: it is free from the start.
    every = list(freed)
    for level in given:
        freed[level] = masks[level]
    if compiled.is_narrowed:
        # What only a contradiction depends on is not needed.
        necessary = {v for v in necessary if not _forced_without(compiled, root, freed, v, outcome)}
    met = _Met(manager, root, freed)
    order = sorted(set(given) - necessary, key=lambda level: (level in named, -level))
    kept = necessary.union([level for level in order if not met.free(level)])
    for level in kept:
        every[level] = masks[level]
    besides = _for_row(compiled, decided, rows, row, every, masks)
    return Reason(*(tuple(sorted(levels)) for levels in (kept, necessary, kept | besides)))


def _for_row(
    compiled: Compiled,
    decided: CompiledDecision,
    rows: Sequence[str],
    row: str | None,
    kept: Masks,
    masks: Masks,
) -> set[int]:
    """What is needed besides a sufficient reason so that the row that is certain is the one."""
    manager = compiled.manager
    if row is None or list(decided.outcome_of.values()).count(decided.outcome_of[row]) == 1:
        return set()
    root = decided.root if len(rows) == 1 else decided.conditions[row]
    if len(set(ends(manager, root, kept))) == 1:
        return set()
    freed = list(kept)
    free = [v for v in levels_met(manager, root, masks) if masks[v] != kept[v]]
    for level in free:
        freed[level] = masks[level]
    met = _Met(manager, root, freed)
    return {level for level in reversed(free) if not met.free(level)}


class _Met:
    """What a walk meets on the way to one end, widened as variables are freed one by one.

    What has been met stays met, so each step walks only what one more free variable adds.
    """

    def __init__(self, manager: Manager, root: Node, masks: Masks) -> None:
        self.manager = manager
        self.masks = list(masks)
        self.ends = {next(ends(manager, root, masks)), manager.dead}
        self.seen: set[Node] = set()
        self.at: dict[int, list[Node]] = {}
        self._widen([root])

    def free(self, level: int) -> bool:
        """Free a variable; False, and nothing is changed, where another end could be met then."""
        kids_of = self.manager.kids
        free = self._widen([kid for node in self.at.get(level, ()) for kid in kids_of[node]])
        if free:
            # What is met from now on is followed to all of its values.
            self.masks[level] = (1 << self.manager.sizes[level]) - 1
        return free

    def _widen(self, stack: list[Node]) -> bool:
        level_of, kids_of, seen = self.manager.level, self.manager.kids, self.seen
        fresh: list[Node] = []
        added: set[Node] = set()
        while stack:
            node = stack.pop()
            if node in seen or node in added:
                continue
            kids = kids_of[node]
            if not kids and node not in self.ends:
                return False
            added.add(node)
            if kids:
                fresh.append(node)
                stack.extend([kids[i] for i in members(self.masks[level_of[node]])])
        seen |= added
        for node in fresh:
            self.at.setdefault(level_of[node], []).append(node)
        return True


def _forced_without(
    compiled: Compiled, root: Node, masks: Masks, level: int, outcome: object
) -> bool:
    without = list(masks)
    without[level] = compiled.variables[level].all_values
    return forced(compiled.manager, root, without, outcome)


class Served(NamedTuple):
    """What some of a reason's answers settle: a finding, or a score that the decision compares."""

    id: str
    variables: tuple[int, ...]


def served(
    compiled: Compiled, decided: CompiledDecision, why: Reason, masks: Masks
) -> list[Served]:
    """Everything that a reason's answers settle on their own, findings that hold first.

    One answer may serve several. What the sufficient ones settle is said of them where it can be;
    what settles nothing on its own is in none of them.
    """
    alone = [variable.all_values for variable in compiled.variables]
    for level in why.row:
        alone[level] = masks[level]
    known = walked(compiled, alone)
    besides = [level for level in why.row if level not in why.sufficient]
    # The last is dropped first: what only the row needs, and inside both rubric order.
    order = (*why.sufficient, *besides)
    beneath = compiled.beneath(decided.decision.id)
    settled = {
        id: leaves.pop()
        for id in beneath
        if (node := compiled.findings.get(id)) is not None
        and len(leaves := set(ends(compiled.manager, node, known))) == 1
    }
    holding = sorted(settled, key=lambda id: compiled.manager.leaf[settled[id]] is not True)
    found = [
        Served(id, needed)
        for id in holding
        if (needed := _settling(compiled, compiled.findings[id], settled[id], alone, order))
    ]
    for id in beneath:
        if id in compiled.scores and id in compiled.compares(decided.decision.id):
            terms = terms_of(compiled.scores[id])
            levels = {v for term in terms for v in under(compiled, term)}
            mine = tuple(level for level in why.row if level in levels)
            found += [Served(id, mine)] if mine else []
    return found


def _settling(
    compiled: Compiled, node: Node, end: Node, alone: Masks, answers: Sequence[int]
) -> tuple[int, ...]:
    """Of some answers those that settle a finding, none of which can be dropped: the last first."""
    leaf = compiled.manager.leaf[end]
    support = under(compiled, node)
    freed, kept = list(alone), []
    for level in reversed([level for level in answers if level in support]):
        freed[level] = compiled.variables[level].all_values
        if not forced(compiled.manager, node, walked(compiled, freed), leaf):
            freed[level] = alone[level]
            kept.append(level)
    return tuple(sorted(kept))


def levels_met(manager: Manager, root: Node, masks: Masks) -> list[int]:
    """The variables that a walk with the values possible asks for, in order."""
    level_of, kids_of = manager.level, manager.kids
    met: set[int] = set()
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        kids = kids_of[node]
        if kids:
            met.add(level_of[node])
            fresh = {kids[i] for i in members(masks[level_of[node]])} - seen
            seen |= fresh
            stack.extend(fresh)
    return sorted(met)
