"""The only place that says why: answers that force an outcome, and those it cannot do without.

A sufficient reason is a set of the answers given which alone forces the outcome and of which none
can be dropped (Darwiche and Hirth 2020). It is found by dropping in a fixed order and is not
claimed to be the shortest.
"""

from collections.abc import Sequence
from typing import NamedTuple

from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.decisions import CompiledDecision
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.order import condition_uses, conditions_of, definition_order
from endorse_cli.engine.possible import Masks, Restriction, ends, forced, mattering
from endorse_cli.engine.quantities import terms_of


class Reason(NamedTuple):
    """Variables, in rubric order: those that together force the outcome, those always needed."""

    sufficient: tuple[int, ...]
    necessary: tuple[int, ...]


def reason(
    compiled: Compiled, decided: CompiledDecision, restriction: Restriction, rows: Sequence[str]
) -> Reason:
    """Why a settled decision came out as it did; `rows` are those that can still decide.

    What the deciding rows do not name is dropped first, so that the reason speaks of them where
    it can; inside each half the last in rubric order first.
    """
    manager, masks = compiled.manager, restriction.masks
    root = decided.outcomes
    outcome = next(manager.leaf[end] for end in ends(manager, root, masks))
    named = {level for row in rows for level in compiled.support(decided.conditions[row])}
    freed = [(1 << size) - 1 for size in manager.sizes]
    given = [v for v in levels_met(manager, decided.root, masks) if masks[v] != freed[v]]
    necessary = mattering(restriction, root).intersection(given)
    # Whatever the walk did not meet cannot be needed: it is free from the start.
    for level in given:
        freed[level] = masks[level]
    if compiled.is_narrowed:
        # What only a contradiction depends on is not needed.
        necessary = {v for v in necessary if not _forced_without(compiled, root, freed, v, outcome)}
    met = _Met(manager, root, freed)
    order = sorted(set(given) - necessary, key=lambda level: (level in named, -level))
    kept = necessary.union([level for level in order if not met.free(level)])
    return Reason(tuple(sorted(kept)), tuple(sorted(necessary)))


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
    """A reason's answers by what they settle on their own, findings that hold first.

    What settles nothing on its own is in none of them; what only repeats others is left out.
    """
    alone = [variable.all_values for variable in compiled.variables]
    for level in why.sufficient:
        alone[level] = masks[level]
    order = definition_order(compiled.rubric, [decided.decision.id])
    settled = {
        id: node
        for id in order
        if (node := compiled.findings.get(id)) is not None
        and len(set(ends(compiled.manager, node, alone))) == 1
    }
    holding = sorted(settled, key=lambda id: not forced(compiled.manager, settled[id], alone, True))
    found: list[Served] = []
    covered: set[int] = set()
    for id in holding:
        needed = _settling(compiled, settled[id], alone, why.sufficient)
        if not covered.issuperset(needed):
            found.append(Served(id, needed))
            covered.update(needed)
    for id in order:
        if id in compiled.scores:
            terms = terms_of(compiled.scores[id])
            levels = {v for term in terms for v in compiled.support(term)}
            mine = tuple(level for level in why.sufficient if level in levels - covered)
            found += [Served(id, mine)] if mine and _is_compared(compiled, decided, id) else []
    return found


def _is_compared(compiled: Compiled, decided: CompiledDecision, score: str) -> bool:
    tests = conditions_of(compiled.rubric, decided.decision.id)
    return any(score in condition_uses(condition) for condition in tests)


def _settling(
    compiled: Compiled, node: Node, alone: Masks, sufficient: tuple[int, ...]
) -> tuple[int, ...]:
    """Of a reason's answers those that settle a finding, none of which can be dropped."""
    leaf = compiled.manager.leaf[next(ends(compiled.manager, node, alone))]
    support = compiled.support(node)
    freed, kept = list(alone), []
    for level in reversed([level for level in sufficient if level in support]):
        freed[level] = compiled.variables[level].all_values
        if not forced(compiled.manager, node, freed, leaf):
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
