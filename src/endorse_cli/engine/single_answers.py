"""The only place that says which answers would each by itself lead to another outcome.

All else stays as it is. An answer that nobody can change is left out, and so is one after which
more than one outcome is possible.
"""

from collections.abc import Collection, Mapping

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.domain import names_in
from endorse_cli.engine.explanation import Account
from endorse_cli.engine.known import View, as_stated, known_of
from endorse_cli.engine.possible import Masks, reachable


def single_answers(account: Account, decision: str) -> Mapping[str, Mapping[str, list[str]]]:
    """By outcome that is not possible now each answer that alone leads there, with its values.

    Outcomes are in the order of the decision, answers in the order of the rubric. Nothing where the
    rubric is too large for its diagrams.
    """
    try:
        compiled = account.diagrams()
    except TooManyNodes:
        return {}
    if compiled.is_partial:
        return {}
    known = known_of(account.record, account.rubric)
    compiled = as_stated(compiled, known)
    possible = account.record["decisions"][decision]["possible"]
    found = changed_alone(compiled, decision, View(compiled, known).masks, possible)
    variables = compiled.variables
    return {
        name: {variables[level].id: names_in(variables[level], mask) for level, mask in own.items()}
        for name, own in found.items()
    }


def changed_alone(
    compiled: Compiled, decision: str, masks: Masks, possible: Collection[str]
) -> dict[str, dict[int, int]]:
    """The same as values by variable, for what is known of somebody and is possible now."""
    decided, manager = compiled.decisions[decision], compiled.manager
    found: dict[str, dict[int, int]] = {name: {} for name in decided.decision.outcomes}
    for level in sorted(compiled.support(decided.outcomes)):
        variable, given = compiled.variables[level], masks[level]
        if given & (given - 1) or compiled.rubric.criteria[variable.criterion].cure == "nobody":
            continue
        other = list(masks)
        for place in range(len(variable.values)):
            other[level] = 1 << place
            ends = reachable(manager, decided.outcomes, other)
            came = {str(manager.leaf[end]) for end in ends}
            if len(came) == 1 and came.isdisjoint(possible):
                own = found[came.pop()]
                own[level] = own.get(level, 0) | 1 << place
    return {name: own for name, own in found.items() if own}
