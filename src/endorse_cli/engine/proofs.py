"""The only place that proves promises: over every possible candidate, never by sampling.

Each proof either holds or gives a profile that breaks it, read off the diagram.
"""

import operator
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from endorse_cli.engine import profiles
from endorse_cli.engine.apart_answers import moved_ends
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.profiles import Against, Broken, Cleared, moved_alone, swung
from endorse_cli.engine.quantities import Quantity, as_diagram
from endorse_cli.engine.totals import Total
from endorse_cli.models.promises import Promise


class Proof(NamedTuple):
    """What came of proving one promise. `trivial` says which side of an implication is idle."""

    promise: Promise
    broken: Broken | None
    trivial: str = ""


def prove(compiled: Compiled, promise: Promise) -> Proof:
    """Whether a promise holds for every candidate; `TooManyNodes` where nobody can tell."""
    if compiled.apart:
        return _prove_apart(compiled, promise)
    match promise.form:
        case "when":
            return _implication(compiled, promise)
        case "no_effect":
            return Proof(promise, _effect(compiled, promise))
        case "some_effect":
            return Proof(promise, _no_effect_found(compiled, promise))
        case "no_single_swing":
            return Proof(promise, _swing(compiled, promise))
    return Proof(promise, _direction(compiled, promise))


def _prove_apart(compiled: Compiled, promise: Promise) -> Proof:
    """A promise where parts are worked out apart: what holds of all that they may be is proved.

    What could break it may be nothing that comes together, so nothing is called broken.
    """
    if promise.form == "when":
        proof = _implication(compiled, promise)
        holds = proof.broken is None
    elif promise.form == "some_effect":
        holds = False
    else:
        holds = all(
            not _against(compiled, promise, target, root)
            for target, root in targets(compiled, promise)
        )
        proof = Proof(promise, None)
    if not holds:
        raise TooManyNodes
    return proof


def _against(compiled: Compiled, promise: Promise, target: str, root: Node) -> bool:
    """Whether another answer could be against a promise, as far as can be told."""
    ranked = promise.form in ("more_never_hurts", "more_never_helps")
    worse: Against = operator.ne
    if ranked:
        worse = _worse(compiled, target, promise.form == "more_never_helps")
    elif promise.form == "no_single_swing":
        swing = {promise.between, promise.between[::-1]}
        worse = lambda a, b: (a, b) in swing  # noqa: E731
        if any(len(compiled.levels[id]) > 1 for id in compiled.rubric.ids_in(promise.of)):
            return True
    return any(
        worse(before, after)
        for level in varied(compiled, promise)
        for before, after in moved_ends(compiled, root, level, ranked=ranked)
    )


def _implication(compiled: Compiled, promise: Promise) -> Proof:
    assert promise.when is not None
    assert promise.then is not None
    when, then = compiled.condition(promise.when), compiled.condition(promise.then)
    trivial = "when" if when == NO else "then" if then == YES else ""
    against = compiled.manager.choose(then, NO, when)
    if against == NO:
        return Proof(promise, None, trivial)
    profile = profiles.example(compiled.manager, against, lambda leaf: leaf is True)
    return Proof(promise, Broken(profile or {}))


def varied(compiled: Compiled, promise: Promise) -> list[int]:
    """The variables that a promise varies, families and sets resolved."""
    ids = compiled.rubric.ids_in(promise.of)
    return [level for id in ids for level in _levels(compiled, id)]


def _levels(compiled: Compiled, id: str) -> tuple[int, ...]:
    """The variables of a criterion, or that of one member of a set."""
    return (compiled.index[id],) if "." in id else compiled.levels[id]


def targets(compiled: Compiled, promise: Promise) -> Iterable[tuple[str, Node]]:
    """The diagrams that a promise speaks for: outcomes, findings, and the terms of scores."""
    ids = (promise.over,) if isinstance(promise.over, str) else promise.over
    for id in ids:
        if id in compiled.decisions:
            yield id, compiled.decisions[id].outcomes
        elif id in compiled.findings:
            yield id, compiled.findings[id]
        else:
            # The terms of a total share no variable, so each can be looked at alone.
            yield from ((id, term) for term in _terms(compiled, compiled.scores[id]))


def _terms(compiled: Compiled, quantity: Quantity) -> Iterable[Node]:
    if isinstance(quantity, Total):
        return quantity.terms
    return (as_diagram(compiled.manager, quantity),)


def _effect(compiled: Compiled, promise: Promise) -> Broken | None:
    for target, root in targets(compiled, promise):
        cleared: Cleared = set()
        for level in varied(compiled, promise):
            found = moved_alone(compiled, root, level, lambda a, b: a != b, cleared)
            if found:
                return found._replace(target=target)
    return None


def _no_effect_found(compiled: Compiled, promise: Promise) -> Broken | None:
    """Broken by the first variable group on which nothing depends; any profile shows it."""
    reached = set().union(
        *(compiled.manager.support(root) for _, root in targets(compiled, promise))
    )
    for id in compiled.rubric.ids_in(promise.of):
        if reached.isdisjoint(_levels(compiled, id)):
            return Broken({}, target=id)
    return None


def _swing(compiled: Compiled, promise: Promise) -> Broken | None:
    first, second = promise.between
    swing = {(first, second), (second, first)}
    ids = compiled.rubric.ids_in(promise.of)
    for target, root in targets(compiled, promise):
        for id in ids:
            found = swung(compiled, root, _levels(compiled, id), lambda a, b: (a, b) in swing)
            if found:
                return found._replace(target=target)
    return None


def _direction(compiled: Compiled, promise: Promise) -> Broken | None:
    helps = promise.form == "more_never_helps"
    for target, root in targets(compiled, promise):
        worse = _worse(compiled, target, helps)
        cleared: Cleared = set()
        for level in varied(compiled, promise):
            found = moved_alone(compiled, root, level, worse, cleared, ranked=True)
            if found:
                return found._replace(target=target)
    return None


def _worse(compiled: Compiled, target: str, helps: bool) -> Against:
    """Whether going from one terminal to another is against what was promised of more."""
    if target in compiled.decisions:
        order = compiled.decisions[target].decision.outcomes
        rank: Mapping[object, int] = {name: place for place, name in enumerate(order)}
        return lambda a, b: (rank[a] < rank[b]) if helps else (rank[a] > rank[b])
    down = helps
    if target in compiled.scores and not compiled.rubric.scores[target].higher_is_better:
        down = not helps
    return lambda a, b: (a < b) if down else (a > b)  # type: ignore[operator]
