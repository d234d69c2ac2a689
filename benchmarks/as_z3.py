"""The same rubric for z3: every decision as an expression, every promise as a question."""

import z3

from endorse_cli.engine.compile import Compiled
from endorse_cli.engine.domain import bound_number, members, passing
from endorse_cli.engine.order import definition_order
from endorse_cli.engine.proofs import varied
from endorse_cli.models.amounts import Amount, Gathered, Minus, Named, Number, Points, Times
from endorse_cli.models.conditions import All, Any, Atom, Condition, Each, Holds, Not
from endorse_cli.models.promises import Promise
from endorse_cli.models.tests import Includes, Range, SettingUse, Test


class Z3:
    """One integer a variable; decisions, findings and scores as expressions over them."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.rubric = compiled.rubric
        self.variables = [z3.Int(v.id) for v in compiled.variables]
        self.bounds = [
            z3.And(x >= 0, x < len(v.values))
            for x, v in zip(self.variables, compiled.variables, strict=True)
        ]
        self.findings = {}
        self.scores = {}
        self.outcomes = {}
        for id in definition_order(self.rubric):
            if id in self.rubric.findings:
                self.findings[id] = self.condition(self.rubric.findings[id].when)
            elif id in self.rubric.scores:
                self.scores[id] = self.amount(self.rubric.scores[id].value)
            else:
                self.outcomes[id] = self.decision(id)

    def decision(self, id: str) -> z3.ArithRef:
        decision = self.rubric.decisions[id]
        place = {name: i for i, name in enumerate(decision.outcomes)}
        text = z3.IntVal(place[decision.rows[-1].outcome])
        for row in reversed(decision.rows[:-1]):
            text = z3.If(self.condition(row.when), z3.IntVal(place[row.outcome]), text)
        return text

    def condition(self, condition: Condition) -> z3.BoolRef:
        match condition:
            case Holds(finding=id):
                return self.findings[id]
            case Atom(id=id, test=test):
                return self.atom(id, test)
            case Not(part=part):
                return z3.Not(self.condition(part))
            case All(parts=parts):
                return z3.And(*self.many(parts))
            case Any(parts=parts):
                return z3.Or(*self.many(parts))
        raise ValueError(condition)

    def many(self, parts: tuple[Condition, ...] | Each) -> list[z3.BoolRef]:
        if isinstance(parts, Each):
            ids = self.rubric.members(parts.of) if isinstance(parts.of, str) else parts.of
            return [self.atom(id, parts.test) for id in ids]
        return [self.condition(part) for part in parts]

    def atom(self, id: str, test: Test) -> z3.BoolRef:
        if id in self.scores and isinstance(test, Range):
            return self.compare(self.scores[id], test)
        if id in self.outcomes:
            mask = passing(test, self.rubric.decisions[id].outcomes, self.rubric.settings)
            return z3.Or(*(self.outcomes[id] == value for value in members(mask)))
        if isinstance(test, Includes):
            join = z3.Or if test.any_of else z3.And
            return join(*(self.variable(f"{id}.{member}") == 1 for member in test.members))
        names = self.compiled.variables[self.compiled.index[id]].values
        mask = passing(test, names, self.rubric.settings)
        return z3.Or(*(self.variable(id) == value for value in members(mask)))

    def variable(self, id: str) -> z3.ArithRef:
        return self.variables[self.compiled.index[id]]

    def number(self, number: Number) -> z3.RatNumRef:
        value = number.value
        if isinstance(value, SettingUse):
            value = bound_number(value, self.rubric.settings)
        return z3.Q(value.numerator, value.denominator)

    def compare(self, amount: z3.ArithRef, test: Range) -> z3.BoolRef:
        parts = []
        for key, compare in (
            ("at_least", lambda a, b: a >= b),
            ("more_than", lambda a, b: a > b),
            ("at_most", lambda a, b: a <= b),
            ("less_than", lambda a, b: a < b),
        ):
            bound = getattr(test, key)
            if bound is not None:
                number = bound_number(bound, self.rubric.settings)
                parts.append(compare(amount, z3.Q(number.numerator, number.denominator)))
        return z3.And(*parts)

    def amount(self, amount: Amount) -> z3.ArithRef:
        match amount:
            case Number():
                return self.number(amount)
            case Named(id=id) if id in self.scores:
                return self.scores[id]
            case Named(id=id):
                return z3.ToReal(self.variable(id))
            case Minus(part=part):
                return -self.amount(part)
            case Times(factor=factor, part=part):
                return self.number(factor) * self.amount(part)
            case Points(id=id, give=give):
                names = self.compiled.variables[self.compiled.index[id]].values
                text = self.number(give[names[-1]])
                for value, name in list(enumerate(names))[:-1]:
                    text = z3.If(self.variable(id) == value, self.number(give[name]), text)
                return text
            case Gathered(how=how, parts=tuple() as parts):
                total = z3.Sum([self.amount(part) for part in parts])
                return total / len(parts) if how == "mean" else total
        raise ValueError(amount)

    def target(self, id: str) -> z3.ExprRef:
        return self.outcomes.get(id, self.findings.get(id, self.scores.get(id)))

    def holds(self, promise: Promise) -> bool:
        """Whether a promise holds: no assignment is against it."""
        if promise.form == "when":
            against = [z3.And(self.condition(promise.when), z3.Not(self.condition(promise.then)))]
            return not self.possible(against)
        over = (promise.over,) if isinstance(promise.over, str) else promise.over
        against = [
            self.swing(promise, level, self.target(id), id)
            for level in varied(self.compiled, promise)
            for id in over
        ]
        return self.possible(against) == (promise.form == "some_effect")

    def possible(self, alternatives: list[z3.BoolRef]) -> bool:
        solver = z3.Solver()
        solver.add(*self.bounds, z3.Or(*alternatives))
        return solver.check() == z3.sat

    def swing(self, promise: Promise, level: int, target: z3.ExprRef, id: str) -> z3.BoolRef:
        """One variable changes, all else equal, and the target moves against the promise."""
        other = z3.Int("other")
        moved = z3.substitute(target, (self.variables[level], other))
        size = len(self.compiled.variables[level].values)
        inside = z3.And(other >= 0, other < size)
        if promise.form in ("no_effect", "some_effect"):
            return z3.And(inside, target != moved)
        if promise.form == "no_single_swing":
            place = {n: i for i, n in enumerate(self.rubric.decisions[id].outcomes)}
            first, second = (place[name] for name in promise.between)
            return z3.And(inside, target == first, moved == second)
        up = z3.And(inside, other > self.variables[level])
        if z3.is_bool(target):
            worse = z3.And(target, z3.Not(moved))
            better = z3.And(z3.Not(target), moved)
        else:
            worse, better = moved < target, moved > target
        return z3.And(up, better if promise.form == "more_never_helps" else worse)
