"""The only place that looks for changes of a single answer, where the whole rubric is too large.

Past the node budget no diagram holds what is known, so what would change it is asked one answer at
a time: that answer is opened beside those that are open already.
"""

from collections.abc import Iterator, Mapping

from endorse_cli.engine.changes import Change, least_changes, moved
from endorse_cli.engine.compile import compile_rubric
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.diagram import TooManyNodes
from endorse_cli.engine.given import where_given
from endorse_cli.engine.possible import Masks


def single_changes(
    compiled: Compiled, masks: Masks, possible: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[Change, ...]]:
    """For each decision the least change of one answer to each outcome not possible now.

    Costs are those of `least_changes`: fewest levels moved, then fewest open answers that must
    turn out a certain way, then rubric order. An outcome that no single answer reaches has none.
    """
    best: dict[tuple[str, str], tuple[tuple[int, int, int], Change]] = {}
    for opened in _opened(compiled, masks):
        for id, outcomes in possible.items():
            for change in least_changes(opened, opened.decisions[id], masks, outcomes):
                if len(change.change) > 1:
                    continue
                (level,) = change.change
                cost = (moved(opened, change, masks), len(change.provided), level)
                key = (id, change.to)
                if key not in best or cost < best[key][0]:
                    best[key] = (cost, change)
    return {
        id: tuple(
            best[id, outcome][1]
            for outcome in compiled.decisions[id].decision.outcomes
            if (id, outcome) in best
        )
        for id in possible
    }


def _opened(compiled: Compiled, masks: Masks) -> Iterator[Compiled]:
    """The rubric as it is, in which answers in dispute can change, then with one known answer
    after another opened; those too large are passed over.
    """
    yield compiled
    for level, variable in enumerate(compiled.variables):
        criterion = compiled.rubric.criteria[variable.criterion]
        settled = masks[level] & (masks[level] - 1) == 0
        if not settled or criterion.cure == "nobody" or criterion.recorded is not None:
            continue
        freed = [*masks]
        freed[level] = variable.all_values
        try:
            yield where_given(compile_rubric(compiled.rubric, known=freed), compiled.told)
        except TooManyNodes:
            continue
