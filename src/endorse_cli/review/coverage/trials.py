"""The only place that says whether cases meet a goal."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.logic import CompiledDecision
from endorse_cli.engine.possible import Masks, ends, forced
from endorse_cli.review.coverage.goals import Goal


class Trial(NamedTuple):
    """A case as it counts here: what its answers leave possible, and what they settle."""

    name: str
    masks: tuple[int, ...]
    outcomes: Mapping[str, str]


def trial(compiled: Compiled, name: str, masks: Masks) -> Trial:
    """A case by its answers; `outcomes` has the decisions that these settle."""
    found = {id: outcome(compiled, decided, masks) for id, decided in compiled.decisions.items()}
    settled = {id: came for id, came in found.items() if came is not None}
    return Trial(name, tuple(masks), settled)


def outcome(compiled: Compiled, decided: CompiledDecision, masks: Masks) -> str | None:
    """The outcome that some answers force, or None where they leave several."""
    leaves = {compiled.manager.leaf[end] for end in ends(compiled.manager, decided.outcomes, masks)}
    return str(leaves.pop()) if len(leaves) == 1 else None


def tried_by(compiled: Compiled, goal: Goal, trials: Sequence[Trial]) -> tuple[str, ...]:
    """The first case that meets a goal, or the first two that meet it together; else none."""
    if goal.node is None:
        return _swing(compiled, compiled.index[goal.id], trials)
    for tried in trials:
        if forced(compiled.manager, goal.node, tried.masks, True):
            return (tried.name,)
    return ()


def _swing(compiled: Compiled, level: int, trials: Sequence[Trial]) -> tuple[str, ...]:
    """Two cases of which the one gets the other's outcome by this answer of the other alone.

    This is masking MC/DC: elsewhere they may differ in what makes no difference to that.
    """
    for id, decided in compiled.decisions.items():
        if level not in compiled.support(decided.outcomes):
            continue
        having: dict[tuple[int, str], str] = {}
        for tried in trials:
            if id in tried.outcomes:
                having.setdefault((tried.masks[level], tried.outcomes[id]), tried.name)
        for tried in trials:
            for (mask, came), other in having.items() if id in tried.outcomes else ():
                if came != tried.outcomes[id] and mask != tried.masks[level]:
                    masks = list(tried.masks)
                    masks[level] = mask
                    if forced(compiled.manager, decided.outcomes, masks, came):
                        return (tried.name, other)
    return ()
