"""The only place for decisions that a file states: the rubric where they come out so."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from endorse_cli.engine import quantities
from endorse_cli.engine.compiled import Compiled
from endorse_cli.engine.decisions import CompiledDecision
from endorse_cli.engine.diagram import YES, Manager, Node, TooManyNodes
from endorse_cli.engine.quantities import Quantity
from endorse_cli.engine.totals import Total


def where_given(compiled: Compiled, stated: Mapping[str, int]) -> Compiled:
    """The same where some decisions are stated, each as a mask of outcomes; remembered.

    Whatever contradicts them ends where nothing can be.
    """
    if compiled.wide is not None:
        # Narrowed already: what is stated now is stated besides.
        return where_given(compiled.wide, {**compiled.told, **stated})
    key = tuple(stated.items())
    if key and key not in compiled.narrowed:
        compiled.narrowed[key] = _narrowed(compiled, stated)
    return compiled.narrowed[key] if key else compiled


def _agreeing(compiled: Compiled, stated: Mapping[str, int]) -> Node:
    """Where the decisions come out as stated."""
    manager, node = compiled.manager, YES
    for id, mask in stated.items():
        names = compiled.decisions[id].decision.outcomes
        wanted = {name for place, name in enumerate(names) if mask >> place & 1}
        agrees = manager.relabel(compiled.decisions[id].outcomes, wanted.__contains__)
        node = manager.both(node, agrees)
    return node


def _narrowed(compiled: Compiled, stated: Mapping[str, int]) -> Compiled:
    manager, test = compiled.manager, _agreeing(compiled, stated)
    return replace(
        compiled,
        decisions={
            id: _decision_where(manager, test, decided)
            for id, decided in compiled.decisions.items()
        },
        findings={id: manager.only_where(test, node) for id, node in compiled.findings.items()},
        scores={id: quantity_where(manager, test, q) for id, q in compiled.scores.items()},
        wide=compiled,
        told_where=test,
        told=dict(stated),
        orders={},
        supports={},
        goals={},
        steps={},
        held={},
        narrowed={},
        quantities={},
    )


def _decision_where(manager: Manager, test: Node, decided: CompiledDecision) -> CompiledDecision:
    return replace(
        decided,
        root=manager.only_where(test, decided.root),
        outcomes=manager.only_where(test, decided.outcomes),
        conditions={row: manager.only_where(test, n) for row, n in decided.conditions.items()},
    )


def quantity_where(manager: Manager, test: Node, score: Quantity) -> Quantity:
    """A score, or a part of one, whose values are those that go with what is stated."""
    try:
        values = quantities.as_diagram(manager, score)
        return Total(Fraction(0), (manager.only_where(test, values),))
    except TooManyNodes:
        # What is stated can only narrow it: the wider range still holds.
        return score
