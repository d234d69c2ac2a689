"""The only place that says in what two candidates differ, and which differences matter."""

from collections.abc import Mapping, Sequence

from endorse_cli.engine.assessment import Assessment
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import Variable, names_in
from endorse_cli.engine.possible import ends
from endorse_cli.engine.swaps import could_move, enough
from endorse_cli.models.together import ComparedPart, DifferencePart, ExplainedPart, OutcomePart

Masks = Sequence[int]


def differences(compiled: Compiled, before: Masks, after: Masks) -> list[DifferencePart]:
    """Every answer that differs, in rubric order; of a set each member that does.

    `moves` are the decisions whose outcome can be another if the second is given the first one's
    answer to the whole criterion, all else being equal; for members of a set, all of them at once.
    """
    found = []
    for levels in compiled.levels.values():
        differing = [level for level in levels if before[level] != after[level]]
        if differing:
            moves = _moves(compiled, after, differing, [before[level] for level in differing])
            found += [_part(compiled, level, before, after, moves) for level in differing]
    return found


def explained(
    compiled: Compiled, before: Masks, after: Masks, possible: Mapping[str, Sequence[str]]
) -> dict[str, ExplainedPart]:
    """The decisions that no single difference explains, each with a smallest set that does.

    `possible` are the outcomes of the first side. Where they do not come back with all of its
    answers, it is not the answers that explain it.
    """
    changed = {level: mask for level, mask in enumerate(before) if mask != after[level]}
    found: dict[str, ExplainedPart] = {}
    for id, decided in compiled.decisions.items():
        came = ends(compiled.manager, decided.outcomes, before)
        if {compiled.manager.leaf[end] for end in came} != set(possible.get(id, ())):
            continue
        some = enough(compiled, decided.outcomes, after, changed)
        if some is not None and len(some.variables) > 1:
            names = [compiled.variables[level].id for level in some.variables]
            found[id] = {"variables": names, "smallest": some.smallest}
    return found


def compared(
    compiled: Compiled, names: tuple[str, str], sides: tuple[Assessment, Assessment]
) -> ComparedPart:
    """The second of two candidates beside the first."""
    before, after = (side.masks for side in sides)
    found = differences(compiled, before, after)
    possible = {id: decided.possible for id, decided in sides[0].decisions.items()}
    return {
        "names": list(names),
        "rubric": compiled.rubric.id,
        "decisions": {id: [_outcome(side, id) for side in sides] for id in compiled.decisions},
        "differences": found,
        "explained": explained(compiled, before, after, possible),
        "same": sum(
            all(before[level] == after[level] for level in levels)
            for levels in compiled.levels.values()
        ),
    }


def _outcome(side: Assessment, decision: str) -> OutcomePart:
    decided = side.decisions[decision]
    possible, rows = list(decided.possible), list(decided.rows)
    return {"outcome": decided.outcome, "possible": possible, "rows": rows, "row": decided.row}


def _moves(
    compiled: Compiled, masks: Masks, levels: Sequence[int], others: Sequence[int]
) -> list[str]:
    return [
        id
        for id, decided in compiled.decisions.items()
        if could_move(compiled.manager, decided.outcomes, masks, levels, others)
    ]


def _known(variable: Variable, mask: int) -> list[str] | None:
    return None if mask == variable.all_values else names_in(variable, mask)


def _part(
    compiled: Compiled, level: int, before: Masks, after: Masks, moves: list[str]
) -> DifferencePart:
    variable = compiled.variables[level]
    return {
        "variable": variable.id,
        "before": _known(variable, before[level]),
        "after": _known(variable, after[level]),
        "moves": moves,
    }
