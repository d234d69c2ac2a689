"""The only place that compares two rubrics over the same questions, exactly."""

from typing import NamedTuple

from endorse_cli.engine.compile import Compiled, CompiledDecision
from endorse_cli.engine.diagram import Node


class Move(NamedTuple):
    """Some answer profile gets `before` from one rubric and `after` from the other."""

    decision: str
    before: str
    after: str
    better: bool
    """Whether `after` is the better outcome; of unordered outcomes, whether they differ."""


class Incomparable(Exception):
    """The two rubrics do not ask the same questions in the same order."""


def moves(before: Compiled, after: Compiled) -> tuple[Move, ...]:
    """Every pair of unlike outcomes that some answer profile gets from the two rubrics.

    Only decisions that both have. Raises `Incomparable` where their variables are not the same.
    """
    mine = [(v.id, v.values) for v in before.variables]
    if mine != [(v.id, v.values) for v in after.variables]:
        raise Incomparable
    return tuple(
        move
        for id, decided in before.decisions.items()
        if id in after.decisions
        for move in _moves(before, after, decided, after.decisions[id])
    )


def _moves(
    before: Compiled, after: Compiled, first: CompiledDecision, second: CompiledDecision
) -> list[Move]:
    outcomes = second.decision.outcomes
    pairs = _ends(before, after, first.outcomes, second.outcomes)
    found = [(old, new) for old, new in pairs if old != new]
    found.sort(key=lambda pair: (outcomes.index(pair[0]), outcomes.index(pair[1])))
    return [
        Move(
            first.decision.id,
            old,
            new,
            not second.decision.ordered or outcomes.index(new) > outcomes.index(old),
        )
        for old, new in found
    ]


def _ends(before: Compiled, after: Compiled, first: Node, second: Node) -> set[tuple[str, str]]:
    """The pairs of outcomes at which the two diagrams end together."""
    one, two = before.manager, after.manager
    stack, seen, ends = [(first, second)], {(first, second)}, set[tuple[str, str]]()
    while stack:
        a, b = stack.pop()
        level = min(one.level[a], two.level[b])
        if level == one.bottom:
            ends.add((str(one.leaf[a]), str(two.leaf[b])))
            continue
        for value in range(one.sizes[level]):
            pair = (
                one.kids[a][value] if one.level[a] == level else a,
                two.kids[b][value] if two.level[b] == level else b,
            )
            if pair not in seen:
                seen.add(pair)
                stack.append(pair)
    return ends
