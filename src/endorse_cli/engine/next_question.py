"""The only place that says what to ask next: the question after which the fewest still matter."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.divided_answers import can_move
from endorse_cli.engine.divided_ends import ends_left
from endorse_cli.engine.divided_parts import under, walk
from endorse_cli.engine.domain import members
from endorse_cli.engine.effects import could_move, narrows
from endorse_cli.engine.possible import Masks, Restriction, ends, mattering_if_open, reachable
from endorse_cli.engine.quantities import terms_of

MOST = 3_000_000
"""Steps to find the next question: about a second."""

FEWER = 300_000
"""The same where what stands above a question is looked at, and nothing else."""


APART = 40
"""What a look at a term or a part costs where they are worked out apart, in such steps."""


class Question(NamedTuple):
    """The criterion to ask about next, and what each answer would leave possible.

    `left` is how many criteria would still matter, averaged over the answers; None where the
    diagrams are too large to try them all, and the first in rubric order is asked. `leaves` maps
    variable and value to the outcomes possible then, for each decision not settled now; it is
    empty where that is too much as well.
    """

    criterion: str
    left: Fraction | None
    leaves: Mapping[tuple[int, int], Mapping[str, tuple[str, ...]]]


def still_matter(compiled: Compiled, masks: Masks) -> tuple[str, ...]:
    """The criteria not known for certain whose answer could still change an outcome, in order."""
    # A value may leave others impossible, and so settle what no step from it to another moves.
    open_ways = _asked if compiled.apart and compiled.is_narrowed else _mattering
    matter = open_ways(compiled, masks)
    if compiled.is_narrowed:
        # Several may have to be known before anything moves: then each of them matters.
        matter = _moving(compiled, masks, matter) or matter
    return tuple(id for id, levels in compiled.levels.items() if not matter.isdisjoint(levels))


def _mattering(compiled: Compiled, masks: Masks) -> set[int]:
    if compiled.apart:
        return _mattering_apart(compiled, masks)
    restriction = Restriction(compiled.manager, masks)
    matter: set[int] = set()
    for decided in compiled.decisions.values():
        matter |= mattering_if_open(restriction, decided.outcomes)
    return matter


def _mattering_apart(compiled: Compiled, masks: Masks) -> set[int]:
    walked = walk(compiled, masks)
    roots = [decided.outcomes for decided in compiled.decisions.values()]
    return {
        level
        for level, mask in enumerate(masks)
        if mask & (mask - 1) and can_move(compiled, walked, roots, level, mask)
    }


def _asked(compiled: Compiled, masks: Masks) -> set[int]:
    """The open answers on which any outcome that is open rests."""
    walked = walk(compiled, masks)
    roots = (decided.outcomes for decided in compiled.decisions.values())
    left = [root for root in roots if len(reachable(compiled.manager, root, walked.masks)) > 1]
    return {v for v in under(compiled, *left) if masks[v] & (masks[v] - 1)} if left else set()


def _moving(compiled: Compiled, masks: Masks, matter: Iterable[int]) -> set[int]:
    """Of those that matter the ones that move an outcome: a contradiction is none."""
    return {
        level
        for level in matter
        if any(
            could_move(compiled, decided.outcomes, masks, [level], [masks[level]])
            or narrows(compiled, decided.outcomes, masks, level, masks[level])
            for decided in compiled.decisions.values()
        )
    }


def ask_next(compiled: Compiled, masks: Masks, matter: Sequence[str]) -> Question | None:
    """The next question of those that matter, or None where there is none.

    Ties go by rubric order.
    """
    if not matter:
        return None
    if compiled.apart or compiled.is_narrowed:
        return _tried(compiled, masks, matter)
    asking = _Asking(compiled, masks)
    criterion, left = asking.best(matter) if asking.steps(matter) <= FEWER else (matter[0], None)
    few = asking.steps((criterion,)) <= FEWER
    return Question(criterion, left, asking.leaves(criterion) if few else {})


class _Asking:
    """What every answer to a question would leave, read off the diagrams of what is possible.

    Only what stands above the question changes with its answer; each shape above it is gone
    through once for all answers.
    """

    def __init__(self, compiled: Compiled, masks: Masks) -> None:
        self.compiled = compiled
        self.masks = masks
        self.restriction = Restriction(compiled.manager, masks)
        self.roots = {id: self.restriction.name(d.outcomes) for id, d in compiled.decisions.items()}
        self.above: dict[int, list[int]] = {}
        for place in range(len(self.restriction.tested)):
            for level in members(self.restriction.supports[place]):
                self.above.setdefault(level, []).append(-1 - place)
        self.alone = 0
        self.sets: list[int] = []
        for levels in compiled.levels.values():
            if len(levels) == 1:
                self.alone |= 1 << levels[0]
            else:
                self.sets.append(sum(1 << level for level in levels))

    def steps(self, criteria: Sequence[str]) -> int:
        """How many shapes would be looked at to try every answer to every question."""
        asked = (level for id in criteria for level in self.levels(id))
        return sum(len(self.above.get(v, ())) * self.masks[v].bit_count() for v in asked)

    def levels(self, criterion: str) -> list[int]:
        """The variables of a question that can be answered in several ways."""
        variables = self.compiled.variables
        return [
            level
            for level in self.compiled.levels[criterion]
            if self.masks[level] & (self.masks[level] - 1) and not variables[level].recorded
        ]

    def best(self, criteria: Sequence[str]) -> tuple[str, Fraction]:
        """The question after which the fewest still matter, averaged over its answers.

        Those are tried first that are tried fastest: they stand high, and settle much.
        """
        found: tuple[Fraction, int] | None = None
        for place in sorted(range(len(criteria)), key=lambda at: self.steps((criteria[at],))):
            left = self.left(criteria[place], found[0] if found else None)
            if left is not None and (found is None or (left, place) < found):
                found = left, place
        assert found is not None
        return criteria[found[1]], found[0]

    def left(self, criterion: str, most: Fraction | None) -> Fraction | None:
        """How many still matter after a question, on average; None where more than `most`."""
        levels = self.levels(criterion)
        answers = sum(self.masks[level].bit_count() for level in levels)
        count = 0
        for level in levels:
            for place, times in self.distinct(level):
                supports = 0
                for root in self.answered(level, place):
                    supports |= self.restriction.support(root)
                count += times * (supports & self.alone).bit_count()
                count += times * sum(1 for those in self.sets if those & supports)
                if most is not None and count > most * answers:
                    return None
        return Fraction(count, answers)

    def distinct(self, level: int) -> list[tuple[int, int]]:
        """The values that anything tells apart, the first of those alike and how many they are."""
        tested, below = self.restriction.tested, self.restriction.below
        asking = (-1 - name for name in self.above.get(level, ()))
        kids = [below[place] for place in asking if tested[place] == level]
        alike: dict[tuple[int, ...], list[int]] = {}
        for place in range(self.masks[level].bit_count()):
            alike.setdefault(tuple([each[place] for each in kids]), []).append(place)
        return [(places[0], len(places)) for places in alike.values()]

    def answered(self, level: int, place: int) -> list[int]:
        """What the decisions come to with one of the values that a variable can have."""
        restriction, after = self.restriction, dict[int, int]()
        tested, below, shape = restriction.tested, restriction.below, restriction.shape
        for name in self.above.get(level, ()):
            kids = below[-1 - name]
            if tested[-1 - name] == level:
                after[name] = kids[place]
            else:
                after[name] = shape(tested[-1 - name], [after.get(kid, kid) for kid in kids])
        return [after.get(root, root) for root in self.roots.values()]

    def leaves(self, criterion: str) -> dict[tuple[int, int], dict[str, tuple[str, ...]]]:
        """The outcomes possible after each answer, for each decision not settled now."""
        return {
            (level, value): {
                id: self.outcomes(id, root)
                for id, root in zip(self.roots, self.answered(level, place), strict=True)
                if self.roots[id] < 0
            }
            for level in self.levels(criterion)
            for place, value in enumerate(members(self.masks[level]))
        }

    def outcomes(self, decision: str, root: int) -> tuple[str, ...]:
        """The outcomes that a decision can still have."""
        ends = members(self.restriction.ends(root))
        leaf, terminals = self.compiled.manager.leaf, self.restriction.terminals
        found = {leaf[terminals[bit]] for bit in ends}
        return tuple(n for n in self.compiled.decisions[decision].decision.outcomes if n in found)


def _tried(compiled: Compiled, masks: Masks, matter: Sequence[str]) -> Question:
    """The next question where every answer has to be tried by itself."""
    open_decisions = [id for id in compiled.decisions if len(_outcomes(compiled, id, masks)) > 1]
    criterion, left = matter[0], None
    if _steps(compiled, masks, matter) <= MOST:
        asked = {id: _left(compiled, masks, id) for id in matter}
        criterion = min(asked, key=lambda id: asked[id])
        left = asked[criterion]
    return Question(criterion, left, _leaves(compiled, masks, criterion, open_decisions))


def _leaves(
    compiled: Compiled, masks: Masks, criterion: str, decisions: Sequence[str]
) -> dict[tuple[int, int], dict[str, tuple[str, ...]]]:
    if _steps(compiled, masks, (criterion,)) > MOST:
        return {}
    return {
        answer: {id: _outcomes(compiled, id, told) for id in decisions}
        for answer, told in _answers(compiled, masks, criterion)
    }


def _steps(compiled: Compiled, masks: Masks, criteria: Sequence[str]) -> int:
    """How many branches would be looked at to try every answer to every question."""
    if compiled.apart:
        # For every open answer what all the others add is looked at, from each value to the next,
        # and every part.
        open_ = sum(masks[v].bit_count() for v in range(len(masks)) if masks[v] & (masks[v] - 1))
        asked = sum(len(_answers(compiled, masks, id)) for id in criteria)
        looked_at = sum(len(terms_of(q)) for q in compiled.scores.values()) + len(compiled.apart)
        return APART * asked * open_ * looked_at
    kids = compiled.manager.kids
    branches = sum(
        len(kids[node])
        for decided in compiled.decisions.values()
        for node in compiled.inner(decided.outcomes)
    )
    return branches * sum(len(_answers(compiled, masks, id)) for id in criteria)


def _left(compiled: Compiled, masks: Masks, criterion: str) -> Fraction:
    counts = [len(still_matter(compiled, told)) for _, told in _answers(compiled, masks, criterion)]
    return Fraction(sum(counts), len(counts))


def _answers(
    compiled: Compiled, masks: Masks, criterion: str
) -> list[tuple[tuple[int, int], list[int]]]:
    """Every answer that the question could get, and what would be known then."""
    told = []
    for level in compiled.levels[criterion]:
        values = members(masks[level])
        if len(values) > 1 and not compiled.variables[level].recorded:
            for value in values:
                after = list(masks)
                after[level] = 1 << value
                told.append(((level, value), after))
    return told


def _outcomes(compiled: Compiled, decision: str, masks: Masks) -> tuple[str, ...]:
    decided = compiled.decisions[decision]
    if compiled.apart:
        nodes = ends_left(compiled, decided.outcomes, walk(compiled, masks), masks).nodes
    else:
        nodes = [*ends(compiled.manager, decided.outcomes, masks)]
    found = {compiled.manager.leaf[end] for end in nodes}
    return tuple(name for name in decided.decision.outcomes if name in found)
