"""The only place that says why: answers that force an outcome, and those it cannot do without.

A sufficient reason is a set of the answers given which alone forces the outcome and of which none
can be dropped (Darwiche and Hirth 2020). It is found by dropping in a fixed order and is not
claimed to be the shortest.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled, CompiledDecision
from endorse_cli.engine.diagram import Manager, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.possible import Masks, Restriction, mattering


class Reason(NamedTuple):
    """Variables, in rubric order: those that together force the outcome, those always needed."""

    sufficient: tuple[int, ...]
    necessary: tuple[int, ...]


def reason(
    compiled: Compiled, decided: CompiledDecision, masks: Masks, rows: Sequence[str]
) -> Reason:
    """Why a settled decision came out as it did; `rows` are those that can still decide.

    What the deciding rows do not name is dropped first, so that the reason speaks of them where
    it can; inside each half the last in rubric order first.
    """
    manager = compiled.manager
    root = decided.outcomes
    outcome = next(manager.leaf[end] for end in ends(manager, root, masks))
    named = {level for row in rows for level in compiled.support(decided.conditions[row])}
    given = [
        level
        for level in levels_met(manager, decided.root, masks)
        if masks[level] != compiled.variables[level].all_values
    ]
    necessary = mattering(Restriction(manager, masks), root).intersection(given)
    # Whatever the walk did not meet cannot be needed: it is free from the start.
    freed = [variable.all_values for variable in compiled.variables]
    for level in given:
        freed[level] = masks[level]
    kept = set(necessary)
    for level in sorted(set(given) - necessary, key=lambda level: (level in named, -level)):
        freed[level] = compiled.variables[level].all_values
        if not forced(manager, root, freed, outcome):
            freed[level] = masks[level]
            kept.add(level)
    return Reason(tuple(sorted(kept)), tuple(sorted(necessary)))


def forced(manager: Manager, root: Node, masks: Masks, leaf: object) -> bool:
    """Whether every terminal that the values possible lead to carries this value."""
    return all(manager.leaf[end] == leaf for end in ends(manager, root, masks))


def ends(manager: Manager, root: Node, masks: Masks) -> Iterator[Node]:
    """The terminals that the values possible lead to, as they are met."""
    level_of, kids_of = manager.level, manager.kids
    seen = {root}
    stack = [root]
    while stack:
        node = stack.pop()
        kids = kids_of[node]
        if not kids:
            yield node
            continue
        for i in members(masks[level_of[node]]):
            kid = kids[i]
            if kid not in seen:
                seen.add(kid)
                stack.append(kid)


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
