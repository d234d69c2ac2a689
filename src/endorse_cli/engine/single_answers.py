"""The only place that says which answers would each by itself lead to another outcome.

All else stays as it is. An answer that nobody can change is left out, and so is one after which
more than one outcome is possible.
"""

from collections.abc import Mapping

from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import Variable
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.known import View, as_stated, known_of
from endorse_cli.engine.possible import reachable


def single_answers(account: Account, decision: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By outcome that is not possible now each answer that alone leads there, with its values.

    Outcomes are in the order of the decision, answers in the order of the rubric. Nothing where the
    rubric is too large for its diagrams.
    """
    try:
        compiled = account.diagrams()
    except TooManyNodes:
        return {}
    if compiled.is_partial or decision not in compiled.decisions:
        return {}
    known = known_of(account.record, account.rubric)
    compiled = as_stated(compiled, known)
    decided, view = compiled.decisions[decision], View(compiled, known)
    possible = set(account.record["decisions"][decision]["possible"])
    found: dict[str, dict[str, int]] = {name: {} for name in decided.decision.outcomes}
    for level in sorted(compiled.support(decided.outcomes)):
        variable = compiled.variables[level]
        given = view.masks[level]
        cure = account.rubric.criteria[variable.criterion].cure
        if given & (given - 1) or cure == "nobody":
            continue
        masks = list(view.masks)
        for value in range(len(variable.values)):
            masks[level] = 1 << value
            ends = reachable(compiled.manager, decided.outcomes, masks)
            came = {str(compiled.manager.leaf[end]) for end in ends}
            if masks[level] != given and len(came) == 1 and came.isdisjoint(possible):
                ways = found[came.pop()]
                ways[variable.id] = ways.get(variable.id, 0) | 1 << value
    values = {variable.id: variable for variable in compiled.variables}
    return {
        name: {id: _names(values[id], mask) for id, mask in ways.items()}
        for name, ways in found.items()
        if ways
    }


def _names(variable: Variable, mask: int) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(variable.values) if mask >> place & 1)
