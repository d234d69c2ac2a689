"""Whether a candidate's outcomes stay the same for every value of a number between two.

A score that grows evenly with the number passes a bound once or never between two values. So with
each of its comparisons standing as it does at the one value or at the other, freely and each by
itself, everything that can come out between them is looked at, and perhaps more.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from endorse_cli.engine import quantities
from endorse_cli.engine.arithmetic import Amounts
from endorse_cli.engine.compile import SCORE_BUDGET, SPARE, Compiler
from endorse_cli.engine.diagram import NO, YES, Manager, Node, TooManyNodes
from endorse_cli.engine.domain import Space, bound_number, members, space_of
from endorse_cli.engine.logic import ABOVE, BELOW, Conditions
from endorse_cli.engine.quantities import Quantity
from endorse_cli.models.rubric import Rubric
from endorse_cli.models.tests import Range, SettingUse, Test, bounds_of
from endorse_cli.review.sensitivity.crossings import Dial

MOST = 48
"""So many comparisons that a number moves are looked at together."""


def wide_space(rubric: Rubric, order: Sequence[int]) -> Space:
    """The space of a rubric with a variable for each comparison, below all others."""
    space = space_of(rubric, SCORE_BUDGET)
    first = len(space.variables)
    sizes = [*(len(variable.values) for variable in space.variables), *[2] * MOST]
    below = range(first, first + MOST)
    return space._replace(manager=Manager(sizes, SCORE_BUDGET * SPARE, (*order, *below)))


class Between(Conditions):
    """Conditions at two values of a number at once: each comparison is as at one of them.

    `rubric` has the number at the one value, and `there` are the scores at the other, `to`.
    """

    def __init__(
        self,
        rubric: Rubric,
        space: Space,
        known: Sequence[int],
        dial: Dial,
        there: Mapping[str, Quantity],
        to: Fraction,
    ) -> None:
        super().__init__(rubric, space, known)
        self.dial = dial
        self.there = there
        self.to = to
        self.free: dict[tuple[object, ...], int] = {}

    def atom(self, id: str, test: Test) -> Node:
        """Where a test holds; of a score it may stand at another bound at the other value."""
        if id in self.scores and isinstance(test, Range):
            return self._within_both(self.scores[id], self.there.get(id, self.scores[id]), test)
        return super().atom(id, test)

    def _compare(self, quantity: Quantity, test: Range) -> Node:
        return self._within_both(quantity, quantity, test)

    def _within_both(self, here: Quantity, there: Quantity, test: Range) -> Node:
        manager, node = self.manager, YES
        for key, bound in bounds_of(test):
            at = to = bound_number(bound, self.rubric.settings)
            is_named = isinstance(bound, SettingUse) and bound.id == self.dial.id
            if (test.trail, key) in self.dial.targets or (self.dial.sort == "setting" and is_named):
                to = self.to
            strict = BELOW.get(key, ABOVE.get(key, False))
            first = quantities.reaches(manager, here, at, strict=strict)
            last = quantities.reaches(manager, there, to, strict=strict)
            if first != last:
                free = self._free((here, there, at, to, strict))
                first = manager.choose(free, last, first)
            node = manager.both(first, node) if key in BELOW else manager.choose(first, NO, node)
        return node

    def _free(self, key: tuple[object, ...]) -> Node:
        """The variable of a comparison: whether it stands as at the other value already."""
        place = self.free.setdefault(key, len(self.free))
        if place >= MOST:
            raise TooManyNodes
        return self.manager.test(len(self.variables) + place, 0b10)


def between(
    here: Compiler, there: Compiler, dial: Dial, to: Fraction, known: Sequence[int]
) -> Compiler:
    """What builds a rubric as it may be between two values, whose scores are built."""
    space, rubric = here.built.space, here.rubric
    compiler = Compiler(rubric, space, known)
    compiler.built = Between(rubric, space, known, dial, there.built.scores, to)
    compiler.amounts = Amounts(compiler.built)
    compiler.built.scores.update(here.built.scores)
    return compiler


def sure_and_possible(
    manager: Manager, root: Node, masks: Sequence[int]
) -> tuple[set[Node], set[Node]]:
    """The ends that are met however the comparisons stand, and all that may be met."""
    sure: set[Node] = set()
    possible: set[Node] = set()
    seen, stack = {root}, [root]
    while stack:
        node = stack.pop()
        level = manager.level[node]
        if level >= len(masks):
            ends = {n for n in manager.descendants((node,)) if not manager.kids[n]}
            possible |= ends
            sure |= ends if len(ends) == 1 else set()
            continue
        kids = {manager.kids[node][value] for value in members(masks[level])} - seen
        seen |= kids
        stack.extend(kids)
    return sure, possible
