"""The only place that says what each criterion's answer did: its bearing."""

from endorse_cli.engine.apart import Walked
from endorse_cli.engine.apart_answers import can_move
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.possible import Masks, Restriction, mattering, reachable
from endorse_cli.engine.swaps import could_move, narrows
from endorse_cli.models.record import Bearing


def bearings(
    compiled: Compiled, restriction: Restriction, parts: Walked | None = None
) -> list[Bearing]:
    """The bearing of every criterion in rubric order, given what is known of all of them.

    `recorded` where the rubric marks it so; `no_bearing` where no decision's row depends on it,
    the other answers as they are and what is stated of decisions as it is; `weighs` where only
    scores use it; else whether the conditions that name it hold: all (`met`), none (`failed`),
    some (`partly`), or not yet clear (`open`). `parts` is what is left to what is worked out apart.
    """
    if parts is not None:
        return [_apart(compiled, parts, id) for id in compiled.levels]
    masks = restriction.masks
    matter = _mattering(compiled, restriction)
    held, recorded, is_partial = compiled.held, compiled.recorded, compiled.is_partial
    found: list[Bearing] = []
    for id, levels in compiled.levels.items():
        if id in recorded:
            found.append("recorded")
        elif len(levels) == 1 and not is_partial and not compiled.is_narrowed:
            if levels[0] in matter:
                known = (id, masks[levels[0]])
                found.append(held.get(known) or held.setdefault(known, _judge(compiled, id, masks)))
            else:
                found.append("no_bearing")
        elif is_partial and _is_known(masks, levels):
            # What is known is not in the diagrams, so they cannot say that it does not matter.
            found.append(_judge(compiled, id, masks))
        elif matter.isdisjoint(levels) and not _matters_together(compiled, masks, levels):
            found.append("no_bearing")
        elif compiled.is_narrowed and not _moves(compiled, masks, levels):
            # It matters only to whether what is stated can be.
            found.append("no_bearing")
        else:
            found.append(_judge(compiled, id, masks))
    return found


def _apart(compiled: Compiled, parts: Walked, id: str) -> Bearing:
    if id in compiled.recorded:
        return "recorded"
    masks = parts.masks[: len(compiled.variables)]
    free = [v for v in compiled.levels[id] if not compiled.variables[v].recorded]
    if len(free) > 1:
        # The members of a set matter where one of them does once all are free.
        for level in free:
            masks[level] = compiled.variables[level].all_values
        parts = Walked(compiled, masks)
    roots = [decided.root for decided in compiled.decisions.values()]
    matters = any(
        can_move(compiled, parts, roots, level, compiled.variables[level].all_values)
        for level in free
    )
    return _judge(compiled, id, masks) if matters else "no_bearing"


def _mattering(compiled: Compiled, restriction: Restriction) -> set[int]:
    matter: set[int] = set()
    for decided in compiled.decisions.values():
        matter |= mattering(restriction, decided.root)
    return matter


def _is_known(masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether any of the variables is known for certain."""
    return any(masks[level] & (masks[level] - 1) == 0 for level in levels)


def _moves(compiled: Compiled, masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether answers that agree with what is stated can lead to different rows."""
    free = [level for level in levels if not compiled.variables[level].recorded]
    freed, every = list(masks), [compiled.variables[level].all_values for level in free]
    for level, mask in zip(free, every, strict=True):
        freed[level] = mask
    roots = [decided.root for decided in compiled.decisions.values()]
    return any(could_move(compiled, root, freed, free, every) for root in roots) or any(
        narrows(compiled, root, masks, level, among)
        for root in roots
        for level, among in zip(free, every, strict=True)
    )


def _matters_together(compiled: Compiled, masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether the members of a set matter once all of them are free."""
    if len(levels) < 2:
        return False
    free = [level for level in levels if not compiled.variables[level].recorded]
    if len(free) < 2:
        return False
    freed = list(masks)
    for level in free:
        freed[level] = compiled.variables[level].all_values
    return not _mattering(compiled, Restriction(compiled.manager, freed)).isdisjoint(free)


def _judge(compiled: Compiled, id: str, masks: Masks) -> Bearing:
    atoms = compiled.atoms.get(id)
    if not atoms:
        return "weighs"
    ends = [tuple(reachable(compiled.manager, atom, masks)) for atom in atoms]
    holds, fails = (YES,) in ends, (NO,) in ends
    if holds and fails:
        return "partly"
    if (NO, YES) in ends:
        return "open"
    return "met" if holds else "failed"
