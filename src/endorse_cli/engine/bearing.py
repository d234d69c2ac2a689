"""The only place that says what each criterion's answer did: its bearing."""

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES
from endorse_cli.engine.possible import Masks, mattering, reachable
from endorse_cli.models.record import Bearing


def bearings(compiled: Compiled, masks: Masks) -> dict[str, Bearing]:
    """The bearing of every criterion, given what is known of all of them.

    `recorded` where the rubric marks it so; `no_bearing` where no decision's row depends on it,
    the other answers as they are; `weighs` where only scores use it; else whether the conditions
    that name it hold: all (`met`), none (`failed`), some (`partly`), or not yet clear (`open`).
    """
    matter = _mattering(compiled, masks)
    found: dict[str, Bearing] = {}
    for id, criterion in compiled.rubric.criteria.items():
        levels = compiled.levels[id]
        if criterion.recorded is not None:
            found[id] = "recorded"
        elif matter.isdisjoint(levels) and not _matters_together(compiled, masks, levels):
            found[id] = "no_bearing"
        else:
            found[id] = _held(compiled, id, masks)
    return found


def _mattering(compiled: Compiled, masks: Masks) -> set[int]:
    matter: set[int] = set()
    for decided in compiled.decisions.values():
        matter |= mattering(compiled.manager, decided.root, masks)
    return matter


def _matters_together(compiled: Compiled, masks: Masks, levels: tuple[int, ...]) -> bool:
    """Whether the members of a set matter once all of them are free."""
    free = [level for level in levels if not compiled.variables[level].recorded]
    if len(free) < 2:
        return False
    freed = list(masks)
    for level in free:
        freed[level] = compiled.variables[level].all_values
    return not _mattering(compiled, freed).isdisjoint(free)


def _held(compiled: Compiled, id: str, masks: Masks) -> Bearing:
    atoms = compiled.atoms.get(id)
    if not atoms:
        return "weighs"
    known = (id, tuple([masks[level] for level in compiled.levels[id]]))
    bearing = compiled.held.get(known)
    if bearing is None:
        bearing = compiled.held[known] = _judge(compiled, atoms, masks)
    return bearing


def _judge(compiled: Compiled, atoms: tuple[int, ...], masks: Masks) -> Bearing:
    ends = [tuple(reachable(compiled.manager, atom, masks)) for atom in atoms]
    holds, fails = (YES,) in ends, (NO,) in ends
    if holds and fails:
        return "partly"
    if (NO, YES) in ends:
        return "open"
    return "met" if holds else "failed"
