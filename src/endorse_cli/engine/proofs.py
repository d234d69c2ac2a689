"""The only place that proves promises: over every possible candidate, never by sampling.

Each proof either holds or gives a profile that breaks it, read off the diagram.
"""

import operator
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from endorse_cli.engine import profiles
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import NO, YES, Node, TooManyNodes
from endorse_cli.engine.divided_answers import moved_ends
from endorse_cli.engine.profiles import Against, Broken, Cleared, moved_alone, swung
from endorse_cli.engine.quantities import Quantity, as_diagram
from endorse_cli.engine.totals import Total
from endorse_cli.engine.witnesses import changed_alone, numbers_at, spots_of
from endorse_cli.models.promises import Promise
from endorse_cli.rubric.amount_ends import direction


class Proof(NamedTuple):
    """What came of proving one promise. `trivial` says which side of an implication is idle."""

    promise: Promise
    broken: Broken | None
    trivial: str = ""


def prove(compiled: Compiled, promise: Promise) -> Proof:
    """Whether a promise holds for every candidate; `TooManyNodes` where nobody can tell."""
    if compiled.apart:
        return _prove_apart(compiled, promise)
    if compiled.wide is not None and promise.form != "when":
        # What holds of more than can be holds.
        return prove(compiled.wide, promise)
    proof = _prove(compiled, promise)
    if proof.broken is not None and not _is_met(compiled, promise, proof.broken):
        raise TooManyNodes
    return proof


def _is_met(compiled: Compiled, promise: Promise, broken: Broken) -> bool:
    """Whether somebody breaks a promise so, and another number alone makes the change."""
    rubric, before = compiled.rubric, spots_of(compiled, broken.profile)
    numbers = numbers_at(compiled, before)
    if numbers is None or broken.moved is None:
        return numbers is not None
    level, _, goal = broken.moved
    after = spots_of(compiled, {**broken.profile, **broken.others, level: goal})
    made = {id for one in compiled.compounds for id in one.numbers}
    ids = [id for id in rubric.ids_in(promise.of) if level in compiled.levels.get(id, ())]
    return all(id not in made or changed_alone(compiled, before, after, id) for id in ids)


def _prove(compiled: Compiled, promise: Promise) -> Proof:
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
    manager, where = compiled.manager, compiled.told_where
    never, always = manager.both(where, when) == NO, manager.choose(where, then, YES) == YES
    trivial = "when" if never else "then" if always else ""
    against = manager.both(where, manager.choose(then, NO, when))
    if against == NO:
        return Proof(promise, None, trivial)
    profile = profiles.example(manager, against, lambda leaf: leaf is True)
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
        cleared: dict[int, Cleared] = {1: set(), -1: set()}
        for level, way in _ways(compiled, promise):
            against = worse if way > 0 else _turned(worse)
            found = moved_alone(compiled, root, level, against, cleared[way], ranked=True)
            if found:
                return (found if way > 0 else _backwards(found))._replace(target=target)
    return None


def _backwards(broken: Broken) -> Broken:
    """The same change the other way round."""
    assert broken.moved is not None
    level, low, high = broken.moved
    profile = {**broken.profile, level: high}
    return Broken(profile, (level, high, low), {}, "", broken.after, broken.before)


def _turned(against: Against) -> Against:
    """Whether the way back is against a promise."""
    return lambda before, after: against(after, before)


def _ways(compiled: Compiled, promise: Promise) -> Iterable[tuple[int, int]]:
    """The variables that a promise varies, and whether more of an answer is more of each or less.

    `TooManyNodes` where what an answer is a part of goes both ways with it.
    """
    made = {compiled.index[one.variable]: one for one in compiled.compounds}
    for id in compiled.rubric.ids_in(promise.of):
        for level in _levels(compiled, id):
            way: int | None = 1
            if level in made:
                rubric = compiled.rubric
                way = direction(rubric, rubric.scores[made[level].score].value, id)
            if way is None:
                raise TooManyNodes
            if way:
                yield level, way


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
