"""The only place that says which values one score can have, whatever else a rubric is made of.

A score is asked on its diagram; a total past the node budget by what can be added up.
"""

from contextlib import suppress
from fractions import Fraction
from typing import NamedTuple

from endorse_cli.engine.budget import STRETCH
from endorse_cli.engine.compile import Compiler, orders_of
from endorse_cli.engine.diagram import YES, Manager, TooManyNodes
from endorse_cli.engine.divided_values import bare, goal_of
from endorse_cli.engine.domain import space_of
from endorse_cli.engine.logic import Conditions, Edge
from endorse_cli.engine.order import definition_order
from endorse_cli.engine.profiles import example
from endorse_cli.engine.quantities import Clamped, Quantity, Rounded, held, reaches
from endorse_cli.engine.score_ends import span
from endorse_cli.engine.sums import Sums
from endorse_cli.engine.totals import INFINITY, Total, unit
from endorse_cli.models.rubric import Rubric
from endorse_cli.rubric.number_regions import Region


class CompiledScore(NamedTuple):
    """One score alone, to ask which values it can have."""

    manager: Manager
    quantity: Quantity

    def value_in(self, region: Region[Fraction]) -> Fraction | None:
        """A value that the score can have between two edges, None where it can have none.

        Raises `TooManyNodes` where that is not told.
        """
        with suppress(TooManyNodes), self.manager.room(STRETCH):
            return self._met(region)
        with suppress(TooManyNodes):
            return self.added_up(region)
        return self._met(region)

    def _met(self, region: Region[Fraction]) -> Fraction | None:
        node = YES
        for edge in (region.low, region.high):
            if edge is not None:
                reached = reaches(self.manager, self.quantity, edge.at, strict=edge.after)
                if edge is region.high:
                    reached = self.manager.negate(reached)
                node = self.manager.both(node, reached)
        path = example(self.manager, node, lambda leaf: leaf is True)
        if path is None:
            return None
        masks = [1 << path.get(level, 0) for level in range(self.manager.bottom)]
        return span(self.manager, self.quantity, masks)[0]

    def added_up(self, region: Region[Fraction]) -> Fraction | None:
        """The same of a total, by what its terms come to; they share no answer."""
        edges: list[Edge | bool] = [
            default if edge is None else (edge.at, edge.after)
            for edge, default in ((region.low, True), (region.high, False))
        ]
        total, cuts = bare(self.quantity, edges)
        if not isinstance(total, Total):
            raise TooManyNodes
        size = unit(self.manager, total.terms)
        sums = Sums(
            [
                tuple(sorted({int(number * size) for number in self.manager.numbers([term])}))
                for term in total.terms
            ]
        )
        low, high = (goal_of(cut, total.constant, size) for cut in cuts)
        start = sums.low if low == -INFINITY else int(min(low, sums.high + 1))
        stop = sums.high + 1 if high == INFINITY else int(max(high, sums.low))
        if not _is_reached(sums, start, stop):
            return None
        while stop - start > 1:
            middle = (start + stop) // 2
            start, stop = (start, middle) if _is_reached(sums, start, middle) else (middle, stop)
        return _through(self.quantity, total.constant + Fraction(start, size))


def _is_reached(sums: Sums, start: int, stop: int) -> bool:
    told = sums.reached(start, stop)
    if told is None:
        raise TooManyNodes
    return told


def _through(quantity: Quantity, number: Fraction) -> Fraction:
    """What comes of a number that is clamped and rounded as an amount is."""
    if isinstance(quantity, Clamped | Rounded):
        return held(quantity, _through(quantity.part, number))
    return number


def compile_score(rubric: Rubric, id: str, budget: int) -> CompiledScore:
    """One score of a checked rubric and what it rests on, in whichever order it is small.

    Raises `TooManyNodes` where it is in none.
    """
    space, names = space_of(rubric, budget), definition_order(rubric, [id])
    for order in orders_of(rubric, space.variables):
        compiler = Compiler(Conditions(rubric, space.ordered(order, budget)))
        compiler.built.manager.limit = budget
        with suppress(TooManyNodes):
            for name in names:
                compiler.define(name)
            return CompiledScore(compiler.built.manager, compiler.built.scores[id])
    raise TooManyNodes
