"""The only place that says in what two candidates differ, and which differences matter."""

from collections.abc import Sequence

from endorse_cli.engine.assess import Assessment
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.domain import Variable, names_in
from endorse_cli.engine.swaps import could_move
from endorse_cli.models.together import ComparedPart, DifferencePart, OutcomePart

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


def compared(
    compiled: Compiled, names: tuple[str, str], sides: tuple[Assessment, Assessment]
) -> ComparedPart:
    """The second of two candidates beside the first."""
    before, after = (side.masks for side in sides)
    found = differences(compiled, before, after)
    return {
        "names": list(names),
        "rubric": compiled.rubric.id,
        "decisions": {id: [_outcome(side, id) for side in sides] for id in compiled.decisions},
        "differences": found,
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
