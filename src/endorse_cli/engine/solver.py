"""The only place that asks a solver, where it is installed: can some answers bring an end about?

For what neither diagrams nor sums can tell, several totals over common open answers. The solver is
stopped after so many steps of its own, never after so much time, so that the same inputs give the
same answer. What it does not tell in that stays open.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from importlib.util import find_spec
from itertools import chain
from math import lcm
from typing import TYPE_CHECKING

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.diagram import YES, Node
from endorse_cli.engine.domain import members
from endorse_cli.engine.logic import Apart, Edge
from endorse_cli.engine.possible import Masks
from endorse_cli.engine.quantities import (
    Addend,
    Clamped,
    Extreme,
    Quantity,
    Ratio,
    Rounded,
    Sum,
    number_at,
)
from endorse_cli.engine.totals import Total, unit
from endorse_cli.rubric.terms import reaching

if TYPE_CHECKING:
    from z3 import ArithRef, BoolRef

STEPS, ALL_STEPS = 3_000_000, 9_000_000
"""Steps of the solver for one end, about a second; and for all ends of one diagram."""


def is_installed() -> bool:
    """Whether there is a solver."""
    return find_spec("z3") is not None


class _Untold(Exception):
    """What is not put to the solver: what is rounded or divided inside a sum."""


class Asked:
    """One set of diagrams and what is known of somebody, put to the solver."""

    def __init__(self, compiled: Compiled, masks: Masks) -> None:
        import z3

        self.z3 = z3
        # Of its own: in one that others use, what it tells would hang on what they asked.
        self.context = z3.Context()
        self.compiled, self.manager, self.masks = compiled, compiled.manager, masks
        self.parts = {part.level: part for part in compiled.apart}
        self.solver = z3.SolverFor("QF_LIA", self.context)
        self.steps_left = ALL_STEPS
        self.answers: dict[int, ArithRef] = {}
        self.reached: dict[tuple[int, int], BoolRef] = {}
        self.ends: dict[tuple[Node, Node], BoolRef] = {}

    def can_end(self, root: Node, end: Node) -> bool | None:
        """Whether a diagram can end so; None where the solver does not tell."""
        try:
            wanted = self.leads(root, end)
        except _Untold:
            return None
        if self.steps_left <= 0:
            return None
        self.solver.set("rlimit", min(STEPS, self.steps_left))
        before = self._steps()
        self.solver.push()
        self.solver.add(wanted)
        found = self.solver.check()
        self.steps_left -= self._steps() - before
        self.solver.pop()
        return None if found == self.z3.unknown else bool(found == self.z3.sat)

    def _steps(self) -> int:
        """The steps that the solver has taken so far."""
        return sum(int(much) for what, much in self.solver.statistics() if what == "rlimit count")

    def leads(self, root: Node, end: Node) -> "BoolRef":
        """That a diagram ends in one of its terminals."""
        manager, known = self.manager, self.ends
        for node in manager.descendants((root,)):
            if (node, end) in known:
                continue
            kids = manager.kids[node]
            if not kids:
                known[node, end] = self.z3.BoolVal(node == end, self.context)
                continue
            level = manager.level[node]
            ways = []
            for kid in dict.fromkeys(kids):
                values = sum(1 << place for place, each in enumerate(kids) if each == kid)
                ways.append(self.z3.And(self.among(level, values), known[kid, end]))
            known[node, end] = self.z3.Or(ways)
        return known[root, end]

    def among(self, level: int, values: int) -> "BoolRef":
        """That a variable has one of some values."""
        return self.z3.Or([self.value(level, value) for value in members(values)])

    def value(self, level: int, value: int) -> "BoolRef":
        """That a variable has a value."""
        key = (level, value)
        if key not in self.reached:
            part = self.parts.get(level)
            self.reached[key] = self.of(part, value) if part else self.answer(level) == value
        return self.reached[key]

    def answer(self, level: int) -> "ArithRef":
        """An answer, as the place of its value."""
        if level not in self.answers:
            id = self.compiled.variables[level].id
            name = self.answers[level] = self.z3.Int(id, self.context)
            values = members(self.masks[level])
            if len(values) > values[-1] - values[0]:
                self.solver.add(name >= values[0], name <= values[-1])
            else:
                self.solver.add(self.z3.Or([name == value for value in values]))
        return self.answers[level]

    def of(self, part: Apart, value: int) -> "BoolRef":
        """That a part which is worked out apart has a value."""
        compiled = self.compiled
        if part.edges:
            score = compiled.parts.scores[part.id]
            reached = [
                self.reaches(score, edge) for edge in part.edges[max(value - 1, 0) : value + 1]
            ]
            above = (
                reached.pop() if value < len(part.edges) else self.z3.BoolVal(False, self.context)
            )
            return self.z3.And(*reached, self.z3.Not(above))
        if part.id in compiled.findings:
            holds = self.leads(compiled.parts.findings[part.id], YES)
            return holds if value else self.z3.Not(holds)
        decided = compiled.parts.decisions[part.id]
        end = self.manager.terminal(decided.decision.outcomes[value])
        return self.leads(decided.outcomes, end)

    def reaches(self, quantity: Quantity, edge: Edge) -> "BoolRef":
        """That an amount reaches an edge."""
        z3, (bound, strict) = self.z3, edge
        match quantity:
            case Clamped(part=part, low=low, high=high):
                if low > bound or (low == bound and not strict):
                    return z3.BoolVal(True, self.context)
                if high < bound or (high == bound and strict):
                    return z3.BoolVal(False, self.context)
                return self.reaches(part, edge)
            case Rounded(part=part, to=to, half=half):
                return self.reaches(part, reaching(bound, to, half, strict=strict))
            case Extreme(parts=parts, lowest=lowest):
                join = z3.And if lowest else z3.Or
                return join([self.reaches(part, edge) for part in parts])
            case Total():
                return self.sign([(quantity, Fraction(1))], bound, strict=strict)
            case Sum():
                scale = lcm(bound.denominator, *self.denominators(quantity))
                worth, goal = self.worth(quantity, Fraction(scale)), int(bound * scale)
                return worth > goal if strict else worth >= goal
        return self.ratio(quantity, edge)

    def worth(self, quantity: Quantity, times: Fraction) -> "ArithRef":
        """An amount times a number with which it is whole; raises where it is no sum of such."""
        z3 = self.z3
        match quantity:
            case Total(constant=constant, terms=terms):
                added = [self.number(term, times) for term in terms]
                return z3.Sum([z3.IntVal(int(constant * times), self.context), *added])
            case Clamped(part=part, low=low, high=high):
                found = self.worth(part, times)
                least, most = int(low * times), int(high * times)
                return z3.If(found < least, least, z3.If(found > most, most, found))
            case Extreme(parts=parts, lowest=lowest):
                first, *others = (self.worth(part, times) for part in parts)
                for other in others:
                    first = z3.If(other < first if lowest else other > first, other, first)
                return first
            case Sum(addends=addends):
                return z3.Sum([self.added(addend, times) for addend in addends])
        raise _Untold

    def added(self, addend: Addend, times: Fraction) -> "ArithRef":
        """What an addend adds, times a number with which that is whole."""
        # Never times less than nothing: then the highest would be the lowest.
        worth = self.worth(addend.part, times * abs(addend.by))
        turned = -worth if addend.by < 0 else worth
        return self.z3.If(self.leads(addend.where, YES), turned, self.z3.IntVal(0, self.context))

    def denominators(self, quantity: Quantity) -> Iterator[int]:
        """What an amount has to be taken times so that all in it is whole."""
        match quantity:
            case Total(constant=constant, terms=terms):
                yield from (constant.denominator, unit(self.manager, terms))
            case Clamped(part=part, low=low, high=high):
                yield from (low.denominator, high.denominator, *self.denominators(part))
            case Extreme(parts=parts):
                yield from chain.from_iterable(map(self.denominators, parts))
            case Sum(addends=addends):
                for part, by, _ in addends:
                    yield from (by.denominator * each for each in self.denominators(part))

    def ratio(self, ratio: Ratio, edge: Edge) -> "BoolRef":
        """That one total divided by another reaches an edge: the other one's sign says how."""
        z3, (bound, strict) = self.z3, edge
        if not isinstance(ratio.part, Total):
            raise _Untold
        whole = [(ratio.whole, Fraction(1))]
        rest = [(ratio.part, Fraction(1)), (ratio.whole, -bound)]
        positive = self.sign(whole, Fraction(0), strict=True)
        negative = z3.Not(self.sign(whole, Fraction(0), strict=False))
        passes = ratio.if_none > bound if strict else ratio.if_none >= bound
        return z3.If(
            positive,
            self.sign(rest, Fraction(0), strict=strict),
            z3.If(
                negative,
                z3.Not(self.sign(rest, Fraction(0), strict=not strict)),
                z3.BoolVal(passes, self.context),
            ),
        )

    def sign(
        self, totals: Sequence[tuple[Total, Fraction]], bound: Fraction, *, strict: bool
    ) -> "BoolRef":
        """That some totals, each times a number, come to at least a bound, or to more."""
        terms = [(term, times) for total, times in totals for term in total.terms]
        scale = lcm(*(unit(self.manager, (term,)) * times.denominator for term, times in terms))
        left = bound - sum((total.constant * times for total, times in totals), Fraction(0))
        scale = lcm(scale, left.denominator)
        added = self.z3.Sum([self.number(term, times * scale) for term, times in terms])
        return added > int(left * scale) if strict else added >= int(left * scale)

    def number(self, term: Node, times: Fraction) -> "ArithRef":
        """What a term adds, times a number with which that is whole."""
        manager, found = self.manager, dict[Node, "ArithRef"]()
        for node in manager.descendants((term,)):
            kids, leaf = manager.kids[node], manager.leaf[node]
            if not kids:
                found[node] = self.z3.IntVal(int(number_at(leaf) * times), self.context)
                continue
            along = self.along(node, times)
            found[node] = self.chosen(node, found) if along is None else along
        return found[term]

    def chosen(self, node: Node, found: Mapping[Node, "ArithRef"]) -> "ArithRef":
        """What is found of what a node goes on to, by its variable's value."""
        kids, level = self.manager.kids[node], self.manager.level[node]
        *values, last = self.left(level)
        chosen = found[kids[last]]
        for value in values:
            chosen = self.z3.If(self.value(level, value), found[kids[value]], chosen)
        return chosen

    def along(self, node: Node, times: Fraction) -> "ArithRef | None":
        """The same as so much for each step of an answer; None where the steps are uneven."""
        manager, level = self.manager, self.manager.level[node]
        if level in self.parts or not manager.is_plain(node):
            return None
        leaves = [manager.leaf[manager.kids[node][value]] for value in self.left(level)]
        numbers = [int(number_at(leaf) * times) for leaf in leaves]
        places = self.left(level)
        run, rise = places[-1] - places[0], numbers[-1] - numbers[0]
        steps = zip(places, numbers, strict=True)
        if run == 0 or any((n - numbers[0]) * run != (p - places[0]) * rise for p, n in steps):
            return None
        step = Fraction(rise, run)
        if step.denominator > 1:
            return None
        start = numbers[0] - places[0] * step
        return self.answer(level) * int(step) + int(start)

    def left(self, level: int) -> Sequence[int]:
        """The values left to a variable."""
        part = self.parts.get(level)
        return members(self.masks[level]) if part is None else range(part.size)


__all__ = ["Asked", "is_installed"]
