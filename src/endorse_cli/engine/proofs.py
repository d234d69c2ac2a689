"""The only place that proves promises: over every possible candidate, never by sampling.

Each proof either holds or gives a profile that breaks it, read off the diagram.
"""

import operator
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from endorse_cli.engine import profiles
from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import IMPOSSIBLE, NO, YES, Leaf, Node, TooManyNodes
from endorse_cli.engine.divided_answers import (
    Steps,
    moved_ends,
    moves_anything,
    shown_move,
)
from endorse_cli.engine.divided_ends import came, ends_left
from endorse_cli.engine.divided_parts import all_open
from endorse_cli.engine.profiles import Against, Broken, Cleared, moved_alone, swung
from endorse_cli.engine.quantities import Quantity, as_diagram
from endorse_cli.engine.totals import Total
from endorse_cli.engine.witnesses import (
    changed_alone,
    existing,
    numbers_at,
    spots_of,
    together,
)
from endorse_cli.models.promises import Promise
from endorse_cli.rubric.amount_ends import direction


class Proof(NamedTuple):
    """What came of proving one promise.

    `trivial` says which side of an implication is idle; None where that is not told.
    """

    promise: Promise
    broken: Broken | None
    trivial: str | None = ""


def prove(compiled: Compiled, promise: Promise) -> Proof:
    """Whether a promise holds for every candidate; `TooManyNodes` where nobody can tell."""
    if compiled.apart:
        return _prove_apart(compiled, promise)
    if compiled.wide is not None and promise.form not in ("when", "some_effect"):
        # What is so of nobody, of more than there can be, is so of nobody.
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

    What could break it may be nothing that comes together: it is broken where it surely is.
    """
    match promise.form:
        case "when":
            return _implied_apart(compiled, promise)
        case "some_effect":
            return Proof(promise, _idle_apart(compiled, promise))
    return Proof(promise, _moved_apart(compiled, promise))


def _implied_apart(compiled: Compiled, promise: Promise) -> Proof:
    """An implication: broken where it is told that something against it can come out."""
    trivial, against = _implied(compiled, promise)
    if against == NO:
        return Proof(promise, None, trivial or _trivial_apart(compiled, promise))
    walked, somebody = all_open(compiled), existing(compiled)
    open_ = walked.masks[: len(compiled.variables)]
    ends = ends_left(compiled, against, walked, open_)
    if ends.is_exact and YES not in ends.nodes:
        return Proof(promise, None, _trivial_apart(compiled, promise))
    if not ends.is_exact or somebody != YES:
        raise TooManyNodes
    if not walked.hanging(against)[1]:
        # What is told of parts together is told of nobody by name.
        return Proof(promise, Broken({}))
    manager = compiled.manager
    for part in compiled.apart:
        against = manager.both(manager.test(part.level, walked.masks[part.level]), against)
    return Proof(promise, Broken(profiles.example(manager, against, bool) or {}))


def _trivial_apart(compiled: Compiled, promise: Promise) -> str | None:
    """Which side of an implication that holds is idle; None where that is not told."""
    open_, is_told = all_open(compiled).masks[: len(compiled.variables)], True
    for side, condition, end in (("when", promise.when, YES), ("then", promise.then, NO)):
        assert condition is not None
        ends = came(compiled, compiled.condition(condition), open_)
        if end not in ends.nodes:
            return side
        is_told = is_told and ends.is_exact
    return "" if is_told and existing(compiled) == YES else None


def _idle_apart(compiled: Compiled, promise: Promise) -> Broken | None:
    """The first criterion on which surely nothing depends; None where on each surely something."""
    roots = [root for _, root in targets(compiled, promise)]
    for id in compiled.rubric.ids_in(promise.of):
        told = {moves_anything(compiled, roots, level) for level in _levels(compiled, id)}
        if told == {False}:
            return Broken({}, target=id)
        if True not in told:
            raise TooManyNodes
    return None


def _moved_apart(compiled: Compiled, promise: Promise) -> Broken | None:
    """A change of one answer that is surely against a promise; None where there can be none."""
    is_left = False
    for target, root in targets(compiled, promise):
        steps, against = _steps(compiled, promise, target)
        for level in varied(compiled, promise):
            if not any(against(*ends) for ends in moved_ends(compiled, root, level, steps)):
                continue
            shown = shown_move(compiled, root, level, steps, against)
            if shown is not None and existing(compiled) == YES:
                moved = (level, *shown.values)
                return Broken(shown.profile, moved, {}, target, shown.before, shown.after)
            is_left = True
    if is_left or (promise.form == "no_single_swing" and _is_of_members(compiled, promise)):
        raise TooManyNodes
    return None


def _is_of_members(compiled: Compiled, promise: Promise) -> bool:
    """Whether an answer that a promise varies may change in several members at once."""
    return any(len(_levels(compiled, id)) > 1 for id in compiled.rubric.ids_in(promise.of))


def _steps(compiled: Compiled, promise: Promise, target: str) -> tuple[Steps, Against]:
    """Which other answers a promise speaks of, and which ends of them are against it."""
    if promise.form == "no_effect":
        return Steps(), operator.ne
    if promise.form == "no_single_swing":
        return Steps(at_once=True), _swinging(promise)
    worse = _worse(compiled, target, promise.form == "more_never_helps")
    return Steps(ranked=True), worse


def _swinging(promise: Promise) -> Against:
    """Whether going from one outcome to another is the swing of a promise, either way."""
    swing = {promise.between, promise.between[::-1]}
    return lambda before, after: (before, after) in swing


def _implied(compiled: Compiled, promise: Promise) -> tuple[str, Node]:
    """Which side of an implication is idle, if one is, and where it does not hold."""
    assert promise.when is not None
    assert promise.then is not None
    when, then = compiled.condition(promise.when), compiled.condition(promise.then)
    manager, where = compiled.manager, compiled.told_where
    never, always = manager.both(where, when) == NO, manager.choose(where, then, YES) == YES
    against = manager.both(where, manager.choose(then, NO, when))
    return "when" if never else "then" if always else "", against


def _implication(compiled: Compiled, promise: Promise) -> Proof:
    trivial, against = _implied(compiled, promise)
    if against == NO:
        # What more than there can be comes to may be of nobody.
        return Proof(promise, None, trivial or ("" if together(compiled) else None))
    return Proof(promise, Broken(profiles.example(compiled.manager, against, bool) or {}))


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
    """Broken by the first variable group on which nothing depends; any profile shows it.

    `TooManyNodes` where something does, and nothing shows that it does for somebody.
    """
    roots = [root for _, root in targets(compiled, promise)]
    widest = [root for _, root in targets(compiled.wide or compiled, promise)]
    reached = compiled.manager.support(*widest)
    is_shown = compiled.wide is None and existing(compiled) == YES
    for id in compiled.rubric.ids_in(promise.of):
        levels = _levels(compiled, id)
        if reached.isdisjoint(levels):
            return Broken({}, target=id)
        moves = (moved_alone(compiled, *each, _differing, set()) for each in product(roots, levels))
        if not is_shown and not any(one and _is_met(compiled, promise, one) for one in moves):
            raise TooManyNodes
    return None


def _differing(before: Leaf, after: Leaf) -> bool:
    """Whether two ends differ that somebody can come to."""
    return before != after and IMPOSSIBLE not in (before, after)


def _swing(compiled: Compiled, promise: Promise) -> Broken | None:
    ids = compiled.rubric.ids_in(promise.of)
    for target, root in targets(compiled, promise):
        for id in ids:
            found = swung(compiled, root, _levels(compiled, id), _swinging(promise))
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
